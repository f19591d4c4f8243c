import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isDay } from '../../../src/kernel/day.ts';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import type { ChildRecord } from '../../../src/record/record.ts';
import { PACKS } from '../../../src/variables/catalogue/packs.ts';
import { CATALOGUE, findVariable, selectVariables } from '../../../src/variables/catalogue.ts';
import { derive } from '../../../src/variables/derive.ts';
import type { Value } from '../../../src/variables/value.ts';
import { UNITS_OF_COUNT, type Variable } from '../../../src/variables/variable.ts';
import { anyDay, anyRecord } from '../../support/any-record.ts';
import { possibleWays, saidOf } from '../../support/said.ts';
import { CHILD_EXAMPLES } from './examples/child.ts';
import { CONTENT_EXAMPLES } from './examples/content.ts';
import { anIntake, anInvestigation, type Examples } from './examples/given.ts';
import { INTAKE_EXAMPLES } from './examples/intake.ts';
import { INTERVENTION_EXAMPLES } from './examples/intervention.ts';
import { INVESTIGATION_EXAMPLES } from './examples/investigation.ts';
import { FIRST_PHASE } from './first-phase.ts';

const EXAMPLES: Examples = {
  ...CHILD_EXAMPLES,
  ...INTAKE_EXAMPLES,
  ...INVESTIGATION_EXAMPLES,
  ...CONTENT_EXAMPLES,
  ...INTERVENTION_EXAMPLES,
};

describe.each(Object.entries(EXAMPLES))('%s', (id, examples) => {
  it.each(examples)('%s', (_, { record, unit, asOf }, expected) => {
    const variable = findVariable(id)!;
    expect(derive(record, unit, asOf, [variable])).toEqual({ [id]: expected });
  });
});

/** Whether the value is one that the entry of the catalogue promises. */
const FITS: Readonly<Record<Variable['type'], (content: unknown, codes: ReadonlySet<string>) => boolean>> = {
  integer: (content) => Number.isSafeInteger(content),
  number: (content) => Number.isFinite(content) && Number((content as number).toFixed(6)) === content,
  boolean: (content) => typeof content === 'boolean',
  date: (content) => typeof content === 'string' && isDay(content),
  code: (content, codes) => codes.has(content as string),
  codes: (content, codes) =>
    Array.isArray(content) &&
    content.every((code) => codes.has(code)) &&
    new Set(content).size === content.length,
};

const fits = ({ type, codebook }: Variable, value: Value): boolean => {
  if (value.kind !== 'value') return true;
  return FITS[type](value.value, new Set(codebook ? CODEBOOKS[codebook].codes.map(({ code }) => code) : []));
};

describe('the catalogue', () => {
  it('has every variable of the first phase as agreed: unit, type, provenance and packs', () => {
    const agreed = new Set(FIRST_PHASE.map(([id]) => id));
    const told = CATALOGUE.filter(({ id }) => agreed.has(id)).map(
      ({ id, unitsOfCount, type, provenance, packs }) => [
        id,
        unitsOfCount.length === UNITS_OF_COUNT.length ? 'any' : unitsOfCount.join(' '),
        type,
        provenance,
        packs.join(' '),
      ],
    );
    expect(told.toSorted()).toEqual([...FIRST_PHASE].toSorted());
    expect(told).toHaveLength(79);
  });

  it.each(CATALOGUE.map((variable) => [variable.id, variable] as const))('describes %s', (id, variable) => {
    expect(id).toMatch(/^(child|intake|investigation|intervention)\.[a-z][A-Za-z0-9]*$/);
    if (!id.startsWith('child.')) expect(variable.unitsOfCount).toEqual([id.split('.')[0]]);
    for (const text of [variable.label, variable.population, variable.derivation]) {
      expect(text.sv).toMatch(/^[A-ZÅÄÖ0-9]/);
      expect(text.en).toMatch(/^[A-Z0-9]/);
      expect(text.sv).not.toBe(text.en);
    }
    for (const { sv, en } of [variable.derivation, variable.population]) {
      expect(sv).toMatch(/\.$/);
      expect(en).toMatch(/\.$/);
    }
    expect(variable.codebook === undefined).toBe(!['code', 'codes'].includes(variable.type));
    expect(variable.packs.length).toBeGreaterThan(0);
    expect(new Set(variable.packs).size).toBe(variable.packs.length);
    for (const pack of variable.packs) expect(Object.keys(PACKS)).toContain(pack);
  });

  it('has no two variables with one label', () => {
    for (const unitOfCount of UNITS_OF_COUNT) {
      const labels = selectVariables({ unitOfCount }).map(({ label }) => label.sv);
      expect(new Set(labels).size).toBe(labels.length);
    }
  });

  it('has something in every pack, and all but the feedback of egenkontroll in bbic', () => {
    for (const pack of Object.keys(PACKS) as (keyof typeof PACKS)[]) {
      expect(selectVariables({ pack }).length, pack).toBeGreaterThan(0);
    }
    const outside = CATALOGUE.filter(({ packs }) => !packs.includes('bbic')).map(({ id }) => id);
    expect(outside).toEqual(['intake.feedbackWithinWeek']);
  });

  it('says of each unit of count what concerns it, and of the child what concerns all', () => {
    for (const unitOfCount of UNITS_OF_COUNT) {
      const about = new Set(selectVariables({ unitOfCount }).map(({ id }) => id.split('.')[0]));
      expect(about).toEqual(new Set(['child', unitOfCount]));
    }
    expect(selectVariables({ unitOfCount: 'intake', pack: 'kolada' })).toEqual([]);
  });
});

describe('the examples', () => {
  it('are of variables that exist', () => {
    for (const id of Object.keys(EXAMPLES)) expect(findVariable(id), id).toBeDefined();
  });

  it.each(CATALOGUE.map(({ id }) => [id]))('show a value of %s, and it fits the entry', (id) => {
    const values = (EXAMPLES[id] ?? []).map(([, , value]) => value);
    expect(values.map(({ kind }) => kind)).toContain('value');
    for (const value of values) expect(fits(findVariable(id)!, value), JSON.stringify(value)).toBe(true);
  });

  it('show unknown and not applicable wherever a record can lead to them', () => {
    const shown = new Set(
      Object.entries(EXAMPLES).flatMap(([id, all]) => all.map(([, , { kind }]) => `${id} ${kind}`)),
    );
    expect([...possibleWays()].filter((way) => !shown.has(way))).toEqual([]);
  });

  it('are not applicable to someone just where the population says that not everyone is counted', () => {
    const possible = possibleWays();
    for (const { id, population } of CATALOGUE) {
      expect(possible.has(`${id} notApplicable`), id).toBe(!population.sv.startsWith('Alla '));
    }
  });
});

describe('of any record', () => {
  test('each variable says something that its entry promises', () => {
    fc.assert(
      fc.property(anyRecord, anyDay, (record, asOf) => {
        for (const [variable, value] of saidOf(record, asOf)) {
          if (!fits(variable, value)) throw new Error(`${variable.id} says ${JSON.stringify(value)}`);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('what is registered in another order says the same', () => {
    const reversed = <T>(list: readonly T[]): T[] => list.toReversed();
    fc.assert(
      fc.property(anyRecord, anyDay, (record, asOf) => {
        const shuffled: ChildRecord = {
          ...record,
          intakes: record.intakes.map((intake) => ({ ...intake, otherCauses: reversed(intake.otherCauses) })),
          investigations: record.investigations.map((investigation) => ({
            ...investigation,
            factors: reversed(investigation.factors),
            consultations: reversed(investigation.consultations),
            conversations: reversed(investigation.conversations),
            extensions: reversed(investigation.extensions),
            communications: reversed(investigation.communications),
            waivers: reversed(investigation.waivers),
            instruments: reversed(investigation.instruments),
          })),
          interventions: record.interventions.map((one) => ({ ...one, goals: reversed(one.goals) })),
          siblingInvestigations: reversed(record.siblingInvestigations),
        };
        expect([...saidOf(shuffled, asOf)]).toEqual([...saidOf(record, asOf)]);
      }),
      { numRuns: 100 },
    );
  });
});

describe('derive', () => {
  it('refuses a variable of another unit of count', () => {
    const { record, unit, asOf } = anIntake();
    expect(() => derive(record, unit, asOf, [findVariable('investigation.openedOn')!])).toThrow(RangeError);
  });

  it('refuses a unit that is not in the record', () => {
    const { record, asOf } = anInvestigation();
    expect(() => derive(record, { kind: 'investigation', id: 'another' }, asOf, [])).toThrow(RangeError);
  });
});
