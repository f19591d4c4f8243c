import { spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
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
 * `npm run bench:extract`: every bbic variable of N closed investigations (BARNAKT_BENCH_UNITS, 100,000), as CSV: rows per
 * second, beside `sqlite3 -csv` writing as many bytes from the same tables; the most memory the whole process held; and
 * the 99th percentile of `GET /intakes/{id}` without an extract and while one is made. With BARNAKT_BENCH_FORMATS
 * (e.g. `csv,jsonl,xlsx,parquet`) other forms. The command sqlite3 may be missing; its part is then left out.
 */

const UNITS = Number(process.env.BARNAKT_BENCH_UNITS ?? 100_000);
const FORMATS = (process.env.BARNAKT_BENCH_FORMATS ?? 'csv').split(',');
const READS_ALONE = 1_000;

const percentile = (values: number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

const folder = mkdtempSync(join(tmpdir(), 'barnakt-bench-'));
const file = join(folder, 'board.sqlite');
const issuer = await startIssuer({ port: 0, clock: systemClock, personas: {} });
const token = (persona: keyof typeof PERSONAS) =>
  issuer.sign({ ...PERSONAS[persona] }, { expiresInSeconds: 3600 });

/** What a closed investigation stands in, and which columns name something of the case. */
const CLONED: Readonly<Record<string, readonly string[]>> = {
  person: ['id'],
  report: ['id'],
  reported_child: ['report_id', 'child_id'],
  intake: ['id', 'report_id', 'child_id', 'investigation_id'],
  protection_assessment: ['id', 'intake_id'],
  investigation: ['id', 'child_id', 'intake_id'],
};

/** Tables with rows of their own per investigation: everything with such a column and an id, found in the database. */
function tablesOfInvestigation(connection: Sqlite.Database): string[] {
  const names = connection
    .prepare("select name from sqlite_schema where type = 'table'")
    .pluck()
    .all() as string[];
  return names.filter((name) => {
    const columns = (connection.pragma(`table_info(${name})`) as { name: string }[]).map((one) => one.name);
    return columns.includes('investigation_id') && !(name in CLONED) && name !== 'deadline';
  });
}

/** Puts copies of the closed investigation with most in it beside it: the same rows with other ids, numbers and days. */
function addInvestigations(count: number): void {
  const connection = new Sqlite(file);
  connection.pragma('synchronous = off');
  connection.pragma('foreign_keys = off');
  const further = tablesOfInvestigation(connection);
  const weight = further
    .map((name) => `(select count(*) from ${name} t where t.investigation_id = i.id)`)
    .join(' + ');
  const one = connection
    .prepare(
      `select i.id, i.child_id child, i.intake_id intake, n.report_id report
       from investigation i join intake n on n.id = i.intake_id
       where i.closed_on is not null order by ${weight} desc limit 1`,
    )
    .get() as Record<'id' | 'child' | 'intake' | 'report', string>;
  const of: Readonly<Record<string, string>> = {
    person: `id = '${one.child}'`,
    report: `id = '${one.report}'`,
    reported_child: `report_id = '${one.report}' and child_id = '${one.child}'`,
    intake: `id = '${one.intake}'`,
    protection_assessment: `intake_id = '${one.intake}'`,
    investigation: `id = '${one.id}'`,
  };
  const naming = (name: string) => CLONED[name] ?? ['id', 'investigation_id'];
  for (const name of [...Object.keys(CLONED), ...further]) {
    const columns = connection.pragma(`table_info(${name})`) as { name: string }[];
    const values = columns.map(({ name: column }) => {
      if (naming(name).includes(column)) return `printf('%08x', n) || substr(${column}, 9)`;
      if (column === 'case_number') return "printf('2019-%07d', n)";
      return column.endsWith('personal_number') || column.endsWith('coordination_number')
        ? 'null'
        : `"${column}"`;
    });
    connection.exec(
      `with recursive numbers(n) as (select 1 union all select n + 1 from numbers where n < ${count})
       insert or ignore into ${name} (${columns.map(({ name: column }) => `"${column}"`).join()})
       select ${values.join()} from ${name}, numbers where ${of[name] ?? `investigation_id = '${one.id}'`}`,
    );
  }
  connection.exec('analyze');
  connection.close();
}

const database = await openSqlite(file);
const board = createBoard(DEMO_BOARD, database, 'a key for the bench alone, long enough to pass', follow);
await seedBoard(board, systemClock);
addInvestigations(UNITS);
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
  rateLimit: { perCaller: 10_000_000, refused: 1_000 },
});
const address = await app.listen({ port: 0, host: '127.0.0.1' });
const at = `${address}${PREFIX}/${DEMO_BOARD.id}`;
const controller = await token('controller');
const teamLeader = await token('teamLeader');

async function ask<T>(path: string, by: string, body?: object): Promise<T> {
  const answer = await fetch(`${at}${path}`, {
    method: body ? 'POST' : 'GET',
    headers: {
      authorization: `Bearer ${by}`,
      ...(body && { 'idempotency-key': randomUUID(), 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${path}: ${text}`);
  return JSON.parse(text) as T;
}

const { items } = await ask<{ items: { id: string }[] }>('/intakes?limit=20', teamLeader);

/** Reads one after the other until told to stop; the time that each took. */
async function readUntil(over: (reads: number) => boolean): Promise<number[]> {
  const times: number[] = [];
  for (let n = 0; !over(n); n += 1) {
    const from = performance.now();
    await ask(`/intakes/${items[n % items.length]!.id}`, teamLeader);
    times.push(performance.now() - from);
  }
  return times;
}

interface Made {
  id: string;
  state: string;
  progress: { rows: number };
  manifest: { rows: number; files: { format: string; bytes: number }[] } | null;
}

async function askForExtract(formats: readonly string[]): Promise<string> {
  const { id } = await ask<Made>('/extracts', controller, {
    unitOfCount: 'investigation',
    from: '2015-01-01',
    to: '2099-12-31',
    pack: 'bbic',
    formats,
  });
  return id;
}

async function makeExtract(formats: readonly string[]): Promise<{ made: Made; seconds: number }> {
  const from = performance.now();
  const id = await askForExtract(formats);
  for (;;) {
    const made = await ask<Made>(`/extracts/${id}`, controller);
    if (made.state === 'done') return { made, seconds: (performance.now() - from) / 1000 };
    if (made.state !== 'running' && made.state !== 'waiting')
      throw new Error(`The extract is ${made.state}.`);
    await pause(100);
  }
}

/** `sqlite3 -csv` on the tables that an extract reads, until it has written as much; null where it is missing. */
async function bySqlite3(bytes: number): Promise<number | null> {
  if (spawnSync('sqlite3', ['-version']).status !== 0) return null;
  const sql = `select i.*, n.*, p.* from investigation i join intake n on n.id = i.intake_id
    join person p on p.id = i.child_id;`;
  const from = performance.now();
  for (let written = 0; written < bytes; ) {
    const child = spawn('sqlite3', ['-readonly', '-csv', file, sql], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let these = 0;
    for await (const chunk of child.stdout) {
      these += (chunk as Buffer).length;
      if (written + these >= bytes) child.kill();
    }
    if (these === 0) throw new Error('sqlite3 wrote nothing.');
    written += these;
  }
  return (performance.now() - from) / 1000;
}

let peak = 0;
const watching = setInterval(() => {
  peak = Math.max(peak, process.memoryUsage.rss());
}, 50);

await readUntil((reads) => reads === 200);
const alone = await readUntil((reads) => reads === READS_ALONE);

const begun = await askForExtract(FORMATS);
while ((await ask<Made>(`/extracts/${begun}`, controller)).progress.rows === 0) await pause(20);
const beside = await readUntil((reads) => reads === READS_ALONE);
const stillRuns = (await ask<Made>(`/extracts/${begun}`, controller)).state === 'running';
await ask(`/extracts/${begun}/cancellation`, controller, {});

const rest = process.memoryUsage.rss();
peak = 0;
const { made, seconds } = await makeExtract(FORMATS);
clearInterval(watching);

const { rows, files } = made.manifest!;
const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
const mebibytes = (count: number) => `${Math.round(count / 1_048_576)} MiB`;
console.log(`${rows} investigations as ${FORMATS.join(', ')}: ${seconds.toFixed(1)} s, ${mebibytes(bytes)}`);
console.log(`rows per second: ${Math.round(rows / seconds)}`);
const other = await bySqlite3(bytes);
console.log(
  other === null
    ? 'sqlite3 is not installed: no ratio.'
    : `sqlite3 -csv, as many bytes: ${other.toFixed(1)} s; ratio of the rates: ${(other / seconds).toFixed(3)}`,
);
console.log(`memory: ${mebibytes(rest)} before, ${mebibytes(peak)} at most while it ran`);
const said = (times: number[]) =>
  `median ${percentile(times, 0.5).toFixed(1)}, p99 ${percentile(times, 0.99).toFixed(1)}, most ${Math.max(...times).toFixed(0)} ms`;
console.log(
  `GET /intakes/{id}, ${READS_ALONE} in a row: alone ${said(alone)}; beside an extract ${said(beside)}`,
);
if (!stillRuns) console.log('The extract was over before the reads were: take more units.');
console.log(`database: ${mebibytes(statSync(file).size)}`);

await app.close();
await database.close();
await issuer.close();
rmSync(folder, { recursive: true });
process.exit(0);
