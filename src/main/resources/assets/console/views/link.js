// Sends a person the link to their own page.

import {call} from '../api.js';
import {fill, h} from '../dom.js';
import {dialog, field, form, select} from '../forms.js';
import * as language from '../language.js';
import {t} from '../language.js';
import * as words from '../words.js';
import {told} from './messages.js';

/** @typedef {{number: string, region?: string}} Whose a number as it was typed; in memory alone */

/** A button for it. @param {Whose} whose */
export const linkButton = whose => h('button', {type: 'button', class: 'quiet', onclick: () => ask(whose)}, t('link'));

function ask(whose) {
  const place = h('div', {});
  dialog(t('link'), close => [
    h('p', {}, t('link.what', {number: words.typed(whose)})),
    place,
    form({
      label: t('link.send'),
      cancel: close,
      send: async values => {
        fill(place);
        const result = await call('POST', '/v1/contacts/link', {...whose, language: String(values.get('language'))});
        fill(place, told(result, t('link.sent')));
      },
    },
    field(t('link.language'), select('language', Object.entries(language.LANGUAGES), language.current()))),
  ]);
}
