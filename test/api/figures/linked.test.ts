import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { boundsOf, type Published } from '../../support/attacker.ts';
import { done } from '../../support/casework.ts';
import { generateBoard } from '../../support/generated-board.ts';
import { startWorld, type World } from '../../support/world.ts';
import { PLACES, UNITS } from './places.ts';

/** What could be taken from one answer to what another one, on another variable, holds back. */

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-20T09:00:00Z' });
  await generateBoard(world.database, { children: 150, today: '2026-11-20', seed: 11 });
});
afterAll(() => world.close());

const get = async (path: string) => done(await world.as('controller').get(path));

interface Cell {
  row: string;
  count: number | null;
  suppressed: boolean;
}

const within = ({ unit, part }: { unit: string | null; part: string }, year: string) =>
  `period=${year}${part}${unit ? `&unit=${unit}` : ''}`;

/** Numbers the smallest counts there are: those of a value in a unit and a quarter. */
function smallestCounts() {
  const numbers = new Map<string, number>();
  return {
    numbers,
    of: ({ unit, quarters }: (typeof PLACES)[number], values: readonly string[]) =>
      (unit ? [unit] : UNITS).flatMap((inUnit) =>
        quarters.flatMap((quarter) =>
          values.map((value) => {
            const name = `${inUnit} ${quarter} ${value}`;
            if (!numbers.has(name)) numbers.set(name, numbers.size);
            return numbers.get(name)!;
          }),
        ),
      ),
  };
}

interface Held {
  readonly where: string;
  readonly sums: readonly number[];
}

function expectNoneFound(held: readonly Held[], published: readonly Published[], smallest: number) {
  expect(held.length).toBeGreaterThan(10);
  for (const { where, sums } of held.filter((_, at) => at % Math.ceil(held.length / 60) === 0)) {
    const [least, most] = boundsOf(sums, published, smallest);
    expect(most, where).toBeGreaterThan(least);
  }
}

const groupsOf = (codes: readonly { readonly code: string; readonly group: string }[]) =>
  Map.groupBy(codes, ({ group }) => group);
const CAUSES = groupsOf(CODEBOOKS.cause.codes);
const TYPES = groupsOf(CODEBOOKS.interventionType.codes);
const REPORTERS = groupsOf(
  CODEBOOKS.reporter.codes.map(({ code, mandatory }) => ({ code, group: String(mandatory) })),
);

describe('who lays the table of a variable beside that of its groups', () => {
  test.each([
    ['intake&on=received', 'intake.mainCause', 'intake.causeGroup', CAUSES],
    ['intake&on=received', 'intake.reporter', 'intake.mandatoryReporter', REPORTERS],
    ['investigation&on=closed', 'investigation.cause', 'investigation.causeGroup', CAUSES],
    ['intervention&on=started', 'intervention.type', 'intervention.group', TYPES],
  ] as const)(
    'finds out no small number: %s, %s and %s',
    { timeout: 120_000 },
    async (of, fine, coarse, groups) => {
      const counts = smallestCounts();
      const published: Published[] = [];
      const held: Held[] = [];
      for (const place of PLACES) {
        for (const row of [fine, coarse]) {
          const { cells, rows } = await get(`/tables?unitOfCount=${of}&row=${row}&${within(place, '2025')}`);
          const own = rows
            .map(({ code }: { code: string }) => code)
            .filter((code: string) => code !== 'total');
          const all =
            row === fine
              ? own
              : [...[...groups.values()].flat().map(({ code }) => code), 'unknown', 'notApplicable'];
          for (const { row: code, count, suppressed } of cells as Cell[]) {
            const values =
              code === 'total'
                ? all
                : row === coarse && groups.has(code)
                  ? groups.get(code)!.map((one) => one.code)
                  : [code];
            const sums = counts.of(place, values);
            published.push({ sums, says: count });
            if (suppressed) held.push({ where: `${row} ${place.unit} ${place.part} ${code}`, sums });
          }
        }
      }
      expectNoneFound(held, published, counts.numbers.size);
    },
  );
});

test('who lays an indicator of anmälningar beside the table of kinds finds out no small number', {
  timeout: 120_000,
}, async () => {
  const counts = smallestCounts();
  const published: Published[] = [];
  const held: Held[] = [];
  for (const place of PLACES) {
    const { cells } = await get(`/tables?unitOfCount=intake&row=intake.type&${within(place, '2025')}`);
    const codes = (cells as Cell[]).map(({ row }) => row).filter((code) => code !== 'total');
    for (const { row, count, suppressed } of cells as Cell[]) {
      const sums = counts.of(place, row === 'total' ? codes : [row]);
      published.push({ sums, says: count });
      if (suppressed) held.push({ where: `${place.unit} ${place.part} ${row}`, sums });
    }
    const { items } = await get(`/indicators/shareProtectionSameDay?${within(place, '2025')}`);
    const [{ denominator }] = items[0].periods[0].groups;
    published.push({ sums: counts.of(place, ['anmalan']), says: denominator });
  }
  expect(published.filter(({ says }) => says !== null).length).toBeGreaterThan(20);
  expectNoneFound(held, published, counts.numbers.size);
});

test('a mean of numbers that each have a class of their own is held back with any of the classes', async () => {
  let heldBack = 0;
  for (const place of PLACES) {
    const { cells } = await get(
      `/tables?unitOfCount=investigation&on=closed&row=investigation.handlers&${within(place, '2025')}`,
    );
    const { items } = await get(`/indicators/handlersPerInvestigation?${within(place, '2025')}`);
    const [{ numerator, value, suppressed }] = items[0].periods[0].groups;
    const isHeld = (cells as Cell[]).some((one) => one.suppressed);
    if (isHeld) expect([numerator, value, suppressed]).toEqual([null, null, true]);
    heldBack += isHeld ? 1 : 0;
  }
  expect(heldBack).toBeGreaterThan(0);
});

test('who sees cases is given no figures of protected children, to take their own cases from', async () => {
  const { raw } = world.database;
  const unit = 'barn-och-familj';
  const path = `/tables?unitOfCount=investigation&on=opened&row=child.legalSex&period=2025&unit=${unit}`;
  const asked = `from investigation where unit = '${unit}' and opened_on between '2025-01-01' and '2025-12-31'`;
  const count = async (more: string) => Number((await raw(`select count(*) n ${asked}${more}`))[0]!.n);
  const totalOf = ({ cells }: { cells: Cell[] }) => cells.find(({ row }) => row === 'total')!.count;
  await raw(`update person set protected_identity = 'sekretessmarkering'
    where id in (select child_id ${asked} order by id limit 7)`);
  const all = await count('');
  const unprotected = await count(
    " and child_id in (select id from person where protected_identity = 'ingen')",
  );
  expect(all - unprotected).toBeGreaterThan(4);
  expect(totalOf(await get(path))).toBe(all);
  for (const persona of ['teamLeader', 'socialWorker'] as const)
    expect(totalOf(done(await world.as(persona).get(path)))).toBe(unprotected);
});
