import {call, Problem} from '../api.js';
import {h} from '../dom.js';
import {field, form, text} from '../forms.js';
import {t} from '../language.js';
import {badge, empty, load, table, time} from '../parts.js';
import * as uploads from '../uploads.js';
import * as words from '../words.js';
import {at, fileField, one} from './import.js';

export const title = 'imports';
export const roles = ['privacy'];

/** @param {import('../app.js').Desk} desk @param {string[]} path */
export function show(desk, path) {
  if (path[0]) {
    return one(desk, path[0]);
  }
  const list = h('div', {});
  void load(list, all);
  return [
    h('h1', {}, t(title)),
    h('p', {}, t('imports.what')),
    h('section', {'aria-labelledby': 'new-import', class: 'card'},
      h('h2', {id: 'new-import'}, t('imports.new')),
      form({label: t('imports.send'), draft: 'import', send: values => begin(desk, values)},
        fileField(),
        field(t('imports.source'), text('source', {maxlength: '64', autocapitalize: 'none'}), t('imports.sourceHint')))),
    h('section', {'aria-labelledby': 'imports'}, h('h2', {id: 'imports'}, t('imports.list')), list),
  ];
}

async function all() {
  const {imports} = await call('GET', at());
  return imports.length === 0
    ? [empty(t('imports.none'))]
    : [table(t('imports.list'), [t('imports.import'), t('search.state'), t('search.since'), t('imports.by'), t('imports.size')],
      imports.map(found => [
        h('a', {href: '#/imports/' + found.importId}, named(found)),
        badge(found.state, words.importState(found.state)),
        time(found.since),
        found.askedBy,
        words.size(found.bytes),
      ]))];
}

const named = found => found.name ? t('imports.named', {source: found.source, name: found.name}) : found.source;

async function begin(desk, values) {
  const file = values.get('file');
  if (!(file instanceof File) || file.size === 0) {
    throw desk.wrong('/file', t('imports.noFile'));
  }
  const source = String(values.get('source')).trim();
  const begun = await open({source, name: file.name});
  await uploads.add(begun.importId, file);
  location.hash = '#/imports/' + begun.importId;
}

/** A file's name that may not be kept is left out. */
async function open(wanted) {
  try {
    return await call('POST', at(), wanted);
  } catch (error) {
    if (error instanceof Problem && error.errors.length > 0 && error.errors.every(({pointer}) => pointer === '/name')) {
      return call('POST', at(), {source: wanted.source});
    }
    throw error;
  }
}
