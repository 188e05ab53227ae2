import {call, query} from '../api.js';
import {h} from '../dom.js';
import {field, form, text, wrongField} from '../forms.js';
import {load, pages, table, time} from '../parts.js';
import * as words from '../words.js';
import {raw} from './history.js';

export const title = 'Audit';
export const roles = ['auditor'];

const MINUTE_MILLIS = 60_000;
const DAY_MILLIS = 86_400_000;
const PERSON = /^[A-Za-z0-9@._:+|-]{1,128}$/;
/** Nothing but digits and the signs that people write between them. */
const NUMBER = /^\+?[\d ().:|_-]{7,}$/;

/** @param {import('../app.js').Desk} desk */
export function show(desk) {
  const list = h('div', {});
  void load(list, () => entries(desk, ofTime('', '')));
  return [
    h('h1', {}, 'Audit'),
    h('p', {}, 'Find out who saw and did what: by a person of staff, by a contact, or by time. '
      + 'By time you see the last day, or up to 31 days that you choose. Times are in your time zone.'),
    form({
      label: 'Show',
      class: 'line',
      send: async values => {
        const filter = asked(values);
        await load(list, () => entries(desk, filter));
      },
    },
    field('Person of staff', text('actor', {maxlength: '128'})),
    field('Contact id', text('contact', {maxlength: '29'})),
    field('From', text('from', {type: 'datetime-local'})),
    field('To', text('to', {type: 'datetime-local'}))),
    list,
  ];
}

/** An address must not hold a number, so neither box takes one. */
function asked(values) {
  const [actor, contact] = ['actor', 'contact'].map(name => String(values.get(name)).trim());
  if (NUMBER.test(actor)) {
    throw wrongField('/actor', 'This looks like a phone number. Give the id of a person of staff.');
  } else if (actor && !PERSON.test(actor)) {
    throw wrongField('/actor', 'The id of a person of staff has letters, digits and @ . _ : + | - only.');
  } else if (contact && !/^c1_[a-z2-7]{26}$/.test(contact)) {
    throw wrongField('/contact', 'A contact id is c1_ and 26 letters and digits.');
  }
  const [from, to] = ['from', 'to'].map(name => instant(values.get(name)));
  return actor || contact ? {actor, contact, from, to} : ofTime(from, to);
}

/** Without a person or a contact the API needs both ends. */
function ofTime(from, to) {
  const end = to || new Date(Date.now() + MINUTE_MILLIS).toISOString();
  return {from: from || new Date(Date.parse(end) - DAY_MILLIS).toISOString(), to: end};
}

function instant(text) {
  return text ? new Date(String(text)).toISOString() : '';
}

function entries(desk, filter) {
  return pages(async cursor => {
    const page = await call('GET', query('/v1/ledger', {...filter, cursor, limit: '25'}));
    return {items: page.entries, next: page.next};
  }, found => shown(desk, found), 'Nothing is on the ledger for that.');
}

function shown(desk, all) {
  return table('Entries of the ledger', ['When', 'Who', 'What', 'Contact', 'Why', 'More'], all.map(entry => [
    time(entry.at),
    entry.fields.actor ?? '–',
    words.happened(entry, desk.config),
    contact(entry),
    [entry.fields.reason && words.why(entry.fields.reason, desk.config), entry.fields.note].filter(Boolean).join(': ') || '–',
    raw(entry),
  ]));
}

function contact(entry) {
  const id = entry.fields.contact ?? (entry.subject?.startsWith('c1_') ? entry.subject : '');
  return id ? h('a', {href: '#/contacts/' + id, title: id}, id.slice(0, 11) + '…') : '–';
}
