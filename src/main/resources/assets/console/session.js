// The person who is signed in. The token lives in this tab alone, and no longer than it is valid.

import {t} from './language.js';

/**
 * @typedef {{id: string, title: string, titles: Record<string, string>}} Purpose its title, in general and by language
 *
 * @typedef {object} Config
 * @property {'none' | 'demo' | 'local' | 'oidc'} signIn
 * @property {string} [authorizeUrl]
 * @property {string} [tokenUrl]
 * @property {string} [logoutUrl]
 * @property {string} [clientId]
 * @property {string} [scope]
 * @property {string} groups
 * @property {Purpose[]} purposes
 * @property {string[]} reasons
 * @property {string} owner
 *
 * @typedef {{token: string, until: number, id: string, person: string, roles: string[]}} Session
 */

const KEPT = 'ringlock.session';
const ASKED = 'ringlock.sign-in';
/** The marks by which the server knows this device, by the names of the people who have signed in on it. */
const DEVICES = 'ringlock.devices';
/** The API leaves groups with these characters out: in its list they would look like several groups. */
const NO_GROUP = /[\s,"[\]]/;
const HERE = location.origin + '/console/';

/** @type {Session | null} */
let current = null;
/** @type {(whose: string) => void} */
let onExpired = () => {};

/** Resumes the session that this tab has kept. @param {(whose: string) => void} expired runs when the token is no
 * longer valid, with the id of the person */
export function resume(expired) {
  onExpired = expired;
  const kept = read(KEPT);
  if (kept) {
    begin(kept);
  }
}

/** @returns {Session | null} */
export function person() {
  return current && current.until > Date.now() ? current : null;
}

export function token() {
  return person()?.token ?? '';
}

/** The API no longer takes the token. */
export function expire() {
  const whose = current?.id ?? '';
  forget();
  onExpired(whose);
}

/** The id of the person who is signed in, or was until the token's time was over. */
export const whose = () => current?.id ?? '';

/**
 * Demo mode: signs in as the person that was picked.
 *
 * @param {string} name
 * @param {string[]} roles
 * @param {Config} config
 */
export async function pick(name, roles, config) {
  const response = await fetch('/local/staff-token', {
    method: 'POST',
    headers: {'Content-Type': 'application/json'},
    body: JSON.stringify({person: name, roles}),
  });
  if (!response.ok) {
    throw new Error(t('signin.noToken'));
  }
  take((await response.json()).token, null, config);
}

/** By what the server knows this device under that name; undefined if it does not. @param {string} name */
export function device(name) {
  return read(DEVICES, localStorage)?.[name.trim().toLowerCase()];
}

/**
 * Local sign-in: the server has begun a session.
 *
 * @param {{token: string, expiresAt: string, name: string, roles: string[], device: string}} begun
 */
export function signedIn(begun) {
  localStorage.setItem(DEVICES, JSON.stringify({...read(DEVICES, localStorage), [begun.name]: begun.device}));
  begin({id: begun.name, token: begun.token, until: Date.parse(begun.expiresAt), person: begun.name, roles: begun.roles});
}

/** Sends the browser to the sign-in (OpenID Connect: a code, with PKCE). @param {Config} config */
export async function leave(config) {
  const asked = {state: random(), nonce: random(), verifier: random(), then: location.hash};
  const challenge = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(asked.verifier)));
  sessionStorage.setItem(ASKED, JSON.stringify(asked));
  const url = new URL(String(config.authorizeUrl));
  const parameters = {
    response_type: 'code',
    client_id: config.clientId,
    redirect_uri: HERE,
    scope: config.scope,
    state: asked.state,
    nonce: asked.nonce,
    code_challenge: base64url(challenge),
    code_challenge_method: 'S256',
  };
  Object.entries(parameters).forEach(([key, value]) => url.searchParams.set(key, String(value)));
  location.assign(url.href);
}

/**
 * Removes the sign-in's answer from the address bar. This has to be done before anything else.
 *
 * @returns {{answer: URLSearchParams, asked: any} | null} null if the person does not come from there
 */
export function arrive() {
  const answer = new URLSearchParams(location.search);
  if (!answer.has('code') && !answer.has('error')) {
    return null;
  }
  const asked = read(ASKED);
  sessionStorage.removeItem(ASKED);
  history.replaceState(null, '', '/console/' + (asked?.then ?? ''));
  return {answer, asked};
}

/**
 * Completes the sign-in: exchanges the code for the token.
 *
 * @param {Config} config
 * @param {{answer: URLSearchParams, asked: any}} back the sign-in's answer
 * @returns {Promise<string>} the error in words; empty if there was none
 */
export async function comeBack(config, {answer, asked}) {
  if (!asked || answer.get('state') !== asked.state) {
    return t('signin.notBegun');
  }
  if (answer.has('error')) {
    return t('signin.notCompleted');
  }
  try {
    const tokens = await redeem(config, String(answer.get('code')), asked.verifier);
    if (tokens.id_token && claims(tokens.id_token).nonce !== asked.nonce) {
      return t('signin.other');
    }
    take(tokens.access_token, tokens.id_token ?? null, config);
    return person() ? '' : t('signin.clock');
  } catch {
    return t('signin.failed');
  }
}

/** @param {Config} config */
export async function signOut(config) {
  const left = token();
  forget();
  if (config.signIn === 'local') {
    // if it does not arrive, the session ends by itself
    await fetch('/v1/sign-out', {method: 'POST', headers: {Authorization: 'Bearer ' + left}, keepalive: true}).catch(() => {});
  }
  if (!config.logoutUrl) {
    location.assign('/console/');
    return;
  }
  const url = new URL(config.logoutUrl);
  // user pools want the first two, other providers the third
  url.searchParams.set('client_id', String(config.clientId));
  url.searchParams.set('logout_uri', HERE);
  url.searchParams.set('post_logout_redirect_uri', HERE);
  location.assign(url.href);
}

async function redeem(config, code, verifier) {
  const response = await fetch(config.tokenUrl, {
    method: 'POST',
    headers: {'Content-Type': 'application/x-www-form-urlencoded'},
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: config.clientId,
      code,
      redirect_uri: HERE,
      code_verifier: verifier,
    }).toString(),
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
  });
  if (!response.ok) {
    throw new Error('no token');
  }
  return response.json();
}

/** The token's claims decide only what is shown. The API checks the token and decides what is allowed. */
function take(token, idToken, config) {
  const said = claims(token);
  const about = idToken ? claims(idToken) : {};
  const groups = [listed(said, config.groups) ?? listed(about, config.groups)].flat();
  begin({
    token,
    until: Number(said.exp) * 1000,
    id: String(said.sub),
    person: String(about.name ?? about.email ?? said.username ?? said.sub),
    roles: groups.filter(group => typeof group === 'string' && group && !NO_GROUP.test(group)),
  });
}

/** Reads it as the server does: a claim of that very name comes first; otherwise the dots lead into claims. */
function listed(said, name) {
  return said[name] ?? name.split('.').reduce((at, part) => at?.[part], said);
}

function begin(session) {
  if (!(session.until > Date.now())) {
    forget();
    return;
  }
  current = session;
  sessionStorage.setItem(KEPT, JSON.stringify(session));
}

function forget() {
  current = null;
  sessionStorage.removeItem(KEPT);
}

/** What this browser keeps under that name, in this tab. @param {string} key @returns {any} */
export function read(key, storage = sessionStorage) {
  try {
    return JSON.parse(storage.getItem(key) ?? 'null');
  } catch {
    return null;
  }
}

/** The middle part of a JSON web token. */
function claims(jwt) {
  const middle = jwt.split('.')[1].replaceAll('-', '+').replaceAll('_', '/');
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(middle), byte => byte.charCodeAt(0))));
}

function random() {
  return base64url(crypto.getRandomValues(new Uint8Array(32)));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
}
