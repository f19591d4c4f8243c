/** @import { Cell, Content, Indicator, IndicatorGroup, Indicators, Shown } from './answers.ts' */
import { cellOf, isDrawable, protectedText, shownCell, shownCount, TOTAL } from './cells.js';
import { MARK_OF_ALL } from './series.js';
import { cellText, numberText, periodText, shortPeriodText, timeText } from './wording.js';

/** What a figure shows of indicators, in a period or over time: chart, table, and the same in sentences. Pure. */

/** @param {Indicators} answer @param {readonly string[]} ids */
const chosen = (answer, ids) =>
  ids.flatMap((id) => answer.items.filter((item) => item.id === id && item.periods.length > 0));

/** @param {Indicator[]} items */
const notesOf = (items) =>
  items.map(({ label, definition, kolada, provenance }) => ({
    term: label.sv,
    text: [
      definition.sv,
      kolada ? `Kolada ${kolada}.` : '',
      provenance.startsWith('verified') ? '' : 'Preliminär definition.',
    ]
      .filter(Boolean)
      .join(' '),
  }));

/** @param {Indicators} answer */
const indicatorBasis = ({ indicatorsVersion, catalogueVersion, asOf }) =>
  `Nyckeltal ${indicatorsVersion}, variabelkatalog ${catalogueVersion}, läst ${timeText(asOf)}.`;

const ALL = 'Alla';

/** @param {IndicatorGroup} group */
const groupText = ({ group, label }) => (group === null || group === TOTAL ? ALL : (label?.sv ?? group));

/** All together has a mark of its own, so that a group is marked as it is in the other charts. @param {string} name @param {string[]} divided */
const markOf = (name, divided) =>
  name === ALL && divided.length > 0 ? MARK_OF_ALL : Math.max(0, divided.indexOf(name));

const NOTHING = 'Inget underlag i det valda urvalet.';

/** @type {Readonly<Record<NonNullable<Indicator['periods'][number]['reason']>, string>>} */
const WHY = {
  'other-period': 'räknas inte på en sådan period',
  'not-yet': 'kan inte räknas än',
};

/** @param {Indicator} item @param {IndicatorGroup} group @returns {Shown[]} */
const measured = ({ unitOfMeasure }, group) => [
  shownCell(cellOf(group), unitOfMeasure),
  shownCount(group.numerator, group.suppressed),
  shownCount(group.denominator, group.suppressed),
];

/**
 * Indicators in the period: a bar for each group.
 * @param {Indicators} answer @param {readonly string[]} ids @returns {Content}
 */
export function periodContent(answer, ids) {
  const items = chosen(answer, ids);
  const now = items.map((item) => ({
    item,
    groups: item.periods.at(-1)?.groups ?? [],
    reason: item.periods.at(-1)?.reason ?? null,
  }));
  const names = [...new Set(now.flatMap(({ groups }) => groups.map(groupText)))];
  const divided = names.filter((name) => name !== ALL);
  const rows = now.map(({ item, groups }) => ({
    label: item.label.sv,
    cells: names.map((name) => {
      const group = groups.find((one) => groupText(one) === name);
      return group ? cellOf(group) : /** @type {Cell} */ ({ kind: 'absent' });
    }),
  }));
  const measure = items[0]?.unitOfMeasure ?? 'antal';
  // All together in a sentence; the groups are in the table.
  const sentences = now.flatMap(({ item, groups, reason }) => {
    const group = groups.find((one) => groupText(one) === ALL);
    const said = reason ? WHY[reason] : group && cellText(cellOf(group), item.unitOfMeasure);
    return said ? [`${item.label.sv}: ${said}.`] : [];
  });
  const hidden = now.flatMap(({ groups }) => groups).filter(({ suppressed }) => suppressed).length;
  return {
    form: 'bars',
    sheet: {
      measure,
      series: names.map((label) => ({ label, mark: markOf(label, divided) })),
      rows: isDrawable(rows.map(({ cells }) => cells)) ? rows : [],
    },
    table: {
      words: 2,
      head: ['Nyckeltal', 'Grupp', 'Värde', 'Täljare', 'Nämnare'],
      lines: now.flatMap(({ item, groups }) =>
        groups.map((group) => [item.label.sv, groupText(group), ...measured(item, group)]),
      ),
    },
    summary:
      sentences.length === 0 ? [NOTHING] : [...sentences, protectedText(hidden).trim()].filter(Boolean),
    notes: notesOf(items),
    basis: indicatorBasis(answer),
  };
}

/**
 * Indicators over periods: a line for each, of all together.
 * @param {Indicators} answer @param {readonly string[]} ids @returns {Content}
 */
export function trendContent(answer, ids) {
  const items = chosen(answer, ids);
  const periods = items[0]?.periods.map(({ period }) => period) ?? [];
  /** @param {Indicator} item @param {string} period */
  const whole = (item, period) =>
    item.periods.find((one) => one.period === period)?.groups.find((one) => groupText(one) === ALL);
  const measure = items[0]?.unitOfMeasure ?? 'antal';
  const rows = periods.map((period) => ({
    label: shortPeriodText(period),
    cells: items.map((item) => {
      const group = whole(item, period);
      return group ? cellOf(group) : /** @type {Cell} */ ({ kind: 'none' });
    }),
  }));
  const sentences = items.map((item, at) => {
    const known = rows.flatMap(({ cells }, row) => {
      const cell = cells[at];
      return cell?.kind === 'value'
        ? [{ period: shortPeriodText(periods[row] ?? ''), value: cell.value }]
        : [];
    });
    const [first, last] = [known[0], known.at(-1)];
    if (!first || !last) return `${item.label.sv}: inget att visa.`;
    const from = `${numberText(first.value, item.unitOfMeasure)} (${first.period})`;
    const to = `${numberText(last.value, item.unitOfMeasure)} (${last.period})`;
    return known.length === 1 ? `${item.label.sv}: ${to}.` : `${item.label.sv}: från ${from} till ${to}.`;
  });
  const isEmpty = rows.every(({ cells }) => cells.every(({ kind }) => kind !== 'value'));
  return {
    form: 'lines',
    sheet: {
      measure,
      series: items.map(({ label }, mark) => ({ label: label.sv, mark })),
      rows: isEmpty ? [] : rows,
    },
    table: {
      words: 2,
      head: ['Nyckeltal', 'Period', 'Värde', 'Täljare', 'Nämnare'],
      lines: items.flatMap((item) =>
        periods.flatMap((period) => {
          const group = whole(item, period);
          return group ? [[item.label.sv, periodText(period), ...measured(item, group)]] : [];
        }),
      ),
    },
    summary: isEmpty ? [NOTHING] : sentences,
    notes: notesOf(items),
    basis: indicatorBasis(answer),
  };
}
