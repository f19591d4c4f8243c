import type { Board } from '../access/boards.ts';
import { reachOf } from '../access/reach.ts';
import type { Asking } from '../deadlines/actions.ts';
import { daysAfter, startOfDay } from '../kernel/day.ts';
import { monthOf, seesHandler, type Tally, weightingOf, workloadIn } from './rules.ts';
import { PURPOSE, type Workload, type WorkloadFilter } from './schema.ts';
import * as store from './store.ts';

/**
 * What lies with whom in the caller's units: counts of the cases that the caller sees, by a fixed number of queries.
 * What was handed over counts where it now lies, also what came or ended before that.
 */
export async function readWorkload(
  { reader, caller, now, today, board }: Asking & { readonly board: Board },
  filter: WorkloadFilter,
): Promise<Workload> {
  const settings = board.workload ?? {};
  const units = board.units.filter(
    ({ code }) => caller.units.includes(code) && (filter.unit === undefined || filter.unit === code),
  );
  const month = monthOf(today);
  const instants = { from: startOfDay(month.from), to: startOfDay(month.to) };
  const asked = {
    inUnits: JSON.stringify(units.map(({ code }) => code)),
    reach: { intake: reachOf(caller, 'intake'), investigation: reachOf(caller, 'investigation') },
    now,
  };
  const intakes = await store.countOpenIntakes(reader, asked);
  const investigations = await store.countOpenInvestigations(reader, asked);
  const consultations = await store.countUnanswered(reader, asked);
  const due = await store.countDue(reader, asked, today);
  const tallies: Tally[] = [
    ...intakes.map((row) => ({ of: 'intake' as const, ...row })),
    ...investigations.map((row) => ({ of: 'investigation' as const, ...row })),
    ...consultations.map((row) => ({ of: 'consultation' as const, ...row })),
    ...due.map((row) => ({ of: 'deadline' as const, ...row })),
  ];
  for (const [of, period] of [
    ['new-intakes', instants],
    ['closed-intakes', month],
    ['new-investigations', month],
    ['closed-investigations', month],
  ] as const) {
    const rows = await store.countMoved(reader, asked, of, period);
    tallies.push(...rows.map((row) => ({ of, ...row })));
  }
  return {
    today,
    month: { from: month.from, to: daysAfter(month.to, -1) },
    purpose: PURPOSE,
    weighting: weightingOf(settings),
    items: units.map((unit) => {
      const found = workloadIn(settings, unit, tallies, today);
      const handlers = found.handlers.filter(
        ({ handlerId }) =>
          seesHandler(caller, handlerId) &&
          (filter.handlerId === undefined || filter.handlerId === handlerId),
      );
      return { ...found, handlers };
    }),
  };
}
