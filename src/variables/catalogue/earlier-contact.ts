import { dayOf } from '../../kernel/day.ts';
import { type CodeOf, type EntryOf, entryOf } from '../../knowledge/codebooks.ts';
import type { IntakeRecord, InterventionRecord, InvestigationRecord } from '../../record/record.ts';
import { listed, type Unit } from '../variable.ts';

/** The investigation that a unit is, or follows from. */
const investigationOf = (unit: Unit): InvestigationRecord | null =>
  unit.kind === 'intake' ? null : unit.investigation;

const belongsTo = ({ id, intakeId }: InvestigationRecord, intake: IntakeRecord) =>
  intake.id === intakeId || intake.investigationId === id;

/** The intake itself, or those that opened and joined the investigation. */
export function intakesOf(unit: Unit): readonly IntakeRecord[] {
  if (unit.kind === 'intake') return [unit.intake];
  const { investigation, record } = unit;
  return investigation === null ? [] : record.intakes.filter((intake) => belongsTo(investigation, intake));
}

/** The group (insatsgrupp) that the kind of an intervention belongs to. */
export function groupOf({ type }: InterventionRecord): CodeOf<'interventionGroup'> {
  const entry: EntryOf<'interventionType'> = entryOf('interventionType', type);
  return entry.group;
}

/** A placement (placering): care around the clock, by the kind or by the form that was told. */
const isPlacement = (one: InterventionRecord) => groupOf(one) === 'dygn' || one.placementForm !== null;

/**
 * Every kind of contact with the board before a unit started. What belongs to the same investigation is not earlier: the
 * intakes that opened and joined it, itself, and what else was decided by it.
 */
export function earlierContacts(unit: Unit): readonly CodeOf<'earlierContact'>[] {
  const { record, startsOn } = unit;
  const own = investigationOf(unit);
  const interventions = record.interventions.filter(
    ({ startedOn, investigationId }) => startedOn < startsOn && (own === null || investigationId !== own.id),
  );
  const known = {
    anmalan: record.intakes.some((intake) =>
      unit.kind === 'intake'
        ? // By the minute, since a second report can come in on the same day.
          intake.receivedAt < unit.intake.receivedAt
        : dayOf(intake.receivedAt) < startsOn && !(own !== null && belongsTo(own, intake)),
    ),
    utredning: record.investigations.some(({ id, openedOn }) => openedOn < startsOn && id !== own?.id),
    insats: interventions.length > 0,
    placering: interventions.some(isPlacement),
  } as const satisfies Record<CodeOf<'earlierContact'>, boolean>;
  const codes = Object.keys(known) as (keyof typeof known)[];
  return listed(
    'earlierContact',
    codes.filter((code) => known[code]),
  );
}
