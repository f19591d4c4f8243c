import type { Refusal } from '../../kernel/outcome.ts';
import { sideOf } from './rules.ts';
import type { AreaStatement } from './schema.ts';

const REMEDY: Refusal['remedy'] = {
  sv: 'Registrera uppgiften utan familyWide.',
  en: 'Record the statement without familyWide.',
};

/**
 * What cannot be family-wide (familjegemensam): what is about the child's own development, and what the child has told
 * or someone has heard in a talk with the child alone. That belongs to the child, and never reaches the file of a
 * brother or a sister. The rule is our own.
 */
export function notFamilyWide(
  { area, source }: Pick<AreaStatement, 'area' | 'source'>,
  childAlone: boolean,
): Refusal[] {
  const found: Refusal[] = [];
  if (sideOf(area) === 'barnets-utveckling') {
    found.push({
      rule: 'sharing.childs-own-area',
      text: {
        sv: 'Delområdet gäller barnets egen utveckling. Uppgiften hör bara till barnets egen akt.',
        en: 'The area is about the child’s own development. The statement belongs to the child’s own file only.',
      },
      remedy: REMEDY,
    });
  }
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
