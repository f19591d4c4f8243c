import { createHash, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildApp, PREFIX } from '../../../src/app.ts';
import { eventsAt, poll, subscribe } from '../../support/calendars.ts';
import { done, loggedDuring, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** The secret addresses that calendars are read at: how they come, what is kept of them, and how they end. */

const AT = '/deadlines/calendar-addresses';
const keyOf = (address: string) => address.split('key=')[1]!;

let world: World;
let karin: Client;
let lena: Client;
let sam: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  sam = world.as('administrator');
});
afterAll(() => world.close());

const revoke = (client: Client, id: string) => client.post(`${AT}/${id}/revocation`, {});
const listed = async (client: Client, query = '') => done(await client.get(`${AT}?limit=100${query}`)).items;

/** Everything in the database, as someone with a copy of it could search through it. */
async function wholeDatabase(): Promise<string> {
  const tables = ['calendar_address', 'idempotency_key', 'audit_entry', 'audit_head'];
  return JSON.stringify(await Promise.all(tables.map((name) => world.database.raw(`select * from ${name}`))));
}

describe('a new address', () => {
  test('is the caller’s own, holds 256 bits, and says when it ends', async () => {
    const { address, id, ...rest } = done(await karin.post(AT, { label: 'Tjänstetelefonen' }));
    expect(rest).toEqual({
      handlerId: 'karin.ek',
      label: 'Tjänstetelefonen',
      createdAt: '2026-03-02T09:00:00.000Z',
      validUntil: '2026-08-29T09:00:00.000Z',
      lastReadOn: null,
      revokedAt: null,
      revokedBy: null,
    });
    expect(address).toMatch(new RegExp(`^${PREFIX}/2281/deadlines/calendar\\.ics\\?key=[\\w-]{43}$`));
    expect(Buffer.from(keyOf(address), 'base64url')).toHaveLength(32);
    expect((await poll(world, address)).status).toBe(200);
    expect((await listed(karin)).find((one: { id: string }) => one.id === id)).toMatchObject({ id });
  });

  test('is shown once: not in the list, and nowhere in the database', async () => {
    const { address } = await subscribe(karin);
    await poll(world, address);
    const key = keyOf(address);
    expect(JSON.stringify(await listed(karin))).not.toMatch(/key|address|seed|hash/i);
    const kept = await wholeDatabase();
    expect(kept).toContain(createHash('sha256').update(key).digest('base64url'));
    expect(kept).not.toContain(key);
    expect(kept).not.toContain(Buffer.from(key, 'base64url').toString('hex'));
  });

  test('comes again with the same request, to the same caller, for as long as it opens anything', async () => {
    const key = randomUUID();
    const first = done(await karin.post(AT, { label: 'Plattan' }, { key }));
    expect(done(await karin.post(AT, { label: 'Plattan' }, { key }))).toEqual(first);
    expect((await listed(karin)).filter(({ label }: { label: string }) => label === 'Plattan')).toHaveLength(
      1,
    );
    // The key of a creation is the caller's: to another the same is a creation of one's own.
    const another = done(await lena.post(AT, { label: 'Plattan' }, { key }));
    expect(another).toMatchObject({ handlerId: 'lena.berg' });
    expect(another.address).not.toBe(first.address);
    done(await revoke(karin, first.id));
    expect(done(await karin.post(AT, { label: 'Plattan' }, { key }))).toEqual({ ...first, address: null });
  });

  test('ends by itself on the day that was asked for, a year later at most', async () => {
    const { id, address } = await subscribe(karin, { validDays: 1 });
    world.clock.set('2026-03-03T08:59:59.999Z');
    expect((await poll(world, address)).status).toBe(200);
    world.clock.set('2026-03-03T09:00:00Z');
    expect((await poll(world, address)).status).toBe(404);
    expect((await revoke(karin, id)).body).toMatchObject({ status: 409, rule: 'calendar-address.ended' });
    world.clock.set('2026-03-02T09:00:00Z');
    expect((await karin.post(AT, { validDays: 367 })).status).toBe(400);
    expect((await karin.post(AT, { handlerId: 'lena.berg' })).status).toBe(400);
  });

  test('is refused in both languages, with what to do', async () => {
    const path = `${AT}?handlerId=lena.berg`;
    const [swedish, english] = [
      await karin.get(path),
      await karin.get(path, { headers: { 'accept-language': 'en' } }),
    ];
    expect(swedish.body.detail).toBe('Du kan se dina egna kalenderadresser, inte andras.');
    expect(english.body.detail).toBe('You can see your own calendar addresses, not those of others.');
    expect(english.body.reasons[0].remedy).toContain('team leader');
    expect((await karin.post(AT, { colour: 'red' })).body.violations).toMatchObject([{ field: 'colour' }]);
  });

  test('is one of ten that hold at a time', async () => {
    const vera = await world.with({ sub: 'vera.lund', roles: ['social-worker'], units: ['ungdom'] });
    const { id } = await subscribe(vera);
    for (let more = 1; more < 10; more += 1) await subscribe(vera);
    const refused = await vera.post(AT, {});
    expect(refused.body).toMatchObject({ status: 409, rule: 'calendar-address.too-many' });
    done(await revoke(vera, id));
    await subscribe(vera);
    const { items, page } = done(await vera.get(`${AT}?limit=4&total=true`));
    expect([items.length, page.total]).toEqual([4, 11]);
    const next = done(await vera.get(`${AT}?limit=100&cursor=${page.nextCursor}`));
    expect(new Set([...items, ...next.items].map((one: { id: string }) => one.id)).size).toBe(11);
  });
});

describe('the day of the latest reading', () => {
  test('is kept, once a day, whoever comes by however often', async () => {
    const { id, address } = await subscribe(karin);
    const readOn = async () =>
      (await listed(karin)).find((one: { id: string }) => one.id === id).lastReadOn as string | null;
    expect(await readOn()).toBeNull();
    await poll(world, address);
    expect(await readOn()).toBe('2026-03-02');
    await world.database.raw(`update calendar_address set last_read_on = '2026-03-02' where id = '${id}'`);
    world.clock.set('2026-03-02T22:59:00Z');
    await poll(world, address);
    expect(await readOn()).toBe('2026-03-02');
    world.clock.set('2026-03-02T23:00:00Z');
    await poll(world, address);
    expect(await readOn()).toBe('2026-03-03');
    world.clock.set('2026-03-02T09:00:00Z');
  });
});

describe('ending an address', () => {
  test('takes effect with the next request, for good, and leaves the others', async () => {
    const [one, other] = [await subscribe(karin), await subscribe(karin)];
    const [entry, ...more] = await loggedDuring(world, async () => {
      const ended = done(await revoke(karin, one.id));
      expect(ended).toMatchObject({ revokedAt: '2026-03-02T09:00:00.000Z', revokedBy: 'karin.ek' });
    });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      kind: 'write',
      action: 'calendar-address.revoke',
      resource_ids: JSON.stringify([one.id]),
    });
    expect((await poll(world, one.address)).status).toBe(404);
    expect((await poll(world, other.address)).status).toBe(200);
    expect((await revoke(karin, one.id)).body).toMatchObject({ rule: 'calendar-address.ended' });
  });

  test('of somebody who has left is for the team leader and the administrator, who find it by the handler', async () => {
    for (const [client, by] of [
      [lena, 'lena.berg'],
      [sam, 'sam.ask'],
    ] as const) {
      const { id, address } = await subscribe(karin, { label: `åt ${by}` });
      const found = await listed(client, '&handlerId=karin.ek');
      expect(found.find((one: { id: string }) => one.id === id)).toMatchObject({ label: `åt ${by}` });
      expect(done(await revoke(client, id))).toMatchObject({ handlerId: 'karin.ek', revokedBy: by });
      expect((await poll(world, address)).status).toBe(404);
    }
  });

  test('of another is for nobody else: neither to see nor to end', async () => {
    const { id, address } = await subscribe(lena);
    for (const client of [karin, world.as('reception'), world.as('decisionMaker')]) {
      const refused = await client.get(`${AT}?handlerId=lena.berg`);
      expect(refused.body).toMatchObject({ status: 403, rule: 'calendar-address.of-another' });
      expect((await revoke(client, id)).status).toBe(404);
      expect((await revoke(client, randomUUID())).status).toBe(404);
    }
    expect((await poll(world, address)).status).toBe(200);
  });
});

describe('what opens nothing', () => {
  test('is one and the same answer, whatever the reason', async () => {
    const mine = await subscribe(karin);
    const revoked = await subscribe(karin);
    done(await revoke(karin, revoked.id));
    const elsewhere = await startWorld({ settings: { id: '0180-spanga' } });
    const ofAnother = (await subscribe(await elsewhere.with({ sub: 'karin.ek', roles: ['social-worker'] })))
      .address;
    await elsewhere.close();
    const here = `${PREFIX}/2281/deadlines/calendar.ics?key=`;
    const key = keyOf(mine.address);
    const last = key.at(-1) === 'A' ? 'B' : 'A';
    const answers = await Promise.all(
      [
        revoked.address,
        `${here}${'A'.repeat(43)}`,
        `${here}${key.slice(0, -1)}${last}`,
        `${here}${key}A`,
        `${here}%27%20or%201=1`,
        here,
        `${here}${keyOf(ofAnother)}`,
        ofAnother,
        mine.address.replace('/2281/', '/0180-spanga/'),
        mine.address.replace('/2281/', '/0000/'),
        mine.address.replace('/2281/', '/__proto__/'),
      ].map((address) => poll(world, address)),
    );
    const told = answers.map(({ status, body, headers }) => [
      status,
      { ...body, instance: null },
      headers['cache-control'],
      headers['referrer-policy'],
    ]);
    expect(new Set(told.map((one) => JSON.stringify(one))).size).toBe(1);
    expect(told[0]![0]).toBe(404);
    expect((await poll(world, mine.address)).status).toBe(200);
  });

  test('is also what opens a calendar of another board on the same server', async () => {
    const other = await startWorld({ settings: { id: '0180-spanga' } });
    const vera = await other.with({ sub: 'vera.lund', roles: ['social-worker'], units: ['mottagning'] });
    const [here, there] = [(await subscribe(karin)).address, (await subscribe(vera)).address];
    const never = () => Promise.reject(new Error('A calendar is read without a token.'));
    const app = await buildApp({
      boards: new Map([world.board, other.board].map((board) => [board.id, board])),
      verifier: { verify: never, ready: never },
      clock: world.clock,
      logger: pino({ level: 'silent' }),
      rateLimit: { perCaller: 1_000, refused: 1_000 },
    });
    const status = async (url: string) => (await app.inject({ url })).statusCode;
    expect([await status(here), await status(there)]).toEqual([200, 200]);
    expect(await status(here.replace('/2281/', '/0180-spanga/'))).toBe(404);
    expect(await status(there.replace('/0180-spanga/', '/2281/'))).toBe(404);
    await app.close();
    await other.close();
  });

  test('leaves nothing in the access log, and a token does not help', async () => {
    const { id, address } = await subscribe(karin);
    done(await revoke(karin, id));
    const authorization = `Bearer ${await world.issuer.sign({ sub: 'karin.ek', roles: ['social-worker'], boards: ['2281'] })}`;
    const entries = await loggedDuring(world, async () => {
      expect((await poll(world, address, { authorization })).status).toBe(404);
    });
    expect(entries).toEqual([]);
  });
});

test('the key stands in no log line, no error and no header', async () => {
  const { id, address } = await subscribe(karin);
  const key = keyOf(address);
  const answers = [await poll(world, address), await poll(world, address, {}, 'HEAD')];
  answers.push(await poll(world, `${address}&view=week`));
  answers.push(await poll(world, `${address}&key=${key}`));
  answers.push(await poll(world, `${address}${key.repeat(5)}`));
  answers.push(await poll(world, address.replace('?', '%zz?')));
  answers.push(await poll(world, address.replace('calendar.ics', `${key}`)));
  answers.push(await world.as('socialWorker').send('POST', address, {}, {}));
  await world.database.raw('alter table deadline rename to deadline_away');
  answers.push(await poll(world, address));
  await world.database.raw('alter table deadline_away rename to deadline');
  done(await revoke(karin, id));
  answers.push(await poll(world, address));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 400, 400, 400, 400, 404, 404, 500, 404]);
  for (const { text, headers } of answers) expect(text + JSON.stringify(headers)).not.toContain(key);
  expect(world.log.length).toBeGreaterThan(answers.length);
  expect(world.log.filter((line) => line.includes(key) || line.includes('key='))).toEqual([]);
  const routes = world.log.map((line) => JSON.parse(line).route);
  expect(routes).toContain(`${PREFIX}/:boardId/deadlines/calendar.ics`);
});

test('keys that open nothing are counted with the tokens that are refused, and a good one still opens', async () => {
  const limited = await startWorld({ rateLimit: { perCaller: 1000, refused: 3 } });
  const { address } = await subscribe(limited.as('socialWorker'));
  await openIntake(limited.as('socialWorker'));
  const wrong = `${PREFIX}/2281/deadlines/calendar.ics?key=`;
  const answers = [];
  for (let call = 0; call < 5; call += 1) answers.push(await poll(limited, `${wrong}${call}`));
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 429, 429]);
  expect(Number(answers[4]!.headers['retry-after'])).toBeGreaterThan(0);
  expect((await eventsAt(limited, address)).length).toBeGreaterThan(0);
  const token = await poll(limited, `${PREFIX}/2281/intakes`, { authorization: 'Bearer x' });
  expect(token.status).toBe(429);
  await limited.close();
});
