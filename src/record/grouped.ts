/** Rows by what they belong to, in the order that they came, without the key. */
export function grouped<R extends { readonly of: string }>(rows: readonly R[]) {
  const groups = new Map<string, Omit<R, 'of'>[]>();
  for (const { of, ...row } of rows) {
    const group = groups.get(of);
    if (group) group.push(row);
    else groups.set(of, [row]);
  }
  return (id: string): Omit<R, 'of'>[] => groups.get(id) ?? [];
}

/** A flag that SQL made of a question: 1 is yes, and on one of the engines it comes as text. */
export const yes = (flag: number) => Number(flag) === 1;
