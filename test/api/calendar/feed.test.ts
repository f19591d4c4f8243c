import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { eventsAt, poll, subscribe } from '../../support/calendars.ts';
import { assess, child, done, loggedDuring, newNumber, openIntake } from '../../support/casework.ts';
import { aCase, aGuardian } from '../../support/parties.ts';
import { queriesDuring } from '../../support/queries.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** What a calendar program gets, as a program reads it. */

const NAME = 'Hemligsson';
const NUMBER = newNumber();

let world: World;
let karin: Client;
let lena: Client;
let address: string;
let addressId: string;
let intake: { intakeId: string; childId: string; caseNumber: string };
let running: { id: string; childId: string; mother: string };

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  ({ address, id: addressId } = await subscribe(karin, { label: 'Telefonen' }));
  intake = await openIntake(karin, child({ personalNumber: NUMBER, familyName: NAME }));
  running = await aCase(karin);
});
afterAll(() => world.close());

const raw = async () => done(await poll(world, address)) as string;
const event = async (id: string) =>
  (await eventsAt(world, address)).find(({ uid }) => uid === `${id}@2281.barnakt.invalid`);

test('is iCalendar with CRLF throughout, lines of 75 octets at most, and nothing else', async () => {
  const answer = await poll(world, address);
  expect(answer.headers['content-type']).toBe('text/calendar; charset=utf-8');
  const text = answer.text;
  expect(text.startsWith('BEGIN:VCALENDAR\r\nVERSION:2.0\r\n')).toBe(true);
  expect(text.endsWith('\r\nEND:VCALENDAR\r\n')).toBe(true);
  expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
  const lines = text.split('\r\n');
  expect(Math.max(...lines.map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
  expect(lines.some((line) => line.startsWith(' '))).toBe(true);
});

test('says how often to come again, and its name is not that of a person', async () => {
  const calendar = new ICAL.Component(ICAL.parse(await raw()));
  const said = (name: string) => String(calendar.getFirstPropertyValue(name));
  expect(said('x-wr-calname')).toBe('Tidsfrister 2281');
  expect(said('refresh-interval')).toBe('PT1H');
  expect(said('x-published-ttl')).toBe('PT1H');
  expect(said('prodid')).toBe('-//Barnakt//Tidsfrister//SV');
});

test('each deadline is a whole day with its words, folded and escaped so that a program reads what was meant', async () => {
  expect(await event(`forhandsbedomning:${intake.intakeId}`)).toEqual({
    uid: `forhandsbedomning:${intake.intakeId}@2281.barnakt.invalid`,
    sequence: 0,
    summary: `Förhandsbedömning ${intake.caseNumber}`,
    description: 'Slutdag: 2026-03-16.\nTiden följer av lag.\nLagrum: SoL (2025:400) 20 kap. 2 §.',
    start: '2026-03-16',
    end: '2026-03-17',
    allDay: true,
    status: 'CONFIRMED',
    lastModified: '2026-03-02T09:00:00Z',
  });
  const protection = await event(`skyddsbedomning:${intake.intakeId}`);
  expect(protection!.summary).toContain('Omedelbar skyddsbedömning');
  expect(protection!.description).toContain('Lagen kräver att det görs men anger ingen tid: dagen är');
  expect(await raw()).toContain('TRANSP:TRANSPARENT');
  expect(await raw()).toContain('CLASS:PRIVATE');
  expect(await raw()).toContain('CATEGORIES:Tidsfrist,Aktualisering');
});

test('is what the list of deadlines shows of the own open cases, end day for end day', async () => {
  const { items } = done(await karin.get('/deadlines?handlerId=karin.ek&limit=100'));
  const listed = items.map((item: { id: string; endDay: string }) => [item.id, item.endDay]).toSorted();
  const confirmed = (await eventsAt(world, address)).filter(({ status }) => status === 'CONFIRMED');
  const shown = confirmed.map(({ uid, start }) => [uid.split('@')[0], start]).toSorted();
  expect(shown.length).toBeGreaterThan(3);
  expect(shown).toEqual(listed);
});

test('an extension moves the entry: the same name, a higher sequence, a new day', async () => {
  const before = await event(`utredning:${running.id}`);
  expect(before).toMatchObject({ start: '2026-06-02' });
  world.clock.set('2026-03-02T10:00:00Z');
  const at = `/investigations/${running.id}`;
  const extension = { ground: 'sarskilda-skal', reasons: 'Utlåtande väntas.', newEndDay: '2026-07-04' };
  done(await lena.post(`${at}/extensions`, extension, { match: (await lena.get(at)).etag }));
  const after = await event(`utredning:${running.id}`);
  expect(after).toMatchObject({ uid: before!.uid, start: '2026-07-04', end: '2026-07-05' });
  expect(after!.sequence).toBeGreaterThan(before!.sequence);
  expect(after!.lastModified).toBe('2026-03-02T10:00:00Z');
  // A Saturday, with a citation that holds both commas and brackets.
  expect(after!.description).toContain(
    'Får ske senast 2026-07-06: slutdagen är lördag (lag (1930:173) 2 §).',
  );
});

test('what is met is struck out at once, stays for thirty days and is then gone', async () => {
  const id = `skyddsbedomning:${intake.intakeId}`;
  const before = await event(id);
  await assess(karin, intake.intakeId);
  const met = await event(id);
  expect(met).toMatchObject({ uid: before!.uid, start: before!.start, status: 'CANCELLED' });
  expect(met!.sequence).toBeGreaterThan(before!.sequence);
  expect(met!.description).toMatch(/^Klar\./);
  world.clock.set('2026-04-01T10:00:00Z');
  expect(await event(id)).toMatchObject({ status: 'CANCELLED' });
  world.clock.set('2026-04-02T10:00:00Z');
  expect(await event(id)).toBeUndefined();
});

test('what is overdue stands on its day, and says the same as before', async () => {
  world.clock.set('2026-04-02T10:00:00Z');
  const overdue = await event(`forhandsbedomning:${intake.intakeId}`);
  expect(overdue).toMatchObject({ start: '2026-03-16', status: 'CONFIRMED' });
  expect(overdue!.summary).toBe(`Förhandsbedömning ${intake.caseNumber}`);
  world.clock.set('2026-03-02T10:00:00Z');
});

test('the time of a party to comment is struck out when it has passed, with nobody writing anything', async () => {
  const sent = { partyId: running.mother, sentOn: '2026-03-02', commentBy: '2026-03-09' };
  const { id } = done(await karin.post(`/investigations/${running.id}/communications`, sent));
  const name = `kommunicering:${running.id}:${id}`;
  const first = await event(name);
  expect(first).toMatchObject({ start: '2026-03-09', status: 'CONFIRMED' });
  world.clock.set('2026-03-10T10:00:00Z');
  const passed = await event(name);
  expect(passed).toMatchObject({ start: '2026-03-09', status: 'CANCELLED' });
  expect(passed!.sequence).toBeGreaterThan(first!.sequence);
  // The next write keeps it as it was told.
  await aGuardian(karin, running.childId);
  expect(await event(name)).toMatchObject({ status: 'CANCELLED', sequence: passed!.sequence });
  world.clock.set('2026-05-10T10:00:00Z');
  expect(await event(name)).toBeUndefined();
  world.clock.set('2026-03-10T10:00:00Z');
});

describe('who has it already', () => {
  test('is told so, and the reading is on record like any other', async () => {
    const first = await poll(world, address);
    expect(first.etag).toMatch(/^"[\w-]{43}"$/);
    expect(first.headers['cache-control']).toBe('private, no-cache');
    expect(first.headers['referrer-policy']).toBe('no-referrer');
    for (const known of [first.etag, `W/${first.etag}`, `"x", ${first.etag}`, '*']) {
      const entries = await loggedDuring(world, async () => {
        const again = await poll(world, address, { 'if-none-match': known });
        expect([again.status, again.text, again.etag]).toEqual([304, '', first.etag]);
      });
      expect(entries).toMatchObject([{ action: 'calendar.read', caller_id: 'karin.ek' }]);
    }
    expect((await poll(world, address, { 'if-none-match': '"x"' })).status).toBe(200);
  });

  test('gets it anew when something has changed, and not because an hour has gone', async () => {
    const { etag } = await poll(world, address);
    world.clock.set('2026-03-10T15:00:00Z');
    expect((await poll(world, address, { 'if-none-match': etag })).status).toBe(304);
    await openIntake(karin);
    expect((await poll(world, address, { 'if-none-match': etag })).status).toBe(200);
  });
});

test('HEAD answers as GET does, without the calendar, and is on record', async () => {
  const got = await poll(world, address);
  const entries = await loggedDuring(world, async () => {
    const asked = await poll(world, address, {}, 'HEAD');
    expect([asked.status, asked.text, asked.etag]).toEqual([200, '', got.etag]);
    expect(asked.headers['content-type']).toBe(got.headers['content-type']);
    expect(Number(asked.headers['content-length'])).toBe(got.bytes.length);
  });
  expect(entries).toMatchObject([{ action: 'calendar.read' }]);
});

test('each reading is on record as the handler’s, with the children whose cases are in it', async () => {
  const [entry, ...others] = await loggedDuring(world, () => poll(world, address));
  expect(others).toEqual([]);
  expect(entry).toMatchObject({
    kind: 'read',
    action: 'calendar.read',
    resource: 'calendar',
    caller_id: 'karin.ek',
    roles: 'calendar',
    resource_ids: JSON.stringify([addressId]),
  });
  const people = JSON.parse(entry!.person_ids!);
  expect(people).toEqual(expect.arrayContaining([intake.childId, running.childId]));
  const found = done(await world.as('auditor').get(`/audit-entries?personId=${running.childId}`));
  expect(found.items[0]).toMatchObject({ action: 'calendar.read', roles: ['calendar'] });
});

test('no reading leaves without its entry', async () => {
  await world.database.raw('alter table audit_entry rename to audit_entry_away');
  const answer = await poll(world, address);
  await world.database.raw('alter table audit_entry_away rename to audit_entry');
  expect(answer.status).toBe(500);
  expect(answer.text).not.toContain('BEGIN:');
});

test('a poll takes two queries, however many cases there are', async () => {
  await poll(world, address);
  expect(await queriesDuring(world, () => poll(world, address))).toHaveLength(2);
});

test('nothing of a person stands in it: no name, no number, no id of one', async () => {
  const text = (await raw()).replaceAll('\r\n ', '');
  const people = (await world.database.raw('select * from person')) as Record<string, unknown>[];
  expect(people.length).toBeGreaterThan(3);
  const secrets = people.flatMap((person) =>
    ['id', 'personal_number', 'temporary_number', 'given_name', 'family_name', 'birth_date'].flatMap(
      (field) => (person[field] ? [String(person[field])] : []),
    ),
  );
  expect(secrets).toEqual(expect.arrayContaining([NAME, NUMBER, intake.childId, running.mother]));
  for (const secret of [...secrets, 'karin', 'Telefonen', addressId, 'skola']) {
    expect(text.includes(secret), secret).toBe(false);
  }
});
