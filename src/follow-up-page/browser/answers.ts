/** What the page reads of the API's answers. Types alone: the browser is never sent this file. */

interface Label {
  readonly sv: string;
  readonly en: string;
}

export interface Coded {
  readonly code: string;
  readonly label: Label;
}

export interface IndicatorGroup {
  /** Null for all together. */
  readonly group: string | null;
  readonly label: Label | null;
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly value: number | null;
  readonly suppressed: boolean;
}

export interface IndicatorPeriod {
  readonly period: string;
  readonly from: string;
  readonly to: string;
  /** Why there is no value in any group. */
  readonly reason: 'other-period' | 'not-yet' | null;
  readonly groups: readonly IndicatorGroup[];
}

export interface Indicator {
  readonly id: string;
  readonly label: Label;
  readonly definition: Label;
  readonly unitOfMeasure: 'dagar' | 'procent' | 'antal';
  readonly kolada: string | null;
  readonly provenance: string;
  readonly periods: readonly IndicatorPeriod[];
}

/** GET /indicators */
export interface Indicators {
  readonly catalogueVersion: string;
  readonly indicatorsVersion: string;
  readonly asOf: string;
  readonly below: number;
  readonly items: readonly Indicator[];
}

/** GET /tables */
export interface Crossed {
  readonly catalogueVersion: string;
  readonly asOf: string;
  readonly row: { readonly variable: string; readonly label: Label };
  readonly column: { readonly variable: string; readonly label: Label } | null;
  readonly rows: readonly Coded[];
  readonly columns: readonly Coded[];
  readonly cells: readonly {
    readonly row: string;
    readonly column: string | null;
    readonly count: number | null;
    readonly suppressed: boolean;
  }[];
}

/** GET /data-quality/summary */
export interface Quality {
  readonly qualityVersion: string;
  /** A day. */
  readonly asOf: string;
  readonly items: readonly {
    readonly rule: string;
    readonly severity: 'error' | 'warning' | 'information';
    readonly label: Label;
    /** Null where few are withheld. */
    readonly count: number | null;
  }[];
}

/** A refusal of the API. */
export interface Problem {
  readonly title?: string;
  readonly detail?: string;
}

export type Measure = 'dagar' | 'procent' | 'antal';

/** A number, or why there is none: protected, of nobody, or not asked of this row. */
export type Cell =
  | { readonly kind: 'value'; readonly value: number }
  | { readonly kind: 'protected' }
  | { readonly kind: 'none' }
  | { readonly kind: 'absent' };

/** One of what is compared, and how it is marked: the same everywhere for girls, boys, and all together. */
export interface Series {
  readonly label: string;
  readonly mark: number;
}

/** What a chart draws: a bar or a point for each cell. */
export interface Sheet {
  readonly measure: Measure;
  readonly series: readonly Series[];
  readonly rows: readonly { readonly label: string; readonly cells: readonly Cell[] }[];
}

/** A cell of a table as it is shown, and the number itself where it is one. */
export type Shown = string | { readonly text: string; readonly number: number | null };

/** The same as a table: the first column of a line is its heading. */
export interface Table {
  /** How many columns are words; the rest are numbers. */
  readonly words: number;
  readonly head: readonly string[];
  readonly lines: readonly (readonly Shown[])[];
}

/** Everything that a figure shows. */
export interface Content {
  readonly form: 'bars' | 'lines';
  readonly sheet: Sheet;
  readonly table: Table;
  /** In sentences, one about each thing. */
  readonly summary: readonly string[];
  readonly notes: readonly { readonly term: string; readonly text: string }[];
  /** For the line under the page: versions and time. */
  readonly basis: string;
}

export interface Selection {
  readonly period: string;
  readonly unit: string;
  readonly by: string;
}

export interface CrossSource {
  readonly kind: 'cross';
  readonly unitOfCount: 'intervention' | 'investigation' | 'intake';
  readonly on: string;
  readonly row: string;
  readonly column?: string;
}

export interface IndicatorSource {
  readonly kind: 'period' | 'trend';
  readonly ids: readonly string[];
}

export interface QualitySource {
  readonly kind: 'quality';
}

export type Source = CrossSource | IndicatorSource | QualitySource;

export interface Figure {
  readonly id: string;
  readonly title: string;
  readonly source: Source;
}

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly figures: readonly Figure[];
}
