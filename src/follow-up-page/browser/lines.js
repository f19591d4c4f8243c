/** @import { Sheet } from './answers.ts' */
import { dashOf, measureScale, seriesClass, shapeOf, ticksOf } from './marks.js';
import { AXIS, cellText, numberText } from './wording.js';

/** Lines over periods. Where there is no number there is no point, and no line through it. */

const HEIGHT = 276;
const LEFT = 44;
const TOP = 28;
const BOTTOM = 46;
/** How close two numbers may stand. */
const APART = 17;

/**
 * @param {import('./marks.js').Picture} picture empty
 * @param {Sheet} sheet @param {string} _chart @param {number} width in pixels
 */
export function drawLines(picture, { measure, series, rows }, _chart, width) {
  const right = measure === 'dagar' ? 100 : 76;
  const values = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell.kind === 'value' ? [cell.value] : [])),
  );
  const y = measureScale(values, measure).range([HEIGHT - BOTTOM, TOP]);
  const x = d3
    .scalePoint()
    .domain(rows.map(({ label }) => label))
    .range([LEFT, width - right])
    .padding(0.3);
  /** @param {{ label: string }} row */
  const across = ({ label }) => x(label) ?? LEFT;
  picture.attr('viewBox', `0 0 ${width} ${HEIGHT}`);

  picture
    .append('g')
    .attr('class', 'axis')
    .attr('transform', `translate(${LEFT},0)`)
    .call(
      d3
        .axisLeft(y)
        .tickValues(ticksOf(y, measure, 5))
        .tickFormat((tick) => numberText(Number(tick), 'antal'))
        .tickSize(-(width - right - LEFT))
        .tickPadding(8),
    );
  picture.append('text').attr('class', 'axis-name').attr('x', 0).attr('y', 14).text(AXIS[measure]);
  // A half-year or a quarter stands above its year: there is not always room beside it.
  for (const row of rows) {
    const name = picture.append('text').attr('class', 'label').attr('text-anchor', 'middle');
    for (const [at, part] of row.label.split(' ').entries())
      name
        .append('tspan')
        .attr('x', across(row))
        .attr('y', HEIGHT - BOTTOM + 20 + at * 16)
        .text(part);
  }

  for (const [at, { mark }] of series.entries()) {
    const points = rows.map((row) => ({
      row,
      cell: row.cells[at] ?? { kind: /** @type {const} */ ('none') },
    }));
    const line = d3
      .line(
        /** @param {typeof points[number]} point */ ({ row }) => across(row),
        ({ cell }) => (cell.kind === 'value' ? y(cell.value) : 0),
      )
      .defined(({ cell }) => cell.kind === 'value');
    picture
      .append('path')
      .attr('class', `line ${seriesClass(mark)}`)
      .attr('stroke-dasharray', dashOf(mark))
      .attr('d', line(points));
    for (const { row, cell } of points) {
      if (cell.kind !== 'value') continue;
      picture
        .append('path')
        .attr('class', `point ${seriesClass(mark)}`)
        .attr('transform', `translate(${across(row)},${y(cell.value)})`)
        .attr('d', shapeOf(mark));
    }
  }

  // The latest number of each, pushed apart where they would lie on each other.
  const ends = series
    .flatMap((_, at) => {
      const row = rows.findLast(({ cells }) => cells[at]?.kind === 'value');
      const cell = row?.cells[at];
      return row && cell?.kind === 'value' ? [{ cell, x: across(row), y: y(cell.value) }] : [];
    })
    .sort((a, b) => a.y - b.y);
  let lowest = Number.NEGATIVE_INFINITY;
  for (const end of ends) {
    lowest = Math.max(end.y, lowest + APART);
    picture
      .append('text')
      .attr('class', 'value')
      .attr('x', end.x + 12)
      .attr('y', lowest + 5)
      .text(cellText(end.cell, measure));
  }
}
