import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { child, done, openInvestigation } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { aGuardian, answers, careOrder, decide, MENDS, rulesOf, supported } from './closing.ts';

/** An intervention is granted by consent, and what is asked beforehand is what the decision is refused with. */

let world: World;
let karin: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
});
afterAll(() => world.close());
beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

/** An investigation that lacks nothing but consent, of a child of an age, with a mother and a father. */
async function aCase(birthDate = '2018-02-17') {
  const { investigationId, childId } = await openInvestigation(
    world,
    child({ personalNumber: undefined, birthDate }),
  );
  const at = `/investigations/${investigationId}`;
  for (const { rules, mend } of MENDS) {
    if (!rules.includes('consent.missing')) done(await mend(karin, at));
  }
  const family = { childId, mother: await aGuardian(karin, at), father: await aGuardian(karin, at) };
  const says = async (personId: string, answer = 'samtycker', more: object = {}) =>
    done(await answers(karin, at, { personId, intervention: 'familjebehandling', answer, ...more }));
  return { at, ...family, says };
}

interface Thought {
  readonly outcome?: string;
  readonly intervention?: string;
  readonly placementForm?: string;
  readonly suitableWithoutGuardian?: boolean;
}

/** What is missing beforehand, which is the same as what the decision is refused with. */
async function wanted(at: string, told: Thought = {}): Promise<string[]> {
  const { outcome = 'insats-sol', intervention: type = 'familjebehandling', ...more } = told;
  const { placementForm, suitableWithoutGuardian } = more;
  const asked = new URLSearchParams({
    outcome,
    intervention: type,
    ...(placementForm && { placementForm }),
    ...(suitableWithoutGuardian !== undefined && {
      suitableWithoutGuardian: String(suitableWithoutGuardian),
    }),
  });
  const { complete, authority, missing } = done(await lena.get(`${at}/completeness?${asked}`));
  expect(complete).toBe(missing.length === 0);
  if (complete) return [];
  const decider = authority === 'utskott' ? world.as('decisionMaker') : lena;
  const interventions = [{ type, ...(placementForm && { placementForm }) }];
  const refused = await decide(decider, at, { ...supported, interventions, suitableWithoutGuardian });
  expect(refused.status).toBe(409);
  expect(refused.body.reasons).toEqual(
    missing.map(({ rule, law, message, remedy }: Record<string, { sv: string }>) => ({
      rule,
      law,
      message: message!.sv,
      remedy: remedy!.sv,
    })),
  );
  return rulesOf(missing);
}

test('what is granted without a consent is refused, by its law and with where to record it', async () => {
  const { at } = await aCase();
  expect(await wanted(at)).toEqual(['consent.missing']);
  const { missing } = done(
    await lena.get(`${at}/completeness?outcome=insats-sol&intervention=familjebehandling`),
  );
  expect(missing).toMatchObject([{ law: 'SoL (2025:400) 21 kap. 1-2 §§', mendAt: `${at}/consents` }]);
  expect((await lena.get(missing[0].mendAt)).status).toBe(200);
});

test('one guardian who consents is enough, until the other says no; the latest answer counts', async () => {
  const { at, mother, father, says } = await aCase();
  await says(mother);
  expect(await wanted(at)).toEqual([]);
  await says(father, 'samtycker-inte');
  expect(await wanted(at)).toEqual(['consent.declined']);
  await says(father);
  expect(await wanted(at)).toEqual([]);
  expect((await decide(lena, at, supported)).status).toBe(201);
});

test('a consent to something else is none', async () => {
  const { at, mother, says } = await aCase();
  await says(mother, 'samtycker', { intervention: 'kontaktfamilj' });
  expect(await wanted(at)).toEqual(['consent.missing']);
  expect(await wanted(at, { intervention: 'kontaktfamilj' })).toEqual([]);
});

test('each of several interventions needs its own', async () => {
  const { at, mother, says } = await aCase();
  const several = {
    ...supported,
    interventions: [{ type: 'kontaktperson' }, { type: 'familjebehandling' }, { type: 'skolinriktad' }],
  };
  await says(mother);
  const refused = await decide(lena, at, several);
  expect(rulesOf(refused.body.reasons)).toEqual(['consent.missing', 'consent.missing']);
  const messages = refused.body.reasons.map(({ message }: { message: string }) => message);
  expect(messages[0]).toContain('Kontaktperson');
  expect(messages[1]).toContain('Skolinriktad');
  await says(mother, 'samtycker', { intervention: 'kontaktperson' });
  await says(mother, 'samtycker', { intervention: 'skolinriktad' });
  expect((await decide(lena, at, several)).body.interventions).toHaveLength(3);
});

describe('where the board finds it suitable', () => {
  test('a child of 12 can consent itself', async () => {
    const { at, childId, says } = await aCase('2014-03-02');
    await says(childId);
    expect(await wanted(at)).toEqual(['consent.missing']);
    expect(await wanted(at, { suitableWithoutGuardian: false })).toEqual(['consent.missing']);
    expect(await wanted(at, { suitableWithoutGuardian: true })).toEqual([]);
  });

  test.each([
    ['of 11', '2014-03-03'],
    ['of 18', '2008-03-02'],
  ])('that means nothing for who is %s, beforehand and in the decision', async (_, birthDate) => {
    const { at, childId, says } = await aCase(birthDate);
    await says(childId);
    const told = { ...supported, suitableWithoutGuardian: true };
    const question = 'outcome=insats-sol&intervention=familjebehandling&suitableWithoutGuardian=true';
    for (const refused of [await lena.get(`${at}/completeness?${question}`), await decide(lena, at, told)]) {
      expect(refused.status).toBe(400);
      expect(refused.body.violations).toMatchObject([{ field: 'suitableWithoutGuardian' }]);
    }
  });

  test('a child of 15 can ask for it against its guardians, and the decision says why', async () => {
    const { at, childId, mother, says } = await aCase('2010-06-01');
    await says(mother, 'samtycker-inte');
    await says(childId, 'begar');
    expect(await wanted(at)).toEqual(['consent.declined']);
    expect(await wanted(at, { suitableWithoutGuardian: true })).toEqual([]);
    const decided = await decide(lena, at, { ...supported, suitableWithoutGuardian: true });
    expect(decided.body).toMatchObject({ suitableWithoutGuardian: true });
  });

  test('it is still no placement', async () => {
    const { at, childId, says } = await aCase('2010-06-01');
    const placement = { intervention: 'placering', placementForm: 'hvb' };
    await says(childId, 'begar', placement);
    expect(await wanted(at, { ...placement, suitableWithoutGuardian: true })).toEqual(['consent.missing']);
    const { missing } = done(
      await lena.get(`${at}/completeness?outcome=insats-sol&intervention=placering&placementForm=hvb`),
    );
    expect(missing).toMatchObject([{ law: 'SoL (2025:400) 21 kap. 1 § fjärde stycket' }]);
  });

  test('advice without a needs test needs nothing more from 15', async () => {
    const advice = { intervention: 'radgivning-utan-behovsprovning' };
    const older = await aCase('2010-06-01');
    expect(await wanted(older.at, advice)).toEqual(['consent.missing']);
    expect(await wanted(older.at, { ...advice, suitableWithoutGuardian: true })).toEqual([]);
    const younger = await aCase('2012-06-01');
    await younger.says(younger.childId, 'samtycker', advice);
    expect(await wanted(younger.at, { ...advice, suitableWithoutGuardian: true })).toEqual([
      'consent.missing',
    ]);
  });
});

test('a young person of 18 answers alone', async () => {
  const { at, childId, mother, says } = await aCase('2008-03-10');
  await says(mother);
  expect(await wanted(at)).toEqual([]);
  world.clock.set('2026-03-10T09:00:00Z');
  expect(await wanted(at)).toEqual(['consent.missing']);
  await says(childId, 'samtycker-inte', { on: '2026-03-10' });
  expect(await wanted(at)).toEqual(['consent.declined']);
  await says(childId, 'samtycker', { on: '2026-03-10' });
  expect(await wanted(at)).toEqual([]);
  expect((await decide(lena, at, supported)).status).toBe(201);
});

test('it is the guardians of the day of the decision who consent', async () => {
  const { at, mother, father, says } = await aCase();
  await says(mother);
  world.clock.set('2026-03-20T09:00:00Z');
  const [row] = await world.database.raw(`select id from relation where from_person_id = '${mother}'`);
  done(await karin.patch(`/relations/${row!.id}`, { validTo: '2026-03-10' }, { match: '"1"' }));
  const refusedOn = async (decidedOn: string) =>
    rulesOf((await decide(lena, at, { ...supported, decidedOn })).body.reasons);
  expect(await refusedOn('2026-03-11')).toEqual(['consent.missing']);
  await says(father, 'samtycker', { on: '2026-03-10' });
  // Recorded after the day of the decision, it is none for it.
  expect(await refusedOn('2026-03-11')).toEqual(['consent.missing']);
  expect((await decide(lena, at, { ...supported, decidedOn: '2026-03-10' })).status).toBe(201);
});

test('care under LVU needs no consent, nor does closing without an intervention', async () => {
  const placement = { interventions: [{ type: 'placering', placementForm: 'familjehem' }] };
  const { at, mother, says } = await aCase();
  await says(mother, 'samtycker-inte', { intervention: 'placering', placementForm: 'familjehem' });
  const read = done(
    await lena.get(`${at}/completeness?outcome=vard-lvu&intervention=placering&placementForm=familjehem`),
  );
  expect(read).toMatchObject({ complete: true, authority: 'utskott' });
  const decided = await decide(world.as('decisionMaker'), at, { ...careOrder, ...placement });
  expect(decided.body).toMatchObject({
    outcome: 'vard-lvu',
    interventions: [{ type: 'placering', placementForm: 'familjehem' }],
  });

  const another = await aCase();
  const told = { outcome: 'ingen-insats-avbojd', reasons: 'Erbjudandet avböjdes.', declinedBy: 'bada' };
  expect((await decide(lena, another.at, told)).status).toBe(201);
});

describe('what is asked beforehand', () => {
  const ask = (at: string, query: string) => lena.get(`${at}/completeness?${query}`);

  test('without an intervention tells that consent is not judged, and promises nothing', async () => {
    const { at } = await aCase();
    const read = done(await ask(at, 'outcome=insats-sol'));
    expect(read).toMatchObject({ complete: false, missing: [] });
    const always = ['information.party-untold', 'information.child-untold', 'area.nothing-known'];
    expect(rulesOf(read.advised)).toEqual([...always, 'consent.not-judged']);
    expect(read.advised.at(-1)).toMatchObject({
      law: 'SoL (2025:400) 21 kap. 1-2 §§',
      mendAt: `${at}/completeness`,
    });
    const told = done(await ask(at, 'outcome=insats-sol&intervention=kontaktperson'));
    expect(rulesOf(told.advised)).toEqual(always);
    expect(rulesOf(done(await ask(at, 'outcome=vard-lvu')).advised)).toEqual(always);
    expect(done(await ask(at, 'outcome=flyttat')).advised).toEqual([]);
  });

  test('names the areas that nothing is known of, until something is or the plan is another', async () => {
    const { at } = await aCase();
    const advised = async () =>
      done(await lena.get(`${at}/completeness`)).advised.filter(
        ({ rule }: { rule: string }) => rule === 'area.nothing-known',
      );
    const [item] = await advised();
    expect(item).toMatchObject({ law: 'SoL (2025:400) 14 kap. 3 §' });
    expect(item.message.sv).toMatch(/: Hälsa\.$/);
    expect(item.mendAt).toBe(`${at}/areas/halsa`);
    expect((await lena.get(item.mendAt)).status).toBe(200);
    done(await karin.post(`${at}/areas/halsa/statements`, { text: 'Sover gott.', source: 'barnet' }));
    expect(await advised()).toEqual([]);
  });

  test('can be about several interventions, and a placement in several forms', async () => {
    const { at, mother, says } = await aCase();
    const query =
      'outcome=insats-sol&intervention=familjebehandling&intervention=placering&placementForm=hvb&placementForm=jourhem';
    const messages = async () =>
      done(await ask(at, query)).missing.map(({ message }: { message: { sv: string } }) => message.sv);
    const all = await messages();
    expect(all).toHaveLength(3);
    expect(all[1]).toMatch(/boende/i);
    expect(all[2]).toContain('Jourhem');
    await says(mother);
    await says(mother, 'samtycker', { intervention: 'placering', placementForm: 'hvb' });
    expect(await messages()).toEqual([all[2]]);
    expect(done(await ask(at, query)).authority).toBe('utskott');
  });

  test.each([
    ['an intervention without an outcome', 'intervention=kontaktperson', 'intervention'],
    ['an intervention of who has moved', 'outcome=flyttat&intervention=kontaktperson', 'intervention'],
    ['a placement without its form', 'outcome=insats-sol&intervention=placering', 'placementForm'],
    ['a form without a placement', 'outcome=insats-sol&placementForm=hvb', 'placementForm'],
    [
      'suitability without consent',
      'outcome=vard-lvu&suitableWithoutGuardian=true',
      'suitableWithoutGuardian',
    ],
    ['an unclear suitability', 'outcome=insats-sol&suitableWithoutGuardian=1', 'suitableWithoutGuardian'],
    ['care under LVU on SoL', 'outcome=vard-lvu&legalBasis=sol', 'legalBasis'],
    ['an unknown intervention', 'outcome=insats-sol&intervention=barnvakt', 'intervention'],
  ])('%s is refused', async (_, query, field) => {
    const { investigationId } = await openInvestigation(world);
    const refused = await ask(`/investigations/${investigationId}`, query);
    expect(refused.status).toBe(400);
    expect(refused.body.violations.map((violation: { field: string }) => violation.field)).toEqual([field]);
  });
});
