import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { assess, decide as decideIntake, done, openIntake } from '../../support/casework.ts';
import { expectKept } from '../../support/kept.ts';
import { SEED, TIMES } from '../../support/seed.ts';
import { type Answer, type Client, startWorld, type World } from '../../support/world.ts';
import { aGuardian } from '../decision/closing.ts';
import {
  anyIntervention,
  type Ending,
  ending,
  INTERVENTIONS,
  type Intervention,
  isForCommittee,
  type Opening,
  opening,
} from './endings.ts';
import * as telling from './telling.ts';

/**
 * What is said to be missing is what closing is refused with, and an investigation of which nothing is missing can be
 * closed: whatever part of the work was done, in whatever order, on whatever days, and however it ends. Who may not
 * decide is told so, and nothing else.
 */

const RUNS = 40 * TIMES;
const OPENED = Date.parse('2026-03-02T09:00:00Z');
const A_DAY = 86_400_000;

let world: World;
let karin: Client;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  console.info(`closing: seed ${SEED}`);
});
afterAll(() => world.close());

/** An investigation under way. */
interface Case {
  readonly at: string;
  readonly childId: string;
  readonly guardians: string[];
  readonly today: string;
}

/** Something that is done, or tried: what cannot be done is refused, and that is no matter here. */
type Run = (of: Case) => Promise<readonly Answer[]>;
/** The same with what to call it, where a failure is told. */
interface Work {
  readonly what: string;
  readonly run: Run;
  readonly [fc.toStringMethod]: () => string;
}
const named =
  <T extends readonly unknown[]>(what: string, make: (...told: T) => Run) =>
  (...told: T): Work => ({
    what,
    run: make(...told),
    [fc.toStringMethod]: () => `${what}(${JSON.stringify(told).slice(1, -1)})`,
  });

const put = async (path: string, told: object) =>
  karin.put(path, told, { match: (await karin.get(path)).etag });

const areas = CODEBOOKS.needsArea.codes.map((one) => one.code);
const plan = named(
  'plan',
  (left: number, purpose: string | null, reason: string | null): Run =>
    async ({ at }) => {
      const chosen = areas.slice(left > 6 ? 0 : left).map((area, nth) => ({
        area,
        ...(nth === 0 && left !== 7 ? { decision: 'utreds' } : { decision: 'utreds-inte', reason }),
      }));
      return [await put(`${at}/plan`, { purpose, areas: chosen })];
    },
);
const talk = named(
  'talk',
  (form: string): Run =>
    async ({ at, today }) => [await karin.post(`${at}/conversations`, { heldOn: today, form })],
);
const notHeard = named(
  'notHeard',
  (): Run =>
    async ({ at }) => [
      await karin.patch(at, { notHeardReason: 'alder-mognad' }, { match: (await karin.get(at)).etag }),
    ],
);
const waive = named(
  'waive',
  (step: string): Run =>
    async ({ at }) => [
      await karin.post(`${at}/consultation-steps`, {
        step,
        reason: 'underlag-finns',
        explanation: 'Finns i akten.',
      }),
    ],
);
const ask = named(
  'ask',
  (counterpart: string): Run =>
    async ({ at }) => {
      const questions = [{ area: null, text: 'Hur mår barnet?' }];
      const draft = await karin.post(`${at}/consultations`, {
        counterpart,
        basis: 'uppgiftsskyldighet',
        questions,
      });
      return [draft, await karin.post(`/consultations/${draft.body.id}/dispatch`, {}, { match: draft.etag })];
    },
);
/** Every consultation that can be answered, or withdrawn, is. */
const end = named(
  'end',
  (how: 'answer' | 'withdrawal', body: object): Run =>
    async ({ at }) => {
      const answers: Answer[] = [];
      for (const { id, version } of done(await karin.get(`${at}/consultations`)).items) {
        answers.push(await karin.post(`/consultations/${id}/${how}`, body, { match: `"${version}"` }));
      }
      return answers;
    },
);
const write = named(
  'write',
  (told: object): Run =>
    async ({ at }) => [await put(`${at}/analysis`, told)],
);
const sign = named(
  'sign',
  (part: string): Run =>
    async ({ at }) => {
      const path = `${at}/analysis`;
      return [await karin.post(`${path}/signatures`, { part }, { match: (await karin.get(path)).etag })];
    },
);
const part = named(
  'part',
  (of: 'analys' | 'bedomning', told: object): Run =>
    async (one) => [...(await write(told).run(one)), ...(await sign(of).run(one))],
);
const communicate = named(
  'communicate',
  (told: object, to?: number): Run =>
    async ({ at, guardians, childId }) => [
      await karin.post(`${at}/communications`, {
        ...told,
        ...(to !== undefined && { partyId: guardians[to] ?? childId }),
      }),
    ],
);
const comment = named(
  'comment',
  (): Run =>
    async ({ at, today }) => {
      const answers: Answer[] = [];
      for (const { id, version } of done(await karin.get(`${at}/communications`)).items) {
        const path = `${at}/communications/${id}/comment`;
        answers.push(await karin.put(path, { receivedOn: today }, { match: `"${version}"` }));
      }
      return answers;
    },
);
const note = named(
  'note',
  (text: string | null): Run =>
    async ({ at, today }) => [await karin.post(`${at}/notes`, { happenedOn: today, text })],
);
const signNotes = named(
  'signNotes',
  (): Run =>
    async ({ at }) => {
      const answers: Answer[] = [];
      for (const { id, version } of done(await karin.get(`${at}/notes`)).items) {
        answers.push(await karin.post(`${at}/notes/${id}/signature`, {}, { match: `"${version}"` }));
      }
      return answers;
    },
);
const joins = named(
  'joins',
  (type: string): Run =>
    async ({ childId, today }) => {
      const told = { personId: childId, mainCause: 'annat' } as never;
      const { intakeId } = await openIntake(lena, told, {
        type,
        receivedAt: `${today}T06:00:00Z`,
        unit: 'barn-och-familj',
        reporter: type === 'ansokan' ? 'vardnadshavare' : 'skola',
      });
      if (type === 'ansokan') return [];
      await assess(lena, intakeId);
      const outcome = 'pafors-pagaende-utredning';
      await decideIntake(lena, intakeId, { outcome, unit: undefined, handlerId: undefined });
      return [];
    },
);
const another = named(
  'another',
  (validFrom?: string): Run =>
    async ({ at, guardians }) => {
      guardians.push(await aGuardian(karin, at, validFrom ? { validFrom } : {}));
      return [];
    },
);

const consent = named(
  'consent',
  ({ type: intervention, placementForm }: Intervention, who: number, answer: string): Run =>
    async ({ at, guardians, childId, today: on }) => {
      const personId = guardians[who] ?? childId;
      return [await karin.post(`${at}/consents`, { personId, intervention, placementForm, answer, on })];
    },
);

const said = 'Skolan skyddar.';
/** What closing needs, each as it is done well. */
const NEEDED: readonly Work[] = [
  plan(0, 'Stöd.', 'Ingen oro.'),
  talk('enskilt-barnsamtal'),
  waive('skola'),
  waive('halsa'),
  part('analys', { analysis: { together: said, meaningForChild: said } }),
  part('bedomning', { assessment: { bestInterests: said, proposal: said } }),
  communicate({ exception: 'Obehövligt.' }),
  ...INTERVENTIONS.flatMap((one) => [0, 1].map((who) => consent(one, who, 'samtycker'))),
];
/** The rest that happens: parts of it, what undoes it, and what calls for more. */
const happening: fc.Arbitrary<Work> = fc.oneof(
  fc
    .tuple(
      fc.integer({ min: 0, max: 8 }),
      fc.option(fc.constant('Stöd.')),
      fc.option(fc.constant('Ingen oro.')),
    )
    .map(([left, purpose, reason]) => plan(left, purpose, reason)),
  fc.constantFrom('samtal-med-vardnadshavare', 'hembesok', 'samtal-med-barn-och-foralder').map(talk),
  fc.constant(notHeard()),
  fc.constantFrom('skola', 'elevhalsa', 'bvc', 'polis').map(ask),
  fc.constantFrom(
    end('answer', { answer: 'God närvaro.' }),
    end('withdrawal', { kind: 'avslutad-utan-svar', reason: 'Inget svar.' }),
  ),
  telling.analysis.map(write),
  fc.constantFrom('analys', 'bedomning').map(sign),
  fc.constantFrom(
    ...[0, 1, 2].flatMap((who) => [communicate({}, who), communicate({ exception: 'Skäl finns.' }, who)]),
  ),
  fc.constant(comment()),
  fc.constantFrom<string | null>('Mamman ringde.', null).map(note),
  fc.constant(signNotes()),
  fc.constantFrom('anmalan', 'ansokan', 'information-pa-annat-satt').map(joins),
  fc.constantFrom(undefined, '2026-03-05', '2026-04-01').map(another),
  fc
    .tuple(anyIntervention, fc.nat({ max: 2 }), fc.constantFrom('samtycker', 'samtycker-inte', 'begar'))
    .map((told) => consent(...told)),
);

/** The work of a case in its order: what is needed, all or some of it, and among it some of the rest. */
const work = fc
  .tuple(
    fc.oneof(
      fc.shuffledSubarray([...NEEDED], { minLength: NEEDED.length }),
      fc.shuffledSubarray([...NEEDED], { minLength: 4 }),
    ),
    fc.array(fc.tuple(fc.nat({ max: 20 }), happening), { maxLength: 6 }),
    fc.array(fc.nat({ max: 4 }), { minLength: 25, maxLength: 25 }),
  )
  .map(([needed, rest, days]) => {
    const all = [...needed];
    for (const [place, one] of rest) all.splice(place % (all.length + 1), 0, one);
    return all.map((one, nth) => ({ one, days: days[nth % days.length]! }));
  });

/** Opens an investigation of a child with some guardians, and does the work on its days. */
async function worked(
  { type, birthDate, guardians: count }: Opening,
  done_: readonly { one: Work; days: number }[],
) {
  let now = OPENED;
  world.clock.set(new Date(now).toISOString());
  const person = { givenName: 'Alva', ...(birthDate && { birthDate }) };
  const told = { person, mainCause: 'brist-i-omsorg' } as never;
  const unit = 'barn-och-familj';
  const opened = await openIntake(lena, told, { type, unit });
  let investigationId: string | undefined = opened.investigationId;
  if (type === 'anmalan') {
    await assess(lena, opened.intakeId);
    ({ investigationId } = await decideIntake(lena, opened.intakeId));
  } else {
    const { items } = done(await lena.get('/investigations?state=open&limit=100'));
    investigationId = items.find(({ childId }: { childId: string }) => childId === opened.childId)?.id;
  }
  const at = `/investigations/${investigationId}`;
  const guardians: string[] = [];
  for (let nth = 0; nth < count; nth += 1) guardians.push(await aGuardian(karin, at));
  for (const { one, days } of done_) {
    now += days * A_DAY;
    const today = new Date(now).toISOString();
    world.clock.set(today);
    const answers = await one.run({ at, childId: opened.childId, guardians, today: today.slice(0, 10) });
    for (const answer of answers) expect(answer.status, answer.text).toBeLessThan(500);
  }
  await expectKept(world, [opened.childId]);
  return { at, childId: opened.childId };
}

interface Wanting {
  readonly rule: string;
  readonly law: string | null;
  readonly message: { readonly sv: string };
}

/** What is missing by `completeness`, asked about one intervention at a time; or that the question does not fit. */
async function missingFor(at: string, told: Ending): Promise<Wanting[] | 'unfit'> {
  const { outcome, interventions = [undefined], suitableWithoutGuardian, legalBasis } = told;
  const found: Wanting[] = [];
  for (const one of interventions) {
    const asked = new URLSearchParams({ outcome });
    if (one) asked.set('intervention', one.type);
    if (one?.placementForm) asked.set('placementForm', one.placementForm);
    if (suitableWithoutGuardian) asked.set('suitableWithoutGuardian', 'true');
    if (outcome === 'vard-lvu') asked.set('legalBasis', legalBasis!);
    const answer = await lena.get(`${at}/completeness?${asked}`);
    if (answer.status === 400) return 'unfit';
    const { complete, missing } = done(answer);
    expect(complete).toBe(missing.length === 0);
    // The list is the same for each but for the consents, which come last.
    found.push(...missing.filter(({ rule }: Wanting) => found.length === 0 || rule.startsWith('consent.')));
  }
  return found;
}

const seen = { closed: 0, refused: 0, forbidden: 0 };

test(
  'completeness is empty exactly when closing succeeds, and otherwise says what it is refused with',
  async () => {
    await fc.assert(
      fc.asyncProperty(opening, work, ending, async (opened, steps, told) => {
        const { at, childId } = await worked(opened, steps);
        const missing = await missingFor(at, told);
        const { etag } = await lena.get(at);
        const decision = { ...told, reasons: 'Skäl finns.' };
        if (isForCommittee(told) && missing !== 'unfit') {
          const refused = await lena.post(`${at}/decision`, decision, { match: etag });
          expect(refused.body).toMatchObject({ status: 403, rule: 'decision.authority' });
          expect((await lena.get(at)).etag).toBe(etag);
          seen.forbidden += 1;
        }
        const decider = isForCommittee(told) ? world.as('decisionMaker') : lena;
        const answer = await decider.post(`${at}/decision`, decision, { match: etag });
        if (missing === 'unfit') {
          expect(answer.status, answer.text).toBe(400);
          return;
        }
        expect(answer.status, answer.text).toBe(missing.length === 0 ? 201 : 409);
        await expectKept(world, [childId]);
        seen[missing.length === 0 ? 'closed' : 'refused'] += 1;
        if (missing.length === 0) return;
        const reasons = answer.body.reasons.map(({ rule, law, message }: Record<string, string>) => [
          rule,
          law ?? null,
          message,
        ]);
        expect(reasons).toEqual(missing.map(({ rule, law, message }) => [rule, law, message.sv]));
        expect((await lena.get(at)).etag).toBe(etag);
      }),
      { seed: SEED, numRuns: RUNS },
    );
    console.info(`closing: ${JSON.stringify(seen)}`);
    // The runs must have been about something.
    expect(seen.closed).toBeGreaterThan(0);
    expect(seen.refused).toBeGreaterThan(0);
    expect(seen.forbidden).toBeGreaterThan(0);
  },
  60_000 * TIMES,
);
