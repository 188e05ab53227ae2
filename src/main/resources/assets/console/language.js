// The language of the console: which one it is, its words, and how it writes dates and numbers.

/**
 * @typedef {typeof import('./words/en.js').default} English
 * @typedef {keyof English} Key a text in the words files
 * @typedef {Key extends infer K ? K extends `${infer Stem}.other` ? Stem : never : never} CountedKey a text that depends on
 *     a count: the words files have it once for each plural form
 * @typedef {Record<Key, string>} Words
 */

/** The languages, each under its own name. */
export const LANGUAGES = {en: 'English', es: 'Español', fr: 'Français', de: 'Deutsch'};

const FILES = {
  en: () => import('./words/en.js'),
  es: () => import('./words/es.js'),
  fr: () => import('./words/fr.js'),
  de: () => import('./words/de.js'),
};
const KEPT = 'ringlock.language';
const PLACEHOLDER = /\{(\w+)\}/;

let language = 'en';
let locale = 'en';
/** @type {Words} */
let words;
/** Formats that were made for this language. @type {Map<string, any>} */
let formats = new Map();

/** Loads the words: of the language that was chosen here before, else of the first that the browser asks for. */
export async function start() {
  await speak(known(localStorage.getItem(KEPT)) ?? known(...navigator.languages) ?? 'en');
}

/** Chooses a language. This browser keeps it. @param {string} chosen */
export async function choose(chosen) {
  localStorage.setItem(KEPT, chosen);
  await speak(chosen);
}

/** Whether its words are here. */
export const isKnown = () => Boolean(words);

/** The language, such as `en`. */
export const current = () => language;

async function speak(chosen) {
  words = (await FILES[chosen]()).default;
  language = chosen;
  // the browser may say more, such as en-GB: that matters for dates
  locale = navigator.languages.find(tag => known(tag) === chosen) ?? chosen;
  formats = new Map();
  document.documentElement.lang = chosen;
}

/** The first of these tags' languages that the console speaks. @param {(string | null)[]} tags */
function known(...tags) {
  return tags.map(tag => tag?.split('-')[0].toLowerCase() ?? '').find(tag => Object.hasOwn(LANGUAGES, tag));
}

/**
 * A text in this language.
 *
 * @param {Key} key
 * @param {Record<string, string | number>} [values] for its placeholders, such as `{name}`
 */
export function t(key, values = {}) {
  return mixed(key, values).join('');
}

/**
 * A text with elements in it.
 *
 * @template {import('./dom.js').Child} Value
 * @param {Key} key
 * @param {Record<string, Value>} values for its placeholders
 * @returns {(Value | string)[]}
 */
export function mixed(key, values) {
  return words[key].split(PLACEHOLDER).map((part, i) => i % 2 === 0 ? part : values[part]);
}

/**
 * A text in the plural form of a count, which is its placeholder `{count}`.
 *
 * @param {CountedKey} key
 * @param {number} count
 * @param {Record<string, string | number>} [values]
 */
export function counted(key, count, values = {}) {
  const form = key + '.' + format('plural', tag => new Intl.PluralRules(tag)).select(count);
  return t(/** @type {Key} */ (Object.hasOwn(words, form) ? form : key + '.other'), {...values, count: number(count)});
}

/**
 * The text of an API's word, such as `state.granted`.
 *
 * @param {string} key
 * @returns {string | undefined} undefined if the words files do not know it
 */
export function find(key) {
  return Object.hasOwn(words, key) ? words[/** @type {Key} */ (key)] : undefined;
}

/** The words of the API that have a text, such as `granted` of `state.`. @param {string} stem */
export const keys = stem => Object.keys(words).filter(key => key.startsWith(stem)).map(key => key.slice(stem.length))
  .filter(rest => !rest.includes('.'));

/** @param {number} value @param {Intl.NumberFormatOptions} [how] */
export function number(value, how = {}) {
  return format('number' + JSON.stringify(how), tag => new Intl.NumberFormat(tag, how)).format(value);
}

/** @param {Date} at @param {Intl.DateTimeFormatOptions} [how] */
export function date(at, how = {dateStyle: 'medium', timeStyle: 'short'}) {
  return format('date' + JSON.stringify(how), tag => new Intl.DateTimeFormat(tag, how)).format(at);
}

/** @param {string[]} items */
export function list(items) {
  return format('list', tag => new Intl.ListFormat(tag)).format(items);
}

/** The name of a country or a language. @param {'region' | 'language'} type @param {string} code */
export function name(type, code) {
  try {
    return format(type, tag => new Intl.DisplayNames([tag], {type})).of(code) ?? code;
  } catch {
    return code;
  }
}

function format(kind, make) {
  if (!formats.has(kind)) {
    formats.set(kind, make(locale));
  }
  return formats.get(kind);
}
