/** @import { Cell, Measure } from './answers.ts' */

/** Numbers, periods and times as Swedish text. */

export const PROTECTED = 'skyddad';
const NONE = 'inga fall';

const whole = new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 0 });
const tenths = new Intl.NumberFormat('sv-SE', { maximumFractionDigits: 1 });
const time = new Intl.DateTimeFormat('sv-SE', {
  dateStyle: 'long',
  timeStyle: 'short',
  timeZone: 'Europe/Stockholm',
});

const dayOnly = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'long', timeZone: 'Europe/Stockholm' });

/** @type {Readonly<Record<Measure, string>>} */
const AFTER = { antal: '', procent: '\u00a0%', dagar: '\u00a0dagar' };

/** @type {Readonly<Record<Measure, string>>} */
export const AXIS = { antal: 'Antal', procent: 'Procent', dagar: 'Dagar' };

/** @param {number} value @param {Measure} measure */
export const numberText = (value, measure) =>
  `${(Number.isInteger(value) ? whole : tenths).format(value)}${AFTER[measure]}`;

/** @param {Cell} cell @param {Measure} measure */
export function cellText(cell, measure) {
  if (cell.kind === 'value') return numberText(cell.value, measure);
  return cell.kind === 'protected' ? PROTECTED : NONE;
}

/** @param {string} instant */
export const timeText = (instant) => time.format(new Date(instant));

/** @param {string} day */
export const dayText = (day) => dayOnly.format(new Date(`${day}T12:00:00Z`));

/** `2026-H1` as `2026, halvår 1`. @param {string} period */
export function periodText(period) {
  const [year, part] = period.split('-');
  if (!part) return year ?? period;
  return `${year}, ${part.startsWith('H') ? 'halvår' : 'kvartal'} ${part.slice(1)}`;
}

/** For an axis, where there is little room. @param {string} period */
export const shortPeriodText = (period) => {
  const [year, part] = period.split('-');
  return part ? `${part.replace('Q', 'Kv')} ${year}` : (year ?? period);
};

/** @type {Readonly<Record<string, readonly [string, string]>>} */
const COUNTED = {
  intervention: ['insats', 'insatser'],
  investigation: ['utredning', 'utredningar'],
  intake: ['aktualisering', 'aktualiseringar'],
};

/** `1 insats`, `12 insatser`. @param {number} count @param {string} unitOfCount */
export function countedText(count, unitOfCount) {
  const [one, more] = COUNTED[unitOfCount] ?? ['fall', 'fall'];
  return `${whole.format(count)} ${count === 1 ? one : more}`;
}
