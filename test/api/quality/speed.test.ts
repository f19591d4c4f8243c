import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedBoard } from '../../../seeds/seed.ts';
import { done } from '../../support/casework.ts';
import { testEngine } from '../../support/engines.ts';
import { statementsDuring } from '../../support/queries.ts';
import { startWorld, type World } from '../../support/world.ts';

/** Findings of closed cases, those not of today and those that have ended are never walked through for a page. */

const TIMES = 300;
const OPEN = '/data-quality?caseState=open&limit=20';
let world: World;
let few: unknown;

/** Copies every finding many times over, as found in cases closed long ago, to come, ended and mended. */
async function multiply(suffix: string, set: Record<string, string>) {
  const names = [
    'id',
    'rule',
    'severity',
    'child_id',
    'case_kind',
    'case_id',
    'case_number',
    'case_open',
    'unit',
  ];
  const columns = [...names, 'handler_id', 'about_kind', 'about_id', 'since', 'ended_on', 'mended'];
  const own: Record<string, string> = { id: `id || '${suffix}' || i`, ...set };
  await world.database.raw(
    `with recursive n(i) as (select 1 union all select i + 1 from n where i < ${TIMES})
     insert into quality_finding (${columns.join()})
     select ${columns.map((name) => own[name] ?? name).join()} from quality_finding cross join n
     where length(id) < 90 and id not like '%+%'`,
  );
}

const page = async (path: string) => done(await world.as('teamLeader').get(path));

beforeAll(async () => {
  world = await startWorld({ at: '2026-10-08T13:00:00Z' });
  await seedBoard(world.board, world.clock);
  few = await page(OPEN);
  await multiply('+closed', { case_open: 'false', since: "'2020-05-02'" });
  await multiply('+to-come', { since: "'2031-05-02'" });
  await multiply('+ended', { since: "'2020-05-02'", ended_on: "'2020-06-02'" });
  await multiply('+mended', { since: "'2020-05-02'", mended: 'true' });
  if (testEngine !== 'sqlite') await world.database.raw('analyze');
});
afterAll(() => world.close());

test('tens of thousands of them change nothing in the worklist of open cases', async () => {
  const [{ count }] = (await world.database.raw('select count(*) as count from quality_finding')) as [
    { count: number },
  ];
  expect(Number(count)).toBeGreaterThan(50_000);
  expect(await page(OPEN)).toEqual(few);
});

/** How many findings an executed plan of PostgreSQL has touched. */
// biome-ignore lint/suspicious/noExplicitAny: a plan has as many shapes as there are nodes
function touched(node: any): number {
  const rows =
    ((node['Actual Rows'] ?? 0) + (node['Rows Removed by Filter'] ?? 0)) * (node['Actual Loops'] ?? 1);
  const own = node['Relation Name'] === 'quality_finding' ? rows : 0;
  return own + (node.Plans ?? []).reduce((sum: number, under: unknown) => sum + touched(under), 0);
}

test.each([
  ['of a unit', `${OPEN}&unit=barn-och-familj`, 'quality_finding_unit (unit=?'],
  ['of a handler', `${OPEN}&handlerId=karin.ek`, 'quality_finding_handler (handler_id=?'],
  ['of all that is seen', OPEN, 'quality_finding_open (severity=?'],
  ['of closed cases too', '/data-quality?unit=barn-och-familj', 'quality_finding_unit (unit=?'],
])('each query of the page %s goes by an index, in the order of the list', async (_, path, index) => {
  const asked = await statementsDuring(world, () => page(path));
  const own = asked.filter(({ query }) => query.includes('quality_finding'));
  expect(own.length).toBeGreaterThan(0);
  for (const { statement } of own) {
    if (testEngine === 'sqlite') {
      const plan = (await world.database.raw(`explain query plan ${statement}`)).map(({ detail }) =>
        String(detail),
      );
      expect(
        plan.some((line) => line.includes(index) && line.includes('since<?')),
        plan.join('\n'),
      ).toBe(true);
      expect(plan.some((line) => line.includes('TEMP B-TREE'))).toBe(false);
    } else {
      const [row] = await world.database.raw(`explain (analyze, format json) ${statement}`);
      const [{ Plan: plan }] = row!['QUERY PLAN'] as [{ Plan: unknown }];
      expect(touched(plan), JSON.stringify(plan)).toBeLessThan(2_000);
    }
  }
});
