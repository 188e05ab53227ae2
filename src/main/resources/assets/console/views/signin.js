import {fill, h} from '../dom.js';
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
    {none: notSetUp, demo, oidc}[config.signIn](config, done),
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
