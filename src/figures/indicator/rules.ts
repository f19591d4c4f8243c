import type { Violation } from '../../kernel/outcome.ts';
import type { IndicatorFigures } from './answer.ts';
import type { IndicatorAnswer, IndicatorQuery } from './schema.ts';

/** By unit of one unit alone says nothing more. */
export function unitTwice({ unit, by }: Pick<IndicatorQuery, 'unit' | 'by'>): Violation[] {
  if (unit === undefined || by !== 'unit') return [];
  return [
    {
      field: 'by',
      text: {
        sv: 'Ange unit eller by=unit, inte båda.',
        en: 'Give unit or by=unit, not both.',
      },
    },
  ];
}

/** Indicators as they are shown. */
export function describeIndicators(figures: readonly IndicatorFigures[]): IndicatorAnswer['items'] {
  return figures.map(({ indicator, periods }) => {
    const { id, label, definition, measure, unitOfMeasure, kolada, provenance } = indicator;
    return {
      id,
      label,
      definition,
      measure,
      unitOfMeasure,
      kolada,
      provenance,
      periods: periods.map(({ period, days, groups }) => ({
        period: period.name,
        from: days.from,
        to: days.to,
        reason: days.reason,
        groups: groups.map(({ group, label: name, numerator, denominator, value, suppressed }) => ({
          group,
          label: name,
          numerator,
          denominator,
          value,
          suppressed,
        })),
      })),
    };
  });
}
