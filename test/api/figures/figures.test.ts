import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDesk } from '../../../src/figures/desk.ts';
import { boundsOf, type Published } from '../../support/attacker.ts';
import { done, loggedDuring } from '../../support/casework.ts';
import { generateBoard } from '../../support/generated-board.ts';
import { startWorld, type World } from '../../support/world.ts';
import { QUARTERS_OF, UNITS } from './places.ts';

/** Indicators and tables over HTTP, of a board with its limit of five children. */

let world: World;
beforeAll(async () => {
  world = await startWorld({ at: '2026-11-20T09:00:00Z' });
  await generateBoard(world.database, { children: 150, today: '2026-11-20', seed: 11 });
});
afterAll(() => world.close());

const eva = () => world.as('controller');
const table = async (query: string) => done(await eva().get(`/tables?${query}`));
const BY_CODE = 'unitOfCount=investigation&on=closed&row=child.legalSex';

interface Cell {
  row: string;
  column: string;
  count: number | null;
  suppressed: boolean;
}

describe('who lays together the answers on the same variables', () => {
  test.each([
    ['investigation.schoolConsultation', 'child.legalSex', '2025'],
    ['investigation.childSeenAlone', null, '2026'],
  ])('finds out no small number: %s by %s', { timeout: 120_000 }, async (row, column, year) => {
    const query = `unitOfCount=investigation&on=closed&row=${row}${column ? `&column=${column}` : ''}`;
    const published: Published[] = [];
    const held: { where: string; sums: readonly number[] }[] = [];
    const numbers = new Map<string, number>();
    const numberOf = (...names: string[]) => {
      const name = names.join(' ');
      if (!numbers.has(name)) numbers.set(name, numbers.size);
      return numbers.get(name)!;
    };
    for (const unit of [null, ...UNITS]) {
      for (const [part, quarters] of Object.entries(QUARTERS_OF)) {
        const { cells, rows, columns } = await table(
          `${query}&period=${year}${part}${unit ? `&unit=${unit}` : ''}`,
        );
        const codesOf = (side: { code: string }[], code: string) =>
          code === 'total' && side.length > 1
            ? side.flatMap((one) => (one.code === 'total' ? [] : [one.code]))
            : [code];
        for (const cell of cells as Cell[]) {
          const sums = (unit ? [unit] : UNITS).flatMap((inUnit) =>
            quarters.flatMap((quarter) =>
              codesOf(rows, cell.row).flatMap((r) =>
                codesOf(columns, cell.column).map((c) => numberOf(inUnit, quarter, r, c)),
              ),
            ),
          );
          expect(cell.count === null).toBe(cell.suppressed);
          published.push({ sums, says: cell.count });
          if (cell.suppressed) held.push({ where: `${unit} ${part} ${cell.row} ${cell.column}`, sums });
        }
      }
    }
    expect(held.length).toBeGreaterThan(20);
    const asked = held.filter((_, at) => at % Math.ceil(held.length / 60) === 0);
    for (const { where, sums } of asked) {
      const [least, most] = boundsOf(sums, published, numbers.size);
      expect(most, where).toBeGreaterThan(least);
    }
  });

  test('sees a share held back where the few are the others', async () => {
    const { items } = done(await eva().get('/indicators/shareChildSeenAlone?period=2026&trend=3&by=unit'));
    const [{ periods }] = items;
    const groups = periods.flatMap((period: { groups: unknown[] }) => period.groups);
    for (const { numerator, denominator, value, suppressed } of groups) {
      if (suppressed) expect([numerator, value]).toEqual([null, null]);
      else if (denominator > 0) {
        expect(numerator === 0 || numerator >= 5, `${numerator}`).toBe(true);
        expect(numerator === denominator || denominator - numerator >= 5).toBe(true);
      }
    }
    expect(groups.some(({ suppressed }: Cell) => suppressed)).toBe(true);
  });

  test('finds the same in an indicator and in the table of its variable', async () => {
    const { items } = done(await eva().get('/indicators/shareChildSeenAlone?period=2025&by=sex'));
    const { cells } = await table(
      'unitOfCount=investigation&on=closed&period=2025&row=investigation.childSeenAlone&column=child.legalSex',
    );
    for (const { group, numerator, suppressed } of items[0].periods[0].groups) {
      const cell = (cells as Cell[]).find((one) => one.row === 'true' && one.column === (group ?? 'total'))!;
      expect([group, numerator, suppressed]).toEqual([group, cell.count, cell.suppressed]);
    }
  });
});

test('a table says what it counts, of whom, and how many cells are held back', async () => {
  const answer = await table(`${BY_CODE}&period=2025-H2`);
  expect(answer).toMatchObject({
    unit: null,
    below: 5,
    unitOfCount: 'investigation',
    on: 'closed',
    asOf: '2026-11-20T09:00:00.000Z',
    period: { period: '2025-H2', from: '2025-07-01', to: '2025-12-31' },
    row: { variable: 'child.legalSex', label: { sv: 'Juridiskt kön', en: 'Legal sex' }, multiple: false },
    column: null,
    columns: [{ code: 'total', label: { sv: 'Totalt', en: 'Total' } }],
  });
  expect(answer.rows.map(({ code }: { code: string }) => code)).toEqual([
    'flicka',
    'pojke',
    'unknown',
    'notApplicable',
    'total',
  ]);
  expect(answer.suppressedCells).toBe(answer.cells.filter(({ suppressed }: Cell) => suppressed).length);
  const [{ count }] = (await world.database.raw(
    "select count(*) count from investigation where closed_on between '2025-07-01' and '2025-12-31'",
  )) as [{ count: unknown }];
  expect(answer.cells.at(-1)).toEqual({
    row: 'total',
    column: 'total',
    count: Number(count),
    suppressed: false,
  });
});

test('a case is counted at each code of its list, and no more than once in the total', async () => {
  const all = await startWorld({
    at: '2026-11-20T09:00:00Z',
    settings: { smallPopulation: { below: 1, handling: 'refuse' } },
  });
  await generateBoard(all.database, { children: 60, today: '2026-11-20', seed: 3 });
  const answer = done(
    await all
      .as('controller')
      .get('/tables?unitOfCount=intake&period=2025&row=intake.causes&column=child.ageGroup'),
  );
  const codes = await all.database.raw(
    "select main_cause, cast(other_causes as text) others from intake where received_at between '2025-01-01' and '2026-01-01'",
  );
  const cell = (row: string, column = 'total') =>
    (answer.cells as Cell[]).find((one) => one.row === row && one.column === column)!.count;
  expect(answer.row.multiple).toBe(true);
  expect(cell('total')).toBe(codes.length);
  expect(cell('ensamkommande')).toBe(
    codes.filter(
      ({ main_cause, others }) => main_cause === 'ensamkommande' || String(others).includes('ensamkommande'),
    ).length,
  );
  expect(cell('unknown')).toBe(
    codes.filter(({ main_cause, others }) => !main_cause && others === '[]').length,
  );
  const columns = (answer.columns as { code: string }[]).filter(({ code }) => code !== 'total');
  expect(columns.reduce((sum, { code }) => sum + cell('ensamkommande', code)!, 0)).toBe(
    cell('ensamkommande'),
  );
  await all.close();
});

test('whoever cannot have an indicator of a period is told why, and gets no number', async () => {
  const said = async (id: string, period: string) => {
    const { items } = done(await eva().get(`/indicators/${id}?period=${period}`));
    const [{ reason, from, to, groups }] = items[0].periods;
    return [reason, from, to, groups[0].value === null, groups[0].suppressed];
  };
  expect(await said('meanInvestigationDays', '2026')).toEqual([
    null,
    '2026-01-01',
    '2026-06-30',
    false,
    false,
  ]);
  expect(await said('meanInvestigationDays', '2026-H2')).toEqual([
    'other-period',
    '2026-07-01',
    '2026-12-31',
    true,
    false,
  ]);
  expect(await said('shareNotReturned', '2026')).toEqual([null, '2025-01-01', '2025-06-30', true, true]);
  expect(await said('shareNotReturned', '2027')).toEqual([
    'not-yet',
    '2026-01-01',
    '2026-06-30',
    true,
    false,
  ]);
  expect(await said('openInvestigationsPerHandler', '2026')).toEqual([
    null,
    '2026-11-20',
    '2026-11-20',
    false,
    false,
  ]);
  expect(await said('shareOpened', '2027-Q1')).toEqual(['not-yet', '2027-01-01', '2027-03-31', true, false]);
});

test.each([
  ['/indicators?period=2026-H3', 'period'],
  ['/indicators?period=2026-01', 'period'],
  ['/indicators', 'period'],
  ['/indicators?period=2026&trend=13', 'trend'],
  ['/indicators?period=2026&unit=okand', 'unit'],
  ['/indicators?period=2026&unit=ungdom&by=unit', 'by'],
  ['/tables?unitOfCount=intake&period=2026&row=child.nothing', 'row'],
  ['/tables?unitOfCount=intake&period=2026&row=investigation.outcome', 'row'],
  ['/tables?unitOfCount=intake&period=2026&row=intake.receivedOn', 'row'],
  ['/tables?unitOfCount=intake&period=2026&row=child.ageYears', 'row'],
  ['/tables?unitOfCount=intake&on=closed&period=2026&row=child.ageGroup', 'on'],
  ['/tables?unitOfCount=intake&period=2026&row=intake.mainCause&column=intake.mainCause', 'column'],
  ['/tables?unitOfCount=intake&period=2026&row=intake.causeGroup&column=intake.mainCause', 'column'],
  ['/tables?unitOfCount=intake&period=2026&row=intake.causes&column=child.previouslyKnown', 'column'],
])('%s is refused, and says which field', async (path, field) => {
  const refused = await eva().get(path);
  expect(refused.status).toBe(400);
  expect(refused.body.violations.map((one: { field: string }) => one.field)).toContain(field);
});

test('everything that is wrong is said at once', async () => {
  const refused = await eva().get(
    '/tables?unitOfCount=intake&on=closed&period=2026&row=child.ageYears&column=x.y&unit=okand',
  );
  expect(refused.body.violations.map((one: { field: string }) => one.field)).toEqual([
    'unit',
    'on',
    'row',
    'column',
  ]);
});

describe('the figures of', () => {
  test('another unit, or of the whole board, are not a team leader’s', async () => {
    const lena = world.as('teamLeader');
    for (const path of [
      '/indicators?period=2026',
      '/indicators?period=2026&unit=ungdom',
      `/tables?${BY_CODE}&period=2026`,
    ]) {
      const refused = await lena.get(path);
      expect([refused.status, refused.body.rule]).toEqual([403, 'figures.other-unit']);
    }
    const own = done(await lena.get('/indicators?period=2026&unit=barn-och-familj&by=sex'));
    const whole = done(await eva().get('/indicators?period=2026&unit=barn-och-familj&by=sex'));
    expect(own.items).toEqual(whole.items);
  });

  test('some units are a controller’s whose token names them', async () => {
    const own = await world.with({ sub: 'eva.sund', roles: ['controller'], units: ['ungdom'] });
    expect((await own.get('/indicators?period=2026&unit=ungdom')).status).toBe(200);
    expect((await own.get('/indicators?period=2026')).status).toBe(403);
  });

  test('a unit are a machine’s by its scope', async () => {
    const machine = (scope: string) =>
      world.with({ sub: 'maskin', roles: ['integration'], units: ['ungdom'], scope });
    expect((await (await machine('figure:read')).get('/indicators?period=2026&unit=ungdom')).status).toBe(
      200,
    );
    expect((await (await machine('extract:use')).get('/indicators?period=2026&unit=ungdom')).status).toBe(
      403,
    );
  });
});

test('what was fetched is in the access log, and nobody with it', async () => {
  const entries = await loggedDuring(world, async () => {
    await eva().get(`/tables?${BY_CODE}&column=child.ageGroup&period=2026`);
    await eva().get('/indicators/shareOpened?trend=2&by=sex&unit=ungdom&period=2026-H1');
    await eva().get('/indicators/nothing?period=2026');
  });
  const told = entries.map(({ kind, action, caller_id: by, resource_ids: ids, person_ids: persons }) => ({
    kind,
    action,
    by,
    ids: typeof ids === 'string' ? JSON.parse(ids) : ids,
    persons: typeof persons === 'string' ? JSON.parse(persons) : persons,
  }));
  expect(told).toEqual([
    {
      kind: 'read',
      action: 'table.read',
      by: 'eva.sund',
      ids: [
        ...['child.legalSex', 'child.ageGroup'],
        'unitOfCount=investigation&on=closed&period=2026&row=child.legalSex&column=child.ageGroup',
      ],
      persons: [],
    },
    {
      kind: 'read',
      action: 'indicator.read',
      by: 'eva.sund',
      ids: ['shareOpened', 'period=2026-H1&unit=ungdom&by=sex&trend=2'],
      persons: [],
    },
    { kind: 'denied', action: 'indicator.read', by: 'eva.sund', ids: ['?'], persons: [] },
  ]);
});

describe('as CSV', () => {
  const asCsv = async (path: string) => {
    const answer = await eva().get(path, { headers: { accept: 'text/csv' } });
    expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8; header=present');
    expect(answer.text.startsWith('\uFEFF')).toBe(true);
    return parse(answer.text, { bom: true, delimiter: ';', columns: true }) as Record<string, string>[];
  };

  test('a table is as it is drawn', async () => {
    const query = `${BY_CODE}&column=investigation.schoolConsultation&period=2025`;
    const [lines, answer] = [await asCsv(`/tables?${query}`), await table(query)];
    const drawn = answer.rows.map(({ code, label }: { code: string; label: { sv: string } }) => ({
      'Juridiskt kön': label.sv,
      ...Object.fromEntries(
        answer.columns.map((column: { code: string; label: { sv: string } }) => {
          const { count } = answer.cells.find((one: Cell) => one.row === code && one.column === column.code);
          return [column.label.sv, count === null ? 'skyddat' : String(count)];
        }),
      ),
    }));
    expect(lines).toEqual(drawn);
    expect(answer.suppressedCells).toBeGreaterThan(0);
  });

  test.each([
    ['', 'tabell-2025-alla-enheter.csv'],
    ['&unit=ungdom', 'tabell-2025-ungdom.csv'],
  ])('the file of a table%s is named by its period and unit', async (unit, name) => {
    const path = `/tables?${BY_CODE}&period=2025${unit}`;
    const { headers } = await eva().get(path, { headers: { accept: 'text/csv' } });
    expect(headers['content-disposition']).toBe(`attachment; filename="${name}"`);
  });

  test('indicators have a line per period and group, with decimal commas', async () => {
    const lines = await asCsv('/indicators?period=2026&by=sex&trend=2');
    const { items } = done(await eva().get('/indicators?period=2026&by=sex&trend=2'));
    const groups = items.flatMap(
      (item: { id: string; measure: string; periods: { period: string; groups: object[] }[] }) =>
        item.periods.flatMap(({ period, groups: all }) => all.map((one) => ({ ...item, ...one, period }))),
    );
    expect(lines).toHaveLength(groups.length);
    for (const [at, { id, period, value, suppressed, denominator }] of groups.entries()) {
      const cell = (number: number | null) =>
        number !== null ? String(number).replace('.', ',') : suppressed ? 'skyddat' : '';
      expect(lines[at]).toMatchObject({
        indikator: id,
        period,
        värde: cell(value),
        nämnare: cell(denominator),
      });
    }
  });
});

describe('the desk', () => {
  const question = (unit: string | null, period: string) => ({
    kind: 'table' as const,
    unitOfCount: 'intake' as const,
    on: 'received' as const,
    row: 'intake.type',
    column: null,
    period,
    unit,
    units: [],
    below: 5,
    whom: 'everyone' as const,
    today: '2026-11-20' as never,
    asOf: '2026-11-20T09:00:00.000Z' as never,
    childrenPerPage: 200,
  });

  test('gives who asks the same the same answer, and asks the next to come again when too many wait', async () => {
    const desk = createDesk(world.database);
    const first = desk.ask(question(null, '2026'));
    expect(desk.ask({ ...question(null, '2026'), asOf: '2026-11-20T09:00:01.000Z' as never })).toBe(first);
    const asked = Array.from({ length: 20 }, (_, at) => desk.ask(question(null, String(2000 + at))));
    const settled = await Promise.allSettled(asked);
    const refused = settled.filter(({ status }) => status === 'rejected');
    expect([settled.length - refused.length, refused.length]).toEqual([15, 5]);
    expect(await first).toMatchObject({ period: { period: '2026' } });
    await desk.close();
    await expect(desk.ask(question(null, '2026'))).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

test('who has to come again is told when', async () => {
  const paths = Array.from({ length: 24 }, (_, at) => `/tables?${BY_CODE}&period=${2000 + at}`);
  const answers = await Promise.all(paths.map((path) => eva().get(path)));
  const refused = answers.filter(({ status }) => status === 503);
  expect(refused.length).toBeGreaterThan(0);
  for (const { headers } of refused) expect(headers['retry-after']).toBe('10');
  expect(answers.every(({ status }) => status === 200 || status === 503)).toBe(true);
});
