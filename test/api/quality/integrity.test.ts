import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedBoard } from '../../../seeds/seed.ts';
import {
  findingDifferencesIn,
  projectFindingsIfChanged,
  projectFindingsOfBoard,
} from '../../../src/quality/projection/integrity.ts';
import { done } from '../../support/casework.ts';
import { startWorld, type World } from '../../support/world.ts';

/** What is kept of the findings, held against the rules over a whole board of fictitious families. */

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-20T09:00:00Z' });
  await seedBoard(world.board, world.clock);
});
afterAll(() => world.close());
beforeEach(() => projectFindingsOfBoard(world.board));

async function differences(settings: Partial<typeof world.board> = {}): Promise<string[]> {
  const found: string[] = [];
  for await (const { kept, found: given, fields } of findingDifferencesIn(world.database, {
    ...world.board,
    ...settings,
  })) {
    found.push(`${given.rule}: ${kept ? fields.join() : 'not kept'}`);
  }
  return found;
}
const first = async (rule: string) => {
  const [row] = await world.database.raw(
    `select * from quality_finding where rule = '${rule}' and unit = 'barn-och-familj' and ended_on is null
     and not mended order by id limit 1`,
  );
  return row as { id: string; case_id: string };
};
const change = (table: string, id: string, to: string) =>
  world.database.raw(`update ${table} set ${to} where id = '${id}'`);

test('a board as the API has made it agrees, and has much to put right', async () => {
  const rows = await world.database.raw(
    'select rule from quality_finding where ended_on is null and not mended',
  );
  expect(rows.length).toBeGreaterThan(50);
  expect(new Set(rows.map(({ rule }) => rule)).size).toBeGreaterThan(4);
  expect(await differences()).toEqual([]);
});

describe('a difference is found, and mended', () => {
  test.each([
    ['since', "'2027-01-01'", 'since'],
    ['ended_on', "'2026-11-01'", 'endedOn'],
    ['unit', "'ungdom'", 'unit'],
    ['handler_id', "'omar.lind'", 'handlerId'],
    ['severity', "'information'", 'severity'],
    ['case_open', 'false', 'caseOpen'],
    ['mended', 'true', 'mended'],
    ['about_id', "'något'", 'aboutId'],
  ])('in %s', async (column, value, field) => {
    const { id } = await first('Q001');
    await change('quality_finding', id, `${column} = ${value}`);
    expect(await differences()).toEqual([`Q001: ${field}`]);
    await projectFindingsOfBoard(world.board);
    expect(await differences()).toEqual([]);
  });

  test('where one is not kept at all', async () => {
    const { id } = await first('Q001');
    await world.database.raw(`delete from quality_finding where id = '${id}'`);
    expect(await differences()).toEqual(['Q001: not kept']);
    await projectFindingsOfBoard(world.board);
    expect(await differences()).toEqual([]);
  });

  test('where one is kept that no rule finds any more', async () => {
    const [row] = (await world.database.raw(
      'select id, main_cause from intake where outcome is not null order by id limit 1',
    )) as [{ id: string; main_cause: string }];
    await change('intake', row.id, 'main_cause = null');
    expect(await differences()).toEqual(['Q007: not kept']);
    await projectFindingsOfBoard(world.board);
    const lena = await world.with({
      ...{ sub: 'alla.enheter', roles: ['team-leader'] },
      units: world.board.units.map(({ code }) => code),
    });
    const listed = async () => done(await lena.get('/data-quality?rule=Q007&total=true')).page.total;
    expect(await listed()).toBe(1);
    await change('intake', row.id, `main_cause = '${row.main_cause}'`);
    expect(await differences()).toEqual(['Q007: mended']);
    await projectFindingsOfBoard(world.board);
    expect(await listed()).toBe(0);
    expect(await differences()).toEqual([]);
  });

  test('where the board has set a limit of its own since', async () => {
    const limits = [{ rule: 'skyddsbedomning' as const, days: 9 }];
    expect(new Set(await differences({ limits }))).toContain('Q003: since');
  });
});

test('a board is gone through at the start where what it was made from has changed, and only then', async () => {
  expect(await projectFindingsIfChanged(world.board)).toBe(false);
  const stricter = { ...world.board, limits: [{ rule: 'skyddsbedomning' as const, days: 3 }] };
  expect(await projectFindingsIfChanged(stricter)).toBe(true);
  expect(await projectFindingsIfChanged(stricter)).toBe(false);
  expect(await differences({ limits: stricter.limits })).toEqual([]);
});
