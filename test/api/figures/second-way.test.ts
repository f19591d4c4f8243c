import { afterAll, beforeAll, expect, test } from 'vitest';
import { done } from '../../support/casework.ts';
import { ANY_POPULATION } from '../../support/extracts.ts';
import { generateBoard } from '../../support/generated-board.ts';
import { startWorld, type World } from '../../support/world.ts';
import { CASES, figureSql } from './by-sql.ts';

/** Every indicator computed a second way, in plain SQL over a board of many made-up children, and found equal. */

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-20T09:00:00Z', settings: ANY_POPULATION });
  await generateBoard(world.database, { children: 400, today: '2026-11-20', seed: 7 });
});
afterAll(() => world.close());

const COLUMN = { unit: 'unit', sex: 'sex', ageGroup: 'age_group' } as const;

interface Item {
  id: string;
  measure: string;
  periods: {
    from: string;
    to: string;
    reason: string | null;
    groups: { group: string | null; numerator: number | null; denominator: number; value: number | null }[];
  }[];
}

/** Compares every figure of an answer with the one by SQL; how many figures told of somebody. */
async function compare(query: string, by: keyof typeof COLUMN | null, filter = 'true') {
  const { items } = done(await world.as('controller').get(`/indicators?${query}`)) as { items: Item[] };
  const told = new Map<string, number>();
  for (const { id, measure, periods } of items) {
    for (const { from, to, reason, groups } of periods) {
      if (reason !== null) continue;
      for (const { group, numerator, denominator, value } of groups) {
        const column = COLUMN[by ?? 'ageGroup'];
        const condition = group === null ? filter : `${column} = '${group}' and ${filter}`;
        const [row] = await world.database.raw(figureSql(id, measure, { from, to }, condition));
        const said = row as Record<'numerator' | 'denominator' | 'value', unknown>;
        const where = `${id} ${query} ${from} ${group}`;
        expect(denominator, where).toBe(Number(said.denominator ?? 0));
        if (denominator === 0) {
          expect(value, where).toBeNull();
          continue;
        }
        if (measure !== 'median') expect(numerator, where).toBe(Number(said.numerator));
        expect(Math.abs(value! - Number(said.value)), where).toBeLessThanOrEqual(0.05 + 1e-9);
        told.set(id, (told.get(id) ?? 0) + 1);
      }
    }
  }
  return told;
}

test.each([
  ['period=2026&trend=3', null, 'true'],
  ['period=2026-H1&trend=5&by=sex', 'sex', 'true'],
  ['period=2025&trend=2&by=ageGroup', 'ageGroup', 'true'],
  ['period=2026-H1&by=ageGroup', 'ageGroup', 'true'],
  ['period=2026&by=unit&trend=2', 'unit', 'true'],
  ['period=2026-Q3&by=unit&trend=6', 'unit', 'true'],
  ['period=2026&unit=ungdom&by=sex', 'sex', "unit = 'ungdom'"],
] as const)('%s is what plain SQL says', async (query, by, filter) => {
  const told = await compare(query, by, filter);
  const whole = /period=20\d\d(&|$)/.test(query);
  const expected = Object.keys(CASES).filter(
    (id) => whole || (id !== 'shareNotReturned' && (query.includes('H1') || !/InvestigationDays$/.test(id))),
  );
  expect([...told.keys()].toSorted()).toEqual(expected.toSorted());
});

test('and the board has enough in it for each of them to be told of, and some of every answer', async () => {
  const { items } = done(await world.as('controller').get('/indicators?period=2026')) as { items: Item[] };
  for (const { id, measure, periods } of items) {
    const [{ denominator, value }] = periods[0]!.groups as [Item['periods'][number]['groups'][number]];
    expect(denominator, id).toBeGreaterThan(id === 'openInvestigationsPerHandler' ? 5 : 20);
    if (measure === 'share') expect(value! > 5 && value! < 95, `${id} ${value}`).toBe(true);
  }
});
