import type { Refusal } from '../../kernel/outcome.ts';

/** What is offered is used once in an investigation, until the use is taken back. The rule is our own. */
export function usedAlready({ usedAs }: { readonly usedAs: string | null }): Refusal[] {
  if (usedAs === null) return [];
  return [
    {
      rule: 'sharing.used-already',
      text: {
        sv: 'Uppgiften används redan i den här utredningen.',
        en: 'The statement is used in this investigation already.',
      },
      remedy: {
        sv: 'Läs med GET …/family-statements var den står.',
        en: 'Read with GET …/family-statements where it stands.',
      },
    },
  ];
}

/** What to do instead of using it in an area that is about the child's own development. */
export const ELSEWHERE: Refusal['remedy'] = {
  sv: 'Ange ett annat delområde i area.',
  en: 'Give another area in area.',
};
