import {call, file, query} from '../api.js';
import {fill, h} from '../dom.js';
import {field, form, select, text} from '../forms.js';
import {counted, mixed, number, t} from '../language.js';
import {badge, copy, empty, facts, load, pages, save, say, time, trouble} from '../parts.js';
import * as words from '../words.js';
import {preview} from './preview.js';

export const title = 'exports';
export const roles = ['campaign'];

const POLL_MILLIS = 1000;

/** @param {import('../app.js').Desk} desk */
export function show(desk) {
  const own = desk.purposes('campaign');
  const list = h('div', {});
  const fresh = () => load(list, () => all(desk, own));
  void fresh();
  const order = form({
    label: t('exports.send'),
    draft: 'export',
    send: async values => {
      const purpose = String(values.get('purpose'));
      await call('POST', at(purpose), {
        reason: String(values.get('reason')).trim(),
        campaign: String(values.get('campaign')).trim(),
        format: values.get('format'),
      });
      say(t('exports.running'));
      await fresh();
    },
  },
  field(t('form.purpose'), select('purpose', own.map(id => [id, words.purpose(desk.config, id)]))),
  field(t('exports.campaign'), text('campaign', {maxlength: '64'}), t('exports.campaignHint')),
  field(t('form.reason'), text('reason', {maxlength: '200'}), t('exports.reasonHint')),
  field(t('exports.format'), select('format', [['csv', t('exports.csv')], ['ndjson', t('exports.ndjson')]])));
  return [
    h('h1', {}, t(title)),
    h('p', {}, t('exports.what')),
    h('div', {class: 'card'}, order),
    preview(desk, order),
    h('section', {'aria-labelledby': 'exports'}, h('h2', {id: 'exports'}, t('exports.own')), list),
  ];
}

function at(purpose, id = '') {
  return '/v1/purposes/' + encodeURIComponent(purpose) + '/exports' + (id && '/' + encodeURIComponent(id));
}

async function all(desk, own) {
  const lists = await Promise.all(own.map(purpose => call('GET', at(purpose))));
  const exports = lists.flatMap(list => list.exports).sort((a, b) => a.askedAt < b.askedAt ? 1 : -1);
  return exports.length === 0
    ? [empty(t('exports.none'))]
    : [h('ol', {class: 'timeline'}, exports.map(one => item(desk, one)))];
}

/** One export. It follows its own progress while it runs. */
function item(desk, one) {
  const element = h('li', {});
  const draw = now => {
    element.className = 'is-' + now.state;
    fill(element, ...content(desk, now));
    if (now.state === 'running') {
      setTimeout(follow, POLL_MILLIS);
    }
  };
  const follow = async () => {
    if (!desk.living() || !element.isConnected) {
      return;
    }
    try {
      const now = await call('GET', at(one.purpose, one.exportId));
      if (now.state !== 'running') {
        say(t(now.state === 'done' ? 'exports.ended.done' : 'exports.ended.failed'));
      }
      draw(now);
    } catch (error) {
      fill(element, trouble(error, follow));
    }
  };
  draw(one);
  return element;
}

function content(desk, one) {
  return [
    h('h3', {}, t('exports.heading', {purpose: words.purpose(desk.config, one.purpose), campaign: one.campaign}), ' ',
      badge(one.state, words.exportState(one.state))),
    one.state === 'running' && h('progress', {max: '100', value: one.percent, 'aria-label': t('exports.progress')}),
    one.state === 'running' && h('p', {class: 'small'}, number(one.percent / 100, {style: 'percent'})),
    facts([
      [t('exports.started'), mixed('exports.startedBy', {when: time(one.askedAt), who: one.askedBy})],
      [t('form.reason'), one.reason],
      [t('exports.numbers'), one.state === 'done' && number(one.count)],
      [t('exports.deleted'), time(one.expiresAt)],
    ]),
    one.state === 'done' && parts(one),
    one.state === 'done' && recall(one),
  ];
}

function parts(one) {
  return h('ul', {class: 'files'}, one.parts.map(part => {
    const name = one.campaign + '-' + part.part + '.' + one.format;
    const wrong = h('div', {});
    return h('li', {},
      h('button', {type: 'button', class: 'quiet', onclick: async () => {
        fill(wrong);
        try {
          save(await file(at(one.purpose, one.exportId) + '/parts/' + part.part), name);
          say(t('exports.downloaded'));
        } catch (error) {
          fill(wrong, trouble(error));
        }
      }}, t('exports.download', {file: name})),
      h('span', {class: 'small'}, counted('exports.part', part.count, {size: words.size(part.bytes)})),
      wrong);
  }));
}

/** Contacts that are in the files and have opted out since. */
function recall(one) {
  const place = h('div', {});
  const listed = () => pages(async cursor => {
    const page = await call('GET', query(at(one.purpose, one.exportId) + '/recall', {cursor}));
    return {items: page.contacts, next: page.next};
  }, ids => h('div', {},
    h('p', {}, t('exports.recalled')),
    h('ul', {class: 'ids'}, ids.map(id => h('li', {}, h('code', {}, id)))),
    copy(ids.join('\n'), t('exports.copyIds'))), t('exports.noRecall'));
  return h('div', {},
    h('button', {type: 'button', class: 'quiet', onclick: () => load(place, listed)}, t('exports.recall')),
    place);
}
