import type {
  AssignmentInput,
  ExtensionInput,
  FeedbackInput,
  IntakeDecisionInput,
  IntakePatch,
  PreliminaryAssessmentInput,
  ProtectionAssessmentInput,
} from '../src/intake/schema.ts';
import type { EndInput, LaterFollowUpInput } from '../src/intervention/ending/schema.ts';
import type { InterventionFollowUpInput } from '../src/intervention/follow-up/schema.ts';
import type { GoalEndInput, GoalInput } from '../src/intervention/goal/schema.ts';
import type { InterventionInput } from '../src/intervention/schema.ts';
import type { InterventionScoreInput } from '../src/intervention/score/schema.ts';
import type { SipInput } from '../src/intervention/sip/schema.ts';
import type { AnalysisInput, AnalysisSignatureInput } from '../src/investigation/analysis/schema.ts';
import type {
  AreaFactorInput,
  AreaMeaningInput,
  AreaStatementInput,
  Origin,
} from '../src/investigation/area/schema.ts';
import type { TakingInput } from '../src/investigation/area/taking/schema.ts';
import type { CommentInput, CommunicationInput } from '../src/investigation/communication/schema.ts';
import type { ConsentInput } from '../src/investigation/consent/schema.ts';
import type {
  AnswerInput,
  ConsultationInput,
  DispatchInput,
  ReminderInput,
  StepWaiverInput,
  WithdrawalInput,
} from '../src/investigation/consultation/schema.ts';
import type { ConversationInput } from '../src/investigation/conversation/schema.ts';
import type { DecisionInput } from '../src/investigation/decision/schema.ts';
import type {
  FollowUpContactInput,
  FollowUpEndInput,
  FollowUpInformationInput,
  FollowUpInput,
} from '../src/investigation/follow-up/schema.ts';
import type { PartyInformationInput } from '../src/investigation/information/schema.ts';
import type { InstrumentUseInput } from '../src/investigation/instrument/schema.ts';
import type { NoteInput, NoteObjectionInput } from '../src/investigation/note/schema.ts';
import type { AppealInput, NotificationInput } from '../src/investigation/notification/schema.ts';
import type { PlanInput } from '../src/investigation/plan/schema.ts';
import type { RetractionInput } from '../src/investigation/retraction.ts';
import type { InvestigationPatch } from '../src/investigation/schema.ts';
import { type Instant, toInstant } from '../src/kernel/clock.ts';
import { day, startOfDay } from '../src/kernel/day.ts';
import type { CodeOf } from '../src/knowledge/codebooks.ts';
import type { PersonInput, PersonPatch, RelationInput } from '../src/person/schema.ts';
import type { ReportInput } from '../src/report/schema.ts';
import type { Persona } from './personas.ts';

/**
 * Histories: what happened in a family, told in order, as the demo's seeds and the tests tell it. One history can be
 * played through the actions (play.ts), over HTTP and as plain data (test/support/): the events are the same.
 */

/** The name of a person in a history, e.g. `alva`. */
export type Alias = string;

type Counterpart = CodeOf<'consultationCounterpart'>;
type OnArea = { readonly area: CodeOf<'needsArea'> };
type FromCounterpart = { readonly counterpart: Counterpart };
/** A goal by its number among those of the intervention, from 1. */
type OfGoal = { readonly goal: number };
type OfGoals<Input extends { goals?: readonly { goalId: string }[] | undefined }> = Omit<Input, 'goals'> & {
  readonly goals?: readonly (Omit<NonNullable<Input['goals']>[number], 'goalId'> & OfGoal)[];
};

/**
 * What each event tells: the body of the call of the API that it stands for, with people by alias, a consultation by
 * its counterpart, and the latest intake, investigation or intervention of the child meant throughout.
 */
export interface Told {
  report: Omit<ReportInput, 'children' | 'receivedAt'> & {
    /** The time of the event when left out. */
    readonly receivedAt?: string;
    readonly children: readonly (Pick<ReportInput['children'][number], 'mainCause' | 'otherCauses'> & {
      readonly child: Alias;
    })[];
  };
  'correct-person': PersonPatch;
  'correct-intake': IntakePatch;
  'assign-intake': AssignmentInput;
  'assess-protection': ProtectionAssessmentInput;
  'save-preliminary': PreliminaryAssessmentInput;
  'extend-intake': ExtensionInput;
  'decide-intake': IntakeDecisionInput;
  'give-feedback': FeedbackInput;
  'record-circumstances': InvestigationPatch;
  assign: AssignmentInput;
  extend: ExtensionInput;
  plan: PlanInput;
  state: Omit<AreaStatementInput, Origin> &
    OnArea & {
      /** The consultation that it comes from. */
      readonly counterpart?: Counterpart;
    };
  'add-factor': AreaFactorInput & OnArea;
  /** What the facts of an area mean for the child, and the need in it. */
  'save-meaning': AreaMeaningInput & OnArea;
  /** The latest statement of the area that still counts. */
  retract: RetractionInput & OnArea;
  /** A sibling's latest family-wide statement of the area. */
  'use-family-statement': OnArea & { readonly from: Alias };
  converse: ConversationInput;
  /** Drafted and signed in one, unless it is to stay a draft. */
  'write-note': Omit<NoteInput, 'corrects'> & { readonly signed?: boolean };
  /** The latest draft. */
  'sign-note': object;
  /** To the latest signed note. */
  object: Omit<NoteObjectionInput, 'byPersonId'> & { readonly party: Alias };
  score: InstrumentUseInput;
  /** Drafted and sent in one. */
  consult: ConsultationInput & DispatchInput;
  remind: ReminderInput & FromCounterpart;
  answer: AnswerInput & FromCounterpart;
  /** Statements of the answer, into the areas. */
  'take-answer': TakingInput & FromCounterpart;
  withdraw: WithdrawalInput & FromCounterpart;
  'waive-step': StepWaiverInput;
  analyse: AnalysisInput;
  /** As it then reads. */
  'sign-analysis': AnalysisSignatureInput;
  communicate: Omit<CommunicationInput, 'partyId'> & { readonly party?: Alias };
  comment: CommentInput & { readonly party: Alias };
  /** Told of the investigation: a party, or the child; nobody where an exception is for all. */
  inform: Omit<PartyInformationInput, 'personId'> & { readonly party?: Alias };
  /** What a guardian or the child answers about an intervention. */
  consent: Omit<ConsentInput, 'personId'> & { readonly party: Alias };
  close: DecisionInput;
  notify: Omit<NotificationInput, 'partyId'> & { readonly party: Alias };
  appeal: AppealInput & { readonly party: Alias };
  'follow-up': FollowUpInput;
  /** Told that the follow-up began or ended. */
  'inform-of-follow-up': Omit<FollowUpInformationInput, 'personId'> & { readonly party: Alias };
  'contact-in-follow-up': FollowUpContactInput;
  'end-follow-up': FollowUpEndInput;
  /** One that was decided follows from the latest investigation. */
  'give-intervention': Omit<InterventionInput, 'childId' | 'investigationId'>;
  'assign-intervention': AssignmentInput;
  'set-goal': GoalInput;
  'revise-goal': GoalInput & OfGoal;
  'end-goal': GoalEndInput & OfGoal;
  'follow-up-intervention': OfGoals<InterventionFollowUpInput>;
  'score-intervention': InterventionScoreInput;
  sip: SipInput;
  'end-intervention': OfGoals<EndInput>;
  'follow-up-later': LaterFollowUpInput;
}

export type Does = keyof Told;

type Concerning<D extends Does> = D extends 'report' ? unknown : { readonly child: Alias };

/** Something that someone did, e.g. `{ at: '2026-03-02 09:30', by: 'reception', does: 'report', … }`. */
export type Event = {
  [D in Does]: {
    /** Swedish local time, `YYYY-MM-DD HH:MM`. */
    readonly at: string;
    readonly by: Persona;
    readonly does: D;
  } & Concerning<D> &
    Told[D];
}[Does];

/** A person of a history. With a serial, the birth date makes the personal number (numbers.ts). */
export interface Individual extends Omit<PersonInput, 'personalNumber' | 'coordinationNumber' | 'birthDate'> {
  readonly birthDate?: string;
  /** 980-999: even for a girl, odd for a boy. Without it, the person has no number. */
  readonly serial?: number;
  /** The number is a coordination number (samordningsnummer). */
  readonly coordination?: boolean;
}

/** Who is what to whom, to be read as a sentence: sara is vardnadshavare of alva. */
export interface Bond extends Pick<RelationInput, 'livesTogether' | 'validFrom'> {
  readonly who: Alias;
  readonly is: RelationInput['type'];
  readonly of: Alias | readonly Alias[];
}

/** A history. */
export interface Scenario {
  readonly title: string;
  readonly people: Readonly<Record<Alias, Individual>>;
  readonly relations: readonly Bond[];
  /** In the order in which they happened. */
  readonly events: readonly Event[];
}

/**
 * The instant of a local time `YYYY-MM-DD HH:MM`. Hours count from midnight, so it is off on the two nights a year
 * when the clocks change; nothing happens in them here.
 */
export function instantOf(at: string): Instant {
  const [on, time] = at.split(' ') as [string, string];
  const [hours, minutes] = time.split(':').map(Number) as [number, number];
  return toInstant(new Date(Date.parse(startOfDay(day(on))) + (60 * hours + minutes) * 60_000));
}
