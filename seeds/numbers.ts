import type { Day } from '../src/kernel/day.ts';

/**
 * A personal number from the series 980-999, which is kept free for tests and belongs to nobody. An even serial is a
 * girl's, an odd one a boy's. With `coordination`, a coordination number: the day plus 60.
 */
export function testNumber(birthDate: Day, serial: number, { coordination = false } = {}): string {
  if (serial < 980 || serial > 999) throw new RangeError(`${serial} is not in the test series 980-999.`);
  const day = String(Number(birthDate.slice(8)) + (coordination ? 60 : 0)).padStart(2, '0');
  const digits = `${birthDate.slice(2, 4)}${birthDate.slice(5, 7)}${day}${serial}`;
  const sum = [...digits].reduce((total, digit, at) => {
    const product = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return total + (product > 9 ? product - 9 : product);
  }, 0);
  return `${birthDate.slice(0, 2)}${digits}${(10 - (sum % 10)) % 10}`;
}
