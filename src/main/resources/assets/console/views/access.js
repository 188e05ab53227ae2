// Gives a person access: all that is held about them, to read, to print and as files.

import {call, madeFile} from '../api.js';
import {fill, h} from '../dom.js';
import {choices, closing, dialog, field, form, select, wrongField} from '../forms.js';
import * as language from '../language.js';
import {t} from '../language.js';
import {focusOn, region, save, say, trouble} from '../parts.js';
import * as words from '../words.js';

/** Countries where paper is Letter. */
const LETTER = ['US', 'CA', 'MX'];
const TAGS = {heading: 'h4', text: 'p', quote: 'blockquote'};

/** @typedef {{number: string, region?: string}} Whose a number as it was typed; in memory alone */

/** A button for it. @param {Whose} whose */
export const accessButton = whose =>
  h('button', {type: 'button', class: 'quiet', onclick: () => ask(whose)}, t('access'));

function ask(whose) {
  const place = h('div', {});
  const opened = dialog(t('access'), close => {
    fill(place,
      h('p', {}, t('access.what', {number: words.typed(whose)})),
      form({
        label: t('access.send'),
        cancel: close,
        send: async values => {
          if (values.get('sure') !== 'yes') {
            throw wrongField('/sure', t('erase.notSure'));
          }
          const asked = {...whose, language: String(values.get('language'))};
          const sheet = await call('POST', '/v1/subjects/access', asked);
          // an answer that comes after the dialog was closed is not shown
          if (opened.open) {
            opened.classList.add('wide');
            fill(place, ...files(asked), record(sheet), closing(close));
            focusOn(/** @type {HTMLElement} */ (place.querySelector('h3')));
            say(t('access.done'));
          }
        },
      },
      field(t('access.language'), select('language', Object.entries(language.LANGUAGES), language.current())),
      choices(t('access.sure'), 'checkbox', 'sure', [['yes', t('erase.isSure')]])));
    return [place];
  }, () => fill(place));
}

/** The same that the page and the PDF say. */
function record({title, owner, language, at, sections}) {
  return h('article', {class: 'record', lang: language},
    h('h3', {}, title),
    h('p', {class: 'small'}, owner, h('br'), at),
    sections.map(section => h('section', {}, h('h3', {}, section.title), section.items.map(line))));
}

function line({kind, name, text}) {
  return kind === 'row' ? h('dl', {class: 'facts'}, h('dt', {}, name), h('dd', {}, text))
    : h(TAGS[kind] ?? TAGS.text, {}, text);
}

/** Each file is read anew, and on the ledger of its own. */
function files(asked) {
  const wrong = h('div', {});
  const button = (words, path, body) => h('button', {type: 'button', class: 'quiet', onclick: async event => {
    const own = event.currentTarget;
    own.setAttribute('disabled', '');
    fill(wrong);
    try {
      const {name, content} = await madeFile(path, body);
      if (own.isConnected) {
        save(content, name);
        say(t('exports.downloaded'));
      }
    } catch (error) {
      fill(wrong, trouble(error));
    } finally {
      own.removeAttribute('disabled');
    }
  }}, words);
  const {language, ...whose} = asked;
  const paper = LETTER.includes(region()) ? 'letter' : 'a4';
  return [h('div', {class: 'buttons'},
    button(t('access.pdf'), '/v1/subjects/access', {...asked, format: 'pdf', paper}),
    button(t('access.data'), '/v1/subjects/export', whose),
    h('button', {type: 'button', class: 'quiet', onclick: () => print()}, t('access.print'))), wrong];
}
