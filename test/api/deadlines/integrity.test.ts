import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DEMO_BOARD } from '../../../seeds/personas.ts';
import { seedBoard } from '../../../seeds/seed.ts';
import {
  differencesIn,
  projectBoard,
  projectBoardIfChanged,
} from '../../../src/deadlines/projection/integrity.ts';
import { dayOf } from '../../../src/kernel/day.ts';
import { testEngine } from '../../support/engines.ts';
import { startWorld, type World } from '../../support/world.ts';

/** What is kept of the deadlines, held against the record and the law over a whole board of fictitious families. */

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-20T09:00:00Z' });
  await seedBoard(world.board, world.clock);
});
afterAll(() => world.close());
beforeEach(() => projectBoard(world.board, world.clock));

async function differences(settings: Partial<typeof world.board> = {}): Promise<string[]> {
  const found: string[] = [];
  const board = { ...world.board, ...settings };
  for await (const { kept, found: given, fields } of differencesIn(
    world.database,
    dayOf(world.clock.now()),
    board,
  )) {
    found.push(`${given.rule}: ${kept ? fields.join() : 'not kept'}`);
  }
  return found;
}

const first = async (rule: string, where = 'settled is null') => {
  const [row] = await world.database.raw(
    `select * from deadline where rule = '${rule}' and ${where} order by id limit 1`,
  );
  return row as { id: string; case_id: string };
};
const change = (table: string, id: string, to: string) =>
  world.database.raw(`update ${table} set ${to} where id = '${id}'`);

test('a board as the API has made it agrees, on that day and on every day to come', async () => {
  const rows = await world.database.raw('select count(*) as count from deadline');
  expect(Number(rows[0]!.count)).toBeGreaterThan(100);
  expect(await differences()).toEqual([]);
  world.clock.set('2027-03-01T09:00:00Z');
  expect(await differences()).toEqual([]);
  world.clock.set('2026-11-20T09:00:00Z');
});

test('what is written while it is gone through is no difference', async () => {
  const intakes = await world.database.raw(
    "select id from intake where type = 'anmalan' and outcome is null",
  );
  const worker = world.as('socialWorker');
  let writing = true;
  const writes = (async () => {
    for (let n = 0; writing; n += 1) {
      const { id } = intakes[n % intakes.length] as { id: string };
      const handlerId = n % 2 === 0 ? 'karin.ek' : 'lena.berg';
      await world
        .as('teamLeader')
        .post(
          `/intakes/${id}/assignments`,
          { handlerId },
          { match: (await worker.get(`/intakes/${id}`)).etag },
        );
    }
  })();
  const found: string[] = [];
  for (let n = 0; n < 30; n += 1) found.push(...(await differences()));
  writing = false;
  await writes;
  expect(found).toEqual([]);
});

describe('a difference is found, and mended', () => {
  test.each([
    ['end_day', "'2027-01-01'", 'endDay'],
    ['last_lawful_day', "'2027-01-01'", 'lastLawfulDay'],
    ['near_on', "'2020-01-01'", 'nearOn'],
    ['settled', "'met'", 'settled'],
    ['unit', "'ungdom'", 'unit'],
    ['handler_id', "'omar.lind'", 'handlerId'],
    ['case_number', "'2020-00001'", 'caseNumber'],
    ['settled_by_passing', 'true', 'settledByPassing'],
  ])('in %s', async (column, value, field) => {
    const { id } = await first('utredning', "unit = 'barn-och-familj'");
    await change('deadline', id, `${column} = ${value}`);
    expect(await differences()).toEqual([`utredning: ${field}`]);
    await projectBoard(world.board, world.clock);
    expect(await differences()).toEqual([]);
  });

  test('where one is not kept at all', async () => {
    const { id } = await first('utredning');
    await world.database.raw(`delete from deadline where id = '${id}'`);
    expect(await differences()).toEqual(['utredning: not kept']);
    await projectBoard(world.board, world.clock);
    expect(await differences()).toEqual([]);
  });

  test('where one is kept of somebody who has no case', async () => {
    const { id } = await first('utredning');
    const { body: stranger } = await world
      .as('reception')
      .post('/persons', { givenName: 'Bo', familyName: 'Exempelsson', birthDate: '1980-01-01' });
    const columns =
      'rule, case_kind, case_id, case_number, unit, handler_id, near_on, end_day, last_lawful_day';
    await world.database.raw(
      `insert into deadline (id, child_id, ${columns}, settled_by_passing, revision, changed_at)
       select 'utredning:nobody', '${stranger.id}', ${columns}, settled_by_passing, 0, changed_at
       from deadline where id = '${id}'`,
    );
    expect(await differences()).toEqual(['utredning: settled']);
    await projectBoard(world.board, world.clock);
    expect(await differences()).toEqual([]);
  });

  test('where a fact of the case was changed past the program', async () => {
    const { case_id: id } = await first('utredning');
    const [row] = await world.database.raw(`select opened_on from investigation where id = '${id}'`);
    await change('investigation', id, "opened_on = '2026-01-31'");
    const found = await differences();
    expect(found).toContain('utredning: nearOn,endDay,lastLawfulDay');
    await change('investigation', id, `opened_on = '${row!.opened_on}'`);
    expect(await differences()).toEqual([]);
  });

  test('where the board has set a limit of its own since', async () => {
    const limits = [{ rule: 'information-om-utredning' as const, days: 9 }];
    const found = await differences({ limits });
    expect(new Set(found)).toEqual(new Set(['information-om-utredning: nearOn,endDay,lastLawfulDay']));
  });
});

test('a board is gone through at the start where what it was made from has changed, and only then', async () => {
  expect(await projectBoardIfChanged(world.board, world.clock)).toBe(false);
  expect(await projectBoardIfChanged({ ...world.board, officeClosesAt: '12:00' }, world.clock)).toBe(true);
  expect(await projectBoardIfChanged(world.board, world.clock)).toBe(true);
  const stricter = { ...world.board, limits: [{ rule: 'information-om-utredning' as const, days: 1 }] };
  expect(await projectBoardIfChanged(stricter, world.clock)).toBe(true);
  expect(await projectBoardIfChanged(stricter, world.clock)).toBe(false);
  expect(await differences({ limits: stricter.limits })).toEqual([]);
});

describe.runIf(testEngine === 'sqlite')('npm run integrity', () => {
  const folder = mkdtempSync(join(tmpdir(), 'barnakt-integrity-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const command = fileURLToPath(new URL('../../../src/integrity.ts', import.meta.url));
  const run = (...options: string[]) =>
    new Promise<{ code: number; output: string }>((resolve) => {
      const env = {
        PATH: process.env.PATH,
        BARNAKT_DATABASE: folder,
        BARNAKT_BOARDS_FILE: join(folder, 'boards.json'),
        BARNAKT_AUDIT_KEY: 'a key that only this test knows of, long enough',
        BARNAKT_ISSUER: 'https://issuer.example',
        BARNAKT_AUDIENCE: 'barnakt',
      };
      execFile(process.execPath, [command, ...options], { env }, (error, output) =>
        resolve({ code: Number(error?.code ?? 0), output }),
      );
    });

  test('reports each difference by the id of the deadline, and mends when it is told to', async () => {
    const { id } = await first('utredning');
    await change('deadline', id, "end_day = '2031-01-01'");
    const [broken] = await world.database.raw('select id from quality_finding order by id limit 1');
    await change('quality_finding', String(broken!.id), "since = '2031-01-01'");
    const [file] = (await world.database.raw('pragma database_list')) as [{ file: string }];
    for (const part of ['', '-wal', '-shm']) {
      cpSync(`${file.file}${part}`, join(folder, `${DEMO_BOARD.id}.sqlite${part}`));
    }
    writeFileSync(join(folder, 'boards.json'), JSON.stringify([DEMO_BOARD]));
    const found = await run();
    expect(found.code).toBe(1);
    expect(found.output).toMatch(new RegExp(`${id}: endDay 2031-01-01 instead of \\d{4}-\\d\\d-\\d\\d`));
    expect(found.output).toContain('1 of the kept deadlines differ');
    expect(found.output).toMatch(
      new RegExp(`${broken!.id}: since 2031-01-01 instead of \\d{4}-\\d\\d-\\d\\d`),
    );
    expect(found.output).toContain('1 of the kept findings differ');
    expect((await run('--mend')).code).toBe(0);
    expect(await run()).toEqual({
      code: 0,
      output: '2281: 0 of the kept deadlines differ.\n2281: 0 of the kept findings differ.\n',
    });
  });
});
