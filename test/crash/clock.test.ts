import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Issuer, startIssuer } from '../../seeds/issuer.ts';
import { DEMO_BOARD, PERSONAS } from '../../seeds/personas.ts';
import { PREFIX } from '../../src/app.ts';
import { child, reportOf } from '../support/casework.ts';
import { createInstallation, type Installation, kill, listening } from './server.ts';

/**
 * The server as it is run, with its own clock: it tells at once when it starts, is killed while it tells, and starts
 * again. Each step has then been told once.
 */

const ROUNDS = 4;
const REPORTS = 15;

describe('the clock of a server that is killed', () => {
  let issuer: Issuer;
  let installation: Installation;
  let server: ChildProcess | undefined;
  let token: string;

  beforeAll(async () => {
    issuer = await startIssuer({ port: 0, personas: {} });
    token = await issuer.sign(PERSONAS.reception, { expiresInSeconds: 86_400 });
    installation = createInstallation(issuer);
  });
  afterEach(async () => {
    if (server) await kill(server);
  });
  afterAll(async () => {
    installation.remove();
    await issuer.close();
  });

  const start = async () => {
    server = installation.spawn({ BARNAKT_JOB_SECONDS: '1' });
    return `${await listening(server)}${PREFIX}/${DEMO_BOARD.id}`;
  };
  const rows = (statement: string) => {
    const database = new Sqlite(installation.file, { readonly: true });
    try {
      return database.prepare(statement).all() as Record<string, string | number>[];
    } finally {
      database.close();
    }
  };

  test('tells each step once, and numbers them without a gap', async () => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    for (let round = 0; round < ROUNDS; round += 1) {
      const base = await start();
      await Promise.all(
        Array.from({ length: REPORTS }, async () => {
          // So long ago that what was to be done has passed, and is told of as that alone.
          const body = JSON.stringify(reportOf([child()], { receivedAt: '2026-03-02T08:30:00Z' }));
          const key = { 'idempotency-key': crypto.randomUUID() };
          const answer = await fetch(`${base}/reports`, {
            method: 'POST',
            headers: { ...headers, ...key },
            body,
          });
          expect(answer.status, await answer.text()).toBe(201);
        }),
      );
      // A run comes within a second of the last one.
      await wait(400 + 250 * round);
      await kill(server!);
    }
    const base = await start();
    const due = 'select 1 from deadline where tell_on is not null and tell_on <= date()';
    while (rows(due).length > 0) await wait(50);

    const events = rows('select * from event order by seq');
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, n) => n + 1));
    expect(events.every(({ step }) => step === 'passed')).toBe(true);
    const deadlines = rows('select id from deadline where settled is null').map(({ id }) => id);
    expect(deadlines.length).toBeGreaterThanOrEqual(ROUNDS * REPORTS * 2);
    expect(events.map(({ deadline_id }) => deadline_id).toSorted()).toEqual(deadlines.toSorted());

    const answer = await fetch(`${base}/events?limit=100`, { headers });
    expect(((await answer.json()) as { items: unknown[] }).items).toHaveLength(Math.min(events.length, 100));
    const { origin } = new URL(base);
    expect(await (await fetch(`${origin}/metrics`)).text()).toContain(
      `job_failures_total{job="tell-deadlines",board="${DEMO_BOARD.id}"} 0`,
    );
  });

  test('and closes when it is asked to, the clock with it', async () => {
    await start();
    const gone = new Promise((resolve) => server!.once('exit', resolve));
    server!.kill('SIGTERM');
    expect(await gone).toBe(0);
  });
});
