// The words of a dataset's manifest: its columns and how coarse they became, its figures, and why it was refused.

import {h} from '../dom.js';
import {counted, find, list, number, t} from '../language.js';
import {facts, table, time} from '../parts.js';
import * as words from '../words.js';

export const KINDS = /** @type {const} */ (['rows', 'counts', 'events']);

const STATE = 'state.';
const OF_WEEKS = ['month', 'year', 'any'];
/** How the levels of a column tell it, from the first that is coarser than the values themselves. */
const LEVELS = {
  area: ['country', 'any'], week: OF_WEEKS, signup_week: OF_WEEKS, decided_week: OF_WEEKS, active_week: OF_WEEKS,
};

/** @param {string} kind */
export const kindName = kind => find('datasets.kindName.' + kind) ?? words.plain(kind);
/** @param {string} state */
export const stateName = state => find('datasets.state.' + state) ?? words.plain(state);

/** @param {import('../app.js').Desk} desk @param {string} name */
export const columnName = (desk, name) => name.startsWith(STATE)
  ? t('datasets.stateOf', {purpose: words.purpose(desk.config, name.slice(STATE.length))})
  : find('datasets.column.' + name) ?? words.plain(name);

/** @param {string} name */
export const columnWhat = name => name.startsWith(STATE) ? t('datasets.stateWhat') : find('datasets.columnWhat.' + name);

/** How a column is told at that level. @param {{name: string, level?: number}} column */
export function levelTold({name, level}) {
  const code = level === 0 ? 'as_is' : (LEVELS[name] ?? [])[(level ?? 0) - 1] ?? 'any';
  return level === undefined ? '' : find('datasets.level.' + code);
}

/** The order: its wishes, by whom and until when. @param {import('../app.js').Desk} desk @param {any} one */
export function about(desk, one) {
  return h('section', {'aria-labelledby': 'about'},
    h('h2', {id: 'about'}, t('datasets.about')),
    facts([
      [t('datasets.kind'), kindName(one.kind)],
      [t('datasets.weeks'), one.weeks && number(one.weeks)],
      [t('datasets.columns'), list(one.columns.map(({name}) => columnName(desk, name)))],
      [t('datasets.filters'), one.filters.length > 0 && one.filters
        .map(({column, values}) => t('datasets.pair', {name: columnName(desk, column), value: list(values)})).join('; ')],
      [t('form.reason'), one.reason],
      [t('datasets.by'), one.askedBy],
      [t('datasets.askedAt'), time(one.askedAt)],
      [t('datasets.asOf'), time(one.asOf)],
      [t('datasets.doneAt'), one.doneAt && time(one.doneAt)],
      [t('datasets.until'), time(one.expiresAt)],
    ]));
}

/** The result. @param {import('../app.js').Desk} desk @param {any} one */
export function manifest(desk, one) {
  return h('section', {'aria-labelledby': 'manifest'},
    h('h2', {id: 'manifest'}, t('datasets.manifest')),
    facts([
      [t('datasets.rows'), number(one.rows)],
      [t('datasets.people'), one.people > 0 && number(one.people)],
      [t('datasets.k'), t('datasets.kWhat', {k: number(one.k)})],
      [t('datasets.l'), one.l > 0 && t('datasets.lWhat', {l: number(one.l)})],
      [t('datasets.suppressed'), one.people > 0 && (one.suppressed === 0 ? t('datasets.suppressedNone')
        : counted('datasets.suppressedWhat', one.suppressed))],
    ]),
    table(t('datasets.columns'), [t('datasets.columnHead'), t('datasets.levelHead')],
      one.columns.map(column => [columnName(desk, column.name), levelTold(column)])));
}

/** Why there are no rows, and what to do. @param {any} one */
export function refusal(one) {
  return h('div', {class: 'note is-alarm', role: 'group', 'aria-labelledby': 'refused'},
    h('h2', {id: 'refused'}, t('datasets.refused')),
    h('p', {}, find('datasets.refusal.' + one.refusal) ?? words.plain(one.refusal)),
    h('p', {}, find('datasets.refusalTodo.' + one.refusal)));
}
