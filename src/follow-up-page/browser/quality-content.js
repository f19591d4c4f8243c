/** @import { Content, Quality } from './answers.ts' */
import { cellOf, protectedText, shownCount } from './cells.js';
import { dayText, numberText } from './wording.js';

/** What a figure shows of the findings of data quality: chart, table, and the same in a sentence. Pure. */

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
