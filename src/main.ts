import { enableCompileCache } from 'node:module';
import { spareManifests } from './loading.ts';

/**
 * Starts the server: `node src/main.ts`, or with `--demo` a fictitious board and a local issuer. Closes on SIGTERM
 * and SIGINT: what is under way is finished, nothing new is taken in.
 */
enableCompileCache();
spareManifests();
const { serve } = await import('./serve.ts');
process.exitCode = await serve(process.env, process.argv.includes('--demo'));
