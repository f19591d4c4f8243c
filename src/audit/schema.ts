import { z } from 'zod';
import { HandlerId, Id, InstantField, InstantOut } from '../kernel/fields.ts';

/** How the access log is shown to the auditor (loggranskare): who, when, what and whose; never the content. */

export const AuditEntryShown = z
  .object({
    seq: z.int().describe('Place in the chain, from 1'),
    at: InstantOut,
    callerId: HandlerId,
    roles: z.array(z.string()),
    requestId: z.string(),
    kind: z.enum(['read', 'write', 'denied']),
    action: z.string(),
    resource: z.string(),
    resourceIds: z
      .array(z.string())
      .describe('What was returned or changed; of figures also the question, as in an address'),
    personIds: z.array(Id).describe('Whose data it was'),
    reason: z.string().nullable().describe('Why, where a reason had to be given'),
  })
  .meta({
    id: 'AuditEntry',
    examples: [
      {
        seq: 4711,
        at: '2026-11-20T08:31:00.000Z',
        callerId: 'karin.ek',
        roles: ['social-worker'],
        requestId: '6f1c2f0e-54a5-4d7e-9f67-0f6f0c1f3f52',
        kind: 'read',
        action: 'intake.read',
        resource: 'intake',
        resourceIds: ['0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21'],
        personIds: ['0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11'],
        reason: null,
      },
    ],
  });

export const AuditQuery = z.object({
  personId: Id.optional(),
  callerId: HandlerId.optional(),
  action: z
    .string()
    .regex(/^[a-z.-]{1,60}$/)
    .optional()
    .describe('E.g. break-glass.open')
    .meta({ examples: ['break-glass.open'] }),
  from: InstantField.optional(),
  to: InstantField.optional().describe('Up to but not including'),
});

export const VerificationQuery = z.object({
  anchorSeq: z.coerce.number().int().min(0).optional().describe('seq of a head noted earlier'),
  anchorHash: z
    .string()
    .regex(/^[0-9a-f]{64}$/)
    .optional()
    .describe('hash of the same head'),
});

export const VerificationShown = z
  .object({
    intact: z.boolean(),
    checked: z.int().describe('Entries that were checked'),
    head: z
      .object({ seq: z.int(), hash: z.string() })
      .describe('Note it elsewhere: then a cut-off end shows later'),
    fault: z
      .object({ seq: z.int(), kind: z.enum(['changed', 'missing', 'head', 'anchor', 'index']) })
      .optional()
      .describe('The first place where the chain does not hold'),
  })
  .meta({
    id: 'AuditVerification',
    examples: [
      {
        intact: true,
        checked: 4711,
        head: { seq: 4711, hash: 'c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00' },
      },
    ],
  });
