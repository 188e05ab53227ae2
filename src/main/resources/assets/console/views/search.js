import {Problem, call, query as withQuery} from '../api.js';
import {fill, h} from '../dom.js';
import {field, form, select, text, wrongField} from '../forms.js';
import {badge, load, pages, table, time} from '../parts.js';
import * as words from '../words.js';
import {goTo, optOutOf} from './contact.js';

export const title = 'Search';
export const roles = ['support', 'privacy'];

const CONTACT_ID = /^c1_[a-z2-7]{26}$/;
const RECORD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FILTERS = ['state', 'purpose', 'country', 'held'];

/** @param {import('../app.js').Desk} desk */
export function show(desk, path, query) {
  const list = h('div', {});
  const taken = h('p', {class: 'hint'});
  void load(list, () => listed(desk, filters(query), taken));
  return [
    h('h1', {}, 'Search'),
    find(desk),
    h('section', {'aria-labelledby': 'all'}, h('h2', {id: 'all'}, 'Contacts'), narrow(desk, query), taken, list),
  ];
}

/** One box for all three: a number and the two ids have different shapes. */
function find(desk) {
  const nobody = h('div', {});
  let edits = 0;
  const element = form({
    label: 'Look up',
    class: 'line',
    send: async values => {
      fill(nobody);
      const before = edits;
      await lookUp(values, whose => edits === before && fill(nobody, unknown(desk, whose)));
    },
  },
  field('Number, contact id or record id', text('number', {inputmode: 'tel'})),
  field('Country', text('region', {class: 'short', value: region()})));
  // the note is about the number that was looked up, not about another one that is typed now
  element.addEventListener('input', () => {
    edits++;
    fill(nobody);
  });
  return h('div', {id: 'find', class: 'card'}, element, nobody);
}

/** The country for numbers without a +. */
function region() {
  return new Intl.Locale(navigator.language).region ?? '';
}

async function lookUp(values, nobody) {
  const typed = String(values.get('number')).trim();
  if (!typed) {
    throw wrongField('/number', 'Type a number, a contact id or a record id.');
  }
  const whose = wanted(typed, String(values.get('region')).trim());
  try {
    goTo(await call('POST', '/v1/contacts/lookup', whose));
  } catch (error) {
    if ('number' in whose && error instanceof Problem && error.status === 404) {
      nobody(whose);
    }
    throw error;
  }
}

/** A person may opt out by a letter or a call before they are on file. */
function unknown(desk, whose) {
  return h('p', {class: 'note'}, 'This number is not on file. Did its owner opt out? ',
    h('button', {type: 'button', class: 'quiet', onclick: () => optOutOf(desk, whose)}, 'Enter an opt-out'));
}

function wanted(typed, country) {
  if (CONTACT_ID.test(typed)) {
    return {contactId: typed};
  } else if (RECORD_ID.test(typed.toLowerCase())) {
    return {recordId: typed.toLowerCase()};
  }
  return typed.startsWith('+') || !country ? {number: typed} : {number: typed, region: country};
}

/** The filters are in the address, so that going back finds them again. */
function narrow(desk, query) {
  const chosen = filters(query);
  const states = /** @type {[string, string][]} */ (['requested', 'granted', 'withdrawn', 'expired']
    .map(state => [state, words.state(state)]));
  return form({
    label: 'Filter',
    class: 'line',
    send: async values => {
      const next = Object.fromEntries(FILTERS.map(name => [name, String(values.get(name) ?? '').trim()]));
      const hash = '#' + withQuery('/search', next);
      if (location.hash === hash) {
        desk.refresh();
      } else {
        location.hash = hash;
      }
    },
  },
  field('State', select('state', [['', 'Any'], ...states], chosen.state)),
  field('Purpose', select('purpose', [['', 'Any'], ...desk.config.purposes
    .map(purpose => [purpose.id, purpose.title])], chosen.purpose)),
  field('Country', text('country', {class: 'short', value: chosen.country ?? ''})),
  field('Held', select('held', [['', 'Any'], ['true', 'Only held']], chosen.held)));
}

function filters(query) {
  return Object.fromEntries(FILTERS.map(name => [name, query.get(name) ?? undefined]));
}

/** @param {HTMLElement} taken says which country was taken */
function listed(desk, filter, taken) {
  return pages(async cursor => {
    const page = await call('GET', withQuery('/v1/contacts', {...filter, cursor}));
    // the name or code that was typed may be of another country than the one that was meant
    taken.textContent = page.country ? 'Country: ' + words.country(page.country) + ' (' + page.country + ')' : '';
    return {items: page.contacts, next: page.next};
  }, found => contacts(desk, found), 'No contact matches.');
}

function contacts(desk, all) {
  return table('Contacts', ['Number', 'Country', 'Consents', 'Since', 'Hold'], all.map(contact => [
    h('a', {href: '#/contacts/' + contact.contactId}, contact.masked ?? 'No number kept'),
    contact.country ? words.country(contact.country) : '–',
    contact.consents.length === 0 ? '–' : h('span', {class: 'badges'}, contact.consents.map(consent =>
      badge(consent.state, words.purpose(desk.config, consent.purpose) + ': ' + words.state(consent.state)))),
    newest(contact),
    contact.hold ? badge('held', 'Held') : '–',
  ]));
}

function newest(contact) {
  const since = contact.consents.map(consent => consent.since).sort().at(-1);
  return since ? time(since) : '–';
}
