import {Problem, signIn} from '../api.js';
import {fill, h} from '../dom.js';
import {field, form, text} from '../forms.js';
import {trouble} from '../parts.js';
import * as session from '../session.js';

/** The people to pick from in demo mode, one for each role. @param {session.Config} config */
function people(config) {
  const ofPurposes = config.purposes.flatMap(({id, title}) => [
    {name: 'ada', says: 'Ada', does: 'Support: ' + title, roles: ['support:' + id]},
    {name: 'ben', says: 'Ben', does: 'Campaigns: ' + title, roles: ['campaign:' + id]},
  ]);
  return [
    ...ofPurposes,
    {name: 'cleo', says: 'Cleo', does: 'Privacy', roles: ['privacy']},
    {name: 'dan', says: 'Dan', does: 'Audit', roles: ['auditor']},
    {name: 'eve', says: 'Eve', does: 'Analysis', roles: ['analyst']},
  ].sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/**
 * @param {session.Config} config
 * @param {string} why why the person has to sign in again; empty if there is no special reason
 * @param {() => void} done
 */
export function show(config, why, done) {
  return [
    h('h1', {}, 'Sign in'),
    why && h('p', {class: 'note', role: 'status'}, why),
    {none: notSetUp, demo, local, oidc}[config.signIn](config, done),
  ];
}

function notSetUp() {
  return h('p', {}, 'No sign-in is set up for this console yet. '
    + 'The documentation’s pages on signing in and deploying say how.');
}

function demo(config, done) {
  const wrong = h('div', {});
  return h('div', {},
    h('p', {}, 'This is a demo: pick who to be.'),
    wrong,
    h('ul', {class: 'people'}, people(config).map(one => h('li', {},
      h('button', {type: 'button', class: 'person', 'data-roles': one.roles.join(' '), onclick: async () => {
        try {
          await session.pick(one.name, one.roles, config);
          done();
        } catch (error) {
          fill(wrong, trouble(error));
        }
      }}, h('strong', {}, one.says), h('span', {}, one.does))))));
}

function local(config, done) {
  const name = text('name', {autocomplete: 'username', autocapitalize: 'none', maxlength: '64'});
  const code = /** @type {HTMLInputElement} */ (
    text('code', {autocomplete: 'one-time-code', inputmode: 'numeric', maxlength: '12'}));
  return h('div', {},
    !isSecureContext && h('p', {class: 'note'},
      'This address begins with http://, so the way here is not encrypted. Open the console by https://.'),
    form({
      label: 'Sign in',
      send: async values => {
        const [who, password, once] = ['name', 'password', 'code'].map(one => String(values.get(one)));
        try {
          await signIn({name: who, password, code: once, device: session.device(who)});
        } catch (error) {
          // each code counts once
          code.value = '';
          throw error instanceof Problem && error.status === 401 ? refused() : error;
        }
        if (session.person()) {
          done();
        } else {
          throw new Problem(422, {title: 'Not signed in', detail: 'By this device’s clock the session is over already. '
            + 'Set the clock right, then try again.'});
        }
      },
    },
    field('Name', name),
    field('Password', text('password', {type: 'password', autocomplete: 'current-password', maxlength: '200'})),
    field('One-time code', code, 'The six digits that your app shows now.')));
}

function refused() {
  return new Problem(422, {title: 'Not signed in', detail: 'The name, the password or the code is wrong. '
    + 'Each code works once: wait for the next one.'});
}

function oidc(config) {
  const wrong = h('div', {});
  return h('div', {},
    h('p', {}, 'You sign in where ' + config.owner + ' keeps its people, and come back here.'),
    wrong,
    h('button', {type: 'button', onclick: async () => {
      try {
        await session.leave(config);
      } catch (error) {
        fill(wrong, isSecureContext ? trouble(error) : h('p', {class: 'note', role: 'alert'},
          'The browser lets nobody sign in from an address that begins with http://. Open the console by https://.'));
      }
    }}, 'Sign in'));
}
