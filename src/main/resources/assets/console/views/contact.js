import {call} from '../api.js';
import {fill, h} from '../dom.js';
import {choices, dialog, field, form, select, text, wrongField} from '../forms.js';
import {badge, contactId, facts, focusOn, load, say, time, trouble} from '../parts.js';
import * as words from '../words.js';
import {timeline} from './history.js';
import {reveal} from './reveal.js';

export const title = 'Contact';
export const roles = ['support', 'privacy', 'auditor'];

/** The contact that the search has just found; shown once. @type {{contactId: string} | null} */
let found = null;

/**
 * Goes to the page of a contact that was looked up. The page shows this answer, and does not read the contact again: the
 * look-up is on the ledger already, and only its answer has the older forms of the number.
 *
 * @param {{contactId: string}} contact
 */
export function goTo(contact) {
  found = contact;
  location.hash = '#/contacts/' + contact.contactId;
}

function take(id) {
  const contact = found?.contactId === id ? found : null;
  found = null;
  return contact ?? call('GET', '/v1/contacts/' + encodeURIComponent(id));
}

/**
 * @param {import('../app.js').Desk} desk
 * @param {string[]} path the contact's id
 */
export async function show(desk, [id]) {
  const history = h('div', {});
  const card = h('div', {});
  if (desk.has('support') || desk.has('privacy')) {
    draw(desk, card, history, await take(id));
  } else {
    fill(card, h('h1', {}, 'Contact'), contactId(id));
  }
  void load(history, () => timeline(desk, id));
  return [card, h('section', {'aria-labelledby': 'history'}, h('h2', {id: 'history'}, 'What happened'), history)];
}

function draw(desk, card, history, contact) {
  const changed = now => {
    if (!desk.living()) {
      // the person has left the page: to read the history now would say on the ledger that they have read it
      return;
    }
    draw(desk, card, history, now);
    // the element that had the focus is gone
    focusOn(/** @type {HTMLElement} */ (card.querySelector('h1')));
    void load(history, () => timeline(desk, now.contactId));
  };
  fill(card,
    h('div', {class: 'head'},
      h('div', {}, h('h1', {}, contact.masked ?? 'No number kept'), contactId(contact.contactId)),
      h('div', {class: 'buttons'},
        contact.masked && desk.purposes('support').length > 0 && h('button', {type: 'button', onclick: () => reveal(desk, contact)},
          'Show number'),
        h('button', {type: 'button', class: 'quiet', onclick: () => optOut(desk, contact, changed)},
          'Opt out on request'))),
    contact.hold && held(contact, changed),
    contact.noToEverything && h('p', {class: 'note'}, 'Opted out of everything on ', time(contact.noToEverything),
      '. This also counts for purposes that are declared later, until the person’s phone proves a new consent.'),
    contact.olderForms?.length > 0 && older(contact.olderForms),
    h('div', {class: 'cards'}, contact.consents.map(consent => consentCard(desk, contact, consent))),
    quality(contact));
}

function consentCard(desk, contact, consent) {
  const no = contact.suppressions.find(one => one.purpose === consent.purpose);
  return h('section', {class: 'card is-' + consent.state},
    h('h2', {}, words.purpose(desk.config, consent.purpose)),
    h('p', {}, badge(consent.state, words.state(consent.state))),
    facts([
      ['Since', time(consent.since)],
      ['Counts until', consent.expiresAt && time(consent.expiresAt)],
      ['Proved from the phone', consent.provedAt && time(consent.provedAt)],
      ['Notice', consent.notice && consent.notice.id + ', version ' + consent.notice.version + ', '
        + language(consent.notice.language)],
      ['Opted out since', no && time(no.at)],
      ['Record id', consent.recordId && h('code', {}, consent.recordId)],
    ]),
    no && h('p', {class: 'small'},
      'The number is deleted for this purpose. Only a new consent that the phone proves counts again.'));
}

function language(tag) {
  return new Intl.DisplayNames(['en'], {type: 'language'}).of(tag) ?? tag;
}

function older(ids) {
  return h('p', {class: 'note'}, 'An older form of this number is on file too, and its opt-outs count as well: ',
    ids.map(id => h('a', {href: '#/contacts/' + id}, id)));
}

function quality(contact) {
  const {activeAt, hardFailures, softFailures, invalidSince} = contact.quality;
  return h('section', {class: 'card'}, h('h2', {}, 'Quality of the number'), facts([
    ['Country', contact.country && words.country(contact.country)],
    ['Last activity', activeAt ? time(activeAt) : 'none yet'],
    ['Failed for good', hardFailures + (hardFailures === 1 ? ' message' : ' messages')],
    ['Failed for now', softFailures + (softFailures === 1 ? ' message' : ' messages')],
    ['Unknown since', invalidSince && time(invalidSince)],
    ['Next due', contact.dueAt && time(contact.dueAt)],
  ]));
}

/** A message came that may be an opt-out. Nothing is sent until staff decide. */
function held(contact, changed) {
  return h('section', {class: 'hold', 'aria-labelledby': 'held'},
    h('h2', {id: 'held'}, 'Held'),
    h('p', {}, 'A message came ', time(contact.hold.since),
      ' that may be an opt-out. Nothing may be sent to this number until you decide what was meant.'),
    form({
      label: 'Decide',
      send: async values => {
        if (!values.has('decision')) {
          throw wrongField('/decision', 'Choose one.');
        }
        const now = await call('POST', '/v1/contacts/' + contact.contactId + '/hold',
          {decision: values.get('decision'), reason: String(values.get('reason')).trim()});
        changed(now);
        say('The hold is decided');
      },
    },
    choices('What was meant', 'radio', 'decision', [
      ['opt_out', 'It is an opt-out from everything, counted from when the message came'],
      ['release', 'It is no opt-out: release the contact'],
    ]),
    field('Reason', text('reason', {maxlength: '500'}), 'In a few words, without the number. It is kept on the ledger.')));
}

function optOut(desk, contact, changed) {
  ask(desk, async asked => {
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
  const number = whose.number + (whose.region ? ' (' + whose.region + ')' : '');
  ask(desk, asked => call('POST', '/v1/contacts/withdraw', {...whose, ...asked}), now => desk.living() && goTo(now), error =>
    notWritten('the number that was looked up', error), number);
}

/**
 * Asks for the opt-out's details, and sends them.
 *
 * @param {(error: unknown) => void} lost shows the error if the dialog is closed by then
 * @param {string} [number] the number that opts out, as it was typed; it is shown, and kept nowhere
 */
function ask(desk, send, changed, lost, number) {
  const opened = dialog('Opt out on request', close => [
    number && h('p', {}, 'For ', h('strong', {}, number)),
    h('p', {}, 'Write down what the person asked for. It counts from now on. Only their phone can consent again.'),
    form({
      label: 'Opt out',
      cancel: close,
      send: async values => {
        try {
          const now = await send(wanted(values));
          close();
          changed(now);
          say('Opted out');
        } catch (error) {
          if (opened.open) {
            throw error;
          }
          lost(error);
        }
      },
    },
    choices('Opt out of', 'checkbox', 'purposes',
      [['*', 'Everything'], ...desk.config.purposes.map(purpose => [purpose.id, purpose.title])]),
    field('How the person asked', select('asked', ['phone', 'mail', 'letter', 'in_person']
      .map(way => [way, words.plain(words.asked(way))]))),
    field('Reason', text('reason', {maxlength: '500'}), 'In a few words, without the number. It is kept on the ledger.')),
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
    h('p', {class: 'note'}, 'The opt-out of ', whose, ' may not be written down:'),
    trouble(error)));
}
