import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, loggedDuring } from '../../support/casework.ts';
import { aGuardian, fields, hideFromKarin } from '../../support/parties.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { closedCase, received } from './closed.ts';

/** Appeals, and when a decision gains legal force: against each party, and as a whole. */

let world: World;
let karin: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const onDay = (on: string) => world.clock.set(`${on}T09:00:00Z`);

/** A decision of 2 March that the mother received on the 6th and the father on the 13th. */
async function bothNotified(more: Parameters<typeof closedCase>[1] = {}) {
  const found = await closedCase(world, more);
  onDay('2026-03-13');
  const ofMother = done(await karin.post(found.url, received(found.mother, '2026-03-06')));
  const ofFather = done(await karin.post(found.url, received(found.father, '2026-03-13')));
  return { ...found, ofMother: `${found.url}/${ofMother.id}`, ofFather: `${found.url}/${ofFather.id}` };
}

/** What is said on a day: of the mother, of the father, of the whole. */
async function legalForceOn(on: string, url: string, by = karin) {
  onDay(on);
  const { items, legalForceOn: whole } = done(await by.get(url));
  return [...items.map((item: { legalForceOn: string | null }) => item.legalForceOn), whole];
}

const appealed = async (one: string, body: object, by = karin) =>
  by.put(`${one}/appeal`, body, { match: (await by.get(one)).etag });

test('it gains legal force the day after the time has run out for each, and for all with the last', async () => {
  const { url } = await bothNotified();
  // Three weeks from 13 March end on Good Friday; Tuesday 7 April is the last lawful day.
  expect(done(await karin.get(url))).toMatchObject({
    allPartiesNotified: true,
    items: [
      { appealBy: { endDay: '2026-03-27', lastLawfulDay: '2026-03-27' } },
      { appealBy: { endDay: '2026-04-03', lastLawfulDay: '2026-04-07' } },
    ],
  });
  expect(await legalForceOn('2026-03-27', url)).toEqual([null, null, null]);
  expect(await legalForceOn('2026-03-28', url)).toEqual(['2026-03-28', null, null]);
  expect(await legalForceOn('2026-04-07', url)).toEqual(['2026-03-28', null, null]);
  expect(await legalForceOn('2026-04-08', url)).toEqual(['2026-03-28', '2026-04-08', '2026-04-08']);
});

test('a time that ends on a Saturday runs to the Monday', async () => {
  const { url, mother } = await closedCase(world);
  onDay('2026-03-07');
  const { appealBy } = done(await karin.post(url, received(mother, '2026-03-07', { manner: 'digitalt' })));
  expect(appealBy).toEqual({ endDay: '2026-03-28', lastLawfulDay: '2026-03-30' });
});

test('it has no legal force while a party is not notified', async () => {
  const { url, mother } = await closedCase(world);
  done(await karin.post(url, received(mother)));
  expect(await legalForceOn('2026-06-01', url)).toEqual(['2026-03-24', null]);
  expect(done(await karin.get(url)).allPartiesNotified).toBe(false);
});

test('a child of 16 has a time of its own', async () => {
  const { url, childId } = await bothNotified({ birthDate: '2010-01-15' });
  expect(done(await karin.get(url)).allPartiesNotified).toBe(false);
  onDay('2026-04-20');
  done(await karin.post(url, received(childId, '2026-04-20', { manner: 'muntligt' })));
  expect(done(await karin.get(url)).allPartiesNotified).toBe(true);
  // Three weeks later is 11 May, a Monday.
  const both = ['2026-03-28', '2026-04-08'];
  expect(await legalForceOn('2026-05-11', url)).toEqual([...both, null, null]);
  expect(await legalForceOn('2026-05-12', url)).toEqual([...both, '2026-05-12', '2026-05-12']);
});

test('an appeal on the last lawful day is in time, and stops it for the whole', async () => {
  const { url, ofFather } = await bothNotified();
  onDay('2026-04-07');
  const appeal = await appealed(ofFather, { receivedOn: '2026-04-07', note: 'Vill ha en annan insats.' });
  expect(appeal.status, appeal.text).toBe(200);
  expect(appeal.body).toMatchObject({
    appealReceivedOn: '2026-04-07',
    appealNote: 'Vill ha en annan insats.',
    appealLate: false,
    appealOutcome: null,
    legalForceOn: null,
    version: 2,
  });
  expect(await legalForceOn('2026-06-01', url)).toEqual(['2026-03-28', null, null]);
  const decided = await appealed(ofFather, {
    receivedOn: '2026-04-07',
    decidedOn: '2026-06-01',
    outcome: 'inte-andrat',
  });
  expect(decided.body).toMatchObject({
    appealNote: null,
    appealDecidedOn: '2026-06-01',
    appealOutcome: 'inte-andrat',
    legalForceOn: null,
  });
  expect(await legalForceOn('2026-06-02', url)).toEqual(['2026-03-28', null, null]);
});

test('a late appeal is recorded as late, and takes no legal force away', async () => {
  const { url, ofFather } = await bothNotified();
  onDay('2026-04-08');
  const late = await appealed(ofFather, { receivedOn: '2026-04-08' });
  expect(late.body).toMatchObject({ appealLate: true, legalForceOn: '2026-04-08' });
  const dismissed = { receivedOn: '2026-04-08', decidedOn: '2026-04-08', outcome: 'avvisat' };
  expect((await appealed(ofFather, dismissed)).body).toMatchObject({ legalForceOn: '2026-04-08' });
  expect(await legalForceOn('2026-04-09', url)).toEqual(['2026-03-28', '2026-04-08', '2026-04-08']);
});

test('a late appeal that was tried all the same leaves it to the court', async () => {
  const { url, ofFather } = await bothNotified();
  onDay('2026-06-01');
  const tried = { receivedOn: '2026-04-08', decidedOn: '2026-06-01', outcome: 'andrat' };
  const answer = await appealed(ofFather, tried);
  expect(answer.body).toMatchObject({ appealLate: true, appealOutcome: 'andrat', legalForceOn: null });
  expect(await legalForceOn('2026-06-02', url)).toEqual(['2026-03-28', null, null]);
});

test('whether it was late follows a corrected day', async () => {
  const { ofMother } = await bothNotified();
  onDay('2026-03-30');
  expect((await appealed(ofMother, { receivedOn: '2026-03-30' })).body.appealLate).toBe(true);
  const corrected = await karin.patch(ofMother, { notifiedOn: '2026-03-09' }, { match: '"2"' });
  expect(corrected.body).toMatchObject({ appealLate: false, legalForceOn: null });
});

test.each([
  ['before the decision', { receivedOn: '2026-03-01' }, 'receivedOn'],
  ['tomorrow', { receivedOn: '2026-03-14' }, 'receivedOn'],
  [
    'and decided before that',
    { receivedOn: '2026-03-12', decidedOn: '2026-03-11', outcome: 'avvisat' },
    'decidedOn',
  ],
  [
    'and decided tomorrow',
    { receivedOn: '2026-03-12', decidedOn: '2026-03-14', outcome: 'avvisat' },
    'decidedOn',
  ],
  ['with an outcome on no day', { receivedOn: '2026-03-12', outcome: 'avvisat' }, 'outcome'],
  ['and decided without an outcome', { receivedOn: '2026-03-12', decidedOn: '2026-03-13' }, 'outcome'],
])('an appeal does not come %s', async (_, body, field) => {
  const { ofMother } = await bothNotified();
  const answer = await appealed(ofMother, body);
  expect([answer.status, fields(answer)]).toEqual([400, [field]]);
});

test('an appeal needs the version that was read', async () => {
  const { ofMother } = await bothNotified();
  const body = { receivedOn: '2026-03-13' };
  expect((await karin.put(`${ofMother}/appeal`, body)).status).toBe(428);
  expect((await karin.put(`${ofMother}/appeal`, body, { match: '"7"' })).status).toBe(412);
  // A party may appeal before the decision has formally reached it.
  expect((await appealed(ofMother, { receivedOn: '2026-03-03' })).body.appealLate).toBe(false);
});

test.each(['careOrder', 'moved'] as const)('%s is told, and cannot be appealed', async (decision) => {
  const { url, ofMother } = await bothNotified({ decision });
  onDay('2026-06-01');
  expect(done(await karin.get(url))).toMatchObject({
    appealable: false,
    allPartiesNotified: true,
    legalForceOn: null,
    items: [
      { appealBy: null, appealLate: null, legalForceOn: null },
      { appealBy: null, appealLate: null, legalForceOn: null },
    ],
  });
  expect((await appealed(ofMother, { receivedOn: '2026-03-13' })).body).toMatchObject({
    status: 409,
    rule: 'notification.not-appealable',
    law: 'SoL (2025:400) 35 kap. 1 §',
  });
});

test.each([
  ['what was kept with the decision counts', '(1 = 0)', false],
  ['a decision from before that was kept is judged by what it decided', 'null', true],
])('%s', async (_, kept, appealable) => {
  const { at, id, url, ofMother } = await bothNotified();
  await world.database.raw(
    `update investigation_decision set appealable = ${kept} where investigation_id = '${id}'`,
  );
  expect(done(await karin.get(url)).appealable).toBe(appealable);
  expect(done(await karin.get(ofMother)).appealBy !== null).toBe(appealable);
  const clocks = done(await karin.get(`${at}/deadlines`)).items.map(({ rule }: { rule: string }) => rule);
  expect(clocks.includes('overklagande')).toBe(appealable);
  const appeal = await appealed(ofMother, { receivedOn: '2026-03-13' });
  expect(appeal.status).toBe(appealable ? 200 : 409);
});

test('the clocks of the case show the time to appeal of each party', async () => {
  const { at, ofMother } = await bothNotified();
  const lines = async () =>
    done(await karin.get(`${at}/deadlines`))
      .items.filter(({ rule }: { rule: string }) => rule === 'overklagande')
      .map(
        (line: { endDay: string; lastLawfulDay: string; state: string }) =>
          `${line.endDay} ${line.lastLawfulDay} ${line.state}`,
      );
  expect(await lines()).toEqual(['2026-03-27 2026-03-27 running', '2026-04-03 2026-04-07 running']);
  done(await appealed(ofMother, { receivedOn: '2026-03-13' }));
  onDay('2026-04-07');
  expect(await lines()).toEqual(['2026-03-27 2026-03-27 met', '2026-04-03 2026-04-07 due-today']);
});

test('the time to appeal of a party who is protected from the caller is no clock to that caller', async () => {
  const { at, childId, mother, father, ofMother, ofFather } = await bothNotified();
  const clocks = async (by: Client) => {
    const items: { id: string; rule: string; partyId: string | null }[] = [];
    const [entry] = await loggedDuring(world, async () => {
      items.push(...done(await by.get(`${at}/deadlines`)).items);
    });
    const persons: string[] = JSON.parse(entry!.person_ids!);
    const appeals = items.filter(({ rule }) => rule === 'overklagande');
    return { ids: appeals.map(({ id }) => id), parties: appeals.map(({ partyId }) => partyId), persons };
  };
  const [id] = at.split('/').slice(-1);
  const idOf = (one: string) => `overklagande:${id}:${one.split('/').at(-1)}`;
  const both = {
    ids: [idOf(ofMother), idOf(ofFather)],
    parties: [mother, father],
    persons: expect.toSatisfy(isJust(childId, mother, father)),
  };
  expect(await clocks(karin)).toEqual(both);
  await hideFromKarin(world, father);
  expect(await clocks(lena)).toEqual(both);
  expect(await clocks(karin)).toEqual({
    ids: [idOf(ofMother)],
    parties: [mother],
    persons: expect.toSatisfy(isJust(childId, mother)),
  });
  expect((await karin.get(`${at}/deadlines`)).text).not.toContain('2026-03-13');
});

const isJust =
  (...expected: string[]) =>
  (persons: string[]) =>
    persons.toSorted().join() === expected.toSorted().join();

test('a party who is protected from the caller is not shown, and the whole is not told', async () => {
  const { url, ofMother, ofFather, father } = await bothNotified();
  await hideFromKarin(world, father);
  onDay('2026-05-01');
  const known = done(await lena.get(url));
  expect(known).toMatchObject({ allPartiesNotified: true, legalForceOn: '2026-04-08' });
  expect(known.items).toHaveLength(2);
  expect(done(await karin.get(url))).toEqual({
    appealable: true,
    allPartiesNotified: false,
    legalForceOn: null,
    items: [done(await karin.get(ofMother))],
  });

  expect((await karin.get(ofFather)).status).toBe(404);
  const match = (await lena.get(ofFather)).etag;
  const appeal = { receivedOn: '2026-04-08' };
  expect((await karin.put(`${ofFather}/appeal`, appeal, { match })).status).toBe(404);
  expect((await karin.patch(ofFather, { manner: 'digitalt' }, { match })).status).toBe(404);
  const again = await karin.post(url, received(father));
  expect([again.status, fields(again)]).toEqual([400, ['partyId']]);
  expect((await lena.put(`${ofFather}/appeal`, appeal, { match })).status).toBe(200);
});

test('to such a caller it is as with a party who is still to be notified', async () => {
  const hidden = await closedCase(world);
  done(await karin.post(hidden.url, received(hidden.mother)));
  await hideFromKarin(world, hidden.father);
  const open = await closedCase(world);
  done(await karin.post(open.url, received(open.mother)));
  onDay('2026-05-01');
  const whole = async (url: string) => {
    const { items, ...rest } = done(await karin.get(url));
    return [rest, items.length];
  };
  expect(await whole(hidden.url)).toEqual(await whole(open.url));
});

test('who lost the custody later is a party of the decision, and who got it is none', async () => {
  const { url, childId } = await bothNotified();
  const former = await aGuardian(karin, childId, { validTo: '2026-03-02' });
  await aGuardian(karin, childId, { validFrom: '2026-03-03' });
  expect(done(await karin.get(url)).allPartiesNotified).toBe(false);
  done(await karin.post(url, received(former, '2026-03-13')));
  expect(done(await karin.get(url)).allPartiesNotified).toBe(true);
});
