/** @import { Sheet } from './answers.ts' */
import { addHatches, fillOf, linesOf, measureScale, seriesClass, ticksOf } from './marks.js';
import { AXIS, cellText, numberText } from './wording.js';

/** Lying bars: Swedish labels are long, and stand beside them, or above where it is narrow. */

const BAR = 22;
const BETWEEN_BARS = 3;
const BETWEEN_ROWS = 16;
const LINE = 18;
const NARROW = 560;

/**
 * @param {import('./marks.js').Picture} picture empty
 * @param {Sheet} sheet @param {string} chart an id @param {number} width in pixels
 */
export function drawBars(picture, { measure, series, rows }, chart, width) {
  const narrow = width < NARROW;
  const left = narrow ? 5 : Math.min(270, Math.round(width * 0.34));
  const right = measure === 'dagar' ? 92 : 70;
  const top = 4;

  let y = top + BETWEEN_ROWS / 2;
  const laid = rows.map((row) => {
    const lines = linesOf(row.label, narrow ? width : left - 16);
    const label = lines.length * LINE;
    const present = row.cells.flatMap((cell, at) => (cell.kind === 'absent' ? [] : [{ cell, at }]));
    const group = present.length * (BAR + BETWEEN_BARS) - BETWEEN_BARS;
    const start = y;
    const bars = narrow ? start + label + 4 : start + Math.max(0, (label - group) / 2);
    y = narrow ? bars + group + BETWEEN_ROWS : start + Math.max(label, group) + BETWEEN_ROWS;
    return { present, group, lines, bars, text: narrow ? start : start + Math.max(0, (group - label) / 2) };
  });
  const bottom = y - BETWEEN_ROWS / 2;

  const values = rows.flatMap(({ cells }) =>
    cells.flatMap((cell) => (cell.kind === 'value' ? [cell.value] : [])),
  );
  const x = measureScale(values, measure).range([left, width - right]);
  picture.attr('viewBox', `0 0 ${width} ${bottom + 44}`);
  addHatches(picture, chart, series);

  const ticks = ticksOf(x, measure, narrow ? 3 : 5);
  picture
    .append('g')
    .attr('class', 'axis')
    .attr('transform', `translate(0,${bottom})`)
    .call(
      d3
        .axisBottom(x)
        .tickValues(ticks)
        .tickFormat((tick) => numberText(Number(tick), 'antal'))
        .tickSize(-(bottom - top))
        .tickPadding(8),
    );
  picture
    .append('text')
    .attr('class', 'axis-name')
    .attr('x', x.range()[1] ?? 0)
    .attr('y', bottom + 40)
    .attr('text-anchor', 'end')
    .text(AXIS[measure]);

  for (const { present, group, lines, bars, text } of laid) {
    const label = picture
      .append('text')
      .attr('class', 'label')
      .attr('text-anchor', narrow ? 'start' : 'end');
    for (const [at, line] of lines.entries())
      label
        .append('tspan')
        .attr('x', narrow ? 0 : left - 12)
        .attr('y', text + at * LINE + 13)
        .text(line);
    for (const [place, { cell, at }] of present.entries()) {
      const mark = series[at]?.mark ?? 0;
      const barTop = bars + place * (BAR + BETWEEN_BARS);
      const end = cell.kind === 'value' ? x(cell.value) : left;
      if (cell.kind === 'value')
        picture
          .append('rect')
          .attr('class', `bar ${seriesClass(mark)}`)
          .attr('fill', fillOf(chart, mark))
          .attr('x', left)
          .attr('y', barTop)
          .attr('width', Math.max(0, end - left))
          .attr('height', BAR);
      picture
        .append('text')
        .attr('class', cell.kind === 'value' ? 'value' : 'value missing')
        .attr('x', end + 6)
        .attr('y', barTop + 16)
        .text(cellText(cell, measure));
    }
    picture
      .append('line')
      .attr('class', 'base')
      .attr('x1', left)
      .attr('x2', left)
      .attr('y1', bars - 3)
      .attr('y2', bars + group + 3);
  }
}
