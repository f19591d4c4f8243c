import { parentPort, workerData } from 'node:worker_threads';
import { stepBack } from '../database/beside.ts';
import type { Source } from '../database/open.ts';
import { spareManifests } from '../loading.ts';
import type { Job } from './making.ts';

/**
 * The thread in which extracts are made: a job comes in, pieces go out, each lot when the one before it is kept, and
 * then what was made. It reads by a connection of its own and never writes. A failure ends it, and threaded.ts tells.
 */
stepBack();
spareManifests();
const { openSnapshot } = await import('../database/open.ts');
const { makeExtract, shadowsFor } = await import('./making.ts');
const port = parentPort!;

let kept: (() => void) | undefined;

async function make(job: Job): Promise<void> {
  const snapshot = await openSnapshot(workerData as Source, shadowsFor(job));
  const made = await makeExtract(snapshot.reader, job, (pieces, progress) => {
    const answered = new Promise<void>((resolve) => {
      kept = resolve;
    });
    port.postMessage(
      { pieces, progress },
      pieces.map(({ content }) => content.buffer as ArrayBuffer),
    );
    return answered;
  });
  await snapshot.close();
  port.postMessage({ made });
}

port.on('message', (message: { readonly job?: Job }) => {
  if (message.job) void make(message.job);
  else kept?.();
});
