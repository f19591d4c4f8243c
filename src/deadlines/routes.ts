import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { cut, Paging, pageOf, startOf } from '../http/paging.ts';
import { reads, serves } from '../http/route.ts';
import type { Day } from '../kernel/day.ts';
import { Id } from '../kernel/fields.ts';
import { valid } from '../kernel/outcome.ts';
import { deadlinesOfIntake, deadlinesOfInvestigation, listDeadlines } from './actions.ts';
import { calculate, impossibleIn } from './calculation.ts';
import { byEndDay, personsIn } from './evaluate.ts';
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
    sv: 'Lista tidsfrister i öppna ärenden, närmaste slutdag först',
    summary: 'List the deadlines of open cases, the first end day first',
    description:
      'Undecided intakes, intakes with feedback to give, and running investigations that the caller sees. What is ' +
      'met is left out unless `state` asks for it; the time of a party whose identity is protected from the caller is ' +
      'always left out.',
    query: Paging.extend(DeadlineFilter.shape),
    response: pageOf('DeadlinePage', Deadline),
    async handle({ query, ...asking }) {
      const found = await listDeadlines(asking, query);
      const { limit, offset, after } = startOf(query);
      const rest = after
        ? found.filter((deadline) => byEndDay(deadline, { endDay: after[0] as Day, id: after[1] }) > 0)
        : found;
      const { items, page } = cut(rest.slice(offset), limit, ({ endDay, id }) => [endDay, id]);
      return {
        value: { items, page: { ...page, ...(query.total && { total: found.length }) } },
        persons: personsIn(items),
        ids: items.map(({ id }) => id),
      };
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
