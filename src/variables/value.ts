/** What a variable (variabel) can say of a unit. Three different things, and never a bare null. */
export type Content = string | number | boolean | readonly string[];

export type Value<T extends Content = Content> =
  | { readonly kind: 'value'; readonly value: T }
  /** Okänt: should exist, and is not recorded, or cannot be told yet. */
  | { readonly kind: 'unknown' }
  /** Ej tillämpligt: has no meaning for this unit. */
  | { readonly kind: 'notApplicable' };

export const UNKNOWN = { kind: 'unknown' } as const satisfies Value;
export const NOT_APPLICABLE = { kind: 'notApplicable' } as const satisfies Value;

export const valued = <T extends Content>(value: T): Value<T> => ({ kind: 'value', value });

/** A fact as it stands in the record; unknown where it was not recorded. */
export const recorded = <T extends Content>(fact: T | null): Value<T> =>
  fact === null ? UNKNOWN : valued(fact);

/** What follows from a value; what is unknown or not applicable stays so. */
export const following = <T extends Content, U extends Content>(
  value: Value<T>,
  follow: (content: T) => Value<U>,
): Value<U> => (value.kind === 'value' ? follow(value.value) : value);
