/**
 * What is published of assessment instruments (bedömningsinstrument): which scales they have, what scores a scale can
 * give, for what ages they are made, and by which norms a score may be read. Facts about scores only: the wording of
 * the instruments is under copyright and stands nowhere in this project. Norms are named sets, since sources differ.
 */
import type { Provenance } from '../kernel/codebook.ts';
import type { Text } from '../kernel/text.ts';
import type { CodeOf } from './codebooks.ts';

type InstrumentCode = CodeOf<'instrument'>;

/** A span of ages in whole years, both included; open where a side is left out. */
export interface AgeSpan {
  readonly fromAge?: number;
  readonly toAge?: number;
}

/** A scale (skala) of an instrument: its scores are `min`, `min + step` and so on up to `max`. */
export interface Scale {
  readonly id: string;
  /** What documents call it, in our own words. */
  readonly sv: string;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Derived (härledd): the sum of these scales of the same instrument. */
  readonly sumOf?: readonly string[];
}

/** An instrument whose scales are published. */
export interface Instrument extends AgeSpan {
  readonly code: InstrumentCode;
  /** What it calls itself; not translated. */
  readonly name: string;
  readonly scales: readonly Scale[];
  readonly provenance: Provenance;
}

/** A value to read the scores of a scale by, for a child of any age or of a span. */
export interface NormValue extends AgeSpan {
  /**
   * The least difference between two uses that is more than chance (tillförlitlig förändring), or the score that parts
   * those who seek care from others (kliniskt gränsvärde).
   */
  readonly measure: 'reliable-change' | 'clinical-cutoff';
  readonly instrument: InstrumentCode;
  readonly scale: string;
  readonly value: number;
}

/** Norms (normer) from one source, under a name of their own. */
export interface NormSet {
  readonly id: string;
  readonly about: Text;
  readonly provenance: Provenance;
  readonly values: readonly NormValue[];
}

/** The outcome and session scales are counted alike. */
const RATING_TOTAL: readonly Scale[] = [{ id: 'total', sv: 'Totalt', min: 0, max: 40, step: 0.1 }];

const ten = (id: string, sv: string): Scale => ({ id, sv, min: 0, max: 10, step: 1 });

/** The instruments whose scales are known. The others of the code list `instrument` are used without scores. */
export const INSTRUMENTS: readonly Instrument[] = [
  {
    code: 'ors',
    name: 'Outcome Rating Scale',
    fromAge: 13,
    scales: RATING_TOTAL,
    provenance: 'verified',
  },
  {
    code: 'cors',
    name: 'Child Outcome Rating Scale',
    fromAge: 6,
    toAge: 12,
    scales: RATING_TOTAL,
    provenance: 'verified',
  },
  {
    code: 'srs',
    name: 'Session Rating Scale',
    fromAge: 13,
    scales: RATING_TOTAL,
    provenance: 'verified',
  },
  {
    code: 'csrs',
    name: 'Child Session Rating Scale',
    fromAge: 6,
    toAge: 12,
    scales: RATING_TOTAL,
    provenance: 'verified',
  },
  {
    code: 'sdq',
    name: 'Strengths and Difficulties Questionnaire',
    fromAge: 3,
    toAge: 17,
    scales: [
      ten('emotional', 'Känslor'),
      ten('conduct', 'Beteende'),
      ten('hyperactivity', 'Hyperaktivitet'),
      ten('peer', 'Kamrater'),
      ten('prosocial', 'Omtanke om andra'),
      {
        id: 'total',
        sv: 'Totalt',
        min: 0,
        max: 40,
        step: 1,
        sumOf: ['emotional', 'conduct', 'hyperactivity', 'peer'],
      },
      ten('impact', 'Påverkan på vardagen'),
    ],
    provenance: 'verified',
  },
  {
    code: 'signs-of-safety',
    name: 'Signs of Safety, säkerhetsskala',
    scales: [ten('safety', 'Säkerhet')],
    provenance: 'provisional',
  },
];

const total = (
  measure: NormValue['measure'],
  instrument: InstrumentCode,
  value: number,
  ages: AgeSpan = {},
): NormValue => ({ measure, instrument, scale: 'total', value, ...ages });

/** Every set of norms. */
export const NORM_SETS = [
  {
    id: 'cyp-iapt-2015',
    about: {
      sv: 'Tillförlitlig förändring, ur det engelska programmet för barns psykiska hälsa',
      en: 'Reliable change, English child mental health programme',
    },
    provenance: 'verified',
    values: [total('reliable-change', 'ors', 6.6), total('reliable-change', 'cors', 10)],
  },
  {
    id: 'miller-common',
    about: { sv: 'Värden som ofta anges', en: 'Often quoted values' },
    provenance: 'provisional',
    values: [
      total('reliable-change', 'ors', 5),
      total('clinical-cutoff', 'ors', 25, { fromAge: 18 }),
      total('clinical-cutoff', 'ors', 28, { fromAge: 13, toAge: 17 }),
      total('clinical-cutoff', 'cors', 32),
      total('clinical-cutoff', 'srs', 36),
    ],
  },
] as const satisfies readonly NormSet[];

export type NormSetId = (typeof NORM_SETS)[number]['id'];

/** The instrument with its scales; undefined where none are known. */
export function findInstrument(code: InstrumentCode): Instrument | undefined {
  return INSTRUMENTS.find((instrument) => instrument.code === code);
}

/** Whether a set of norms says anything of an instrument. */
export function hasNormsFor(id: NormSetId, code: InstrumentCode): boolean {
  return NORM_SETS.some((set) => set.id === id && set.values.some(({ instrument }) => instrument === code));
}

/** Whether an age in whole years is within a span. */
export function isOfAge({ fromAge = 0, toAge = Number.POSITIVE_INFINITY }: AgeSpan, age: number): boolean {
  return fromAge <= age && age <= toAge;
}

/** The number that a set of norms publishes for a scale, for a child of any age; null where it publishes none. */
export function findNorm(
  id: NormSetId,
  measure: NormValue['measure'],
  instrument: InstrumentCode,
  scale: string,
): number | null {
  const values: readonly NormValue[] = NORM_SETS.find((set) => set.id === id)?.values ?? [];
  const found = values.find(
    (norm) =>
      norm.measure === measure &&
      norm.instrument === instrument &&
      norm.scale === scale &&
      norm.fromAge === undefined &&
      norm.toAge === undefined,
  );
  return found?.value ?? null;
}
