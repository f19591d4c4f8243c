import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Counter, Gauge, type Registry } from 'prom-client';
import type { Board } from './access/boards.ts';
import { databaseFault } from './database/errors.ts';
import { tellDue } from './event/actions.ts';
import type { Clock, Instant } from './kernel/clock.ts';
import { createSender } from './webhook/sender.ts';

/** Something that the server does on its own, again and again, for each board. */
export interface Job {
  readonly name: string;
  /** Does what there is to do, and returns how much that was. Ends between two pieces of work when told to stop. */
  run(board: Board, clock: Clock, stopping: AbortSignal): Promise<number>;
  /** How long to wait between two of its runs, where that is not as for the others. */
  readonly everySeconds?: number;
  /** Resolves when what its runs have started is finished, where they do not wait for it themselves. */
  finish?(): Promise<void>;
}

/** Everything that the server does on its own: a new job is a line here. */
export const jobsWith = (metrics: Registry): readonly Job[] => [
  { name: 'tell-deadlines', run: tellDue },
  { name: 'send-events', everySeconds: 5, ...createSender({ metrics }) },
];

export interface JobsOptions {
  readonly boards: ReadonlyMap<string, Board>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Registry;
  /** How long to wait between two runs of the same job. */
  readonly everySeconds: number;
  readonly jobs?: readonly Job[];
}

/** Jobs at work. */
export interface RunningJobs {
  /** Starts nothing more; resolves when the pieces of work that are under way are finished. */
  stop(): Promise<void>;
}

/**
 * Starts every job: at once, and then again so long after each run. A job never runs twice at a time; one board after
 * the other, and a board that fails is tried again the next time and holds up no other. They keep no process alive.
 */
export function startJobs(options: JobsOptions): RunningJobs {
  const { boards, clock, logger, everySeconds, metrics, jobs = jobsWith(metrics) } = options;
  const stopping = new AbortController();
  const { signal } = stopping;
  const measured = measuredIn(metrics, clock);

  async function runOne(job: Job, board: Board): Promise<void> {
    const labels = { job: job.name, board: board.id };
    try {
      measured.succeeded(labels, await job.run(board, clock, signal));
    } catch (error) {
      measured.failed(labels);
      // Its message may quote what was written; the kind of failure says what the operator needs.
      const failure = databaseFault(error) ?? (error instanceof Error ? error.name : 'unknown');
      logger.warn({ ...labels, failure }, 'job failed, and is tried again');
    }
  }

  async function keepRunning(job: Job): Promise<void> {
    while (!signal.aborted) {
      for (const board of boards.values()) if (!signal.aborted) await runOne(job, board);
      await pause((job.everySeconds ?? everySeconds) * 1_000, undefined, { ref: false, signal }).catch(
        () => undefined,
      );
    }
  }

  for (const { name } of jobs) {
    for (const board of boards.keys()) measured.started({ job: name, board });
  }
  const running = jobs.map(keepRunning);
  return {
    async stop() {
      stopping.abort();
      await Promise.all(running);
      await Promise.all(jobs.map((job) => job.finish?.()));
    },
  };
}

interface Labels {
  readonly job: string;
  readonly board: string;
}

/** What shows whether the clock stands still. */
function measuredIn(metrics: Registry, clock: Clock) {
  const labelNames = ['job', 'board'] as const;
  const registers = [metrics];
  const done = new Counter({
    name: 'job_done_total',
    help: 'What a job has done since the start: events told, attempts to send them',
    labelNames,
    registers,
  });
  const failures = new Counter({
    name: 'job_failures_total',
    help: 'Runs of a job that failed since the start',
    labelNames,
    registers,
  });
  const latest = new Map<string, readonly [Labels, Instant]>();
  new Gauge({
    name: 'job_seconds_since_success',
    help: 'Seconds since a job last ran to its end; since the start where it never has',
    labelNames,
    registers,
    collect() {
      const now = Date.parse(clock.now());
      for (const [{ job, board }, at] of latest.values()) {
        this.set({ job, board }, (now - Date.parse(at)) / 1_000);
      }
    },
  });
  const note = (labels: Labels) => latest.set(`${labels.job} ${labels.board}`, [labels, clock.now()]);
  return {
    started(labels: Labels) {
      note(labels);
      done.inc({ ...labels }, 0);
      failures.inc({ ...labels }, 0);
    },
    succeeded(labels: Labels, count: number) {
      note(labels);
      done.inc({ ...labels }, count);
    },
    failed: (labels: Labels) => failures.inc({ ...labels }),
  };
}
