import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, it } from 'vitest';
import { parseInstant } from '../../../src/kernel/clock.ts';
import { dayOf } from '../../../src/kernel/day.ts';
import { SEED } from '../../support/seed.ts';

/** A day is a day in Sweden, wherever the server stands and whatever its clock is set to. */

const CORE = fileURLToPath(new URL('zone-core.ts', import.meta.url));

interface Written {
  readonly zone: number;
  readonly summer: number;
  readonly written: readonly (readonly [name: string, bytes: number, hash: string])[];
}

async function writtenIn(zone: string): Promise<Written> {
  const { stdout } = await promisify(execFile)(process.execPath, [CORE, String(SEED)], {
    env: { PATH: process.env.PATH, TZ: zone },
  });
  return JSON.parse(stdout);
}

describe('in a process of its own', () => {
  let inSweden: Written;
  beforeAll(async () => {
    console.info(`zones: seed ${SEED}`);
    inSweden = await writtenIn('Europe/Stockholm');
    expect([inSweden.zone, inSweden.summer]).toEqual([-60, -120]);
    for (const [name, bytes] of inSweden.written) expect(bytes, name).toBeGreaterThan(800);
  });

  it.each([
    ['UTC', 0, 0],
    ['America/New_York', 300, 240],
    ['Pacific/Kiritimati', -840, -840],
    // Half an hour off, and with a summer in our winter.
    ['Australia/Lord_Howe', -660, -630],
  ])('every day and deadline is the same to the byte in %s', async (zone, winter, summer) => {
    const there = await writtenIn(zone);
    expect([there.zone, there.summer]).toEqual([winter, summer]);
    expect(there.written).toEqual(inSweden.written);
  });
});

/** The last Sunday of March and of October, at one o'clock by UTC, as the EU has it. */
const SHIFTS = ['2025-03-30', '2025-10-26', '2026-03-29', '2026-10-25', '2027-03-28', '2027-10-31'];

describe.each(SHIFTS)('around the change of the clocks on %s', (sunday) => {
  it('every hour of a week belongs to the day that the offset of the hour says', () => {
    const shift = Date.parse(`${sunday}T01:00:00Z`);
    const toSummer = sunday.slice(5, 7) === '03';
    for (let half = -7 * 24; half <= 7 * 24; half += 1) {
      const at = shift + half * 1_800_000;
      const summer = half >= 0 === toSummer;
      const expected = new Date(at + (summer ? 2 : 1) * 3_600_000).toISOString().slice(0, 10);
      expect(dayOf(parseInstant(new Date(at).toISOString())!), new Date(at).toISOString()).toBe(expected);
    }
  });
});
