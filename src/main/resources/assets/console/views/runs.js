import {kept, show as goTo} from '../address.js';
import {call, query} from '../api.js';
import {h} from '../dom.js';
import {field, form, text} from '../forms.js';
import {counted, find, mixed, number, t} from '../language.js';
import {empty, facts, load, say, time} from '../parts.js';
import * as words from '../words.js';
import {raw} from './history.js';

/** @typedef {import('../parts.js').Pair} Pair */

export const title = 'runs';
export const roles = ['privacy', 'auditor'];

const DAY_MILLIS = 86_400_000;

/** @param {import('../app.js').Desk} desk */
export function show(desk, path, query) {
  const list = h('div', {});
  const today = new Date();
  const asked = kept(query, ['from', 'to']);
  const from = asked.from || day(new Date(today.getTime() - 7 * DAY_MILLIS));
  const to = asked.to || day(today);
  void load(list, () => runs(from, to));
  return [
    h('h1', {}, t(title)),
    h('p', {}, t('runs.what')),
    form({
      label: t('form.show'),
      class: 'line',
      send: async values => goTo(desk, '/runs', {from: String(values.get('from')), to: String(values.get('to'))}),
    },
    field(t('form.from'), text('from', {type: 'date', value: from})),
    field(t('form.to'), text('to', {type: 'date', value: to}))),
    h('section', {'aria-labelledby': 'runs'}, h('h2', {id: 'runs'}, t('runs.runs')), list),
  ];
}

function day(at) {
  return at.toISOString().slice(0, 10);
}

async function runs(from, to) {
  const {runs: all} = await call('GET', query('/v1/runs', {from, to}));
  say(counted('runs.count', all.length));
  return all.length > 0 ? [h('ol', {class: 'timeline'}, all.map(entry => entry.event === 'reconciled' ? reconciled(entry) : run(entry)))] : [empty(t('runs.none'))];
}

/** What a run did. @param {Record<string, string>} fields @returns {Pair[]} */
export const counts = fields => Object.entries(fields).filter(([name]) => name.startsWith('count_'))
  .map(([name, count]) => [find('runs.of.' + name.slice(6)) ?? words.plain(name.slice(6)), number(Number(count))]);

function run(entry) {
  const {fields} = entry;
  const suspects = Object.entries(fields).filter(([name]) => name.startsWith('suspect_')).map(([, text]) => text);
  const heading = fields.due === '0' ? t('runs.nothing') : counted('runs.due', Number(fields.due));
  return h('li', {class: fields.count_failed || fields.refused ? 'is-failed' : 'is-purged'},
    h('h3', {}, fields.refused ? t('runs.refused') : heading),
    h('p', {class: 'small'}, mixed('runs.began', {
      when: time(fields.started_at ?? entry.at),
      seconds: number(Number(fields.millis) / 1000, {style: 'unit', unit: 'second', maximumFractionDigits: 1}),
    })),
    facts([
      [t('runs.clock'), fields.refused && time(fields.clock)],
      [t('runs.actedOn'), fields.refused && time(fields.newest_acted_on)],
      [t('runs.actUntil'), fields.refused && time(fields.may_act_until)],
      [t('runs.waiting'), fields.oldest_due && time(fields.oldest_due)],
      ...counts(fields),
      [t('runs.suspects'), suspects.length > 0 && suspects.join('; ')],
    ]),
    raw(entry));
}

/** The findings of a comparison: a provider's block list, and ours. */
function reconciled(entry) {
  const {fields} = entry;
  const listed = Object.entries(fields).filter(([name]) => name.startsWith('listed_')).map(([, text]) => text);
  return h('li', {class: fields.unavailable || fields.count_found ? 'is-failed' : 'is-purged'},
    h('h3', {}, t('runs.reconciled', {provider: fields.provider})),
    h('p', {class: 'small'}, mixed('runs.began', {
      when: time(fields.started_at ?? entry.at),
      seconds: number(Number(fields.millis) / 1000, {style: 'unit', unit: 'second', maximumFractionDigits: 1}),
    })),
    facts([
      [t('runs.unavailable'), fields.unavailable],
      ...counts(fields),
      [t('runs.listed'), listed.length > 0 && listed.join('; ')],
    ]),
    raw(entry));
}
