import {call, query} from '../api.js';
import {h} from '../dom.js';
import {mixed, t} from '../language.js';
import {facts, pages, time} from '../parts.js';
import * as words from '../words.js';

/** @typedef {import('../parts.js').Pair} Pair */

/** Fields that the entry shows in words elsewhere, or that are for programs alone. */
const TOLD = new Set(['purpose', 'told_as', 'schema_version']);
const LATE_MILLIS = 60_000;

/**
 * A contact's ledger, the newest first.
 *
 * @param {import('../app.js').Desk} desk
 * @param {string} contactId
 */
export function timeline(desk, contactId) {
  return pages(async cursor => {
    const page = await call('GET', query('/v1/contacts/' + encodeURIComponent(contactId) + '/ledger', {order: 'newest', cursor}));
    return {items: page.entries, next: page.next};
  }, entries => h('ol', {class: 'timeline'}, entries.map(entry => line(desk, entry))), t('history.none'));
}

function line(desk, entry) {
  return h('li', {class: 'is-' + entry.event},
    h('h3', {}, words.happened(entry, desk.config)),
    h('p', {class: 'small'}, time(entry.at), late(entry)),
    evidence(desk, entry.fields),
    entry.event === 'rekeyed' && other(entry.fields.from, 'history.before'),
    entry.event === 'rekeyed' && other(entry.fields.to, 'history.after'),
    raw(entry));
}

/** The history that the contact has under its other id. */
function other(id, words) {
  return id && h('p', {}, h('a', {href: '#/contacts/' + encodeURIComponent(id)}, t(words)));
}

/** The time of writing, if that was clearly later than the event. */
function late(entry) {
  return Date.parse(entry.arrivedAt) - Date.parse(entry.at) > LATE_MILLIS
    && mixed('history.late', {when: time(entry.arrivedAt)});
}

/** The evidence in plain words. */
function evidence(desk, fields) {
  return facts([
    [t('history.how'), fields.method && words.method(fields.method)],
    [t('contact.notice'), fields.notice_id && words.notice(fields.notice_id, fields.notice_version, fields.notice_language)],
    [t('contact.until'), instant(fields.valid_until)],
    [t('form.reason'), fields.reason && words.why(fields.reason, desk.config)],
    [t('form.note'), fields.note],
    [t('history.asked'), fields.asked && words.asked(fields.asked)],
    [t('history.staff'), fields.actor],
    [t('history.refused'), fields.refused_for && words.why(fields.refused_for, desk.config)],
  ]);
}

function instant(text) {
  return text && !Number.isNaN(Date.parse(text)) ? time(text) : null;
}

/** All fields of the entry, as they are stored. */
export function raw(entry) {
  const fields = /** @type {Pair[]} */ (Object.entries(entry.fields).filter(([name]) => !TOLD.has(name))
    .map(([name, value]) => [words.plain(name), value]));
  return h('details', {}, h('summary', {}, t('history.raw')),
    facts([[t('history.entry'), h('code', {}, entry.id)], [t('history.event'), entry.event], ...fields]));
}
