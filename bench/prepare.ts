import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { pino } from 'pino';
import { DEMO_AUDIENCE } from '../seeds/issuer.ts';
import { DEMO_BOARD } from '../seeds/personas.ts';
import { createBoard } from '../src/access/boards.ts';
import { createTokenVerifier, DEFAULT_ALGORITHMS } from '../src/access/tokens.ts';
import { PREFIX } from '../src/app.ts';
import { systemClock } from '../src/kernel/clock.ts';
import { dayOf } from '../src/kernel/day.ts';
import { follow } from '../src/process.ts';
import type { BarePlan } from './bare.ts';
import { type Captured, captureStatements } from './capture.ts';
import { AUDIT_KEY } from './server.ts';

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

/** Who asks in the bench: the reception takes reports, a team leader reads the investigation. */
export type Asker = 'reception' | 'teamLeader';

/** A read that is measured, by whom, and by how many queries it is answered. */
export interface MeasuredRead {
  readonly name: string;
  readonly by: Asker;
  readonly url: string;
  readonly queries: number;
}

export interface Prepared {
  readonly plan: Omit<BarePlan, 'file'>;
  readonly reads: readonly MeasuredRead[];
  readonly reportBody: string;
}

type Send = (by: Asker, method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Answered>;
type Answered = { readonly body: string; readonly headers: Record<string, unknown>; json(): unknown };

type Receipt = { readonly children: readonly { readonly intakeId: string }[] };

const ENTRIES = 200;
const AREAS = ['halsa', 'utbildning', 'grundlaggande-omsorg', 'sakerhet', 'nuvarande-familjesituation'];

/** Of ten entries six are statements, three are factors and one is a conversation. */
function entryOf(n: number): [path: string, entry: object] {
  const area = `/areas/${AREAS[n % AREAS.length]}`;
  const told = `Påhittad uppgift nummer ${n} om barnets vardag, så lång som en uppgift brukar vara i en utredning.`;
  if (n % 10 < 6) return [`${area}/statements`, { text: told, source: 'vardnadshavare' }];
  if (n % 10 < 9) return [`${area}/factors`, { kind: n % 2 ? 'risk' : 'skydd', ownWords: told }];
  const heldOn = dayOf(systemClock.now());
  return ['/conversations', { heldOn, form: 'enskilt-barnsamtal', content: told }];
}

/** Opens an investigation on an intake and puts so many entries in it: statements, factors and conversations. */
async function fillInvestigation(send: Send, intakeId: string): Promise<{ id: string; childId: string }> {
  const { headers } = await send('teamLeader', 'GET', `/intakes/${intakeId}`);
  const opening = {
    outcome: 'utredning-inleds',
    reasons: 'Skäl finns.',
    unit: 'barn-och-familj',
    handlerId: 'karin.ek',
  };
  const decided = await send('teamLeader', 'POST', `/intakes/${intakeId}/decision`, {
    ...opening,
    match: headers.etag,
  });
  const { investigationId: id } = decided.json() as { investigationId: string };
  const at = `/investigations/${id}`;
  const { childId } = (await send('teamLeader', 'GET', at)).json() as { childId: string };
  for (let n = 0; n < ENTRIES; n += 1) {
    const [path, entry] = entryOf(n);
    await send('teamLeader', 'POST', `${at}${path}`, entry);
  }
  return { id, childId };
}

/** Fills a board with intakes, and takes down which statements the requests run and which bytes they send. */
export async function prepare(
  folder: string,
  issuer: string,
  tokens: Readonly<Record<Asker, string>>,
): Promise<Prepared> {
  const captured = captureStatements();
  // Imported after the capture is in place, since opening a database prepares statements.
  const { openSqlite } = await import('../src/database/open.ts');
  const { buildApp } = await import('../src/app.ts');
  const database = await openSqlite(join(folder, `${DEMO_BOARD.id}.sqlite`));
  const board = createBoard(DEMO_BOARD, database, AUDIT_KEY, follow);
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
  const send: Send = async (by, method, path, body) => {
    const { match, ...payload } = { match: undefined as string | undefined, ...(body as object) };
    const headers = {
      authorization: `Bearer ${tokens[by]}`,
      'idempotency-key': randomUUID(),
      ...(match !== undefined && { 'if-match': match }),
    };
    const response = await app.inject({
      method,
      url: `${base}${path}`,
      headers,
      ...(method === 'POST' && { payload }),
    });
    if (response.statusCode >= 300) throw new Error(`${method} ${path}: ${response.body}`);
    return response as Answered;
  };
  const ids: string[] = [];
  for (let n = 0; n < REPORTS; n += 100) {
    const receipts = await Promise.all(
      Array.from({ length: 100 }, (_, at) => send('reception', 'POST', '/reports', report(n + at))),
    );
    ids.push(...receipts.map((receipt) => (receipt.json() as Receipt).children[0]!.intakeId));
  }
  const assess = { need: 'inget-behov', grounds: 'Barnet är i skolan och hämtas av en mormor.' };
  await send('reception', 'POST', `/intakes/${ids[1_000]}/protection-assessments`, assess);
  await send('reception', 'POST', `/intakes/${ids[1_001]}/protection-assessments`, assess);
  const { id, childId } = await fillInvestigation(send, ids[1_001]!);

  const watch = async (by: Asker, method: 'GET' | 'POST', path: string, body?: unknown) => {
    await send(by, method, path, body);
    captured.take();
    const response = await send(by, method, path, body);
    const statements: Captured[] = captured.take().filter(({ sql }) => !OWN_DUTIES.test(sql.trim()));
    return { url: `${base}${path}`, statements, body: response.body };
  };
  const measured: readonly (readonly [name: string, by: Asker, path: string])[] = [
    ['GET /intakes/{id}', 'reception', `/intakes/${ids[1_000]}`],
    ['GET /intakes?unit=…&limit=20', 'reception', `/intakes?unit=${DEMO_BOARD.units[0]!.code}&limit=20`],
    ['GET /investigations/{id}/triangle', 'teamLeader', `/investigations/${id}/triangle`],
    ['GET /persons/{id}/file', 'teamLeader', `/persons/${childId}/file`],
  ];
  const reads = [];
  for (const [name, by, path] of measured) reads.push({ name, by, ...(await watch(by, 'GET', path)) });
  const write = await watch('reception', 'POST', '/reports', report(REPORTS));
  await app.close();
  await database.close();
  return {
    plan: { reads, write },
    reads: reads.map(({ name, by, url, statements }) => ({ name, by, url, queries: statements.length })),
    reportBody: JSON.stringify(report(REPORTS + 1)),
  };
}
