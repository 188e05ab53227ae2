// One dataset: how far it is, its manifest, its rows, its charts, and its end.

import {call, file} from '../api.js';
import {fill, h} from '../dom.js';
import {dialog, form} from '../forms.js';
import {counted, number, t} from '../language.js';
import {badge, focusOn, load, save, say, trouble} from '../parts.js';
import * as session from '../session.js';
import * as words from '../words.js';
import {charts} from './chart.js';
import {about, kindName, manifest, refusal, stateName} from './manifest.js';
import {reidentify} from './reidentify.js';

const POLL_MILLIS = 1000;

/** Of the API. @param {string} [datasetId] */
export const at = datasetId => '/v1/datasets' + (datasetId ? '/' + encodeURIComponent(datasetId) : '');

/**
 * @param {import('../app.js').Desk} desk
 * @param {string} datasetId
 * @param {boolean} drawn whether it is to be drawn as soon as it is there
 */
export async function one(desk, datasetId, drawn) {
  const state = h('span', {});
  const place = h('div', {});
  const draw = now => {
    fill(state, badge(now.state, stateName(now.state)));
    fill(place, ...content(desk, now, changed, drawn));
  };
  const changed = now => {
    const within = place.contains(document.activeElement);
    draw(now);
    say(stateName(now.state));
    const heading = place.querySelector('h2');
    if (within && heading) {
      focusOn(heading);
    }
  };
  const first = await call('GET', at(datasetId));
  draw(first);
  return [
    h('p', {}, h('a', {href: '#/datasets', class: 'later'}, t('datasets.all'))),
    h('div', {class: 'head'}, h('h1', {}, first.reason), state),
    place,
  ];
}

function content(desk, now, changed, drawn) {
  const done = now.state === 'done';
  const own = now.askedBy === session.whose() && desk.has('analyst');
  return [
    now.state === 'running' && progress(desk, now, changed),
    now.state === 'refused' && refusal(now),
    now.state === 'failed' && h('p', {class: 'note is-alarm'}, t('datasets.failed')),
    now.state === 'ended' && h('p', {class: 'note'}, t('datasets.ended')),
    done && own && now.kind === 'events' && chart(desk, now, drawn),
    done && own && files(now),
    'k' in now && manifest(desk, now),
    about(desk, now),
    done && now.kind === 'rows' && desk.has('privacy') && reidentify(desk, at(now.datasetId)),
    (done || now.state === 'running') && end(now, changed),
  ];
}

function progress(desk, first, changed) {
  const bar = h('progress', {max: '100', 'aria-label': t('datasets.making')});
  const far = h('p', {class: 'small'});
  const wrong = h('div', {});
  const section = h('section', {'aria-labelledby': 'making', class: 'card'},
    h('h2', {id: 'making'}, t('datasets.making')), h('p', {}, t('datasets.makingWhat')), bar, far, wrong);
  const draw = now => {
    bar.setAttribute('value', String(now.percent));
    fill(far, number(now.percent / 100, {style: 'percent'}));
  };
  const follow = async () => {
    if (!desk.living() || !section.isConnected) {
      return;
    }
    try {
      const now = await call('GET', at(first.datasetId));
      fill(wrong);
      if (now.state !== 'running' && desk.living()) {
        changed(now);
      } else {
        draw(now);
        setTimeout(follow, POLL_MILLIS);
      }
    } catch (error) {
      fill(wrong, trouble(error, follow));
    }
  };
  draw(first);
  setTimeout(follow, POLL_MILLIS);
  return section;
}

/** The rows, part by part. */
function files(now) {
  return h('section', {'aria-labelledby': 'files'},
    h('h2', {id: 'files'}, t('datasets.files')),
    h('p', {}, t(now.kind === 'rows' ? 'datasets.filesOfRows' : 'datasets.filesOfCounts')),
    h('ul', {class: 'files'}, now.parts.map(part => {
      const wrong = h('div', {});
      const take = format => h('button', {type: 'button', class: 'quiet', onclick: async () => {
        fill(wrong);
        try {
          save(await file(path(now, part, format)), now.datasetId + '-' + part.part + '.' + format);
          say(t('exports.downloaded'));
        } catch (error) {
          fill(wrong, trouble(error));
        }
      }}, t('datasets.download', {part: number(part.part), format: format.toUpperCase()}));
      return h('li', {}, take('csv'), take('ndjson'),
        h('span', {class: 'small'}, counted('datasets.part', part.rows, {size: words.size(part.bytes)})), wrong);
    })));
}

const path = (now, part, format) => at(now.datasetId) + '/parts/' + part.part + '?format=' + format;

/** The charts of what happened. The rows are taken as they are drawn. */
function chart(desk, now, drawn) {
  const place = h('div', {});
  const draw = () => load(place, async () => {
    const texts = await Promise.all(now.parts.map(async part => (await file(path(now, part, 'csv'))).text()));
    return charts(desk, now, texts);
  });
  if (drawn) {
    void draw();
  } else {
    fill(place, h('button', {type: 'button', onclick: draw}, t('datasets.draw')));
  }
  return h('section', {'aria-labelledby': 'drawn'}, h('h2', {id: 'drawn'}, t('datasets.drawn')), place);
}

function end(now, changed) {
  return h('div', {class: 'buttons'}, h('button', {type: 'button', class: 'quiet', onclick: () => {
    dialog(t('datasets.end'), close => [form({
      label: t('datasets.end'),
      cancel: close,
      send: async () => {
        const ended = await call('POST', at(now.datasetId) + '/end');
        close();
        changed(ended);
      },
    },
    h('p', {}, t('datasets.endWhat')),
    h('p', {class: 'small'}, t('datasets.pair', {name: kindName(now.kind), value: now.reason})))]);
  }}, t('datasets.end')));
}
