// Erases a person who asked for it, and shows what is gone, what goes later and what is kept.

import {call} from '../api.js';
import {fill, h} from '../dom.js';
import {choices, closing, dialog, field, form, select, wrongField} from '../forms.js';
import {counted, find, number, t} from '../language.js';
import {focusOn, say, time} from '../parts.js';
import * as words from '../words.js';

const REASONS = ['consent_withdrawn', 'no_longer_needed', 'objected', 'unlawful', 'legal_duty', 'child', 'other_law'];
const KINDS = ['compartments', 'heldTexts', 'holds', 'maskedNumbers', 'pendingProofs', 'activity'];

/** @typedef {{number: string, region?: string}} Whose a number as it was typed; in memory alone */

/**
 * A button for it.
 *
 * @param {import('../app.js').Desk} desk
 * @param {Whose} whose
 * @param {(contact: {contactId: string}) => void} erased takes the contact as it is now, once the answer has been read
 */
export const eraseButton = (desk, whose, erased) =>
  h('button', {type: 'button', class: 'quiet', onclick: () => ask(desk, whose, erased)}, t('erase'));

function ask(desk, whose, erased) {
  let contactId = '';
  const place = h('div', {});
  dialog(t('erase'), close => {
    fill(place,
      h('p', {}, t('erase.what', {number: words.typed(whose)})),
      form({
        label: t('erase.send'),
        cancel: close,
        send: async values => {
          if (values.get('sure') !== 'yes') {
            throw wrongField('/sure', t('erase.notSure'));
          }
          const answer = await call('POST', '/v1/subjects/erase',
            {...whose, reason: values.get('reason'), asked: values.get('asked')});
          contactId = answer.contactId;
          fill(place, told(answer), closing(close));
          focusOn(/** @type {HTMLElement} */ (place.querySelector('h3')));
          say(t('erase.done'));
        },
      },
      field(t('form.reason'), select('reason', REASONS.map(code => [code, words.why(code, {reasons: []})]))),
      field(t('optOut.asked'), select('asked', ['phone', 'mail', 'letter', 'in_person']
        .map(way => [way, words.capital(words.asked(way))]))),
      choices(t('erase.sure'), 'checkbox', 'sure', [['yes', t('erase.isSure')]])));
    return [place];
  }, async () => {
    if (contactId && desk.living()) {
      erased(await call('GET', '/v1/contacts/' + encodeURIComponent(contactId)));
    }
  });
}

function told(answer) {
  const gone = KINDS.filter(kind => answer.gone[kind] > 0);
  return h('div', {id: 'erased'},
    h('h3', {}, t('erase.gone')),
    gone.length === 0 ? h('p', {}, t('erase.nothing')) : h('ul', {}, gone.map(kind =>
      h('li', {}, find('erase.gone.' + kind) ?? words.plain(kind), ': ', number(answer.gone[kind])))),
    h('p', {}, t('erase.readBack')),
    h('h3', {}, t('erase.later')),
    h('ul', {}, answer.later.map(data => h('li', {}, find('erase.later.' + data.kind) ?? data.text,
      data.by && [' ', t('erase.by'), ' ', time(data.by)]))),
    h('h3', {}, t('erase.kept')),
    h('ul', {}, answer.kept.map(data => h('li', {}, find('erase.kept.' + data.kind) ?? data.text, ' ',
      counted('erase.count', data.count), '. ',
      data.until ? [t('erase.until'), ' ', time(data.until)] : t('erase.noEnd'),
      h('br'), h('span', {class: 'small'}, data.ground)))));
}
