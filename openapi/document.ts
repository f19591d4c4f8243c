import { writeFileSync } from 'node:fs';
import { pino } from 'pino';
import { buildApp } from '../src/app.ts';
import { systemClock } from '../src/kernel/clock.ts';

/** The OpenAPI document as the running server makes it; no database and no issuer is needed for that. */
export async function makeDocument(): Promise<Record<string, unknown>> {
  const never = () => Promise.reject(new Error('The document is made without callers.'));
  const app = await buildApp({
    boards: new Map(),
    verifier: { verify: never, ready: never },
    clock: systemClock,
    logger: pino({ level: 'silent' }),
    rateLimit: { perCaller: 1, refused: 1 },
  });
  await app.ready();
  const document = app.swagger() as unknown as Record<string, unknown>;
  await app.close();
  return document;
}

// `npm run openapi` writes it down.
if (import.meta.main) {
  writeFileSync(
    new URL('openapi.json', import.meta.url),
    `${JSON.stringify(await makeDocument(), null, 2)}\n`,
  );
}
