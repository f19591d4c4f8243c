import { impossibleDay } from '../../intake/rules.ts';
import { ageOn, type Day } from '../../kernel/day.ts';
import type { Violation } from '../../kernel/outcome.ts';
import type { Text } from '../../kernel/text.ts';
import {
  type AgeSpan,
  findInstrument,
  hasNormsFor,
  type Instrument,
  isOfAge,
  type Scale,
} from '../../knowledge/instruments.ts';
import { codesNotInForce } from '../../knowledge/validity.ts';
import type { Warning } from '../schema.ts';
import type { KeptInstrumentUse, Score } from './schema.ts';

type Scored = Pick<KeptInstrumentUse, 'instrument' | 'scores'>;

/** The decimal that a sum or product of decimals means: binary fractions add up to 0.30000000000000004. */
const decimal = (value: number) => Number(value.toFixed(6));

const isOnScale = ({ min, max, step }: Scale, value: number) =>
  min <= value && value <= max && decimal(min + Math.round((value - min) / step) * step) === value;

const listed = (ids: readonly string[]) => ids.join(', ');
const inSwedish = (value: number) => String(value).replace('.', ',');

/** The scores that follow from others: a derived scale is the sum of its parts, where every part was given. */
export function derivedScores({ instrument, scores }: Scored): Score[] {
  return (findInstrument(instrument)?.scales ?? []).flatMap(({ id, sumOf }) => {
    if (sumOf === undefined) return [];
    const parts = scores.filter(({ scale }) => sumOf.includes(scale));
    if (parts.length < sumOf.length) return [];
    return [{ scale: id, value: decimal(parts.reduce((sum, { value }) => sum + value, 0)) }];
  });
}

/** What cannot be a score of an instrument, each by itself: a scale of another one or twice, a value off its scale. */
function impossibleAlone({ scales }: Instrument, scores: readonly Score[]): Violation[] {
  return scores.flatMap(({ scale: id, value }, at): Violation[] => {
    const scale = scales.find((known) => known.id === id);
    if (scale === undefined) {
      const known = listed(scales.map((one) => one.id));
      return [
        {
          field: `scores.${at}.scale`,
          text: {
            sv: `Skalan finns inte i instrumentet. Dess skalor: ${known}.`,
            en: `The instrument has no such scale. Its scales: ${known}.`,
          },
        },
      ];
    }
    const found: Violation[] = [];
    if (scores.findIndex((score) => score.scale === id) < at) {
      found.push({
        field: `scores.${at}.scale`,
        text: { sv: 'Skalan har redan fått sin poäng.', en: 'The scale has its score already.' },
      });
    }
    if (!isOnScale(scale, value)) {
      const { min, max, step } = scale;
      found.push({
        field: `scores.${at}.value`,
        text: {
          sv: `Ska vara ${inSwedish(min)} till ${inSwedish(max)} i steg om ${inSwedish(step)}.`,
          en: `Must be ${min} to ${max} in steps of ${step}.`,
        },
      });
    }
    return found;
  });
}

/** A derived scale that was given all the same is the sum of its parts. */
function wrongSums({ scales }: Instrument, use: Scored): Violation[] {
  return derivedScores(use).flatMap(({ scale, value }) => {
    const at = use.scores.findIndex((score) => score.scale === scale);
    if (at === -1 || use.scores[at]!.value === value) return [];
    const parts = listed(scales.find(({ id }) => id === scale)!.sumOf!);
    return [
      {
        field: `scores.${at}.value`,
        text: {
          sv: `Ska vara ${inSwedish(value)}, summan av ${parts}.`,
          en: `Must be ${value}, the sum of ${parts}.`,
        },
      },
    ];
  });
}

/**
 * What cannot be scores of an instrument. Each is on a scale of the instrument, once, within its range and on its
 * step; a derived one is the sum of its parts where all of them were given. Where no scales are published nothing can
 * be checked, and a score that nobody can check would be read as one that somebody has: none is taken. There is no law
 * on this: the ranges are those of the instruments.
 */
export function impossibleScores(use: Scored): Violation[] {
  const instrument = findInstrument(use.instrument);
  if (instrument === undefined) {
    if (use.scores.length === 0) return [];
    return [
      {
        field: 'scores',
        text: {
          sv: 'Instrumentets skalor är inte kända här, och poängen kan inte kontrolleras. Beskriv resultatet i summary.',
          en: 'The scales of the instrument are not known here, and scores cannot be checked. Describe the result in summary.',
        },
      },
    ];
  }
  const alone = impossibleAlone(instrument, use.scores);
  // A sum of parts that are wrong says nothing of the total.
  return alone.length > 0 ? alone : wrongSums(instrument, use);
}

/** An instrument that is not in the list is told by what it is called: "another one" says nothing of what was used. */
function unnamed({
  instrument,
  instrumentVersion,
}: Pick<KeptInstrumentUse, 'instrument' | 'instrumentVersion'>) {
  if (instrument !== 'annat' || instrumentVersion !== null) return [];
  return [
    {
      field: 'instrumentVersion',
      text: {
        sv: 'Ange vad instrumentet heter, när det är ett annat än de i listan.',
        en: 'Tell what the instrument is called, when it is other than those of the list.',
      },
    },
  ];
}

/**
 * What cannot be true of a use: it took place while the investigation ran, with an instrument and a respondent then in
 * the lists (or named), gave scores that the instrument can give, and is read by norms that are about the instrument.
 */
export function impossibleUse(
  use: Pick<
    KeptInstrumentUse,
    'instrument' | 'instrumentVersion' | 'usedOn' | 'respondent' | 'scores' | 'normSet'
  >,
  { openedOn, today }: { openedOn: Day; today: Day },
): Violation[] {
  const { instrument, usedOn, respondent, normSet } = use;
  return [
    ...impossibleDay('usedOn', usedOn, openedOn, today),
    ...codesNotInForce(usedOn, [
      ['instrument', 'instrument', instrument],
      ['respondent', 'respondent', respondent],
    ]),
    ...unnamed(use),
    ...impossibleScores(use),
    ...(normSet === null || hasNormsFor(normSet, instrument)
      ? []
      : [
          {
            field: 'normSet',
            text: {
              sv: 'Normerna säger inget om det här instrumentet.',
              en: 'These norms say nothing of this instrument.',
            },
          },
        ]),
  ];
}

const spanOf = ({ fromAge = 0, toAge }: AgeSpan): Text =>
  toAge === undefined
    ? { sv: `från ${fromAge} år`, en: `from ${fromAge} years` }
    : { sv: `${fromAge}–${toAge} år`, en: `of ${fromAge}–${toAge} years` };

/**
 * An instrument is made for children of some ages. A use with a younger or older child is kept, since it has taken
 * place, but not unnoticed: its scores and norms may not hold for the child. Where the day of birth is not known there
 * is nothing to say.
 */
export function warningsOn(
  { instrument: code, usedOn }: Pick<KeptInstrumentUse, 'instrument' | 'usedOn'>,
  birthDate: Day | null,
): Warning[] {
  const instrument = findInstrument(code);
  if (instrument === undefined || birthDate === null) return [];
  if (isOfAge(instrument, ageOn(birthDate, usedOn))) return [];
  const { sv, en } = spanOf(instrument);
  return [
    {
      code: 'instrument.age',
      message: {
        sv: `Instrumentet är gjort för barn ${sv}, och barnet hade en annan ålder. Det som skickades är sparat.`,
        en: `The instrument is made for children ${en}, and the child was of another age. What you sent is kept.`,
      },
    },
  ];
}
