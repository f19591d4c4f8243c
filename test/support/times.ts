import type { RuleId } from '../../src/knowledge/local-terms.ts';
import { after, firstOpen, type Span } from './almanac.ts';

/**
 * What time every rule gives, told a second time by hand from the statutes: from which day, how long, and whether an act
 * names the number (then a closed day moves the last lawful day) or it is ours, for boards that set none.
 */
interface Time {
  readonly from: string;
  readonly span: Span | null;
  readonly by: 'act' | 'default';
}

const always = (span: Span): readonly Time[] => [{ from: '1900-01-01', span, by: 'act' }];
const ours = (span: Span): readonly Time[] => [{ from: '1900-01-01', span, by: 'default' }];
const since = (from: string, before: Span | null, span: Span): readonly Time[] => [
  { from: '1900-01-01', span: before, by: 'act' },
  { from, span, by: 'act' },
];
const NONE: readonly Time[] = [{ from: '1900-01-01', span: null, by: 'act' }];

const SOL_2025 = '2025-07-01';
const ACT_2025_1501 = '2026-01-15';

export const TIMES_OF: Readonly<Record<RuleId, readonly Time[]>> = {
  skyddsbedomning: ours([0, 'days']),
  forhandsbedomning: always([14, 'days']),
  utredning: always([4, 'months']),
  'information-om-utredning': ours([3, 'days']),
  'aterkoppling-till-anmalare': since(ACT_2025_1501, null, [1, 'weeks']),
  kommunicering: ours([14, 'days']),
  'konsultation-svar': ours([14, 'days']),
  overklagande: always([3, 'weeks']),
  'uppfoljning-efter-utredning': since(SOL_2025, [2, 'months'], [6, 'months']),
  'uppfoljning-efter-placering': since(SOL_2025, [2, 'months'], [6, 'months']),
  jourhem: always([2, 'months']),
  'overvagande-sol': always([6, 'months']),
  'overvagande-lvu-2': always([6, 'months']),
  'omprovning-lvu-3': always([6, 'months']),
  vardnadsoverflyttning: always([2, 'years']),
  'vardplan-revidering': since(SOL_2025, null, [2, 'years']),
  halsoundersokning: ours([7, 'days']),
  'lvu-understallning': always([1, 'weeks']),
  'lvu-ansokan': always([4, 'weeks']),
  'umgange-hemlighallande': always([3, 'months']),
  flyttningsforbud: always([3, 'months']),
  gallring: always([5, 'years']),
  'samtal-med-barnet': NONE,
  utredningsplan: NONE,
};

/** Of what recurs, the time of each round after the first. */
export const THEN_EVERY: Readonly<Partial<Record<RuleId, Span>>> = {
  'overvagande-sol': [6, 'months'],
  'overvagande-lvu-2': [6, 'months'],
  'omprovning-lvu-3': [6, 'months'],
  vardnadsoverflyttning: [1, 'years'],
  'umgange-hemlighallande': [3, 'months'],
  flyttningsforbud: [3, 'months'],
};

export interface Ends {
  readonly endDay: string;
  readonly lastLawfulDay: string;
}

const ends = (start: string, span: Span, by: Time['by']): Ends => {
  const endDay = after(start, span);
  return { endDay, lastLawfulDay: by === 'act' ? firstOpen(endDay) : endDay };
};

/** When a time ends that began on a day, by the almanac; null where nobody named one. */
export function endsOf(rule: RuleId, start: string): (Ends & { readonly by: Time['by'] }) | null {
  const { span, by } = TIMES_OF[rule].findLast(({ from }) => from <= start)!;
  return span && { ...ends(start, span, by), by };
}

export const nextEndsOf = (rule: RuleId, done: string): Ends | null => {
  const span = THEN_EVERY[rule];
  return span ? ends(done, span, 'act') : null;
};
