import type { Caller } from '../access/caller.ts';
import { reachOf } from '../access/reach.ts';
import type { Reader } from '../database/handle.ts';
import type { Start } from '../http/paging.ts';
import type { Instant } from '../kernel/clock.ts';
import { dayOf } from '../kernel/day.ts';
import { NotFound } from '../kernel/outcome.ts';
import { findKnownPerson } from '../person/store.ts';
import type { FileRow, Kind } from './file-kinds.ts';
import { KINDS_OF_INTAKES } from './file-of-intakes.ts';
import { KINDS_OF_INTERVENTIONS } from './file-of-interventions.ts';
import { KINDS_OF_INVESTIGATIONS } from './file-of-investigations.ts';
import * as store from './file-store.ts';
import { FILE_ENTRY_KINDS, type FileEntry, type FileEntryKind, type FileFilter } from './schema.ts';

const KINDS: Readonly<Record<FileEntryKind, Kind>> = {
  ...KINDS_OF_INTAKES,
  ...KINDS_OF_INVESTIGATIONS,
  ...KINDS_OF_INTERVENTIONS,
};

type CaseKind = FileEntry['case']['kind'];

/** An entry with its place in the file. */
export interface Placed {
  readonly entry: FileEntry;
  /** Sorts as text: day, instant, what comes first of what is recorded at once, number, area. */
  readonly place: string;
}

/**
 * A row as the file shows it: pure. The day is the one it happened on, whenever it was recorded. Within the day it
 * stands by when it was recorded; where that is not kept, right after what it followed, or first.
 */
function placedOf(row: FileRow, kind: CaseKind): Placed {
  const { heading, href, text } = KINDS[row.kind];
  const { id, code, area, by, recordedAt } = row;
  const on = row.on ?? dayOf((row.at ?? recordedAt)!);
  const rank = String(FILE_ENTRY_KINDS.indexOf(row.kind)).padStart(2, '0');
  return {
    entry: {
      kind: row.kind,
      on,
      recordedAt,
      by,
      case: { kind, id: row.caseId, caseNumber: row.caseNumber },
      id,
      heading: heading(row),
      text: text ? text(row) : row.text,
      code,
      area,
      partyId: row.partyId,
      href: href(row),
    },
    place: `${on} ${recordedAt ?? row.after} ${rank} ${String(row.nth).padStart(6, '0')} ${area ?? ''}`,
  };
}

const inOrder = (a: Placed, b: Placed): number =>
  compare(a.place, b.place) || compare(a.entry.id, b.entry.id);
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** The entries that rows make, in the order of the file: pure. */
export const entriesOf = (rows: readonly FileRow[], kind: CaseKind): Placed[] =>
  rows
    .flatMap((row) => KINDS[row.kind].each?.(row) ?? [row])
    .map((row) => placedOf(row, kind))
    .sort(inOrder);

/** Who asks, and when. */
interface Asking {
  readonly reader: Reader;
  readonly caller: Caller;
  readonly now: Instant;
}

/** What stands in the file of one investigation, when the caller sees it, in order: one query. */
export async function readEntriesOf({ reader, caller, now }: Asking, investigationId: string) {
  const reach = reachOf(caller, 'investigation');
  return entriesOf(await store.findRowsOfInvestigation(reader, investigationId, reach, now), 'investigation');
}

/**
 * A child's file (personakt) from a place on: five queries, whatever stands in it. Gives one entry more than `limit`
 * when there is more, and the people whom what is given is about.
 * @throws NotFound when the person is not there or not to be known.
 */
export async function readFile(
  asking: Asking,
  personId: string,
  { caseNumber, kind }: FileFilter,
  { limit, after }: Pick<Start, 'limit' | 'after'>,
): Promise<{ found: Placed[]; persons: string[] }> {
  const { reader, caller, now } = asking;
  const reach = reachOf(caller, 'intake');
  if (!(await findKnownPerson(reader, personId, reach))) throw new NotFound();
  const intakes = entriesOf(await store.findIntakeRows(reader, personId, reach, now), 'intake');
  const further = reachOf(caller, 'investigation');
  const investigations = await store.findInvestigationRows(reader, personId, further, now);
  const interventions = await store.findInterventionRows(reader, personId, further, now);
  const found = [
    ...intakes,
    ...entriesOf(investigations, 'investigation'),
    ...entriesOf(interventions, 'intervention'),
  ]
    .filter(
      ({ entry, place }) =>
        (caseNumber === undefined || entry.case.caseNumber === caseNumber) &&
        (kind === undefined || entry.kind === kind) &&
        (after === undefined || (compare(place, after[0]) || compare(entry.id, after[1])) > 0),
    )
    .sort(inOrder)
    .slice(0, limit + 1);
  const shown = found.slice(0, limit).map(({ entry }) => entry);
  const reportIds = shown.flatMap(({ kind: shownKind, id }) => (shownKind === 'report' ? [id] : []));
  const parties = shown.flatMap(({ partyId }) => partyId ?? []);
  const siblings = reportIds.length > 0 ? await store.findChildrenOn(reader, reportIds) : [];
  return { found, persons: [...new Set([personId, ...siblings, ...parties])] };
}
