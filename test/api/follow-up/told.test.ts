import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { done, loggedDuring } from '../../support/casework.ts';
import { fields, hideFromKarin, somebody } from '../../support/parties.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { end, followedUp, withoutInsats } from './closed.ts';

/** Who was told that a follow-up began and ended, the contacts made in it, and what the child's file says of it all. */

let world: World;
let karin: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const told = (personId: string, more = {}) => ({
  stage: 'inledning',
  personId,
  informedOn: '2026-03-02',
  ...more,
});
const contact = { on: '2026-03-02', with: 'forskola-skola', content: 'Alva är i skolan varje dag.' };

describe('the guardians, and the child from 15', () => {
  test('are told at the start and at the end', async () => {
    const { url, mother } = await followedUp(world);
    const recorded = await karin.post(`${url}/information`, told(mother, { manner: 'telefon' }));
    expect(recorded.status, recorded.text).toBe(201);
    expect((await karin.get(url)).body).toMatchObject({
      toldOfStart: true,
      toldOfEnd: null,
      informations: [recorded.body],
    });
    expect(recorded.etag).toBe((await karin.get(url)).etag);
    world.clock.set('2026-06-10T09:00:00Z');
    done(await end(lena, url));
    expect((await karin.get(url)).body).toMatchObject({ toldOfStart: true, toldOfEnd: false });
    done(await karin.post(`${url}/information`, told(mother, { stage: 'avslut', informedOn: '2026-06-10' })));
    expect((await karin.get(url)).body).toMatchObject({ toldOfStart: true, toldOfEnd: true });
  });

  test.each([
    ['2010-09-15', 'a child of 15 is waited for', false],
    ['2014-02-17', 'a younger child is not', true],
  ])('born %s: %s', async (birthDate, _, all) => {
    const { url, mother, childId } = await followedUp(world, birthDate);
    done(await karin.post(`${url}/information`, told(mother)));
    expect((await karin.get(url)).body.toldOfStart).toBe(all);
    done(await karin.post(`${url}/information`, told(childId)));
    expect((await karin.get(url)).body.toldOfStart).toBe(true);
  });

  test('and nobody else', async () => {
    const { url } = await followedUp(world);
    const refused = await karin.post(`${url}/information`, told(await somebody(karin)));
    expect(refused.body).toMatchObject({
      status: 409,
      rule: 'follow-up.not-a-party',
      law: 'SoL (2025:400) 23 kap. 3 §',
    });
    expect(fields(await karin.post(`${url}/information`, told(randomUUID())))).toEqual(['personId']);
  });

  test('are not told of an end before it has ended, nor of anything before its day', async () => {
    const { url, mother } = await followedUp(world);
    const refused = await karin.post(`${url}/information`, told(mother, { stage: 'avslut' }));
    expect(refused.body).toMatchObject({
      status: 409,
      rule: 'follow-up.not-ended',
      law: 'SoL (2025:400) 23 kap. 3 §',
    });
    const early = await karin.post(`${url}/information`, told(mother, { informedOn: '2026-03-01' }));
    expect(fields(early)).toEqual(['informedOn']);
    world.clock.set('2026-03-05T09:00:00Z');
    done(await end(lena, url));
    const before = told(mother, { stage: 'avslut', informedOn: '2026-03-04' });
    expect(fields(await karin.post(`${url}/information`, before))).toEqual(['informedOn']);
  });

  test('who were not told after all are again owed it', async () => {
    const { url, mother } = await followedUp(world);
    const { id } = done(await karin.post(`${url}/information`, told(mother)));
    const retraction = `${url}/information/${id}/retraction`;
    const taken = await karin.post(retraction, { reason: 'Ingen svarade.' });
    expect(taken.body).toMatchObject({ id, retractedBy: 'karin.ek', retractionReason: 'Ingen svarade.' });
    expect((await karin.get(url)).body).toMatchObject({ toldOfStart: false, informations: [{ id }] });
    expect((await karin.post(retraction, { reason: 'Igen.' })).body.rule).toBe('follow-up.retracted');
  });

  test('who are hidden from the caller are not there, and neither is what that would say', async () => {
    const { url, mother, childId } = await followedUp(world);
    const { id } = done(await karin.post(`${url}/information`, told(mother)));
    done(await karin.post(`${url}/information`, told(childId)));
    await hideFromKarin(world, mother);
    const seen = (await lena.get(url)).body;
    expect(seen.toldOfStart).toBe(true);
    expect(seen.informations).toHaveLength(2);
    const read = await karin.get(url);
    expect(read.body).toMatchObject({ toldOfStart: false, informations: [{ personId: childId }] });
    expect(read.text).not.toContain(mother);
    const retraction = `${url}/information/${id}/retraction`;
    expect((await karin.post(retraction, { reason: 'Fel.' })).status).toBe(404);
    expect((await karin.get(`/persons/${childId}/file`)).text).not.toContain(mother);
    const [entry] = await loggedDuring(world, () => karin.get(url));
    expect(JSON.parse(entry!.person_ids!)).toEqual([childId]);
    const [hers] = await loggedDuring(world, () => lena.get(url));
    expect(JSON.parse(hers!.person_ids!).toSorted()).toEqual([childId, mother].toSorted());
  });
});

describe('a contact', () => {
  test('is noted with day, with whom and what came of it', async () => {
    const { url, id: investigationId } = await followedUp(world);
    world.clock.set('2026-04-21T09:00:00Z');
    const later = done(await karin.post(`${url}/contacts`, { ...contact, on: '2026-04-20', who: 'Mentorn' }));
    const earlier = done(
      await karin.post(`${url}/contacts`, { ...contact, on: '2026-03-20', with: 'barnet' }),
    );
    expect(later).toEqual({
      id: later.id,
      investigationId,
      on: '2026-04-20',
      with: 'forskola-skola',
      who: 'Mentorn',
      content: 'Alva är i skolan varje dag.',
      recordedAt: '2026-04-21T09:00:00.000Z',
      recordedBy: 'karin.ek',
      retractedAt: null,
      retractedBy: null,
      retractionReason: null,
    });
    expect((await karin.get(url)).body.contacts).toEqual([earlier, later]);
  });

  test('was made while the follow-up ran; it may be written down afterwards', async () => {
    const { url } = await followedUp(world);
    const noting = (on: string) => karin.post(`${url}/contacts`, { ...contact, on });
    world.clock.set('2026-06-10T09:00:00Z');
    done(await end(lena, url));
    world.clock.set('2026-06-12T09:00:00Z');
    expect((await noting('2026-06-10')).status).toBe(201);
    for (const on of ['2026-03-01', '2026-06-11', '2026-06-13']) {
      expect(fields(await noting(on))).toEqual(['on']);
    }
  });

  test('after the last lawful day is written down all the same: it was made', async () => {
    const { url } = await followedUp(world);
    world.clock.set('2026-09-10T09:00:00Z');
    expect((await karin.post(`${url}/contacts`, { ...contact, on: '2026-09-09' })).status).toBe(201);
  });

  test('that was noted by mistake is taken back, once, and stays to be read', async () => {
    const { url } = await followedUp(world);
    const { id } = done(await karin.post(`${url}/contacts`, contact));
    const retraction = `${url}/contacts/${id}/retraction`;
    done(await karin.post(retraction, { reason: 'Gällde ett annat barn.' }));
    expect((await karin.get(url)).body.contacts).toMatchObject([
      { id, retractionReason: 'Gällde ett annat barn.' },
    ]);
    expect((await karin.post(retraction, { reason: 'Igen.' })).body.rule).toBe('follow-up.retracted');
    const unknown = await karin.post(`${url}/contacts/${randomUUID()}/retraction`, { reason: 'Fel.' });
    expect(unknown.status).toBe(404);
  });
});

test('nothing is written of a follow-up that was never decided', async () => {
  const { url, mother } = await withoutInsats(world);
  expect((await karin.get(url)).status).toBe(404);
  expect((await karin.post(`${url}/contacts`, contact)).status).toBe(404);
  expect((await karin.post(`${url}/information`, told(mother))).status).toBe(404);
  expect((await lena.post(`${url}/end`, { reason: 'flyttat' }, { match: '"1"' })).status).toBe(404);
});

test('the child’s file tells of it all, in the order that it happened', async () => {
  const { url, childId, mother } = await followedUp(world);
  done(await karin.post(`${url}/information`, told(mother, { manner: 'brev' })));
  world.clock.set('2026-04-20T09:00:00Z');
  const { id } = done(await karin.post(`${url}/contacts`, { ...contact, on: '2026-04-20', who: 'Mentorn' }));
  done(await karin.post(`${url}/contacts/${id}/retraction`, { reason: 'Fel barn.' }));
  world.clock.set('2026-06-10T09:00:00Z');
  done(await end(lena, url, { reason: 'annat', note: 'Familjen tar emot stöd i kyrkan.' }));
  const { items } = done(await karin.get(`/persons/${childId}/file`));
  const followed = items.filter(({ kind }: { kind: string }) => kind.startsWith('follow-up'));
  expect(
    followed.map(({ on, heading, text, by, href }: Record<string, string>) => [on, heading, text, by, href]),
  ).toEqual([
    [
      '2026-03-02',
      'Beslut: Uppföljning av barnets situation',
      'Utan samtycke, på grund av särskilt behov av skydd eller stöd\n\nNämnden behöver se att Alva kommer till skolan.',
      'lena.berg',
      url,
    ],
    ['2026-03-02', 'Information: Beslut att inleda uppföljning', 'Med brev', 'karin.ek', url],
    [
      '2026-04-20',
      'Kontakt under uppföljning: Förskola eller skola (återtagen)',
      'Mentorn\n\nAlva är i skolan varje dag.\n\nÅtertagen: Fel barn.',
      'karin.ek',
      url,
    ],
    ['2026-06-10', 'Uppföljningen avslutad: Annat', 'Familjen tar emot stöd i kyrkan.', 'lena.berg', url],
  ]);
  expect((await karin.get(url)).status).toBe(200);
});
