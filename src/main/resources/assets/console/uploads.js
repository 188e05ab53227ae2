// Files on their way to an import. A file is in this tab's memory alone, until all of its parts have arrived. It goes on
// while its person looks at other pages of the console.

import {Problem, sendPart} from './api.js';
import {wrongField} from './forms.js';
import {t} from './language.js';
import * as session from './session.js';

const PART_BYTES = 4 * 1024 * 1024;
const TRIES = 4;
const PAUSE_MILLIS = 1000;
const HEAD_BYTES = 65536;
/** A larger file is not read into memory at once. */
const MOST_HASHED = 64 * 1024 * 1024;
const LONGEST_COLUMN = 80;

/**
 * @typedef {object} Upload
 * @property {File} file
 * @property {string} owner the id of the person who sends it
 * @property {number} sent bytes
 * @property {boolean} running
 * @property {unknown} wrong what stopped it
 * @property {() => void} tell is called when something of this has changed
 */

/** @type {Map<string, Upload>} */
const uploads = new Map();
/** The files that were sent from this tab, with the person who did. @type {Map<string, {file: File, owner: string}>} */
const files = new Map();
/** The first line of each file that was sent from this tab. @type {Map<string, string[]>} */
const columns = new Map();

/** @param {string} importId @param {File} file */
export async function add(importId, file) {
  files.set(importId, {file, owner: session.whose()});
  uploads.set(importId, {file, owner: session.whose(), sent: 0, running: false, wrong: null, tell: () => {}});
  columns.set(importId, await columnsOf(file).catch(() => []));
}

/** What is still to be sent of an import's file. @param {string} importId @returns {Upload | undefined} */
export function find(importId) {
  const upload = uploads.get(importId);
  return upload?.owner === session.whose() ? upload : undefined;
}

/** The columns of a file that was sent from this tab. @param {string} importId */
export const columnsIn = importId => columns.get(importId) ?? [];

/** Whether it is known what the whole file is: a check has taken it, or it was sent from this tab. @param {any} now */
export const isKnown = now => Boolean(now.mapping) || files.get(now.importId)?.owner === session.whose();

/**
 * The whole file, for its check: half of one is not checked.
 *
 * @param {any} now the import
 * @returns {Promise<{parts: number, bytes: number, sha256?: string}>}
 */
export async function whole(now) {
  const sent = files.get(now.importId);
  if (now.mapping || !sent) {
    return {parts: now.parts, bytes: now.bytes, ...now.sha256 && {sha256: now.sha256}};
  }
  const {size} = sent.file;
  const parts = Math.ceil(size / PART_BYTES);
  return {parts, bytes: size, ...size <= MOST_HASHED && {sha256: await sha256(sent.file)}};
}

/** In hex. @param {File} file */
async function sha256(file) {
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await bytes(file, 0, file.size)));
  return [...hash].map(one => one.toString(16).padStart(2, '0')).join('');
}

export function forget() {
  files.clear();
  uploads.clear();
  columns.clear();
}

/**
 * Sends the parts that are not there yet. The last one that is there is sent again: with another file it is refused.
 *
 * @param {string} path of the import
 * @param {Upload} upload
 * @param {number} parts how many are there
 */
export async function run(path, upload, parts) {
  if (upload.running) {
    return;
  }
  const {file} = upload;
  const first = Math.max(parts, Math.floor(upload.sent / PART_BYTES) + 1);
  const importId = path.split('/').at(-1) ?? '';
  upload.running = true;
  upload.wrong = null;
  addEventListener('beforeunload', warn);
  try {
    for (let part = first; (part - 1) * PART_BYTES < file.size && find(importId) === upload; part++) {
      await send(path + '/parts/' + part, await bytes(file, (part - 1) * PART_BYTES));
      upload.sent = Math.min(part * PART_BYTES, file.size);
      upload.tell();
    }
    if (uploads.get(importId) === upload && upload.sent >= file.size) {
      uploads.delete(importId);
    }
  } catch (error) {
    upload.wrong = error instanceof Problem && error.status === 409 ? wrongField('', t('imports.otherFile')) : error;
  }
  removeEventListener('beforeunload', warn);
  upload.running = false;
  upload.tell();
}

/** The browser asks whether to leave the page. @param {Event} event */
const warn = event => event.preventDefault();

/** Sends a part. It is tried again if nobody answers, or not just now. */
async function send(path, part) {
  for (let tries = 1; ; tries++) {
    try {
      return await sendPart(path, part);
    } catch (error) {
      const passing = error instanceof Problem && (error.status === 0 || error.status === 429 || error.status >= 500);
      if (!passing || tries === TRIES) {
        throw error;
      }
      await new Promise(go => setTimeout(go, Math.max(error.retryAfter * 1000, tries * PAUSE_MILLIS)));
    }
  }
}

async function bytes(file, from, most = PART_BYTES) {
  try {
    return await file.slice(from, from + most).arrayBuffer();
  } catch {
    // changed or gone since it was chosen
    throw wrongField('', t('imports.unreadable'));
  }
}

/** The names at the head of a CSV file, or the fields of the first object. Nothing if they may be somebody's data. */
async function columnsOf(file) {
  const line = (await head(file)).replace(/^\uFEFF/, '').split(/\r\n|\n|\r/).find(one => one.trim()) ?? '';
  const names = line.trim().startsWith('{') ? Object.keys(JSON.parse(line)) : cells(line);
  return names.some(name => /\d{5}|@/.test(name.replace(/[\s().-]/g, '')) || name.length > LONGEST_COLUMN) ? [] : names.filter(Boolean);
}

/** @param {string} line */
function cells(line) {
  const delimiter = [',', ';', '\t', '|'].reduce((most, one) =>
    line.split(one).length > line.split(most).length ? one : most);
  const sign = delimiter === '|' ? '\\|' : delimiter;
  const cell = new RegExp('\\s*(?:"((?:[^"]|"")*)"[^' + sign + ']*|([^' + sign + ']*))(?:' + sign + '|$)', 'g');
  return [...line.matchAll(cell)].map(([, inQuotes, plain]) => (inQuotes?.replaceAll('""', '"') ?? plain).trim());
}

/** @param {File} file */
async function head(file) {
  const first = file.slice(0, HEAD_BYTES);
  const [one, two] = new Uint8Array(await first.slice(0, 2).arrayBuffer());
  if (one !== 0x1f || two !== 0x8b) {
    return first.text();
  }
  // only its beginning is there, so the end of the stream is an error
  const reader = first.stream().pipeThrough(new DecompressionStream('gzip')).getReader();
  const {value} = await reader.read();
  reader.cancel().catch(() => {});
  return new TextDecoder().decode(value);
}
