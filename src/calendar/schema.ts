import { z } from 'zod';
import { DayField, HandlerId, Id, InstantOut, Line } from '../kernel/fields.ts';

/**
 * A calendar address (kalenderadress): a secret address at which a handler's own deadlines can be read as a calendar,
 * without a token, since calendar programs have none. This slice owns the addresses, and the order and words of the
 * calendar. It never shows an address again once it was given, and never puts a person in a calendar.
 */

/** How long an address holds where nothing else is asked for, and at most. */
export const TERM_DAYS = { usual: 180, longest: 366 } as const;

export const CalendarAddressInput = z
  .strictObject({
    label: Line.max(60).optional().describe('Where it is to be used; of your own choice, and no name'),
    validDays: z
      .int()
      .min(1)
      .max(TERM_DAYS.longest)
      .optional()
      .describe(`After so many days it ends by itself; ${TERM_DAYS.usual} when left out`),
  })
  .meta({ id: 'CalendarAddressInput', examples: [{ label: 'Tjänstetelefonen' }] });
export type CalendarAddressInput = z.infer<typeof CalendarAddressInput>;

export const CalendarAddress = z
  .object({
    id: Id,
    handlerId: HandlerId.describe('Whose deadlines are read at it'),
    label: z.string().nullable(),
    createdAt: InstantOut,
    validUntil: InstantOut.describe('When it ends by itself'),
    lastReadOn: DayField.nullable().describe('The latest day on which it was read; null = never'),
    revokedAt: InstantOut.nullable().describe('Återkallad: when it was ended before its time'),
    revokedBy: HandlerId.nullable(),
  })
  .meta({
    id: 'CalendarAddress',
    examples: [
      {
        id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4b31',
        handlerId: 'karin.ek',
        label: 'Tjänstetelefonen',
        createdAt: '2026-11-20T08:30:00.000Z',
        validUntil: '2027-05-19T08:30:00.000Z',
        lastReadOn: null,
        revokedAt: null,
        revokedBy: null,
      },
    ],
  });
export type CalendarAddress = z.infer<typeof CalendarAddress>;

export const NewCalendarAddress = CalendarAddress.extend({
  address: z
    .string()
    .nullable()
    .describe(
      'The address on this server, from the path on: put the server’s public origin before it. Never given again but as the answer to the same request, ' +
        'and then null when it no longer opens anything. Keep it like a password.',
    ),
}).meta({
  id: 'NewCalendarAddress',
  examples: [
    {
      ...(CalendarAddress.meta()!.examples as CalendarAddress[])[0]!,
      address: '/barnakt/v1/2281/deadlines/calendar.ics?key=4mQ0hF2vJ7sXo1cZ8dKpTg9wYbN3uRe5LiA6nHx0VqE',
    },
  ],
});
export type NewCalendarAddress = z.infer<typeof NewCalendarAddress>;

export const CalendarAddressQuery = z.object({
  handlerId: HandlerId.optional().describe('Your own when left out; those of others take `calendar:oversee`'),
});

export const CalendarQuery = z.object({
  key: z
    .string()
    .max(200)
    .describe('The secret of the address')
    .meta({ examples: ['4mQ0hF2vJ7sXo1cZ…'] }),
});

export const CalendarFile = z
  .string()
  .describe('Kalendern: iCalendar (RFC 5545) in UTF-8')
  .meta({ id: 'CalendarFile', examples: ['BEGIN:VCALENDAR\r\nVERSION:2.0\r\n…\r\nEND:VCALENDAR\r\n'] });
