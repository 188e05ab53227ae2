// Pieces that several views are made of.

import {Problem} from './api.js';
import {fill, h} from './dom.js';

const WHEN = new Intl.DateTimeFormat(undefined, {dateStyle: 'medium', timeStyle: 'short'});
const SLOW_MILLIS = 400;

/** A point in time on the person's own clock; what it is in UTC is told on hovering. @param {string} instant */
export function time(instant) {
  const at = new Date(instant);
  const utc = at.toISOString().slice(0, 19).replace('T', ' ') + ' UTC';
  return h('time', {datetime: instant, title: utc}, WHEN.format(at));
}

/** Says it to screen readers. @param {string} text */
export function say(text) {
  fill(/** @type {Element} */ (document.getElementById('said')), text);
}

/** A state, in a word and a shape beside its colour. @param {string} kind @param {string} text */
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

/** @param {[string, import('./dom.js').Child][]} pairs those without a value are left out */
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
 * What went wrong, in words, and what to do now.
 *
 * @param {unknown} error
 * @param {(() => void) | null} [again] what the person can try again
 */
export function trouble(error, again = null) {
  const problem = error instanceof Problem ? error : new Problem(0, {title: 'Something went wrong in this page'});
  const retry = again && (problem.status === 0 || problem.status === 429 || problem.status >= 500);
  return h('div', {class: 'problems', role: 'alert'},
    h('h2', {}, heading(problem)),
    h('p', {}, advice(problem)),
    problem.errors.length > 0 && h('ul', {}, problem.errors.map(one => h('li', {}, one.detail))),
    retry && h('button', {type: 'button', class: 'quiet', onclick: again}, 'Try again'));
}

function heading(problem) {
  return {
    401: 'Please sign in again',
    403: 'Your role does not allow this',
    404: 'Nothing found',
    429: 'That was a lot for now',
    503: 'Not available just now',
  }[problem.status] ?? problem.message;
}

function advice(problem) {
  return {
    401: 'Your session is over.',
    404: 'There is nothing here that you can see.',
    429: 'Try again ' + wait(problem.retryAfter) + '.',
    503: 'Nothing is half done. Try again ' + wait(problem.retryAfter) + '.',
  }[problem.status] ?? problem.detail;
}

function wait(seconds) {
  return seconds > 90 ? 'in about ' + Math.ceil(seconds / 60) + ' minutes' : 'in a moment';
}

/**
 * Does something slow inside an element: what is there stays until the answer is, and only a long wait is told.
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

/** The newest work of each place: an answer that was overtaken is not shown. */
const pending = new WeakMap();

/** A list that goes on: shows more below, without losing the place. @param {() => Promise<void>} next */
export function more(next) {
  const button = h('button', {type: 'button', class: 'quiet', onclick: async () => {
    button.setAttribute('disabled', '');
    try {
      await next();
      button.remove();
    } catch (error) {
      button.removeAttribute('disabled');
      button.after(trouble(error));
    }
  }}, 'Show more');
  return button;
}
