import fc from 'fast-check';
import { test } from 'vitest';
import { stepsOf } from '../../../src/investigation/consultation/rules.ts';
import type { Consultation } from '../../../src/investigation/consultation/schema.ts';
import type { Instant } from '../../../src/kernel/clock.ts';
import type { ConsultationRecord } from '../../../src/record/record.ts';
import { findVariable } from '../../../src/variables/catalogue.ts';
import { derive } from '../../../src/variables/derive.ts';
import { valued } from '../../../src/variables/value.ts';
import { anyDay, anyRecord } from '../../support/any-record.ts';

/** The consultation of the record with what the record leaves out: texts, which no rule of the steps reads. */
const consultationOf = (one: ConsultationRecord) =>
  ({ ...one, counterpartName: null, questions: [] }) as unknown as Consultation;

const VARIABLE_OF = {
  skola: 'investigation.schoolConsultation',
  halsa: 'investigation.healthConsultation',
} as const;

test('a step stands in the statistics as the closing of the investigation judged it', () => {
  fc.assert(
    fc.property(anyRecord, anyDay, (record, asOf) => {
      for (const { id, consultations, waivers } of record.investigations) {
        const waived = waivers.map((waiver) => ({
          ...waiver,
          explanation: '-',
          waivedAt: '2026-03-02T08:30:00.000Z' as Instant,
          waivedBy: 'karin.ek',
        }));
        for (const { step, status } of stepsOf(consultations.map(consultationOf), waived)) {
          const variable = findVariable(VARIABLE_OF[step])!;
          const said = derive(record, { kind: 'investigation', id }, asOf, [variable])[variable.id];
          if (JSON.stringify(said) !== JSON.stringify(valued(status))) {
            throw new Error(`${variable.id} says ${JSON.stringify(said)}, the step is ${status}`);
          }
        }
      }
    }),
    { numRuns: 300 },
  );
});
