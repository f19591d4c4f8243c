import type { Day } from '../../kernel/day.ts';
import type { Refusal } from '../../kernel/outcome.ts';
import { type AreaCode, type SideCode, sideOf } from '../../knowledge/areas.ts';
import type { AreaStatement } from './schema.ts';

const REMEDY: Refusal['remedy'] = {
  sv: 'Registrera uppgiften utan familyWide.',
  en: 'Record the statement without familyWide.',
};

/** The child's side of the triangle, now and before October 2015. */
const CHILDS_OWN: readonly SideCode[] = ['barnets-utveckling', 'barnets-behov'];

/** Nothing of another child's file comes into what is about a child's own development, and nothing leaves it. */
export function notOfChildsOwn(area: AreaCode, openedOn: Day, remedy: Refusal['remedy']): Refusal[] {
  if (!CHILDS_OWN.includes(sideOf(area, openedOn))) return [];
  return [
    {
      rule: 'sharing.childs-own-area',
      text: {
        sv: 'Delområdet gäller barnets egen utveckling. Det som står där delas inte mellan syskon.',
        en: 'The area is about the child’s own development. What stands there is not shared between siblings.',
      },
      remedy,
    },
  ];
}

/**
 * What cannot be family-wide (familjegemensam): what is about the child's own development, and what the child has told
 * or someone has heard in a talk with the child alone. That belongs to the child, and never reaches the file of a
 * brother or a sister. The rule is our own.
 */
export function notFamilyWide(
  { area, source }: Pick<AreaStatement, 'area' | 'source'>,
  { childAlone, openedOn }: { childAlone: boolean; openedOn: Day },
): Refusal[] {
  const found = notOfChildsOwn(area, openedOn, REMEDY);
  if (source === 'barnet' || childAlone) {
    found.push({
      rule: 'sharing.childs-own-words',
      text: {
        sv: 'Uppgiften kommer från barnet, eller ur ett enskilt samtal med barnet. Den hör bara till barnets egen akt.',
        en: 'The statement comes from the child, or from a talk with the child alone. It belongs to the child’s own file only.',
      },
      remedy: REMEDY,
    });
  }
  return found;
}
