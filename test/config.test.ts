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
      jobSeconds: 60,
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
    BARNAKT_JOB_SECONDS: '0',
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
  const sendingTo = (origin: string) => boardsFile([{ ...DEMO_BOARD, webhookOrigins: [origin] }]);
  const limited = (smallPopulation: unknown) => boardsFile([{ ...DEMO_BOARD, smallPopulation }]);
  const agreeing = (...agreements: unknown[]) => boardsFile([{ ...DEMO_BOARD, agreements }]);
  const loaded = (workload: unknown) => boardsFile([{ ...DEMO_BOARD, workload }]);
  const levelled = (...handlers: object[]) =>
    loaded({ handlers: handlers.map((entry) => ({ handlerId: 'karin.ek', level: 'van', ...entry })) });
  test.each([
    ['a file that is not there', join(folder, 'none.json')],
    ['a file that is no JSON', boardsFile('{')],
    ['no board', boardsFile([])],
    ['an id that is no municipality code', boardsFile([{ ...DEMO_BOARD, id: 'Sundsvall' }])],
    ['an id that would leave the folder', boardsFile([{ ...DEMO_BOARD, id: '2281/../x' }])],
    ['a board without units', boardsFile([{ ...DEMO_BOARD, units: [] }])],
    ['a unit without name', boardsFile([{ ...DEMO_BOARD, units: [{ code: 'a', name: '' }] }])],
    ['an unknown field', boardsFile([{ ...DEMO_BOARD, county: 'Y' }])],
    ['a webhook origin with a path', sendingTo('https://integration.exempel.se/')],
    ['a webhook origin without scheme', sendingTo('integration.exempel.se')],
    ['every webhook origin', sendingTo('*')],
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
    ['a weight below nothing', loaded({ weights: { investigations: { analys: -1 } } })],
    ['a weight of a phase that is none', loaded({ weights: { investigations: { slut: 1 } } })],
    ['a weight of a report that is none', loaded({ weights: { intakes: { tips: {} } } })],
    ['a weight that is no number', loaded({ weights: { overdue: '1' } })],
    ['a full load of nothing', loaded({ fullLoad: 0 })],
    ['a full load in a unit that is none', loaded({ units: [{ unit: 'jour', fullLoad: 20 }] })],
    [
      'two full loads in one unit',
      loaded({ units: [20, 30].map((fullLoad) => ({ unit: 'ungdom', fullLoad })) }),
    ],
    ['no level of experience', loaded({ levels: [] })],
    [
      'two levels of one code',
      loaded({ levels: ['Ny', 'Nyast'].map((name) => ({ code: 'ny', name, share: 1 })) }),
    ],
    ['a level with no share', loaded({ levels: [{ code: 'ny', name: 'Ny', share: 0 }] })],
    ['a handler with a level that is none', levelled({ level: 'mastare' })],
    ['a handler with a level from a day that is none', levelled({ validFrom: '2026-02-30' })],
    [
      'a handler with a level that ends before it begins',
      levelled({ validFrom: '2026-02-02', validTo: '2026-02-01' }),
    ],
    [
      'a handler with two levels on one day',
      levelled({ validTo: '2026-06-30' }, { level: 'erfaren', validFrom: '2026-06-30' }),
    ],
    ['a handler with two levels for good', levelled({ validFrom: '2026-01-01' }, { level: 'erfaren' })],
    ['an unknown field of workload', loaded({ overtime: 1 })],
    ['two boards of one id', boardsFile([DEMO_BOARD, { ...DEMO_BOARD, units }])],
  ])('%s: it does not start', (_, file) => {
    expect(faultsOf({ ...REAL, BARNAKT_BOARDS_FILE: file })).toContain('BARNAKT_BOARDS_FILE');
  });

  const WRONG: readonly [string, object, string][] = [
    [
      'a limit where the statute names the number',
      { limits: [{ rule: 'utredning', days: 90 }] },
      'the statute names the number of utredning, a board cannot set it',
    ],
    [
      'a limit by a rule that is none',
      { limits: [{ rule: 'hembesok', days: 7 }] },
      'there is no time limit "hembesok"; a board can set skyddsbedomning',
    ],
    [
      'two limits of one rule on one day',
      {
        limits: [
          { rule: 'utredningsplan', days: 14, validTo: '2026-06-30' },
          { rule: 'samtal-med-barnet', days: 14 },
          { rule: 'utredningsplan', days: 10, validFrom: '2026-06-30' },
        ],
      },
      'overlaps number 0 of the list, also of utredningsplan\n  → at [0].limits[2]',
    ],
    [
      'a limit that ends before it begins',
      { limits: [{ rule: 'utredningsplan', days: 1, validFrom: '2026-07-01', validTo: '2026-06-30' }] },
      'ends on 2026-06-30, before it begins on 2026-07-01',
    ],
    [
      'a limit from a day that is none',
      { limits: [{ rule: 'utredningsplan', days: 1, validFrom: '2026-02-30' }] },
      '[0].limits[0].validFrom',
    ],
    [
      'no days for a party to comment in',
      { limits: [{ rule: 'kommunicering', days: 0 }] },
      'others get at least one day to answer in',
    ],
    ['an hour that there is not', { officeClosesAt: '24:00' }, 'a time of day, as 16:30'],
    [
      'two times to answer for all counterparts',
      {
        agreements: [{ counterpart: '*', answerDays: 10, validFrom: '2026-01-01' }],
        limits: [{ rule: 'konsultation-svar', days: 12 }],
      },
      'the time to answer is set for all counterparts by an agreement already',
    ],
    [
      'two agreements with one counterpart on one day',
      {
        agreements: [
          { counterpart: 'skola', answerDays: 7, validFrom: '2026-01-01' },
          { counterpart: 'skola', answerDays: 9 },
        ],
      },
      'overlaps number 0 of the list, also of skola',
    ],
    ['a time to be near that is no clock', { nearing: { gallring: 5 } }, 'nearing'],
    ['a negative time to be near', { nearing: { utredning: -1 } }, '[0].nearing.utredning'],
  ];
  test.each(WRONG)('%s: it says so', (_, settings, said) => {
    expect(
      faultsOf({ ...REAL, BARNAKT_BOARDS_FILE: boardsFile([{ ...DEMO_BOARD, ...settings }]) }),
    ).toContain(said);
  });

  test('a board has days of its own, one after the other, and says when they are near', () => {
    const board = {
      ...DEMO_BOARD,
      agreements: [
        { counterpart: 'skola', answerDays: 7, validTo: '2026-06-30' },
        { counterpart: 'skola', answerDays: 9, validFrom: '2026-07-01' },
        { counterpart: '*', answerDays: 10, validTo: '2026-06-30' },
      ],
      limits: [
        { rule: 'skyddsbedomning', days: 0 },
        { rule: 'utredningsplan', days: 14, validTo: '2026-06-30', name: 'Riktlinjen' },
        { rule: 'utredningsplan', days: 10, validFrom: '2026-07-01' },
        { rule: 'konsultation-svar', days: 12, validFrom: '2026-07-01' },
      ],
      officeClosesAt: '16:30',
      nearing: { utredning: 30, utredningsplan: 2 },
    };
    expect(readConfig({ ...REAL, BARNAKT_BOARDS_FILE: boardsFile([board]) }).boards).toEqual([board]);
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

  test('a board has what its cases weigh, and how experienced its handlers are, from when', () => {
    const workload = {
      weights: {
        intakes: { ansokan: { 'fore-skyddsbedomning': 0.5 } },
        investigations: { analys: 5 },
        overdue: 1,
      },
      fullLoad: 40,
      units: [{ unit: 'mottagning', fullLoad: 15 }],
      levels: [
        { code: 'ny', name: 'Ny', share: 0.5 },
        { code: 'van', name: 'Van', share: 1 },
      ],
      handlers: [
        { handlerId: 'karin.ek', level: 'ny', validFrom: '2026-01-01', validTo: '2026-06-30' },
        { handlerId: 'omar.lind', level: 'ny' },
        { handlerId: 'karin.ek', level: 'van', validFrom: '2026-07-01' },
      ],
    };
    const [board] = readConfig({ ...REAL, BARNAKT_BOARDS_FILE: loaded(workload) }).boards;
    expect(board).toEqual({ ...DEMO_BOARD, workload });
    expect(
      faultsOf({ ...REAL, BARNAKT_BOARDS_FILE: loaded({ units: [{ unit: 'jour', fullLoad: 1 }] }) }),
    ).toMatch(/no unit jour.*workload\.units\[0\]\.unit/s);
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

describe('signing in to the follow-up page', () => {
  const SIGN_IN = { BARNAKT_CLIENT_ID: 'barnakt', BARNAKT_PUBLIC_URL: 'https://barnakt.exempel.se' };

  test('takes who we are at the issuer, and where browsers reach us', () => {
    expect(readConfig({ ...REAL, ...SIGN_IN }).signIn).toEqual({
      clientId: 'barnakt',
      clientSecret: undefined,
      scope: 'openid',
      publicUrl: 'https://barnakt.exempel.se',
    });
    const more = { BARNAKT_CLIENT_SECRET: 'hemligt', BARNAKT_SIGN_IN_SCOPE: 'openid barnakt' };
    expect(readConfig({ ...REAL, ...SIGN_IN, ...more }).signIn).toMatchObject({
      clientSecret: 'hemligt',
      scope: 'openid barnakt',
    });
    expect(readConfig(REAL).signIn).toBeUndefined();
  });

  test.each(Object.keys(SIGN_IN))('without %s, but with the other, it does not start', (name) => {
    expect(faultsOf({ ...REAL, ...SIGN_IN, [name]: undefined })).toContain(name);
  });

  test.each([
    'http://barnakt.exempel.se',
    'https://barnakt.exempel.se/',
    'https://barnakt.exempel.se/barnakt',
    'https://user@barnakt.exempel.se',
    'http://127.0.0.1.exempel.se',
    'barnakt.exempel.se',
  ])('%s is no address that browsers are sent back to', (url) => {
    expect(faultsOf({ ...REAL, ...SIGN_IN, BARNAKT_PUBLIC_URL: url })).toContain('BARNAKT_PUBLIC_URL');
  });

  test('http is for this machine, and the scope has openid in it', () => {
    const here = { ...SIGN_IN, BARNAKT_PUBLIC_URL: 'http://127.0.0.1:8080' };
    expect(readConfig({ ...REAL, ...here }).signIn?.publicUrl).toBe('http://127.0.0.1:8080');
    expect(faultsOf({ ...REAL, ...SIGN_IN, BARNAKT_SIGN_IN_SCOPE: 'profile' })).toContain(
      'BARNAKT_SIGN_IN_SCOPE',
    );
  });
});

test('demo mode fills in what is missing and says that it is one', () => {
  const demo = {
    issuer: 'http://127.0.0.1:4000',
    audience: 'barnakt',
    clientId: 'barnakt-uppfoljning',
    boards: [DEMO_BOARD],
    auditKey: 'd'.repeat(40),
  };
  const config = readConfig({ BARNAKT_PORT: '0', ...REAL }, demo);
  expect(config).toMatchObject({ demo: true, port: 0, boards: [DEMO_BOARD], database: 'data/demo' });
  // A demo never runs on the real issuer and key, whatever the environment holds.
  expect([config.issuer.issuer, config.auditKey]).toEqual([demo.issuer, demo.auditKey]);
});
