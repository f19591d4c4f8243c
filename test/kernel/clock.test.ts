import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseInstant, systemClock, toInstant } from '../../src/kernel/clock.ts';

describe('an instant', () => {
  it.each([
    ['2026-11-22T14:05:00Z', '2026-11-22T14:05:00.000Z'],
    ['2026-11-22T15:05:00+01:00', '2026-11-22T14:05:00.000Z'],
    ['2026-11-22T00:30:00.5+02:00', '2026-11-21T22:30:00.500Z'],
    ['2026-11-22T14:05:00.123456789Z', '2026-11-22T14:05:00.123Z'],
    ['2026-11-22t14:05:00z', '2026-11-22T14:05:00.000Z'],
    ['2026-11-22T09:35:00-04:30', '2026-11-22T14:05:00.000Z'],
    ['2026-11-22T14:05:00-00:00', '2026-11-22T14:05:00.000Z'],
    ['2028-02-29T23:59:59.999+00:00', '2028-02-29T23:59:59.999Z'],
    ['2026-12-31T23:30:00-01:00', '2027-01-01T00:30:00.000Z'],
    ['1900-01-01T00:00:00+01:00', '1899-12-31T23:00:00.000Z'],
  ])('%s is %s', (text, expected) => {
    expect(parseInstant(text)).toBe(expected);
  });

  it.each([
    '2026-02-30T10:00:00Z',
    '2026-02-29T10:00:00Z',
    '2026-13-01T10:00:00Z',
    '2026-00-01T10:00:00Z',
    '2026-01-32T10:00:00Z',
    '2026-01-01T24:00:00Z',
    '2026-01-01T10:60:00Z',
    '2026-12-31T23:59:60Z',
    '2026-01-01T10:00:00+24:00',
    '2026-01-01T10:00:00+01:60',
    '2026-01-01T10:00:00+0100',
    '2026-01-01T10:00:00+01',
    '2026-01-01T10:00:00',
    '2026-01-01T10:00Z',
    '2026-01-01 10:00:00Z',
    '2026-01-01T10:00:00.Z',
    '2026-01-01',
    '20260101T100000Z',
    ' 2026-01-01T10:00:00Z',
    '2026-01-01T10:00:00Z\n',
    '1899-12-31T22:59:59.999Z',
    '2199-12-31T23:00:00Z',
    '0000-01-01T00:00:00+01:00',
    '9999-12-31T23:59:59-23:59',
    '',
  ])('%j is none', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('comes back unchanged, and sorts as text like in time', () => {
    const anyDate = fc.date({
      min: new Date('1900-01-01'),
      max: new Date('2199-12-31'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(anyDate, anyDate, (one, other) => {
        const [a, b] = [toInstant(one), toInstant(other)];
        expect(parseInstant(a)).toBe(a);
        expect(Math.sign(one.getTime() - other.getTime())).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
    );
  });

  it('is the same moment at every offset', () => {
    fc.assert(
      fc.property(fc.integer({ min: -23 * 60 - 59, max: 23 * 60 + 59 }), (minutes) => {
        const moment = Date.parse('2026-11-22T14:05:00.250Z');
        const local = new Date(moment + minutes * 60_000).toISOString().slice(0, -1);
        const size = Math.abs(minutes);
        const offset = [Math.floor(size / 60), size % 60]
          .map((part) => String(part).padStart(2, '0'))
          .join(':');
        expect(parseInstant(`${local}${minutes < 0 ? '-' : '+'}${offset}`)).toBe('2026-11-22T14:05:00.250Z');
      }),
    );
  });

  it('is never made of an impossible date', () => {
    expect(() => toInstant(new Date(Number.NaN))).toThrow(RangeError);
    expect(() => toInstant(new Date('2200-01-01T00:00:00Z'))).toThrow(RangeError);
    expect(() => toInstant(new Date('1899-01-01T00:00:00Z'))).toThrow(RangeError);
  });
});

describe('the system clock', () => {
  it('goes with the machine', () => {
    const before = toInstant(new Date());
    const now = systemClock.now();
    expect(now >= before && now <= toInstant(new Date())).toBe(true);
  });
});
