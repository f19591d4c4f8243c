import { json, primaryKey, table, text } from '../database/columns.ts';

/** The first answer to each creation, by caller and key, so that the same request gets the same answer again. */
export const idempotencyKey = table(
  'idempotency_key',
  {
    callerId: text().notNull(),
    key: text().notNull(),
    /** SHA-256 over method, address and body. */
    fingerprint: text().notNull(),
    at: text().notNull(),
    location: text().notNull(),
    etag: text(),
    body: text().notNull(),
    /** Whose data it was. */
    concerned: json<string[]>().notNull(),
    /** Those of them whom the caller knew of, and must still know of to get the answer again. */
    known: json<string[]>().notNull(),
    /** The cases in it that the caller saw, and must still see likewise; null where it was kept before that was asked. */
    cases: json<string[]>(),
  },
  (t) => [primaryKey({ columns: [t.callerId, t.key] })],
);
