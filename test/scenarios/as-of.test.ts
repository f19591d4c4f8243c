import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { instantOf } from '../../seeds/events.ts';
import { DEMO_BOARD } from '../../seeds/personas.ts';
import { playThroughActions } from '../../seeds/play.ts';
import { createBoard } from '../../src/access/boards.ts';
import type { Instant } from '../../src/kernel/clock.ts';
import { dayOf } from '../../src/kernel/day.ts';
import { follow } from '../../src/process.ts';
import { loadRecords } from '../../src/record/load.ts';
import type { ChildRecord } from '../../src/record/record.ts';
import { knownAt } from '../support/as-of.ts';
import { openTestDatabase, testEngine } from '../support/engines.ts';
import { eveningOf, readScenario } from './scenario.ts';

/**
 * Every golden scenario is played, and on the evening of each day on which something happened, or is expected, its records
 * are laid aside. When all of it has been played, the record as it was known on each of those evenings is the same.
 */

const names = readdirSync(new URL('.', import.meta.url)).flatMap(
  (file) => /^(.*)\.yaml$/.exec(file)?.[1] ?? [],
);

test.each(names)('%s is read again as it was known on each evening', async (name) => {
  const scenario = readScenario(name);
  const database = await openTestDatabase();
  const board = createBoard(
    { ...DEMO_BOARD, ...scenario.settings },
    database,
    'a key that only the tests know of, long enough',
    follow,
  );
  const player = playThroughActions(board, scenario);
  const evenings = [
    ...new Set([
      ...scenario.events.map(({ at }) => dayOf(instantOf(at))),
      ...scenario.expected.map(({ on }) => on),
    ]),
  ]
    .toSorted()
    .map(eveningOf)
    // What an evening brings is the same on every engine: the quick one tries them all.
    .filter((_, n, all) => testEngine === 'sqlite' || n % 4 === 1 || n === all.length - 1);
  const laidAside: (readonly [Instant, readonly ChildRecord[]])[] = [];
  let played = 0;
  for (const evening of evenings) {
    for (const event of scenario.events.slice(played)) {
      if (instantOf(event.at) > evening) break;
      await player.play(event);
      played += 1;
    }
    laidAside.push([evening, await loadRecords(database.reader, [...player.cast.persons.values()])]);
  }
  expect(played).toBe(scenario.events.length);
  const everyone = [...player.cast.persons.values()];
  for (const [evening, records] of laidAside) {
    expect(await knownAt(database, evening, (reader) => loadRecords(reader, everyone)), evening).toEqual(
      records,
    );
  }
  // The evenings must differ, or nothing was shown.
  expect(new Set(laidAside.map(([, records]) => JSON.stringify(records))).size).toBeGreaterThan(2);
  await database.close();
});
