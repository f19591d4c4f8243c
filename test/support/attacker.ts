import { createRequire } from 'node:module';
import type { LegacyHighs } from 'highs';

/**
 * Someone who knows everything that is shown, and can calculate: asks an integer solver for the least and the most that
 * a cell can be. Knows nothing of how it was chosen what to hold back, and shares no code with it.
 */

/** A cell of what was published: which of the unknown smallest counts it adds up, and what it says; null = held back. */
export interface Published {
  readonly sums: readonly number[];
  readonly says: number | null;
}

const load = createRequire(import.meta.url)('highs') as () => Promise<LegacyHighs>;
const highs = await load();

const sum = (parts: readonly number[]) => parts.map((part) => `x${part}`).join(' + ');

/** The least and the most that a sum of smallest counts can be, when they are whole and none is below zero. */
export function boundsOf(
  cell: readonly number[],
  published: readonly Published[],
  smallest: number,
): readonly [least: number, most: number] {
  const known = published.filter(({ says }) => says !== null);
  const nothing = new Set(known.flatMap(({ sums, says }) => (says === 0 ? sums : [])));
  const open = (parts: readonly number[]) => parts.filter((part) => !nothing.has(part));
  const names = Array.from({ length: smallest }, (_, at) => at).filter((at) => !nothing.has(at));
  const asked = open(cell);
  if (asked.length === 0) return [0, 0];
  const equations = [
    ...new Set(
      known.flatMap(({ sums, says }) => {
        const parts = open(sums);
        return parts.length === 0 ? [] : [`${sum(parts)} = ${says}`];
      }),
    ),
  ];
  const most = Math.max(1, ...known.map(({ says }) => says!)) * 4;
  const solve = (direction: 'Minimize' | 'Maximize') => {
    const answer = highs.solve(
      [
        direction,
        ` o: ${sum(asked)}`,
        'Subject To',
        ...(equations.length === 0
          ? [` c: x${names[0]} >= 0`]
          : equations.map((line, at) => ` c${at}: ${line}`)),
        'Bounds',
        ...names.map((at) => ` 0 <= x${at} <= ${most}`),
        'General',
        ` ${names.map((at) => `x${at}`).join(' ')}`,
        'End',
      ].join('\n'),
    );
    if (answer.Status !== 'Optimal') throw new Error(`The attacker finds no board at all: ${answer.Status}`);
    return Math.round(answer.ObjectiveValue);
  };
  return [solve('Minimize'), solve('Maximize')];
}
