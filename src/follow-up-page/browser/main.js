/** @import { Content, Figure, Section, Selection, Source } from './answers.ts' */
import { ask, Refusal } from './ask.js';
import { crossContent } from './cross-content.js';
import { element } from './element.js';
import { showContent, showFailure, waitingFigure } from './figure.js';
import { periodContent, trendContent } from './indicator-content.js';
import { qualityContent } from './quality-content.js';
import { QUALITY_SECTION, SECTIONS } from './sections.js';

/** Starts the page: what is chosen in the form is asked for, and shown as it comes. */

/** How many periods a line goes back. */
const TREND = '4';

/** @template {Element} T @param {string} selector @param {new () => T} kind @returns {T} */
function the(selector, kind) {
  const found = document.querySelector(selector);
  if (!(found instanceof kind)) throw new Error(`The page has no ${selector}.`);
  return found;
}

const form = the('#urval', HTMLFormElement);
const state = the('#lage', HTMLElement);
const contents = the('#avsnitt', HTMLElement);
const place = the('#siffror', HTMLElement);
const basis = the('#underlag', HTMLElement);
const print = the('#skriv-ut', HTMLButtonElement);

const sections = place.dataset.quality === 'ja' ? [...SECTIONS, QUALITY_SECTION] : SECTIONS;

/** @param {string} name */
const select = (name) => the(`#${name}`, HTMLSelectElement);

/** @returns {Selection} */
const selection = () => ({
  period: select('period').value,
  unit: select('unit').value,
  by: select('by').value,
});

const selectedText = () => {
  const [period, unit] = [select('period'), select('unit')].map(
    (list) => list.selectedOptions[0]?.label ?? '',
  );
  return `${period}. Enhet: ${unit}.`;
};

/** @param {Section} section */
const sectionElement = ({ id, title, text, figures }) =>
  element(
    'section',
    { id, 'aria-labelledby': `${id}-rubrik` },
    element('h2', { id: `${id}-rubrik` }, title),
    element('p', {}, text),
    element('div', { class: 'figures' }, ...figures.map(waitingFigure)),
  );

/**
 * Asks once for what several figures share.
 * @param {Selection} selected @param {AbortSignal} signal
 * @returns {(source: Source) => Promise<Content>}
 */
function asking({ period, unit, by }, signal) {
  /** @type {Map<string, Promise<any>>} */
  const asked = new Map();
  /** @param {string} path @param {Record<string, string | undefined>} query */
  const once = (path, query) => {
    const key = JSON.stringify([path, query]);
    const known = asked.get(key) ?? ask(path, { ...query, unit }, signal);
    asked.set(key, known);
    return known;
  };
  return async (source) => {
    switch (source.kind) {
      case 'cross': {
        const { unitOfCount, on, row, column } = source;
        return crossContent(await once('tables', { unitOfCount, on, period, row, column }), source);
      }
      case 'period':
        return periodContent(await once('indicators', { period, by }), source.ids);
      case 'trend':
        return trendContent(await once('indicators', { period, trend: TREND }), source.ids);
      case 'quality':
        return qualityContent(await once('data-quality/summary', {}));
    }
  };
}

let latest = new AbortController();

async function show() {
  latest.abort();
  latest = new AbortController();
  const { signal } = latest;
  const selected = selection();
  const named = [selected.period, selected.unit].filter(Boolean).join('-');
  state.replaceChildren('Hämtar siffror …');
  place.replaceChildren(...sections.map(sectionElement));
  const contentOf = asking(selected, signal);
  /** @type {Set<string>} */
  const bases = new Set();
  let failed = 0;
  /** @type {Refusal | null} */
  let signedOut = null;

  /** @param {Figure} figure */
  const fill = async (figure) => {
    const where = the(`#${figure.id}`, HTMLElement);
    try {
      const content = await contentOf(figure.source);
      if (signal.aborted) return;
      showContent(where, figure, content, named);
      bases.add(content.basis);
    } catch (error) {
      if (signal.aborted) return;
      failed += 1;
      if (error instanceof Refusal && error.signedOut) signedOut = error;
      showFailure(where, error);
    }
  };
  const figures = sections.flatMap((section) => section.figures);
  await Promise.all(figures.map(fill));
  if (signal.aborted) return;
  basis.textContent = [...bases].join(' ');
  const outcome =
    failed === 0
      ? `${figures.length} diagram visas.`
      : `${failed} av ${figures.length} diagram kunde inte visas.`;
  state.replaceChildren(`${selectedText()} ${outcome}`);
  if (signedOut) state.append(' ', element('a', { href: location.href }, 'Logga in igen'));
}

/** The address says what is chosen, so that it can be kept and come back to. */
form.addEventListener('submit', (event) => {
  event.preventDefault();
  const given = Object.entries(selection()).filter(([, value]) => value !== '');
  history.pushState(null, '', `?${new URLSearchParams(given)}`);
  show();
});

addEventListener('popstate', () => {
  const query = new URLSearchParams(location.search);
  for (const name of ['period', 'unit', 'by']) {
    const list = select(name);
    const wanted = query.get(name) ?? '';
    const first = list.options[0]?.value ?? '';
    list.value = [...list.options].some(({ value }) => value === wanted) ? wanted : first;
  }
  show();
});

// On paper every table is open, and closed again afterwards.
/** @type {HTMLDetailsElement[]} */
let opened = [];
addEventListener('beforeprint', () => {
  opened = [...document.querySelectorAll('details')].filter((one) => !one.open);
  for (const one of opened) one.open = true;
});
addEventListener('afterprint', () => {
  for (const one of opened) one.open = false;
});
print.hidden = false;
print.addEventListener('click', () => window.print());

contents.append(
  element(
    'ul',
    {},
    ...sections.map(({ id, title }) => element('li', {}, element('a', { href: `#${id}` }, title))),
  ),
);
contents.hidden = false;
show();
