// What came of an import's rows, in tables. They hold lines and columns of the file, and nothing that is written in them.

import {h} from '../dom.js';
import {counted, find, number, t} from '../language.js';
import {facts, table} from '../parts.js';
import * as words from '../words.js';

/** In the order in which people ask for them. */
const OUTCOMES = ['accepted', 'requested', 'duplicate', 'older', 'expired', 'opted_out', 'refused'];

/** @param {{rows: number, silent: number, faulty: number, outcomes: Record<string, number>}} counts */
export function outcomes(counts) {
  const others = Object.keys(counts.outcomes).filter(code => !OUTCOMES.includes(code));
  return h('div', {},
    facts([
      [t('imports.rows'), number(counts.rows)],
      [t('imports.silent'), counts.silent > 0 && number(counts.silent)],
      [t('imports.faulty'), counts.faulty > 0 && number(counts.faulty)],
    ]),
    table(t('imports.outcomes'), [t('imports.outcome'), t('imports.decisions')],
      [...OUTCOMES, ...others].map(code => [
        h('div', {}, h('strong', {}, find('imports.outcome.' + code) ?? words.plain(code)),
          h('div', {class: 'small'}, find('imports.outcomeWhat.' + code))),
        number(counts.outcomes[code] ?? 0),
      ])));
}

/** Signs of a list that nobody decided. @param {{sign: string, rows: number, of: number}[]} flags */
export function signs(flags) {
  return flags.length > 0 && h('div', {class: 'note is-alarm'},
    h('h2', {}, t('imports.signs')),
    h('ul', {}, flags.map(({sign, rows, of}) => h('li', {},
      find('imports.sign.' + sign) ?? words.plain(sign), ' ', t('imports.signOf', {rows: number(rows), of: number(of)})))),
    h('p', {}, t('imports.signsWhat')));
}

/** What is wrong with rows, the most frequent first. @param {Record<string, number>} faults */
export function wanting(faults) {
  const found = Object.entries(faults).sort(([, one], [, other]) => other - one);
  return found.length > 0 && h('section', {'aria-labelledby': 'faults'},
    h('h2', {id: 'faults'}, t('imports.faults')),
    table(t('imports.faults'), [t('imports.fault'), t('imports.times'), t('imports.cure')],
      found.map(([code, count]) => [words.fault(code), number(count), words.cure(code, '')])));
}

/**
 * The first rows that are not taken.
 *
 * @param {{refused: {line: number, column: string, code: string, cure: string}[], unlisted: number}} checked
 * @param {HTMLElement} report
 */
export function refusedRows({refused, unlisted}, report) {
  return refused.length > 0 && h('section', {'aria-labelledby': 'refused'},
    h('h2', {id: 'refused'}, t('imports.refused')),
    h('p', {}, t('imports.refusedWhat')),
    table(t('imports.refused'), [t('imports.line'), t('imports.column'), t('imports.fault'), t('imports.cure')],
      refused.map(row => [
        number(row.line),
        row.column || t('part.none'),
        words.fault(row.code),
        words.cure(row.code, row.cure),
      ])),
    unlisted > 0 && h('p', {class: 'small'}, counted('imports.unlisted', unlisted)),
    report);
}
