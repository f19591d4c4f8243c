import { describe, expect, it } from 'vitest';
import * as rules from '../../../src/extract/rules.ts';
import { COUNTED_ON, Extract, ExtractInput } from '../../../src/extract/schema.ts';
import { day } from '../../../src/kernel/day.ts';
import { CatalogueEntry } from '../../../src/variables/schema.ts';
import { UNITS_OF_COUNT } from '../../../src/variables/variable.ts';

const period = (from: string, to: string) => ({ from: day(from), to: day(to) });
const today = day('2026-11-20');

describe('a period', () => {
  it('begins and ends with the Swedish day, in winter and summer time', () => {
    expect(rules.boundsOf(period('2026-03-01', '2026-03-31'), 'received', today)).toEqual({
      start: '2026-02-28T23:00:00.000Z',
      end: '2026-03-31T22:00:00.000Z',
    });
  });

  it('has days for what has a day, the last one included', () => {
    expect(rules.boundsOf(period('2026-01-01', '2026-06-30'), 'closed', today)).toEqual({
      start: '2026-01-01',
      end: '2026-07-01',
    });
  });

  it('ends today where it reaches into the future, as far as there are days', () => {
    expect(rules.boundsOf(period('2026-01-01', '2199-12-31'), 'opened', today)).toEqual({
      start: '2026-01-01',
      end: '2026-11-21',
    });
  });

  it('is one day when it begins and ends on it, and none when it is reversed', () => {
    expect(rules.periodReversed(period('2026-01-01', '2026-01-01'))).toEqual([]);
    expect(rules.periodReversed(period('2026-01-02', '2026-01-01'))).toMatchObject([{ field: 'to' }]);
  });
});

describe('the variables of an extract', () => {
  const ids = (input: Parameters<typeof rules.chosenVariables>[0]) =>
    rules.chosenVariables(input).map(({ id }) => id);

  it('are those of the pack that are about what is counted', () => {
    expect(ids({ unitOfCount: 'investigation', pack: 'kolada' })).toEqual([
      'investigation.durationDays',
      'investigation.returnedWithin12Months',
    ]);
  });

  it('are those of bbic when nothing is chosen', () => {
    expect(ids({ unitOfCount: 'intake' })).toEqual(ids({ unitOfCount: 'intake', pack: 'bbic' }));
  });

  it('come in the order given', () => {
    const variables = ['intake.type', 'child.ageGroup'];
    expect(ids({ unitOfCount: 'intake', variables })).toEqual(variables);
    expect(rules.variablesWrong({ unitOfCount: 'intake', variables })).toEqual([]);
  });

  it('must exist, be about what is counted and stand once', () => {
    const variables = ['intake.type', 'intake.typ', 'investigation.openedOn', 'intake.type'];
    expect(rules.variablesWrong({ unitOfCount: 'intake', variables }).map(({ field }) => field)).toEqual([
      'variables.1',
      'variables.2',
      'variables.3',
    ]);
  });

  it('must be at least one: a pack may have none for what is counted', () => {
    expect(rules.variablesWrong({ unitOfCount: 'intake', pack: 'kolada' })).toMatchObject([
      { field: 'pack' },
    ]);
  });
});

describe('what an extract counts by', () => {
  it('is the day received for intakes, and the day closed for investigations unless told otherwise', () => {
    expect(rules.countedOn({ unitOfCount: 'intake' })).toBe('received');
    expect(rules.countedOn({ unitOfCount: 'investigation' })).toBe('closed');
    expect(rules.countedOn({ unitOfCount: 'investigation', on: 'opened' })).toBe('opened');
  });

  it('is that they were followed up or ended for interventions, as Webbkollen counted, unless told otherwise', () => {
    expect(rules.countedOn({ unitOfCount: 'intervention' })).toBe('followed-up');
    expect(rules.countedOn({ unitOfCount: 'intervention', on: 'started' })).toBe('started');
  });

  it('is one of the ways of the unit of count and of no other', () => {
    for (const unitOfCount of UNITS_OF_COUNT) {
      const own: readonly string[] = COUNTED_ON[unitOfCount];
      for (const on of Object.values(COUNTED_ON).flat()) {
        const refused = rules.cannotBeCountedOn({ unitOfCount, on }).map(({ field }) => field);
        expect(refused, `${unitOfCount} ${on}`).toEqual(own.includes(on) ? [] : ['on']);
      }
    }
  });
});

describe('the schemas', () => {
  it.each([
    ['Variable', CatalogueEntry],
    ['ExtractInput', ExtractInput],
    ['Extract', Extract],
  ] as const)('of %s pass their own examples', (id, schema) => {
    const meta = schema.meta() as { id: string; examples: unknown[] };
    expect(meta.id).toBe(id);
    for (const example of meta.examples) expect(schema.parse(example)).toEqual(example);
  });
});
