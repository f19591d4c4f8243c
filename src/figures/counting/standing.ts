import { type Day, endOfDay } from '../../kernel/day.ts';
import type { ChildRecord, InvestigationRecord } from '../../record/record.ts';

/** The investigations of a child that were running when a day ended. */
export function standingOn({ investigations }: ChildRecord, on: Day): readonly InvestigationRecord[] {
  return investigations.filter(
    ({ openedOn, closedOn }) => openedOn <= on && (closedOn === null || closedOn > on),
  );
}

/** Who was responsible for an investigation when a day ended. */
export function handlerOn({ assignments, handlerId }: InvestigationRecord, on: Day): string {
  const end = endOfDay(on);
  return assignments.findLast(({ from }) => from < end)?.handlerId ?? handlerId;
}
