import {call, query} from '../api.js';
import {h} from '../dom.js';
import {field, form, text, wrongField} from '../forms.js';
import {empty, load, more, say, table, time} from '../parts.js';
import * as words from '../words.js';
import {raw} from './history.js';

export const title = 'Audit';
export const roles = ['auditor'];

const NUMBER = /^\+?[0-9 ().-]{7,}$/;

/** @param {import('../app.js').Desk} desk */
export function show(desk) {
  const list = h('div', {});
  const from = local(new Date(Date.now() - 86_400_000));
  void load(list, () => entries(desk, {from: instant(from)}));
  return [
    h('h1', {}, 'Audit'),
    h('p', {}, 'Who saw and did what, of the last day unless you say otherwise. Times are on your clock.'),
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
    field('From', text('from', {type: 'datetime-local', value: from})),
    field('To', text('to', {type: 'datetime-local'}))),
    list,
  ];
}

/** An address must not hold a number, so neither box takes one. */
function asked(values) {
  const [actor, contact] = ['actor', 'contact'].map(name => String(values.get(name)).trim());
  if (NUMBER.test(actor)) {
    throw wrongField('/actor', 'This looks like a phone number. Give the id of a person of staff.');
  } else if (contact && !/^c1_[a-z2-7]{26}$/.test(contact)) {
    throw wrongField('/contact', 'A contact id is c1_ and 26 letters and digits.');
  }
  return {actor, contact, from: instant(values.get('from')), to: instant(values.get('to'))};
}

function instant(text) {
  return text ? new Date(String(text)).toISOString() : undefined;
}

/** As a field for a time has it: on the person's clock, to the minute. */
function local(at) {
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

async function entries(desk, filter) {
  const pages = h('div', {});
  const next = async cursor => {
    const page = await call('GET', query('/v1/ledger', {...filter, cursor}));
    say(page.entries.length + ' entries');
    if (page.entries.length > 0) {
      pages.append(shown(desk, page.entries));
    }
    if (page.next) {
      pages.append(more(() => next(page.next)));
    }
  };
  await next(undefined);
  return [pages.childElementCount > 0 ? pages : empty('Nothing is on the ledger for that.')];
}

function shown(desk, all) {
  return table('Entries of the ledger', ['When', 'Who', 'What', 'Contact', 'Why', 'More'], all.map(entry => [
    time(entry.at),
    entry.fields.actor ?? '–',
    words.happened(entry, desk.config),
    contact(entry),
    [entry.fields.reason, entry.fields.note].filter(Boolean).map(words.plain).join(': ') || '–',
    raw(entry),
  ]));
}

function contact(entry) {
  const id = entry.fields.contact ?? (entry.subject?.startsWith('c1_') ? entry.subject : '');
  return id ? h('a', {href: '#/contacts/' + id, title: id}, id.slice(0, 11) + '…') : '–';
}
