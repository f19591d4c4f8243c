import { en, sv } from 'zod/locales';
import type { $ZodErrorMap, $ZodRawIssue, $ZodType } from 'zod/v4/core';
import { safeParse } from 'zod/v4/core';
import type { Language, Text } from '../kernel/text.ts';

const LOCALES: Readonly<Record<Language, $ZodErrorMap>> = { sv: sv().localeError, en: en().localeError };

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

/** What is left out is said to be missing, and not to be of the type `undefined`, which JSON does not know. */
const missing = (issue: $ZodRawIssue, language: Language): string | undefined => {
  if (issue.code !== 'invalid_type' && issue.code !== 'invalid_value') return;
  if (issue.input !== undefined) return;
  return language === 'sv' ? 'Uppgiften saknas.' : 'Missing.';
};

const ownText = (issue: $ZodRawIssue, language: Language): string | undefined => {
  const params = issue.code === 'custom' ? (issue.params as { text?: Text } | undefined) : undefined;
  return params?.text?.[language];
};

/** Every fault of the value, one line each, never with the value itself. */
export function fieldProblems(error: InvalidRequest, language: Language): FieldProblem[] {
  const message: $ZodErrorMap = (issue) =>
    ownText(issue, language) ?? missing(issue, language) ?? LOCALES[language](issue);
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
