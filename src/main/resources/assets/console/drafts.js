// What was typed into a form when its person was signed out, for the same person in the same tab. A text that may hold a
// number is not kept.

import {mayHoldNumber} from './address.js';
import * as session from './session.js';

const KEPT = 'ringlock.drafts';

/**
 * Keeps what is typed in the page now.
 *
 * @param {string} owner the id of the person who typed it
 * @returns {boolean} whether there was something
 */
export function keep(owner) {
  const forms = Object.fromEntries([...document.querySelectorAll('form[data-draft]')]
    .map(form => [form.getAttribute('data-draft'), typed(/** @type {HTMLFormElement} */ (form))])
    .filter(([, values]) => Object.keys(values ?? {}).length > 0));
  if (Object.keys(forms).length > 0) {
    sessionStorage.setItem(KEPT, JSON.stringify({owner, forms}));
  }
  return Object.keys(forms).length > 0;
}

export function forget() {
  sessionStorage.removeItem(KEPT);
}

/** Whether this person was signed out while they typed into that form. @param {string} name */
export const has = name => name in mine();

/** Fills the form with what was typed into it; once. @param {HTMLFormElement} form */
export function restore(form) {
  const name = String(form.getAttribute('data-draft'));
  const forms = mine();
  const values = forms[name];
  if (!values) {
    return;
  }
  for (const control of controls(form)) {
    if (control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type)) {
      control.checked = values[control.name]?.includes(control.value) ?? false;
      control.dispatchEvent(new Event('change', {bubbles: true}));
    } else if (values[control.name]) {
      control.value = values[control.name][0];
    }
  }
  delete forms[name];
  if (Object.keys(forms).length > 0) {
    sessionStorage.setItem(KEPT, JSON.stringify({owner: session.person()?.id, forms}));
  } else {
    forget();
  }
}

/** @returns {Record<string, Record<string, string[]>>} */
function mine() {
  const kept = session.read(KEPT);
  return kept && kept.owner === session.person()?.id ? kept.forms : {};
}

/** The values that a person has given; empty if they have typed nothing yet. */
function typed(form) {
  const changed = controls(form).some(control => control instanceof HTMLSelectElement
    ? ![...control.options].every(option => option.selected === option.defaultSelected)
      && control.selectedIndex > 0
    : control instanceof HTMLInputElement && ['checkbox', 'radio'].includes(control.type)
      ? control.checked !== control.defaultChecked
      : control.value !== control.defaultValue);
  if (!changed) {
    return {};
  }
  const values = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value === 'string' && value && !mayHoldNumber(value)) {
      values[name] = [...values[name] ?? [], value];
    }
  }
  return values;
}

/** @returns {(HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement)[]} */
const controls = form => [...form.querySelectorAll('input, select, textarea')];
