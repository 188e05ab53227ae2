// Before an export: how many may be contacted, and why the others may not. No number is opened for it.

import {call} from '../api.js';
import {fill, h} from '../dom.js';
import {field, select} from '../forms.js';
import {date, find, mixed, number, t} from '../language.js';
import {say, table, time, trouble} from '../parts.js';
import * as words from '../words.js';

const CHANNELS = ['sms', 'voice', 'whatsapp', 'rcs'];
const HOURS = 48;
const HOUR_MILLIS = 3_600_000;

/**
 * @param {import('../app.js').Desk} desk
 * @param {HTMLElement} order the form of the export, which names the purpose, the campaign and the reason
 */
export function preview(desk, order) {
  const channel = select('channel', CHANNELS.map(id => [id, t(/** @type {any} */ ('channel.' + id))]));
  const at = select('at', hours());
  const shown = h('div', {});
  const button = h('button', {type: 'button', class: 'quiet', onclick: async () => {
    button.setAttribute('disabled', '');
    const values = new FormData(/** @type {HTMLFormElement} */ (order));
    try {
      await walk(desk, String(values.get('purpose')), {
        channel: value(channel),
        at: value(at) || undefined,
        reason: String(values.get('reason')).trim(),
        campaign: String(values.get('campaign')).trim(),
      }, shown);
    } catch (error) {
      fill(shown, trouble(error));
    } finally {
      button.removeAttribute('disabled');
    }
  }}, t('preview.show'));
  return h('section', {'aria-labelledby': 'preview', class: 'card'},
    h('h2', {id: 'preview'}, t('preview')),
    h('p', {}, t('preview.what')),
    field(t('preview.channel'), channel),
    field(t('preview.at'), at),
    h('div', {class: 'buttons'}, button),
    shown);
}

const value = control => /** @type {HTMLSelectElement} */ (control).value;

/** @returns {[string, string][]} */
function hours() {
  const first = Math.ceil((Date.now() + 1) / HOUR_MILLIS) * HOUR_MILLIS;
  const ahead = Array.from({length: HOURS}, (_, i) => new Date(first + i * HOUR_MILLIS));
  return [['', t('preview.now')], ...ahead.map(hour => /** @type {[string, string]} */ ([
    hour.toISOString(),
    date(hour, {weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit'}),
  ]))];
}

/** Goes on to the end, and shows how far it is. */
async function walk(desk, purpose, body, shown) {
  const bar = h('progress', {max: '100', value: '0', 'aria-label': t('preview.progress')});
  fill(shown, bar);
  /** @type {any} the API's own answer */
  let answer = {};
  do {
    answer = await call('POST', '/v1/purposes/' + encodeURIComponent(purpose) + '/audience/preview',
      {...body, cursor: answer.next});
    bar.setAttribute('value', String(answer.percent));
  } while (answer.next && desk.living());
  if (!answer.next) {
    fill(shown, ...chart(answer));
    say(t('preview.done', {count: told(answer.allowed)}));
  }
}

/** Bars in a table: who cannot see them reads the same there. */
function chart({at, allowed, ending, reasons}) {
  const most = Math.max(...[allowed, ...reasons.map(one => one.contacts)].map(one => one.count));
  const row = (sentence, counted) => [h('div', {}, sentence), h('div', {}, told(counted), bar(counted, most))];
  return [
    h('h3', {}, mixed('preview.for', {when: time(at)})),
    table(t('preview'), [t('preview.who'), t('preview.people')], [
      row([t('preview.allowed'), h('p', {class: 'small'}, t('preview.ending', {count: told(ending)}))], allowed),
      ...reasons.map(one => row(
        [find('preview.reason.' + one.code) ?? words.plain(one.code), one.times.map(later)], one.contacts)),
    ]),
    h('p', {class: 'hint'}, t('preview.first')),
  ];
}

const later = ({notBefore, contacts}) => h('p', {class: 'small'},
  mixed('preview.later', {count: told(contacts), when: time(notBefore)}));

/** Nothing is drawn of a small count: its length would tell it. */
const bar = (counted, most) => counted.relation !== 'fewer_than'
  && h('progress', {class: 'chart', max: most, value: counted.count, 'aria-hidden': 'true'});

function told({relation, count}) {
  return relation === 'exactly' ? number(count)
    : t(relation === 'at_least' ? 'preview.atLeast' : 'preview.fewerThan', {count: number(count)});
}
