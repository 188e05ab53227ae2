import {Problem, call} from '../api.js';
import {fill, h} from '../dom.js';
import * as drafts from '../drafts.js';
import {choices, dialog, field, form, select, text} from '../forms.js';
import {counted, mixed, t} from '../language.js';
import {badge, contactId, facts, focusOn, load, say, time, trouble} from '../parts.js';
import * as words from '../words.js';
import {accessButton} from './access.js';
import {eraseButton} from './erase.js';
import {evidenceButton} from './evidence.js';
import {timeline} from './history.js';
import {hold} from './hold.js';
import {linkButton} from './link.js';
import {reveal} from './reveal.js';

export const title = 'contact';
export const roles = ['support', 'privacy', 'auditor'];

/** The contact that the search has just found; shown once. @type {any} */
let found = null;
/**
 * The number by which a contact was looked up, so that it need not be typed again on that contact's page. It is in memory
 * alone, until another page is shown.
 *
 * @type {{contactId: string, number: string, region?: string} | null}
 */
let typed = null;

/**
 * Goes to the page of a contact that was looked up. The page shows this answer, and does not read the contact again: the
 * look-up is on the ledger already, and only its answer has the older forms of the number.
 *
 * @param {{contactId: string}} contact
 * @param {{number: string, region?: string}} [whose] the number that it was looked up by, if it was one
 */
export function goTo(contact, whose) {
  found = contact;
  typed = whose ? {...whose, contactId: contact.contactId} : null;
  location.hash = '#/contacts/' + contact.contactId;
}

/** The person has signed out: the next one at this tab did not look anybody up. */
export function forget() {
  found = null;
  typed = null;
}

async function take(id) {
  const contact = found?.contactId === id ? found : null;
  found = null;
  if (contact && !contact.hold) {
    return contact;
  }
  // only a contact that is read by its id comes with the texts of its hold
  const read = await call('GET', '/v1/contacts/' + encodeURIComponent(id));
  return {...read, olderForms: contact?.olderForms};
}

/**
 * @param {import('../app.js').Desk} desk
 * @param {string[]} path the contact's id
 */
export async function show(desk, [id]) {
  const history = h('div', {});
  const card = h('div', {});
  addEventListener('hashchange', () => {
    typed = null;
  }, {once: true});
  if (desk.has('support') || desk.has('privacy')) {
    const contact = await take(id);
    const changed = draw(desk, card, history, contact);
    setTimeout(() => desk.living() && goOn(desk, contact, changed));
  } else {
    fill(card, h('h1', {}, t(title)), contactId(id));
  }
  void load(history, () => timeline(desk, id));
  return [card, h('section', {'aria-labelledby': 'history'}, h('h2', {id: 'history'}, t('contact.happened')), history)];
}

function draw(desk, card, history, contact, decided = false) {
  const changed = (now, decides = false) => {
    if (!desk.living()) {
      // the person has left the page: to read the history now would say on the ledger that they have read it
      return;
    }
    draw(desk, card, history, now, decides);
    // the element that had the focus is gone
    focusOn(/** @type {HTMLElement} */ (card.querySelector('h1')));
    desk.countHolds();
    void load(history, () => timeline(desk, now.contactId));
  };
  fill(card,
    h('div', {class: 'head'},
      h('div', {}, h('h1', {}, contact.masked ?? t('contact.noNumber')), contactId(contact.contactId)),
      h('div', {class: 'buttons'},
        contact.masked && desk.purposes('support').length > 0 && h('button', {type: 'button', onclick: () => reveal(desk, contact)},
          t('contact.show')),
        h('button', {type: 'button', class: 'quiet', onclick: () => optOut(desk, contact, changed)},
          t('contact.optOut')),
        link(contact),
        requests(desk, contact, changed))),
    contact.hold && hold(desk, contact, changed),
    decided && h('p', {class: 'note'}, t('hold.decided'), '. ',
      h('a', {href: '#/holds/next/' + contact.contactId}, t('hold.next'))),
    contact.noToEverything && h('p', {class: 'note'},
      mixed('contact.noToEverything', {when: time(contact.noToEverything)})),
    contact.olderForms?.length > 0 && older(contact.olderForms),
    h('div', {class: 'cards'}, contact.consents.map(consent => consentCard(desk, contact, consent))),
    quality(contact));
  return changed;
}

/** Opens again what was open when the person was signed out. */
function goOn(desk, contact, changed) {
  if (drafts.has('optOut/' + contact.contactId)) {
    optOut(desk, contact, changed);
  } else if (contact.masked && drafts.has('reveal/' + contact.contactId)) {
    reveal(desk, contact);
  }
}

function consentCard(desk, contact, consent) {
  const no = contact.suppressions.find(one => one.purpose === consent.purpose);
  return h('section', {class: 'card is-' + consent.state},
    h('h2', {}, words.purpose(desk.config, consent.purpose)),
    h('p', {}, badge(consent.state, words.state(consent.state))),
    facts([
      [t('contact.since'), time(consent.since)],
      [t('contact.until'), consent.expiresAt && time(consent.expiresAt)],
      [t('contact.proved'), consent.provedAt && time(consent.provedAt)],
      [t('contact.notice'), consent.notice
        && words.notice(consent.notice.id, consent.notice.version, consent.notice.language)],
      [t('contact.outSince'), no && time(no.at)],
      [t('contact.record'), consent.recordId && h('code', {}, consent.recordId)],
    ]),
    no && h('p', {class: 'small'}, t('contact.gone')));
}

function older(ids) {
  return h('p', {class: 'note'}, t('contact.older'), ' ',
    ids.map(id => h('a', {href: '#/contacts/' + id}, id)));
}

function quality(contact) {
  const {activeAt, hardFailures, softFailures, invalidSince} = contact.quality;
  return h('section', {class: 'card'}, h('h2', {}, t('contact.quality')), facts([
    [t('contact.country'), contact.country && words.country(contact.country)],
    [t('contact.activity'), activeAt ? time(activeAt) : t('contact.noActivity')],
    [t('contact.hardFailures'), counted('contact.messages', hardFailures)],
    [t('contact.softFailures'), counted('contact.messages', softFailures)],
    [t('contact.invalidSince'), invalidSince && time(invalidSince)],
    [t('contact.due'), contact.dueAt && time(contact.dueAt)],
  ]));
}

/** The link goes to a number that was typed. Without one, the person is asked for it at the look-up. */
function link(contact) {
  if (typed && typed.contactId === contact.contactId) {
    const {contactId, ...whose} = typed;
    return linkButton(whose);
  }
  return h('a', {class: 'later', href: '#/search'}, t('link.lookUp'));
}

/** Privacy answers what a person asks for by the number that was typed, because only that tells its other forms. */
function requests(desk, contact, changed) {
  if (!desk.has('privacy')) {
    return null;
  }
  if (!typed || typed.contactId !== contact.contactId) {
    return h('a', {class: 'later', href: '#/search'}, t('access.lookUp'));
  }
  const {contactId, ...whose} = typed;
  return [accessButton(whose), evidenceButton(desk, whose), eraseButton(desk, whose, changed)];
}

function optOut(desk, contact, changed) {
  ask(desk, 'optOut/' + contact.contactId, async asked => {
    // An opt-out counts for every form of the number. The form on the page comes last, so that after an error it can be
    // tried again.
    for (const id of contact.olderForms ?? []) {
      await withdraw(id, asked);
    }
    return withdraw(contact.contactId, asked);
  }, changed, error => notWritten(
    h('a', {href: '#/contacts/' + contact.contactId}, contact.masked ?? contact.contactId), error));
}

function withdraw(id, asked) {
  return call('POST', '/v1/contacts/' + id + '/withdraw', asked);
}

/**
 * An opt-out by a letter or a call, for a number that is not on file.
 *
 * @param {import('../app.js').Desk} desk
 * @param {{number: string, region?: string}} whose
 */
export function optOutOf(desk, whose) {
  const number = words.typed(whose);
  ask(desk, '', asked => call('POST', '/v1/contacts/withdraw', {...whose, ...asked}), now => desk.living() && goTo(now, whose), error =>
    notWritten(t('optOut.lookedUp'), error), number);
}

/**
 * Asks for the opt-out's details, and sends them.
 *
 * @param {string} draft the name under which what is typed is kept; empty if it is not: the form is of no contact
 * @param {(error: unknown) => void} lost shows the error if the dialog is closed by then
 * @param {string} [number] the number that opts out, as it was typed; it is shown, and kept nowhere
 */
function ask(desk, draft, send, changed, lost, number) {
  const opened = dialog(t('contact.optOut'), close => [
    number && h('p', {}, mixed('optOut.for', {number: h('strong', {}, number)})),
    h('p', {}, t('optOut.what')),
    form({
      label: t('optOut.send'),
      draft: draft || undefined,
      cancel: close,
      send: async values => {
        try {
          const now = await send(wanted(values));
          close();
          changed(now);
          say(t('optOut.done'));
        } catch (error) {
          if (opened.open) {
            throw error;
          }
          // signed out: nothing was written, and what was typed is kept
          if (!(error instanceof Problem && error.status === 401)) {
            lost(error);
          }
        }
      },
    },
    choices(t('optOut.of'), 'checkbox', 'purposes',
      [['*', t('optOut.everything')], ...words.purposes(desk.config)]),
    field(t('optOut.asked'), select('asked', ['phone', 'mail', 'letter', 'in_person']
      .map(way => [way, words.capital(words.asked(way))]))),
    field(t('form.reason'), text('reason', {maxlength: '500'}), t('form.reasonHint'))),
  ]);
}

function wanted(values) {
  const chosen = values.getAll('purposes').map(String);
  const all = chosen.includes('*');
  return {
    ...all ? {all} : {purposes: chosen},
    reason: String(values.get('reason')).trim(),
    asked: values.get('asked'),
  };
}

/** The dialog was closed before the answer came. The page that is open now says that the opt-out may not be on file. */
function notWritten(whose, error) {
  document.getElementById('main')?.prepend(h('div', {},
    h('p', {class: 'note'}, mixed('optOut.lost', {contact: whose})),
    trouble(error)));
}
