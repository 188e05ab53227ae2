import {call, query} from '../api.js';
import {h} from '../dom.js';
import {field, form, text, wrongField} from '../forms.js';
import {t} from '../language.js';
import {load, pages, table, time} from '../parts.js';
import {happened, why} from '../words.js';
import {raw} from './history.js';

export const title = 'audit';
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
    h('h1', {}, t(title)),
    h('p', {}, t('audit.what')),
    form({
      label: t('form.show'),
      class: 'line',
      send: async values => {
        const filter = asked(values);
        await load(list, () => entries(desk, filter));
      },
    },
    field(t('audit.person'), text('actor', {maxlength: '128'})),
    field(t('audit.contact'), text('contact', {maxlength: '29'})),
    field(t('form.from'), text('from', {type: 'datetime-local'})),
    field(t('form.to'), text('to', {type: 'datetime-local'}))),
    list,
  ];
}

/** An address must not hold a number, so neither box takes one. */
function asked(values) {
  const [actor, contact] = ['actor', 'contact'].map(name => String(values.get(name)).trim());
  if (NUMBER.test(actor)) {
    throw wrongField('/actor', t('audit.personNumber'));
  } else if (actor && !PERSON.test(actor)) {
    throw wrongField('/actor', t('audit.personShape'));
  } else if (contact && !/^c1_[a-z2-7]{26}$/.test(contact)) {
    throw wrongField('/contact', t('error.not_a_contact_id'));
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
  }, found => shown(desk, found), t('audit.none'));
}

function shown(desk, all) {
  return table(t('audit.entries'), [t('audit.when'), t('audit.who'), t('audit.did'), t('audit.whom'), t('audit.why'), t('audit.more')],
    all.map(entry => [
    time(entry.at),
    entry.fields.actor ?? t('part.none'),
    happened(entry, desk.config),
    contact(entry),
    reason(desk, entry.fields) || t('part.none'),
    raw(entry),
  ]));
}

function contact(entry) {
  const id = entry.fields.contact ?? (entry.subject?.startsWith('c1_') ? entry.subject : '');
  return id ? h('a', {href: '#/contacts/' + id, title: id}, id.slice(0, 11) + '…') : t('part.none');
}

function reason(desk, {reason, note}) {
  const words = reason && why(reason, desk.config);
  return words && note ? t('audit.reasonAndNote', {reason: words, note}) : words || note;
}
