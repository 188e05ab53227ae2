// Forms and dialogs. Every field has a label, and its error is shown beside it.

import {Problem} from './api.js';
import {fill, h, id} from './dom.js';
import * as drafts from './drafts.js';
import {t} from './language.js';
import {trouble} from './parts.js';
import * as words from './words.js';

/**
 * A labelled field. Its control has the API's `name`, so that the API's errors find it.
 *
 * @param {string} label
 * @param {HTMLElement} control
 * @param {string} [hint]
 */
export function field(label, control, hint) {
  const name = String(control.getAttribute('name'));
  control.id = id(name);
  const hintId = control.id + '-hint';
  const errorId = control.id + '-error';
  control.setAttribute('aria-describedby', (hint ? hintId + ' ' : '') + errorId);
  return h('div', {class: 'field', 'data-field': name},
    h('label', {for: control.id}, label),
    hint && h('p', {class: 'hint', id: hintId}, hint),
    control,
    h('p', {class: 'error', id: errorId}));
}

/** @param {string} name @param {Record<string, unknown>} [attributes] */
export function text(name, attributes = {}) {
  return h('input', {type: 'text', name, autocomplete: 'off', spellcheck: 'false', ...attributes});
}

/**
 * A field for a file, which is chosen or dropped there.
 *
 * @param {string} label
 * @param {string} hint
 * @param {string} accept the endings of its name
 */
export function oneFile(label, hint, accept) {
  const control = /** @type {HTMLInputElement} */ (h('input', {type: 'file', name: 'file', accept}));
  const place = field(label, control, hint);
  place.classList.add('drop');
  const over = is => event => {
    event.preventDefault();
    place.classList.toggle('is-over', is);
  };
  place.addEventListener('dragover', over(true));
  place.addEventListener('dragleave', over(false));
  place.addEventListener('drop', event => {
    over(false)(event);
    if (event.dataTransfer?.files.length) {
      control.files = event.dataTransfer.files;
    }
  });
  return place;
}

/**
 * @param {string} name
 * @param {[string, string][]} options value and words
 * @param {string} [chosen]
 */
export function select(name, options, chosen) {
  return h('select', {name}, options.map(([value, words]) =>
    h('option', {value, selected: value === chosen}, words)));
}

/**
 * Boxes or buttons of one name.
 *
 * @param {string} legend
 * @param {'checkbox' | 'radio'} type
 * @param {string} name
 * @param {[string, string][]} options
 * @param {string[]} [chosen]
 */
export function choices(legend, type, name, options, chosen = []) {
  const errorId = id(name) + '-error';
  return h('fieldset', {'data-field': name, 'aria-describedby': errorId},
    h('legend', {}, legend),
    options.map(([value, words]) => {
      const own = id(name);
      return h('div', {class: 'choice'},
        h('input', {type, name, value, id: own, checked: chosen.includes(value)}),
        h('label', {for: own}, words));
    }),
    h('p', {class: 'error', id: errorId}));
}

/**
 * A form that a function sends. It cannot be sent twice at the same time.
 *
 * @param {{label: string, send: (values: FormData) => Promise<void>, cancel?: () => void, class?: string, draft?: string}} how
 *     with `draft`, what is typed is there again after the person was signed out meanwhile; its name is of this form alone
 * @param {...import('./dom.js').Child} fields
 */
export function form(how, ...fields) {
  const wrong = h('div', {});
  const button = h('button', {type: 'submit'}, how.label);
  const element = h('form', {
    class: how.class,
    'data-draft': how.draft,
    novalidate: true,
    onsubmit: async event => {
      event.preventDefault();
      if (button.hasAttribute('disabled')) {
        return;
      }
      clear(element, wrong);
      button.setAttribute('disabled', '');
      try {
        await how.send(new FormData(/** @type {HTMLFormElement} */ (element)));
      } catch (error) {
        tell(element, wrong, error);
      } finally {
        button.removeAttribute('disabled');
      }
    },
  }, wrong, fields, h('div', {class: 'buttons'}, button,
    how.cancel && h('button', {type: 'button', class: 'quiet', onclick: how.cancel}, t('form.cancel'))));
  if (how.draft) {
    drafts.restore(/** @type {HTMLFormElement} */ (element));
  }
  return element;
}

/** An error that the page itself finds, in the API's form. @param {string} pointer @param {string} detail */
export function wrongField(pointer, detail) {
  return new Problem(422, {errors: [{pointer, code: 'page', detail}]});
}

function clear(element, wrong) {
  fill(wrong);
  element.querySelectorAll('.error').forEach(error => fill(error));
  element.querySelectorAll('[aria-invalid]').forEach(control => control.removeAttribute('aria-invalid'));
}

function tell(element, wrong, error) {
  const problem = error instanceof Problem ? error : null;
  const places = (problem?.errors ?? []).map(one => place(element, one));
  if (!problem || problem.status !== 422 || places.length === 0 || places.includes(false)) {
    fill(wrong, trouble(error));
    wrong.scrollIntoView({block: 'nearest'});
    return;
  }
  const first = element.querySelector('[aria-invalid]');
  if (first instanceof HTMLElement) {
    first.focus();
  }
}

function place(element, error) {
  const name = error.pointer.split('/')[1] ?? '';
  const at = element.querySelector('[data-field="' + CSS.escape(name) + '"]');
  if (!at) {
    return false;
  }
  at.querySelectorAll('input, select, textarea').forEach(control => control.setAttribute('aria-invalid', 'true'));
  fill(at.querySelector('.error'), t('form.wrong', {detail: words.wrong(error)}));
  return true;
}

/** The button at the end of a dialog that has given its answer. @param {() => void} close */
export const closing = close =>
  h('div', {class: 'buttons'}, h('button', {type: 'button', onclick: close}, t('erase.close')));

/**
 * A dialog over the page. Escape closes it, and the focus goes back to where it was.
 *
 * @param {string} title
 * @param {(close: () => void) => import('./dom.js').Child[]} content
 * @param {() => void} [closed]
 */
export function dialog(title, content, closed = () => {}) {
  const before = document.activeElement;
  const heading = id('dialog');
  const element = /** @type {HTMLDialogElement} */ (h('dialog', {'aria-labelledby': heading}));
  // screen readers do not hear the page outside while it is open, so it has a place of its own for announcements
  fill(element, h('h2', {id: heading}, title), content(() => element.close()), h('div', {class: 'unseen', role: 'status'}));
  element.addEventListener('close', () => {
    element.remove();
    closed();
    if (before instanceof HTMLElement && before.isConnected) {
      before.focus();
    }
  });
  document.body.append(element);
  element.showModal();
  return element;
}
