import { Registry } from 'prom-client';
import type { Board } from '../../../src/access/boards.ts';
import { tellDue } from '../../../src/event/actions.ts';
import { after } from '../../../src/webhook/rules.ts';
import { createSender } from '../../../src/webhook/sender.ts';
import { done, openIntake } from '../../support/casework.ts';
import type { TestClock, World } from '../../support/world.ts';

/** The sender of one process, run by hand: each run is waited for until nothing is under way. */
export function senderOf(board: Board, clock: TestClock, timeoutMilliseconds = 400) {
  const metrics = new Registry();
  const sender = createSender({ metrics, timeoutMilliseconds, chance: () => 0 });
  const stopping = new AbortController();
  return {
    /** Starts what is due and does not wait for it. */
    start: () => sender.run(board, clock, stopping.signal),
    async run() {
      await sender.run(board, clock, stopping.signal);
      await sender.finish();
    },
    async stop() {
      stopping.abort();
      await sender.finish();
    },
    finish: () => sender.finish(),
    async counted() {
      const found = (await metrics.getSingleMetric('webhook_deliveries_total')!.get()).values;
      return Object.fromEntries(found.map(({ labels, value }) => [labels.outcome, value]));
    },
  };
}

/** Moves the clock on by so many seconds. */
export const pass = (world: World, seconds: number) => world.clock.set(after(world.clock.now(), seconds));

export async function subscribe(world: World, url: string, more: Record<string, unknown> = {}) {
  const input = { url, units: ['mottagning', 'barn-och-familj'], ...more };
  return done(await world.as('administrator').post('/webhooks', input));
}

/** Opens intakes, and lets the clock tell of the first thing that is due in each: the assessment of protection. */
export async function tellOf(world: World, count = 1, open = () => openIntake(world.as('reception'))) {
  const opened = [];
  for (let n = 0; n < count; n += 1) opened.push(await open());
  await tellDue(world.board, world.clock);
  return opened;
}

export const deliveriesTo = async (world: World, id: string, query = '') =>
  done(await world.as('administrator').get(`/webhooks/${id}/deliveries${query}`));
