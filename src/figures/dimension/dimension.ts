import type { Text } from '../../kernel/text.ts';
import { CODEBOOKS } from '../../knowledge/codebooks.ts';
import { findVariable } from '../../variables/catalogue.ts';
import type { Value } from '../../variables/value.ts';
import type { Variable } from '../../variables/variable.ts';
import { type Branch, leavesOf } from '../protection/tree.ts';
import { CLASSES, classOf, codeOfClass, NAMED } from './classes.ts';
import { COARSER, groupsOver, LOOKED_AT } from './looked-at.ts';

/** A variable as one side of a table: which values it counts by, in order, and how they are called. */
export interface Dimension {
  readonly variable: Variable;
  /** The one whose values share out the cases: itself, or one that says more, of which it is the groups. */
  readonly countedBy: Variable;
  readonly members: readonly Member[];
  /** One for most variables. A list of codes has several: each of its codes is there or not, whatever else is. */
  readonly views: readonly View[];
  /** A case can be counted at several values, so that they add up to more than the total. */
  readonly multiple: boolean;
}

export interface Member {
  readonly code: string;
  readonly label: Text;
}

/** A way to share out every case once. */
export interface View {
  leafOf(value: Value): string;
  readonly branches: readonly Branch[];
  /** The values of the variable that it tells of, and where they are in its tree. */
  readonly shows: readonly { readonly code: string; readonly node: string }[];
}

export const WITHOUT: readonly Member[] = [
  { code: 'unknown', label: { sv: 'Okänt', en: 'Unknown' } },
  { code: 'notApplicable', label: { sv: 'Ej tillämpligt', en: 'Not applicable' } },
];
const NONE: Member = { code: 'none', label: { sv: 'Inga', en: 'None' } };
export const TOTAL_MEMBER: Member = { code: 'total', label: { sv: 'Totalt', en: 'Total' } };

/** Groups that are counted beside the values: those that say something, those that are looked at, those reached. */
export const VALUED = '#valued';
export const OF = '#of';
export const REACHED = '#reached';

/** The side of a table that a variable makes; undefined where it cannot be counted by: a day, or a number without classes. */
export function dimensionOf(variable: Variable): Dimension | undefined {
  const members = valuesOf(variable);
  if (!members) return undefined;
  if (variable.type === 'codes') {
    return {
      variable,
      countedBy: variable,
      members: [...members, NONE, ...WITHOUT],
      views: [stateView(), ...members.map(({ code }) => viewOfCode(code))],
      multiple: true,
    };
  }
  const finer = findVariable(COARSER[variable.id]?.than ?? variable.id)!;
  const codes = valuesOf(finer)!.map(({ code }) => code);
  const view = singleView(finer, codes);
  return {
    variable,
    countedBy: finer,
    members: [...members, ...WITHOUT],
    views: [finer === variable ? view : { ...view, shows: showsGroups(members) }],
    multiple: false,
  };
}

/** The members of a side in the order in which they are shown, the total last. */
export const membersOf = (side: Dimension | null): readonly Member[] =>
  side ? [...side.members, TOTAL_MEMBER] : [TOTAL_MEMBER];

const BOOLEAN: readonly Member[] = [
  { code: 'true', label: { sv: 'Ja', en: 'Yes' } },
  { code: 'false', label: { sv: 'Nej', en: 'No' } },
];

/** Codes have a label in Swedish only: it stands for both languages. */
const labelled = ({ code, sv }: { readonly code: string; readonly sv: string }): Member => ({
  code,
  label: { sv, en: sv },
});

function valuesOf(variable: Variable): readonly Member[] | undefined {
  if (variable.codebook !== undefined) return CODEBOOKS[variable.codebook].codes.map(labelled);
  if (variable.type === 'boolean') return BOOLEAN;
  const named = NAMED[variable.id];
  if (named) return named;
  const starts = CLASSES[variable.id];
  return starts?.map((from, at) => {
    const code = codeOfClass(starts, at);
    if (at < starts.length - 1) {
      if (code === `${from}`) return { code, label: { sv: code, en: code } };
      const to = starts[at + 1]! - 1;
      return { code, label: { sv: `${from}–${to}`, en: `${from}–${to}` } };
    }
    return { code, label: { sv: `${from} eller fler`, en: `${from} or more` } };
  });
}

const valuedOrNot = (valued: readonly Branch[]): readonly Branch[] => [
  { name: VALUED, of: valued },
  { name: '#without', of: WITHOUT.map(({ code }) => code) },
];

const nodeOfGroup = (group: string): string => `#group:${group}`;

const showsGroups = (members: readonly Member[]): View['shows'] => [
  ...members.map(({ code }) => ({ code, node: nodeOfGroup(code) })),
  ...WITHOUT.map(({ code }) => ({ code, node: code })),
];

function singleView(variable: Variable, codes: readonly string[]): View {
  const starts = CLASSES[variable.id];
  const looked = LOOKED_AT[variable.id];
  const of = looked?.of ?? codes;
  const groups = groupsOver(variable.id);
  const grouped: readonly Branch[] = groups
    ? [...new Set(groups.values())].map((group) => ({
        name: nodeOfGroup(group),
        of: codes.filter((code) => groups.get(code) === group),
      }))
    : looked
      ? [
          {
            name: OF,
            of: [
              { name: REACHED, of: looked.reached },
              { name: '#rest', of: of.filter((code) => !looked.reached.includes(code)) },
            ],
          },
          ...codes.filter((code) => !of.includes(code)),
        ]
      : codes;
  return {
    leafOf(value) {
      if (value.kind !== 'value') return value.kind;
      return starts ? codes[classOf(starts, value.value as number)]! : String(value.value);
    },
    branches: valuedOrNot(grouped),
    shows: [...codes, ...WITHOUT.map(({ code }) => code)].map((code) => ({ code, node: code })),
  };
}

/** Whether there is a list, and whether anything is in it. */
function stateView(): View {
  return {
    leafOf(value) {
      if (value.kind !== 'value') return value.kind;
      return (value.value as readonly string[]).length === 0 ? NONE.code : 'some';
    },
    branches: valuedOrNot(['some', NONE.code]),
    shows: [NONE, ...WITHOUT].map(({ code }) => ({ code, node: code })),
  };
}

/** Whether a code is in the list. That it is not is told by the total, and protected with it. */
function viewOfCode(code: string): View {
  return {
    leafOf(value) {
      if (value.kind !== 'value') return value.kind;
      return (value.value as readonly string[]).includes(code) ? 'there' : 'not-there';
    },
    branches: valuedOrNot(['there', 'not-there']),
    shows: [{ code, node: 'there' }],
  };
}

/**
 * A tree's branches with the values alone that occur: a value that never occurs may be one that cannot, and what cannot
 * be hides nothing. Nobody is behind it, and that may be shown.
 */
export function occurring(branches: readonly Branch[], leaves: ReadonlySet<string>): readonly Branch[] {
  return branches.flatMap((branch): Branch[] => {
    if (typeof branch === 'string') return leaves.has(branch) ? [branch] : [];
    const of = occurring(branch.of, leaves);
    return leavesOf(of).length === 0 ? [] : [{ name: branch.name, of }];
  });
}
