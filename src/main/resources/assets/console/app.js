// The console's frame: who is signed in, the menu, and the view that the address names. The address never holds a number:
// a contact is named by its ContactId.

import {call} from './api.js';
import {fill, h} from './dom.js';
import * as drafts from './drafts.js';
import {wrongField} from './forms.js';
import * as language from './language.js';
import {counted, list, number, t} from './language.js';
import {empty, focusOn, say, trouble} from './parts.js';
import * as session from './session.js';
import * as uploads from './uploads.js';
import * as audit from './views/audit.js';
import * as contact from './views/contact.js';
import * as datasets from './views/datasets.js';
import * as evidence from './views/evidence.js';
import * as exports from './views/exports.js';
import * as holds from './views/holds.js';
import * as imports from './views/imports.js';
import * as messages from './views/messages.js';
import * as overview from './views/overview.js';
import * as runs from './views/runs.js';
import * as search from './views/search.js';
import * as signin from './views/signin.js';
import * as words from './words.js';

/**
 * The tools that every view gets.
 *
 * @typedef {object} Desk
 * @property {session.Config} config
 * @property {string} person
 * @property {(role: string) => boolean} has whether the person has a role, whatever its purpose
 * @property {(role: string) => string[]} purposes the purposes that the person has the role for
 * @property {() => void} refresh shows the view again
 * @property {() => void} countHolds counts the holds in the menu again: one was decided
 * @property {(pointer: string, detail: string) => Error} wrong an error at a field
 * @property {() => boolean} living whether the view is still the one that is shown
 *
 * @typedef {{title: language.Key, roles: string[], show: (desk: Desk, path: string[], query: URLSearchParams) => Node[] | Promise<Node[]>}} View
 */

/** @type {Record<string, View>} */
const VIEWS = {overview, search, contacts: contact, holds, exports, imports, datasets, evidence, runs, audit, messages};
/** In the order of the menu. */
const MENU = ['overview', 'search', 'holds', 'exports', 'imports', 'datasets', 'evidence', 'runs', 'audit', 'messages'];

const main = /** @type {HTMLElement} */ (document.getElementById('main'));
const bar = /** @type {HTMLElement} */ (document.getElementById('bar'));
const skip = /** @type {HTMLElement} */ (document.querySelector('.skip'));

/** @type {session.Config} */
let config;
/** Counts the views that were begun. Only the newest is shown. */
let turn = 0;

async function start() {
  const back = session.arrive();
  await language.start();
  fill(skip, t('console.skip'));
  document.title = t('console');
  const response = await fetch('/console/config.json', {cache: 'no-store'});
  if (response.status === 503) {
    away();
    return;
  }
  if (!response.ok) {
    throw new Error('no configuration');
  }
  config = await response.json();
  session.resume(whose => over(whose));
  addEventListener('pagehide', () => drafts.keep(session.whose()));
  const wrong = back && await session.comeBack(config, back);
  addEventListener('hashchange', show);
  skip.addEventListener('click', event => {
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
    over(session.whose());
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
  void countHolds();
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
    return nothingHere();
  } else if (!view) {
    return [h('h1', {}, t('console.noSuchPage')), h('p', {}, h('a', {href: '#/'}, t('console.toFirst')))];
  } else if (!may(desk, view)) {
    return [h('h1', {}, t(view.title)), h('p', {}, t('console.forRoles', {
      roles: list(view.roles.map(role => words.role(role, config))),
      own: session.person()?.roles.map(role => words.role(role, config)).join(', ') || t('console.noRoles'),
    }))];
  }
  try {
    return await view.show(desk, parts, query);
  } catch (error) {
    return [h('h1', {}, t(view.title)), trouble(error, desk.refresh)];
  }
}

function nothingHere() {
  return [
    h('h1', {}, t('console.welcome')),
    empty(t('console.noRole', {owner: config.owner})),
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
    countHolds: () => void countHolds(),
    wrong: wrongField,
    living,
  };
}

function may(desk, view) {
  return view.roles.some(role => desk.has(role));
}

function frame(desk, open, name) {
  fill(bar,
    owner(),
    open.length > 0 && h('nav', {'aria-label': t('console.menu')}, h('ul', {}, open.map(one => h('li', {},
      h('a', {href: '#/' + one, 'aria-current': one === name && 'page'}, t(VIEWS[one].title)),
      one === 'holds' && h('span', {id: 'open-holds', class: 'count'}))))),
    h('div', {class: 'who'},
      h('span', {}, desk.person),
      languages(),
      h('button', {type: 'button', class: 'quiet', onclick: signOut}, t('console.signOut'))));
}

function owner() {
  return h('p', {class: 'owner'}, config.owner, h('span', {}, t('console')));
}

/** Says in the menu how many contacts wait for a decision. No number stands there if that is not known. */
async function countHolds() {
  const place = document.getElementById('open-holds');
  try {
    const {count, more} = place ? await call('GET', '/v1/overview/holds') : {count: 0, more: false};
    if (place?.isConnected) {
      fill(place, count > 0 && [
        h('span', {'aria-hidden': true}, number(count) + (more ? '+' : '')),
        h('span', {class: 'unseen'}, counted('holds.open', count)),
      ]);
    }
  } catch {
    // the view's own calls tell what is wrong
  }
}

/** The setting of the language. It shows the view again in the new one. */
function languages() {
  const all = Object.entries(language.LANGUAGES).map(([tag, name]) =>
    h('option', {value: tag, lang: tag, selected: tag === language.current()}, name));
  return h('select', {class: 'language', 'aria-label': t('console.language'), onchange: async event => {
    drafts.keep(session.whose());
    await language.choose(event.target.value);
    fill(skip, t('console.skip'));
    await show();
    bar.querySelector('select')?.focus();
  }}, all);
}

function signOut() {
  // nothing that was typed stays: neither kept before, nor kept when the page goes
  drafts.forget();
  uploads.forget();
  document.querySelectorAll('form[data-draft]').forEach(form => form.removeAttribute('data-draft'));
  session.signOut(config);
}

/** The session is over, if there was one. What was typed is kept for the same person. @param {string} whose */
function over(whose) {
  const kept = whose && drafts.keep(whose);
  signedOut(!whose ? '' : kept ? t('console.overKept') : t('console.over'));
}

/** @param {string} why */
function signedOut(why) {
  turn += 1;
  contact.forget();
  document.querySelectorAll('dialog').forEach(dialog => dialog.close());
  fill(bar, owner(), h('div', {class: 'who'}, languages()));
  main.removeAttribute('aria-busy');
  enter(signin.show(config, why, () => void show()));
}

/** Shows it, and moves the keyboard's and the screen reader's focus to its beginning. */
function enter(content) {
  fill(main, content);
  const heading = main.querySelector('h1');
  document.title = (heading?.textContent ?? t('console')) + ' · ' + config.owner;
  scrollTo(0, 0);
  if (heading) {
    focusOn(heading);
  }
}

/** The page has to be loaded again: its security policy names the provider that it may call, which was not known yet. */
function away() {
  document.title = t('console.away');
  fill(main,
    h('h1', {}, t('console.away')),
    h('p', {role: 'alert'}, t('console.away.wait')),
    h('button', {type: 'button', onclick: () => location.reload()}, t('console.again')));
}

start().catch(() => {
  // its words may be what did not come
  const [failed, todo] = language.isKnown() ? [t('console.failed'), t('console.failed.todo')] : ['Ringlock', '↻'];
  fill(main, h('h1', {}, failed), h('p', {role: 'alert'}, todo));
  say(failed);
});
