import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Reader } from '../database/handle.ts';
import { inPages, openPile, type Pile } from '../database/pile.ts';
import { type CountedUnit, countedUnits, type Population } from './population.ts';

/** A child of a population, and its cases with where they are handled. */
export interface CountedChild {
  readonly childId: string;
  readonly units: readonly Pick<CountedUnit, 'id' | 'unit'>[];
}

/** A population by child, so that each record is read once; not in memory, however large. */
export interface PopulationByChild {
  readonly children: number;
  /** How many cases they have in the population. */
  readonly counted: number;
  /** How many children each unit has in it. */
  readonly perUnit: ReadonlyMap<string, number>;
  /** In the order of the children's ids, which is that in which they were registered and their records lie. */
  pages(length: number): Generator<readonly CountedChild[]>;
  close(): void;
}

const UNITS_PER_PAGE = 500;

/** Finds a population as it stands. */
export async function findPopulationByChild(
  reader: Reader,
  population: Population,
): Promise<PopulationByChild> {
  const pile = openPile(3);
  try {
    return await piledUp(reader, population, pile);
  } catch (error) {
    pile.close();
    throw error;
  }
}

async function piledUp(reader: Reader, population: Population, pile: Pile): Promise<PopulationByChild> {
  let counted = 0;
  for await (const page of countedUnits(reader, population, UNITS_PER_PAGE)) {
    for (const { childId, id, unit } of page) pile.put([childId, id, unit]);
    counted += page.length;
    await nextTurn();
  }
  let children = 0;
  const perUnit = new Map<string, number>();
  for (const { units } of byChild(pile.sorted())) {
    children += 1;
    for (const unit of new Set(units.map((one) => one.unit))) perUnit.set(unit, (perUnit.get(unit) ?? 0) + 1);
  }
  return {
    children,
    counted,
    perUnit,
    pages: (length) => inPages(byChild(pile.sorted()), length),
    close: pile.close,
  };
}

function* byChild(rows: Iterable<readonly string[]>): Generator<CountedChild> {
  let child: { readonly childId: string; readonly units: { id: string; unit: string }[] } | undefined;
  for (const [childId, id, unit] of rows as Iterable<readonly [string, string, string]>) {
    if (child?.childId !== childId) {
      if (child) yield child;
      child = { childId, units: [] };
    }
    child.units.push({ id, unit });
  }
  if (child) yield child;
}
