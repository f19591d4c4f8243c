/** Elements by name, attributes and children. Text stays text: nothing here takes markup. */

/**
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T} name
 * @param {Record<string, string | boolean | undefined>} attributes true = there, without a value; false and undefined = not there
 * @param {...(Node | string | null | undefined)} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === false) continue;
    made.setAttribute(key, value === true ? '' : value);
  }
  for (const child of children) if (child !== null && child !== undefined) made.append(child);
  return made;
}

/** What a screen reader says and nobody sees. @param {string} text */
export const unseen = (text) => element('span', { class: 'unseen' }, text);
