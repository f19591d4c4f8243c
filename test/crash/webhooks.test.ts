import type { ChildProcess } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Issuer, startIssuer } from '../../seeds/issuer.ts';
import { DEMO_BOARD, PERSONAS } from '../../seeds/personas.ts';
import { PREFIX } from '../../src/app.ts';
import { child, reportOf } from '../support/casework.ts';
import { ANSWERS, type Receiver, startReceiver } from '../support/receiver.ts';
import { createInstallation, type Installation, kill, listening } from './server.ts';

/** The server as it is run tells and sends on its own; what waits when it stops is sent when it starts again. */
describe('a server with a webhook', () => {
  let issuer: Issuer;
  let receiver: Receiver;
  let installation: Installation;
  let server: ChildProcess;
  let base: string;

  beforeAll(async () => {
    issuer = await startIssuer({ port: 0, personas: {} });
    receiver = await startReceiver();
    installation = createInstallation(issuer, { webhookOrigins: [receiver.origin] });
  });
  afterAll(async () => {
    await kill(server);
    await receiver.stop();
    installation.remove();
    await issuer.close();
  });

  async function start() {
    server = installation.spawn({ BARNAKT_JOB_SECONDS: '1' });
    base = `${await listening(server)}${PREFIX}/${DEMO_BOARD.id}`;
  }
  async function stop() {
    const gone = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGTERM');
    return gone;
  }
  async function post(persona: 'administrator' | 'reception', path: string, body: unknown) {
    const response = await fetch(base + path, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${await issuer.sign(PERSONAS[persona])}`,
        'content-type': 'application/json',
        'idempotency-key': crypto.randomUUID(),
      },
      body: JSON.stringify(body),
    });
    expect(response.status, await response.clone().text()).toBe(201);
  }

  test('sends what is told, and what it was stopped in the middle of', async () => {
    await start();
    receiver.answer(ANSWERS.silent);
    await post('administrator', '/webhooks', { url: receiver.origin, units: ['mottagning'] });
    const receivedAt = new Date(Date.now() - 60_000).toISOString();
    await post('reception', '/reports', reportOf([child()], { receivedAt }));
    await receiver.until(1, 15_000);
    const stopping = Date.now();
    expect(await stop()).toBe(0);
    expect(Date.now() - stopping).toBeLessThan(5_000);

    receiver.answer(ANSWERS.ok);
    await start();
    await receiver.until(2, 15_000);
    const [first, second] = receiver.received;
    expect(second!.headers['webhook-id']).toBe(first!.headers['webhook-id']);
    expect(second!.body).toBe(first!.body);
    expect(await stop()).toBe(0);
  });
});
