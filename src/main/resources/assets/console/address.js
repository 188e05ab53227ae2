// What the address keeps of a view: its filters, so that reloading, going back and bookmarks find them again. An address is
// logged in many places, so it never holds a number.

import {query} from './api.js';
import {t} from './language.js';

/** As many digits as a number has, in any script, with the signs that people write between them. */
const DIGITS = /(?:\p{Nd}[^\p{L}\p{Nd}]{0,3}){7,}/u;
/** An instant or a day as the browser's fields have it. */
const TIME = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?)?$/;
const CONTACT_ID = /^c[1-9]_[a-z2-7]{26}$/;

/** Whether a text may have a phone number in it. @param {string} text */
export const mayHoldNumber = text => DIGITS.test(text) && !TIME.test(text) && !CONTACT_ID.test(text);

/**
 * Whether a person's id is a phone number. Ids that identity providers give have many digits too, and letters with them.
 *
 * @param {string} id
 */
export function isNumber(id) {
  const digits = id.replace(/\P{Nd}/gu, '').length;
  return /^\+?[\p{Nd} ().:|_-]+$/u.test(id) && digits >= 7 && digits <= 15;
}

/** The id of a person of staff is written as it is. @param {string} name @param {string} value */
const mayStand = (name, value) => name === 'actor' ? !isNumber(value) : !mayHoldNumber(value);

/**
 * The values of a view's filters in the address. A text that may hold a number is none.
 *
 * @param {URLSearchParams} given
 * @param {string[]} names
 * @returns {Record<string, string>}
 */
export function kept(given, names) {
  return Object.fromEntries(names.map(name => [name, given.get(name) ?? ''])
    .map(([name, value]) => [name, mayStand(name, value) ? value : '']));
}

/**
 * Shows a view with these filters.
 *
 * @param {import('./app.js').Desk} desk
 * @param {string} path
 * @param {Record<string, string>} filters
 * @throws {import('./api.js').Problem} if one of them may hold a number
 */
export function show(desk, path, filters) {
  for (const [name, value] of Object.entries(filters)) {
    if (!mayStand(name, value)) {
      throw desk.wrong('/' + name, t('error.noNumber'));
    }
  }
  const hash = '#' + query(path, filters);
  if (location.hash === hash) {
    desk.refresh();
  } else {
    location.hash = hash;
  }
}
