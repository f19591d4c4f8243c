import fc from 'fast-check';
import { addPeriod, type Day } from '../../src/kernel/day.ts';
import { CODEBOOKS, type CodebookName, type CodeOf } from '../../src/knowledge/codebooks.ts';

/** The parts that any record is put together from. */

export const anyCode = <Name extends CodebookName>(name: Name): fc.Arbitrary<CodeOf<Name>> =>
  fc.constantFrom(...CODEBOOKS[name].codes.map(({ code }) => code as CodeOf<Name>));
export const later = (than: Day, atMost: number) => fc.nat(atMost).map((days) => addPeriod(than, { days }));
export const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null });
export const some = <T>(arbitrary: fc.Arbitrary<T>, maxLength: number) => fc.array(arbitrary, { maxLength });
