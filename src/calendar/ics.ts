import type { Entry } from './entries.ts';

/** How often programs are asked to come back. */
const REFRESH_SECONDS = 3_600;

/**
 * A calendar as iCalendar (RFC 5545, with the refresh interval of RFC 7986). The name tells the board and not the
 * person: it stands in lists on screens.
 */
export async function renderCalendar(boardId: string, entries: readonly Entry[]): Promise<string> {
  // Loaded with the first calendar: the start of the server is not to wait for it.
  const {
    default: ical,
    ICalCalendarMethod,
    ICalEventClass,
    ICalEventStatus,
    ICalEventTransparency,
  } = await import('ical-generator');
  const calendar = ical({
    prodId: { company: 'Barnakt', product: 'Tidsfrister', language: 'SV' },
    // Not escaped by the library: nothing but the board's id may vary in it.
    name: `Tidsfrister ${boardId}`,
    scale: 'GREGORIAN',
    method: ICalCalendarMethod.PUBLISH,
    ttl: REFRESH_SECONDS,
  });
  for (const entry of entries) {
    calendar.createEvent({
      id: entry.uid,
      sequence: entry.sequence,
      start: entry.on,
      end: entry.before,
      allDay: true,
      stamp: entry.changedAt,
      lastModified: entry.changedAt,
      summary: entry.summary,
      description: entry.description,
      categories: entry.categories.map((name) => ({ name })),
      transparency: ICalEventTransparency.TRANSPARENT,
      status: entry.cancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
      // Who shares a calendar with colleagues shares that something is due, and not what.
      class: ICalEventClass.PRIVATE,
    });
  }
  return `${calendar.toString()}\r\n`;
}
