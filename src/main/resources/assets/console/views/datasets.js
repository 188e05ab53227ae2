// Datasets: an analyst orders one, and everybody who may see them has their list.

import {call} from '../api.js';
import {fill, h} from '../dom.js';
import {t} from '../language.js';
import {badge, empty, load, table, time, trouble} from '../parts.js';
import * as session from '../session.js';
import {at, one} from './dataset.js';
import {order, orderForm} from './datasetOrder.js';
import {kindName, stateName} from './manifest.js';

export const title = 'datasets';
export const roles = ['analyst', 'privacy'];

const CHART_WEEKS = 26;
const CHART_DAYS = 7;

/** @param {import('../app.js').Desk} desk @param {string[]} path @param {URLSearchParams} query */
export function show(desk, path, query) {
  if (path[0]) {
    return one(desk, path[0], query.has('chart'));
  }
  const place = h('div', {});
  void load(place, async () => shown(desk, await call('GET', at())));
  return [h('h1', {}, t(title)), h('p', {}, t(desk.has('analyst') ? 'datasets.what' : 'datasets.whatPrivacy')), place];
}

function shown(desk, listed) {
  return [
    desk.has('analyst') && charts(listed),
    desk.has('analyst') && h('section', {'aria-labelledby': 'new-dataset', class: 'card'},
      h('h2', {id: 'new-dataset'}, t('datasets.new')), orderForm(desk, listed)),
    h('section', {'aria-labelledby': 'datasets'}, h('h2', {id: 'datasets'}, t('datasets.list')),
      listed.datasets.length === 0 ? empty(t('datasets.none')) : list(desk, listed.datasets)),
  ];
}

function list(desk, datasets) {
  const heads = [t('datasets.dataset'), t('search.state'), t('datasets.kind'), t('datasets.askedAt'), t('datasets.until')];
  return table(t('datasets.list'), desk.has('privacy') ? [...heads, t('datasets.by')] : heads, datasets.map(found => [
    h('a', {href: '#/datasets/' + found.datasetId}, found.reason),
    badge(found.state, stateName(found.state)),
    kindName(found.kind),
    time(found.askedAt),
    time(found.expiresAt),
    ...desk.has('privacy') ? [found.askedBy === session.whose() ? t('datasets.you') : found.askedBy] : [],
  ]));
}

/** Buttons that order what happened lately, to be drawn. @param {{keptDays: number}} listed */
function charts(listed) {
  const wrong = h('div', {});
  const button = (group, label) => h('button', {type: 'button', class: 'quiet', onclick: async event => {
    const own = event.currentTarget;
    own.setAttribute('disabled', '');
    fill(wrong);
    try {
      const ordered = await order({
        kind: 'events',
        columns: ['week', 'event', group],
        weeks: CHART_WEEKS,
        reason: t('datasets.chartReason', {weeks: CHART_WEEKS}),
        keptDays: Math.min(CHART_DAYS, listed.keptDays),
      });
      location.hash = '#/datasets/' + ordered.datasetId + '?chart=yes';
    } catch (error) {
      fill(wrong, trouble(error));
    } finally {
      own.removeAttribute('disabled');
    }
  }}, label);
  return h('section', {'aria-labelledby': 'charts', class: 'card'},
    h('h2', {id: 'charts'}, t('datasets.charts', {weeks: CHART_WEEKS})),
    h('p', {}, t('datasets.chartsWhat')),
    wrong,
    h('div', {class: 'buttons'}, button('country', t('datasets.byCountry')), button('reason', t('datasets.byReason'))));
}
