import type { Instant } from '../kernel/clock.ts';
import type { Refusal } from '../kernel/outcome.ts';
import type { CalendarAddress } from './schema.ts';

/** Enough for every program that someone may use, few enough to keep an eye on. */
export const MOST_RUNNING = 10;

/** Whether an address still opens a calendar. */
export const isRunning = (
  { revokedAt, validUntil }: Pick<CalendarAddress, 'revokedAt' | 'validUntil'>,
  now: Instant,
): boolean => revokedAt === null && now < validUntil;

/** Addresses that nobody thinks of any more are doors left open. */
export function tooMany(running: number): Refusal[] {
  if (running < MOST_RUNNING) return [];
  return [
    {
      rule: 'calendar-address.too-many',
      text: {
        sv: `Du har redan ${MOST_RUNNING} kalenderadresser som gäller.`,
        en: `You have ${MOST_RUNNING} calendar addresses that hold already.`,
      },
      remedy: {
        sv: 'Återkalla dem som inte används, se GET /deadlines/calendar-addresses.',
        en: 'Revoke those that are not used, see GET /deadlines/calendar-addresses.',
      },
    },
  ];
}

/** What has ended stays so, by the one and on the day that is on record. */
export function ended(address: Pick<CalendarAddress, 'revokedAt' | 'validUntil'>, now: Instant): Refusal[] {
  if (isRunning(address, now)) return [];
  return [
    {
      rule: 'calendar-address.ended',
      text: {
        sv: 'Kalenderadressen gäller inte längre.',
        en: 'The calendar address has ended already.',
      },
      remedy: {
        sv: 'Inget behöver göras: det går inte att läsa något på den.',
        en: 'Nothing is to be done: nothing can be read at it.',
      },
    },
  ];
}

/** Which addresses somebody else has is for those who end them when somebody has left. */
export const notOverseen: Refusal = {
  rule: 'calendar-address.of-another',
  text: {
    sv: 'Du kan se dina egna kalenderadresser, inte andras.',
    en: 'You can see your own calendar addresses, not those of others.',
  },
  remedy: {
    sv: 'Be en arbetsledare eller systemförvaltaren att återkalla andras adresser.',
    en: 'Ask a team leader or the administrator to revoke the addresses of others.',
  },
};
