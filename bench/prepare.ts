import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { DEMO_AUDIENCE } from '../seeds/issuer.ts';
import { DEMO_BOARD } from '../seeds/personas.ts';
import { createBoard } from '../src/access/boards.ts';
import { createTokenVerifier, DEFAULT_ALGORITHMS } from '../src/access/tokens.ts';
import { PREFIX } from '../src/app.ts';
import { systemClock } from '../src/kernel/clock.ts';
import type { BarePlan } from './bare.ts';
import { type Captured, captureStatements } from './capture.ts';

export const AUDIT_KEY = 'a key for the bench alone, long enough to pass';

/** The statements that the bare handler leaves out: it keeps no log of accesses and no answers for repeats. */
const OWN_DUTIES = /audit_|idempotency_key|savepoint|^begin|^commit/i;

const REPORTS = 2_000;

const report = (n: number) => ({
  type: 'anmalan',
  receivedAt: '2026-01-15T08:30:00Z',
  channel: 'telefon',
  reporter: 'skola',
  text: `Påhittad anmälan nummer ${n}. Skolan är orolig för barnet, som ofta kommer utan frukost och verkar trött.`,
  children: [
    {
      person: { givenName: `Barn ${n}`, familyName: 'Exempelsson', birthDate: '2015-04-01' },
      mainCause: 'brist-i-omsorg',
    },
  ],
});

export interface Prepared {
  readonly plan: Omit<BarePlan, 'file'>;
  readonly reportBody: string;
}

/** Fills a board with intakes, and takes down which statements the three requests run and which bytes they send. */
export async function prepare(folder: string, issuer: string, token: string): Promise<Prepared> {
  const captured = captureStatements();
  // Imported after the capture is in place, since opening a database prepares statements.
  const { openSqlite } = await import('../src/database/open.ts');
  const { buildApp } = await import('../src/app.ts');
  const database = await openSqlite(join(folder, `${DEMO_BOARD.id}.sqlite`));
  const board = createBoard(DEMO_BOARD, database, AUDIT_KEY);
  const verifier = createTokenVerifier(
    {
      issuer,
      audience: DEMO_AUDIENCE,
      algorithms: DEFAULT_ALGORITHMS,
      clockSkewSeconds: 30,
      claims: { roles: 'roles', units: 'units', boards: 'boards' },
    },
    { clock: systemClock },
  );
  const app = await buildApp({
    boards: new Map([[board.id, board]]),
    verifier,
    clock: systemClock,
    logger: pino({ level: 'silent' }),
    rateLimit: { perCaller: 1_000_000, refused: 1_000 },
  });
  const base = `${PREFIX}/${DEMO_BOARD.id}`;
  const send = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    const headers = { authorization: `Bearer ${token}`, 'idempotency-key': randomUUID() };
    const response = await app.inject({ method, url: `${base}${path}`, headers, payload: body as object });
    if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.body}`);
    return response;
  };
  const ids: string[] = [];
  for (let n = 0; n < REPORTS; n += 100) {
    const receipts = await Promise.all(
      Array.from({ length: 100 }, (_, at) => send('POST', '/reports', report(n + at))),
    );
    ids.push(...receipts.map((receipt) => receipt.json().children[0].intakeId));
  }
  const assess = { need: 'inget-behov', grounds: 'Barnet är i skolan och hämtas av en mormor.' };
  await send('POST', `/intakes/${ids[1_000]}/protection-assessments`, assess);

  const watch = async (method: 'GET' | 'POST', path: string, body?: unknown) => {
    await send(method, path, body);
    captured.take();
    const response = await send(method, path, body);
    const statements: Captured[] = captured.take().filter(({ sql }) => !OWN_DUTIES.test(sql.trim()));
    return { url: `${base}${path}`, statements, body: response.body };
  };
  const reads = [
    await watch('GET', `/intakes/${ids[1_000]}`),
    await watch('GET', `/intakes?unit=${DEMO_BOARD.units[0]!.code}&limit=20`),
  ];
  const write = await watch('POST', '/reports', report(REPORTS));
  await app.close();
  await database.close();
  return { plan: { reads, write }, reportBody: JSON.stringify(report(REPORTS + 1)) };
}
