import {call} from '../api.js';
import {h} from '../dom.js';
import {counted, date, mixed, number, t} from '../language.js';
import {empty, facts, load, table, time} from '../parts.js';
import {counts} from './runs.js';

export const title = 'overview';
export const roles = ['support', 'campaign', 'privacy', 'auditor'];

const WEEK_DAYS = 7;

/** @param {import('../app.js').Desk} desk */
export function show(desk) {
  const place = h('div', {});
  void load(place, async () => shown(desk, await call('GET', '/v1/overview')));
  return [h('h1', {}, t(title)), place];
}

function shown(desk, overview) {
  const {days, held, lastRun, expiring, countedFrom} = overview;
  const busy = days.filter(day => day.signups + day.optOuts > 0);
  return [
    h('div', {class: 'tiles'},
      held && tile(t('overview.holds'), atLeast(held.count, held.more), '#/holds', held.count > 0),
      sums(t('overview.signups'), days, 'signups', countedFrom),
      sums(t('overview.optOuts'), days, 'optOuts', countedFrom),
      tile(t('overview.expiring'), atLeast(expiring, countedFrom)),
      'lastRun' in overview || desk.has('privacy') || desk.has('auditor') ? run(lastRun) : null),
    countedFrom && h('p', {class: 'note'}, mixed('overview.countedFrom', {when: time(countedFrom)})),
    h('section', {'aria-labelledby': 'days'},
      h('h2', {id: 'days'}, t('overview.days')),
      h('p', {class: 'hint'}, t('overview.what', {zone: overview.timeZone})),
      busy.length === 0
        ? empty(t('overview.nothing'))
        : table(t('overview.days'), [t('overview.day'), t('overview.signups'), t('overview.optOuts')], busy.map(day => [
          h('time', {datetime: day.day}, date(new Date(day.day + 'T12:00:00Z'), {dateStyle: 'full', timeZone: 'UTC'})),
          number(day.signups),
          number(day.optOuts),
        ]))),
  ];
}

/** The last week and the last month of one thing. */
function sums(heading, days, name, countedFrom) {
  const sum = all => all.reduce((total, day) => total + day[name], 0);
  const week = days.slice(0, WEEK_DAYS);
  const weekWhole = !countedFrom || countedFrom < week[WEEK_DAYS - 1].day;
  return h('section', {class: 'tile'},
    h('h2', {}, heading),
    facts([
      [t('overview.week'), atLeast(sum(week), !weekWhole)],
      [t('overview.month'), atLeast(sum(days), countedFrom)],
    ]));
}

/** @param {string} heading @param {string} value @param {string} [to] @param {boolean} [alarm] */
function tile(heading, value, to, alarm) {
  return h('section', {class: 'tile' + (alarm ? ' is-open' : '')},
    h('h2', {}, to ? h('a', {href: to}, heading) : heading),
    h('p', {class: 'figure'}, value));
}

const atLeast = (count, more) => more ? t('overview.moreThan', {count: number(count)}) : number(count);

/** The last purge: when it was, what it did, and whether it failed. */
function run(entry) {
  const heading = h('h2', {}, h('a', {href: '#/runs'}, t('overview.lastRun')));
  if (!entry) {
    return h('section', {class: 'tile is-open'}, heading, h('p', {}, t('overview.noRun')));
  }
  const {fields} = entry;
  const failed = fields.refused || Number(fields.count_failed ?? 0) > 0;
  return h('section', {class: 'tile' + (failed ? ' is-open' : '')},
    heading,
    h('p', {}, time(fields.started_at ?? entry.at)),
    h('p', {}, fields.refused ? t('runs.refused')
      : fields.due === '0' ? t('runs.nothing') : counted('runs.due', Number(fields.due))),
    failed && !fields.refused && h('p', {}, t('overview.runFailed')),
    facts(counts(fields)));
}
