import {
  type Alias,
  type Does,
  type Event,
  instantOf,
  type Scenario,
  type Told,
} from '../../seeds/events.ts';
import { type KeptSignature, signingOf } from '../../src/investigation/analysis/rules.ts';
import { type Analysis, NOTHING_YET } from '../../src/investigation/analysis/schema.ts';
import type { Answer } from '../../src/investigation/consent/rules.ts';
import { statusOfStep } from '../../src/investigation/consultation/rules.ts';
import {
  type ClosingFacts,
  type Intended,
  missingForClosing,
} from '../../src/investigation/decision/completeness.ts';
import { standingOf, standingOfAll } from '../../src/investigation/notification/rules.ts';
import type { Notification } from '../../src/investigation/notification/schema.ts';
import { partiesOn } from '../../src/investigation/parties.ts';
import { NO_PLAN, reportSince } from '../../src/investigation/plan/rules.ts';
import type { Plan } from '../../src/investigation/plan/schema.ts';
import { type Day, dayOf } from '../../src/kernel/day.ts';
import { CODEBOOKS, type EntryOf, entryOf } from '../../src/knowledge/codebooks.ts';
import type { ChildRecord, InvestigationRecord } from '../../src/record/record.ts';
import { guardiansOn } from './relations.ts';

/**
 * What closing is judged by and no record holds: texts, signatures and consents; and where the decision stands with its
 * parties. Folded from a history beside the records of its children (play-pure.ts), without a database.
 */
interface Beside {
  plan: Plan;
  /** How many reports the investigation rested on when the plan was saved. */
  reportsAtPlan: number | null;
  analysis: Pick<Analysis, 'analysis' | 'assessment' | 'version'>;
  readonly signatures: KeptSignature[];
  readonly consents: Answer[];
  readonly notes: { happenedOn: Day; signed: boolean }[];
  decision: Intended | null;
  readonly notifications: (Pick<Notification, 'partyId' | 'notifiedOn' | 'appealReceivedOn'> &
    Pick<Notification, 'appealOutcome'>)[];
}

const nothing = (): Beside => ({
  plan: NO_PLAN,
  reportsAtPlan: null,
  analysis: { ...NOTHING_YET, version: 0 },
  signatures: [],
  consents: [],
  notes: [],
  decision: null,
  notifications: [],
});

type Hand<D extends Does> = (beside: Beside, told: Told[D], at: { event: Event; reports: number }) => void;

const HANDS: { readonly [D in Does]?: Hand<D> } = {
  plan(beside, { areas = [], ...told }, { reports }) {
    const explained = areas.map(({ reason = null, ...choice }) => ({ ...choice, reason }));
    const version = beside.plan.version + 1;
    beside.plan = { ...NO_PLAN, ...told, purpose: told.purpose ?? null, areas: explained, version };
    beside.reportsAtPlan = reports;
  },
  analyse(beside, { analysis, assessment }) {
    const before = beside.analysis;
    beside.analysis = {
      analysis: analysis ? { ...NOTHING_YET.analysis, ...analysis } : before.analysis,
      assessment: assessment ? { ...NOTHING_YET.assessment, ...assessment } : before.assessment,
      version: before.version + 1,
    };
  },
  'sign-analysis'({ analysis, signatures }, { part }, { event }) {
    const signedAt = instantOf(event.at);
    signatures.push({ ...analysis, part, signedAt, signedBy: event.by, role: 'social-worker' });
  },
  'write-note'({ notes }, { happenedOn, signed = true }) {
    notes.push({ happenedOn, signed });
  },
  'sign-note'({ notes }) {
    notes.findLast(({ signed }) => !signed)!.signed = true;
  },
  consent({ consents }, { party, placementForm = null, ...told }) {
    consents.push({ ...told, placementForm, personId: party });
  },
  close(beside, { outcome, interventions = [], suitableWithoutGuardian = false, legalBasis }) {
    beside.decision = intended(outcome, interventions, suitableWithoutGuardian, legalBasis);
  },
  notify({ notifications }, { party, notifiedOn }) {
    notifications.push({ partyId: party, notifiedOn, appealReceivedOn: null, appealOutcome: null });
  },
  appeal({ notifications }, { party, receivedOn, outcome = null }) {
    const given = notifications.find(({ partyId }) => partyId === party)!;
    Object.assign(given, { appealReceivedOn: receivedOn, appealOutcome: outcome });
  },
};

/** A decision that is made or thought of. */
export const intended = (
  outcome: Intended['outcome'],
  interventions: NonNullable<Told['close']['interventions']>,
  suitableWithoutGuardian: boolean,
  legalBasis: Intended['legalBasis'] = null,
): Intended => ({
  outcome,
  legalBasis,
  interventions: interventions.map(({ type, placementForm = null }) => ({ type, placementForm })),
  suitableWithoutGuardian,
});

type Records = ReadonlyMap<Alias, ChildRecord>;

/** The investigation of a child that an event is about: the latest that was opened by then. */
const meantBy = (event: Event & { readonly child: Alias }, records: Records) =>
  records.get(event.child)!.investigations.findLast(({ openedOn }) => openedOn <= dayOf(instantOf(event.at)));

/** The reports that an investigation rests on, as far as they had come to it by the time of an event. */
const reportsOf = (one: InvestigationRecord, { intakes }: ChildRecord) =>
  intakes.filter(({ investigationId }) => investigationId === one.id);

function foldBeside(scenario: Scenario, records: Records): ReadonlyMap<string, Beside> {
  const all = new Map<string, Beside>();
  for (const event of scenario.events) {
    if (event.does === 'report' || HANDS[event.does] === undefined) continue;
    const { at: _, by: __, does, child, ...told } = event;
    const one = meantBy(event, records)!;
    const beside = all.get(one.id) ?? nothing();
    const on = dayOf(instantOf(event.at));
    const reports = reportsOf(one, records.get(child)!).filter(({ decidedOn }) => decidedOn! <= on);
    HANDS[does]!(beside, told as never, { event, reports: reports.length });
    all.set(one.id, beside);
  }
  return all;
}

/** How far the two steps of an investigation have come. */
const stepsOf = ({ consultations, waivers }: InvestigationRecord) =>
  CODEBOOKS.consultationStep.codes.map(({ code: step }) => {
    const asked = consultations.filter(({ counterpart }) => {
      const entry: EntryOf<'consultationCounterpart'> = entryOf('consultationCounterpart', counterpart);
      return entry.step === step || entry.alsoStep === step;
    });
    const waived = waivers.some((waiver) => waiver.step === step);
    return { step, ...statusOfStep(asked, waived), consultations: asked };
  });

/** What is judged at the closing of an investigation, as a history has it. */
export interface Closing {
  readonly facts: ClosingFacts;
  /** The decision, once it is made. */
  readonly decision: Intended | null;
  readonly closedOn: Day | null;
  /** Where the decision stands: the whole, and each party that was notified. */
  readonly legalForce: Readonly<Record<string, Day | null>>;
}

/** What closing is judged by, of every investigation in a history, by its name, and where the decisions stand. */
export function foldClosing(scenario: Scenario, records: Records, on: Day): ReadonlyMap<string, Closing> {
  const besides = foldBeside(scenario, records);
  return new Map(
    [...records].flatMap(([alias, record]) =>
      record.investigations.map((one): [string, Closing] => {
        const beside = besides.get(one.id) ?? nothing();
        const { closedOn, communications } = one;
        const guardians = guardiansOn(closedOn ?? on, alias, scenario);
        const parties = partiesOn(record.child, guardians, closedOn ?? on);
        const reports = reportsOf(one, record);
        const facts: ClosingFacts = {
          investigationId: one.id,
          openedOn: one.openedOn,
          child: record.child,
          guardians,
          parties,
          notHeardReason: one.notHeardReason,
          reportTypes: reports.map(({ type }) => type),
          plan: { ...beside.plan, reviewNeeded: reportSince(beside.reportsAtPlan, reports.length) },
          statements: one.statements,
          conversations: one.conversations,
          steps: stepsOf(one),
          analysis: { ...beside.analysis, signing: signingOf(beside.analysis, beside.signatures) },
          // Why nothing was sent is in no record: that there is a reason is enough here.
          communications: communications.map((sent) => ({
            ...sent,
            exception: sent.exception ? 'Skäl.' : null,
          })),
          // Nobody in a history is hidden from whoever asks.
          known: communications.flatMap(({ partyId }) => partyId ?? []),
          consents: beside.consents,
          notes: beside.notes.map(({ happenedOn, signed }) => ({
            happenedOn,
            signedAt: signed ? instantOf(`${happenedOn} 12:00`) : null,
          })),
          consultations: one.consultations,
          informations: one.informations,
          happenedOn: [
            ...one.conversations.map(({ heldOn }) => heldOn),
            ...beside.consents.map((answer) => answer.on),
            ...one.extensions.map(({ decidedOn }) => decidedOn),
            ...communications.flatMap(({ sentOn }) => sentOn ?? []),
            ...beside.notes.map(({ happenedOn }) => happenedOn),
            ...one.consultations.flatMap(({ answeredOn }) => answeredOn ?? []),
          ],
          // Asked for what is advised alone, and a scenario tells what is missing.
          materialOn: [],
        };
        const appealable = one.appealable ?? false;
        const notified = beside.notifications.map((given) => ({
          ...given,
          ...standingOf(given, { appealable, today: on }),
        }));
        const legalForce = {
          whole: standingOfAll(parties, notified).legalForceOn,
          ...Object.fromEntries(notified.map(({ partyId, legalForceOn }) => [partyId, legalForceOn])),
        };
        return [one.id, { facts, decision: beside.decision, closedOn, legalForce }];
      }),
    ),
  );
}

/** The rules that stand in the way of closing on a day: for the decision that was made, or the one that is asked about. */
export const wantingIn = ({ facts, decision, closedOn }: Closing, asked: Intended, on: Day): string[] =>
  missingForClosing(facts, decision ?? asked, closedOn ?? on).map(({ rule }) => rule);
