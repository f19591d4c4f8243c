import { z } from 'zod';
import type { Refusal } from '../kernel/outcome.ts';
import type { Language, Text } from '../kernel/text.ts';

/** Everything that can go wrong, by status. 422 is never used: what is malformed is 400, what law refuses is 409. */
const KINDS = {
  'invalid-request': { status: 400, title: { sv: 'Anropet är felaktigt', en: 'The request is malformed' } },
  unauthenticated: { status: 401, title: { sv: 'Giltig inloggning saknas', en: 'No valid token' } },
  forbidden: { status: 403, title: { sv: 'Inte tillåtet', en: 'Not allowed' } },
  'not-found': { status: 404, title: { sv: 'Finns inte', en: 'Not found' } },
  refused: { status: 409, title: { sv: 'Lag eller process hindrar', en: 'Refused by law or process' } },
  'key-reused': { status: 409, title: { sv: 'Nyckeln är redan använd', en: 'The key has been used' } },
  stale: { status: 412, title: { sv: 'Inte den nuvarande versionen', en: 'Not the current version' } },
  'too-large': { status: 413, title: { sv: 'Anropet är för stort', en: 'The request is too large' } },
  'wrong-media-type': { status: 415, title: { sv: 'Fel format', en: 'Wrong media type' } },
  'precondition-required': { status: 428, title: { sv: 'If-Match saknas', en: 'If-Match is missing' } },
  'too-many-requests': { status: 429, title: { sv: 'För många anrop', en: 'Too many requests' } },
  internal: { status: 500, title: { sv: 'Fel hos oss', en: 'Our fault' } },
  unavailable: { status: 503, title: { sv: 'Inte redo', en: 'Not ready' } },
} as const satisfies Record<string, { status: number; title: Text }>;

export type ProblemKind = keyof typeof KINDS;

export const statusOf = (kind: ProblemKind): number => KINDS[kind].status;

/** Why law or process refuses, one reason. */
export const Reason = z
  .object({
    rule: z.string().describe('Stable code of the rule'),
    law: z.string().optional().describe('Citation in force on the day of the fact'),
    message: z.string().describe('What is wrong'),
    remedy: z.string().describe('What to do'),
  })
  .meta({ id: 'Reason' });

/** RFC 9457 problem document. Texts never contain a person's name or number. */
export const Problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    detail: z.string(),
    instance: z.string().describe('The request, by its id in the logs'),
    violations: z.array(z.object({ field: z.string(), message: z.string() })).optional(),
    rule: z.string().optional().describe('The first reason’s rule'),
    law: z.string().optional().describe('The first reason’s citation'),
    reasons: z.array(Reason).optional().describe('Everything that stands in the way'),
  })
  .meta({ id: 'Problem' });
export type Problem = z.infer<typeof Problem>;

interface Extra {
  readonly violations?: Problem['violations'];
  readonly refusals?: readonly Refusal[];
}

const problemType = (kind: ProblemKind): string => `urn:barnakt:problem:${kind}`;

/** Makes the document. `requestId` is all that tells where it happened: the address itself may hold anything. */
export function problem(
  kind: ProblemKind,
  detail: Text,
  language: Language,
  requestId: string,
  { violations, refusals }: Extra = {},
): Problem {
  const { status, title } = KINDS[kind];
  const first = refusals?.[0];
  return {
    type: problemType(kind),
    title: title[language],
    status,
    detail: detail[language],
    instance: `urn:uuid:${requestId}`,
    ...(violations && { violations }),
    ...(first && {
      rule: first.rule,
      ...(first.law && { law: first.law }),
      reasons: refusals.map((refusal) => ({
        rule: refusal.rule,
        ...(refusal.law && { law: refusal.law }),
        message: refusal.text[language],
        remedy: refusal.remedy[language],
      })),
    }),
  };
}

/** Thrown by the HTTP layer itself, where no rule of the domain is involved. */
export class HttpProblem extends Error {
  override name = 'HttpProblem';
  readonly kind: ProblemKind;
  readonly detail: Text;
  readonly violations: readonly { readonly field: string; readonly text: Text }[];
  constructor(kind: ProblemKind, detail: Text, violations: HttpProblem['violations'] = []) {
    super(kind);
    this.kind = kind;
    this.detail = detail;
    this.violations = violations;
  }
}
