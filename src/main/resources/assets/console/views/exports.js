import {call, file, query} from '../api.js';
import {fill, h} from '../dom.js';
import {field, form, select, text} from '../forms.js';
import {badge, copy, empty, facts, load, pages, say, time, trouble} from '../parts.js';
import * as words from '../words.js';

export const title = 'Exports';
export const roles = ['campaign'];

const POLL_MILLIS = 1000;
const STATES = {running: 'Running', done: 'Done', failed: 'Failed'};

/** @param {import('../app.js').Desk} desk */
export function show(desk) {
  const own = desk.purposes('campaign');
  const list = h('div', {});
  const fresh = () => load(list, () => all(desk, own));
  void fresh();
  return [
    h('h1', {}, 'Exports'),
    h('p', {}, 'An export has the numbers of everybody who may be contacted now. '
      + 'Contacts that are held or have opted out are left out.'),
    h('div', {class: 'card'}, form({
      label: 'Export',
      send: async values => {
        const purpose = String(values.get('purpose'));
        await call('POST', at(purpose), {
          reason: String(values.get('reason')).trim(),
          campaign: String(values.get('campaign')).trim(),
          format: values.get('format'),
        });
        say('The export is running');
        await fresh();
      },
    },
    field('Purpose', select('purpose', own.map(id => [id, words.purpose(desk.config, id)]))),
    field('Campaign', text('campaign', {maxlength: '64'}), 'Its id: letters, digits, dots and dashes.'),
    field('Reason', text('reason', {maxlength: '200'}), 'In a few words, without a number. It is kept on the ledger.'),
    field('Format', select('format', [['csv', 'CSV'], ['ndjson', 'NDJSON (one JSON object a line)']])))),
    h('section', {'aria-labelledby': 'exports'}, h('h2', {id: 'exports'}, 'Your purposes’ exports'), list),
  ];
}

function at(purpose, id = '') {
  return '/v1/purposes/' + encodeURIComponent(purpose) + '/exports' + (id && '/' + encodeURIComponent(id));
}

async function all(desk, own) {
  const lists = await Promise.all(own.map(purpose => call('GET', at(purpose))));
  const exports = lists.flatMap(list => list.exports).sort((a, b) => a.askedAt < b.askedAt ? 1 : -1);
  return exports.length === 0
    ? [empty('Nothing has been exported yet.')]
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
        say('The export is ' + STATES[now.state].toLowerCase());
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
    h('h3', {}, words.purpose(desk.config, one.purpose) + ', ' + one.campaign, ' ', badge(one.state, STATES[one.state])),
    one.state === 'running' && h('progress', {max: '100', value: one.percent, 'aria-label': 'Progress of the export'}),
    one.state === 'running' && h('p', {class: 'small'}, one.percent + ' %'),
    facts([
      ['Started', [time(one.askedAt), ' by ' + one.askedBy]],
      ['Reason', one.reason],
      ['Numbers', one.state === 'done' && String(one.count)],
      ['Deleted after', time(one.expiresAt)],
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
          say('Downloaded');
        } catch (error) {
          fill(wrong, trouble(error));
        }
      }}, 'Download ' + name),
      h('span', {class: 'small'}, part.count + ' numbers, ' + words.size(part.bytes)),
      wrong);
  }));
}

/** Saves through the browser's memory, because a plain link could not carry the token. */
function save(blob, name) {
  const url = URL.createObjectURL(blob);
  h('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/** Contacts that are in the files and have opted out since. */
function recall(one) {
  const place = h('div', {});
  const listed = () => pages(async cursor => {
    const page = await call('GET', query(at(one.purpose, one.exportId) + '/recall', {cursor}));
    return {items: page.contacts, next: page.next};
  }, ids => h('div', {},
    h('p', {}, 'Do not use these contacts any more: they have opted out since, or are held.'),
    h('ul', {class: 'ids'}, ids.map(id => h('li', {}, h('code', {}, id)))),
    copy(ids.join('\n'), 'Copy these')), 'Everybody in it may still be contacted.');
  return h('div', {},
    h('button', {type: 'button', class: 'quiet', onclick: () => load(place, listed)}, 'Who has opted out since?'),
    place);
}
