// The console's frame: who is signed in, the menu, and the view that the address names. The address never holds a number:
// a contact is named by its ContactId.

import {fill, h} from './dom.js';
import {empty, focusOn, say, trouble} from './parts.js';
import * as session from './session.js';
import * as audit from './views/audit.js';
import * as contact from './views/contact.js';
import * as exports from './views/exports.js';
import * as holds from './views/holds.js';
import * as runs from './views/runs.js';
import * as search from './views/search.js';
import * as signin from './views/signin.js';

/**
 * The tools that every view gets.
 *
 * @typedef {object} Desk
 * @property {session.Config} config
 * @property {string} person
 * @property {(role: string) => boolean} has whether the person has a role, whatever its purpose
 * @property {(role: string) => string[]} purposes the purposes that the person has the role for
 * @property {() => void} refresh shows the view again
 * @property {() => boolean} living whether the view is still the one that is shown
 *
 * @typedef {{title: string, roles: string[], show: (desk: Desk, path: string[], query: URLSearchParams) => Node[] | Promise<Node[]>}} View
 */

/** @type {Record<string, View>} */
const VIEWS = {search, contacts: contact, holds, exports, runs, audit};
/** In the order of the menu. */
const MENU = ['search', 'holds', 'exports', 'runs', 'audit'];

const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const bar = /** @type {HTMLElement} */ (document.getElementById('bar'));

/** @type {session.Config} */
let config;
/** Counts the views that were begun. Only the newest is shown. */
let turn = 0;

async function start() {
  const back = session.arrive();
  const response = await fetch('/console/config.json', {cache: 'no-store'});
  if (response.status === 503) {
    away();
    return;
  }
  if (!response.ok) {
    throw new Error('no configuration');
  }
  config = await response.json();
  session.resume(() => signedOut('Your session is over. Please sign in again.'));
  const wrong = back && await session.comeBack(config, back);
  addEventListener('hashchange', show);
  document.querySelector('.skip')?.addEventListener('click', event => {
    event.preventDefault();
    main.focus();
  });
  if (wrong) {
    signedOut(wrong);
  } else {
    await show();
  }
}

async function show() {
  const who = session.person();
  if (!who) {
    signedOut('');
    return;
  }
  const own = ++turn;
  document.querySelectorAll('dialog').forEach(dialog => dialog.close());
  const [path, query] = location.hash.replace(/^#\/?/, '').split('?');
  const parts = path.split('/').filter(Boolean);
  const desk = deskOf(who, () => own === turn);
  const open = MENU.filter(name => may(desk, VIEWS[name]));
  const name = parts[0] ?? open[0];
  frame(desk, open, name);
  main.setAttribute('aria-busy', 'true');
  const content = await contentOf(desk, name, parts.slice(1), new URLSearchParams(query));
  if (own === turn) {
    main.removeAttribute('aria-busy');
    enter(content);
  }
}

async function contentOf(desk, name, parts, query) {
  const view = VIEWS[name];
  if (!name) {
    return nothingHere(desk);
  } else if (!view) {
    return [h('h1', {}, 'No such page'), h('p', {}, h('a', {href: '#/'}, 'To the first page'))];
  } else if (!may(desk, view)) {
    return [h('h1', {}, view.title), h('p', {}, 'This page is for ' + view.roles.join(' and ') + '. Your roles: '
      + (session.person()?.roles.join(', ') || 'none') + '.')];
  }
  try {
    return await view.show(desk, parts, query);
  } catch (error) {
    return [h('h1', {}, view.title), trouble(error, desk.refresh)];
  }
}

function nothingHere(desk) {
  return [
    h('h1', {}, 'Welcome'),
    desk.has('analyst')
      ? empty('There is nothing here for analysts yet. Datasets will come to this page.')
      : empty('You have no role here. Ask the person who manages roles at ' + config.owner + ' for one.'),
  ];
}

/** @returns {Desk} */
function deskOf(who, living) {
  // as in the API, a role for a purpose that the policy does not declare counts for nothing
  const roles = who.roles.map(role => role.split(':'))
    .filter(([, purpose]) => purpose === undefined || config.purposes.some(({id}) => id === purpose));
  return {
    config,
    person: who.person,
    has: kind => roles.some(([one]) => one === kind),
    purposes: kind => roles.filter(([one, purpose]) => one === kind && purpose).map(([, purpose]) => purpose),
    refresh: () => void show(),
    living,
  };
}

function may(desk, view) {
  return view.roles.some(role => desk.has(role));
}

function frame(desk, open, name) {
  fill(bar,
    h('p', {class: 'owner'}, config.owner, h('span', {}, 'Staff console')),
    open.length > 0 && h('nav', {'aria-label': 'Console'}, h('ul', {}, open.map(one => h('li', {},
      h('a', {href: '#/' + one, 'aria-current': one === name && 'page'}, VIEWS[one].title))))),
    h('div', {class: 'who'},
      h('span', {}, desk.person),
      h('button', {type: 'button', class: 'quiet', onclick: () => session.signOut(config)}, 'Sign out')));
}

/** @param {string} why */
function signedOut(why) {
  turn += 1;
  document.querySelectorAll('dialog').forEach(dialog => dialog.close());
  fill(bar, h('p', {class: 'owner'}, config.owner, h('span', {}, 'Staff console')));
  main.removeAttribute('aria-busy');
  enter(signin.show(config, why, () => void show()));
}

/** Shows it, and moves the keyboard's and the screen reader's focus to its beginning. */
function enter(content) {
  fill(main, content);
  const heading = main.querySelector('h1');
  document.title = (heading?.textContent ?? 'Staff console') + ' · ' + config.owner;
  scrollTo(0, 0);
  if (heading) {
    focusOn(heading);
  }
}

/** The page has to be loaded again: its security policy names the provider that it may call, which was not known yet. */
function away() {
  document.title = 'The sign-in does not answer';
  fill(main,
    h('h1', {}, 'The sign-in does not answer'),
    h('p', {role: 'alert'}, 'Nobody can sign in just now. Try again in a moment.'),
    h('button', {type: 'button', onclick: () => location.reload()}, 'Try again'));
}

start().catch(() => {
  fill(main, h('h1', {}, 'The console does not start'), h('p', {role: 'alert'}, 'Please load this page again.'));
  say('The console does not start');
});
