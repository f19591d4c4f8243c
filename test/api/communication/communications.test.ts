import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findParties } from '../../../src/investigation/actions.ts';
import { day } from '../../../src/kernel/day.ts';
import * as parties from '../../support/parties.ts';
import { fields } from '../../support/parties.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

const NOT_RETRACTED = { retractedAt: null, retractedBy: null, retractionReason: null };

let world: World;
let karin: Client;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

async function aCase(birthDate?: string) {
  const found = await parties.aCase(karin, birthDate);
  return { ...found, url: `/investigations/${found.id}/communications` };
}
const somebody = () => parties.somebody(karin);
const aGuardian = (childId: string, validity?: { validFrom?: string; validTo?: string }) =>
  parties.aGuardian(karin, childId, validity);

test('the material is sent to a guardian today, with fourteen days to comment', async () => {
  const { url, id, mother } = await aCase();
  const sent = await karin.post(url, { partyId: mother });
  expect(sent.status, sent.text).toBe(201);
  expect(sent.body).toEqual({
    id: sent.body.id,
    investigationId: id,
    partyId: mother,
    sentOn: '2026-03-02',
    commentBy: '2026-03-16',
    commentReceivedOn: null,
    comment: null,
    exception: null,
    recordedAt: '2026-03-02T09:00:00.000Z',
    recordedBy: 'karin.ek',
    ...NOT_RETRACTED,
    version: 1,
  });
  expect((await karin.get(url)).body).toEqual({ items: [sent.body] });
  const read = await world.as('decisionMaker').get(`${url}/${sent.body.id}`);
  expect([read.status, read.etag, read.body]).toEqual([200, sent.etag, sent.body]);
});

test('the handler may set both days', async () => {
  const { url, mother } = await aCase();
  const days = { sentOn: '2026-02-20', commentBy: '2026-02-25' };
  expect((await karin.post(url, { partyId: mother, ...days })).body).toMatchObject(days);
  const counted = await karin.post(url, { partyId: mother, sentOn: '2026-02-20' });
  expect(counted.body.commentBy).toBe('2026-03-06');
});

test('where nothing is communicated, the reason is recorded', async () => {
  const { url } = await aCase();
  const exception = 'Uppenbart obehövligt: ansökan är återtagen.';
  const recorded = await karin.post(url, { exception });
  expect(recorded.status, recorded.text).toBe(201);
  expect(recorded.body).toMatchObject({ exception, partyId: null, sentOn: null, commentBy: null });
});

test('an exception can be for one party, who must be one', async () => {
  const { url, mother } = await aCase();
  const exception = 'Mamman vistas utomlands och kan inte nås.';
  const recorded = await karin.post(url, { partyId: mother, exception });
  expect(recorded.status, recorded.text).toBe(201);
  expect(recorded.body).toMatchObject({ exception, partyId: mother, sentOn: null, commentBy: null });
  const stranger = await karin.post(url, { partyId: await somebody(), exception });
  expect(stranger.body).toMatchObject({ status: 409, rule: 'communication.not-a-party' });
  const nobody = await karin.post(url, { partyId: randomUUID(), exception });
  expect([nobody.status, fields(nobody)]).toEqual([400, ['partyId']]);
});

test('the log finds what was sent, excepted and commented under the party as under the child', async () => {
  const { id, url, childId, mother } = await aCase();
  const sent = await karin.post(url, { partyId: mother });
  const comment = { receivedOn: '2026-03-02', comment: 'Stämmer.' };
  await karin.put(`${url}/${sent.body.id}/comment`, comment, { match: sent.etag });
  const excepted = await karin.post(url, { partyId: mother, exception: 'Obehövligt.' });
  const found = await world
    .as('auditor')
    .get(`/audit-entries?personId=${mother}&action=communication.record`);
  expect(found.body.items).toMatchObject(
    [excepted, sent].map(({ body }) => ({
      resource: 'communication',
      resourceIds: [body.id, id],
      personIds: [childId, mother],
    })),
  );
  const commented = await world
    .as('auditor')
    .get(`/audit-entries?personId=${mother}&action=communication.record-comment`);
  expect(commented.body.items).toMatchObject([{ resourceIds: [sent.body.id, id] }]);
});

test('a party or an exception or both, and an exception has no days', async () => {
  const { url, mother } = await aCase();
  const bad = [
    {},
    { partyId: mother, exception: 'Obehövligt.', sentOn: '2026-03-01' },
    { sentOn: '2026-03-01' },
    { exception: 'Obehövligt.', sentOn: '2026-03-01' },
    { exception: 'Obehövligt.', commentBy: '2026-03-10' },
    { exception: ' ' },
    { partyId: mother, by: 'post' },
    { partyId: 'mamma' },
  ];
  for (const body of bad) expect((await karin.post(url, body)).status, JSON.stringify(body)).toBe(400);
  expect((await karin.get(url)).body.items).toEqual([]);
});

test.each([
  ['sent tomorrow', { sentOn: '2026-03-03' }, 'sentOn'],
  ['sent before the investigation was opened', { sentOn: '2026-02-01' }, 'sentOn'],
  ['no day to comment', { sentOn: '2026-03-02', commentBy: '2026-03-02' }, 'commentBy'],
  ['a day to comment before the sending', { commentBy: '2026-03-01' }, 'commentBy'],
])('%s cannot be', async (_, days, field) => {
  const { url, mother } = await aCase();
  const answer = await karin.post(url, { partyId: mother, ...days });
  expect([answer.status, fields(answer)]).toEqual([400, [field]]);
});

test('somebody else than a party gets nothing, by its law', async () => {
  const { url, childId } = await aCase();
  const grandmother = await somebody();
  await karin.post('/relations', {
    fromPersonId: grandmother,
    toPersonId: childId,
    type: 'mor-eller-farforalder',
  });
  for (const partyId of [grandmother, childId]) {
    const answer = await karin.post(url, { partyId });
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({
      rule: 'communication.not-a-party',
      law: 'förvaltningslagen (2017:900) 25 §',
      reasons: [{ message: expect.stringContaining('inte part'), remedy: expect.any(String) }],
    });
  }
});

test('a guardian is a party on the days of the custody, the last one included', async () => {
  const { url, childId } = await aCase();
  const former = await aGuardian(childId, { validFrom: '2026-02-10', validTo: '2026-02-20' });
  const sentOn = async (on: string) => (await karin.post(url, { partyId: former, sentOn: on })).status;
  expect(await Promise.all(['2026-02-09', '2026-02-10', '2026-02-20', '2026-02-21'].map(sentOn))).toEqual([
    409, 201, 201, 409,
  ]);
});

test('a child is a party from the day it turns 15', async () => {
  const { url, childId } = await aCase('2011-02-20');
  expect((await karin.post(url, { partyId: childId, sentOn: '2026-02-19' })).status).toBe(409);
  expect((await karin.post(url, { partyId: childId, sentOn: '2026-02-20' })).status).toBe(201);
});

test('the parties: guardians, from 15 the child too, from 18 the young person alone', async () => {
  const { childId, mother } = await aCase();
  const { reader } = world.database;
  const partiesAt = (birthDate: string | null, on: string) =>
    findParties(reader, { id: childId, birthDate: birthDate === null ? null : day(birthDate) }, day(on));
  expect(await partiesAt('2011-03-02', '2026-03-01')).toEqual([mother]);
  expect(await partiesAt('2011-03-02', '2026-03-02')).toEqual([mother, childId]);
  expect(await partiesAt('2008-03-02', '2026-03-01')).toEqual([mother, childId]);
  expect(await partiesAt('2008-03-02', '2026-03-02')).toEqual([childId]);
  expect(await partiesAt(null, '2026-03-02')).toEqual([mother]);
});

test('a person who is not there and a guardian protected from the caller give the same answer', async () => {
  const { url, childId } = await aCase();
  const hidden = await aGuardian(childId);
  // Karin may know of the mother until her naming ends.
  const lena = world.as('teamLeader');
  const sent = await karin.post(url, { partyId: hidden });
  await parties.hideFromKarin(world, hidden);

  const unknown = await karin.post(url, { partyId: randomUUID() });
  const known = await karin.post(url, { partyId: hidden });
  expect([known.status, known.body.violations]).toEqual([400, unknown.body.violations]);
  expect(fields(known)).toEqual(['partyId']);

  const comment = { receivedOn: '2026-03-02' };
  expect((await karin.get(url)).body.items).toEqual([]);
  expect((await karin.get(`${url}/${sent.body.id}`)).status).toBe(404);
  expect((await karin.put(`${url}/${sent.body.id}/comment`, comment, { match: sent.etag })).status).toBe(404);
  expect((await lena.get(url)).body.items).toEqual([sent.body]);
  expect((await lena.put(`${url}/${sent.body.id}/comment`, comment, { match: sent.etag })).status).toBe(200);
});

test('the comment is recorded, and recorded anew when it was wrong', async () => {
  const { url, mother } = await aCase();
  const sent = await karin.post(url, { partyId: mother, sentOn: '2026-02-20' });
  const comment = `${url}/${sent.body.id}/comment`;
  const first = await karin.put(
    comment,
    { receivedOn: '2026-02-25', comment: 'Håller med.' },
    { match: sent.etag },
  );
  expect(first.status, first.text).toBe(200);
  expect(first.body).toEqual({
    ...sent.body,
    commentReceivedOn: '2026-02-25',
    comment: 'Håller med.',
    version: 2,
  });
  const second = await karin.put(comment, { receivedOn: '2026-02-26' }, { match: first.etag });
  expect(second.body).toMatchObject({ commentReceivedOn: '2026-02-26', comment: null, version: 3 });
});

test('a comment comes between the sending and today', async () => {
  const { url, mother } = await aCase();
  const sent = await karin.post(url, { partyId: mother, sentOn: '2026-02-20' });
  for (const receivedOn of ['2026-02-19', '2026-03-03']) {
    const answer = await karin.put(`${url}/${sent.body.id}/comment`, { receivedOn }, { match: sent.etag });
    expect([answer.status, fields(answer)]).toEqual([400, ['receivedOn']]);
  }
});

test('nobody can comment on an exception', async () => {
  const { url } = await aCase();
  const exception = await karin.post(url, { exception: 'Obehövligt.' });
  const answer = await karin.put(
    `${url}/${exception.body.id}/comment`,
    { receivedOn: '2026-03-02' },
    { match: exception.etag },
  );
  expect(answer.status).toBe(409);
  expect(answer.body).toMatchObject({
    rule: 'communication.nothing-sent',
    law: 'förvaltningslagen (2017:900) 25 §',
  });
});

test('a comment needs the version that was read', async () => {
  const { url, mother } = await aCase();
  const sent = await karin.post(url, { partyId: mother });
  const comment = `${url}/${sent.body.id}/comment`;
  const body = { receivedOn: '2026-03-02' };
  expect((await karin.put(comment, body)).status).toBe(428);
  expect((await karin.put(comment, body, { match: sent.etag })).status).toBe(200);
  expect((await karin.put(comment, body, { match: sent.etag })).status).toBe(412);
});

test('the same key gives the same communication, with another body nothing', async () => {
  const { url, mother } = await aCase();
  const key = randomUUID();
  const first = await karin.post(url, { partyId: mother }, { key });
  expect((await karin.post(url, { partyId: mother }, { key })).body).toEqual(first.body);
  expect((await karin.post(url, { exception: 'Obehövligt.' }, { key })).status).toBe(409);
  expect((await karin.get(url)).body.items).toHaveLength(1);
});

test('who does not see the investigation gets 404; who may not gets 403', async () => {
  const { url, mother } = await aCase();
  const sent = await karin.post(url, { partyId: mother });
  const one = `${url}/${sent.body.id}`;
  const body = { receivedOn: '2026-03-02' };
  const stranger = world.as('youthWorker');
  expect((await stranger.get(url)).status).toBe(404);
  expect((await stranger.get(one)).status).toBe(404);
  expect((await stranger.post(url, { partyId: mother })).status).toBe(404);
  expect((await stranger.put(`${one}/comment`, body, { match: sent.etag })).status).toBe(404);
  expect((await world.as('controller').get(url)).status).toBe(403);
  expect((await world.as('decisionMaker').post(url, { partyId: mother })).status).toBe(403);
  expect((await world.as('reception').put(`${one}/comment`, body, { match: sent.etag })).status).toBe(403);
});

test('a communication of another investigation is not there', async () => {
  const { url, mother } = await aCase();
  const sent = await karin.post(url, { partyId: mother });
  const other = await aCase();
  const one = `${other.url}/${sent.body.id}`;
  expect((await karin.get(one)).status).toBe(404);
  const comment = await karin.put(`${one}/comment`, { receivedOn: '2026-03-02' }, { match: sent.etag });
  expect(comment.status).toBe(404);
});

test('nothing is written in a closed investigation', async () => {
  const { url, id, mother } = await aCase();
  const sent = await karin.post(url, { partyId: mother });
  await world.database.raw(`update investigation set closed_on = '2026-03-02' where id = '${id}'`);
  for (const answer of [
    await karin.post(url, { partyId: mother }),
    await karin.put(`${url}/${sent.body.id}/comment`, { receivedOn: '2026-03-02' }, { match: sent.etag }),
  ]) {
    expect(answer.status).toBe(409);
    expect(answer.body).toMatchObject({ rule: 'investigation.closed', law: expect.any(String) });
  }
  expect((await karin.get(url)).body.items).toEqual([sent.body]);
});

test('a read is on record under the child and the party', async () => {
  const { url, childId, mother } = await aCase();
  await karin.post(url, { partyId: mother });
  await karin.get(url);
  const [row] = await world.database.raw(
    `select person_ids from audit_entry where action = 'communication.list' order by seq desc limit 1`,
  );
  expect(JSON.stringify(row)).toContain(childId);
  expect(JSON.stringify(row)).toContain(mother);
});

test('an exception recorded by mistake is taken back: it stays to be read, and closing asks for what is owed again', async () => {
  const { id, url, mother } = await aCase();
  const asked = async () => {
    const { missing } = (await karin.get(`/investigations/${id}/completeness`)).body;
    return missing.map(({ rule }: { rule: string }) => rule).includes('communication.missing');
  };
  const excepted = await karin.post(url, { exception: 'Obehövligt.' });
  expect(await asked()).toBe(false);
  const at = `${url}/${excepted.body.id}/retraction`;
  const mistake = { reason: 'Gällde ett annat ärende.' };
  expect((await karin.post(at, mistake)).status).toBe(428);
  expect((await karin.post(at, mistake, { match: '"9"' })).status).toBe(412);
  expect((await karin.post(at, {}, { match: excepted.etag })).status).toBe(400);
  const retracted = await karin.post(at, mistake, { match: excepted.etag });
  expect([retracted.status, retracted.body]).toEqual([
    201,
    {
      ...excepted.body,
      retractedAt: '2026-03-02T09:00:00.000Z',
      retractedBy: 'karin.ek',
      retractionReason: mistake.reason,
      version: 2,
    },
  ]);
  expect((await karin.get(url)).body.items).toEqual([retracted.body]);
  expect(await asked()).toBe(true);
  const again = await karin.post(at, mistake, { match: retracted.etag });
  expect(again.body).toMatchObject({ status: 409, rule: 'communication.retracted' });
  const stranger = await world.as('youthWorker').post(at, mistake, { match: retracted.etag });
  expect(stranger.status).toBe(404);

  const sent = await karin.post(url, { partyId: mother });
  const kept = await karin.post(`${url}/${sent.body.id}/retraction`, mistake, { match: sent.etag });
  expect(kept.body).toMatchObject({ status: 409, rule: 'communication.not-an-exception' });
});
