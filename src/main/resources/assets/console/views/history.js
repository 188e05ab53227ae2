import {call, query} from '../api.js';
import {h} from '../dom.js';
import {facts, pages, time} from '../parts.js';
import * as words from '../words.js';

/** @typedef {import('../parts.js').Pair} Pair */

/** Fields that the entry shows in words elsewhere, or that are for programs alone. */
const TOLD = new Set(['purpose', 'told_as', 'schema_version']);
const LATE_MILLIS = 60_000;

/**
 * A contact's ledger, the oldest first.
 *
 * @param {import('../app.js').Desk} desk
 * @param {string} contactId
 */
export function timeline(desk, contactId) {
  return pages(async cursor => {
    const page = await call('GET', query('/v1/contacts/' + encodeURIComponent(contactId) + '/ledger', {cursor}));
    return {items: page.entries, next: page.next};
  }, entries => h('ol', {class: 'timeline'}, entries.map(entry => line(desk, entry))), 'Nothing is on the ledger.');
}

function line(desk, entry) {
  return h('li', {class: 'is-' + entry.event},
    h('h3', {}, words.happened(entry, desk.config)),
    h('p', {class: 'small'}, time(entry.at), late(entry)),
    evidence(desk, entry.fields),
    raw(entry));
}

/** The time of writing, if that was clearly later than the event. */
function late(entry) {
  return Date.parse(entry.arrivedAt) - Date.parse(entry.at) > LATE_MILLIS
    && [', written down ', time(entry.arrivedAt)];
}

/** The evidence in plain words. */
function evidence(desk, fields) {
  return facts([
    ['How', fields.method && words.method(fields.method)],
    ['Notice', fields.notice_id && fields.notice_id + ', version ' + fields.notice_version + ', in '
      + new Intl.DisplayNames(['en'], {type: 'language'}).of(fields.notice_language ?? 'en')],
    ['Counts until', instant(fields.valid_until)],
    ['Reason', fields.reason && words.why(fields.reason, desk.config)],
    ['Note', fields.note],
    ['Asked', fields.asked && words.asked(fields.asked)],
    ['Person of staff', fields.actor],
    ['Not shown because', fields.refused_for && words.reason(fields.refused_for)],
  ]);
}

function instant(text) {
  return text && !Number.isNaN(Date.parse(text)) ? time(text) : null;
}

/** All fields of the entry, as they are stored. */
export function raw(entry) {
  const fields = /** @type {Pair[]} */ (Object.entries(entry.fields).filter(([name]) => !TOLD.has(name))
    .map(([name, value]) => [words.plain(name), value]));
  return h('details', {}, h('summary', {}, 'As it is on the ledger'),
    facts([['Entry', h('code', {}, entry.id)], ['Event', entry.event], ...fields]));
}
