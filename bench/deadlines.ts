import { randomUUID } from 'node:crypto';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import type { FastifyInstance } from 'fastify';
import { pino } from 'pino';
import { DEMO_AUDIENCE, startIssuer } from '../seeds/issuer.ts';
import { DEMO_BOARD, PERSONAS } from '../seeds/personas.ts';
import { seedBoard } from '../seeds/seed.ts';
import { createBoard } from '../src/access/boards.ts';
import { createTokenVerifier, DEFAULT_ALGORITHMS } from '../src/access/tokens.ts';
import { buildApp, PREFIX } from '../src/app.ts';
import { openSqlite } from '../src/database/open.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { follow } from '../src/process.ts';

/**
 * `npm run bench:deadlines`: the first page of a unit's deadlines with 2,000 open cases, behind 10,000 closed ones and
 * behind 500,000, in turns within one run. What is measured is the whole request, the log of the access too; the
 * figure is the ratio of the two medians (aim: at most 1.5).
 */

const OPEN = 2_000;
const BEHIND = [10_000, 500_000] as const;
const ROUNDS = Number(process.env.BARNAKT_BENCH_ROUNDS ?? 400);
const UNIT = 'barn-och-familj';
const AUDIT_KEY = 'a key for the bench alone, long enough to pass';

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

const issuer = await startIssuer({ port: 0, clock: systemClock, personas: {} });
const token = async (persona: keyof typeof PERSONAS) =>
  issuer.sign({ ...PERSONAS[persona] }, { expiresInSeconds: 3600 });
const reception = await token('reception');
const teamLeader = await token('teamLeader');

async function openApp(file: string) {
  const database = await openSqlite(file);
  const board = createBoard(DEMO_BOARD, database, AUDIT_KEY, follow);
  const app = await buildApp({
    boards: new Map([[board.id, board]]),
    verifier: createTokenVerifier(
      {
        issuer: issuer.issuer,
        audience: DEMO_AUDIENCE,
        algorithms: DEFAULT_ALGORITHMS,
        clockSkewSeconds: 30,
        claims: { roles: 'roles', units: 'units', boards: 'boards' },
      },
      { clock: systemClock },
    ),
    clock: systemClock,
    logger: pino({ level: 'silent' }),
    rateLimit: { perCaller: 1_000_000, refused: 1_000 },
  });
  return { app, board, database };
}

async function ask(app: FastifyInstance, by: string, path: string, payload?: object, match?: string) {
  const answer = await app.inject({
    method: payload ? 'POST' : 'GET',
    url: `${PREFIX}/${DEMO_BOARD.id}${path}`,
    headers: {
      authorization: `Bearer ${by}`,
      ...(payload && { 'idempotency-key': randomUUID() }),
      ...(match && { 'if-match': match }),
    },
    ...(payload && { payload }),
  });
  if (answer.statusCode >= 300) throw new Error(`${path}: ${answer.body}`);
  return answer;
}

/** Opens a case in the unit as users do: a report, its assessment, and the decision to investigate. */
async function openCase(app: FastifyInstance, n: number): Promise<void> {
  const receipt = await ask(app, reception, '/reports', {
    type: 'anmalan',
    receivedAt: systemClock.now(),
    channel: 'telefon',
    reporter: 'skola',
    text: `Påhittad anmälan nummer ${n}.`,
    children: [
      {
        person: { givenName: `Barn ${n}`, familyName: 'Exempelsson', birthDate: '2015-04-01' },
        mainCause: 'brist-i-omsorg',
      },
    ],
  });
  const [{ intakeId }] = (receipt.json() as { children: [{ intakeId: string }] }).children;
  const at = `/intakes/${intakeId}`;
  await ask(app, teamLeader, `${at}/protection-assessments`, {
    need: 'inget-behov',
    grounds: 'Tryggt i dag.',
  });
  const { headers } = await ask(app, teamLeader, at);
  const decision = { outcome: 'utredning-inleds', reasons: 'Skäl finns.', unit: UNIT, handlerId: 'karin.ek' };
  await ask(app, teamLeader, `${at}/decision`, decision, String(headers.etag));
}

/** The tables that a closed case stands in, and which of their columns name something of the case. */
const CLONED: Readonly<Record<string, readonly string[]>> = {
  person: ['id'],
  report: ['id'],
  reported_child: ['report_id', 'child_id'],
  intake: ['id', 'report_id', 'child_id', 'investigation_id'],
  investigation: ['id', 'child_id', 'intake_id'],
  deadline: ['id', 'child_id', 'case_id'],
};

/** Puts copies of a closed case behind the open ones: the same rows with other ids, numbers and days. */
function addClosed(file: string, count: number): void {
  const connection = new Sqlite(file);
  connection.pragma('synchronous = off');
  connection.pragma('foreign_keys = off');
  const one = connection
    .prepare(
      `select i.id, i.child_id child, i.intake_id intake, n.report_id report from investigation i join intake n on n.id = i.intake_id
       where i.closed_on is not null and i.unit = ? and not exists
         (select 1 from deadline where child_id = i.child_id and settled is null) limit 1`,
    )
    .get(UNIT) as Record<'id' | 'child' | 'intake' | 'report', string>;
  const of: Readonly<Record<string, string>> = {
    person: `id = '${one.child}'`,
    report: `id = '${one.report}'`,
    reported_child: `report_id = '${one.report}' and child_id = '${one.child}'`,
    intake: `id = '${one.intake}'`,
    investigation: `id = '${one.id}'`,
    deadline: `case_id in ('${one.intake}', '${one.id}')`,
  };
  const renamed = (column: string) => `printf('%08x', n) || substr(${column}, 9)`;
  for (const [name, naming] of Object.entries(CLONED)) {
    const columns = connection.pragma(`table_info(${name})`) as { name: string }[];
    const values = columns.map(({ name: column }) => {
      if (name === 'deadline' && column === 'id') return `${column} || n`;
      if (naming.includes(column)) return renamed(column);
      if (column === 'case_number') return "printf('2019-%07d', n) || substr(case_number, 1, 0)";
      if (column === 'end_day' || column === 'opened_on')
        return `date(${column}, '-' || (n % 2000) || ' days')`;
      return column === 'personal_number' ? 'null' : column;
    });
    connection.exec(
      `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${count})
       insert into ${name} (${columns.map((column) => column.name).join()}) select ${values.join()} from ${name}, numbers where ${of[name]}`,
    );
  }
  connection.close();
}

const folder = mkdtempSync(join(tmpdir(), 'barnakt-bench-'));
const first = join(folder, 'first.sqlite');
const prepared = await openApp(first);
await seedBoard(prepared.board, systemClock);
for (let n = 0; n < OPEN; n += 50) {
  await Promise.all(Array.from({ length: 50 }, (_, at) => openCase(prepared.app, n + at)));
}
await prepared.app.close();
await prepared.database.close();

const measured = await Promise.all(
  BEHIND.map(async (closed) => {
    const file = join(folder, `${closed}.sqlite`);
    copyFileSync(first, file);
    addClosed(file, closed);
    return { closed, ...(await openApp(file)), times: [] as number[] };
  }),
);
for (let round = -20; round < ROUNDS; round += 1) {
  for (const { app, times } of measured) {
    const from = performance.now();
    const answer = await ask(app, teamLeader, `/deadlines?unit=${UNIT}&limit=20`);
    if (round >= 0) times.push(performance.now() - from);
    if ((answer.json() as { items: unknown[] }).items.length !== 20) throw new Error('The page is not full.');
  }
}
for (const { closed, times } of measured) {
  console.log(`${OPEN} open cases behind ${closed} closed: median ${median(times).toFixed(2)} ms`);
}
const [few, many] = measured.map(({ times }) => median(times));
console.log(`ratio of the medians: ${(many! / few!).toFixed(2)} (aim: at most 1.5)`);
for (const { app, database } of measured) {
  await app.close();
  await database.close();
}
await issuer.close();
rmSync(folder, { recursive: true });
process.exit(0);
