import type { Provenance } from '../kernel/codebook.ts';
import type { Validity } from '../kernel/day.ts';
import { CODEBOOKS, type CodeOf } from './codebooks.ts';

/**
 * How much a case weighs (ärendetyngd) and how much a handler is to carry. No public source gives numbers that hold
 * everywhere: those here are ours, a place to begin, and each board sets its own.
 */

/** How experienced a handler is (erfarenhetsnivå), with the share of a full load that goes with it. */
export interface ExperienceLevel {
  readonly code: string;
  readonly name: string;
  /** 1 is a full load. */
  readonly share: number;
}

/** Which level a handler has, and when. */
export interface HandlerLevel extends Validity {
  readonly handlerId: string;
  /** The code of a level. */
  readonly level: string;
}

type PerPhase<Name extends 'intakePhase' | 'investigationPhase'> = {
  readonly [Phase in CodeOf<Name>]?: number;
};

/** What the settings of a board say of workload (arbetsbelastning); what they leave out is as in DEFAULTS. */
export interface WorkloadSettings {
  readonly weights?: {
    readonly intakes?: { readonly [Type in CodeOf<'reportType'>]?: PerPhase<'intakePhase'> };
    readonly investigations?: PerPhase<'investigationPhase'>;
    /** What each overdue clock adds. */
    readonly overdue?: number;
  };
  /** What a handler with a full load carries, in the same measure as the weights. */
  readonly fullLoad?: number;
  /** Units where a full load is another. */
  readonly units?: readonly { readonly unit: string; readonly fullLoad: number }[];
  /** In the place of all levels that there were. */
  readonly levels?: readonly ExperienceLevel[];
  readonly handlers?: readonly HandlerLevel[];
}

const INVESTIGATION: Readonly<Record<CodeOf<'investigationPhase'>, number>> = {
  planering: 2,
  insamling: 3,
  analys: 4,
};

const INTAKE: Readonly<Record<CodeOf<'reportType'>, Readonly<Record<CodeOf<'intakePhase'>, number>>>> = {
  anmalan: { 'fore-skyddsbedomning': 1.5, 'efter-skyddsbedomning': 1 },
  ansokan: { 'fore-skyddsbedomning': 1, 'efter-skyddsbedomning': 1 },
  'information-pa-annat-satt': { 'fore-skyddsbedomning': 1, 'efter-skyddsbedomning': 1 },
};

const DEFAULTS = {
  overdue: 0,
  fullLoad: 36,
  levels: [
    { code: 'ny', name: 'Ny', share: 0.6 },
    { code: 'van', name: 'Van', share: 1 },
    { code: 'erfaren', name: 'Erfaren', share: 1.1 },
  ],
} as const satisfies WorkloadSettings & { overdue: number };

/** A number or list that applies, and where it is from: null for what the board has set, which only it can vouch for. */
export interface Applied<T> {
  readonly value: T;
  readonly provenance: Provenance | null;
}

const applied = <T>(ofBoard: T | undefined, ours: T): Applied<T> =>
  ofBoard === undefined ? { value: ours, provenance: 'provisional' } : { value: ofBoard, provenance: null };

/** What an open intake weighs. */
export const intakeWeight = (
  { weights }: WorkloadSettings,
  type: CodeOf<'reportType'>,
  phase: CodeOf<'intakePhase'>,
): Applied<number> => applied(weights?.intakes?.[type]?.[phase], INTAKE[type][phase]);

/** What a running investigation weighs. */
export const investigationWeight = (
  { weights }: WorkloadSettings,
  phase: CodeOf<'investigationPhase'>,
): Applied<number> => applied(weights?.investigations?.[phase], INVESTIGATION[phase]);

/** What each overdue clock adds. */
export const overdueWeight = ({ weights }: WorkloadSettings): Applied<number> =>
  applied(weights?.overdue, DEFAULTS.overdue);

/** What a handler with a full load carries in a unit. */
export const fullLoadIn = ({ units, fullLoad }: WorkloadSettings, unit: string): Applied<number> =>
  applied(units?.find((own) => own.unit === unit)?.fullLoad ?? fullLoad, DEFAULTS.fullLoad);

export const levelsOf = ({ levels }: WorkloadSettings): Applied<readonly ExperienceLevel[]> =>
  applied(levels, DEFAULTS.levels);

const codesOf = <Name extends 'reportType' | 'intakePhase' | 'investigationPhase'>(name: Name) =>
  CODEBOOKS[name].codes.map(({ code }) => code) as CodeOf<Name>[];

/** Every kind of case in every phase. */
export const INTAKE_KINDS = codesOf('reportType').flatMap((type) =>
  codesOf('intakePhase').map((phase) => ({ type, phase })),
);
export const INVESTIGATION_PHASES = codesOf('investigationPhase');
