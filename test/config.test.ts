import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { DEMO_BOARD } from '../seeds/personas.ts';
import { ConfigError, readConfig } from '../src/config.ts';

const folder = mkdtempSync(join(tmpdir(), 'barnakt-config-'));
afterAll(() => rmSync(folder, { recursive: true }));

let files = 0;
function boardsFile(content: unknown): string {
  files += 1;
  const file = join(folder, `${files}.json`);
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

const REAL = {
  BARNAKT_AUDIT_KEY: 'k'.repeat(32),
  BARNAKT_BOARDS_FILE: boardsFile([DEMO_BOARD]),
  BARNAKT_ISSUER: 'https://login.example.se/realms/kommun',
  BARNAKT_AUDIENCE: 'barnakt',
};

/** What the server says when it cannot start. */
function faultsOf(environment: Record<string, string | undefined>): string {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return 'no fault';
}

describe('without demo mode', () => {
  test('there is no default for issuer, audience, boards and audit key: all four are named', () => {
    const faults = faultsOf({});
    for (const name of Object.keys(REAL)) expect(faults).toContain(name);
  });

  test.each(Object.keys(REAL))('without %s it does not start', (name) => {
    expect(faultsOf({ ...REAL, [name]: undefined })).toContain(name);
    expect(faultsOf({ ...REAL, [name]: '' })).toContain(name);
  });

  test('with these four it starts, and the rest has its default', () => {
    expect(readConfig(REAL)).toEqual({
      demo: false,
      host: '127.0.0.1',
      port: 8080,
      logLevel: 'info',
      database: 'data',
      auditKey: REAL.BARNAKT_AUDIT_KEY,
      boards: [DEMO_BOARD],
      issuer: {
        issuer: REAL.BARNAKT_ISSUER,
        audience: 'barnakt',
        algorithms: ['RS256', 'PS256', 'ES256', 'EdDSA'],
        clockSkewSeconds: 30,
        claims: { roles: 'roles', units: 'units', boards: 'boards' },
        roleMap: undefined,
      },
      rateLimit: { perCaller: 3000, refused: 60 },
    });
  });

  test('claims, algorithms and role names are the installation’s own', () => {
    const { issuer } = readConfig({
      ...REAL,
      BARNAKT_ALGORITHMS: 'RS256, PS256',
      BARNAKT_ROLES_CLAIM: 'realm_access.roles',
      BARNAKT_ROLE_MAP: '{"SOC-HANDL": "social-worker"}',
    });
    expect(issuer.algorithms).toEqual(['RS256', 'PS256']);
    expect(issuer.claims.roles).toBe('realm_access.roles');
    expect(issuer.roleMap).toEqual({ 'SOC-HANDL': 'social-worker' });
  });
});

test('every fault is named, not the first, and no secret is repeated', () => {
  const wrong = {
    ...REAL,
    BARNAKT_PORT: '70000',
    BARNAKT_LOG_LEVEL: 'loud',
    BARNAKT_CLOCK_SKEW_SECONDS: '3600',
    BARNAKT_ROLE_MAP: '{"a": "emperor"}',
    BARNAKT_RATE_LIMIT: '0',
    BARNAKT_REFUSED_LIMIT: 'many',
    BARNAKT_ISSUER: 'not an address',
    BARNAKT_AUDIT_KEY: 'short-and-secret',
  };
  const faults = faultsOf(wrong);
  for (const name of Object.keys(wrong)) {
    if (!['BARNAKT_BOARDS_FILE', 'BARNAKT_AUDIENCE'].includes(name)) expect(faults).toContain(name);
  }
  expect(faults).not.toContain('short-and-secret');
  expect(faultsOf({ ...REAL, BARNAKT_ROLE_MAP: '{' })).toContain('not valid JSON');
});

describe('the boards', () => {
  const { units } = DEMO_BOARD;
  const limited = (smallPopulation: unknown) => boardsFile([{ ...DEMO_BOARD, smallPopulation }]);
  const agreeing = (...agreements: unknown[]) => boardsFile([{ ...DEMO_BOARD, agreements }]);
  test.each([
    ['a file that is not there', join(folder, 'none.json')],
    ['a file that is no JSON', boardsFile('{')],
    ['no board', boardsFile([])],
    ['an id that is no municipality code', boardsFile([{ ...DEMO_BOARD, id: 'Sundsvall' }])],
    ['an id that would leave the folder', boardsFile([{ ...DEMO_BOARD, id: '2281/../x' }])],
    ['a board without units', boardsFile([{ ...DEMO_BOARD, units: [] }])],
    ['a unit without name', boardsFile([{ ...DEMO_BOARD, units: [{ code: 'a', name: '' }] }])],
    ['an unknown field', boardsFile([{ ...DEMO_BOARD, county: 'Y' }])],
    ['small populations handled in no way', limited({ below: 5 })],
    ['a limit of nobody', limited({ below: 0, handling: 'refuse' })],
    ['a region that is none', boardsFile([{ ...DEMO_BOARD, region: 'Region Skåne' }])],
    ['an agreement with a counterpart that is none', agreeing({ counterpart: 'brandkar', answerDays: 14 })],
    ['an agreement without days', agreeing({ counterpart: 'skola' })],
    ['an agreement on no days', agreeing({ counterpart: 'skola', answerDays: 0 })],
    ['an agreement on longer than the investigation', agreeing({ counterpart: 'skola', answerDays: 121 })],
    [
      'an agreement with an unknown field',
      agreeing({ counterpart: 'skola', answerDays: 7, region: 'Skåne' }),
    ],
    ['two agreements with one', agreeing(...[7, 9].map((answerDays) => ({ counterpart: '*', answerDays })))],
    ['two boards of one id', boardsFile([DEMO_BOARD, { ...DEMO_BOARD, units }])],
  ])('%s: it does not start', (_, file) => {
    expect(faultsOf({ ...REAL, BARNAKT_BOARDS_FILE: file })).toContain('BARNAKT_BOARDS_FILE');
  });

  test('a board has its region, and what it has agreed on with those whom it asks', () => {
    const board = {
      ...DEMO_BOARD,
      region: 'Skåne',
      agreements: [
        { counterpart: 'skola', answerDays: 7, name: 'Skolavtalet' },
        { counterpart: '*', answerDays: 120 },
      ],
    };
    expect(readConfig({ ...REAL, BARNAKT_BOARDS_FILE: boardsFile([board]) }).boards).toEqual([board]);
    expect(
      faultsOf({ ...REAL, BARNAKT_BOARDS_FILE: agreeing({ counterpart: 'skola', answerDays: 0 }) }),
    ).toMatch(/agreements\[0\]\.answerDays/);
  });

  test('a board says which populations are small, and what is done with them', () => {
    const smallPopulation = { below: 10, handling: 'withhold' };
    const file = limited(smallPopulation);
    expect(readConfig({ ...REAL, BARNAKT_BOARDS_FILE: file }).boards[0]!.smallPopulation).toEqual(
      smallPopulation,
    );
  });

  test('a city may have several', () => {
    const file = boardsFile([
      { ...DEMO_BOARD, id: '0180-spanga' },
      { ...DEMO_BOARD, id: '0180-farsta' },
    ]);
    expect(readConfig({ ...REAL, BARNAKT_BOARDS_FILE: file }).boards.map((board) => board.id)).toEqual([
      '0180-spanga',
      '0180-farsta',
    ]);
  });
});

test('demo mode fills in what is missing and says that it is one', () => {
  const demo = {
    issuer: 'http://127.0.0.1:4000',
    audience: 'barnakt',
    boards: [DEMO_BOARD],
    auditKey: 'd'.repeat(40),
  };
  const config = readConfig({ BARNAKT_PORT: '0', ...REAL }, demo);
  expect(config).toMatchObject({ demo: true, port: 0, boards: [DEMO_BOARD], database: 'data/demo' });
  // A demo never runs on the real issuer and key, whatever the environment holds.
  expect([config.issuer.issuer, config.auditKey]).toEqual([demo.issuer, demo.auditKey]);
});
