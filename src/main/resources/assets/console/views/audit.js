import {kept, isNumber, show as goTo} from '../address.js';
import {call, query as withQuery} from '../api.js';
import {h} from '../dom.js';
import {choices, field, form, select, text, wrongField} from '../forms.js';
import {t} from '../language.js';
import {load, pages, table, time} from '../parts.js';
import * as words from '../words.js';
import {download} from './download.js';
import {raw} from './history.js';

export const title = 'audit';
export const roles = ['auditor'];

const MINUTE_MILLIS = 60_000;
const DAY_MILLIS = 86_400_000;
const PERSON = /^[A-Za-z0-9@._:+|-]{1,128}$/;
const FILTERS = ['actor', 'contact', 'event', 'from', 'to', 'lists'];

/** @param {import('../app.js').Desk} desk */
export function show(desk, path, query) {
  const chosen = kept(query, FILTERS);
  const filter = asked(chosen);
  const list = h('div', {});
  void load(list, () => entries(desk, filter));
  return [
    h('h1', {}, t(title)),
    h('p', {}, t('audit.what')),
    narrow(desk, chosen),
    download(desk, filter),
    list,
  ];
}

/** The filters are in the address, so that going back and a bookmark find them again. */
function narrow(desk, chosen) {
  return form({
    label: t('form.show'),
    class: 'line',
    send: async values => {
      const next = Object.fromEntries(FILTERS.map(name => [name, String(values.get(name) ?? '').trim()]));
      check(next);
      goTo(desk, '/audit', next);
    },
  },
  field(t('audit.person'), text('actor', {maxlength: '128', value: chosen.actor})),
  field(t('audit.contact'), text('contact', {maxlength: '29', value: chosen.contact})),
  field(t('audit.event'), select('event', [['', t('form.any')], ...words.events()], chosen.event)),
  field(t('form.from'), text('from', {type: 'datetime-local', value: chosen.from})),
  field(t('form.to'), text('to', {type: 'datetime-local', value: chosen.to})),
  choices(t('audit.lists'), 'checkbox', 'lists', [['true', t('audit.listsToo')]], [chosen.lists]));
}

/** An address must not hold a number, so neither box takes one. @param {Record<string, string>} filters */
function check({actor, contact}) {
  if (isNumber(actor)) {
    throw wrongField('/actor', t('audit.personNumber'));
  } else if (actor && !PERSON.test(actor)) {
    throw wrongField('/actor', t('audit.personShape'));
  } else if (contact && !/^c[1-9]_[a-z2-7]{26}$/.test(contact)) {
    throw wrongField('/contact', t('error.not_a_contact_id'));
  } else if (actor && contact) {
    throw wrongField('/contact', t('error.not_both'));
  }
}

/** The API's parameters: the newest entries first, without lists unless they are wanted. @param {Record<string, string>} filters */
function asked({actor, contact, event, from, to, lists}) {
  const what = {actor, contact, event, order: 'newest', lists: lists || 'false'};
  return {...what, ...actor || contact ? {from: instant(from), to: instant(to)} : ofTime(instant(from), instant(to))};
}

/** Without a person or a contact the API needs both ends. */
function ofTime(from, to) {
  const end = to || new Date(Date.now() + MINUTE_MILLIS).toISOString();
  return {from: from || new Date(Date.parse(end) - DAY_MILLIS).toISOString(), to: end};
}

function instant(text) {
  const at = new Date(text);
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}

function entries(desk, filter) {
  return pages(async cursor => {
    const page = await call('GET', withQuery('/v1/ledger', {...filter, cursor, limit: '50'}));
    return {items: page.entries, next: page.next};
  }, found => shown(desk, found), t('audit.none'));
}

function shown(desk, all) {
  return table(t('audit.entries'), [t('audit.when'), t('audit.who'), t('audit.did'), t('audit.whom'), t('audit.why'), t('audit.more')],
    all.map(entry => [
      time(entry.at),
      entry.fields.actor ?? t('part.none'),
      words.happened(entry, desk.config),
      contact(entry),
      reason(desk, entry.fields) || t('part.none'),
      raw(entry),
    ]));
}

function contact(entry) {
  const id = entry.fields.contact ?? (/^c[1-9]_/.test(entry.subject ?? '') ? entry.subject : '');
  return id ? h('a', {href: '#/contacts/' + id, title: id}, id.slice(0, 11) + '…') : t('part.none');
}

function reason(desk, {reason, note}) {
  const why = reason && words.why(reason, desk.config);
  return why && note ? t('audit.reasonAndNote', {reason: why, note}) : why || note;
}
