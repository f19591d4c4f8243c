import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedBoard } from '../../../seeds/seed.ts';
import { done } from '../../support/casework.ts';
import { testEngine } from '../../support/engines.ts';
import { statementsDuring } from '../../support/queries.ts';
import { startWorld, type World } from '../../support/world.ts';

/** What was closed in earlier years is never walked through to count what is open now. */

const TIMES = 400;
let world: World;
let few: unknown;

const columnsOf = async (table: string): Promise<string[]> =>
  testEngine === 'sqlite'
    ? (await world.database.raw(`select name from pragma_table_info('${table}')`)).map(({ name }) =>
        String(name),
      )
    : (
        await world.database.raw(
          `select column_name from information_schema.columns
           where table_schema = current_schema() and table_name = '${table}'`,
        )
      ).map(({ column_name: name }) => String(name));

/** Copies rows many times over, with what has to be another one in each copy. */
async function multiply(table: string, own: Record<string, string>, where: string) {
  const columns = (await columnsOf(table)).map((name) => `"${name}"`);
  const values = columns.map((name) => own[name.slice(1, -1)] ?? name);
  await world.database.raw(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${TIMES})
     insert into ${table} (${columns.join()}) select ${values.join()} from ${table} cross join n where ${where}`,
  );
}

beforeAll(async () => {
  world = await startWorld({ at: '2026-10-08T13:00:00Z' });
  await seedBoard(world.board, world.clock);
  few = done(await world.as('teamLeader').get('/workload'));
  const copy = (column: string) => `${column} || '-' || i`;
  const intake = {
    id: copy('id'),
    case_number: copy('case_number'),
    investigation_id: 'null',
    received_at: `'2024-05-02T08:00:00.000Z'`,
    decided_on: `'2024-05-14'`,
  };
  await multiply('intake', intake, `outcome = 'utredning-inleds' and investigation_id is not null`);
  const investigation = {
    id: copy('id'),
    case_number: copy('case_number'),
    intake_id: copy('intake_id'),
    opened_on: `'2024-05-14'`,
    closed_on: `'2024-09-10'`,
  };
  await multiply('investigation', investigation, 'closed_on is not null');
  const clock = {
    id: copy('id'),
    case_id: copy('case_id'),
    near_on: `'2024-09-20'`,
    end_day: `'2024-10-01'`,
  };
  await multiply('deadline', { ...clock, last_lawful_day: `'2024-10-01'` }, 'settled is not null');
  // Times to appeal that have run out, and that nothing has settled but their passing.
  await multiply(
    'deadline',
    { ...clock, id: `id || '+' || i`, last_lawful_day: `'2024-10-01'`, settled: 'null' },
    `settled is not null and ${testEngine === 'sqlite' ? 'settled_by_passing = 1' : 'settled_by_passing'}
     and case_kind = 'investigation' and id not like '%-%-%-%-%-%-%'`,
  );
  if (testEngine !== 'sqlite') await world.database.raw('analyze');
});
afterAll(() => world.close());

test('thousands of closed cases change no figure', async () => {
  const count = async (table: string, where: string) =>
    (await world.database.raw(`select 1 from ${table} where ${where}`)).length;
  expect(await count('intake', "decided_on = '2024-05-14'")).toBeGreaterThan(5_000);
  expect(await count('investigation', 'closed_on is not null')).toBeGreaterThan(2_000);
  expect(await count('deadline', 'settled is not null')).toBeGreaterThan(5_000);
  expect(done(await world.as('teamLeader').get('/workload'))).toEqual(few);
});

/** What each query begins with, in SQLite: the rows that it walks. */
const WALKED = [
  'intake_unit_open (unit=?)',
  // Without statistics SQLite takes those that have no closing day, of all units.
  'investigation_closed (closed_on=?)',
  'investigation_closed (closed_on=?)',
  'deadline_waiting_unit (unit=? AND near_on<?)',
  'deadline_open_unit (unit=? AND case_kind=? AND end_day>?)',
  'deadline_waiting_unit (unit=? AND near_on<?)',
  'deadline_open_unit (unit=? AND case_kind=? AND end_day>?)',
  'intake_unit (unit=? AND received_at>? AND received_at<?)',
  'intake_unit_decided (unit=? AND decided_on>? AND decided_on<?)',
  'investigation_unit (unit=? AND opened_on>? AND opened_on<?)',
  'investigation_unit_closed (unit=? AND closed_on>? AND closed_on<?)',
];

/** How many rows of a query's own tables an executed plan of PostgreSQL has touched. */
// biome-ignore lint/suspicious/noExplicitAny: a plan has as many shapes as there are nodes
function touched(node: any): number {
  const rows =
    ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1);
  const own = ['intake', 'investigation', 'deadline'].includes(node['Relation Name']) ? rows : 0;
  return own + (node.Plans ?? []).reduce((sum: number, under: unknown) => sum + touched(under), 0);
}

test('and none is looked at: each query goes by an index that leaves them out', async () => {
  const asked = await statementsDuring(world, () => world.as('teamLeader').get('/workload'));
  if (testEngine === 'sqlite') {
    const walked: string[] = [];
    for (const { statement } of asked) {
      const plan = (await world.database.raw(`explain query plan ${statement}`)).map(({ detail }) =>
        String(detail),
      );
      expect(plan.filter((line) => /^SCAN (?!json_each|cases|clocks|\()/.test(line))).toEqual([]);
      walked.push(plan.find((line) => line.startsWith('SEARCH'))!.replace(/.* INDEX /, ''));
    }
    expect(walked).toEqual(WALKED);
  } else {
    for (const { statement } of asked) {
      const [row] = await world.database.raw(`explain (analyze, format json) ${statement}`);
      const [{ Plan: plan }] = row!['QUERY PLAN'] as [{ Plan: unknown }];
      expect(touched(plan), JSON.stringify(plan)).toBeLessThan(1_000);
    }
  }
});
