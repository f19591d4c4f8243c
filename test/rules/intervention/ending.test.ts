import { describe, expect, test } from 'vitest';
import { againstGoals } from '../../../src/intervention/ending/rules.ts';
import type { End } from '../../../src/intervention/ending/schema.ts';

/** An end that says one thing by its reason and another by its goals. */

const goals = (...statuses: End['goals'][number]['status'][]): End['goals'] =>
  statuses.map((status, at) => ({ goalId: `goal ${at}`, status }));
const warned = (told: Partial<Pick<End, 'reason' | 'goals' | 'change'>>) =>
  againstGoals({ reason: 'malet-uppnatt', goals: [], change: null, ...told }).map(
    ({ message }) => message.sv,
  );

describe('that the goal was reached is warned of', () => {
  test('when a goal was not', () => {
    expect(warned({ goals: goals('inte-uppnatt') })).toEqual([expect.stringContaining('inte uppnått')]);
    expect(warned({ goals: goals('uppnatt', 'inte-uppnatt'), change: 'forbattrad' })).toHaveLength(1);
  });

  test('when no goal was judged and the child is worse off', () => {
    expect(warned({ change: 'forsamrad' })).toEqual([expect.stringContaining('sämre')]);
    expect(warned({ goals: goals('ej-bedombart'), change: 'forsamrad' })).toHaveLength(1);
  });
});

test.each<[string, Parameters<typeof warned>[0]]>([
  ['every goal was reached', { goals: goals('uppnatt', 'uppnatt') }],
  ['a goal was reached in part', { goals: goals('delvis-uppnatt') }],
  ['the goal was reached though the child is worse off', { goals: goals('uppnatt'), change: 'forsamrad' }],
  ['there was no goal, and nothing says that it went badly', {}],
  ['no goal could be judged', { goals: goals('ej-bedombart'), change: 'oforandrad' }],
  ['it ended for another reason', { reason: 'flytt', goals: goals('inte-uppnatt'), change: 'forsamrad' }],
])('nothing is warned of when %s', (_, told) => {
  expect(warned(told)).toEqual([]);
});
