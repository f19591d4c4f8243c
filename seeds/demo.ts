import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Board } from '../src/access/boards.ts';
import type { DemoDefaults } from '../src/config.ts';
import type { Clock } from '../src/kernel/clock.ts';
import { DEMO_AUDIENCE, DEMO_CLIENT, startIssuer } from './issuer.ts';
import { DEMO_BOARD, DEMO_RECEIVER, DEMO_TERMS, PERSONAS, type Persona } from './personas.ts';
import { seedBoard, WITH_FOLLOWED } from './seed.ts';

/** How long the printed tokens last: a day of trying things out. */
const TOKEN_SECONDS = 12 * 3600;

/** Short names for the shell, as README.md uses them. */
const SHELL_NAMES: Readonly<Record<Persona, string>> = {
  reception: 'R',
  socialWorker: 'W',
  youthWorker: 'Y',
  teamLeader: 'L',
  youthLeader: 'YL',
  decisionMaker: 'D',
  controller: 'C',
  auditor: 'A',
  administrator: 'S',
};

/** The demo: a local issuer, a fictitious board, and a page of first steps on the terminal. */
export interface Demo {
  readonly defaults: DemoDefaults;
  /** Fills an empty board with fictitious cases. */
  seed(boards: ReadonlyMap<string, Board>): Promise<void>;
  /** Says where to go, with a token per role. */
  welcome(base: string): Promise<void>;
  close(): Promise<void>;
}

/** The chain of the demo's log is sealed with a key that stays with its data, so that it verifies after a restart. */
function keptKey(folder: string): string {
  const file = `${folder}/audit-key`;
  try {
    return readFileSync(file, 'utf8');
  } catch {
    mkdirSync(dirname(file), { recursive: true });
    const key = randomBytes(32).toString('hex');
    writeFileSync(file, key, { mode: 0o600 });
    return key;
  }
}

export async function startDemo(clock: Clock, environment: NodeJS.ProcessEnv): Promise<Demo> {
  const issuer = await startIssuer({ port: 0, clock, personas: PERSONAS });
  const database = environment.BARNAKT_DATABASE ?? 'data/demo';
  const folder = database.includes('://') ? 'data/demo' : database;
  return {
    defaults: {
      issuer: issuer.issuer,
      audience: DEMO_AUDIENCE,
      clientId: DEMO_CLIENT,
      boards: [{ ...DEMO_BOARD, ...DEMO_TERMS, webhookOrigins: [DEMO_RECEIVER] }],
      auditKey: keptKey(folder),
    },
    async seed(boards) {
      for (const board of boards.values()) await seedBoard(board, clock, WITH_FOLLOWED);
    },
    async welcome(base) {
      const tokens = await Promise.all(
        Object.entries(PERSONAS).map(async ([name, claims]) => {
          const token = await issuer.sign({ ...claims }, { expiresInSeconds: TOKEN_SECONDS });
          return { name, claims, token };
        }),
      );
      const worker = tokens.find(({ name }) => name === 'socialWorker')!.token;
      console.log(
        [
          '',
          '*** DEMO. Every person and case here is fictitious. Do not put real data in it. ***',
          '*** Anyone on this machine can get a token. For real use see "Configuration" in README.md. ***',
          '',
          `Documentation:  ${base}/docs`,
          `Follow-up page: ${base}/${DEMO_BOARD.id}/uppfoljning (pick the controller)`,
          `Board:          ${DEMO_BOARD.id}, ${DEMO_BOARD.name}`,
          `Webhooks:       may post to ${DEMO_RECEIVER} and nowhere else`,
          '',
          `Tokens, valid ${TOKEN_SECONDS / 3600} hours (more: curl -d persona=NAME ${issuer.issuer}/token):`,
          '',
          ...tokens.flatMap(({ name, claims, token }) => [
            `# ${name}: ${claims.sub}, ${claims.roles.join(' ')}${claims.units.length > 0 ? ` at ${claims.units.join(', ')}` : ''}`,
            `${SHELL_NAMES[name as Persona]}='${token}'`,
            '',
          ]),
          'A first request:',
          '',
          `B='${base}/${DEMO_BOARD.id}'`,
          `curl -s -H "Authorization: Bearer ${worker}" "${base}/${DEMO_BOARD.id}/intakes?limit=3"`,
          '',
        ].join('\n'),
      );
    },
    close: () => issuer.close(),
  };
}
