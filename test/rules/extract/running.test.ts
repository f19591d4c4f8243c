import { describe, expect, it } from 'vitest';
import type { SmallPopulation } from '../../../src/access/boards.ts';
import type { Cell } from '../../../src/extract/encode/encoder.ts';
import { lawVersion } from '../../../src/extract/law-version.ts';
import { guardOf } from '../../../src/extract/protection.ts';
import { alreadyOver, nextOf, notToBeFetched, populationSmall } from '../../../src/extract/rules.ts';
import { type ExtractState, STATES } from '../../../src/extract/schema.ts';
import { type Instant, parseInstant } from '../../../src/kernel/clock.ts';
import { CATALOGUE } from '../../../src/variables/catalogue.ts';
import { NOT_APPLICABLE, UNKNOWN, valued } from '../../../src/variables/value.ts';

const at = (minute: number): Instant => parseInstant(`2026-03-02T09:${String(minute).padStart(2, '0')}:00Z`)!;
const extract = (state: ExtractState, claimedUntil: Instant | null = null) => ({ state, claimedUntil });

describe('whose turn it is', () => {
  it('is the first that waits', () => {
    const line = [extract('waiting'), extract('waiting')];
    expect(nextOf(line, at(0))).toBe(line[0]);
    expect(nextOf([], at(0))).toBeUndefined();
  });

  it('is nobody’s while one runs, wherever it stands in the line', () => {
    expect(nextOf([extract('waiting'), extract('running', at(5))], at(4))).toBeUndefined();
  });

  it('is taken over when the claim has ended, at that moment and not before', () => {
    const line = [extract('running', at(5)), extract('waiting')];
    expect(nextOf(line, at(4))).toBeUndefined();
    expect(nextOf(line, at(5))).toBe(line[0]);
  });
});

describe('what may be done with an extract', () => {
  const made = (state: ExtractState) => ({ state, formats: ['csv' as const], failure: null });

  it.each(STATES)('that is %s', (state) => {
    const over = !['waiting', 'running'].includes(state);
    expect(alreadyOver(state).map(({ rule }) => rule)).toEqual(over ? ['extract.already-over'] : []);
    expect(notToBeFetched(made(state))).toHaveLength(state === 'done' ? 0 : 1);
  });

  it('is to fetch the forms that were made, and no others', () => {
    expect(notToBeFetched(made('done'), 'csv')).toEqual([]);
    expect(notToBeFetched(made('done'), 'xlsx')).toMatchObject([{ rule: 'extract.form-not-made' }]);
  });
});

describe('a small population', () => {
  const limit = (handling: SmallPopulation['handling']): SmallPopulation => ({ below: 5, handling });
  const quasi = CATALOGUE.filter(({ quasiIdentifier }) => quasiIdentifier).map(({ id }) => id);
  const cells = CATALOGUE.map(({ type }): Cell => (type === 'integer' ? valued(8) : UNKNOWN));
  const changed = (handling: SmallPopulation['handling'], children: number) => {
    const { cells: guarded, suppressed } = guardOf(CATALOGUE, children, limit(handling)).guard(cells);
    const ids = CATALOGUE.filter((_, n) => guarded[n] !== cells[n]).map(({ id }) => id);
    return { ids, suppressed, age: guarded[CATALOGUE.findIndex(({ id }) => id === 'child.ageYears')] };
  };

  it('is refused from one child to four', () => {
    const rules = [0, 1, 4, 5].map((children) => populationSmall(children, limit('refuse')).length);
    expect(rules).toEqual([0, 1, 1, 0]);
    expect(populationSmall(1, limit('withhold'))).toEqual([]);
  });

  it('has everything withheld that points people out, also what is unknown of them', () => {
    expect(quasi.length).toBeGreaterThan(3);
    expect(changed('withhold', 4)).toEqual({
      ids: quasi,
      suppressed: quasi.length,
      age: { kind: 'withheld' },
    });
    expect(changed('withhold', 5)).toMatchObject({ ids: [], suppressed: 0 });
  });

  it('has ages by the youngest of their group, where that is what the board would have', () => {
    expect(changed('generalise', 4)).toEqual({ ids: quasi, suppressed: quasi.length, age: valued(7) });
  });

  it('keeps what has no meaning as that, where ages are given coarser', () => {
    const age = CATALOGUE.filter(({ id }) => id === 'child.ageYears');
    const { guard } = guardOf(age, 1, limit('generalise'));
    expect(guard([NOT_APPLICABLE]).cells).toEqual([NOT_APPLICABLE]);
    expect(guard([valued(40)]).cells).toEqual([{ kind: 'withheld' }]);
  });
});

it('the mark of the law is the same each time', () => {
  expect(lawVersion()).toBe(lawVersion());
  expect(lawVersion()).toMatch(/^[0-9a-f]{16}$/);
});
