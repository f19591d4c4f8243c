import { index, integer, primaryKey, table, text } from '../database/columns.ts';

/** One line of the access log (åtkomstlogg): who did or saw what, when. Append-only, chained by `hash`. */
export const auditEntry = table(
  'audit_entry',
  {
    seq: integer().primaryKey(),
    at: text().notNull(),
    callerId: text().notNull(),
    /** The caller's roles, comma-separated, as they were. */
    roles: text().notNull(),
    requestId: text().notNull(),
    /** `read`, `write` or `denied`. */
    kind: text<AuditKind>().notNull(),
    /** What was done, e.g. `intake.decide` or `person.search`. */
    action: text().notNull(),
    resource: text().notNull(),
    /** JSON list of the ids of what was returned or changed. */
    resourceIds: text().notNull(),
    /** JSON list of the ids of the people whose data it was. */
    personIds: text().notNull(),
    /** Why, where a reason had to be given (break-glass). */
    reason: text(),
    /** What the thing was before and after a write, as JSON. Never shown to the auditor. */
    before: text(),
    after: text(),
    hash: text().notNull(),
  },
  (t) => [
    index('audit_entry_caller').on(t.callerId, t.seq),
    index('audit_entry_at').on(t.at, t.seq),
    index('audit_entry_action').on(t.action, t.seq),
  ],
);

export type AuditKind = 'read' | 'write' | 'denied';

/**
 * Finds the entries about a person without searching through the log: in which blocks of entries the person occurs.
 * One row per person and block, however often a list with that person in it is read.
 */
export const auditPerson = table(
  'audit_person',
  { personId: text().notNull(), block: integer().notNull() },
  (t) => [primaryKey({ columns: [t.personId, t.block] })],
);

/** How many entries a block holds: few enough to look through, many enough that repeated reads cost no new row. */
export const BLOCK = 1024;

/** The end of the chain: one row, which also serialises writers of several instances. */
export const auditHead = table('audit_head', {
  id: integer().primaryKey(),
  seq: integer().notNull(),
  hash: text().notNull(),
});
