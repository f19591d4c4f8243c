import type { $ZodErrorMap, $ZodRawIssue, $ZodType } from 'zod/v4/core';
import { safeParse } from 'zod/v4/core';
import type { Language, Text } from '../kernel/text.ts';

/** One field that is wrong, as it stands in a problem document. */
export interface FieldProblem {
  readonly field: string;
  readonly message: string;
}

/** Thrown by the validator; keeps schema and value so that the messages can be made in the caller's language. */
export class InvalidRequest extends Error {
  override name = 'InvalidRequest';
  readonly schema: $ZodType;
  readonly value: unknown;
  readonly part: string;
  constructor(schema: $ZodType, value: unknown, part: string) {
    super('The request does not fit its schema.');
    this.schema = schema;
    this.value = value;
    this.part = part;
  }
}

/**
 * A key comes from the caller and may be anything, a personal number too. Only what looks like a field or header is
 * repeated: a small letter first, and never more than two digits.
 */
const safeKey = (key: string) => (/^[a-z][A-Za-z-]{0,39}\d{0,2}$/.test(key) ? key : '?');

const MISSING: Text = { sv: 'Uppgiften saknas.', en: 'Missing.' };
const WRONG: Text = {
  sv: 'Har fel form. Se fältets beskrivning i API-dokumentet.',
  en: 'Has the wrong form. See the description of the field in the API document.',
};

/** What JSON and addresses know, by the names that zod gives it. */
const KINDS: Readonly<Record<string, Text>> = {
  string: { sv: 'Ska vara text.', en: 'Must be text.' },
  number: { sv: 'Ska vara ett tal.', en: 'Must be a number.' },
  int: { sv: 'Ska vara ett heltal.', en: 'Must be a whole number.' },
  boolean: { sv: 'Ska vara true eller false.', en: 'Must be true or false.' },
  array: { sv: 'Ska vara en lista.', en: 'Must be a list.' },
  object: { sv: 'Ska vara ett objekt.', en: 'Must be an object.' },
  record: { sv: 'Ska vara ett objekt.', en: 'Must be an object.' },
};

const FORMATS: Readonly<Record<string, Text>> = {
  uuid: { sv: 'Ska vara ett UUID.', en: 'Must be a UUID.' },
  url: { sv: 'Ska vara en webbadress.', en: 'Must be a URL.' },
};

/** The least or the most of a number, of the signs of a text, or of what a list holds. */
const bound = (origin: string, bound: number | bigint, least: boolean): Text => {
  const [sv, en] = least ? ['minst', 'at least'] : ['högst', 'at most'];
  if (origin === 'string')
    return { sv: `Ska ha ${sv} ${bound} tecken.`, en: `Must have ${en} ${bound} characters.` };
  if (origin === 'array') return { sv: `Ska innehålla ${sv} ${bound}.`, en: `Must hold ${en} ${bound}.` };
  return { sv: `Ska vara ${sv} ${bound}.`, en: `Must be ${en} ${bound}.` };
};

const among = (values: readonly unknown[]): Text => ({
  sv: values.length === 1 ? `Ska vara ${values[0]}.` : `Ska vara något av: ${values.join(', ')}.`,
  en: values.length === 1 ? `Must be ${values[0]}.` : `Must be one of: ${values.join(', ')}.`,
});

/** The text that a check carries (see `saying`), of the check that found the fault. */
const ownText = ({ inst }: $ZodRawIssue): Text | undefined => {
  const { params } = (inst?._zod.def ?? {}) as { params?: { text?: Text } };
  return params?.text;
};

/** What is wrong, in words of ours: those of the library tell of its types and patterns, and not of what to write. */
function textOf(issue: $ZodRawIssue): Text {
  const own = ownText(issue);
  if (own) return own;
  switch (issue.code) {
    // What is left out is said to be missing, and not to be of the type `undefined`, which JSON does not know.
    case 'invalid_type':
      return issue.input === undefined ? MISSING : (KINDS[issue.expected] ?? WRONG);
    case 'invalid_value':
      return issue.input === undefined ? MISSING : among(issue.values);
    case 'invalid_format':
      return FORMATS[issue.format] ?? WRONG;
    case 'too_small':
      return issue.inclusive === false ? WRONG : bound(issue.origin, issue.minimum, true);
    case 'too_big':
      return issue.inclusive === false ? WRONG : bound(issue.origin, issue.maximum, false);
    case 'invalid_union':
      return Array.isArray(issue.options) ? among(issue.options) : WRONG;
    default:
      return WRONG;
  }
}

/** Every fault of the value, one line each, never with the value itself. */
export function fieldProblems(error: InvalidRequest, language: Language): FieldProblem[] {
  const message: $ZodErrorMap = (issue) => textOf(issue)[language];
  const parsed = safeParse(error.schema, error.value, { error: message });
  if (parsed.success) return [];
  return parsed.error.issues.flatMap((issue): FieldProblem[] => {
    const path = issue.path.map((key) => (typeof key === 'number' ? String(key) : safeKey(String(key))));
    if (issue.code === 'unrecognized_keys') {
      const text = language === 'sv' ? 'Okänt fält.' : 'Unknown field.';
      return issue.keys.map((key) => ({ field: [...path, safeKey(key)].join('.'), message: text }));
    }
    return [{ field: path.join('.') || error.part, message: issue.message }];
  });
}

/** fastify's validator: hands the parsed value on, or throws InvalidRequest. */
export const validatorCompiler =
  ({ schema, httpPart }: { schema: $ZodType; httpPart?: string }) =>
  (value: unknown) => {
    const parsed = safeParse(schema, value);
    return parsed.success
      ? { value: parsed.data }
      : { error: new InvalidRequest(schema, value, httpPart ?? 'body') };
  };
