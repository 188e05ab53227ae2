import {call} from '../api.js';
import {fill, h} from '../dom.js';
import {dialog, field, form, select, text} from '../forms.js';
import {counted, t} from '../language.js';
import {copy, say} from '../parts.js';
import * as words from '../words.js';

/** A number in clear does not stay on a screen. */
const SHOWN_SECONDS = 60;

/**
 * Shows one number. It is in this dialog alone, in no address and no storage. It is gone when the dialog closes.
 *
 * @param {import('../app.js').Desk} desk
 * @param {{contactId: string}} contact
 */
export function reveal(desk, contact) {
  const place = h('div', {});
  let timer = 0;
  const opened = dialog(t('reveal'), close => [place, asking(desk, contact, close, number => {
    // an answer that comes after the dialog was closed is not shown
    if (opened.open) {
      timer = show(place, number, close);
    }
  })], () => {
    clearInterval(timer);
    fill(place);
  });
  return opened;
}

function asking(desk, contact, close, done) {
  const own = desk.purposes('support');
  const element = form({
    label: t('contact.show'),
    draft: 'reveal/' + contact.contactId,
    cancel: close,
    send: async values => {
      const purpose = String(values.get('purpose'));
      const revealed = await call('POST', '/v1/purposes/' + encodeURIComponent(purpose) + '/reveal', {
        contactId: contact.contactId,
        reason: values.get('reason'),
        note: String(values.get('note')).trim(),
      });
      element.remove();
      done(revealed.number);
    },
  },
  h('p', {}, t('reveal.what')),
  field(t('form.purpose'), select('purpose', own.map(id => [id, words.purpose(desk.config, id)]))),
  field(t('form.reason'), select('reason', desk.config.reasons.map(reason => [reason, words.capital(words.why(reason, desk.config))]))),
  field(t('form.note'), text('note', {maxlength: '200'}), t('reveal.noteHint')));
  return element;
}

/** @returns {number} the timer that hides it again */
function show(place, number, close) {
  const until = performance.now() + SHOWN_SECONDS * 1000;
  const left = h('p', {class: 'small'});
  const count = () => {
    const seconds = Math.ceil((until - performance.now()) / 1000);
    if (seconds <= 0) {
      close();
    }
    fill(left, counted('reveal.hiddenIn', seconds));
  };
  count();
  fill(place,
    h('p', {class: 'number', tabindex: '-1', 'data-number': true}, number),
    left,
    h('div', {class: 'buttons'}, copy(number, t('reveal.copy')),
      h('button', {type: 'button', class: 'quiet', onclick: close}, t('reveal.hide'))));
  place.querySelector('.number')?.focus();
  say(t('reveal.shown'));
  return setInterval(count, 1000);
}
