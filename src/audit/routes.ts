import type { FastifyInstance } from 'fastify';
import { findEntries, verifyChain } from '../access/audit.ts';
import { Paging, pageOf, startOf, unknownCursor } from '../http/paging.ts';
import { reads } from '../http/route.ts';
import { parseInstant } from '../kernel/clock.ts';
import { Invalid } from '../kernel/outcome.ts';
import { AuditEntryShown, AuditQuery, VerificationQuery, VerificationShown } from './schema.ts';

const tag = 'Audit';

/** The place in the chain that a cursor names. */
function seqOf(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw unknownCursor();
  return Number(text);
}

/** The access log for the auditor, who sees who did and saw what, and none of the content. */
export async function auditRoutes(app: FastifyInstance): Promise<void> {
  reads(app, {
    url: '/audit-entries',
    operation: 'audit-entry.list',
    permission: 'audit:read',
    tag,
    sv: 'Lista åtkomstloggen, senaste först',
    summary: 'List the access log, the latest first (åtkomstlogg)',
    description: 'By person, caller, action and period. Reading the log is itself logged.',
    query: Paging.omit({ total: true }).extend(AuditQuery.shape),
    response: pageOf('AuditPage', AuditEntryShown),
    async handle({ reader, query }) {
      const start = startOf(query);
      const rows = await findEntries(
        reader,
        {
          personId: query.personId,
          callerId: query.callerId,
          action: query.action,
          from: query.from ? parseInstant(query.from)! : undefined,
          to: query.to ? parseInstant(query.to)! : undefined,
          before: start.after && seqOf(start.after[0]),
        },
        query.limit + 1,
        start.offset,
      );
      const items = rows.slice(0, query.limit).map((row) => ({
        ...row,
        roles: row.roles.split(',').filter(Boolean),
        resourceIds: JSON.parse(row.resourceIds) as string[],
        personIds: JSON.parse(row.personIds) as string[],
      }));
      const last = rows.length > query.limit ? items.at(-1) : undefined;
      const nextCursor = last && Buffer.from(JSON.stringify([String(last.seq), ''])).toString('base64url');
      return {
        value: { items, page: { limit: query.limit, ...(nextCursor && { nextCursor }) } },
        // The auditor sees that people were concerned, not their data; the entry names what was asked for.
        persons: query.personId ? [query.personId] : [],
        ids: items.map((item) => String(item.seq)),
      };
    },
  });

  reads(app, {
    url: '/audit-entries/verification',
    operation: 'audit-entry.verify',
    permission: 'audit:read',
    tag,
    sv: 'Kontrollera att ingen loggpost har ändrats, tagits bort eller flyttats',
    summary: 'Verify that no entry was changed, removed or moved',
    description:
      'Walks the whole chain. With anchorSeq and anchorHash, a head that was noted earlier, it also tells whether the end was cut off.',
    query: VerificationQuery,
    response: VerificationShown,
    async handle({ reader, board, query: { anchorSeq, anchorHash } }) {
      if ((anchorSeq === undefined) !== (anchorHash === undefined)) {
        const text = {
          sv: 'Ange både anchorSeq och anchorHash, eller ingen.',
          en: 'Give both anchorSeq and anchorHash, or neither.',
        };
        throw new Invalid([{ field: anchorSeq === undefined ? 'anchorSeq' : 'anchorHash', text }]);
      }
      const anchor = anchorSeq !== undefined && anchorHash ? { seq: anchorSeq, hash: anchorHash } : undefined;
      return { value: await verifyChain(reader, board.auditKey, anchor), persons: [], ids: [] };
    },
  });
}
