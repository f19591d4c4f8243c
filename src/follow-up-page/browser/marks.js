/** @import { Measure, Series } from './answers.ts' */
import { MARKS } from './series.js';

/**
 * How one series is told from the next: by colour, and for whoever sees none by hatching, by the shape of the points and
 * by the dashes of the line. Colours are in page.css, so that print and forced colours have theirs.
 */

/** @param {number} at */
export const seriesClass = (at) => `series-${at % MARKS}`;

/** @param {string} chart @param {number} at */
const patternId = (chart, at) => `${chart}-monster-${at % MARKS}`;

/** @param {string} chart @param {number} at */
export const fillOf = (chart, at) => `url(#${patternId(chart, at)})`;

/** What lies on the colour of each series, in a square of eight. */
const HATCHES = [
  '',
  'M-2,2 l4,-4 M0,8 l8,-8 M6,10 l4,-4',
  'M0,4 h8',
  'M4,0 v8',
  'M0,0 l8,8 M8,0 l-8,8',
  'M3,3 h2 v2 h-2 z',
  'M-2,6 l4,4 M0,0 l8,8 M6,-2 l4,4',
  '',
];

/** @typedef {import('d3').Selection<SVGSVGElement, unknown, null, undefined>} Picture */

/**
 * Puts the hatchings of a chart's series into its picture.
 * @param {Picture} picture @param {string} chart @param {readonly Series[]} series
 */
export function addHatches(picture, chart, series) {
  const definitions = picture.append('defs');
  for (const { mark: at } of series) {
    const pattern = definitions
      .append('pattern')
      .attr('id', patternId(chart, at))
      .attr('class', seriesClass(at))
      .attr('patternUnits', 'userSpaceOnUse')
      .attr('width', 8)
      .attr('height', 8);
    pattern.append('rect').attr('class', 'ground').attr('width', 8).attr('height', 8);
    pattern
      .append('path')
      .attr('class', 'hatch')
      .attr('d', HATCHES[at % MARKS] ?? '');
  }
}

const SHAPES = [
  d3.symbolCircle,
  d3.symbolSquare,
  d3.symbolTriangle,
  d3.symbolDiamond,
  d3.symbolStar,
  d3.symbolCross,
  d3.symbolWye,
  d3.symbolCircle,
];
const DASHES = ['none', '8 4', '2 4', '12 4 2 4', '4 2', '1 3', '14 6', '6 2 1 2'];

/** As page.css has it. */
const LABEL_FONT = '14px system-ui, sans-serif';

/** @param {number} at */
export const shapeOf = (at) => d3.symbol(SHAPES[at % MARKS], 70)();

/** @param {number} at */
export const dashOf = (at) => DASHES[at % MARKS] ?? 'none';

/**
 * Scale from nothing to a round number above the largest; a share is of a hundred.
 * @param {readonly number[]} values @param {Measure} measure
 */
export function measureScale(values, measure) {
  const largest = d3.max(values) ?? 0;
  const scale = d3.scaleLinear().domain([0, measure === 'procent' ? 100 : Math.max(largest, 1)]);
  return measure === 'procent' ? scale : scale.nice(5);
}

/**
 * Whole numbers have whole marks.
 * @param {import('d3').ScaleLinear<number, number>} scale @param {Measure} measure @param {number} wanted
 */
export function ticksOf(scale, measure, wanted) {
  const ticks = scale.ticks(wanted);
  return measure === 'antal' ? ticks.filter(Number.isInteger) : ticks;
}

const ruler = document.createElement('canvas').getContext('2d');

/**
 * Breaks a label into lines that are no wider, at spaces and after hyphens and slashes.
 * @param {string} text @param {number} width in pixels
 */
export function linesOf(text, width) {
  if (ruler) ruler.font = LABEL_FONT;
  /** @param {string} line */
  const fits = (line) => (ruler?.measureText(line).width ?? 0) <= width;
  /** @type {string[]} */
  const lines = [];
  for (const word of text.split(/(?<=[-/])|\s+/).filter(Boolean)) {
    const last = lines.at(-1);
    const joined = last === undefined ? word : /[-/]$/.test(last) ? last + word : `${last} ${word}`;
    if (last !== undefined && fits(joined)) lines[lines.length - 1] = joined;
    else lines.push(word);
  }
  return lines;
}
