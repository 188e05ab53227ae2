// Finds whose a pseudonym is. Contacts are looked at page by page, and it says how far that is.

import {call} from '../api.js';
import {fill, h} from '../dom.js';
import {field, form, text} from '../forms.js';
import {number, t} from '../language.js';
import {contactId, say} from '../parts.js';

/** @param {import('../app.js').Desk} desk @param {string} path of the dataset in the API */
export function reidentify(desk, path) {
  const place = h('div', {});
  return h('section', {'aria-labelledby': 'reidentify', class: 'card'},
    h('h2', {id: 'reidentify'}, t('datasets.reidentify')),
    h('p', {}, t('datasets.reidentifyWhat')),
    form({label: t('datasets.find'), draft: 'reidentify', send: async values => {
      const asked = {pseudonym: String(values.get('pseudonym')).trim(), reason: String(values.get('reason')).trim()};
      try {
        const found = await search(desk, place, path, asked);
        fill(place, found && result(found));
      } catch (error) {
        fill(place);
        throw error;
      }
    }},
    field(t('datasets.pseudonym'), text('pseudonym', {maxlength: '28', autocapitalize: 'none'}), t('datasets.pseudonymHint')),
    field(t('form.reason'), text('reason', {maxlength: '200'}), t('form.reasonHint'))),
    place);
}

/** The last answer; null if the person has left the view meanwhile. */
async function search(desk, place, path, asked) {
  const bar = h('progress', {max: '100', value: '0', 'aria-label': t('datasets.searching')});
  const far = h('p', {class: 'small'});
  fill(place, bar, far);
  let cursor;
  for (;;) {
    const answer = await call('POST', path + '/reidentify', cursor ? {...asked, cursor} : asked);
    if (!desk.living() || !place.isConnected) {
      return null;
    } else if (answer.contactId || !answer.next) {
      return answer;
    }
    cursor = answer.next;
    bar.setAttribute('value', String(answer.percent));
    fill(far, number(answer.percent / 100, {style: 'percent'}));
  }
}

function result(found) {
  say(t(found.contactId ? 'datasets.found' : 'datasets.notFound'));
  return found.contactId
    ? h('div', {class: 'note', id: 'found'},
      h('p', {}, t('datasets.found')),
      h('p', {}, contactId(found.contactId)),
      h('p', {}, h('a', {href: '#/contacts/' + encodeURIComponent(found.contactId)}, t('datasets.toContact'))))
    : h('p', {class: 'note', id: 'found'}, t('datasets.notFound'));
}
