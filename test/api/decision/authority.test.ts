import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { done, openInvestigation } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { aGuardian, answers, careOrder, decide, mendAll, moved, supported } from './closing.ts';

/** Who may decide which intervention, on what law, and whether it can be appealed. */

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
});
afterAll(() => world.close());
beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

interface Told {
  readonly type: string;
  readonly placementForm?: string;
}
const place = (placementForm: string): Told => ({ type: 'placering', placementForm });
const granting = (...interventions: Told[]) => ({ ...supported, interventions });

/** An investigation that lacks nothing for granting some interventions. */
async function openFor(...interventions: Told[]): Promise<string> {
  const at = `/investigations/${(await openInvestigation(world)).investigationId}`;
  await mendAll(karin, at);
  const personId = await aGuardian(karin, at);
  for (const { type: intervention, placementForm } of interventions) {
    done(await answers(karin, at, { personId, intervention, placementForm }));
  }
  return at;
}

const FAMILJEHEM = 'SoL (2025:400) 22 kap. 2, 4 §§; SoL (2025:400) 30 kap. 6 § 1';

test.each(['familjehem', 'natverkshem', 'jourhem', 'annat-enskilt-hem'])(
  'care in a %s is for the committee',
  async (form) => {
    const at = await openFor(place(form));
    const refused = await decide(world.as('teamLeader'), at, granting(place(form)));
    expect(refused.status).toBe(403);
    expect(refused.body).toMatchObject({ rule: 'decision.authority', law: FAMILJEHEM });
    expect((await world.as('teamLeader').get(at)).body.closedOn).toBeNull();
    const decided = await decide(world.as('decisionMaker'), at, granting(place(form)));
    expect(decided.status, decided.text).toBe(201);
    expect(decided.body).toMatchObject({
      interventions: [{ type: 'placering', placementForm: form }],
      authority: 'utskott',
      legalBasisCitation: 'SoL (2025:400) 22 kap. 2, 4 §§',
      appealable: true,
    });
  },
);

test.each([
  ['hvb', 'SoL (2025:400) 11 kap. 1 §'],
  ['stodboende', 'SoL (2025:400) 11 kap. 1 §'],
  ['skyddat-boende', 'SoL (2025:400) 11 kap. 1 §, 35 kap. 1 §'],
  ['sarskilt-ungdomshem', 'SoL (2025:400) 11 kap. 1 §, 35 kap. 1 §'],
])('a placement in %s is for an official', async (form, legalBasisCitation) => {
  const at = await openFor(place(form));
  const decided = await decide(world.as('teamLeader'), at, granting(place(form)));
  expect(decided.status, decided.text).toBe(201);
  expect(decided.body).toMatchObject({ authority: 'official', legalBasisCitation, appealable: true });
});

test('every form of placement is tried here', () => {
  expect(CODEBOOKS.placementForm.codes).toHaveLength(8);
});

test('what is decided together is for whoever may decide the strictest of it', async () => {
  const several = [{ type: 'kontaktperson' }, place('hvb'), place('jourhem')];
  const at = await openFor(...several);
  const refused = await decide(world.as('teamLeader'), at, granting(...several));
  expect(refused.body).toMatchObject({ status: 403, rule: 'decision.authority', law: FAMILJEHEM });
  const decided = await decide(world.as('decisionMaker'), at, granting(...several));
  expect(decided.body).toMatchObject({
    authority: 'utskott',
    legalBasisCitation:
      'SoL (2025:400) 11 kap. 1 §, 35 kap. 1 §; SoL (2025:400) 11 kap. 1 §; SoL (2025:400) 22 kap. 2, 4 §§',
  });
});

test('completeness tells who at least must decide, beforehand and after', async () => {
  const at = await openFor(place('familjehem'));
  const authorityOf = async (query: string) =>
    done(await world.as('teamLeader').get(`${at}/completeness${query}`)).authority;
  expect(await authorityOf('')).toBeNull();
  expect(await authorityOf('?outcome=insats-sol')).toBe('official');
  expect(await authorityOf('?outcome=insats-sol&intervention=placering&placementForm=hvb')).toBe('official');
  expect(await authorityOf('?outcome=insats-sol&intervention=placering&placementForm=familjehem')).toBe(
    'utskott',
  );
  expect(await authorityOf('?outcome=vard-lvu')).toBe('utskott');
  done(await decide(world.as('decisionMaker'), at, granting(place('familjehem'))));
  expect(await authorityOf('')).toBe('utskott');
});

test('what can be appealed, and on what law', async () => {
  const none = { interventions: [], suitableWithoutGuardian: false };
  const lvu = await decide(world.as('decisionMaker'), await openFor(), careOrder);
  expect(lvu.body).toMatchObject({
    ...none,
    legalBasis: 'lvu-2',
    legalBasisCitation: 'LVU (1990:52) 4 §; LVU (1990:52) 2 §',
    appealable: false,
  });
  const away = await decide(world.as('teamLeader'), await openFor(), moved);
  expect(away.body).toMatchObject({
    ...none,
    legalBasisCitation: 'SoL (2025:400) 20 kap.',
    appealable: false,
  });
});

test('what is planned for care under LVU is not what decides who may apply for it', async () => {
  const at = await openFor();
  const planned = { ...careOrder, interventions: [place('hvb')] };
  expect((await decide(world.as('teamLeader'), at, planned)).body).toMatchObject({
    status: 403,
    law: 'LVU (1990:52) 4 §; SoL (2025:400) 30 kap. 7 § 1',
  });
  const decided = await decide(world.as('decisionMaker'), at, planned);
  expect(decided.body).toMatchObject({
    legalBasisCitation: 'LVU (1990:52) 4 §; LVU (1990:52) 2 §',
    appealable: false,
  });
});

test('the law is that of the day of the decision', async () => {
  world.clock.set('2025-06-20T09:00:00Z');
  const { children } = done(
    await karin.post('/reports', {
      type: 'ansokan',
      receivedAt: '2025-06-20T08:30:00Z',
      channel: 'besok',
      reporter: 'vardnadshavare',
      unit: 'barn-och-familj',
      text: 'Mamman ansöker om stöd.',
      children: [{ person: { givenName: 'Alva', birthDate: '2014-02-17' } }],
    }),
  );
  const at = `/investigations/${children[0].investigationId}`;
  const withdrawn = { outcome: 'ansokan-atertagen', reasons: 'Mamman har tagit tillbaka ansökan.' };
  // Which place of the older act it rested on was not read, and is not guessed.
  expect((await decide(world.as('teamLeader'), at, withdrawn)).body).toMatchObject({
    decidedOn: '2025-06-20',
    legalBasisCitation: null,
  });
});

test.each([
  ['lvu-2', 'LVU (1990:52) 4 §; LVU (1990:52) 2 §'],
  ['lvu-3', 'LVU (1990:52) 4 §; LVU (1990:52) 3 §'],
  ['lvu-2-3', 'LVU (1990:52) 4 §; LVU (1990:52) 2-3 §§'],
])('an application for care on %s names its ground', async (legalBasis, legalBasisCitation) => {
  const decided = await decide(world.as('decisionMaker'), await openFor(), { ...careOrder, legalBasis });
  expect(decided.body).toMatchObject({ legalBasis, legalBasisCitation });
});

test('advice without a needs test rests on its own law and is not appealed as what was tried', async () => {
  const advice = { type: 'radgivning-utan-behovsprovning' };
  const alone = await decide(world.as('teamLeader'), await openFor(advice), granting(advice));
  expect(alone.body).toMatchObject({
    legalBasisCitation: 'SoL (2025:400) 11 kap. 5 §',
    appealable: false,
    authority: 'official',
  });
  const both = [advice, { type: 'familjebehandling' }];
  const together = await decide(world.as('teamLeader'), await openFor(...both), granting(...both));
  expect(together.body).toMatchObject({
    legalBasisCitation: 'SoL (2025:400) 11 kap. 5 §; SoL (2025:400) 11 kap. 1 §, 35 kap. 1 §',
    appealable: true,
  });
});
