import ICAL from 'ical.js';
import { done } from './casework.ts';
import type { Answer, Client, World } from './world.ts';

/** A handler's calendar as a calendar program sees it: fetched at its address, read by a parser of others. */

/** Makes an address and gives it, with the id of what can be revoked. */
export async function subscribe(client: Client, more: Record<string, unknown> = {}) {
  const { id, address } = done(await client.post('/deadlines/calendar-addresses', more));
  return { id: id as string, address: address as string };
}

/** Fetches as a calendar program does: no token. */
export const poll = (
  world: World,
  address: string,
  headers: Record<string, string> = {},
  method: 'GET' | 'HEAD' = 'GET',
): Promise<Answer> => world.as('controller').send(method, address, undefined, headers);

export interface ReadEvent {
  readonly uid: string;
  readonly sequence: number;
  readonly summary: string;
  readonly description: string;
  readonly start: string;
  readonly end: string;
  readonly allDay: boolean;
  readonly status: string;
  readonly lastModified: string;
}

/** The events of a calendar, as ical.js reads them. */
export function eventsIn(text: string): ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    return {
      uid: event.uid,
      sequence: event.sequence,
      summary: event.summary,
      description: event.description,
      start: event.startDate.toString(),
      end: event.endDate.toString(),
      allDay: event.startDate.isDate && event.endDate.isDate,
      status: String(component.getFirstPropertyValue('status')),
      lastModified: String(component.getFirstPropertyValue('last-modified')),
    };
  });
}

/** The events at an address. */
export async function eventsAt(world: World, address: string): Promise<ReadEvent[]> {
  return eventsIn(done(await poll(world, address)));
}
