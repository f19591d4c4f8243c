import type { Text } from '../../kernel/text.ts';
import type { Value } from '../../variables/value.ts';
import { valued } from '../../variables/value.ts';
import type { Leaving } from '../counting/leaving.ts';
import type { Side } from '../dimension/cross.ts';
import { type Dimension, type Member, TOTAL_MEMBER, type View } from '../dimension/dimension.ts';

/** By what an indicator is told apart. */
export type By = 'unit' | 'sex' | 'ageGroup';

/** Which variable tells the groups; units are no variable. */
export const VARIABLE_OF = { sex: 'child.legalSex', ageGroup: 'child.ageGroup' } as const satisfies Record<
  Exclude<By, 'unit'>,
  string
>;

/** A group of an answer: all, a unit, or a value. */
export interface Group {
  readonly group: string | null;
  readonly label: Text;
  readonly unit: string | null;
  readonly row: string | undefined;
}

/** The groups of an answer, all first. `seen`: values that are listed only where they occur. */
export function groupsOf({
  by,
  unit,
  units,
  members,
  seen,
}: {
  readonly by: By | null;
  readonly unit: string | null;
  readonly units: readonly { readonly code: string; readonly name: string }[];
  readonly members: readonly Member[];
  readonly seen: (code: string) => boolean;
}): Group[] {
  const all = { group: null, label: TOTAL_MEMBER.label, unit, row: undefined };
  if (by === 'unit') {
    return [
      all,
      ...units.map(({ code, name }) => ({
        group: code,
        label: { sv: name, en: name },
        unit: code,
        row: undefined,
      })),
    ];
  }
  const told = members.filter(({ code }) => !OUTSIDE.has(code) || seen(code));
  return [all, ...told.map(({ code, label }) => ({ group: code, label, unit, row: code }))];
}

const OUTSIDE: ReadonlySet<string> = new Set(['unknown', 'notApplicable']);

export const sideOf = ({ countedBy, views: [view] }: Dimension): Side => ({
  variable: countedBy.id,
  view: view!,
});

/** The two ages that KKiK tells apart. */
export const BANDS: readonly Member[] = [
  { code: '0-12', label: { sv: '0–12 år', en: '0–12 years' } },
  { code: '13-20', label: { sv: '13–20 år', en: '13–20 years' } },
];

export const bandOf = ({ age }: Pick<Leaving, 'age'>): Value<string> => valued(age <= 12 ? '0-12' : '13-20');

/** Values that are no variable's, as a side of a table. */
export function sideOfValues(name: string, codes: readonly string[]): Side {
  const view: View = {
    leafOf: (value) => (value.kind === 'value' ? String(value.value) : value.kind),
    branches: [...codes, ...OUTSIDE],
    shows: [...codes, ...OUTSIDE].map((code) => ({ code, node: code })),
  };
  return { variable: name, view };
}
