// The one place that makes elements. Text is always set as text, so nothing from the API can become markup.

/** @typedef {Node | string | number | null | undefined | false | Children} Child */
/** @typedef {readonly Child[]} Children */

/**
 * Makes an element.
 *
 * @param {string} name
 * @param {Record<string, unknown>} [attributes] a function is a listener ("onclick"), `true` an empty attribute; null,
 *     undefined and false are left out
 * @param {...Child} children
 * @returns {HTMLElement}
 */
export function h(name, attributes = {}, ...children) {
  return made(document.createElement(name), attributes, children);
}

/**
 * Makes an element of a drawing.
 *
 * @param {string} name
 * @param {Record<string, unknown>} [attributes] as above
 * @param {...Child} children
 * @returns {SVGElement}
 */
export function svg(name, attributes = {}, ...children) {
  return made(/** @type {SVGElement} */ (document.createElementNS('http://www.w3.org/2000/svg', name)), attributes, children);
}

/**
 * @template {Element} Made
 * @param {Made} element
 * @param {Record<string, unknown>} attributes
 * @param {Child[]} children
 */
function made(element, attributes, children) {
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'function') {
      element.addEventListener(key.slice(2), /** @type {EventListener} */ (value));
    } else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(key, value === true ? '' : String(value));
    }
  }
  append(element, children);
  return element;
}

/**
 * @param {Element} parent
 * @param {Child[]} children
 */
function append(parent, children) {
  for (const child of children) {
    if (Array.isArray(child)) {
      append(parent, child);
    } else if (child !== null && child !== undefined && child !== false) {
      parent.append(child instanceof Node ? child : String(child));
    }
  }
}

/**
 * Replaces the children.
 *
 * @param {Element} parent
 * @param {...Child} children
 */
export function fill(parent, ...children) {
  parent.replaceChildren();
  append(parent, children);
}

let ids = 0;

/** An id that no other element of the page has. @param {string} name */
export function id(name) {
  ids += 1;
  return name + '-' + ids;
}
