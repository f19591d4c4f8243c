import { and, asc, countDistinct, count as counted, eq, lte, type SQL, sql } from 'drizzle-orm';
import type { Reach } from '../access/reach.ts';
import { inJsonList } from '../database/columns.ts';
import { prepared, preparedPerShape, type Reader } from '../database/handle.ts';
import type { Start } from '../http/paging.ts';
import { seesIntake } from '../intake/secrecy.ts';
import { intake } from '../intake/tables.ts';
import type { Day } from '../kernel/day.ts';
import { seesCase } from '../person/secrecy.ts';
import { person } from '../person/tables.ts';
import { byWeight } from './evaluate.ts';
import { shownOf } from './projection/rules.ts';
import { finding } from './projection/tables.ts';
import { CASE_KINDS, type CaseKind, SEVERITIES, type Severity } from './rule.ts';
import type { ChildCount, Shown, UnitCount } from './rules.ts';
import type { QualityFilter } from './schema.ts';

/**
 * Finds what the worklist shows, by what is kept beside the records. One query for each severity, kind of case and
 * state, in the order of the list: each is a stretch of an index, so that a page costs what it holds, however many
 * findings of closed cases, or not of today, lie beside. It ends with the severity that fills the page.
 */

const { placeholder } = sql;

interface Shape extends Record<string, unknown> {
  readonly kind: CaseKind;
  readonly unit: boolean;
  readonly handlerId: boolean;
  readonly rule: boolean;
  readonly after: boolean;
}

/** An insats is reached as an investigation is. */
const REACHED_AS = {
  intake: 'intake',
  investigation: 'investigation',
  intervention: 'investigation',
} as const satisfies Record<CaseKind, 'intake' | 'investigation'>;

/** The same words as in the index, or SQLite does not take it. Nothing is recorded before its day, so what has an end has ended. */
const isKept: SQL = sql`${finding.endedOn} is null and not ${finding.mended}`;

const matching = (shape: Shape) =>
  and(
    isKept,
    eq(finding.severity, placeholder('severity')),
    eq(finding.caseKind, shape.kind),
    sql`${finding.caseOpen} = ${sql.param(placeholder('caseOpen'), finding.caseOpen)}`,
    lte(finding.since, placeholder('today')),
    shape.unit ? eq(finding.unit, placeholder('unit')) : undefined,
    shape.handlerId ? eq(finding.handlerId, placeholder('handlerId')) : undefined,
    shape.rule ? eq(finding.rule, placeholder('rule')) : undefined,
    shape.after
      ? sql`(${finding.since}, ${finding.id}) > (${placeholder('afterSince')}, ${placeholder('afterId')})`
      : undefined,
    shape.kind === 'intake' ? seesIntake : seesCase(finding),
  );

const list = preparedPerShape((reader: Reader, shape: Shape) => {
  const query = reader
    .select({ finding })
    .from(finding)
    .innerJoin(person, eq(person.id, finding.childId))
    .$dynamic();
  if (shape.kind === 'intake') query.innerJoin(intake, eq(intake.id, finding.caseId));
  return query
    .where(matching(shape))
    .orderBy(asc(finding.since), asc(finding.id))
    .limit(placeholder('limit'))
    .prepare();
});
const count = preparedPerShape((reader: Reader, shape: Shape) => {
  const query = reader
    .select({ count: counted() })
    .from(finding)
    .innerJoin(person, eq(person.id, finding.childId))
    .$dynamic();
  if (shape.kind === 'intake') query.innerJoin(intake, eq(intake.id, finding.caseId));
  return query.where(matching(shape)).prepare();
});

/** Who asks, on which day: the parameters of the predicate. */
export interface Eyes {
  readonly reach: Readonly<Record<'intake' | 'investigation', Reach>>;
  readonly now: string;
  readonly today: Day;
}

/** A place in the list. */
export interface Place {
  readonly severity: Severity;
  readonly since: string;
  readonly id: string;
}

/** The stretches of a severity that a filter leaves: kinds of case, open ones and closed. */
function stretchesOf({ caseKind, caseState }: QualityFilter) {
  const kinds = CASE_KINDS.filter((kind) => caseKind === undefined || kind === caseKind);
  const states = caseState === undefined ? [true, false] : [caseState === 'open'];
  return kinds.flatMap((kind) => states.map((caseOpen) => ({ kind, caseOpen })));
}

const given = (
  { reach, now, today }: Eyes,
  { unit, handlerId, rule }: QualityFilter,
  { kind, caseOpen, severity }: { kind: CaseKind; caseOpen: boolean; severity: Severity },
) => ({ unit, handlerId, rule, ...reach[REACHED_AS[kind]], now, today, caseOpen, severity });

const shapeOf = (kind: CaseKind, { unit, handlerId, rule }: QualityFilter, after: boolean): Shape => ({
  kind,
  unit: unit !== undefined,
  handlerId: handlerId !== undefined,
  rule: rule !== undefined,
  after,
});

/** The first findings that match and that the caller sees: one more than `limit` when there is a further page. */
export async function listFindings(
  reader: Reader,
  eyes: Eyes,
  filter: QualityFilter,
  { limit, offset }: Pick<Start, 'limit' | 'offset'>,
  after: Place | undefined,
): Promise<Shown[]> {
  const wanted = offset + limit + 1;
  const found: Shown[] = [];
  const from = after === undefined ? 0 : SEVERITIES.indexOf(after.severity);
  for (const severity of SEVERITIES.slice(from)) {
    if (filter.severity !== undefined && filter.severity !== severity) continue;
    const place = severity === after?.severity ? after : undefined;
    const rows: Shown[] = [];
    for (const { kind, caseOpen } of stretchesOf(filter)) {
      const some = await list(reader, shapeOf(kind, filter, place !== undefined)).execute({
        ...given(eyes, filter, { kind, caseOpen, severity }),
        afterSince: place?.since,
        afterId: place?.id,
        limit: wanted,
      });
      rows.push(...some.map((row) => shownOf(row.finding)));
    }
    found.push(...rows.sort(byWeight));
    if (found.length >= wanted) break;
  }
  return found.slice(offset, wanted);
}

/** How many match in all. */
export async function countFindings(reader: Reader, eyes: Eyes, filter: QualityFilter): Promise<number> {
  let total = 0;
  for (const severity of SEVERITIES) {
    if (filter.severity !== undefined && filter.severity !== severity) continue;
    for (const { kind, caseOpen } of stretchesOf(filter)) {
      const [row] = await count(reader, shapeOf(kind, filter, false)).execute(
        given(eyes, filter, { kind, caseOpen, severity }),
      );
      total += Number(row!.count);
    }
  }
  return total;
}

const holding = and(
  isKept,
  lte(finding.since, placeholder('today')),
  inJsonList(finding.unit, placeholder('inUnits')),
);

const perUnit = prepared((reader: Reader) =>
  reader
    .select({ unit: finding.unit, rule: finding.rule, count: counted() })
    .from(finding)
    .where(holding)
    .groupBy(finding.unit, finding.rule)
    .prepare(),
);
const childrenPer = preparedPerShape((reader: Reader, { unit }: { readonly unit: boolean }) =>
  reader
    .select({
      rule: finding.rule,
      unit: unit ? sql<string | null>`${finding.unit}` : sql<string | null>`null`,
      children: countDistinct(finding.childId),
    })
    .from(finding)
    .where(holding)
    .groupBy(finding.rule, ...(unit ? [finding.unit] : []))
    .prepare(),
);
const perUnitSeen = preparedPerShape((reader: Reader, { kind }: { readonly kind: CaseKind }) => {
  const query = reader
    .select({ unit: finding.unit, rule: finding.rule, count: counted() })
    .from(finding)
    .innerJoin(person, eq(person.id, finding.childId))
    .$dynamic();
  if (kind === 'intake') query.innerJoin(intake, eq(intake.id, finding.caseId));
  return query
    .where(and(holding, eq(finding.caseKind, kind), kind === 'intake' ? seesIntake : seesCase(finding)))
    .groupBy(finding.unit, finding.rule)
    .prepare();
});

/** How many findings hold in each of these units, by rule, whoever asks: for figures that name no case. */
export async function countPerUnit(
  reader: Reader,
  units: readonly string[],
  today: Day,
): Promise<UnitCount[]> {
  const rows = await perUnit(reader).execute({ inUnits: JSON.stringify(units), today });
  return rows.map(({ count: some, ...of }) => ({ ...of, count: Number(some) }));
}

/** How many children those findings are about, by rule: in each of the units, and in all of them together. */
export async function countChildren(
  reader: Reader,
  units: readonly string[],
  today: Day,
): Promise<ChildCount[]> {
  const values = { inUnits: JSON.stringify(units), today };
  const rows = [
    ...(await childrenPer(reader, { unit: true }).execute(values)),
    ...(await childrenPer(reader, { unit: false }).execute(values)),
  ];
  return rows.map(({ children, ...of }) => ({ ...of, children: Number(children) }));
}

/** The same findings, of the cases that the caller sees: so that nothing can be told from the difference to the worklist. */
export async function countPerUnitSeen(
  reader: Reader,
  units: readonly string[],
  { reach, now, today }: Eyes,
): Promise<UnitCount[]> {
  const sums = new Map<string, UnitCount>();
  for (const kind of CASE_KINDS) {
    const values = { inUnits: JSON.stringify(units), ...reach[REACHED_AS[kind]], now, today };
    for (const { unit, rule, count: some } of await perUnitSeen(reader, { kind }).execute(values)) {
      const key = `${rule} ${unit}`;
      sums.set(key, { unit, rule, count: (sums.get(key)?.count ?? 0) + Number(some) });
    }
  }
  return [...sums.values()];
}
