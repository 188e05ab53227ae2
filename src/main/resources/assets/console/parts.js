// Pieces that several views are made of.

import {Problem} from './api.js';
import {fill, h} from './dom.js';
import {counted, date, find, t} from './language.js';
import * as words from './words.js';

const SLOW_MILLIS = 400;
const MOST_EMPTY_PAGES = 20;

/** A point in time in the person's own time zone. Its title has it in UTC. @param {string} instant */
export function time(instant) {
  const at = new Date(instant);
  const utc = at.toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
  return h('time', {datetime: instant, title: utc}, date(at));
}

/**
 * Says it to screen readers. If a dialog is open it says it there, because then nothing else is heard.
 *
 * @param {string} text
 */
export function say(text) {
  const place = document.querySelector('dialog[open] > [role=status]') ?? document.getElementById('said');
  fill(/** @type {Element} */ (place), text);
}

/** Moves the keyboard's and the screen reader's focus there. @param {HTMLElement} element */
export function focusOn(element) {
  if (element.tabIndex < 0) {
    element.setAttribute('tabindex', '-1');
  }
  element.focus({preventScroll: true});
}

/** A state: a word and a shape beside its colour. @param {string} kind @param {string} text */
export function badge(kind, text) {
  return h('span', {class: 'badge is-' + kind}, text);
}

/** The country for numbers without a +, as the browser has it. */
export const region = () => new Intl.Locale(navigator.language).region ?? '';

/** @param {string} text */
export function empty(text) {
  return h('p', {class: 'empty'}, text);
}

/** The id of a contact, and a button that copies it. @param {string} contactId */
export function contactId(contactId) {
  return h('span', {class: 'id'}, h('code', {}, contactId), copy(contactId, t('part.copyContactId')));
}

/** @param {string} text @param {string} label */
export function copy(text, label) {
  return h('button', {
    type: 'button',
    class: 'small-button',
    onclick: async event => {
      const button = event.currentTarget;
      try {
        await navigator.clipboard.writeText(text);
        fill(button, t('part.copied'));
        say(t('part.copied'));
      } catch {
        fill(button, t('part.cannotCopy'));
      }
    },
  }, label);
}

/**
 * @typedef {[string, import('./dom.js').Child]} Pair a name and its value
 *
 * @param {Pair[]} pairs those without a value are left out
 */
export function facts(pairs) {
  return h('dl', {class: 'facts'}, pairs.filter(([, value]) => value).map(([name, value]) => [
    h('dt', {}, name),
    h('dd', {}, value),
  ]));
}

/**
 * @param {string} caption
 * @param {string[]} heads
 * @param {import('./dom.js').Child[][]} rows
 */
export function table(caption, heads, rows) {
  return h('div', {class: 'rows', role: 'group', 'aria-label': caption, tabindex: '0'},
    h('table', {},
      h('caption', {class: 'unseen'}, caption),
      h('thead', {}, h('tr', {}, heads.map(head => h('th', {scope: 'col'}, head)))),
      h('tbody', {}, rows.map(cells => h('tr', {}, cells.map((cell, i) => h('td', {'data-head': heads[i]}, cell)))))));
}

/**
 * An error in words, and what to do now.
 *
 * @param {unknown} error
 * @param {(() => void) | null} [again] what the person can try again
 */
export function trouble(error, again = null) {
  const problem = error instanceof Problem ? error : new Problem(0, {title: t('problem.page')});
  const todo = advice(problem);
  const retry = again && (problem.status === 0 || problem.status === 429 || problem.status >= 500);
  return h('div', {class: 'problems', role: 'alert'},
    h('h2', {}, heading(problem)),
    todo && h('p', {}, todo),
    problem.errors.length > 0 && h('ul', {}, problem.errors.map(one => h('li', {}, words.wrong(one)))),
    retry && h('button', {type: 'button', class: 'quiet', onclick: again}, t('console.again')));
}

function heading(problem) {
  return find('problem.' + problem.status) ?? problem.message;
}

/** What to do now. It is empty if the errors of the fields say it. @param {Problem} problem */
function advice(problem) {
  const known = find('problem.' + problem.status + '.todo');
  if (problem.errors.length > 0) {
    return '';
  } else if (problem.status === 0) {
    return problem.detail || t('problem.reload');
  } else if (known) {
    return known.replace('{when}', wait(problem.retryAfter));
  }
  return problem.status >= 500 ? t('problem.5xx.todo') : t('problem.4xx.todo', {status: problem.status});
}

function wait(seconds) {
  return seconds > 90 ? counted('problem.minutes', Math.ceil(seconds / 60)) : t('problem.soon');
}

/** Saves through the browser's memory, because a plain link could not carry the token. @param {Blob} blob @param {string} name */
export function save(blob, name) {
  const url = URL.createObjectURL(blob);
  h('a', {href: url, download: name}).click();
  setTimeout(() => URL.revokeObjectURL(url), 0);
}

/**
 * Does something slow inside an element. The old content stays until the answer is there. Only a long wait is shown.
 *
 * @param {Element} place
 * @param {() => Promise<import('./dom.js').Child[]>} work
 */
export async function load(place, work) {
  const own = Symbol();
  pending.set(place, own);
  place.setAttribute('aria-busy', 'true');
  const slow = setTimeout(() => pending.get(place) === own && fill(place, empty(t('part.loading'))), SLOW_MILLIS);
  let shown;
  try {
    shown = await work();
  } catch (error) {
    shown = [trouble(error, () => load(place, work))];
  }
  clearTimeout(slow);
  if (pending.get(place) === own) {
    fill(place, ...shown);
    place.removeAttribute('aria-busy');
  }
}

/** The newest work of each place. An answer to older work is not shown. */
const pending = new WeakMap();

/**
 * A list, page by page: the first page at once, each further page below it on demand.
 *
 * @template Item
 * @param {(cursor?: string) => Promise<{items: Item[], next?: string}>} get
 * @param {(items: Item[]) => HTMLElement} draw
 * @param {string} none the text for an empty list
 */
export async function pages(get, draw, none) {
  const place = h('div', {});
  let some = false;
  const next = async cursor => {
    const page = await filled(get, cursor);
    some ||= page.items.length > 0;
    const told = page.items.length > 0 ? counted('part.moreShown', page.items.length)
      : page.next ? t('part.nothingYet') : some ? t('part.all') : none;
    const shown = page.items.length > 0 ? draw(page.items) : empty(told);
    place.querySelector(':scope > .empty')?.remove();
    place.append(shown, ...page.next ? [more(() => next(page.next))] : []);
    say(told);
    return shown;
  };
  await next(undefined);
  return [place];
}

/** A page may be empty although others follow. Then this reads on, for a while. */
async function filled(get, cursor) {
  let page = await get(cursor);
  for (let looked = 1; page.items.length === 0 && page.next && looked < MOST_EMPTY_PAGES; looked++) {
    page = await get(page.next);
  }
  return page;
}

function more(next) {
  const wrong = h('div', {});
  const button = h('button', {type: 'button', class: 'quiet', onclick: async () => {
    fill(wrong);
    button.setAttribute('disabled', '');
    try {
      const shown = await next();
      const waited = /** @type {(Element | null)[]} */ ([document.body, button]).includes(document.activeElement);
      place.remove();
      if (waited) {
        focusOn(/** @type {HTMLElement} */ (shown.querySelector('a, summary, button') ?? shown));
      }
    } catch (error) {
      button.removeAttribute('disabled');
      fill(wrong, trouble(error));
    }
  }}, t('part.more'));
  const place = h('div', {}, wrong, button);
  return place;
}
