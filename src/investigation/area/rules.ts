import type { Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import { type AreaCode, areaListOn, areasOn } from '../../knowledge/areas.ts';
import { type CodeOf, entryOf } from '../../knowledge/codebooks.ts';
import { citationOn } from '../../knowledge/law.ts';
import { choiceOf, named } from '../plan/rules.ts';
import type { Plan } from '../plan/schema.ts';
import type { Warning } from '../schema.ts';
import type { AreaMeaning, Origin, Triangle } from './schema.ts';

const NOT_HERE: Text = { sv: 'Finns inte i den här utredningen.', en: 'Is not there in this investigation.' };
const NOT_CITABLE = {
  conversationId: NOT_HERE,
  consultationId: {
    sv: 'Finns inte i den här utredningen, eller är inte besvarad.',
    en: 'Is not there in this investigation, or is not answered.',
  },
  noteId: NOT_HERE,
} as const satisfies Record<Origin, Text>;

/** A statement comes from something of its own investigation, and of no other; from a consultation by its answer. */
export const citedElsewhere = (origin: Origin): Violation => ({ field: origin, text: NOT_CITABLE[origin] });

const LISTED_LATER: Refusal = {
  rule: 'area.factor-listed-later',
  text: {
    sv: 'Faktorlistan följer delområdena från oktober 2015, och utredningen inleddes dessförinnan.',
    en: 'The list of factors follows the areas of October 2015, and the investigation was opened before.',
  },
  remedy: {
    sv: 'Beskriv faktorn med egna ord i ownWords.',
    en: 'Describe the factor in your own words in ownWords.',
  },
};

const KIND_IN_ENGLISH = {
  risk: 'risk factor',
  skydd: 'protective factor',
} as const satisfies Record<CodeOf<'factorKind'>, string>;

/**
 * A factor of the list belongs to one area and is either a risk or a protection: it cannot be recorded as something
 * else, nor in an investigation that was opened before the list had these areas. The list is the board's own, so there
 * is no law to cite; own words can be put anywhere.
 */
export function factorMisplaced(
  code: CodeOf<'factor'>,
  { area, kind, openedOn }: { area: AreaCode; kind: CodeOf<'factorKind'>; openedOn: Day },
): Refusal[] {
  if (areaListOn(openedOn) !== 'needsArea') return [LISTED_LATER];
  const factor = entryOf('factor', code);
  const found: Refusal[] = [];
  if (factor.area !== area) {
    const { sv: name } = entryOf('needsArea', factor.area);
    found.push({
      rule: 'area.factor-of-another-area',
      text: { sv: `Faktorn hör till delområdet ${name}.`, en: `The factor belongs to the area ${name}.` },
      remedy: {
        sv: `Registrera den under ${factor.area}, eller beskriv den här med egna ord i ownWords.`,
        en: `Record it under ${factor.area}, or describe it here in your own words in ownWords.`,
      },
    });
  }
  if (factor.kind !== kind) {
    const { sv: name } = entryOf('factorKind', factor.kind);
    found.push({
      rule: 'area.factor-of-another-kind',
      text: {
        sv: `Faktorn är en ${name.toLowerCase()} i listan.`,
        en: `The factor is a ${KIND_IN_ENGLISH[factor.kind]} in the list.`,
      },
      remedy: {
        sv: `Ange kind ${factor.kind}, eller beskriv den med egna ord i ownWords.`,
        en: `Give kind ${factor.kind}, or describe it in your own words in ownWords.`,
      },
    });
  }
  return found;
}

const LEFT_OUT: Text = {
  sv: 'Delområdet utreds inte enligt planen. Uppgiften är sparad; ändra planen om området ska utredas.',
  en: 'The plan leaves the area out. What you sent is kept; change the plan if the area is to be investigated.',
};

/** What is told of an area that the plan leaves out is kept, since nothing known may be lost, but not unnoticed. */
export function withWarnings<T extends { readonly area: AreaCode }>(
  plan: Pick<Plan, 'areas'>,
  told: T,
): T & { warnings: Warning[] } {
  const leftOut = choiceOf(plan, told.area)?.decision === 'utreds-inte';
  return { ...told, warnings: leftOut ? [{ code: 'area.left-out', message: LEFT_OUT }] : [] };
}

/** How many statements an area has. */
export interface StatementCount {
  readonly area: AreaCode;
  readonly count: number;
}

/** How many factors of a kind an area has. */
export interface FactorCount extends StatementCount {
  readonly kind: CodeOf<'factorKind'>;
}

/** Whether it is written what an area means, and the need in it. */
export interface MeaningMark extends Pick<AreaMeaning, 'area' | 'need'> {
  readonly written: boolean;
}

/** What has been gathered on the areas of an investigation. */
interface Gathered {
  readonly statements: readonly StatementCount[];
  readonly factors: readonly FactorCount[];
  readonly meanings: readonly MeaningMark[];
}

/** Every area that the file has at a glance, in the order of the triangle, whether anything is known of it or not. */
export function triangleOf(
  openedOn: Day,
  plan: Pick<Plan, 'areas' | 'version'>,
  { statements, factors, meanings }: Gathered,
): Triangle {
  const factorsIn = (area: AreaCode, kind: CodeOf<'factorKind'>) =>
    factors.find((counted) => counted.area === area && counted.kind === kind)?.count ?? 0;
  return {
    planVersion: plan.version,
    sides: areasOn(openedOn).map(({ side, name, areas }) => ({
      side,
      name,
      areas: areas.map(({ area, name }) => {
        const assessed = meanings.find((mark) => mark.area === area);
        return {
          area,
          name,
          decision: choiceOf(plan, area)?.decision ?? null,
          statements: statements.find((counted) => counted.area === area)?.count ?? 0,
          riskFactors: factorsIn(area, 'risk'),
          protectiveFactors: factorsIn(area, 'skydd'),
          meaning: assessed?.written ?? false,
          need: assessed?.need ?? null,
        };
      }),
    })),
  };
}

type Told = Pick<StatementCount, 'area'>;

/** The areas that the plan takes up and nothing is stated on, in the order of the plan. */
export const silentAreas = (plan: Pick<Plan, 'areas'>, statements: readonly Told[]): AreaCode[] =>
  plan.areas
    .filter(({ decision }) => decision === 'utreds')
    .filter(({ area }) => statements.every((told) => told.area !== area))
    .map(({ area }) => area);

/**
 * What is found out is documented (SoL 14 kap. 3 §), so an area that the plan takes up has something stated on it by
 * the end, or the plan is changed. Where nothing is, that is worth a look and no hindrance: it may be that there was
 * nothing to find.
 */
export function nothingKnown(plan: Pick<Plan, 'areas'>, statements: readonly Told[], on: Day): Refusal[] {
  const silent = silentAreas(plan, statements);
  if (silent.length === 0) return [];
  return [
    {
      rule: 'area.nothing-known',
      law: citationOn('dokumentation', on),
      text: {
        sv: `Inga uppgifter finns om delområden som utreds enligt planen: ${named(silent)}.`,
        en: `Nothing is stated on areas that are investigated according to the plan: ${named(silent)}.`,
      },
      remedy: {
        sv: 'Registrera uppgifter med POST …/areas/{areaCode}/statements, eller ändra planen.',
        en: 'Record statements with POST …/areas/{areaCode}/statements, or change the plan.',
      },
    },
  ];
}
