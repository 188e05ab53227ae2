// Calls the HTTP API as the person who is signed in. A number is only ever in a body.

import {t} from './language.js';
import * as session from './session.js';

const SIGN_IN = '/v1/sign-in';

/** @typedef {{pointer: string, code: string, detail: string}} FieldError */

/** An error from the API (problem+json, RFC 9457). The status is 0 if the API could not be reached. */
export class Problem extends Error {
  /**
   * @param {number} status
   * @param {{title?: string, detail?: string, errors?: FieldError[]}} body
   * @param {number} retryAfter seconds; 0 if it did not say
   */
  constructor(status, body, retryAfter = 0) {
    super(body.title ?? t('problem.general'));
    this.status = status;
    this.detail = body.detail ?? '';
    this.errors = body.errors ?? [];
    this.retryAfter = retryAfter;
  }
}

/**
 * @param {'GET' | 'POST'} method
 * @param {string} path
 * @param {object} [body]
 * @returns {Promise<any>} the answer's JSON
 * @throws {Problem}
 */
export async function call(method, path, body) {
  const response = await send(method, path, body);
  return response.json();
}

/**
 * Sends a part of a file, as it is.
 *
 * @param {string} path
 * @param {ArrayBuffer} part
 * @returns {Promise<any>} the answer's JSON
 * @throws {Problem}
 */
export async function sendPart(path, part) {
  const response = await send('POST', path, part);
  return response.json();
}

/**
 * A file, as it was sent.
 *
 * @param {string} path
 * @returns {Promise<Blob>}
 * @throws {Problem}
 */
export async function file(path) {
  const response = await send('GET', path);
  return response.blob();
}

/**
 * A file that is made of what is asked for, and its name.
 *
 * @param {string} path
 * @param {object} body
 * @returns {Promise<{name: string, content: Blob}>}
 * @throws {Problem}
 */
export async function madeFile(path, body) {
  const response = await send('POST', path, body);
  const [, name] = /filename="([\w.-]+)"/.exec(response.headers.get('Content-Disposition') ?? '') ?? [];
  return {name: name ?? path.slice(path.lastIndexOf('/') + 1), content: await response.blob()};
}

/**
 * A path with its query. Empty parameters are left out.
 *
 * @param {string} path
 * @param {Record<string, string | undefined>} parameters
 */
export function query(path, parameters) {
  const given = Object.entries(parameters).filter(([, value]) => value);
  const text = new URLSearchParams(/** @type {[string, string][]} */ (given)).toString();
  return text ? path + '?' + text : path;
}

/**
 * Signs in where the server itself keeps its people.
 *
 * @param {{name: string, password: string, code: string, device?: string}} who
 * @throws {Problem}
 */
export async function signIn(who) {
  session.signedIn(await call('POST', SIGN_IN, who));
}

async function send(method, path, body) {
  const headers = {Authorization: 'Bearer ' + session.token()};
  const isPart = body instanceof ArrayBuffer;
  if (body) {
    headers['Content-Type'] = isPart ? 'application/octet-stream' : 'application/json';
  }
  let response;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body && !isPart ? JSON.stringify(body) : body,
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
    });
  } catch {
    throw new Problem(0, {title: t('problem.noAnswer'), detail: t('problem.noAnswer.todo')});
  }
  if (response.ok) {
    return response;
  }
  if (response.status === 401 && path !== SIGN_IN) {
    session.expire();
  }
  throw new Problem(response.status, await told(response), Number(response.headers.get('Retry-After') ?? 0));
}

/** The body as problem+json; empty if it is not, such as a gateway's. */
async function told(response) {
  try {
    const body = await response.json();
    return typeof body.type === 'string' ? body : {};
  } catch {
    return {};
  }
}
