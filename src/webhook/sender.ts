import { Counter, type Registry } from 'prom-client';
import type { Board } from '../access/boards.ts';
import type { Clock } from '../kernel/clock.ts';
import { post } from './post.ts';
import { type Claimed, claimDue, handOut, messageOf, noteAttempt } from './sending.ts';
import { findWithDue } from './store.ts';

/** How many attempts are made at a time: for a board, and to one receiver; to one that failed last, one. */
const AT_A_TIME = 8;
const TO_ONE = 2;
const TO_ONE_THAT_FAILS = 1;

export interface SenderOptions {
  readonly metrics: Registry;
  /** How long an attempt may take in all. */
  readonly timeoutMilliseconds?: number;
  /** From 0 to 1: spreads what is tried again. */
  readonly chance?: () => number;
}

/** Sends events to webhooks, for every board. */
export interface Sender {
  /**
   * Hands out what has been told, and starts the attempts that are due as far as there is room; each that ends makes
   * room for the next. Returns how many it started, and does not wait for them: a receiver that hangs holds up nobody.
   */
  run(board: Board, clock: Clock, stopping: AbortSignal): Promise<number>;
  /** Resolves when no attempt is under way. */
  finish(): Promise<void>;
}

export function createSender({
  metrics,
  timeoutMilliseconds = 10_000,
  chance = Math.random,
}: SenderOptions): Sender {
  const counted = new Counter({
    name: 'webhook_deliveries_total',
    help: 'Attempts to send an event to a webhook, by how they ended: dead is failed for the last time',
    labelNames: ['board', 'outcome'],
    registers: [metrics],
  });
  const unnoted = new Counter({
    name: 'webhook_unnoted_total',
    help: 'Attempts whose end could not be noted: the database did not take it, and they are made again',
    labelNames: ['board'],
    registers: [metrics],
  });
  const lanes = new Map<string, Lane>();

  function laneOf(board: Board): Lane {
    let lane = lanes.get(board.id);
    if (!lane) {
      for (const outcome of ['delivered', 'failed', 'dead']) counted.inc({ board: board.id, outcome }, 0);
      lane = createLane(board, {
        timeoutMilliseconds,
        chance,
        ended: (outcome) => counted.inc({ board: board.id, outcome }),
        unnoted: () => unnoted.inc({ board: board.id }),
      });
      lanes.set(board.id, lane);
    }
    return lane;
  }

  return {
    async run(board, clock, stopping) {
      await handOut(board, clock, stopping);
      return laneOf(board).fill(clock, stopping);
    },
    async finish() {
      await Promise.all([...lanes.values()].map((lane) => lane.idle()));
    },
  };
}

interface LaneOptions extends Required<Omit<SenderOptions, 'metrics'>> {
  ended(outcome: string): void;
  unnoted(): void;
}

interface Lane {
  fill(clock: Clock, stopping: AbortSignal): Promise<number>;
  idle(): Promise<void>;
}

/** The attempts of one board that are under way in this process. */
function createLane(board: Board, { timeoutMilliseconds, chance, ended, unnoted }: LaneOptions): Lane {
  const underWay = new Map<Promise<void>, string>();
  const failing = new Set<string>();
  /** Receivers in the order of their last turn, so that one with much to get does not keep the others waiting. */
  const turns = new Map<string, number>();
  let turn = 0;
  let filling: Promise<number> | undefined;
  let again = false;

  function roomAt(webhookId: string): number {
    const busy = [...underWay.values()].filter((id) => id === webhookId).length;
    return (failing.has(webhookId) ? TO_ONE_THAT_FAILS : TO_ONE) - busy;
  }

  async function fillOnce(clock: Clock, stopping: AbortSignal) {
    const most = AT_A_TIME - underWay.size;
    if (most <= 0 || stopping.aborted) return { claimed: [], looked: 0 };
    const rooms = (await findWithDue(board.database.reader, clock.now()))
      .map((webhookId) => ({ webhookId, room: roomAt(webhookId) }))
      .filter(({ room }) => room > 0)
      .sort((a, b) => (turns.get(a.webhookId) ?? 0) - (turns.get(b.webhookId) ?? 0));
    if (rooms.length === 0) return { claimed: [], looked: 0 };
    return claimDue(board, clock, rooms, most, chance);
  }

  async function fillAll(clock: Clock, stopping: AbortSignal): Promise<number> {
    let started = 0;
    try {
      let looked: number;
      do {
        again = false;
        const found = await fillOnce(clock, stopping);
        for (const claimed of found.claimed) start(claimed, clock, stopping);
        started += found.claimed.length;
        looked = found.looked;
      } while (looked > 0 || again);
      return started;
    } finally {
      filling = undefined;
    }
  }

  function fill(clock: Clock, stopping: AbortSignal): Promise<number> {
    if (filling) again = true;
    else filling = fillAll(clock, stopping);
    return filling;
  }

  function start(claimed: Claimed, clock: Clock, stopping: AbortSignal): void {
    turn += 1;
    turns.set(claimed.webhook.id, turn);
    const attempt = make(claimed, clock, stopping)
      // What could not be noted is made again when its claim runs out: at least once.
      .catch(unnoted)
      .then(() => void underWay.delete(attempt))
      .then(() => fill(clock, stopping))
      .then(
        () => undefined,
        () => undefined, // The next run meets the same, and tells of it.
      );
    underWay.set(attempt, claimed.webhook.id);
  }

  async function make(claimed: Claimed, clock: Clock, stopping: AbortSignal): Promise<void> {
    const { id } = claimed.webhook;
    const message = messageOf(board, claimed, clock.now());
    const attempted = await post(message, { timeoutMilliseconds, stop: stopping });
    if (attempted?.error === null) failing.delete(id);
    else failing.add(id);
    const outcome = await noteAttempt(board, clock, claimed, attempted, chance());
    if (outcome !== null) ended(outcome);
  }

  return {
    fill,
    async idle() {
      while (filling || underWay.size > 0) await Promise.allSettled([filling, ...underWay.keys()]);
    },
  };
}
