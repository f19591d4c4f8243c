import { index, table, text, uniqueIndex } from '../database/columns.ts';
import type { Instant } from '../kernel/clock.ts';
import type { Day } from '../kernel/day.ts';
import type { Same } from '../kernel/same.ts';
import type { CalendarAddress } from './schema.ts';

/** Every calendar address that was made, ended ones too. What opens one is not kept: see secret.ts. */
export const calendarAddress = table(
  'calendar_address',
  {
    id: text().primaryKey(),
    handlerId: text().notNull(),
    label: text(),
    /** SHA-256 of the secret. */
    secretHash: text().notNull(),
    /** What the secret is derived from, together with a key that is not in the database. */
    seed: text().notNull(),
    createdAt: text<Instant>().notNull(),
    validUntil: text<Instant>().notNull(),
    lastReadOn: text<Day>(),
    revokedAt: text<Instant>(),
    revokedBy: text(),
  },
  (t) => [
    uniqueIndex('calendar_address_secret').on(t.secretHash),
    index('calendar_address_handler').on(t.handlerId, t.createdAt, t.id),
  ],
);

export type CalendarAddressRow = typeof calendarAddress.$inferSelect;

true satisfies Same<Omit<CalendarAddressRow, 'secretHash' | 'seed'>, CalendarAddress>;
