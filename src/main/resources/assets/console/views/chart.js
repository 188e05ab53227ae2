// Draws what happened, of the rows of a dataset of events. Each chart is of one thing, so no colour has a meaning. The same
// figures are in a table below it.

import {h, id, svg} from '../dom.js';
import {date, find, number, t} from '../language.js';
import {empty, table} from '../parts.js';
import * as words from '../words.js';
import {columnName} from './manifest.js';

const EVENTS = ['given', 'renewed', 'requested', 'withdrawn', 'expired', 'erased', 'held'];
const ANY = '*';
const NONE = 'none';
const WEEK = 'week';
const DAY_MILLIS = 86_400_000;

/** Of the drawing, in pixels. Widths are shares, so that its words keep their size on every screen. */
const HEIGHT = 180;
const TOP = 14;
const BASE = 150;
const LEFT = 10;
const LINE = 18;
const LONGEST_LINE = 34;

/** @typedef {{column: string, value: string, name: string, people: number}} Bar 0 people: none are told */

/**
 * @param {import('../app.js').Desk} desk
 * @param {any} one the dataset
 * @param {string[]} parts its rows as CSV
 */
export function charts(desk, one, parts) {
  const rows = parts.flatMap(read);
  const events = [...new Set(rows.map(row => row.event ?? ANY))].sort((a, b) => EVENTS.indexOf(a) - EVENTS.indexOf(b));
  const weeks = everyWeek([...new Set(rows.map(row => row[WEEK]))].sort());
  const others = one.columns.map(({name}) => name).filter(name => name !== WEEK && name !== 'event');
  return rows.length === 0 ? [empty(t('datasets.chart.none'))] : [
    h('p', {class: 'hint'}, t('datasets.chart.what')),
    events.map(event => {
      const its = rows.filter(row => (row.event ?? ANY) === event);
      const name = event === ANY ? t('datasets.chart.anyEvent') : find('datasets.event.' + event) ?? words.plain(event);
      return h('section', {'aria-label': name},
        h('h3', {}, name),
        h('div', {class: 'plots'},
          WEEK in its[0] && overTime(name, bars(desk, its, WEEK, weeks)),
          others.map(column => byGroup(t('datasets.chart.by', {what: name, column: columnName(desk, column)}),
            columnName(desk, column), bars(desk, its, column)))));
    }),
  ];
}

/** The rows of a part, by the names of its columns. @param {string} csv @returns {Record<string, string>[]} */
function read(csv) {
  const [head, ...lines] = csv.trim().split('\n').map(line => line.split(','));
  return lines.map(cells => Object.fromEntries(cells.map((cell, i) => [head[i], cell])));
}

/**
 * The people of each value of that column; of these values, if they are given.
 *
 * @param {import('../app.js').Desk} desk
 * @param {Record<string, string>[]} rows
 * @param {string} column
 * @param {string[]} [wanted]
 * @returns {Bar[]}
 */
function bars(desk, rows, column, wanted) {
  /** @type {Map<string, number>} */
  const sums = new Map();
  rows.forEach(row => sums.set(row[column], (sums.get(row[column]) ?? 0) + Number(row.people)));
  const values = wanted ?? [...sums.keys()].sort((a, b) => (sums.get(b) ?? 0) - (sums.get(a) ?? 0));
  return values.map(value => ({column, value, name: named(desk, column, value), people: sums.get(value) ?? 0}));
}

/** A value in words. */
function named(desk, column, value) {
  if (value === ANY) {
    return t('datasets.chart.any');
  } else if (value === NONE) {
    return t(column === 'country' ? 'datasets.chart.gone' : 'datasets.chart.unknown');
  } else if (column === WEEK) {
    return weekName(value);
  } else if (column === 'purpose') {
    return words.purpose(desk.config, value);
  } else if (column === 'country') {
    return words.country(value);
  }
  return words.capital(find('reason.' + value) ?? find('method.' + value) ?? words.plain(value));
}

/** A week, a month or a year. @param {string} value */
function weekName(value) {
  const monday = mondayOf(value);
  return monday ? t('datasets.chart.week', {day: day(monday)})
    : /^\d{4}-\d\d$/.test(value) ? date(new Date(value + '-01T00:00:00Z'), {year: 'numeric', month: 'long', timeZone: 'UTC'})
      : value;
}

/** @param {Date} at */
const day = at => date(at, {dateStyle: 'medium', timeZone: 'UTC'});

/** The first day of a week by ISO 8601. @param {string} value @returns {Date | null} null if it is no week */
function mondayOf(value) {
  const [, year, week] = /^(\d{4})-W(\d\d)$/.exec(value) ?? [];
  if (!year) {
    return null;
  }
  // the fourth of January is in the first week
  const fourth = Date.UTC(Number(year), 0, 4);
  return new Date(fourth + ((Number(week) - 1) * 7 - (new Date(fourth).getUTCDay() + 6) % 7) * DAY_MILLIS);
}

/** The week of that Monday. @param {Date} monday */
function weekOf(monday) {
  const year = new Date(monday.getTime() + 3 * DAY_MILLIS).getUTCFullYear();
  const first = /** @type {Date} */ (mondayOf(year + '-W01'));
  const week = Math.round((monday.getTime() - first.getTime()) / DAY_MILLIS / 7) + 1;
  return year + '-W' + String(week).padStart(2, '0');
}

/** With the weeks between that have no row. Months and years are left as they are. @param {string[]} sorted */
function everyWeek(sorted) {
  const [first, last] = [mondayOf(sorted[0] ?? ''), mondayOf(sorted[sorted.length - 1] ?? '')];
  if (!first || !last) {
    return sorted;
  }
  const weeks = [];
  for (let at = first; at <= last; at = new Date(at.getTime() + 7 * DAY_MILLIS)) {
    weeks.push(weekOf(at));
  }
  return weeks;
}

/** Standing bars from the oldest week to the newest. @param {string} name @param {Bar[]} all */
function overTime(name, all) {
  const title = t('datasets.chart.byWeek', {what: name});
  const most = ceiling(Math.max(...all.map(bar => bar.people)));
  const step = (100 - LEFT) / all.length;
  const y = people => BASE - people / most * (BASE - TOP);
  const short = value => mondayOf(value) ? day(/** @type {Date} */ (mondayOf(value))) : weekName(value);
  return figure(title, t('datasets.column.week'), all, HEIGHT,
    [0, most / 2, most].filter(Number.isInteger).map(people => [
      svg('line', {x1: LEFT + '%', x2: '100%', y1: y(people), y2: y(people)}),
      svg('text', {x: LEFT - 1 + '%', y: y(people) + 4, 'text-anchor': 'end'}, number(people, {notation: 'compact'})),
    ]),
    all.map((bar, i) => bar.people > 0 && svg('rect', {
      x: LEFT + step * (i + .1) + '%', y: y(bar.people), width: step * .8 + '%', height: BASE - y(bar.people),
    }, svg('title', {}, told(bar)))),
    svg('text', {x: LEFT + '%', y: BASE + LINE}, short(all[0].value)),
    all.length > 1 && svg('text', {x: '100%', y: BASE + LINE, 'text-anchor': 'end'}, short(all[all.length - 1].value)));
}

/** Lying bars, the longest first, each below its name. @param {string} title @param {string} head @param {Bar[]} all */
function byGroup(title, head, all) {
  const most = Math.max(...all.map(bar => bar.people));
  let y = 0;
  const drawn = all.map(bar => {
    const name = lines(bar.name).map(line => svg('text', {x: '0', y: y += LINE}, line));
    const width = 80 * bar.people / most;
    y += LINE + 6;
    return [name, svg('rect', {x: '0', y: y - LINE, width: width + '%', height: 14}, svg('title', {}, told(bar))),
      svg('text', {x: width + '%', dx: '6', y: y - 6}, number(bar.people))];
  });
  return figure(title, head, all, y + 4, ...drawn);
}

/** @param {Bar} bar */
const told = bar => t('datasets.pair', {name: bar.name, value: number(bar.people)});

/** A long name goes on in the next line. @param {string} name */
function lines(name) {
  return name.split(' ').reduce((all, word) => {
    const last = all[all.length - 1];
    return last && last.length + word.length < LONGEST_LINE ? [...all.slice(0, -1), last + ' ' + word] : [...all, word];
  }, /** @type {string[]} */ ([]));
}

/** The next of 1, 2, 4, 10, 20, 40 and so on. @param {number} people */
function ceiling(people) {
  const power = 10 ** Math.floor(Math.log10(people));
  return [1, 2, 4, 10].map(step => step * power).find(step => step >= people) ?? people;
}

/**
 * A drawing with its title and description, and the same figures as a table.
 *
 * @param {string} title
 * @param {string} head of the table's first column
 * @param {Bar[]} all
 * @param {number} height
 * @param {...import('../dom.js').Child} drawn
 */
function figure(title, head, all, height, ...drawn) {
  const [titleId, descId] = [id('chart'), id('chart')];
  const most = all.reduce((a, b) => b.people > a.people ? b : a);
  return h('figure', {class: 'plot'},
    h('figcaption', {}, title),
    svg('svg', {role: 'img', width: '100%', height, 'aria-labelledby': titleId, 'aria-describedby': descId},
      svg('title', {id: titleId}, title),
      svg('desc', {id: descId}, t('datasets.chart.desc', {count: number(all.length), most: told(most)})),
      drawn),
    h('details', {},
      h('summary', {}, t('datasets.chart.table')),
      table(title, [head, t('datasets.people')], all.map(bar => [
        bar.name, bar.people > 0 ? number(bar.people) : t('datasets.chart.nobodyTold')]))));
}
