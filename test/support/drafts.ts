/** A record in the making, as a history is folded into it. */
export type Draft<T> = T extends string
  ? T
  : T extends readonly (infer E)[]
    ? Draft<E>[]
    : T extends object
      ? { -readonly [K in keyof T]: Draft<T[K]> }
      : T;
/** Facts are kept by when they happened, which need not be the order in which they were told. */
export function inOrder<T, K extends keyof T>(facts: T[], key: K): void {
  facts.sort((a, b) => (a[key] < b[key] ? -1 : a[key] > b[key] ? 1 : 0));
}
