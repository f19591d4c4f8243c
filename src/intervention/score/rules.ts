import { derivedScores } from '../../investigation/instrument/rules.ts';
import type { Violation } from '../../kernel/outcome.ts';
import { findNorm } from '../../knowledge/instruments.ts';
import type { KeptScore, ScoreChange } from './schema.ts';

/**
 * A use of which nothing is told. In an investigation that an instrument was used is a fact of its own, and what came of
 * it can be filled in; here it is what came of it that is followed, and it is not changed afterwards.
 */
export function saysNothing({ scores, summary }: Pick<KeptScore, 'scores' | 'summary'>): Violation[] {
  if (scores.length > 0 || summary !== null) return [];
  return [
    {
      field: 'scores',
      text: {
        sv: 'Ange poängen, eller beskriv resultatet i summary.',
        en: 'Give the scores, or describe the result in summary.',
      },
    },
  ];
}

type Counted = Pick<KeptScore, 'instrument' | 'usedOn' | 'respondent' | 'scores' | 'normSet' | 'retractedAt'>;

/** The decimal that a difference of decimals means: in binary fractions 30.2 - 21.4 is 8.799999999999997. */
const decimal = (value: number) => Number(value.toFixed(6));

/**
 * What changed on each scale from the first use to the last, of those that were not taken back, in the order of their
 * days: pure. Only answers of the same kind of respondent are compared, since a child's score and a parent's are not
 * one measure. Whether the difference is more than chance is said only where the norms that the last use is read by
 * publish a number for that scale; no number is borrowed from another set.
 */
export function changesOf(uses: readonly Counted[]): ScoreChange[] {
  const series = new Map<string, { use: Counted; scale: string; value: number }[]>();
  for (const use of uses.filter(({ retractedAt }) => retractedAt === null)) {
    const given = use.scores.map(({ scale }) => scale);
    const derived = derivedScores(use).filter(({ scale }) => !given.includes(scale));
    for (const { scale, value } of [...use.scores, ...derived]) {
      const key = `${use.instrument} ${scale} ${use.respondent}`;
      series.set(key, [...(series.get(key) ?? []), { use, scale, value }]);
    }
  }
  return [...series.values()].flatMap((points): ScoreChange[] => {
    const [first, last] = [points[0]!, points.at(-1)!];
    if (points.length < 2) return [];
    const { instrument, respondent, normSet } = last.use;
    const difference = decimal(last.value - first.value);
    const reliableChange =
      normSet === null ? null : findNorm(normSet, 'reliable-change', instrument, last.scale);
    return [
      {
        instrument,
        scale: last.scale,
        respondent,
        first: { on: first.use.usedOn, value: first.value },
        last: { on: last.use.usedOn, value: last.value },
        difference,
        normSet,
        reliableChange,
        reliable: reliableChange === null ? null : Math.abs(difference) >= reliableChange,
      },
    ];
  });
}
