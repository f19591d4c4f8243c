import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import type { Answer, World } from './world.ts';

/** A board for which no population is too small, where a test has few children and is about something else. */
export const ANY_POPULATION = { smallPopulation: { below: 1, handling: 'refuse' } } as const;

const PATIENCE = 30_000;

/** What the database says of an extract, so that looking leaves no trace in the access log. */
export async function stateOf(world: World, id: string) {
  const [row] = await world.database.raw(
    `select state, rows, attempt, tries, counted from extract where id = '${id}'`,
  );
  return row as { state: string; rows: number; attempt: number; tries: number; counted: number | null };
}

/** Waits until an extract is in a state that passes. */
export async function whenExtract(
  world: World,
  id: string,
  passes: (now: Awaited<ReturnType<typeof stateOf>>) => boolean,
) {
  for (const start = performance.now(); performance.now() - start < PATIENCE; ) {
    const now = await stateOf(world, id);
    if (passes(now)) return now;
    await pause(10);
  }
  throw new Error(`The extract is ${JSON.stringify(await stateOf(world, id))}.`);
}

export const isOver = ({ state }: { state: string }) => state !== 'waiting' && state !== 'running';

/** Waits until an extract that was asked for is over, and reads it. */
export async function finished(world: World, asked: Answer) {
  expect(asked.status, asked.text).toBe(201);
  const { id } = asked.body;
  await whenExtract(world, id, isOver);
  return (await world.as('controller').get(`/extracts/${id}`)).body;
}
