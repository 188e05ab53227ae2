// The order of a dataset: its columns, filters and what it is for.

import {call, Problem} from '../api.js';
import {h, id} from '../dom.js';
import {choices, field, form, text, wrongField} from '../forms.js';
import {date, number, t} from '../language.js';
import {at} from './dataset.js';
import {columnName, columnWhat, KINDS, kindName} from './manifest.js';

const WEEKS = 26;
const FILTERS = 3;

/** @typedef {{name: string, sensitive: boolean}} AskableColumn */

/**
 * Orders a dataset.
 *
 * @param {object} wanted
 * @throws {Problem} in words that say what to do
 */
export async function order(wanted) {
  try {
    return await call('POST', at(), wanted);
  } catch (error) {
    throw error instanceof Problem ? told(error) : error;
  }
}

/** In this page's own words: of no status, whose words it would get otherwise. @param {Problem} problem */
function told(problem) {
  if (problem.status === 409) {
    return new Problem(0, {title: t('datasets.running'), detail: t('datasets.runningTodo')});
  } else if (problem.status === 429) {
    const when = date(new Date(Date.now() + problem.retryAfter * 1000));
    return new Problem(0, {title: t('datasets.spent'), detail: t('datasets.spentTodo', {when})});
  }
  return problem;
}

/**
 * @param {import('../app.js').Desk} desk
 * @param {{peopleColumns: AskableColumn[], eventColumns: AskableColumn[], k: number, keptDays: number}} listed
 */
export function orderForm(desk, listed) {
  const ofPeople = columns(desk, listed.peopleColumns);
  const ofEvents = columns(desk, listed.eventColumns);
  const weeks = field(t('datasets.weeks'), digits('weeks', WEEKS), t('datasets.weeksHint'));
  const filters = filterFields(desk, listed);
  const kinds = choices(t('datasets.kind'), 'radio', 'kind',
    KINDS.map(kind => [kind, t('datasets.pair', {name: kindName(kind), value: t(`datasets.kindWhat.${kind}`)})]), ['rows']);
  const toggle = () => {
    const events = kinds.querySelector('[value=events]:checked') !== null;
    use(ofPeople, !events);
    use(ofEvents, events);
    weeks.hidden = !events;
    filters.querySelectorAll('option[data-of]').forEach(option => fits(option, events ? 'events' : 'people'));
  };
  kinds.addEventListener('change', toggle);
  toggle();
  return form({label: t('datasets.send'), draft: 'dataset', send: async values => {
    const ordered = await order(wanted(values));
    location.hash = '#/datasets/' + ordered.datasetId;
  }},
  h('p', {}, t('datasets.guard', {k: number(listed.k)})),
  kinds, ofPeople, ofEvents, weeks, filters,
  field(t('form.reason'), text('reason', {maxlength: '200'}), t('datasets.reasonHint')),
  field(t('datasets.days'), digits('keptDays', listed.keptDays), t('datasets.daysHint', {days: number(listed.keptDays)})));
}

/** @param {string} name @param {number} value */
const digits = (name, value) => text(name, {inputmode: 'numeric', maxlength: '3', value: String(value)});

/** Boxes, each with a word on the column. */
function columns(desk, all) {
  const errorId = id('columns') + '-error';
  return h('fieldset', {class: 'boxes', 'aria-describedby': errorId},
    h('legend', {}, t('datasets.columns')),
    all.map(({name, sensitive}) => {
      const own = id('columns');
      return h('div', {class: 'choice'},
        h('input', {type: 'checkbox', name: 'columns', value: name, id: own}),
        h('label', {for: own}, columnName(desk, name),
          h('span', {class: 'small'}, ' ', columnWhat(name), sensitive && [' ', h('strong', {}, t('datasets.sensitive'))])));
    }),
    h('p', {class: 'error', id: errorId}));
}

/** Errors find the field that is used. @param {HTMLElement} fieldset @param {boolean} used */
function use(fieldset, used) {
  fieldset.hidden = !used;
  fieldset.toggleAttribute('disabled', !used);
  if (used) {
    fieldset.setAttribute('data-field', 'columns');
  } else {
    fieldset.removeAttribute('data-field');
  }
}

/** Columns of another kind cannot be chosen. @param {Element} option @param {string} kind */
function fits(option, kind) {
  const other = !String(option.getAttribute('data-of')).split(' ').includes(kind);
  option.toggleAttribute('hidden', other);
  option.toggleAttribute('disabled', other);
  if (other && option instanceof HTMLOptionElement && option.selected) {
    option.selected = false;
  }
}

function filterFields(desk, {peopleColumns, eventColumns}) {
  const open = columns => columns.filter(column => !column.sensitive).map(column => column.name);
  const [people, events] = [open(peopleColumns), open(eventColumns)];
  const options = () => [...new Set([...people, ...events])].map(name => h('option', {
    value: name,
    'data-of': [people.includes(name) && 'people', events.includes(name) && 'events'].filter(Boolean).join(' '),
  }, columnName(desk, name)));
  return h('details', {'data-field': 'filters'},
    h('summary', {}, t('datasets.filters')),
    h('p', {class: 'hint'}, t('datasets.filtersHint')),
    Array.from({length: FILTERS}, () => h('div', {class: 'filter'},
      h('select', {name: 'filterColumn', 'aria-label': t('datasets.filterColumn')},
        h('option', {value: ''}, t('datasets.noFilter')), options()),
      text('filterValues', {maxlength: '500', 'aria-label': t('datasets.filterValues')}))),
    h('p', {class: 'error'}));
}

/** @param {FormData} values */
function wanted(values) {
  const kind = values.get('kind');
  const given = values.getAll('filterValues').map(one => String(one).split(/[\s,;]+/).filter(Boolean));
  const filters = values.getAll('filterColumn').map((column, i) => ({column, values: given[i]})).filter(one => one.column);
  return {
    kind,
    columns: values.getAll('columns'),
    reason: String(values.get('reason')).trim(),
    keptDays: whole(values, 'keptDays'),
    ...filters.length > 0 && {filters},
    ...kind === 'events' && {weeks: whole(values, 'weeks')},
  };
}

/** @param {FormData} values @param {string} name */
function whole(values, name) {
  const given = String(values.get(name)).trim();
  if (!/^\d{1,3}$/.test(given)) {
    throw wrongField('/' + name, t('datasets.whole'));
  }
  return Number(given);
}
