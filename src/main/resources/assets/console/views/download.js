// The audit as a file: all entries that the filter finds, page by page.

import {call, query} from '../api.js';
import {fill, h} from '../dom.js';
import {counted, t} from '../language.js';
import {save, say, trouble} from '../parts.js';
import * as words from '../words.js';

const COLUMNS = ['arrivedAt', 'at', 'id', 'event', 'subject'];
const FIELDS = ['actor', 'contact', 'purpose', 'action', 'reason', 'note'];
/** What a spreadsheet would take as a formula. */
const FORMULA = /^[\s]*[=+\-@\t\r\n|%]/;
const LATER_FORMULA = /([;\t]\s*"*\s*)(?=[=+\-@|%])/g;
/** The most entries of a file. They are in the tab's memory, and each page of them is on the ledger. */
const MOST = 50000;

/**
 * Buttons that save the entries.
 *
 * @param {import('../app.js').Desk} desk
 * @param {Record<string, string>} filter
 */
export function download(desk, filter) {
  const place = h('p', {class: 'small', role: 'status'});
  const wrong = h('div', {});
  const button = (kind, label) => h('button', {type: 'button', class: 'quiet', onclick: async event => {
    const own = event.currentTarget;
    own.setAttribute('disabled', '');
    fill(wrong);
    try {
      const all = await everything(desk, filter, (count, cut) => fill(place, counted('download.read', count), cut ? ' ' + t('download.cut') : ''));
      if (all) {
        const type = kind === 'csv' ? 'text/csv' : 'application/x-ndjson';
        save(new Blob([kind === 'csv' ? csv(all, desk.config) : ndjson(all)], {type}), 'audit.' + kind);
        say(t('exports.downloaded'));
      }
    } catch (error) {
      fill(wrong, trouble(error));
    } finally {
      own.removeAttribute('disabled');
    }
  }}, label);
  return h('div', {class: 'downloads'},
    h('div', {class: 'buttons'}, button('csv', t('download.csv')), button('ndjson', t('download.ndjson'))), place, wrong);
}

/** @returns {Promise<any[] | null>} null if the person has left the page */
async function everything(desk, filter, tell) {
  const all = [];
  let cursor;
  do {
    const page = await call('GET', query('/v1/ledger', {...filter, cursor, limit: '100'}));
    all.push(...page.entries);
    cursor = page.next;
    tell(all.length);
  } while (cursor && all.length < MOST && desk.living());
  if (cursor && desk.living()) {
    tell(all.length, true);
  }
  return desk.living() ? all : null;
}

function ndjson(entries) {
  return entries.map(entry => JSON.stringify(entry) + '\n').join('');
}

/** The first columns are of every entry, the last has all its fields. */
function csv(entries, config) {
  const head = [...COLUMNS, 'what', ...FIELDS, 'fields'];
  const rows = entries.map(entry => [
    ...COLUMNS.map(name => entry[name]),
    words.happened(entry, config),
    ...FIELDS.map(name => entry.fields[name] ?? ''),
    JSON.stringify(entry.fields),
  ]);
  // the mark at the begin tells spreadsheets that it is UTF-8
  return '\uFEFF' + [head, ...rows].map(row => row.map(cell).join(',') + '\r\n').join('');
}

/** Quoted, and with an apostrophe before what a spreadsheet would run as a formula. */
function cell(value) {
  // where spreadsheets separate cells by semicolons or tabs, a formula may begin behind one
  const text = (FORMULA.test(value) ? "'" + value : value).replace(LATER_FORMULA, "$1'");
  return '"' + text.replaceAll('"', '""') + '"';
}
