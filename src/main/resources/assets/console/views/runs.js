import {call, query} from '../api.js';
import {h} from '../dom.js';
import {field, form, text} from '../forms.js';
import {empty, facts, load, say, time} from '../parts.js';
import * as words from '../words.js';
import {raw} from './history.js';

/** @typedef {import('../parts.js').Pair} Pair */

export const title = 'Purge reports';
export const roles = ['privacy', 'auditor'];

const DAY_MILLIS = 86_400_000;

const COUNTS = {
  expiring: 'Announced as ending soon',
  checked: 'Numbers checked',
  forgotten: 'Ledgers deleted',
  put_back: 'Nothing to do yet',
  failed: 'Left for the next run',
  expired: 'Ended: time over',
  never_confirmed: 'Ended: never confirmed',
  inactive: 'Ended: inactive',
  dead: 'Ended: messages fail',
  line_type: 'Ended: wrong kind of line',
  renumbered: 'Moved to a new form',
  invalid: 'Marked as invalid',
  reassigned: 'Ended: number reassigned',
  purpose_removed: 'Ended: purpose left the policy',
};

export function show() {
  const list = h('div', {});
  const today = new Date();
  const from = day(new Date(today.getTime() - 7 * DAY_MILLIS));
  const to = day(today);
  void load(list, () => runs(from, to));
  return [
    h('h1', {}, title),
    h('p', {}, 'What was due, and what happened. Days are in UTC.'),
    form({
      label: 'Show',
      class: 'line',
      send: async values => load(list, () => runs(String(values.get('from')), String(values.get('to')))),
    },
    field('From', text('from', {type: 'date', value: from})),
    field('To', text('to', {type: 'date', value: to}))),
    h('section', {'aria-labelledby': 'runs'}, h('h2', {id: 'runs'}, 'Runs'), list),
  ];
}

function day(at) {
  return at.toISOString().slice(0, 10);
}

async function runs(from, to) {
  const {runs: all} = await call('GET', query('/v1/runs', {from, to}));
  say(all.length + ' runs');
  return all.length > 0 ? [h('ol', {class: 'timeline'}, all.map(run))] : [empty('No purge ran in these days.')];
}

function run(entry) {
  const {fields} = entry;
  const counts = /** @type {Pair[]} */ (Object.entries(fields).filter(([name]) => name.startsWith('count_'))
    .map(([name, count]) => [COUNTS[name.slice(6)] ?? words.plain(name.slice(6)), count]));
  const suspects = Object.entries(fields).filter(([name]) => name.startsWith('suspect_')).map(([, text]) => text);
  const heading = fields.due === '0' ? 'Nothing was due' : fields.due + ' due';
  return h('li', {class: fields.count_failed || fields.refused ? 'is-failed' : 'is-purged'},
    h('h3', {}, fields.refused ? 'Refused: the clock is too far ahead' : heading),
    h('p', {class: 'small'}, 'Began ', time(fields.started_at ?? entry.at), ', took '
      + (Number(fields.millis) / 1000).toFixed(1) + ' s'),
    facts([
      ['The clock said', fields.refused && time(fields.clock)],
      ['Last acted on', fields.refused && time(fields.newest_acted_on)],
      ['May act until', fields.refused && time(fields.may_act_until)],
      ['Waiting since', fields.oldest_due && time(fields.oldest_due)],
      ...counts,
      ['Suspicious origins', suspects.length > 0 && suspects.join('; ')],
    ]),
    raw(entry));
}
