import type { Board } from '../src/access/boards.ts';
import type { Clock } from '../src/kernel/clock.ts';
import { report } from '../src/report/tables.ts';
import { historyOf } from './course.ts';
import type { Event } from './events.ts';
import { ARRIVING } from './families/arriving.ts';
import { CLOSED } from './families/closed.ts';
import type { Family } from './families/family.ts';
import { FOLLOWED } from './families/followed.ts';
import { PARTICULAR } from './families/particular.ts';
import { RUNNING } from './families/running.ts';
import { playThroughActions } from './play.ts';
import type { Player } from './player.ts';

export const FAMILIES: readonly Family[] = [...ARRIVING, ...RUNNING, ...CLOSED, ...PARTICULAR];

/** With those whose insatser fill the follow-up page: what the demo shows. */
export const WITH_FOLLOWED: readonly Family[] = [...FAMILIES, ...FOLLOWED];

/** Fills a board that has no report with fictitious families (demodata), at every stage up to now. */
export async function seedBoard(
  board: Board,
  clock: Clock,
  families: readonly Family[] = FAMILIES,
): Promise<void> {
  const [known] = await board.database.reader.select({ id: report.id }).from(report).limit(1);
  if (known) return;
  const now = clock.now();
  const moments = families.flatMap((family): [Player, Event][] => {
    const history = historyOf(family, now);
    const player = playThroughActions(board, history);
    return history.events.map((event) => [player, event]);
  });
  moments.sort(([, a], [, b]) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  // All at once: the writer takes them in this order and shares its commits among them.
  await Promise.all(moments.map(([player, event]) => player.play(event)));
}
