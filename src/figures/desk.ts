import { beside } from '../database/beside.ts';
import type { BoardDatabase } from '../database/open.ts';
import { HttpProblem } from '../http/problem.ts';
import { type Answer, answerTo } from './answer.ts';
import type { Question } from './counting/question.ts';

/**
 * Where a board's questions are answered: one at a time, beside the requests. Who asks what somebody waits for already
 * waits for the same answer. Where too many wait, the next is asked to come again.
 */
export interface Desk {
  /** @throws HttpProblem where too many wait, or the server is closing. */
  ask(question: Question): Promise<Answer>;
  close(): Promise<void>;
}

/** So many different questions: an answer takes seconds on a large board, and a caller waits for no more than a minute. */
const MOST_WAITING = 16;
/** Where there can be no thread, in pages small enough that the requests get their turn. */
const CHILDREN_PER_SLICE = 25;

export function createDesk(database: BoardDatabase): Desk {
  const thread =
    database.source &&
    beside<Question, never, Answer>(new URL('./thread.ts', import.meta.url), database.source);
  const answer = (question: Question): Promise<Answer> =>
    thread
      ? thread.make(question)
      : answerTo(database.reader, { ...question, childrenPerPage: CHILDREN_PER_SLICE });
  const waiting = new Map<string, Promise<Answer>>();
  let turn: Promise<unknown> = Promise.resolve();
  let closed = false;
  return {
    ask(question) {
      const key = JSON.stringify({ ...question, asOf: undefined });
      const known = waiting.get(key);
      if (known) return known;
      if (closed || waiting.size >= MOST_WAITING) return Promise.reject(busy());
      const answered = turn
        .then(() => {
          if (closed) throw busy();
          return answer(question);
        })
        .finally(() => waiting.delete(key));
      turn = answered.catch(() => undefined);
      waiting.set(key, answered);
      return answered;
    },
    async close() {
      closed = true;
      await thread?.close();
      await turn;
    },
  };
}

const busy = () =>
  new HttpProblem('unavailable', {
    sv: 'Många frågor väntar på svar. Försök igen om en stund, som Retry-After säger.',
    en: 'Many questions wait for an answer. Try again in a while, as Retry-After says.',
  });
