import { impossibleDay } from '../../intake/rules.ts';
import { type Day, dayOf } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { citationOn } from '../../knowledge/law.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import { nobodyKnown } from '../parties.ts';
import type { InvestigationAction } from '../rules.ts';
import type { PartyInformation } from './schema.ts';

type Stage = CodeOf<'informationStage'>;

/**
 * What telling each is, to the investigation. That one was opened is told while it runs. How it ended can only be told
 * in the end, and so after the decision as well.
 */
export const ACTION_OF = {
  inledning: 'inform',
  avslut: 'inform-of-closing',
} as const satisfies Record<Stage, InvestigationAction>;

/**
 * What cannot be true of an information: it was given from the day the investigation was opened, in a manner then in
 * force; and how a closed one ended was told from the day it was closed. An exception was given to nobody, and so has neither day nor manner.
 */
export function impossibleInformation(
  {
    stage,
    informedOn,
    manner,
    exception,
  }: Pick<PartyInformation, 'stage' | 'informedOn' | 'manner' | 'exception'>,
  { openedOn, closedOn, today }: { openedOn: Day; closedOn: Day | null; today: Day },
): Violation[] {
  if (exception !== null) {
    return [
      ...(informedOn === null ? [] : [notOfAnException('informedOn')]),
      ...(manner === null ? [] : [notOfAnException('manner')]),
    ];
  }
  const on = informedOn ?? today;
  const earliest = stage === 'avslut' ? (closedOn ?? openedOn) : openedOn;
  return [
    ...impossibleDay('informedOn', on, earliest, today),
    ...codesNotInForce(on, [['manner', 'informationManner', manner]]),
  ];
}

const notOfAnException = (field: 'informedOn' | 'manner'): Violation => ({
  field,
  text: {
    sv: 'Anges inte tillsammans med exception: den som inte informerats har ingen informationsdag.',
    en: 'Not given together with exception: who was not told was told on no day.',
  },
});

/** What the rules need of an information. Without a day it is an exception; without a person it is for all. */
export type InformationFacts = Pick<PartyInformation, 'stage' | 'personId' | 'informedOn' | 'recordedAt'>;

/** The day on which someone was told; for an exception, on which it was noted. */
export const settledOn = ({ informedOn, recordedAt }: InformationFacts): Day =>
  informedOn ?? dayOf(recordedAt);

const earliest = (informations: readonly InformationFacts[]): Day | undefined =>
  informations.map(settledOn).toSorted()[0];

const concerning = (informations: readonly InformationFacts[], id: string) =>
  informations.filter(({ personId }) => personId === null || personId === id);

/**
 * The day on which the last of the parties was told or excepted; null while one is neither. Where no party is known,
 * telling anyone, or an exception, is enough.
 */
export function allSettledOn(
  informations: readonly InformationFacts[],
  parties: readonly string[],
): Day | null {
  const days =
    parties.length === 0
      ? [earliest(informations)]
      : parties.map((id) => earliest(concerning(informations, id)));
  return days.includes(undefined) ? null : days.toSorted().at(-1)!;
}

/**
 * Those concerned by an investigation are told at once that it was opened, unless särskilda skäl speak against it
 * (SoL 20 kap. 4 §); and a child is to be given relevant information throughout, whatever its age (SoL 3 kap. 3 §),
 * when it begins and when it ends. What the other parties are told in the end is the decision itself: see
 * notification/. Says what is missing on a day, never who: one party may be protected from the caller.
 */
export function partiesUntold({
  informations,
  parties,
  child,
  stage,
  on,
}: {
  readonly informations: readonly InformationFacts[];
  /** Ids of the parties, the child too where it is one. */
  readonly parties: readonly string[];
  /** The id of the child. */
  readonly child: string;
  readonly stage: Stage;
  readonly on: Day;
}): Refusal[] {
  const told = informations.filter((one) => one.stage === stage && settledOn(one) <= on);
  const others = parties.filter((id) => id !== child);
  const asksOthers = stage === 'inledning' && (others.length > 0 || parties.length === 0);
  return [
    ...(asksOthers && allSettledOn(told, others) === null ? [partyUntold(parties, on)] : []),
    ...(concerning(told, child).length === 0 ? [childUntold(stage, on)] : []),
  ];
}

const partyUntold = (parties: readonly string[], on: Day): Refusal => ({
  rule: 'information.party-untold',
  law: citationOn('information-om-utredning', on),
  text: {
    sv: 'Alla parter har inte informerats om att utredningen har inletts, och inget skäl till det finns.',
    en: 'Not every party has been told that the investigation was opened, and there is no reason for that.',
  },
  remedy: parties.length === 0 ? nobodyKnown(OR_EXCEPTION) : PER_PARTY,
});

const PER_PARTY: Text = {
  sv: 'Registrera informationen per part, eller de särskilda skälen, med POST …/party-information.',
  en: 'Record the information per party, or the särskilda skäl, with POST …/party-information.',
};
const OR_EXCEPTION: Text = {
  sv: ' och informationen, eller ange de särskilda skälen, med POST …/party-information',
  en: ' and the information, or give the särskilda skäl, with POST …/party-information',
};

const CHILD_UNTOLD = {
  inledning: {
    sv: 'Barnet har inte informerats om att utredningen har inletts, och inget skäl till det finns.',
    en: 'The child has not been told that the investigation was opened, and there is no reason for that.',
  },
  avslut: {
    sv: 'Barnet har inte informerats om hur utredningen slutade, och inget skäl till det finns.',
    en: 'The child has not been told how the investigation ended, and there is no reason for that.',
  },
} as const satisfies Record<Stage, Refusal['text']>;

const childUntold = (stage: Stage, on: Day): Refusal => ({
  rule: 'information.child-untold',
  law: citationOn('information-till-barnet', on),
  text: CHILD_UNTOLD[stage],
  remedy: {
    sv: `Registrera informationen till barnet, eller skälet, med POST …/party-information och stage ${stage}.`,
    en: `Record the information to the child, or the reason, with POST …/party-information and stage ${stage}.`,
  },
});
