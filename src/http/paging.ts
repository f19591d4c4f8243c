import { z } from 'zod';
import { HttpProblem } from './problem.ts';

/** Paging of lists: `limit` with `offset` or `page`, or a `cursor` for walking long lists. */
export const Paging = z.strictObject({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(100)
    .default(20)
    .describe('How many at most')
    .meta({ examples: [20] }),
  offset: z.coerce.number().int().min(0).max(100_000).optional().describe('How many to pass over'),
  page: z.coerce.number().int().min(1).max(10_000).optional().describe('Page, from 1; instead of offset'),
  cursor: z.string().max(200).optional().describe('nextCursor of the page before; instead of offset'),
  total: z
    .stringbool({ truthy: ['true'], falsy: ['false'] })
    .default(false)
    .describe('`true`: count exactly how many there are in all')
    .meta({ examples: ['true'] }),
});
export type Paging = z.infer<typeof Paging>;

/** A page of a list. */
export const pageOf = <T extends z.ZodType>(id: string, item: T) =>
  z
    .object({
      items: z.array(item),
      page: z.object({
        limit: z.int(),
        nextCursor: z.string().optional().describe('Absent on the last page'),
        total: z.int().optional().describe('Only when total=true'),
      }),
    })
    .meta({
      id,
      examples: [{ items: (item.meta()?.examples as unknown[] | undefined) ?? [], page: { limit: 20 } }],
    });

/** Where a page starts: after a position in the order, or past a number of rows. */
export interface Start {
  readonly limit: number;
  readonly offset: number;
  /** The sort key and id of the last row of the page before. */
  readonly after?: readonly [key: string, id: string];
}

/** @throws HttpProblem 400 when more than one of offset, page and cursor is given, or the cursor is not ours. */
export function startOf(paging: Omit<Paging, 'total'>): Start {
  const { limit, offset, page, cursor } = paging;
  if ([offset, page, cursor].filter((given) => given !== undefined).length > 1) {
    throw invalidPaging(
      'offset',
      'Ange bara en av offset, page och cursor.',
      'Give only one of offset, page and cursor.',
    );
  }
  if (cursor === undefined) return { limit, offset: offset ?? ((page ?? 1) - 1) * limit };
  try {
    const after: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    const [key, id, ...rest] = Array.isArray(after) ? after : [];
    if (isPosition(key) && isPosition(id) && rest.length === 0) {
      return { limit, offset: 0, after: [key, id] };
    }
  } catch {
    // falls through: not a cursor of ours
  }
  throw unknownCursor();
}

/** What two parameters get that say the same thing in two ways. */
export const onlyOneOf = (one: string, other: string) =>
  invalidPaging(one, `Ange bara en av ${one} och ${other}.`, `Give only one of ${one} and ${other}.`);

/** What a cursor gets that this list never gave. */
export const unknownCursor = () =>
  invalidPaging(
    'cursor',
    'Markören känns inte igen. Börja om utan cursor.',
    'Unknown cursor. Start again without it.',
  );

/** A sort key or id as `cut` takes them: no control characters, which not every engine can compare with. */
const isPosition = (part: unknown): part is string =>
  typeof part === 'string' && /^[^\p{Cc}\p{Cs}]*$/u.test(part);

const invalidPaging = (field: string, sv: string, en: string) =>
  new HttpProblem('invalid-request', { sv, en }, [{ field, text: { sv, en } }]);

/**
 * Cuts a page out of `rows`, which hold one row more than `limit` when there is a further page.
 * `position` gives the sort key and id of a row; neither may be personal data.
 */
export function cut<T>(
  rows: readonly T[],
  limit: number,
  position: (row: T) => readonly [key: string, id: string],
): { items: T[]; page: { limit: number; nextCursor?: string } } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  const more = rows.length > limit && last !== undefined;
  return {
    items,
    page: more
      ? { limit, nextCursor: Buffer.from(JSON.stringify(position(last))).toString('base64url') }
      : { limit },
  };
}
