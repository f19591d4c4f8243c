import { daysBetween } from '../../kernel/day.ts';
import type { InterventionRecord } from '../../record/record.ts';
import { NOT_APPLICABLE, recorded, type Value, valued } from '../value.ts';
import { inUnits } from '../variable.ts';
import { causeGroupOf, openingIntake } from './cause.ts';
import { groupOf } from './earlier-contact.ts';

const ENDED = { sv: 'Avslutade insatser.', en: 'Interventions that have ended.' };

const whenEnded = <V extends Value>(
  { end }: InterventionRecord,
  then: (end: NonNullable<InterventionRecord['end']>) => V,
): V | typeof NOT_APPLICABLE => (end === null ? NOT_APPLICABLE : then(end));

/** What was given, and what led to it (insats). */
export const INTERVENTION_VARIABLES = inUnits(['intervention'], {
  'intervention.type': {
    label: { sv: 'Insats', en: 'Intervention' },
    derivation: { sv: 'Som den är registrerad.', en: 'As registered.' },
    type: 'code',
    codebook: 'interventionType',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) => valued(intervention.type),
  },
  'intervention.group': {
    label: { sv: 'Insatsgrupp', en: 'Group of interventions' },
    derivation: { sv: 'Gruppen som insatsen hör till.', en: 'The group that it belongs to.' },
    type: 'code',
    codebook: 'interventionGroup',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) => valued(groupOf(intervention)),
  },
  'intervention.problem': {
    label: { sv: 'Grundproblematik', en: 'Basic problem' },
    derivation: {
      sv: 'Orsaksgruppen för den utredning som ledde till insatsen. Ej tillämpligt utan utredning.',
      en: 'The group of causes of the investigation that led to it. Not applicable without one.',
    },
    population: {
      sv: 'Insatser som följer av en utredning.',
      en: 'Interventions that follow from an investigation.',
    },
    type: 'code',
    codebook: 'causeGroup',
    packs: ['bbic', 'webbkollen'],
    provenance: 'verified',
    derive: ({ record, investigation }) =>
      investigation === null ? NOT_APPLICABLE : causeGroupOf(openingIntake(record, investigation)),
  },
  'intervention.daysToStart': {
    label: { sv: 'Dagar från beslut till start', en: 'Days from decision to start' },
    derivation: {
      sv: 'Dagar från beslutet till att insatsen började. Ej tillämpligt utan beslut.',
      en: 'Days from the decision to the start. Not applicable without a decision.',
    },
    population: { sv: 'Insatser efter beslut.', en: 'Interventions that were decided.' },
    type: 'integer',
    packs: ['bbic'],
    provenance: 'provisional',
    derive: ({ intervention: { decidedOn, startedOn } }) =>
      decidedOn === null ? NOT_APPLICABLE : valued(daysBetween(decidedOn, startedOn)),
  },
});

/** How it ended (avslut), and whether others planned with the board (SIP). */
export const INTERVENTION_END_VARIABLES = inUnits(['intervention'], {
  'intervention.endReason': {
    label: { sv: 'Avslutsorsak', en: 'Reason for ending' },
    derivation: {
      sv: 'Som den är antecknad vid avslutet. Ej tillämpligt medan insatsen pågår.',
      en: 'As recorded at the end. Not applicable while it runs.',
    },
    population: ENDED,
    type: 'code',
    codebook: 'interventionEndReason',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) => whenEnded(intervention, ({ reason }) => valued(reason)),
  },
  'intervention.durationDays': {
    label: { sv: 'Insatsens längd i dagar', en: 'Duration of the intervention in days' },
    derivation: {
      sv: 'Dagar från start till avslut. Ej tillämpligt medan insatsen pågår.',
      en: 'Days from start to end. Not applicable while it runs.',
    },
    population: ENDED,
    type: 'integer',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) =>
      whenEnded(intervention, ({ endedOn }) => valued(daysBetween(intervention.startedOn, endedOn))),
  },
  'intervention.sip': {
    label: { sv: 'Samordnad individuell plan', en: 'Coordinated individual plan' },
    derivation: {
      sv: 'Det som senast är antecknat om SIP i insatsen.',
      en: 'What was recorded last of a SIP in the intervention.',
    },
    type: 'code',
    codebook: 'sipStatus',
    packs: ['bbic', 'webbkollen'],
    provenance: 'provisional',
    derive: ({ intervention }) => recorded(intervention.sip.at(-1)?.status ?? null),
  },
});
