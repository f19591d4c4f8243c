import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { done, openInvestigation } from '../../support/casework.ts';
import { expectKept } from '../../support/kept.ts';
import { fewer, SEED, TIMES } from '../../support/seed.ts';
import { type Answer, type Client, startWorld, type World } from '../../support/world.ts';
import * as telling from './telling.ts';

/**
 * A part of an investigation can always be saved as far as it has come, and is read back as it was told: what was left
 * out is empty, and nothing of what was saved before it shines through. Every case is saved twice in a row, on top of
 * all that the cases before it have left.
 */

const RUNS = fewer(30);
const LIMIT = 60_000 * TIMES;
const TODAY = '2026-03-02';

let world: World;
let karin: Client;
let at: string;
let childId: string;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  const opened = await openInvestigation(world);
  at = `/investigations/${opened.investigationId}`;
  ({ childId } = opened);
  console.info(`round trip: seed ${SEED}`);
});
afterAll(() => world.close());

const always = <T>(told: fc.Arbitrary<T>, holds: (told: T) => Promise<void>) => {
  const keeping = async (one: T) => {
    await holds(one);
    await expectKept(world, [childId]);
  };
  return fc.assert(fc.asyncProperty(told, keeping), { seed: SEED, numRuns: RUNS });
};

type Fields = Readonly<Record<string, unknown>>;
/** What is told, over what is there when nothing is. */
const over = (nothing: Fields, told: Fields): Fields => ({
  ...nothing,
  ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
});

const NO_PLAN = {
  purpose: null,
  questions: [],
  areas: [],
  plannedConversations: [],
  plannedConsultations: [],
  partiesComments: null,
};
const NO_ANALYSIS = {
  childDevelopment: null,
  parentalCapacity: null,
  familyAndEnvironment: null,
  together: null,
  meaningForChild: null,
};
const NO_ASSESSMENT = {
  needs: [],
  needsText: null,
  bestInterests: null,
  childAttitude: null,
  childView: null,
  guardianAttitude: null,
  guardianView: null,
  proposal: null,
};
const NO_MEANING = { meaning: null, need: null, needText: null };
const NO_CONVERSATION = {
  otherParticipants: [],
  withoutConsent: false,
  interpreter: null,
  content: null,
  childView: null,
};
const NO_CONSULTATION = {
  counterpartName: null,
  basis: null,
  consentNote: null,
  // What was reported tells of no violence.
  doNotInformGuardians: false,
};
const NO_NOTE = { heading: null, text: null };
const NO_USE = { instrumentVersion: null, respondent: null, scores: [], normSet: null, summary: null };

/** Saves something whole twice, and reads it after each time. */
async function savedTwice(read: string, write: string, told: object, expected: Fields) {
  for (let time = 0; time < 2; time += 1) {
    const before = await karin.get(read);
    const saved = await karin.put(write, told, { match: before.etag });
    expect(done(saved)).toMatchObject(expected);
    const now = await karin.get(read);
    expect(done(now)).toMatchObject({ ...expected, version: before.body.version + 1 });
    expect(now.etag).toBe(saved.etag);
  }
}

/** The same of what is begun by POST at one address and read at another. */
async function begun(
  list: string,
  read: (id: string) => string,
  told: object,
  expected: Fields,
): Promise<Answer> {
  const first = await karin.post(list, told);
  const second = await karin.post(list, told);
  for (const answer of [first, second]) {
    expect(done(answer)).toMatchObject(expected);
    expect(done(await karin.get(read(answer.body.id)))).toMatchObject(expected);
  }
  expect(second.body.id).not.toBe(first.body.id);
  return second;
}

/** Changes what was begun, twice the same: what the change leaves out stays as it was. */
async function changedTwice(path: string, begun: Answer, patch: Fields) {
  let { etag, body } = begun;
  for (let time = 0; time < 2; time += 1) {
    const expected = { ...over(body, patch), version: body.version + 1 };
    // What is derived of the rest is not told.
    const { coverLines: _, derived: __, warnings: ___, ...kept } = expected as Record<string, unknown>;
    const saved = await karin.patch(path, patch, { match: etag });
    expect(done(saved)).toMatchObject(kept);
    const now = await karin.get(path);
    expect(done(now)).toMatchObject(kept);
    ({ etag, body } = now);
  }
}

test(
  'a plan',
  () =>
    always(telling.plan, (told) => {
      const areas = told.areas?.map((choice) => over({ reason: null }, choice));
      return savedTwice(`${at}/plan`, `${at}/plan`, told, over(NO_PLAN, { ...told, areas }));
    }),
  LIMIT,
);

test(
  'analysis and assessment, of which the one that is left out stays as it was',
  () =>
    always(telling.analysis, async (told) => {
      const path = `${at}/analysis`;
      const before = done(await karin.get(path));
      await savedTwice(path, path, told, {
        analysis: told.analysis ? over(NO_ANALYSIS, told.analysis) : before.analysis,
        assessment: told.assessment ? over(NO_ASSESSMENT, told.assessment) : before.assessment,
      });
    }),
  LIMIT,
);

test(
  'what an area means for the child, and no other area',
  () =>
    always(fc.tuple(telling.code('needsArea'), telling.meaning), async ([area, told]) => {
      const path = `${at}/areas/${area}`;
      await savedTwice(path, `${path}/meaning`, told, over(NO_MEANING, told));
    }),
  LIMIT,
);

test(
  'a conversation, and what is put right in it',
  () =>
    always(fc.tuple(telling.conversation, telling.aboutConversation), async ([{ told, expected }, patch]) => {
      const list = `${at}/conversations`;
      const path = (id: string) => `${list}/${id}`;
      const kept = { ...over(NO_CONVERSATION, told), ...expected, heldOn: TODAY };
      const answer = await begun(list, path, { heldOn: TODAY, ...told }, kept);
      await changedTwice(path(answer.body.id), answer, patch);
    }),
  LIMIT,
);

test(
  'a draft of a consultation, and what is changed in it',
  () =>
    always(fc.tuple(telling.consultation, telling.consultationPatch), async ([told, patch]) => {
      const path = (id: string) => `/consultations/${id}`;
      const answer = await begun(`${at}/consultations`, path, told, over(NO_CONSULTATION, told));
      await changedTwice(path(answer.body.id), answer, patch);
    }),
  LIMIT,
);

test(
  'a draft of a note, and what is changed in it',
  () =>
    always(fc.tuple(telling.note, telling.note), async ([told, patch]) => {
      const list = `${at}/notes`;
      const path = (id: string) => `${list}/${id}`;
      const answer = await begun(list, path, { happenedOn: TODAY, ...told }, over(NO_NOTE, told));
      await changedTwice(path(answer.body.id), answer, patch);
    }),
  LIMIT,
);

test(
  'a use of an instrument, and what is put right in it',
  () =>
    always(fc.tuple(telling.instrumentUse, telling.instrumentUse), async ([told, patch]) => {
      const list = `${at}/instruments`;
      const path = (id: string) => `${list}/${id}`;
      const use = { instrument: 'ors', usedOn: TODAY, ...told };
      const answer = await begun(list, path, use, {
        ...over(NO_USE, told),
        instrument: 'ors',
        usedOn: TODAY,
      });
      await changedTwice(path(answer.body.id), answer, patch);
    }),
  LIMIT,
);
