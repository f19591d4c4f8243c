import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import { startIssuer } from '../seeds/issuer.ts';
import { DEMO_BOARD, PERSONAS } from '../seeds/personas.ts';
import { systemClock } from '../src/kernel/clock.ts';
import type { BarePlan } from './bare.ts';
import { type Asker, type Prepared, prepare } from './prepare.ts';
import { memoryOf, startServer, stop } from './server.ts';

/**
 * `npm run bench`: rate and latency of a few requests, each beside a bare handler with the same SQL and bytes, in
 * turns within one run; then the time from start to ready and the memory at rest. Figures are ratios of medians:
 * machines differ, and the same machine from minute to minute.
 */
const ROUNDS = Number(process.env.BARNAKT_BENCH_ROUNDS ?? 5);
const SECONDS = Number(process.env.BARNAKT_BENCH_SECONDS ?? 4);
const CONNECTIONS = 32;

const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;

interface Target {
  readonly name: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
  readonly token: string;
}

/** One burst of load: requests per second, and latency in milliseconds. */
async function load(base: string, target: Target, seconds: number) {
  const result = await autocannon({
    url: base,
    connections: CONNECTIONS,
    duration: seconds,
    requests: [
      {
        method: target.method,
        path: target.path,
        headers: { authorization: `Bearer ${target.token}`, 'content-type': 'application/json' },
        ...(target.body && { body: target.body }),
        // Each creation is one of its own.
        setupRequest: (request) =>
          target.method === 'POST'
            ? { ...request, headers: { ...request.headers, 'idempotency-key': randomUUID() } }
            : request,
      },
    ],
  });
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${target.name}: ${result.non2xx} not 2xx, ${result.errors} errors`);
  return { rate: result.requests.average, p50: result.latency.p50, p99: result.latency.p99 };
}

async function startBare(plan: BarePlan) {
  const child = fork(fileURLToPath(new URL('bare.ts', import.meta.url)));
  child.send(plan);
  const { address } = await new Promise<{ address: string }>((resolve) =>
    child.once('message', resolve as never),
  );
  return { base: address, child };
}

async function main() {
  const folder = mkdtempSync(join(tmpdir(), 'barnakt-bench-'));
  const issuer = await startIssuer({ port: 0, clock: systemClock, personas: {} });
  const signed = (persona: Asker) => issuer.sign({ ...PERSONAS[persona] }, { expiresInSeconds: 3600 });
  const tokens = { reception: await signed('reception'), teamLeader: await signed('teamLeader') };
  const prepared: Prepared = await prepare(join(folder, 'ours'), issuer.issuer, tokens);
  cpSync(join(folder, 'ours'), join(folder, 'bare'), { recursive: true });

  const ours = await startServer(join(folder, 'ours'), issuer.issuer);
  const bare = await startBare({ ...prepared.plan, file: join(folder, 'bare', `${DEMO_BOARD.id}.sqlite`) });
  const targets: Target[] = [
    ...prepared.reads.map(({ name, by, url, queries }) => ({
      name: `${name} (${queries} ${queries === 1 ? 'query' : 'queries'})`,
      method: 'GET' as const,
      path: url,
      token: tokens[by],
    })),
    {
      name: 'POST /reports',
      method: 'POST',
      path: prepared.plan.write.url,
      body: prepared.reportBody,
      token: tokens.reception,
    },
  ];
  console.log(
    `${cpus()[0]!.model}, ${cpus().length} cores, Node ${process.version}; ${CONNECTIONS} connections, ${ROUNDS} rounds of ${SECONDS} s\n`,
  );
  console.log(
    'request                                         ours/s   bare/s   ratio   ours p50/p99 ms   bare p50/p99 ms',
  );
  for (const target of targets) {
    await load(ours.base, target, 1);
    await load(bare.base, target, 1);
    const rounds = {
      ours: [] as Awaited<ReturnType<typeof load>>[],
      bare: [] as Awaited<ReturnType<typeof load>>[],
    };
    for (let round = 0; round < ROUNDS; round += 1) {
      rounds.ours.push(await load(ours.base, target, SECONDS));
      rounds.bare.push(await load(bare.base, target, SECONDS));
    }
    const of = (who: 'ours' | 'bare', figure: 'rate' | 'p50' | 'p99') =>
      median(rounds[who].map((round) => round[figure]));
    const ratio = median(rounds.ours.map((round, at) => round.rate / rounds.bare[at]!.rate));
    console.log(
      `${target.name.padEnd(46)} ${of('ours', 'rate').toFixed(0).padStart(7)}  ${of('bare', 'rate').toFixed(0).padStart(7)}   ${ratio.toFixed(2)}    ` +
        `${of('ours', 'p50')}/${of('ours', 'p99')}`.padEnd(18) +
        `${of('bare', 'p50')}/${of('bare', 'p99')}`,
    );
  }
  await stop(bare.child);
  await stop(ours.child);

  const starts: number[] = [];
  const memory: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const again = await startServer(join(folder, 'ours'), issuer.issuer);
    starts.push(again.readyAfter);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    memory.push(memoryOf(again.child.pid!));
    await stop(again.child);
  }
  console.log(
    `\nstart to ready on a migrated database: median ${median(starts).toFixed(0)} ms (${starts.map((ms) => ms.toFixed(0)).join(', ')})`,
  );
  console.log(`memory at rest after two seconds: median ${median(memory).toFixed(0)} MiB`);
  await issuer.close();
  rmSync(folder, { recursive: true });
}

await main();
process.exit(0);
