// What the columns of a file mean: a text in YAML, with its mistakes told at their lines.

import {call, Problem} from '../api.js';
import {fill, h} from '../dom.js';
import {choices, field, form, wrongField} from '../forms.js';
import {current, find, number, t} from '../language.js';
import {say} from '../parts.js';
import {columnsIn, whole} from '../uploads.js';
import {answers} from './answers.js';

/** What its owner has to write. */
const BLANK = 'FILL-IN';
const FEWEST_LINES = 12;
const MOST_LINES = 30;

/** @param {import('./import.js').Opened} opened @param {any} now */
export function mapping({desk, path, changed}, now) {
  const mistakes = h('div', {});
  const text = now.mapping || guessed(now);
  const lines = Math.min(MOST_LINES, Math.max(FEWEST_LINES, text.split('\n').length + 1));
  const area = /** @type {HTMLTextAreaElement} */ (h('textarea',
    {name: 'mapping', rows: lines, spellcheck: 'false', autocapitalize: 'none', autocomplete: 'off', class: 'code'}, text));
  const own = form({
    label: t('imports.check'),
    draft: 'mapping-' + now.importId,
    send: async values => {
      fill(mistakes);
      try {
        const wanted = {mapping: area.value, events: values.get('events') === 'true', ...await whole(now)};
        changed(await call('POST', path + '/check', wanted));
      } catch (error) {
        if (error instanceof Problem && error.status === 409) {
          throw wrongField('', t('imports.notWhole'));
        }
        const found = error instanceof Problem ? error.errors.filter(({pointer}) => pointer.startsWith('/mapping')) : [];
        if (found.length === 0) {
          throw error;
        }
        area.setAttribute('aria-invalid', 'true');
        fill(mistakes, told(found, area));
        (mistakes.querySelector('button') ?? area).focus();
      }
    },
  },
  field(t('imports.mappingText'), area, t('imports.mappingHint', {blank: BLANK})),
  mistakes,
  choices(t('imports.events'), 'checkbox', 'events', [['true', t('imports.eventsTell')]], now.events ? ['true'] : []));
  const columns = columnsIn(now.importId);
  const content = [
    !now.mapping && now.guessOf && h('p', {class: 'note'}, t('imports.looksLike', {system: now.guessOf})),
    h('p', {}, t('imports.mappingWhat')),
    columns.length > 0 && h('div', {},
      h('h3', {}, t('imports.columns')),
      h('ul', {class: 'columns'}, columns.map(name => h('li', {}, h('code', {}, name))))),
    h('details', {open: !now.mapping && !now.guess},
      h('summary', {}, t('imports.answers')),
      answers(desk, now.source, columns, written => {
        area.value = written;
        area.focus();
        area.scrollIntoView({block: 'nearest'});
        say(t('imports.answers.written'));
      })),
    own,
  ];
  return now.state === 'checked'
    ? h('details', {class: 'card'}, h('summary', {}, t('imports.checkAgain')), content)
    : h('section', {'aria-labelledby': 'mapping', class: 'card'},
      h('h2', {id: 'mapping'}, t('imports.mapping')), content);
}

function guessed(now) {
  const text = now.guess || [
    'number: {column: ' + BLANK + ', region: US}',
    'decisions:',
    '  - purpose: ' + BLANK,
    '    answer: {column: ' + BLANK + '}',
    'decidedAt: {column: ' + BLANK + '}',
    '',
  ].join('\n');
  return /^source:/m.test(text) ? text.replace(/^source:.*$/m, 'source: ' + now.source) : 'source: ' + now.source + '\n' + text;
}

/** The mistakes, each with its line. */
function told(mistakes, area) {
  return h('div', {class: 'problems', role: 'alert'},
    h('h3', {}, t('imports.mistakes')),
    h('ul', {}, mistakes.map(({pointer, code, detail}) => {
      const within = pointer.replace(/^\/mapping/, '');
      const line = lineOf(area.value, within);
      const words = current() === 'en' ? undefined : find('imports.mistake.' + code);
      return h('li', {},
        line > 0 && [h('button', {type: 'button', class: 'small-button', onclick: () => show(area, line)},
          t('imports.atLine', {line: number(line)})), ' '],
        within && h('code', {}, within.slice(1)), ' ',
        words && [words, ' '],
        h('span', {lang: 'en'}, detail));
    })));
}

/** Selects a line, and brings it into sight. */
function show(area, line) {
  const before = area.value.split('\n').slice(0, line - 1);
  const from = before.reduce((sum, one) => sum + one.length + 1, 0);
  const to = area.value.indexOf('\n', from);
  area.focus();
  area.setSelectionRange(from, to < 0 ? area.value.length : to);
  area.scrollTop = Math.max(0, line - 3) * area.scrollHeight / area.value.split('\n').length;
}

/**
 * The line, from 1, in which a field of a YAML text is written; as deep as the text has lines of their own for it. 0 if
 * it is not there.
 *
 * @param {string} text
 * @param {string} pointer RFC 6901
 */
export function lineOf(text, pointer) {
  const lines = text.split('\n');
  const depth = i => lines[i].search(/\S/);
  const is = (i, sign) => lines[i].trimStart().startsWith(sign);
  let [from, to, found] = [0, lines.length, -1];
  for (const step of pointer.split('/').slice(1).map(one => one.replaceAll('~1', '/').replaceAll('~0', '~'))) {
    const isItem = /^\d+$/.test(step);
    const within = Array.from({length: to - from}, (_, i) => from + i).filter(i => depth(i) >= 0 && !is(i, '#'));
    const deep = depth(within[0] ?? 0);
    const level = within.filter(i => depth(i) === deep && is(i, '-') === isItem);
    const start = isItem ? level[Number(step)] : level.find(i => is(i, step + ':') || is(i, '"' + step + '"'));
    if (start === undefined) {
      break;
    }
    found = start;
    to = within.find(i => i > start && (depth(i) < deep || depth(i) === deep && (isItem || !is(i, '-')))) ?? to;
    from = isItem ? start : start + 1;
    lines[start] = isItem ? lines[start].replace('-', ' ') : lines[start];
  }
  return found + 1;
}
