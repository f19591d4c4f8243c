import { parentPort, workerData } from 'node:worker_threads';
import type { Source } from '../database/open.ts';
import { spareManifests } from '../loading.ts';
import type { Question } from './counting/question.ts';

/**
 * The thread in which figures are worked out: a question comes in, an answer goes out. It reads by a connection of its
 * own and never writes. A failure ends it, and database/beside.ts tells.
 */
spareManifests();
const { openSnapshot } = await import('../database/open.ts');
const { answerTo } = await import('./answer.ts');
const port = parentPort!;

async function make(question: Question): Promise<void> {
  const snapshot = await openSnapshot(workerData as Source);
  const made = await answerTo(snapshot.reader, question);
  await snapshot.close();
  port.postMessage({ made });
}

port.on('message', ({ job }: { readonly job?: Question }) => {
  if (job) void make(job);
});
