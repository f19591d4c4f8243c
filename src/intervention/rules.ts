import { impossibleDay } from '../intake/rules.ts';
import { placementFormUnfit } from '../investigation/consent/rules.ts';
import type { InvestigationDecision } from '../investigation/decision/schema.ts';
import { addPeriod, ageOn, type Day } from '../kernel/day.ts';
import type { Refusal, Violation } from '../kernel/outcome.ts';
import type { CodeOf } from '../knowledge/codebooks.ts';
import { citationOn } from '../knowledge/law.ts';
import type { InterventionInput } from './schema.ts';

/** Where an intervention stands. */
export type InterventionState = 'open' | 'ended';

/** What can be done with an intervention, here and in the folders below. */
export type InterventionAction =
  | 'assign'
  | 'set-goal'
  | 'follow-up'
  | 'score'
  | 'sip'
  | 'end'
  | 'take-back'
  | 'follow-up-later';

/** What settles who has the case and how it goes: not for who is there by break-glass. */
export const DISPOSING: readonly InterventionAction[] = ['assign', 'end'];

/** What stands in the way of an action. */
type Hindrance = 'ended' | 'open';

/**
 * What may follow what: ended is ended. What was recorded by mistake can be taken back long after, since a figure would
 * go on counting it; who follows up what came of it can change; and a later follow-up belongs to the time after the
 * end. A truth table, tested cell by cell over HTTP.
 */
export const PERMITTED = {
  open: {
    assign: true,
    'set-goal': true,
    'follow-up': true,
    score: true,
    sip: true,
    end: true,
    'take-back': true,
    'follow-up-later': 'open',
  },
  ended: {
    assign: true,
    'set-goal': 'ended',
    'follow-up': 'ended',
    score: 'ended',
    sip: 'ended',
    end: 'ended',
    'take-back': true,
    'follow-up-later': true,
  },
} as const satisfies Record<InterventionState, Record<InterventionAction, true | Hindrance>>;

const stateOf = ({ endedOn }: { endedOn: Day | null }): InterventionState =>
  endedOn === null ? 'open' : 'ended';

const REFUSED: Readonly<Record<Hindrance, (on: Day) => Refusal>> = {
  ended: (on) => ({
    rule: 'intervention.ended',
    law: citationOn('dokumentation', on),
    text: {
      sv: 'Insatsen är avslutad. Det som står i den ändras inte.',
      en: 'The intervention has ended. What stands in it is not changed.',
    },
    remedy: {
      sv: 'Registrera vad som har hänt sedan dess med POST …/later-follow-ups.',
      en: 'Record what has happened since with POST …/later-follow-ups.',
    },
  }),
  open: () => ({
    rule: 'intervention.open',
    text: {
      sv: 'Insatsen pågår. En senare uppföljning görs efter avslutet.',
      en: 'The intervention is running. A later follow-up comes after the end.',
    },
    remedy: {
      sv: 'Registrera uppföljningen med POST …/follow-ups.',
      en: 'Record the follow-up with POST …/follow-ups.',
    },
  }),
};

/** Whether an action fits the state of the intervention. */
export function hindered(
  intervention: { endedOn: Day | null },
  action: InterventionAction,
  on: Day,
): Refusal[] {
  const permitted: true | Hindrance = PERMITTED[stateOf(intervention)][action];
  return permitted === true ? [] : [REFUSED[permitted](on)];
}

/** Something that happened while an intervention ran: from its start, and not in the future. */
export const impossibleWhile = (
  field: string,
  on: Day,
  { startedOn, today }: { startedOn: Day; today: Day },
): Violation[] => impossibleDay(field, on, startedOn, today);

/** An agreed day lies after what it follows, and within two years of it: further off is a slip of the pen. */
export function impossibleAgreedDay(field: string, on: Day | null | undefined, after: Day): Violation[] {
  if (!on) return [];
  const last = addPeriod(after, { years: 2 });
  if (on > after && on <= last) return [];
  return [
    {
      field,
      text: {
        sv: `Ska ligga efter ${after} och senast ${last}.`,
        en: `Must lie after ${after} and not after ${last}.`,
      },
    },
  ];
}

/** What an intervention without a decision cannot be, and one with a decision must tell. */
export function unfitBasis(input: InterventionInput): Violation[] {
  const { basis, investigationId, unit, type, placementForm } = input;
  const found = placementFormUnfit(type, placementForm);
  if (basis === 'beslut' && investigationId === undefined) {
    found.push({
      field: 'investigationId',
      text: {
        sv: 'Ange utredningen vars beslut insatsen följer av.',
        en: 'Tell the investigation whose decision it follows from.',
      },
    });
  }
  if (basis === 'utan-behovsprovning' && investigationId !== undefined) {
    found.push({
      field: 'investigationId',
      text: { sv: 'Anges bara för en insats efter beslut.', en: 'Given only for one that was decided.' },
    });
  }
  if (basis === 'utan-behovsprovning' && unit === undefined) {
    found.push({
      field: 'unit',
      text: { sv: 'Ange enheten som följer upp insatsen.', en: 'Tell the unit that follows it up.' },
    });
  }
  return found;
}

/**
 * The interventions that always take a needs test: contact persons and families, and care outside the home in any form
 * (SoL 11 kap. 5 § second sentence). Protected housing and secure homes are among those placements.
 */
const ALWAYS_TESTED: readonly CodeOf<'interventionType'>[] = [
  'kontaktperson',
  'kontaktfamilj',
  'sarskilt-kvalificerad-kontaktperson',
  'placering',
];

/** Whether an intervention may be given without a needs test. */
export function needsTest({ basis, type, startedOn }: InterventionInput): Refusal[] {
  if (basis !== 'utan-behovsprovning' || !ALWAYS_TESTED.includes(type)) return [];
  return [
    {
      rule: 'intervention.needs-test',
      law: citationOn('insats-utan-behovsprovning', startedOn),
      text: {
        sv: 'Insatsen kräver alltid en individuell behovsprövning.',
        en: 'The intervention always takes an individual needs test.',
      },
      remedy: {
        sv: 'Utred behovet och besluta, och ange sedan utredningen här.',
        en: 'Investigate the need and decide, and then name the investigation here.',
      },
    },
  ];
}

/** Why nobody gives what another unit is to follow up to a child whom they have nothing to do with. */
export const unitOfOthers: Refusal = {
  rule: 'intervention.other-unit',
  text: {
    sv: 'Enheten är inte en av dina, och du har inget ärende om barnet.',
    en: 'The unit is not one of yours, and you have no case of the child.',
  },
  remedy: {
    sv: 'Ange en egen enhet, eller be någon på enheten att registrera insatsen.',
    en: 'Give a unit of your own, or ask someone of the unit to record the intervention.',
  },
};

/** An intervention here is for a child, or for a young person of 18-20 (SoL 20 kap., 22 kap. 7 §). */
export function notForChildren(birthDate: Day | null, startedOn: Day): Refusal[] {
  if (birthDate === null || ageOn(birthDate, startedOn) < 21) return [];
  return [
    {
      rule: 'intervention.subject-21-or-over',
      law: citationOn('unga-18-20', startedOn),
      text: {
        sv: 'Personen hade fyllt 21 år. En insats här gäller barn under 18 och unga 18-20 år.',
        en: 'The person had turned 21. An intervention here is for children under 18 and young people of 18-20.',
      },
      remedy: {
        sv: 'Lämna ärendet till vuxenenheten.',
        en: 'Hand the matter to the unit for adults.',
      },
    },
  ];
}

type Decided = Pick<InvestigationDecision, 'outcome'> & {
  readonly interventions: readonly InvestigationDecision['interventions'][number][];
};
type Wanted = {
  readonly type: CodeOf<'interventionType'>;
  readonly placementForm?: CodeOf<'placementForm'> | undefined;
};

/**
 * Which of the interventions of a decision one is, from 0; -1 where the decision does not have it. An application for
 * care under LVU need not say what the care is planned to be: any placement follows from one that does not.
 */
export function decidedAs({ outcome, interventions }: Decided, { type, placementForm }: Wanted): number {
  const among = interventions.findIndex(
    (one) => one.type === type && one.placementForm === (placementForm ?? null),
  );
  if (among !== -1) return among;
  const unplanned = outcome === 'vard-lvu' && interventions.length === 0 && type === 'placering';
  return unplanned ? 0 : -1;
}

/** An intervention that follows from a decision is one that was decided on, and is given once. */
export function notDecided(decided: Decided | null, wanted: Wanted, on: Day): Refusal[] {
  if (decided !== null && decidedAs(decided, wanted) !== -1) return [];
  return [
    {
      rule: 'intervention.not-decided',
      law: citationOn('ratt-till-insats', on),
      text:
        decided === null
          ? { sv: 'Utredningen har inget beslut.', en: 'The investigation has no decision.' }
          : {
              sv: 'Beslutet som avslutade utredningen omfattar inte insatsen.',
              en: 'The decision that closed the investigation does not hold this intervention.',
            },
      remedy: {
        sv: 'Ange en insats som beslutet beviljar, eller besluta om den först.',
        en: 'Name an intervention that the decision grants, or decide on it first.',
      },
    },
  ];
}

export const givenAlready: Refusal = {
  rule: 'intervention.given-already',
  text: {
    sv: 'Den beslutade insatsen är redan registrerad.',
    en: 'The intervention that was decided is given already.',
  },
  remedy: {
    sv: 'Fortsätt i den insats som finns, eller besluta om en ny.',
    en: 'Go on with the one that there is, or decide on a new one.',
  },
};
