// Makes evidence packs: of one person, whose number was looked up, and of a sample of a campaign's people.

import {madeFile} from '../api.js';
import {fill, h} from '../dom.js';
import {choices, closing, dialog, field, form, select, text, wrongField} from '../forms.js';
import {t} from '../language.js';
import {focusOn, save, say} from '../parts.js';
import * as words from '../words.js';

export const title = 'evidence';
export const roles = ['privacy'];

const PATH = '/v1/subjects/evidence';
const CHANNELS = ['sms', 'voice', 'whatsapp', 'rcs'];
const MOST_SENDS = 20;
const DAY_MILLIS = 86_400_000;

/** @typedef {{number: string, region?: string}} Whose a number as it was typed; in memory alone */

/**
 * A sample of a campaign. Its view leads to the packs of one person too.
 *
 * @param {import('../app.js').Desk} desk
 */
export function show(desk) {
  const place = h('div', {});
  return [
    h('h1', {}, t(title)),
    h('section', {class: 'card', 'aria-labelledby': 'one'},
      h('h2', {id: 'one'}, t('evidence.one')),
      h('p', {}, t('evidence.oneWhat'), ' ', h('a', {class: 'later', href: '#/search'}, t('search')))),
    h('section', {class: 'card', 'aria-labelledby': 'campaign'},
      h('h2', {id: 'campaign'}, t('evidence.campaign')),
      h('p', {}, t('evidence.campaignWhat')),
      form({
        label: t('evidence.send'),
        send: async values => {
          fill(place);
          const file = await made({
            campaign: String(values.get('campaign')).trim(),
            from: day(values.get('from')),
            to: day(values.get('to'), DAY_MILLIS),
          }, desk.living);
          fill(place, file && told(file));
        },
      },
      field(t('exports.campaign'), text('campaign', {maxlength: '64'})),
      h('p', {class: 'hint'}, t('evidence.days')),
      field(t('form.from'), text('from', {type: 'date'})),
      field(t('form.to'), text('to', {type: 'date'}))),
      place),
  ];
}

/**
 * The beginning of a day, or its end.
 *
 * @param {FormDataEntryValue | null} typed
 */
function day(typed, later = 0) {
  const begin = Date.parse(String(typed));
  return Number.isNaN(begin) ? undefined : new Date(begin + later).toISOString();
}

/**
 * A button for a pack of one person.
 *
 * @param {import('../app.js').Desk} desk
 * @param {Whose} whose
 */
export const evidenceButton = (desk, whose) =>
  h('button', {type: 'button', class: 'quiet', onclick: () => ask(desk, whose)}, t('evidence.make'));

function ask(desk, whose) {
  const place = h('div', {});
  const opened = dialog(t('evidence.make'), close => {
    fill(place,
      h('p', {}, t('evidence.what', {number: words.typed(whose)})),
      form({
        label: t('evidence.send'),
        cancel: close,
        send: async values => {
          const asked = {...whose, includeNumber: values.get('includeNumber') === 'yes', sends: sends(values)};
          const file = await made(asked, () => opened.open);
          if (file) {
            fill(place, told(file), closing(close));
            focusOn(/** @type {HTMLElement} */ (place.querySelector('.note')));
          }
        },
      },
      choices(t('evidence.number'), 'checkbox', 'includeNumber', [['yes', t('evidence.withNumber')]]),
      asked(desk)));
    return [place];
  });
}

/** Messages that somebody complains about; none at first. */
function asked(desk) {
  const list = h('div', {});
  const add = h('button', {type: 'button', class: 'quiet', onclick: () => {
    const one = message(desk, () => {
      one.remove();
      add.removeAttribute('disabled');
      add.focus();
    });
    list.append(one);
    if (list.children.length >= MOST_SENDS) {
      add.setAttribute('disabled', '');
    }
    one.querySelector('select')?.focus();
  }}, t('evidence.addSend'));
  return h('fieldset', {'data-field': 'sends'},
    h('legend', {}, t('evidence.sends')),
    h('p', {class: 'hint'}, t('evidence.sendsHint')),
    // before the fields' own places for errors: an error of any message is told here
    h('p', {class: 'error'}),
    list,
    add);
}

function message(desk, remove) {
  return h('div', {class: 'message'},
    field(t('form.purpose'), select('purpose', words.purposes(desk.config))),
    field(t('preview.channel'), select('channel', CHANNELS.map(id => [id, t(/** @type {any} */ ('channel.' + id))]))),
    field(t('evidence.at'), text('at', {type: 'datetime-local', step: '1'})),
    h('button', {type: 'button', class: 'small-button', onclick: remove}, t('evidence.removeSend')));
}

/** @param {FormData} values */
function sends(values) {
  const [purposes, channels, times] = ['purpose', 'channel', 'at'].map(name => values.getAll(name).map(String));
  return times.length === 0 ? undefined : times.map((typed, i) => {
    const at = new Date(typed);
    if (Number.isNaN(at.getTime())) {
      throw wrongField('/sends', t('evidence.atMissing'));
    }
    return {purpose: purposes[i], channel: channels[i], at: at.toISOString()};
  });
}

/**
 * Asks for a pack, and saves it. One that comes after the person has left is not saved.
 *
 * @param {object} body
 * @param {() => boolean} isThere whether the person is there still
 * @returns {Promise<string>} its name; empty if it was not saved
 */
async function made(body, isThere) {
  const {name, content} = await madeFile(PATH, body);
  if (!isThere()) {
    return '';
  }
  save(content, name);
  say(t('evidence.done', {file: name}));
  return name;
}

/** @param {string} file */
function told(file) {
  return h('div', {class: 'note'}, h('p', {}, t('evidence.done', {file})), h('p', {}, t('evidence.check')));
}
