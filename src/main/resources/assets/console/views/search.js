import {kept, show as goToView} from '../address.js';
import {Problem, call, query as withQuery} from '../api.js';
import {fill, h} from '../dom.js';
import {field, form, select, text, wrongField} from '../forms.js';
import {t} from '../language.js';
import {badge, load, pages, region, table, time} from '../parts.js';
import * as words from '../words.js';
import {accessButton} from './access.js';
import {goTo, optOutOf} from './contact.js';
import {eraseButton} from './erase.js';
import {evidenceButton} from './evidence.js';
import {linkButton} from './link.js';

export const title = 'search';
export const roles = ['support', 'privacy'];

const CONTACT_ID = /^c[1-9]_[a-z2-7]{26}$/;
const RECORD_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const FILTERS = ['state', 'purpose', 'country', 'held'];

/** @param {import('../app.js').Desk} desk */
export function show(desk, path, query) {
  const list = h('div', {});
  const taken = h('p', {class: 'hint'});
  void load(list, () => listed(desk, kept(query, FILTERS), taken));
  return [
    h('h1', {}, t(title)),
    find(desk),
    h('section', {'aria-labelledby': 'all'}, h('h2', {id: 'all'}, t('search.contacts')), narrow(desk, query), taken, list),
  ];
}

/** One box for all three: a number and the two ids have different shapes. */
function find(desk) {
  const nobody = h('div', {});
  let edits = 0;
  const element = form({
    label: t('search.lookUp'),
    class: 'line',
    send: async values => {
      fill(nobody);
      const before = edits;
      await lookUp(values, whose => edits === before && fill(nobody, unknown(desk, whose)));
    },
  },
  field(t('search.label'), text('number', {inputmode: 'tel'})),
  field(t('search.country'), text('region', {class: 'short', value: region()})));
  // the note is about the number that was looked up, not about another one that is typed now
  element.addEventListener('input', () => {
    edits++;
    fill(nobody);
  });
  return h('div', {id: 'find', class: 'card'}, element, nobody);
}

async function lookUp(values, nobody) {
  const typed = String(values.get('number')).trim();
  if (!typed) {
    throw wrongField('/number', t('search.empty'));
  }
  const whose = wanted(typed, String(values.get('region')).trim());
  try {
    goTo(await call('POST', '/v1/contacts/lookup', whose), 'number' in whose ? /** @type {import('./link.js').Whose} */ (whose) : undefined);
  } catch (error) {
    if ('number' in whose && error instanceof Problem && error.status === 404) {
      nobody(whose);
    }
    throw error;
  }
}

/** A person may opt out by a letter or a call before they are on file. */
function unknown(desk, whose) {
  return h('div', {class: 'note'},
    h('p', {}, t('search.unknown')),
    h('div', {class: 'buttons'},
      h('button', {type: 'button', class: 'quiet', onclick: () => optOutOf(desk, whose)}, t('search.enterOptOut')),
      linkButton(whose),
      desk.has('privacy') && [accessButton(whose), evidenceButton(desk, whose),
        eraseButton(desk, whose, contact => desk.living() && goTo(contact, whose))]));
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
  const chosen = kept(query, FILTERS);
  const states = /** @type {[string, string][]} */ (['requested', 'granted', 'withdrawn', 'expired']
    .map(state => [state, words.state(state)]));
  return form({
    label: t('search.filter'),
    class: 'line',
    send: async values => {
      const next = Object.fromEntries(FILTERS.map(name => [name, String(values.get(name) ?? '').trim()]));
      goToView(desk, '/search', next);
    },
  },
  field(t('search.state'), select('state', [['', t('form.any')], ...states], chosen.state)),
  field(t('form.purpose'), select('purpose', [['', t('form.any')], ...words.purposes(desk.config)], chosen.purpose)),
  field(t('search.country'), text('country', {class: 'short', value: chosen.country})),
  field(t('search.held'), select('held', [['', t('form.any')], ['true', t('search.onlyHeld')]], chosen.held)));
}

/** @param {HTMLElement} taken says which country was taken */
function listed(desk, filter, taken) {
  return pages(async cursor => {
    const page = await call('GET', withQuery('/v1/contacts', {...filter, cursor}));
    // the name or code that was typed may be of another country than the one that was meant
    taken.textContent = page.country ? t('search.taken', {country: words.country(page.country), code: page.country}) : '';
    return {items: page.contacts, next: page.next};
  }, found => contacts(desk, found), t('search.none'));
}

function contacts(desk, all) {
  return table(t('search.contacts'), [
    t('search.number'), t('search.country'), t('search.consents'), t('search.since'), t('search.hold'),
  ], all.map(contact => [
    h('a', {href: '#/contacts/' + contact.contactId}, contact.masked ?? t('contact.noNumber')),
    contact.country ? words.country(contact.country) : t('part.none'),
    contact.consents.length === 0 ? t('part.none') : h('span', {class: 'badges'}, contact.consents.map(consent =>
      badge(consent.state, t('search.consent', {
        purpose: words.purpose(desk.config, consent.purpose),
        state: words.state(consent.state),
      })))),
    newest(contact),
    contact.hold ? badge('held', t('search.held')) : t('part.none'),
  ]));
}

function newest(contact) {
  const since = contact.consents.map(consent => consent.since).sort().at(-1);
  return since ? time(since) : t('part.none');
}
