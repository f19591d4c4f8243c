/**
 * @import { Cell, Content, Crossed, CrossSource, Indicator, IndicatorGroup, Indicators, Quality, Shown } from './answers.ts'
 */
import { MARK_OF_ALL } from './series.js';
import {
  cellText,
  countedText,
  dayText,
  numberText,
  PROTECTED,
  periodText,
  shortPeriodText,
  timeText,
} from './wording.js';

/** From an answer of the API to what a figure shows: chart, table, and the same in a sentence. Pure. */

/** @param {{ suppressed: boolean, value: number | null }} from @returns {Cell} */
function cellOf({ suppressed, value }) {
  if (suppressed) return { kind: 'protected' };
  return value === null ? { kind: 'none' } : { kind: 'value', value };
}

/** @param {number | null} number @param {boolean} suppressed @returns {Shown} */
const shownCount = (number, suppressed) => {
  if (suppressed) return PROTECTED;
  return number === null ? '–' : { text: numberText(number, 'antal'), number };
};

/** @param {Cell} cell @param {Indicator['unitOfMeasure']} measure @returns {Shown} */
const shownCell = (cell, measure) =>
  cell.kind === 'value' ? { text: cellText(cell, measure), number: cell.value } : cellText(cell, measure);

const TOTAL = 'total';
const LAST = ['unknown', 'notApplicable'];

/** @param {number} count */
const protectedText = (count) => {
  if (count === 0) return '';
  return count === 1 ? ' Ett tal är skyddat.' : ` ${count} tal är skyddade.`;
};

/**
 * A variable by another: a bar per cell. Totals are for the table.
 * @param {Crossed} answer @param {CrossSource} source @returns {Content}
 */
export function crossContent(answer, { unitOfCount }) {
  const columns =
    answer.column === null ? [{ code: TOTAL, label: { sv: 'Antal', en: 'Count' } }] : answer.columns;
  const cells = new Map(
    answer.cells.map((cell) => [
      `${cell.row} ${cell.column ?? TOTAL}`,
      cellOf({ suppressed: cell.suppressed, value: cell.count }),
    ]),
  );
  /** @param {string} row @param {string} column @returns {Cell} */
  const at = (row, column) => cells.get(`${row} ${column}`) ?? { kind: 'none' };
  /** @param {Cell} cell */
  const says = (cell) => cell.kind === 'protected' || (cell.kind === 'value' && cell.value > 0);

  const kept = answer.rows.filter(({ code }) => code !== TOTAL);
  // What is unknown has a bar only where there is something unknown.
  const rows = kept.filter(
    ({ code }) => !LAST.includes(code) || columns.some((column) => says(at(code, column.code))),
  );
  const series = columns.filter(({ code }) => {
    if (code === TOTAL) return answer.column === null;
    return !LAST.includes(code) || rows.some((row) => says(at(row.code, code)));
  });
  const all = at(TOTAL, TOTAL);
  const sums = rows.flatMap(({ code, label }) => {
    const sum = at(code, TOTAL);
    return sum.kind === 'value' && sum.value > 0 && !LAST.includes(code)
      ? [{ label: label.sv, value: sum.value }]
      : [];
  });
  const largest = sums.toSorted((a, b) => b.value - a.value)[0];
  const hidden = answer.cells.filter(({ suppressed }) => suppressed).length;
  const isEmpty = all.kind === 'value' && all.value === 0;
  const total =
    all.kind === 'value'
      ? `${countedText(all.value, unitOfCount)}.`
      : `Antalet är ${cellText(all, 'antal')}.`;
  const most = largest ? ` Vanligast: ${largest.label} (${numberText(largest.value, 'antal')}).` : '';

  return {
    form: 'bars',
    sheet: {
      measure: 'antal',
      series: series.map(({ label }) => ({
        label: label.sv,
        mark: columns.findIndex((one) => one.label === label),
      })),
      rows: isEmpty
        ? []
        : rows.map(({ code, label }) => ({
            label: label.sv,
            cells: series.map((column) => at(code, column.code)),
          })),
    },
    table: {
      words: 1,
      head: [answer.row.label.sv, ...columns.map(({ label }) => label.sv)],
      lines: answer.rows.map(({ code, label }) => [
        label.sv,
        ...columns.map((column) => shownCell(at(code, column.code), 'antal')),
      ]),
    },
    summary: [isEmpty ? 'Inga i det valda urvalet.' : `${total}${most}${protectedText(hidden)}`],
    notes: [],
    basis: `Variabelkatalog ${answer.catalogueVersion}, läst ${timeText(answer.asOf)}.`,
  };
}

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
      return group ? cellOf(group) : /** @type {Cell} */ ({ kind: 'none' });
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
  const isEmpty = rows.every(({ cells }) => cells.every(({ kind }) => kind === 'none'));
  return {
    form: 'bars',
    sheet: {
      measure,
      series: names.map((label) => ({ label, mark: markOf(label, divided) })),
      rows: isEmpty ? [] : rows,
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

/** @type {Readonly<Record<Quality['items'][number]['severity'], string>>} */
const SEVERITY = { error: 'fel', warning: 'varning', information: 'upplysning' };

/** @param {Quality} answer @returns {Content} */
export function qualityContent(answer) {
  const found = answer.items
    .map((item) => ({ ...item, cell: cellOf({ suppressed: item.count === null, value: item.count }) }))
    .filter(({ count }) => count !== 0)
    .toSorted((a, b) => (b.count ?? 0) - (a.count ?? 0));
  const sum = found.reduce((total, { count }) => total + (count ?? 0), 0);
  const hidden = found.filter(({ count }) => count === null).length;
  const [most] = found;
  const mostText = most?.count ? ` Vanligast: ${most.label.sv} (${numberText(most.count, 'antal')}).` : '';
  return {
    form: 'bars',
    sheet: {
      measure: 'antal',
      series: [{ label: 'Antal', mark: 0 }],
      rows: found.map(({ rule, severity, label, cell }) => ({
        label: `${label.sv} (${rule}, ${SEVERITY[severity]})`,
        cells: [cell],
      })),
    },
    table: {
      words: 3,
      head: ['Regel', 'Vad', 'Allvar', 'Antal'],
      lines: answer.items.map(({ rule, severity, label, count }) => [
        rule,
        label.sv,
        SEVERITY[severity],
        shownCount(count, count === null),
      ]),
    },
    summary: [
      found.length === 0
        ? 'Inga brister.'
        : `${numberText(sum, 'antal')} brister.${mostText}${protectedText(hidden)}`,
    ],
    notes: [],
    basis: `Kvalitetsregler ${answer.qualityVersion}, läst ${dayText(answer.asOf)}.`,
  };
}
