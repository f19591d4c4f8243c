import { impossibleDay } from '../../intake/rules.ts';
import { addPeriod, type Day, dayOf } from '../../kernel/day.ts';
import type { Refusal, Violation } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import { citationOn } from '../../knowledge/law.ts';
import { lengthOn } from '../../knowledge/limits.ts';
import type { LocalTerms } from '../../knowledge/local-terms.ts';
import { nobodyKnown } from '../parties.ts';
import type { Communication } from './schema.ts';

/**
 * The day to comment by when the handler sets none: what the board has set, or else ours, since förvaltningslagen
 * 25 § demands that a time is set and names no number.
 */
export function commentDayFrom(sentOn: Day, terms: LocalTerms): Day {
  return addPeriod(sentOn, lengthOn('kommunicering', sentOn, terms)!.period);
}

/** Sent while the investigation ran; the day to comment by comes after the day of sending. */
export function impossibleSending(
  { sentOn, commentBy }: { sentOn: Day; commentBy: Day },
  { openedOn, today }: { openedOn: Day; today: Day },
): Violation[] {
  return [
    ...impossibleDay('sentOn', sentOn, openedOn, today),
    ...(commentBy > sentOn
      ? []
      : [
          {
            field: 'commentBy',
            text: {
              sv: `Ska ligga efter ${sentOn}, dagen då materialet skickades.`,
              en: `Must lie after ${sentOn}, the day the material was sent.`,
            },
          },
        ]),
  ];
}

/** A comment comes from the day of sending on. */
export function impossibleCommentDay(receivedOn: Day, sentOn: Day, today: Day): Violation[] {
  return impossibleDay('receivedOn', receivedOn, sentOn, today);
}

/** A comment belongs to what was sent: an exception was sent to nobody. */
export function nothingSent({ sentOn }: Pick<Communication, 'sentOn'>, on: Day): Refusal[] {
  if (sentOn !== null) return [];
  return [
    {
      rule: 'communication.nothing-sent',
      law: citationOn('kommunicering', on),
      text: {
        sv: 'Det här är ett undantag: inget skickades som någon kan yttra sig över.',
        en: 'This is an exception: nothing was sent that anyone can comment on.',
      },
      remedy: {
        sv: 'Registrera kommuniceringen med parten och sedan yttrandet.',
        en: 'Record the communication with the party, then the comment.',
      },
    },
  ];
}

/** What was sent has been sent: only the reason why something was not can have been a mistake. */
export function notAnException({ exception }: Pick<Communication, 'exception'>, on: Day): Refusal[] {
  if (exception !== null) return [];
  return [
    {
      rule: 'communication.not-an-exception',
      law: citationOn('kommunicering', on),
      text: {
        sv: 'Materialet har skickats. Bara ett undantag kan tas tillbaka.',
        en: 'The material was sent. Only an exception can be taken back.',
      },
      remedy: {
        sv: 'Registrera en ny kommunicering om dagen eller materialet blev fel: den senaste räknas.',
        en: 'Record another communication where the day or the material was wrong: the latest counts.',
      },
    },
  ];
}

/** What the rules need of a sending, or of an exception. */
export type Sending = Pick<
  Communication,
  'partyId' | 'sentOn' | 'commentBy' | 'commentReceivedOn' | 'exception'
>;

/** Whether the party has commented by a day, or the day to comment has passed on it. */
const isHeard = ({ commentReceivedOn, commentBy }: Sending, on: Day) =>
  (commentReceivedOn !== null && commentReceivedOn <= on) || (commentBy !== null && commentBy < on);

const PER_PARTY: Text = {
  sv: 'Registrera kommunicering per part, eller undantaget med skäl, med POST …/communications.',
  en: 'Record the communication per party, or the exception with its reason, with POST …/communications.',
};
const OR_EXCEPTION: Text = {
  sv: ' och kommunicera, eller ange undantaget med skäl, med POST …/communications',
  en: ' and communicate, or give the exception with its reason, with POST …/communications',
};

/**
 * The communications that closing on a day is judged by. What was recorded by then counts; and of what was recorded
 * later, a sending of the day or before whose time to comment ran on: it hinders, and helps nothing.
 */
export const standingOn = (communications: readonly Communication[], on: Day): Communication[] =>
  communications.filter(
    (told) =>
      dayOf(told.recordedAt) <= on || (told.sentOn !== null && told.sentOn <= on && !isHeard(told, on)),
  );

/**
 * The latest sending to each party that is not excepted, undefined where nothing was sent; where no party is known,
 * the latest to anyone. None where all are excepted.
 */
function latestSendings<T extends Sending>(
  communications: readonly T[],
  parties: readonly string[],
): (T | undefined)[] {
  const exceptions = communications.filter((told) => told.exception !== null);
  if (exceptions.some((told) => told.partyId === null)) return [];
  const sendings = communications.filter((told) => told.exception === null);
  const excepted = new Set(exceptions.map((told) => told.partyId));
  const latest = (sent: readonly T[]) =>
    sent.reduce<T | undefined>(
      (last, next) => (last !== undefined && last.sentOn! > next.sentOn! ? last : next),
      undefined,
    );
  return parties.length === 0
    ? [latest(sendings)]
    : parties
        .filter((id) => !excepted.has(id))
        .map((id) => latest(sendings.filter((sending) => sending.partyId === id)));
}

/**
 * Before the board decides, each party is told of all material that matters and given time to comment, unless an
 * exception applies (förvaltningslagen 25 §). Closing needs, for every party, that the latest sending has been
 * commented on or that its day to comment has passed on the day of closing; or an exception with its reason, which is
 * for its party or, where it names none, for all. Where no party is known, one such sending to anyone is enough. Says
 * what is missing, never who: one party may be protected from the caller.
 */
export function communicationMissing({
  communications,
  parties,
  known,
  on,
}: {
  /** In the order recorded. */
  communications: readonly Sending[];
  parties: readonly string[];
  /** Whom the caller may know of: a day of anyone else is not told. */
  known: readonly string[];
  on: Day;
}): Refusal[] {
  const expected = latestSendings(communications, parties);
  const awaited = expected
    .filter((sending) => sending !== undefined)
    .filter((sending) => !isHeard(sending, on));
  const law = citationOn('kommunicering', on);
  const found: Refusal[] = [];
  if (expected.includes(undefined)) {
    found.push({
      rule: 'communication.missing',
      law,
      text: {
        sv: 'Materialet har inte kommunicerats med alla parter, och inget skäl till undantag finns.',
        en: 'The material has not been communicated to every party, and there is no reason for an exception.',
      },
      remedy: parties.length === 0 ? nobodyKnown(OR_EXCEPTION) : PER_PARTY,
    });
  }
  if (awaited.length > 0) {
    const lastDay = awaited
      .filter(({ partyId }) => known.includes(partyId!))
      .map(({ commentBy }) => commentBy!)
      .toSorted()
      .at(-1);
    found.push({
      rule: 'communication.awaiting-comment',
      law,
      text:
        lastDay === undefined
          ? {
              sv: 'Tiden att yttra sig har inte gått ut för alla, och yttrande saknas.',
              en: 'The time to comment has not run out for everyone, and a comment is missing.',
            }
          : {
              sv: `Tiden att yttra sig går till och med ${lastDay} och yttrande saknas.`,
              en: `The time to comment runs until and including ${lastDay}, and a comment is missing.`,
            },
      remedy: {
        sv: 'Registrera yttrandet med PUT …/comment när det kommer, eller avsluta när dagen har passerat.',
        en: 'Record the comment with PUT …/comment when it comes, or close when the day has passed.',
      },
    });
  }
  return found;
}

/**
 * A party is told of all material that matters (förvaltningslagen 25 §). What came into the file on a later day than
 * the latest sending to a party, that party has not seen: whether it matters for the decision is for the board to
 * judge, so it is advised and hinders nothing.
 */
export function materialSince({
  communications,
  parties,
  materialOn,
  on,
}: {
  /** In the order recorded. */
  communications: readonly Sending[];
  parties: readonly string[];
  /** The days on which material came into the file. */
  materialOn: readonly Day[];
  on: Day;
}): Refusal[] {
  const sent = latestSendings(communications, parties).flatMap((sending) => sending?.sentOn ?? []);
  if (!sent.some((sentOn) => materialOn.some((came) => came > sentOn))) return [];
  return [
    {
      rule: 'communication.material-since',
      law: citationOn('kommunicering', on),
      text: {
        sv: 'Nytt material har kommit till efter den senaste kommuniceringen med en part.',
        en: 'New material has come after the latest communication with a party.',
      },
      remedy: {
        sv: 'Kommunicera det som har betydelse för beslutet med POST …/communications.',
        en: 'Communicate what matters for the decision with POST …/communications.',
      },
    },
  ];
}
