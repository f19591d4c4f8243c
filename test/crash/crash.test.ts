import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Issuer, startIssuer } from '../../seeds/issuer.ts';
import { DEMO_BOARD, PERSONAS } from '../../seeds/personas.ts';
import { PREFIX } from '../../src/app.ts';
import { child, reportOf } from '../support/casework.ts';
import { SEED } from '../support/seed.ts';
import { createInstallation, type Installation, kill, listening } from './server.ts';

/**
 * The server is killed at random moments under a load of reports. Every receipt that it gave is there afterwards,
 * every report that got no receipt is there once or not at all, and the log and the case numbers are unbroken.
 */

const ROUNDS = Number(process.env.BARNAKT_CRASH_ROUNDS ?? 5);
const SENDERS = 12;

/** Numbers from 0 to 1, always the same for a seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Sent {
  readonly key: string;
  readonly body: unknown;
  /** The receipt as it came; undefined when the server was gone before. */
  receipt?: string;
}

describe('a server that is killed', () => {
  const next = random(SEED);
  const tokens = { reception: '', auditor: '' };
  let issuer: Issuer;
  let installation: Installation;
  let server: ChildProcess | undefined;
  let base: string;

  beforeAll(async () => {
    issuer = await startIssuer({ port: 0, personas: {} });
    const longLived = { expiresInSeconds: 86_400 };
    tokens.reception = await issuer.sign(PERSONAS.reception, longLived);
    tokens.auditor = await issuer.sign(PERSONAS.auditor, longLived);
    installation = createInstallation(issuer);
  });
  afterEach(async () => {
    if (server) await kill(server);
  });
  afterAll(async () => {
    installation.remove();
    await issuer.close();
  });

  async function start(): Promise<void> {
    server = installation.spawn();
    base = `${await listening(server)}${PREFIX}/${DEMO_BOARD.id}`;
  }

  async function call(persona: keyof typeof tokens, path: string, init: RequestInit = {}) {
    const authorization = `Bearer ${tokens[persona]}`;
    const response = await fetch(`${base}${path}`, { ...init, headers: { ...init.headers, authorization } });
    return { status: response.status, text: await response.text() };
  }

  /** Sends a report and keeps the receipt, if one comes. */
  async function send(sent: Sent): Promise<void> {
    const answer = await call('reception', '/reports', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': sent.key },
      body: JSON.stringify(sent.body),
    });
    expect(answer.status, answer.text).toBe(201);
    if (sent.receipt !== undefined) expect(answer.text).toBe(sent.receipt);
    sent.receipt = answer.text;
  }

  /** Sends reports one after the other until the server is gone. */
  async function load(all: Sent[]): Promise<void> {
    for (;;) {
      const children = Array.from({ length: 1 + Math.floor(next() * 3) }, () => child());
      const sent: Sent = {
        key: crypto.randomUUID(),
        body: reportOf(children, { receivedAt: new Date(Date.now() - 60_000).toISOString() }),
      };
      all.push(sent);
      try {
        await send(sent);
      } catch (error) {
        // `fetch failed`, or `terminated` in the middle of an answer: gone. Anything else is a finding.
        if (error instanceof TypeError) return;
        throw error;
      }
    }
  }

  /** What the file says, past the program. */
  function look() {
    const database = new Sqlite(installation.file, { readonly: true });
    try {
      const column = (statement: string) => database.prepare(statement).pluck().all() as string[];
      return {
        numbers: column('select case_number from intake order by case_number'),
        reports: column('select id from report'),
        withoutIntake: column('select id from report where id not in (select report_id from intake)'),
        withoutChild: column('select id from intake where child_id not in (select id from person)'),
        broken: column('pragma foreign_key_check'),
        integrity: column('pragma integrity_check'),
      };
    } finally {
      database.close();
    }
  }

  function expectWhole() {
    const { numbers, withoutIntake, withoutChild, broken, integrity } = look();
    const year = numbers[0]?.slice(0, 4);
    expect(numbers).toEqual(numbers.map((_, at) => `${year}-${String(at + 1).padStart(5, '0')}`));
    expect({ withoutIntake, withoutChild, broken, integrity }).toEqual({
      withoutIntake: [],
      withoutChild: [],
      broken: [],
      integrity: ['ok'],
    });
  }

  async function expectVerified() {
    const { text } = await call('auditor', '/audit-entries/verification');
    expect(JSON.parse(text)).toMatchObject({ intact: true });
  }

  test('while it starts for the first time, starts the next time', async () => {
    for (const share of [0.3, 0.6, 0.9]) {
      server = installation.spawn();
      server.stdout!.resume();
      await wait(share * 400 + next() * 200);
      await kill(server);
    }
    await start();
    expect((await call('reception', '/intakes')).status).toBe(200);
  });

  test(`in ${ROUNDS} rounds under load, has kept every receipt`, {
    timeout: 30_000 + ROUNDS * 10_000,
  }, async () => {
    const all: Sent[] = [];
    let unanswered = 0;
    await start();
    for (let round = 1; round <= ROUNDS; round += 1) {
      const fresh: Sent[] = [];
      const senders = Promise.all(Array.from({ length: SENDERS }, () => load(fresh)));
      await wait(30 + next() * 400);
      await kill(server!);
      await senders;
      expectWhole();
      await start();
      const given = fresh.filter((sent) => sent.receipt !== undefined);
      const unsure = fresh.filter((sent) => sent.receipt === undefined);
      await Promise.all(
        given.map(async ({ receipt }) => {
          const { reportId, children } = JSON.parse(receipt!);
          const read = await call('reception', `/reports/${reportId}`);
          expect(read.status).toBe(200);
          expect(JSON.parse(read.text).children).toMatchObject(children);
        }),
      );
      // The same key again: the same receipt where one was given, and one report where none was.
      await Promise.all(fresh.map(send));
      await expectVerified();
      unanswered += unsure.length;
      all.push(...fresh);
    }
    await kill(server!);
    expectWhole();
    const ids = all.map((sent) => JSON.parse(sent.receipt!).reportId as string);
    expect(new Set(ids).size).toBe(all.length);
    expect(look().reports.sort()).toEqual(ids.sort());
    console.info(
      `crash: seed ${SEED}, ${ROUNDS} rounds, ${all.length - unanswered} receipts, ${unanswered} unanswered`,
    );
    expect(all.length - unanswered).toBeGreaterThan(ROUNDS);
  });
});
