import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { Paging, pageOf } from '../http/paging.ts';
import { reads, serves } from '../http/route.ts';
import { Id } from '../kernel/fields.ts';
import { valid } from '../kernel/outcome.ts';
import { deadlinesOfIntake, deadlinesOfInvestigation, listDeadlines } from './actions.ts';
import { calculate, impossibleIn } from './calculation.ts';
import { personsIn } from './evaluate.ts';
import { Calculation, CalculationInput, CaseDeadlines, Deadline, DeadlineFilter } from './schema.ts';

const tag = 'Deadlines';

/** Every clock of a case (tidsfrister), computed from the record when it is asked for. */
export async function deadlineRoutes(app: FastifyInstance): Promise<void> {
  serves(app, {
    method: 'POST',
    url: '/deadlines/calculation',
    operation: 'deadline.calculate',
    permission: 'knowledge:read',
    tag: 'Knowledge',
    sv: 'Räkna ut en tidsgräns från en dag, utan något ärende',
    summary: 'Work out a time limit from a day, with no case behind it',
    description:
      'What if: any rule of /legal-rules as it read on the start day, with the numbers that this board has set, and ' +
      'with extensions if any are given. Holds no person, changes nothing, and is not logged as an access.',
    body: CalculationInput,
    response: Calculation,
    async handle({ body, board }) {
      valid(impossibleIn(body));
      return calculate(body, board);
    },
  });

  reads(app, {
    url: '/deadlines',
    operation: 'deadline.list',
    permission: 'deadline:read',
    tag,
    sv: 'Lista tidsfrister, närmaste slutdag först',
    summary: 'List deadlines, the first end day first',
    description:
      'All that still asks for something in the cases that the caller sees, times to appeal in closed ones too. What is ' +
      'met, lapsed or no longer applies is left out unless `state` asks for it; the time of a party whose identity is ' +
      'protected from the caller is always left out. What is to be done by a day is `to` that day; whose, `handlerId`, ' +
      'which for the caller is in `/me`.',
    query: Paging.extend(DeadlineFilter.shape),
    response: pageOf('DeadlinePage', Deadline),
    async handle({ query, ...asking }) {
      const { items, page } = await listDeadlines(asking, query, query);
      return { value: { items, page }, persons: personsIn(items), ids: items.map(({ id }) => id) };
    },
  });

  reads(app, {
    url: '/intakes/:intakeId/deadlines',
    operation: 'deadline.of-intake',
    permission: 'deadline:read',
    tag,
    sv: 'Läs en aktualiserings tidsfrister, även uppfyllda',
    summary: 'Read the deadlines of an intake, met ones too',
    params: z.object({ intakeId: Id }),
    response: CaseDeadlines,
    async handle({ params, ...asking }) {
      const { childId, items } = await deadlinesOfIntake(asking, params.intakeId);
      return { value: { items }, persons: [childId], ids: items.map(({ id }) => id) };
    },
  });

  reads(app, {
    url: '/investigations/:investigationId/deadlines',
    operation: 'deadline.of-investigation',
    permission: 'deadline:read',
    tag,
    sv: 'Läs en utrednings tidsfrister, även uppfyllda',
    summary: 'Read the deadlines of an investigation, met ones too',
    description:
      'With those of the intakes that opened or joined it, where the caller sees them. Leaves out the time of a party ' +
      'whose identity is protected from the caller.',
    params: z.object({ investigationId: Id }),
    response: CaseDeadlines,
    async handle({ params, ...asking }) {
      const { childId, items } = await deadlinesOfInvestigation(asking, params.investigationId);
      return {
        value: { items },
        persons: [...new Set([childId, ...personsIn(items)])],
        ids: items.map(({ id }) => id),
      };
    },
  });
}
