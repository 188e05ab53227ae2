import {Problem, signIn} from '../api.js';
import {fill, h} from '../dom.js';
import {field, form, text} from '../forms.js';
import {t} from '../language.js';
import {trouble} from '../parts.js';
import * as session from '../session.js';
import * as words from '../words.js';

/** The people to pick from in demo mode, one for each role. @param {session.Config} config */
function people(config) {
  const ofPurposes = words.purposes(config).flatMap(([id, purpose]) => [
    {name: 'ada', says: 'Ada', does: t('signin.support', {purpose}), roles: ['support:' + id]},
    {name: 'ben', says: 'Ben', does: t('signin.campaign', {purpose}), roles: ['campaign:' + id]},
  ]);
  return [
    ...ofPurposes,
    {name: 'cleo', says: 'Cleo', does: t('signin.privacy'), roles: ['privacy']},
    {name: 'dan', says: 'Dan', does: t('signin.auditor'), roles: ['auditor']},
    {name: 'eve', says: 'Eve', does: t('signin.analyst'), roles: ['analyst']},
  ].sort((a, b) => a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}

/**
 * @param {session.Config} config
 * @param {string} why why the person has to sign in again; empty if there is no special reason
 * @param {() => void} done
 */
export function show(config, why, done) {
  return [
    h('h1', {}, t('signin')),
    why && h('p', {class: 'note', role: 'status'}, why),
    {none: notSetUp, demo, local, oidc}[config.signIn](config, done),
  ];
}

function notSetUp() {
  return h('p', {}, t('signin.notSetUp'));
}

function demo(config, done) {
  const wrong = h('div', {});
  return h('div', {},
    h('p', {}, t('signin.pick')),
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
    !isSecureContext && h('p', {class: 'note'}, t('signin.inClear')),
    form({
      label: t('signin'),
      send: async values => {
        const [who, password, once] = ['name', 'password', 'code'].map(one => String(values.get(one)));
        try {
          await signIn({name: who, password, code: once, device: session.device(who)});
        } catch (error) {
          // each code counts once
          code.value = '';
          throw error instanceof Problem && error.status === 401 ? refused(t('signin.refused.todo')) : error;
        }
        if (session.person()) {
          done();
        } else {
          throw refused(t('signin.clock'));
        }
      },
    },
    field(t('signin.name'), name),
    field(t('signin.password'), text('password', {type: 'password', autocomplete: 'current-password', maxlength: '200'})),
    field(t('signin.code'), code, t('signin.codeHint'))));
}

/** An error in this page's own words: of no status, whose words it would get otherwise. @param {string} detail */
function refused(detail) {
  return new Problem(0, {title: t('signin.refused'), detail});
}

function oidc(config) {
  const wrong = h('div', {});
  return h('div', {},
    h('p', {}, t('signin.where', {owner: config.owner})),
    wrong,
    h('button', {type: 'button', onclick: async () => {
      try {
        await session.leave(config);
      } catch (error) {
        fill(wrong, isSecureContext ? trouble(error) : h('p', {class: 'note', role: 'alert'}, t('signin.http')));
      }
    }}, t('signin')));
}
