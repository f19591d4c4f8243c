/** Rows by what they belong to, in the order that they came. */
export function grouped<R>(rows: readonly { readonly of: string; readonly row: R }[]) {
  const groups = new Map<string, R[]>();
  for (const { of, row } of rows) {
    const group = groups.get(of);
    if (group) group.push(row);
    else groups.set(of, [row]);
  }
  return (id: string): readonly R[] => groups.get(id) ?? NONE;
}

const NONE: readonly never[] = [];

/** What a query is given: the ids of what its rows are to belong to. */
export type Given = { readonly ids: string };

/** As JSON, since a prepared query has one placeholder for however many there are. */
export const given = (ids: readonly string[]): Given => ({ ids: JSON.stringify(ids) });

export const idsOf = (rows: readonly { readonly id: string }[]): Given => given(rows.map(({ id }) => id));
