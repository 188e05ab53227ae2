// The API's words in the language of the console.

import {current, find, keys, name, number, t} from './language.js';

/** @typedef {import('./session.js').Purpose} Purpose */

/** A word of the API that has no words of its own here: `call_back` is "Call back". @param {string} code */
export function plain(code) {
  return capital(code.replaceAll('_', ' '));
}

/** @param {string} text */
export const capital = text => text.charAt(0).toUpperCase() + text.slice(1);

/** @param {string} code */
export const state = code => find('state.' + code) ?? plain(code);
/** @param {string} code */
export const method = code => find('method.' + code) ?? plain(code);
/** @param {string} code */
export const exportState = code => find('exports.state.' + code) ?? plain(code);
/** @param {string} code */
export const importState = code => find('imports.state.' + code) ?? plain(code);
/** Why a check or a run did not come to its end. @param {string} code */
export const importProblem = code => find('imports.problem.' + code);
/** What is wrong with a row, or what came of it. @param {string} code */
export const fault = code => find('imports.fault.' + code) ?? find('imports.outcome.' + code) ?? plain(code);
/** What to do about it. @param {string} code @param {string} otherwise in English */
export const cure = (code, otherwise) =>
  find('imports.cure.' + code) ?? find('imports.outcomeWhat.' + code) ?? otherwise;
/** @param {string} code */
export const asked = code => find('asked.' + code) ?? plain(code);

/**
 * A reason: the API's, one of the policy's, or a person's own text.
 *
 * @param {string} given
 * @param {{reasons: string[]}} config
 */
export const why = (given, config) => find('reason.' + given) ?? (config.reasons.includes(given) ? plain(given) : given);

/**
 * A role, such as `privacy` or `support:service`.
 *
 * @param {string} role
 * @param {{purposes: Purpose[]}} config
 */
export function role(role, config) {
  const [kind, ofPurpose] = role.split(':');
  const words = find('role.' + kind) ?? role;
  return ofPurpose ? t('role.ofPurpose', {role: words, purpose: purpose(config, ofPurpose)}) : words;
}

/**
 * A purpose as the signup form calls it.
 *
 * @param {{purposes: Purpose[]}} config
 * @param {string} id
 */
export function purpose(config, id) {
  const known = config.purposes.find(one => one.id === id);
  return known?.titles[current()] ?? known?.title ?? id;
}

/**
 * The purposes to choose from.
 *
 * @param {{purposes: Purpose[]}} config
 * @returns {[string, string][]}
 */
export const purposes = config => config.purposes.map(({id}) => [id, purpose(config, id)]);

/**
 * An entry of the ledger as a sentence.
 *
 * @param {{event: string, subject?: string, fields: Record<string, string>}} entry
 * @param {{purposes: Purpose[]}} config
 */
export function happened(entry, config) {
  const action = (entry.event === 'read' || entry.event === 'acted') && entry.fields.action;
  if (action) {
    return find('action.' + action) ?? plain(action);
  }
  const recall = entry.event === 'export_taken' && entry.fields.recall;
  const words = find('event.' + entry.event + (recall ? '.recall' : '')) ?? plain(entry.event);
  return words.replace('{purpose}', () => purpose(config, entry.fields.purpose ?? ''))
    .replace('{who}', () => entry.subject?.split('/')[1] ?? '');
}

/** The events to choose from, as they are stored and in words. @returns {[string, string][]} */
export const events = () => keys('event.').map(event => [event, t(/** @type {import('./language.js').Key} */ ('event.' + event), {purpose: '…'})]);

/** What is wrong with a field, or with the whole of what was asked for. @param {import('./api.js').FieldError} error */
export function wrong({pointer, code, detail}) {
  return find('error.' + (pointer.split('/')[1] ?? 'whole') + '.' + code) ?? find('error.' + code) ?? detail;
}

/** @param {string} code ISO 3166 alpha-2 */
export const country = code => name('region', code);
/** @param {string} tag */
export const language = tag => name('language', tag);

/** @param {string} id @param {string | number} version @param {string} [tag] the language */
export const notice = (id, version, tag = 'en') =>
  t('contact.noticeVersion', {notice: id, version, language: language(tag)});

/** @param {number} bytes */
export function size(bytes) {
  const [unit, count] = /** @type {[string, number]} */ (bytes < 1024 ? ['byte', bytes]
    : bytes < 1048576 ? ['kilobyte', bytes / 1024] : ['megabyte', bytes / 1048576]);
  return number(count, {style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1});
}

/** A number as it was typed. @param {{number: string, region?: string}} whose */
export const typed = whose => whose.number + (whose.region ? ' (' + whose.region + ')' : '');
