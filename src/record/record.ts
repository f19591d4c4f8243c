import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import type { NormSetId } from '../knowledge/instruments.ts';

/**
 * The whole record of one child as one read-only value: what deadlines and variables are computed from, without
 * asking the database again. It holds happenings and no conclusions, and no names, numbers or running text.
 */
export interface ChildRecord extends CaseRecord {
  /** When the child's siblings have been under investigation while they were siblings, in the order opened. */
  readonly siblingInvestigations: readonly { readonly openedOn: Day; readonly closedOn: Day | null }[];
}

/** The child's own cases, without anything of the siblings: all that findings of data quality rest on. */
export interface CaseRecord extends TimedRecord {
  /** In the order opened. */
  readonly investigations: readonly InvestigationRecord[];
  /** In the order started. */
  readonly interventions: readonly InterventionRecord[];
}

/** The part of it that times run from and are met by: all that deadlines are computed from. */
export interface TimedRecord {
  readonly child: {
    readonly id: string;
    readonly birthDate: Day | null;
    readonly expectedBirthDate: Day | null;
    readonly legalSex: CodeOf<'legalSex'> | null;
    readonly birthCountryGroup: CodeOf<'birthCountryGroup'> | null;
  };
  /** In the order received. */
  readonly intakes: readonly IntakeRecord[];
  /** In the order opened. */
  readonly investigations: readonly TimedInvestigation[];
}

export interface ExtensionRecord {
  readonly ground: CodeOf<'extensionGround'>;
  readonly decidedOn: Day;
  readonly decidedBy: string;
  readonly newEndDay: Day;
  /** When it was put on record; null for those from before that was kept. */
  readonly recordedAt: Instant | null;
}

/** One child's intake, recorded when the report was registered. */
export interface IntakeRecord extends Recorded {
  readonly id: string;
  readonly caseNumber: string;
  readonly unit: string;
  readonly handlerId: string;
  readonly type: CodeOf<'reportType'>;
  readonly reporter: CodeOf<'reporter'>;
  readonly receivedAt: Instant;
  readonly mainCause: CodeOf<'cause'> | null;
  readonly otherCauses: readonly CodeOf<'cause'>[];
  /** In the order assessed. */
  readonly protectionAssessments: readonly {
    readonly assessedAt: Instant;
    readonly need: CodeOf<'protectionNeed'>;
  }[];
  readonly childHeard: boolean | null;
  readonly extensions: readonly ExtensionRecord[];
  readonly outcome: CodeOf<'intakeOutcome'> | null;
  readonly decidedOn: Day | null;
  readonly investigationId: string | null;
  readonly feedback: {
    /** Asked for with the report, or later. */
    readonly requested: boolean;
    /** The day it was asked for, when later than the report. */
    readonly requestedOn: Day | null;
    readonly givenOn: Day | null;
    readonly unsuitable: boolean;
  };
}

/** One investigation of the child, as far as times rest on it. */
export interface TimedInvestigation {
  readonly id: string;
  readonly caseNumber: string;
  readonly unit: string;
  readonly handlerId: string;
  readonly openedOn: Day;
  readonly closedOn: Day | null;
  readonly outcome: CodeOf<'investigationOutcome'> | null;
  /** Whether the decision can be appealed; null while there is none. */
  readonly appealable: boolean | null;
  /** Ids of those who were guardians on the day it was opened. */
  readonly guardiansAtOpening: readonly string[];
  /** In the order recorded: who was told of the investigation. Without a day it is an exception, without a person for all. */
  readonly informations: readonly {
    readonly stage: CodeOf<'informationStage'>;
    readonly personId: string | null;
    readonly informedOn: Day | null;
    readonly recordedAt: Instant;
  }[];
  readonly extensions: readonly ExtensionRecord[];
  /** When the plan was saved for the first time. */
  readonly firstPlanSavedAt: Instant | null;
  /** The day of the first conversation that the child took part in. */
  readonly childFirstHeardOn: Day | null;
  readonly notHeardReason: CodeOf<'notHeardReason'> | null;
  readonly consultations: readonly ConsultationRecord[];
  /** One per party and sending, or the exception with its reason. */
  readonly communications: readonly {
    readonly id: string;
    readonly partyId: string | null;
    readonly sentOn: Day | null;
    readonly commentBy: Day | null;
    readonly commentReceivedOn: Day | null;
    readonly exception: boolean;
  }[];
  /** One per party of the decision, in the order recorded. */
  readonly notifications: readonly {
    readonly id: string;
    readonly partyId: string;
    readonly notifiedOn: Day;
    readonly appealReceivedOn: Day | null;
  }[];
  /** The follow-up of the child's situation after it was closed without insats; null where none was decided. */
  readonly followUp: {
    readonly ground: CodeOf<'followUpGround'>;
    readonly decidedOn: Day;
    readonly endedOn: Day | null;
    readonly endReason: CodeOf<'followUpEndReason'> | null;
  } | null;
}

/** One investigation of the child. */
export interface InvestigationRecord extends TimedInvestigation {
  /** The intake that opened it. */
  readonly intakeId: string;
  readonly declinedBy: CodeOf<'declinedBy'> | null;
  readonly livingSituation: CodeOf<'livingSituation'> | null;
  readonly knownDisability: boolean | null;
  /** In order; the first is the one that the investigation was opened with. */
  readonly assignments: readonly { readonly handlerId: string; readonly from: Instant }[];
  /** Every version, in order. */
  readonly plans: readonly {
    readonly savedAt: Instant;
    /** How many reports the investigation rested on then; null for those from before that was kept. */
    readonly reports: number | null;
    readonly areas: readonly {
      readonly area: CodeOf<'needsArea'>;
      readonly decision: CodeOf<'areaDecision'>;
    }[];
  }[];
  /** Those that were not taken back; so too the factors. */
  readonly statements: readonly {
    readonly area: CodeOf<'needsArea'>;
    readonly source: CodeOf<'informationSource'>;
  }[];
  readonly factors: readonly (Recorded & {
    readonly area: CodeOf<'needsArea'>;
    readonly kind: CodeOf<'factorKind'>;
    /** Null where the factor was put in the handler's own words. */
    readonly code: CodeOf<'factor'> | null;
  })[];
  readonly conversations: readonly {
    readonly heldOn: Day;
    readonly form: CodeOf<'conversationForm'>;
    readonly childTookPart: boolean;
    readonly childAlone: boolean;
    readonly childViewRecorded: boolean;
  }[];
  /** The assessment instruments that were used, in the order recorded. */
  readonly instruments: readonly (Recorded & { readonly instrument: CodeOf<'instrument'> })[];
  /** Steps that were not taken, with the reason. */
  readonly waivers: readonly {
    readonly step: CodeOf<'consultationStep'>;
    readonly reason: CodeOf<'stepWaiver'>;
  }[];
  readonly analysis: {
    /** The analysis takes risk and protection together, and says what they mean for the child. */
    readonly analysed: boolean;
    /** The assessment says what is best for the child, and what is proposed. */
    readonly assessed: boolean;
    readonly needs: readonly CodeOf<'needsArea'>[];
    readonly childAttitude: CodeOf<'attitude'> | null;
    readonly guardianAttitude: CodeOf<'attitude'> | null;
    readonly childViewRecorded: boolean;
  } | null;
}

export interface ConsultationRecord {
  readonly id: string;
  readonly counterpart: CodeOf<'consultationCounterpart'>;
  readonly status: CodeOf<'consultationStatus'>;
  readonly sentOn: Day | null;
  /** The day that the answer is agreed for: the first one, or the one of the latest reminder. */
  readonly answerDay: Day | null;
  readonly remindedOn: readonly Day[];
  readonly answeredOn: Day | null;
  /** The day it was declined, or closed without answer. */
  readonly closedOn: Day | null;
}

/** Something in a record with the time it was recorded: what was known on a day is what was recorded by its end. */
interface Recorded {
  readonly recordedAt: Instant;
}

/** One intervention (insats) of the child. What was taken back is not in it. */
export interface InterventionRecord extends Recorded {
  readonly id: string;
  readonly caseNumber: string;
  readonly unit: string;
  readonly handlerId: string;
  /** The investigation whose decision it follows from; null without a needs test. */
  readonly investigationId: string | null;
  readonly basis: CodeOf<'interventionBasis'>;
  readonly type: CodeOf<'interventionType'>;
  readonly placementForm: CodeOf<'placementForm'> | null;
  readonly legalBasis: CodeOf<'legalBasis'>;
  readonly decidedOn: Day | null;
  readonly startedOn: Day;
  /** The day of the first follow-up, as agreed at the start. */
  readonly followUpOn: Day | null;
  /** In order; the first is the one that it was given with. */
  readonly assignments: readonly {
    readonly handlerId: string;
    readonly unit: string;
    readonly from: Instant;
  }[];
  /** In the order set. */
  readonly goals: readonly {
    readonly id: string;
    /** The day it was given up before the intervention ended. */
    readonly endedOn: Day | null;
    readonly endRecordedAt: Instant | null;
    /** Every version, in order. */
    readonly versions: readonly (Recorded & {
      readonly area: CodeOf<'needsArea'>;
      /** It has an indicator and a target. */
      readonly measurable: boolean;
      readonly setOn: Day;
    })[];
  }[];
  /** In the order held. */
  readonly followUps: readonly (Recorded & {
    readonly heldOn: Day;
    readonly goals: readonly {
      readonly goalId: string;
      readonly status: CodeOf<'goalStatus'>;
      readonly change: CodeOf<'changeAssessment'> | null;
    }[];
    readonly change: CodeOf<'changeAssessment'> | null;
    readonly childViewRecorded: boolean;
    /** Why the child was not asked; null where it was. */
    readonly childNotAsked: CodeOf<'notHeardReason'> | null;
    readonly nextFollowUpOn: Day | null;
  })[];
  /** In the order of their days. */
  readonly scores: readonly (Recorded & {
    readonly instrument: CodeOf<'instrument'>;
    readonly usedOn: Day;
    readonly respondent: CodeOf<'respondent'> | null;
    readonly scores: readonly { readonly scale: string; readonly value: number }[];
    readonly normSet: NormSetId | null;
  })[];
  /** Samordnad individuell plan, by day: the last one holds. */
  readonly sip: readonly (Recorded & { readonly status: CodeOf<'sipStatus'>; readonly on: Day })[];
  readonly end:
    | (Recorded & {
        readonly endedOn: Day;
        readonly reason: CodeOf<'interventionEndReason'>;
        readonly planned: boolean;
        readonly initiative: CodeOf<'endInitiative'>;
        readonly goals: readonly { readonly goalId: string; readonly status: CodeOf<'goalStatus'> }[];
        readonly change: CodeOf<'changeAssessment'> | null;
      })
    | null;
  /** What was found after the end, in the order of the days. */
  readonly laterFollowUps: readonly (Recorded & {
    readonly heldOn: Day;
    readonly change: CodeOf<'changeAssessment'> | null;
    readonly childViewRecorded: boolean;
  })[];
}
