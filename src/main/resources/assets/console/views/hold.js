import {call} from '../api.js';
import {h} from '../dom.js';
import {choices, field, form, text, wrongField} from '../forms.js';
import {mixed, t} from '../language.js';
import {say, time} from '../parts.js';
import * as words from '../words.js';

/**
 * Messages came that may be opt-outs. Nothing is sent until staff decide.
 *
 * @param {import('../app.js').Desk} desk
 * @param {(now: any, decided: boolean) => void} changed
 */
export function hold(desk, contact, changed) {
  const {since, messages} = contact.hold;
  return h('section', {class: 'hold', 'aria-labelledby': 'held'},
    h('h2', {id: 'held'}, t('hold.title')),
    h('p', {}, mixed('hold.what', {when: time(since)})),
    messages && (messages.length > 0 ? messages.map(said) : h('p', {class: 'small'}, t('hold.noTexts'))),
    decision(desk, contact, changed));
}

/** What the person wrote, to whom, and when. */
function said({receivedAt, sender, text: wrote, cut}) {
  const when = time(receivedAt);
  return h('figure', {class: 'said'},
    wrote === undefined ? h('p', {class: 'small'}, t('hold.noText')) : h('blockquote', {dir: 'auto'}, wrote),
    h('figcaption', {},
      sender ? mixed('hold.to', {sender, when}) : when,
      cut && h('span', {}, ' ', t('hold.cut'))));
}

function decision(desk, contact, changed) {
  const which = h('div', {hidden: true}, choices(t('hold.which'), 'checkbox', 'purposes',
    words.purposes(desk.config)));
  const meant = choices(t('hold.meant'), 'radio', 'decision', [
    ['opt_out', t('hold.optOut')],
    ...desk.config.purposes.length > 1 ? [/** @type {[string, string]} */ (['some', t('hold.optOutOfSome')])] : [],
    ['release', t('hold.release')],
  ]);
  meant.addEventListener('change', () => {
    which.hidden = chosen(meant) !== 'some';
  });
  return form({
    label: t('hold.decide'),
    draft: 'hold/' + contact.contactId,
    send: async values => {
      const now = await call('POST', '/v1/contacts/' + contact.contactId + '/hold', decided(values, contact.hold.version));
      changed(now, true);
      say(t('hold.decided'));
    },
  }, meant, which, field(t('form.reason'), text('reason', {maxlength: '500'}), t('form.reasonHint')));
}

/** @param {Element} meant */
function chosen(meant) {
  return /** @type {HTMLInputElement | null} */ (meant.querySelector('input:checked'))?.value;
}

function decided(values, version) {
  const chosen = values.get('decision');
  if (!chosen) {
    throw wrongField('/decision', t('hold.choose'));
  }
  const purposes = chosen === 'some' ? values.getAll('purposes').map(String) : null;
  if (purposes?.length === 0) {
    throw wrongField('/purposes', t('hold.choosePurpose'));
  }
  return {
    decision: chosen === 'some' ? 'opt_out' : chosen,
    ...purposes ? {purposes} : {},
    version,
    reason: String(values.get('reason')).trim(),
  };
}
