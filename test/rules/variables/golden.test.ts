import { describe, expect, it } from 'vitest';
import { CATALOGUE } from '../../../src/variables/catalogue.ts';
import { asValue, readScenario, SCENARIOS } from '../../scenarios/scenario.ts';
import { possibleWays } from '../../support/said.ts';

/**
 * The golden scenarios show what the catalogue means: each variable with a value, as unknown, and as not applicable,
 * written down by hand. That the house says the same, by the pure rules and in an extract over HTTP, is held against
 * them where the scenarios are played.
 */

const shown = new Set(
  SCENARIOS.flatMap((name) => readScenario(name).expected)
    .flatMap(({ variables = {} }) => Object.values(variables))
    .flatMap((values) => Object.entries(values).map(([id, told]) => `${id} ${asValue(told).kind}`)),
);

describe('the golden scenarios', () => {
  it.each(CATALOGUE.map(({ id }) => [id]))('show %s in every way in which it can speak', (id) => {
    const possible = ['value', 'unknown', 'notApplicable'].filter((kind) =>
      possibleWays().has(`${id} ${kind}`),
    );
    expect(possible).toContain('value');
    expect(possible.filter((kind) => !shown.has(`${id} ${kind}`))).toEqual([]);
  });

  it('name no variable that is not there', () => {
    const ids: ReadonlySet<string> = new Set(CATALOGUE.map(({ id }) => id));
    expect([...shown].map((way) => way.split(' ')[0]!).filter((id) => !ids.has(id))).toEqual([]);
  });
});
