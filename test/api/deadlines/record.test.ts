import { afterAll, beforeAll, expect, test } from 'vitest';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { loadRecords } from '../../../src/record/load.ts';
import {
  assess,
  child,
  decide,
  done,
  openIntake,
  openInvestigation,
  register,
} from '../../support/casework.ts';
import { queriesDuring } from '../../support/queries.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { end, followedUp } from '../follow-up/closed.ts';

/** The whole record of children, read in a fixed number of queries. */

const AREAS = CODEBOOKS.needsArea.codes.map(({ code }) => code);

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

const recordOf = async (childId: string) => (await loadRecords(world.database.reader, [childId]))[0];

test('a child whom nothing is known of but an intake has an empty record around it', async () => {
  const { intakeId, childId, caseNumber } = await openIntake(world.as('reception'), undefined, {
    feedbackRequested: true,
  });
  expect(await recordOf(childId)).toEqual({
    child: {
      id: childId,
      birthDate: '2012-01-01',
      expectedBirthDate: null,
      legalSex: 'flicka',
      birthCountryGroup: null,
    },
    intakes: [
      {
        id: intakeId,
        caseNumber,
        unit: 'mottagning',
        handlerId: 'mia.dahl',
        type: 'anmalan',
        reporter: 'skola',
        receivedAt: '2026-03-02T08:30:00.000Z',
        recordedAt: '2026-03-02T09:00:00.000Z',
        mainCause: 'brist-i-omsorg',
        otherCauses: [],
        protectionAssessments: [],
        childHeard: null,
        extensions: [],
        outcome: null,
        decidedOn: null,
        investigationId: null,
        feedback: { requested: true, requestedOn: null, givenOn: null, unsuitable: false },
      },
    ],
    investigations: [],
    interventions: [],
    siblingInvestigations: [],
  });
});

test('everything that happens in a case is in the record, and none of its text', async () => {
  world.clock.set('2026-03-02T09:00:00Z');
  const lena = world.as('teamLeader');
  const { intakeId, childId, caseNumber } = await openIntake(world.as('reception'), undefined, {
    feedbackRequested: true,
  });
  const intake = `/intakes/${intakeId}`;
  await assess(lena, intakeId);
  const change = async (
    client: Client,
    way: 'put' | 'patch' | 'post',
    path: string,
    body: object,
    of = path,
  ) => done(await client[way](path, body, { match: (await client.get(of)).etag }));
  await change(
    lena,
    'put',
    `${intake}/preliminary-assessment`,
    { childHeard: true, assessment: 'HEMLIGT' },
    intake,
  );
  const reasons = { ground: 'synnerliga-skal', reasons: 'HEMLIGT' };
  await change(lena, 'post', `${intake}/extensions`, { ...reasons, newEndDay: '2026-03-20' }, intake);
  await change(lena, 'post', `${intake}/extensions`, { ...reasons, newEndDay: '2026-03-27' }, intake);
  const { investigationId } = await decide(lena, intakeId, { reasons: 'HEMLIGT' });
  await change(lena, 'put', `${intake}/feedback`, { unsuitable: 'HEMLIGT' }, intake);

  const investigation = `/investigations/${investigationId}`;
  world.clock.set('2026-03-03T09:00:00Z');
  await change(karin, 'patch', investigation, { livingSituation: 'vaxelvis', knownDisability: true });
  await change(
    lena,
    'post',
    `${investigation}/extensions`,
    { ground: 'sarskilda-skal', reasons: 'HEMLIGT', newEndDay: '2026-08-31' },
    investigation,
  );
  await change(lena, 'post', `${investigation}/assignments`, { handlerId: 'lena.berg' }, investigation);
  const plan = (decision: string, areas: readonly string[]) => ({
    purpose: 'HEMLIGT',
    areas: areas.map((area) => ({ area, decision, reason: 'HEMLIGT' })),
  });
  done(await karin.put(`${investigation}/plan`, plan('utreds-inte', ['halsa']), { match: '"0"' }));
  done(await karin.put(`${investigation}/plan`, plan('utreds', AREAS), { match: '"1"' }));
  done(await karin.post(`${investigation}/areas/halsa/statements`, { text: 'HEMLIGT', source: 'barnet' }));
  done(await karin.post(`${investigation}/areas/halsa/factors`, { kind: 'skydd', ownWords: 'HEMLIGT' }));
  const held = { form: 'enskilt-barnsamtal', content: 'HEMLIGT' };
  done(
    await karin.post(`${investigation}/conversations`, {
      ...held,
      heldOn: '2026-03-03',
      childView: 'HEMLIGT',
    }),
  );
  done(await karin.post(`${investigation}/conversations`, { form: 'hembesok', heldOn: '2026-03-02' }));
  const draft = await karin.post(`${investigation}/consultations`, {
    counterpart: 'bvc',
    basis: 'uppgiftsskyldighet',
    questions: [{ area: 'halsa', text: 'HEMLIGT' }],
  });
  const consultation = `/consultations/${draft.body.id}`;
  await change(karin, 'post', `${consultation}/dispatch`, { answerDay: '2026-03-10' }, consultation);
  await change(karin, 'post', `${consultation}/reminders`, { answerDay: '2026-03-20' }, consultation);
  await change(karin, 'post', `${consultation}/answer`, { answer: 'HEMLIGT' }, consultation);
  const waiver = { step: 'skola', reason: 'underlag-finns', explanation: 'HEMLIGT' };
  done(await karin.post(`${investigation}/consultation-steps`, waiver));
  const said = { together: 'HEMLIGT', meaningForChild: 'HEMLIGT' };
  done(await karin.put(`${investigation}/analysis`, { analysis: said }, { match: '"0"' }));
  const assessment = {
    needs: ['halsa'],
    bestInterests: 'HEMLIGT',
    proposal: 'HEMLIGT',
    childView: 'HEMLIGT',
  };
  done(
    await karin.put(
      `${investigation}/analysis`,
      { assessment: { ...assessment, childAttitude: 'positiv' } },
      { match: '"1"' },
    ),
  );
  for (const part of ['analys', 'bedomning']) {
    await change(
      karin,
      'post',
      `${investigation}/analysis/signatures`,
      { part },
      `${investigation}/analysis`,
    );
  }
  const mother = done(await karin.post('/persons', { givenName: 'Hemlig', familyName: 'Hemligsson' })).id;
  const brother = await openInvestigation(world);
  for (const [from, to, type] of [
    [mother, childId, 'vardnadshavare'],
    [childId, brother.childId, 'syskon'],
    [brother.childId, childId, 'halvsyskon'],
  ]) {
    done(await lena.post('/relations', { fromPersonId: from, toPersonId: to, type }));
  }
  const informed = { stage: 'inledning', personId: childId, informedOn: '2026-03-02', note: 'HEMLIGT' };
  done(await karin.post(`${investigation}/party-information`, informed));
  done(await karin.post(`${investigation}/party-information`, { stage: 'inledning', exception: 'HEMLIGT' }));
  const sending = { partyId: mother, sentOn: '2026-03-03', commentBy: '2026-03-13' };
  const sent = done(await karin.post(`${investigation}/communications`, sending));
  const excepted = done(await karin.post(`${investigation}/communications`, { exception: 'HEMLIGT' }));
  const answer = { intervention: 'kontaktfamilj', answer: 'samtycker', on: '2026-03-03' };
  done(await karin.post(`${investigation}/consents`, { ...answer, personId: mother, note: 'HEMLIGT' }));
  const decision = {
    outcome: 'insats-sol',
    reasons: 'HEMLIGT',
    legalBasis: 'sol',
    interventions: [{ type: 'kontaktfamilj' }],
  };
  await change(lena, 'post', `${investigation}/decision`, decision, investigation);
  const notified = {
    partyId: mother,
    notifiedOn: '2026-03-03',
    manner: 'muntligt',
    appealInstructions: true,
  };
  const notification = await karin.post(`${investigation}/notifications`, notified);
  const notificationAt = `${investigation}/notifications/${notification.body.id}`;
  const appeal = { receivedOn: '2026-03-03', note: 'HEMLIGT' };
  await change(karin, 'put', `${notificationAt}/appeal`, appeal, notificationAt);

  const record = await recordOf(childId);
  expect(JSON.stringify(record).toUpperCase()).not.toContain('HEMLIG');
  expect(record!.siblingInvestigations).toEqual([{ openedOn: '2026-03-03', closedOn: null }]);
  expect((await recordOf(brother.childId))!.siblingInvestigations).toEqual([
    { openedOn: '2026-03-02', closedOn: '2026-03-03' },
  ]);
  expect(record!.intakes).toMatchObject([
    {
      caseNumber,
      unit: 'mottagning',
      protectionAssessments: [{ assessedAt: '2026-03-02T09:00:00.000Z', need: 'inget-behov' }],
      childHeard: true,
      extensions: [
        { decidedOn: '2026-03-02', newEndDay: '2026-03-20' },
        { decidedOn: '2026-03-02', newEndDay: '2026-03-27' },
      ],
      outcome: 'utredning-inleds',
      decidedOn: '2026-03-02',
      investigationId,
      feedback: { requested: true, requestedOn: null, givenOn: null, unsuitable: true },
    },
  ]);
  expect(record!.investigations).toEqual([
    {
      id: investigationId,
      caseNumber,
      intakeId,
      unit: 'barn-och-familj',
      handlerId: 'lena.berg',
      openedOn: '2026-03-02',
      closedOn: '2026-03-03',
      outcome: 'insats-sol',
      appealable: true,
      declinedBy: null,
      livingSituation: 'vaxelvis',
      knownDisability: true,
      notHeardReason: null,
      guardiansAtOpening: [mother],
      informations: [
        {
          stage: 'inledning',
          personId: childId,
          informedOn: '2026-03-02',
          recordedAt: '2026-03-03T09:00:00.000Z',
        },
        { stage: 'inledning', personId: null, informedOn: null, recordedAt: '2026-03-03T09:00:00.000Z' },
      ],
      instruments: [],
      extensions: [
        {
          ground: 'sarskilda-skal',
          decidedOn: '2026-03-03',
          decidedBy: 'lena.berg',
          newEndDay: '2026-08-31',
          recordedAt: '2026-03-03T09:00:00.000Z',
        },
      ],
      firstPlanSavedAt: '2026-03-03T09:00:00.000Z',
      childFirstHeardOn: '2026-03-03',
      assignments: [
        { handlerId: 'karin.ek', from: '2026-03-02T09:00:00.000Z' },
        { handlerId: 'lena.berg', from: '2026-03-03T09:00:00.000Z' },
      ],
      plans: [
        {
          savedAt: '2026-03-03T09:00:00.000Z',
          reports: 1,
          areas: [{ area: 'halsa', decision: 'utreds-inte' }],
        },
        {
          savedAt: '2026-03-03T09:00:00.000Z',
          reports: 1,
          areas: AREAS.map((area) => ({ area, decision: 'utreds' })),
        },
      ],
      statements: [{ area: 'halsa', source: 'barnet' }],
      factors: [{ area: 'halsa', kind: 'skydd', code: null, recordedAt: '2026-03-03T09:00:00.000Z' }],
      conversations: [
        {
          heldOn: '2026-03-02',
          form: 'hembesok',
          childTookPart: false,
          childAlone: false,
          childViewRecorded: false,
        },
        {
          heldOn: '2026-03-03',
          form: 'enskilt-barnsamtal',
          childTookPart: true,
          childAlone: true,
          childViewRecorded: true,
        },
      ],
      consultations: [
        {
          id: draft.body.id,
          counterpart: 'bvc',
          status: 'besvarad',
          sentOn: '2026-03-03',
          answerDay: '2026-03-20',
          remindedOn: ['2026-03-03'],
          answeredOn: '2026-03-03',
          closedOn: null,
        },
      ],
      waivers: [{ step: 'skola', reason: 'underlag-finns' }],
      analysis: {
        analysed: true,
        assessed: true,
        needs: ['halsa'],
        childAttitude: 'positiv',
        guardianAttitude: null,
        childViewRecorded: true,
      },
      communications: [
        {
          id: sent.id,
          partyId: mother,
          sentOn: '2026-03-03',
          commentBy: '2026-03-13',
          commentReceivedOn: null,
          exception: false,
        },
        {
          id: excepted.id,
          partyId: null,
          sentOn: null,
          commentBy: null,
          commentReceivedOn: null,
          exception: true,
        },
      ],
      notifications: [
        {
          id: notification.body.id,
          partyId: mother,
          notifiedOn: '2026-03-03',
          appealReceivedOn: '2026-03-03',
        },
      ],
      followUp: null,
    },
  ]);
});

test('a follow-up is in the record with its days, and none of its text', async () => {
  const { childId, url } = await followedUp(world);
  const followUpOf = async () => (await recordOf(childId))!.investigations[0]!.followUp;
  const begun = { ground: 'sarskilt-behov', decidedOn: '2026-03-02' };
  expect(await followUpOf()).toEqual({ ...begun, endedOn: null, endReason: null });
  world.clock.set('2026-03-05T09:00:00Z');
  done(await end(world.as('teamLeader'), url));
  expect(await followUpOf()).toEqual({ ...begun, endedOn: '2026-03-05', endReason: 'inget-mer-behov' });
});

test('records come in the order asked for, once each, and without those who are not there', async () => {
  const { children } = await register(karin, [child(), child(), child()]);
  const [a, b, c] = children.map(({ childId }: { childId: string }) => childId);
  const nobody = '00000000-0000-7000-8000-000000000000';
  const records = await loadRecords(world.database.reader, [c, a, nobody, c, b]);
  expect(records.map((record) => record.child.id)).toEqual([c, a, b]);
  expect(await loadRecords(world.database.reader, [])).toEqual([]);
});

test('as many queries for forty children as for one', async () => {
  const ids: string[] = [];
  for (let reports = 0; reports < 2; reports += 1) {
    const { children } = await register(
      karin,
      Array.from({ length: 20 }, () => child()),
    );
    ids.push(...children.map(({ childId }: { childId: string }) => childId));
  }
  const { reader } = world.database;
  const forOne = await queriesDuring(world, () => loadRecords(reader, ids.slice(0, 1)));
  const forAll = await queriesDuring(world, async () => {
    expect(await loadRecords(reader, ids)).toHaveLength(40);
  });
  expect(forOne.length).toBeGreaterThan(5);
  expect(forAll).toHaveLength(forOne.length);
});
