import type { Day } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import { type AreaCode, areasOn, nameOfArea } from '../../knowledge/areas.ts';
import { citationOn } from '../../knowledge/law.ts';
import type { Plan, PlanInput } from './schema.ts';

/** The plan that nobody has saved yet. */
export const NO_PLAN: Plan = {
  version: 0,
  purpose: null,
  questions: [],
  areas: [],
  plannedConversations: [],
  plannedConsultations: [],
  partiesComments: null,
  savedAt: null,
  savedBy: null,
  reviewNeeded: false,
};

/**
 * Whether a report has joined since the plan was saved. The plan says what is investigated from what was reported: a
 * new report asks for a new look at it, also where it then stays as it is. `known` is how many reports the
 * investigation rested on when the plan was saved; null for a plan from before that was kept.
 */
export function reportSince(known: number | null, reports: number): boolean {
  return known !== null && reports > known;
}

/** What the plan says of an area, or undefined where it says nothing. */
export function choiceOf(plan: Pick<Plan, 'areas'>, area: AreaCode): Plan['areas'][number] | undefined {
  return plan.areas.find((choice) => choice.area === area);
}

/** A plan says one thing of an area: each stands at most once. */
export function areaGivenTwice(areas: NonNullable<PlanInput['areas']>): Violation[] {
  return areas.flatMap(({ area }, at) =>
    areas.findIndex((other) => other.area === area) === at
      ? []
      : [
          {
            field: `areas.${at}.area`,
            text: {
              sv: 'Delområdet står redan i planen. Ange varje delområde en gång.',
              en: 'The area stands in the plan already. Give each area once.',
            },
          },
        ],
  );
}

/** The names of areas, unchanged in both languages: they belong to a registered trademark. */
export const named = (areas: readonly AreaCode[]) => areas.map(nameOfArea).join('; ');

/**
 * What the plan still needs before the investigation can be closed, all of it at once. There is a plan
 * (utredningsplan); it says for what purpose the investigation is made; it decides on each area that the triangle had
 * on the day the investigation was opened, takes up at least one, and gives its reason for each that it leaves out,
 * since an investigation is no wider than justified; and it has been looked at since a report joined last. `on` is the
 * day of the closing, whose law is cited.
 */
export function planMissing(plan: Plan, { openedOn, on }: { openedOn: Day; on: Day }): Refusal[] {
  if (plan.version === 0) return [noPlan(on)];
  const undecided = areasOn(openedOn)
    .flatMap(({ areas }) => areas.map(({ area }) => area))
    .filter((area) => choiceOf(plan, area) === undefined);
  const unexplained = plan.areas
    .filter(({ decision, reason }) => decision === 'utreds-inte' && reason === null)
    .map(({ area }) => area);
  return [
    ...(plan.purpose === null ? [noPurpose(on)] : []),
    ...(plan.areas.some(({ decision }) => decision === 'utreds') ? [] : [noAreaChosen(on)]),
    ...(undecided.length > 0 ? [areasUndecided(undecided, on)] : []),
    ...(unexplained.length > 0 ? [areasUnexplained(unexplained, on)] : []),
    ...(plan.reviewNeeded ? [notReviewed(on)] : []),
  ];
}

const noPlan = (on: Day): Refusal => ({
  rule: 'plan.missing',
  law: citationOn('dokumentation', on),
  text: { sv: 'Utredningen har ingen utredningsplan.', en: 'The investigation has no plan.' },
  remedy: {
    sv: 'Spara en med PUT …/plan: syfte, och för varje delområde om det utreds eller varför inte.',
    en: 'Save one with PUT …/plan: the purpose, and for each area whether it is investigated or why not.',
  },
});

const noPurpose = (on: Day): Refusal => ({
  rule: 'plan.purpose-missing',
  law: citationOn('dokumentation', on),
  text: { sv: 'Utredningsplanen saknar syfte.', en: 'The plan has no purpose.' },
  remedy: { sv: 'Ange purpose med PUT …/plan.', en: 'Give purpose with PUT …/plan.' },
});

const noAreaChosen = (on: Day): Refusal => ({
  rule: 'plan.no-area-chosen',
  law: citationOn('dokumentation', on),
  text: {
    sv: 'Inget delområde utreds enligt planen.',
    en: 'No area is investigated according to the plan.',
  },
  remedy: {
    sv: 'Välj minst ett med beslutet utreds i PUT …/plan.',
    en: 'Choose at least one with the decision utreds in PUT …/plan.',
  },
});

const areasUndecided = (areas: readonly AreaCode[], on: Day): Refusal => ({
  rule: 'plan.areas-undecided',
  law: citationOn('proportionerlig-utredning', on),
  text: {
    sv: `Planen säger inte om dessa delområden utreds: ${named(areas)}.`,
    en: `The plan does not say whether these areas are investigated: ${named(areas)}.`,
  },
  remedy: {
    sv: 'Ange utreds eller utreds-inte för vart och ett med PUT …/plan.',
    en: 'Give utreds or utreds-inte for each with PUT …/plan.',
  },
});

const areasUnexplained = (areas: readonly AreaCode[], on: Day): Refusal => ({
  rule: 'plan.reasons-missing',
  law: citationOn('proportionerlig-utredning', on),
  text: {
    sv: `Skäl saknas för delområden som inte utreds: ${named(areas)}.`,
    en: `The reason is missing for areas that are left out: ${named(areas)}.`,
  },
  remedy: { sv: 'Ange reason för vart och ett med PUT …/plan.', en: 'Give reason for each with PUT …/plan.' },
});

const notReviewed = (on: Day): Refusal => ({
  rule: 'plan.review-after-report',
  law: citationOn('proportionerlig-utredning', on),
  text: {
    sv: 'En anmälan har påförts utredningen sedan planen sparades.',
    en: 'A report has joined the investigation since the plan was saved.',
  },
  remedy: {
    sv: 'Läs anmälan, och spara planen på nytt med PUT …/plan, ändrad eller som den är.',
    en: 'Read the report, and save the plan anew with PUT …/plan, changed or as it is.',
  },
});
