import {call} from '../api.js';
import {fill, h} from '../dom.js';
import {field, form, text} from '../forms.js';
import {t} from '../language.js';
import {region, say} from '../parts.js';

export const title = 'messages';
export const roles = ['privacy'];

/** Tries whether messages go out. */
export function show() {
  const place = h('div', {});
  return [
    h('h1', {}, t(title)),
    h('p', {}, t('messages.what')),
    h('div', {class: 'card'},
      form({
        label: t('messages.send'),
        send: async values => {
          fill(place);
          const [number, country, from] = ['number', 'region', 'from'].map(name => String(values.get(name)).trim());
          fill(place, told(await call('POST', '/v1/test-messages', {
            number,
            ...number.startsWith('+') || !country ? {} : {region: country},
            ...from && {from},
          }), t('messages.sent')));
        },
      },
      field(t('messages.to'), text('number', {inputmode: 'tel'})),
      field(t('search.country'), text('region', {class: 'short', value: region()})),
      field(t('messages.from'), text('from', {inputmode: 'tel'}), t('messages.fromHint'))),
      place),
  ];
}

/**
 * What became of a message.
 *
 * @param {{sent: boolean, reason?: string}} result
 * @param {string} sent the words if it went out
 */
export function told(result, sent) {
  const words = result.sent ? sent : t('messages.notSent', {reason: result.reason ?? ''});
  say(words);
  return h('p', {class: 'note' + (result.sent ? '' : ' is-alarm')}, words);
}
