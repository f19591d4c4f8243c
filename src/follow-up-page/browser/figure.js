/** @import { Content, Figure, Shown, Table } from './answers.ts' */
import { Refusal } from './ask.js';
import { drawBars } from './bars.js';
import { saveCsv } from './csv.js';
import { element, unseen } from './element.js';
import { drawLines } from './lines.js';
import { addHatches, dashOf, fillOf, seriesClass, shapeOf } from './marks.js';

/**
 * A figure: its heading, what it says in a sentence, the chart, the table behind it, and that table as a file. A screen
 * reader is given heading and sentence for the chart, and the table for the numbers.
 */

const DRAW = { bars: drawBars, lines: drawLines };

/** @param {string} id */
const headingId = (id) => `${id}-rubrik`;

/**
 * The place of a figure, before its content has come.
 * @param {Figure} figure
 */
export function waitingFigure({ id, title }) {
  return element(
    'figure',
    { id, class: 'chart', 'aria-labelledby': headingId(id), 'aria-busy': 'true' },
    element('figcaption', {}, element('h3', { id: headingId(id) }, title)),
    element('p', { class: 'waiting' }, 'Hämtar siffror …'),
  );
}

/** @param {HTMLElement} place @param {unknown} error */
export function showFailure(place, error) {
  const text = error instanceof Refusal ? error.message : 'Diagrammet kunde inte visas. Ladda om sidan.';
  place.removeAttribute('aria-busy');
  place.querySelector('.waiting')?.replaceWith(element('p', { class: 'failed' }, text));
}

/** @param {HTMLElement} place @param {Figure} figure @param {Content} content @param {string} selected the choice, in words */
export function showContent(place, { id, title }, content, selected) {
  const summaryId = `${id}-sammanfattning`;
  place.removeAttribute('aria-busy');
  place.querySelector('figcaption')?.append(summaryElement(summaryId, content.summary));
  place.querySelector('.waiting')?.remove();
  if (content.sheet.rows.length > 0) {
    const canvas = element('div', { class: 'canvas' });
    const legend = content.sheet.series.length > 1 ? legendOf(content, id) : null;
    place.append(element('div', { class: 'picture' }, legend, canvas));
    keepDrawn(canvas, content, id, `${headingId(id)} ${summaryId}`);
  }
  place.append(behind(title, content), saveButton(id, title, content.table, selected));
}

/** @param {string} id @param {readonly string[]} sentences */
const summaryElement = (id, sentences) =>
  sentences.length === 1
    ? element('p', { id, class: 'summary' }, sentences[0])
    : element('ul', { id, class: 'summary' }, ...sentences.map((one) => element('li', {}, one)));

/** Draws, and draws anew when the width has changed. @param {HTMLElement} canvas @param {Content} content @param {string} id @param {string} labelledBy */
function keepDrawn(canvas, { form, sheet }, id, labelledBy) {
  let drawn = 0;
  const draw = () => {
    const width = Math.floor(canvas.clientWidth);
    if (width === 0 || width === drawn) return;
    drawn = width;
    canvas.replaceChildren();
    const picture = d3
      .select(canvas)
      .append('svg')
      .attr('role', 'img')
      .attr('aria-labelledby', labelledBy)
      .attr('focusable', 'false');
    DRAW[form](picture, sheet, id, width);
  };
  draw();
  new ResizeObserver(draw).observe(canvas);
}

/** @param {Content} content @param {string} id */
function legendOf({ form, sheet }, id) {
  const list = element('ul', { class: 'legend', 'aria-hidden': 'true' });
  for (const series of sheet.series) {
    const entry = element('li', {});
    const sample = d3.select(entry).append('svg').attr('viewBox', '0 0 32 16').attr('class', 'sample');
    if (form === 'bars') {
      addHatches(sample, `${id}-teckenforklaring`, [series]);
      sample
        .append('rect')
        .attr('class', `bar ${seriesClass(series.mark)}`)
        .attr('fill', fillOf(`${id}-teckenforklaring`, series.mark))
        .attr('x', 1)
        .attr('y', 1)
        .attr('width', 30)
        .attr('height', 14);
    } else {
      sample
        .append('path')
        .attr('class', `line ${seriesClass(series.mark)}`)
        .attr('stroke-dasharray', dashOf(series.mark))
        .attr('d', 'M0,8 H32');
      sample
        .append('path')
        .attr('class', `point ${seriesClass(series.mark)}`)
        .attr('transform', 'translate(16,8)')
        .attr('d', shapeOf(series.mark));
    }
    entry.append(series.label);
    list.append(entry);
  }
  return list;
}

/** The table, and what its numbers mean. @param {string} title @param {Content} content */
function behind(title, { table, notes }) {
  return element(
    'details',
    { class: 'behind' },
    element('summary', {}, notes.length > 0 ? 'Tabell och definitioner' : 'Tabell', unseen(` för ${title}`)),
    // Wider than a telephone, it is scrolled sideways, with the keyboard as well.
    element(
      'div',
      { class: 'scroll', role: 'region', 'aria-label': `Tabell: ${title}`, tabindex: '0' },
      element(
        'table',
        {},
        element('caption', {}, title),
        element(
          'thead',
          {},
          element(
            'tr',
            {},
            ...table.head.map((name, at) =>
              element('th', { scope: 'col', class: at < table.words ? undefined : 'number' }, name),
            ),
          ),
        ),
        element(
          'tbody',
          {},
          ...table.lines.map((line) =>
            element('tr', {}, ...line.map((shown, at) => cellElement(shown, at, table.words))),
          ),
        ),
      ),
    ),
    notes.length > 0
      ? element(
          'dl',
          { class: 'notes' },
          ...notes.flatMap(({ term, text }) => [element('dt', {}, term), element('dd', {}, text)]),
        )
      : null,
  );
}

/** @param {Shown} shown @param {number} at @param {number} words */
function cellElement(shown, at, words) {
  const text = typeof shown === 'string' ? shown : shown.text;
  if (at === 0) return element('th', { scope: 'row' }, text);
  return element('td', { class: at < words ? undefined : 'number' }, text);
}

/** @param {string} id @param {string} title @param {Table} table @param {string} selected */
function saveButton(id, title, table, selected) {
  const button = element(
    'button',
    { type: 'button', class: 'plain save' },
    'Hämta som CSV',
    unseen(` för ${title}`),
  );
  button.addEventListener('click', () => saveCsv(`${id}-${selected}.csv`, table));
  return button;
}
