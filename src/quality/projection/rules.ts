import type { Day } from '../../kernel/day.ts';
import type { QualityRuleId } from '../catalogue.ts';
import type { Finding } from '../evaluate.ts';
import type { About, CaseKind, Severity } from '../rule.ts';
import type { Shown } from '../rules.ts';

/** What is kept of a finding: all that follows from the record, and whether it is found still. */
export interface KeptFinding {
  /** The finding's own id. */
  readonly id: string;
  readonly rule: QualityRuleId;
  readonly severity: Severity;
  readonly childId: string;
  readonly caseKind: CaseKind;
  readonly caseId: string;
  readonly caseNumber: string;
  readonly caseOpen: boolean;
  readonly unit: string;
  readonly handlerId: string;
  readonly aboutKind: About['kind'] | null;
  readonly aboutId: string | null;
  readonly since: Day;
  /** The day on which it was ended: none to come, since nothing is recorded before its day. */
  readonly endedOn: Day | null;
  /** It is found no more: what was wrong was put right, or taken back. */
  readonly mended: boolean;
}

/** A finding as it is kept. */
export const keptOf = ({
  id,
  rule,
  severity,
  childId,
  case: of,
  about,
  since,
  endedOn,
}: Finding): KeptFinding => ({
  id,
  rule,
  severity,
  childId,
  caseKind: of.kind,
  caseId: of.id,
  caseNumber: of.caseNumber,
  caseOpen: of.open,
  unit: of.unit,
  handlerId: of.handlerId,
  aboutKind: about?.kind ?? null,
  aboutId: about?.id ?? null,
  since,
  endedOn,
  mended: false,
});

/** A kept finding as it is shown. */
export const shownOf = (kept: Omit<KeptFinding, 'mended'>): Shown => ({
  id: kept.id,
  rule: kept.rule,
  severity: kept.severity,
  childId: kept.childId,
  case: {
    kind: kept.caseKind,
    id: kept.caseId,
    caseNumber: kept.caseNumber,
    unit: kept.unit,
    handlerId: kept.handlerId,
    open: kept.caseOpen,
  },
  about: kept.aboutKind === null || kept.aboutId === null ? null : { kind: kept.aboutKind, id: kept.aboutId },
  since: kept.since,
  endedOn: kept.endedOn,
});

const FIELDS = [
  'rule',
  'severity',
  'childId',
  'caseKind',
  'caseId',
  'caseNumber',
  'caseOpen',
  'unit',
  'handlerId',
  'aboutKind',
  'aboutId',
  'since',
  'endedOn',
  'mended',
] as const satisfies readonly (keyof KeptFinding)[];
export type KeptField = (typeof FIELDS)[number];

/** The fields in which a kept row differs from what the record gives. */
export const differing = (kept: KeptFinding, found: KeptFinding): KeptField[] =>
  FIELDS.filter((field) => kept[field] !== found[field]);

/** What a row becomes that no rule finds any more: kept, since nothing is erased, and listed nowhere. */
export const mended = (kept: KeptFinding): KeptFinding => ({ ...kept, mended: true });
