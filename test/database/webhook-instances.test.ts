import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DEMO_BOARD } from '../../seeds/personas.ts';
import { createBoard } from '../../src/access/boards.ts';
import { type BoardDatabase, openPostgres } from '../../src/database/open.ts';
import { follow } from '../../src/process.ts';
import { deliveriesTo, senderOf, subscribe, tellOf } from '../api/webhook/sending.ts';
import { testEngine } from '../support/engines.ts';
import { type Receiver, startReceiver } from '../support/receiver.ts';
import { startWorld, type World } from '../support/world.ts';

/** Several instances of the program on one PostgreSQL: each event is sent by one of them, once. */
describe.runIf(testEngine === 'postgres')('two senders on one board', () => {
  let receiver: Receiver;
  let world: World;
  let second: BoardDatabase;

  beforeAll(async () => {
    receiver = await startReceiver();
    world = await startWorld({ settings: { webhookOrigins: [receiver.origin] } });
    const [{ schema } = { schema: '' }] = await world.database.raw('select current_schema() as schema');
    second = await openPostgres(process.env.BARNAKT_DATABASE!, String(schema));
  });
  afterAll(async () => {
    await second.close();
    await world.close();
    await receiver.stop();
  });

  test('share the work, and send nothing twice', async () => {
    const settings = { ...DEMO_BOARD, webhookOrigins: [receiver.origin] };
    const other = createBoard(settings, second, world.board.auditKey, follow);
    const webhooks = [];
    for (const path of ['/a', '/b', '/c'])
      webhooks.push(await subscribe(world, receiver.origin + path, { units: ['mottagning'] }));
    const senders = [senderOf(world.board, world.clock, 5_000), senderOf(other, world.clock, 5_000)];
    receiver.answer((response) => void setTimeout(() => response.writeHead(204).end(), 5));
    await tellOf(world, 30);
    await Promise.all(senders.map((sender) => sender.run()));
    await Promise.all(senders.map((sender) => sender.run()));

    const got = receiver.received.map(({ path, headers }) => `${path} ${headers['webhook-id']}`);
    expect(got).toHaveLength(90);
    expect(new Set(got).size).toBe(90);
    const sent = await Promise.all(senders.map((sender) => sender.counted()));
    expect(sent.reduce((sum, { delivered }) => sum + delivered!, 0)).toBe(90);
    for (const { delivered } of sent) expect(delivered).toBeGreaterThan(0);
    for (const { id } of webhooks)
      expect((await deliveriesTo(world, id, '?state=delivered&total=true')).page.total).toBe(30);
  });
});
