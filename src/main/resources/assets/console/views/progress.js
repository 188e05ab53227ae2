// A check or a run at work. It asks how far that is, and shows it without moving the focus.

import {call} from '../api.js';
import {fill, h} from '../dom.js';
import {number, t} from '../language.js';
import {facts, trouble} from '../parts.js';
import {outcomes} from './outcomes.js';

const POLL_MILLIS = 1000;
/** The pace is that of so many answers. */
const SAMPLES = 15;

/** @param {import('./import.js').Opened} opened @param {any} first the import as it is now */
export function progress({desk, path, changed}, first) {
  const running = first.state === 'running';
  const bar = h('progress', {max: '100', 'aria-label': t(running ? 'imports.running' : 'imports.checking')});
  const told = h('div', {});
  const counts = h('div', {});
  const wrong = h('div', {});
  /** @type {{at: number, rows: number, percent: number}[]} */
  const samples = [];
  const draw = ({work}) => {
    const {percent = 0, rowsRead = 0} = work ?? {};
    samples.push({at: Date.now(), rows: rowsRead, percent});
    samples.splice(0, samples.length - SAMPLES);
    bar.setAttribute('value', String(percent));
    fill(told, facts([
      [t('imports.far'), number(percent / 100, {style: 'percent'})],
      [t('imports.rowsRead'), number(rowsRead)],
      ...pace(samples, work),
    ]));
    fill(counts, work && running && Object.keys(work.counts.outcomes).length > 0 && outcomes(work.counts));
  };
  const section = h('section', {'aria-labelledby': 'working', class: 'card'},
    h('h2', {id: 'working'}, t(running ? 'imports.running' : 'imports.checking')),
    h('p', {}, t(running ? 'imports.runningWhat' : 'imports.checkingWhat')),
    bar, told, wrong, counts);
  const follow = async () => {
    if (!desk.living() || !section.isConnected) {
      return;
    }
    try {
      const now = await call('GET', path);
      fill(wrong);
      if (now.state === first.state) {
        draw(now);
        setTimeout(follow, POLL_MILLIS);
      } else if (desk.living()) {
        changed(now);
      }
    } catch (error) {
      fill(wrong, trouble(error, follow));
    }
  };
  draw(first);
  setTimeout(follow, POLL_MILLIS);
  return section;
}

/** @returns {import('../parts.js').Pair[]} the rate and the time left, as soon as they are known */
function pace(samples, work) {
  const [first, last] = [samples[0], samples[samples.length - 1]];
  const seconds = (last.at - first.at) / 1000;
  const rate = (last.rows - first.rows) / seconds;
  const left = work?.totalRows > 0
    ? (work.totalRows - last.rows) / rate
    : (100 - last.percent) / ((last.percent - first.percent) / seconds);
  return [
    [t('imports.rate'), rate > 0 && Number.isFinite(rate) && t('imports.perSecond', {count: number(Math.round(rate))})],
    [t('imports.left'), left > 0 && Number.isFinite(left) && duration(left)],
  ];
}

/** @param {number} seconds */
function duration(seconds) {
  const [unit, count] = /** @type {[string, number]} */ (seconds < 90 ? ['second', seconds]
    : seconds < 5400 ? ['minute', seconds / 60] : ['hour', seconds / 3600]);
  return number(Math.max(1, Math.round(count)), {style: 'unit', unit, unitDisplay: 'long'});
}
