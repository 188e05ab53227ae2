// The common mapping from a few answers, for people who do not write YAML. It writes the text, which they may change then.

import {h} from '../dom.js';
import {field, form, select, text} from '../forms.js';
import {t} from '../language.js';
import {region} from '../parts.js';
import * as words from '../words.js';

const ORDERS = ['', 'dmy', 'mdy', 'ymd', 'seconds', 'milliseconds', 'excel'];
const PLAIN = /^[A-Za-z][A-Za-z0-9_]*( [A-Za-z0-9_]+)*$/;
/** YAML may read these as something else than a text. */
const NO_TEXT = /^(y|n|yes|no|on|off|true|false|null)$/i;

/**
 * @param {import('../app.js').Desk} desk
 * @param {string} source
 * @param {string[]} columns of the file; empty if they are not known
 * @param {(mapping: string) => void} write takes the text
 */
export function answers(desk, source, columns, write) {
  /** A column: one of the list, or typed if there is none. */
  const column = (name, none) => columns.length > 0
    ? select(name, [['', none], ...columns.map(one => /** @type {[string, string]} */ ([one, one]))])
    : text(name);
  return form({label: t('imports.answers.write'), draft: 'answers', class: 'pairs', send: async values => {
    const given = name => String(values.get(name) ?? '').trim();
    if (!given('numberColumn')) {
      throw desk.wrong('/numberColumn', t('error.required'));
    }
    write(yaml(source, given));
  }},
  field(t('imports.answers.number'), column('numberColumn', t('imports.answers.none'))),
  field(t('imports.answers.region'), text('region', {class: 'short', value: region()})),
  field(t('imports.answers.rowId'), column('rowId', t('imports.answers.none')), t('imports.answers.rowIdHint')),
  field(t('form.purpose'), select('purpose', words.purposes(desk.config))),
  field(t('imports.answers.answer'), column('answer', t('imports.answers.allNo')), t('imports.answers.answerHint')),
  field(t('imports.answers.yes'), text('yes'), t('imports.answers.words')),
  field(t('imports.answers.no'), text('no')),
  field(t('imports.answers.date'), column('date', t('imports.answers.none'))),
  field(t('imports.answers.order'), select('order', ORDERS.map(order =>
    [order, t(/** @type {import('../language.js').Key} */ ('imports.order.' + (order || 'found')))]))),
  h('p', {}, t('imports.answers.evidenceWhat')),
  field(t('imports.answers.notice'), text('notice'), t('imports.answers.noticeHint')),
  field(t('imports.answers.how'), text('how'), t('imports.answers.howHint')),
  field(t('imports.answers.evidence'), column('evidence', t('imports.answers.none'))));
}

/** @param {string} source @param {(name: string) => string} given */
function yaml(source, given) {
  const list = name => given(name).split(',').map(word => word.trim()).filter(Boolean).map(quoted);
  const [yes, no] = [list('yes'), list('no')];
  const [notice, version, language] = given('notice').split(/[\s,]+/);
  const answer = given('answer')
    ? '{column: ' + quoted(given('answer')) + (yes.length ? ', yes: [' + yes.join(', ') + ']' : '')
      + (no.length ? ', no: [' + no.join(', ') + ']' : '') + '}'
    : 'no';
  return [
    'source: ' + source,
    'number: {column: ' + quoted(given('numberColumn')) + (given('region') && ', region: ' + quoted(given('region'))) + '}',
    given('rowId') && 'rowId: {column: ' + quoted(given('rowId')) + '}',
    'decisions:',
    '  - purpose: ' + given('purpose'),
    '    answer: ' + answer,
    given('date') && 'decidedAt: {column: ' + quoted(given('date')) + (given('order') && ', order: ' + given('order')) + '}',
    notice && 'notice: {id: ' + quoted(notice) + ', version: ' + (version ?? '1') + ', language: ' + (language ?? 'en') + '}',
    given('how') && 'how: ' + quoted(given('how')),
    given('evidence') && 'evidence: {column: ' + quoted(given('evidence')) + '}',
  ].filter(Boolean).join('\n') + '\n';
}

/** A text as YAML takes it. @param {string} text */
const quoted = text => PLAIN.test(text) && !NO_TEXT.test(text) ? text : JSON.stringify(text);
