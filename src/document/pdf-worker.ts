import { parentPort } from 'node:worker_threads';
import type { PrintedDocument } from './model.ts';
import { renderPdf } from './pdf.ts';

/** The thread that printer.ts starts: a document comes in, its bytes go out. A failure ends it, and printer.ts tells. */
parentPort!.on('message', async (document: PrintedDocument) => {
  const bytes = await renderPdf(document);
  parentPort!.postMessage(bytes, [bytes.buffer as ArrayBuffer]);
});
