import { dayOf, daysBetween } from '../../kernel/day.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import type { InvestigationRecord } from '../../record/record.ts';
import { following, UNKNOWN, type Value, valued } from '../value.ts';
import { inUnits, listed } from '../variable.ts';

/** The plan of the investigation (utredningsplan) and the areas that it chose. */
export const PLAN_VARIABLES = inUnits(['investigation'], {
  'investigation.areas': {
    label: { sv: 'Utredda delområden', en: 'Areas investigated' },
    derivation: {
      sv: 'Delområden som utreds enligt den senaste planen. Okänt utan plan.',
      en: 'Areas that the latest plan investigates. Unknown without a plan.',
    },
    type: 'codes',
    codebook: 'needsArea',
    packs: ['bbic', 'nuso-1'],
    provenance: 'provisional',
    derive: ({ investigation }) => areas(investigation),
  },
  'investigation.areaCount': {
    label: { sv: 'Antal utredda delområden', en: 'Number of areas investigated' },
    derivation: {
      sv: 'Antalet delområden som utreds enligt den senaste planen. Okänt utan plan.',
      en: 'How many areas the latest plan investigates. Unknown without a plan.',
    },
    type: 'integer',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation }) => following(areas(investigation), (chosen) => valued(chosen.length)),
  },
  'investigation.planDays': {
    label: { sv: 'Dagar till utredningsplan', en: 'Days to the plan' },
    derivation: {
      sv: 'Dagar från inledd utredning till planens första version. Okänt utan plan.',
      en: 'Days from opened to the first version of the plan. Unknown without a plan.',
    },
    type: 'integer',
    packs: ['bbic', 'egenkontroll'],
    provenance: 'provisional',
    derive: ({ investigation: { openedOn, plans } }) =>
      plans[0] === undefined ? UNKNOWN : valued(daysBetween(openedOn, dayOf(plans[0].savedAt))),
  },
  'investigation.planRevisions': {
    label: { sv: 'Revideringar av utredningsplan', en: 'Revisions of the plan' },
    derivation: {
      sv: 'Antalet versioner av planen efter den första. Okänt utan plan.',
      en: 'How many versions of the plan came after the first. Unknown without a plan.',
    },
    type: 'integer',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ investigation: { plans } }) => (plans.length === 0 ? UNKNOWN : valued(plans.length - 1)),
  },
});

function areas({ plans }: InvestigationRecord): Value<readonly CodeOf<'needsArea'>[]> {
  const latest = plans.at(-1);
  if (latest === undefined) return UNKNOWN;
  const chosen = latest.areas.filter(({ decision }) => decision === 'utreds').map(({ area }) => area);
  return valued(listed('needsArea', chosen));
}
