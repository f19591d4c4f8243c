import { enableCompileCache } from 'node:module';

/**
 * Starts the server: `node src/main.js`, or with `--demo` a fictitious board and a local issuer. Closes on SIGTERM
 * and SIGINT: what is under way is finished, nothing new is taken in.
 *
 * The only file of the server's in JavaScript: what is compiled after its first line is kept for the next start. Were it
 * in TypeScript, its compiler would be loaded at every start to read it, which takes 17 MiB for as long as the server runs.
 */
enableCompileCache();
const { spareManifests } = await import('./loading.ts');
spareManifests();
const { serve } = await import('./serve.ts');
process.exitCode = await serve(process.env, process.argv.includes('--demo'));
