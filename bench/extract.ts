import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startIssuer } from '../seeds/issuer.ts';
import { DEMO_BOARD, PERSONAS } from '../seeds/personas.ts';
import { PREFIX } from '../src/app.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { memoryOf, startServer, stop } from './server.ts';

/**
 * `npm run bench:extract`: every bbic variable of N closed investigations (BARNAKT_BENCH_UNITS, 100,000), as CSV: rows per
 * second, beside `sqlite3 -csv` writing as many bytes from the same tables; the most memory the server held; and the 99th
 * percentile of `GET /intakes/{id}` without an extract and while one is made. With BARNAKT_BENCH_FORMATS
 * (e.g. `csv,jsonl,xlsx,parquet`) other forms. The command sqlite3 may be missing; its part is then left out.
 */

const UNITS = Number(process.env.BARNAKT_BENCH_UNITS ?? 100_000);
const FORMATS = (process.env.BARNAKT_BENCH_FORMATS ?? 'csv').split(',');
const READS_ALONE = 1_000;
const LONGER_THAN_A_THREAD_STAYS = 8_000;

const percentile = (values: number[], part: number) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length * part)] ?? Number.NaN;

const folder = mkdtempSync(join(tmpdir(), 'barnakt-bench-'));
const file = join(folder, `${DEMO_BOARD.id}.sqlite`);
execFileSync(process.execPath, [
  fileURLToPath(new URL('closed-board.ts', import.meta.url)),
  folder,
  String(UNITS),
]);

const issuer = await startIssuer({ port: 0, clock: systemClock, personas: {} });
const token = (persona: keyof typeof PERSONAS) =>
  issuer.sign({ ...PERSONAS[persona] }, { expiresInSeconds: 3600 });
const [controller, teamLeader] = [await token('controller'), await token('teamLeader')];
// The first start after a change compiles what every later one finds compiled.
await stop((await startServer(folder, issuer.issuer)).child);
const server = await startServer(folder, issuer.issuer);
const at = `${server.base}${PREFIX}/${DEMO_BOARD.id}`;
const memory = () => memoryOf(server.child.pid!);

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
    await pause(500);
  }
}

/** A plain copy of columns of three of the tables, of about half of the investigations: a lower bound for a file of that size. */
const THREE_TABLES = `select i.*, n.*, p.* from investigation i join intake n on n.id = i.intake_id
  join person p on p.id = i.child_id;`;

/** What an extract reads of an investigation beside the three: one table each, and something that the variables rest on. */
const FURTHER: Readonly<Record<string, string>> = {
  party_information: 'stage',
  investigation_extension: 'ground',
  investigation_assignment: '"from"',
  plan_version: 'reports',
  area_statement: 'source',
  area_factor: 'code',
  conversation: 'form',
  consultation: 'status',
  instrument_use: 'instrument',
  consultation_step_waiver: 'reason',
  investigation_decision: 'outcome',
  follow_up: 'ground',
  analysis_version: "assessment ->> 'childAttitude'",
  communication: 'sent_on',
  decision_notification: 'notified_on',
  intervention: 'type',
};

/** One row per investigation out of every table that an extract reads of it. */
const ALL_TABLES = `select i.unit, i.opened_on, i.closed_on, i.outcome, i.living_situation, i.not_heard_reason,
  n.received_at, n.type, n.main_cause, n.other_causes, r.reporter, p.legal_sex, p.birth_date,
  (select group_concat(need) from protection_assessment t where t.intake_id = n.id),
  (select group_concat(ground) from intake_extension t where t.intake_id = n.id),
  (select group_concat(type) from relation t where t.to_person_id = p.id),
  ${Object.entries(FURTHER)
    .map(([table, said]) => `(select group_concat(${said}) from ${table} t where t.investigation_id = i.id)`)
    .join(',\n  ')}
  from investigation i join intake n on n.id = i.intake_id join report r on r.id = n.report_id
  join person p on p.id = i.child_id;`;

/** How long `sqlite3 -csv` takes until it has written as much; null where it is missing. */
async function bySqlite3(sql: string, bytes: number): Promise<number | null> {
  if (spawnSync('sqlite3', ['-version']).status !== 0) return null;
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

await pause(2_000);
const atRest = memory();
let peak = 0;
const watching = setInterval(() => {
  peak = Math.max(peak, memory());
}, 50);
await readUntil((reads) => reads === 200);
const alone = await readUntil((reads) => reads === READS_ALONE);

// One extract with somebody reading from its first row to its last, and one by itself for its time, in a new thread.
const begun = await askForExtract(FORMATS);
while ((await ask<Made>(`/extracts/${begun}`, controller)).progress.rows === 0) await pause(20);
let running = true;
const over = (async () => {
  while ((await ask<Made>(`/extracts/${begun}`, controller)).state === 'running') await pause(500);
  running = false;
})();
const beside = await readUntil(() => !running);
await over;
await pause(LONGER_THAN_A_THREAD_STAYS);
const { made, seconds } = await makeExtract(FORMATS);
clearInterval(watching);

const { rows, files } = made.manifest!;
const bytes = files.reduce((sum, one) => sum + one.bytes, 0);
const mebibytes = (count: number) => `${Math.round(count / 1_048_576)} MiB`;
console.log(`${rows} investigations as ${FORMATS.join(', ')}: ${seconds.toFixed(1)} s, ${mebibytes(bytes)}`);
console.log(`rows per second: ${Math.round(rows / seconds)}`);
for (const [name, sql] of [
  ['out of the same tables', ALL_TABLES],
  ['out of three of them', THREE_TABLES],
] as const) {
  const other = await bySqlite3(sql, bytes);
  console.log(
    other === null
      ? 'sqlite3 is not installed: no ratio.'
      : `sqlite3 -csv, as many bytes ${name}: ${other.toFixed(1)} s; the extract took ${(seconds / other).toFixed(1)} times as long`,
  );
}
console.log(
  `memory of the server: ${atRest.toFixed(0)} MiB at rest, ${peak.toFixed(0)} at most from then on`,
);
const said = (times: number[]) =>
  `median ${percentile(times, 0.5).toFixed(1)}, p99 ${percentile(times, 0.99).toFixed(1)}, most ${Math.max(...times).toFixed(0)} ms`;
console.log(
  `GET /intakes/{id}, one after the other: ${alone.length} alone, ${said(alone)}; ${beside.length} beside an extract, ${said(beside)}`,
);
console.log(`database: ${mebibytes(statSync(file).size)}`);

await stop(server.child);
await issuer.close();
rmSync(folder, { recursive: true });
process.exit(0);
