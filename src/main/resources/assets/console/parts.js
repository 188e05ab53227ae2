// Pieces that several views are made of.

import {Problem} from './api.js';
import {fill, h} from './dom.js';

const WHEN = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
const SLOW_MILLIS = 400;
const MOST_EMPTY_PAGES = 20;

/** A point in time in the person's own time zone. Its title has it in UTC. @param {string} instant */
export function time(instant) {
  const at = new Date(instant);
  const utc = at.toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
  return h('time', {datetime: instant, title: utc}, WHEN.format(at));
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

/** @param {string} text */
export function empty(text) {
  return h('p', {class: 'empty'}, text);
}

/** The id of a contact, and a button that copies it. @param {string} contactId */
export function contactId(contactId) {
  return h('span', {class: 'id'}, h('code', {}, contactId), copy(contactId, 'Copy contact id'));
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
        fill(button, 'Copied');
        say('Copied');
      } catch {
        fill(button, 'Cannot copy here');
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
  const problem = error instanceof Problem ? error : new Problem(0, {title: 'Something went wrong in this page'});
  const todo = advice(problem);
  const retry = again && (problem.status === 0 || problem.status === 429 || problem.status >= 500);
  return h('div', {class: 'problems', role: 'alert'},
    h('h2', {}, heading(problem)),
    todo && h('p', {}, todo),
    problem.errors.length > 0 && h('ul', {}, problem.errors.map(one => h('li', {}, one.detail))),
    retry && h('button', {type: 'button', class: 'quiet', onclick: again}, 'Try again'));
}

function heading(problem) {
  return {
    401: 'Please sign in again',
    403: 'Your role does not allow this',
    404: 'Nothing found',
    429: 'Too many tries for now',
    503: 'Not available just now',
  }[problem.status] ?? problem.message;
}

function advice(problem) {
  return {
    401: 'Your session is over.',
    404: 'There is nothing here that you can see.',
    429: 'Try again ' + wait(problem.retryAfter) + '.',
    503: 'Nothing is half done. Try again ' + wait(problem.retryAfter) + '.',
  }[problem.status] ?? (problem.detail || unsaid(problem));
}

/** Advice for answers that bring none, such as a gateway's. */
function unsaid(problem) {
  if (problem.errors.length > 0) {
    return '';
  } else if (problem.status === 0) {
    return 'Load this page again, then try again.';
  } else if (problem.status === 403) {
    return 'Ask the person who manages roles.';
  }
  return problem.status >= 500 ? 'The server could not do it. Try again in a moment.'
    : 'The server did not take it (' + problem.status + '). Check what you entered, then try again.';
}

function wait(seconds) {
  return seconds > 90 ? 'in about ' + Math.ceil(seconds / 60) + ' minutes' : 'in a moment';
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
  const slow = setTimeout(() => pending.get(place) === own && fill(place, empty('Loading…')), SLOW_MILLIS);
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
    const told = page.items.length > 0 ? page.items.length + ' more shown'
      : page.next ? 'Nothing yet; there is more to look at.' : some ? 'That was all.' : none;
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
  }}, 'Show more');
  const place = h('div', {}, wrong, button);
  return place;
}
