import { z } from 'zod';
import { type Instant, parseInstant } from './clock.ts';
import { type Day, isDay } from './day.ts';
import type { Text } from './text.ts';

/** The kinds of value that occur everywhere in requests and answers. Checks carry their text in both languages. */

/** Attaches a text to a check; http/validation.ts shows it in the caller's language. */
export const saying = (sv: string, en: string): { params: { text: Text } } => ({
  params: { text: { sv, en } },
});

/** A text of a pattern, with what is said of one that does not fit it. */
const patterned = (pattern: RegExp, said: ReturnType<typeof saying>) =>
  z.string().regex(pattern, said as object);

/** A day without time, `YYYY-MM-DD`. */
export const DayField = z
  .string()
  .refine(
    (text): text is Day => isDay(text),
    saying('Ska vara en dag som finns, ÅÅÅÅ-MM-DD.', 'Must be a day that exists, YYYY-MM-DD.'),
  )
  .meta({ format: 'date', examples: ['2026-11-20'] }) as unknown as z.ZodType<Day, string>;

/** An instant: RFC 3339 with any offset in requests, always UTC with milliseconds in answers. */
export const InstantField = z
  .string()
  .max(40)
  .refine(
    (text) => parseInstant(text) !== null,
    saying(
      'Ska vara en tidpunkt enligt RFC 3339, till exempel 2026-11-20T08:30:00Z.',
      'Must be an instant by RFC 3339, e.g. 2026-11-20T08:30:00Z.',
    ),
  )
  .meta({ format: 'date-time', examples: ['2026-11-20T08:30:00.000Z'] });

/** An instant in an answer. */
export const InstantOut = z
  .string()
  .meta({ format: 'date-time', examples: ['2026-11-20T08:30:00.000Z'] }) as unknown as z.ZodType<
  Instant,
  string
>;

/** Control characters other than tab and line breaks, and halves of surrogate pairs, cannot be kept everywhere. */
const storable = (text: string) => text.isWellFormed() && !/(?![\t\n\r])\p{Cc}/u.test(text);

const textOf = (max: number) =>
  z
    .string()
    .max(max)
    .refine(
      storable,
      saying('Innehåller tecken som inte kan sparas.', 'Contains characters that cannot be kept.'),
    )
    .refine((text) => text.trim().length > 0, saying('Får inte vara tom.', 'Must not be empty.'));

/** Running text (fritext): at most 20 000 characters, not blank. */
export const FreeText = textOf(20_000);
/** A line: a name, a title, a contact. At most 200 characters, not blank. */
export const Line = textOf(200);

/** An identifier of a resource. */
export const Id = patterned(
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/,
  saying('Ska vara ett id (UUID) som API:et har gett.', 'Must be an id (UUID) that the API has given.'),
).meta({ format: 'uuid', examples: ['0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11'] });

/** A unit (enhet) of the board, by its code in the board's configuration. */
export const UnitCode = patterned(
  /^[a-z0-9][a-z0-9-]{0,39}$/,
  saying(
    'Ska vara en enhets kod, som barn-och-familj.',
    'Must be the code of a unit, such as barn-och-familj.',
  ),
).meta({ examples: ['barn-och-familj'] });

/** A handler (handläggare): the `sub` of the person's token. */
export const HandlerId = textOf(200).meta({ examples: ['karin.ek'] });

/** Case number (ärendenummer): year and running number, unique in the board. */
export const CaseNumber = patterned(
  /^\d{4}-\d{5,}$/,
  saying('Ska vara ett ärendenummer, som 2026-00042.', 'Must be a case number, such as 2026-00042.'),
).meta({ examples: ['2026-00042'] });

/** The version of a changeable resource, the same number as in its ETag. */
export const Version = z
  .int()
  .min(0)
  .meta({ examples: [1] });

/** A length of time (tid) in one unit, as answers show it. */
export const Period = z.object({
  days: z.int().optional(),
  weeks: z.int().optional(),
  months: z.int().optional(),
  years: z.int().optional(),
});
