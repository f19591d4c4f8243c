import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { PREFIX } from '../../src/app.ts';
import { Problem } from '../../src/http/problem.ts';
import { openIntake, openInvestigation } from '../support/casework.ts';
import { SEED } from '../support/seed.ts';
import { startWorld, type World } from '../support/world.ts';

/**
 * Junk for every route of the document, from a caller who may do everything: whatever comes, it is never our fault
 * (500), and what is refused is refused with a problem document.
 */

const RUNS = 40;
let world: World;
let token: string;
let ids: Readonly<Record<string, string>>;

beforeAll(async () => {
  world = await startWorld();
  const open = await openIntake(world.as('reception'));
  const { investigationId } = await openInvestigation(world);
  ids = { ...open, personId: open.childId, boardId: world.board.id, investigationId };
  token = await world.issuer.sign({
    sub: 'alla.roller',
    roles: [
      ...['reception', 'social-worker', 'team-leader', 'decision-maker'],
      ...['controller', 'auditor', 'administrator'],
    ],
    units: world.board.units.map((unit) => unit.code),
    boards: [world.board.id],
  });
  console.info(`fuzz: seed ${SEED}`);
});
afterAll(() => world.close());

type Json = Record<string, unknown>;
interface Operation {
  readonly method: string;
  readonly path: string;
  readonly query: readonly string[];
  readonly example: unknown;
}

function operations(): Operation[] {
  const { paths, components } = world.app.swagger() as unknown as {
    paths: Record<string, Record<string, Json>>;
    components: { schemas: Record<string, { examples?: unknown[] }> };
  };
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => {
      const parameters = (operation.parameters ?? []) as { in: string; name: string }[];
      const body = JSON.stringify(operation.requestBody ?? {});
      const name = /"#\/components\/schemas\/(\w+)"/.exec(body)?.[1];
      return {
        method: method.toUpperCase(),
        path,
        query: parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name),
        example: name === undefined ? {} : components.schemas[name]?.examples?.[0],
      };
    }),
  );
}

const deep = (levels: number) => {
  let value: unknown = 1;
  for (let level = 0; level < levels; level += 1) value = level % 2 ? [value] : { a: value };
  return value;
};

const junkText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    ...[
      '',
      ' ',
      '\u0000',
      'a\u0000b',
      '\ud800',
      '\udfff\ud800',
      '\u202e',
      '%',
      '%00',
      "'; drop table person; --",
      '..',
    ],
    ...[
      'constructor',
      '__proto__',
      'null',
      'NaN',
      '-1',
      '1e400',
      '9007199254740993',
      '0x10',
      'true',
      '[]',
      '{}',
    ],
    ...[
      '2026-02-30',
      '0000-01-01',
      '9999-12-31',
      '2026-03-02T25:00:00Z',
      '2026-03-02T08:30:00+99:99',
      '201402179806',
    ],
    ...['"1"', 'W/"1"', '*', 'anmalan', 'x'.repeat(5_000), crypto.randomUUID()],
    Buffer.from('["\\u0000","\\ud800"]').toString('base64url'),
    Buffer.from('["1e99",""]').toString('base64url'),
  ),
);
const junk: fc.Arbitrary<unknown> = fc.oneof(
  junkText,
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    null,
    true,
    0,
    -0,
    -1,
    0.5,
    1e308,
    2 ** 53,
    -(2 ** 31) - 1,
    [],
    {},
    [[]],
    deep(40),
    deep(3_000),
  ),
  fc
    .constantFrom('{"__proto__":{"a":1}}', '{"constructor":{"prototype":1}}', '{"toString":1,"length":-1}')
    .map((text) => JSON.parse(text) as unknown),
);

/** The example with one thing in it replaced, removed or added: junk that gets past the first check. */
const spoilt = (example: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.nat(), fc.constantFrom('replace', 'remove', 'add'), junkText, junk)
    .map(([at, how, key, value]) => {
      const copy = structuredClone(example) as Json;
      const places: [Json, string][] = [];
      const walk = (part: unknown) => {
        if (part === null || typeof part !== 'object') return;
        for (const name of Object.keys(part)) {
          places.push([part as Json, name]);
          walk((part as Json)[name]);
        }
      };
      walk(copy);
      if (places.length === 0) return value;
      const [holder, name] = places[at % places.length]!;
      if (how === 'replace') holder[name] = value;
      if (how === 'remove') delete holder[name];
      if (how === 'add') Object.defineProperty(holder, key, { value, enumerable: true, configurable: true });
      return copy;
    });

const inPath = junkText.map((text) =>
  /^[\w%.-]+$/.test(text) ? text : encodeURIComponent(text.toWellFormed()),
);
const inHeader = junkText.map((text) => text.replaceAll(/[^\x20-\x7e]/g, '?'));

const requestFor = ({ path, query, example }: Operation) =>
  fc.record({
    url: fc
      .tuple(
        fc.array(fc.option(inPath, { nil: undefined, freq: 4 }), { minLength: 6, maxLength: 6 }),
        fc.array(fc.tuple(fc.constantFrom(...query, 'unknown', 'limit'), junkText), { maxLength: 3 }),
      )
      .map(([segments, parameters]) => {
        let place = 0;
        const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
          place += 1;
          return segments[place] ?? ids[name] ?? crypto.randomUUID();
        });
        const asked = parameters.map(
          ([name, value]) => `${name}=${encodeURIComponent(value.toWellFormed())}`,
        );
        return asked.length > 0 ? `${filled}?${asked.join('&')}` : filled;
      }),
    body: fc.oneof(
      junk,
      spoilt(example),
      spoilt(example),
      fc.constantFrom('{', '[1,]', '\ufeff{}', '"', '{"a":1}}'),
    ),
    key: fc.option(inHeader, { nil: undefined, freq: 4 }),
    match: fc.option(inHeader, { nil: '"1"', freq: 2 }),
    language: fc.option(inHeader, { nil: 'en', freq: 2 }),
    media: fc.option(inHeader, { nil: 'application/json', freq: 10 }),
  });

test('every route answers junk with a status below 500 and a problem document', async () => {
  const all = operations();
  expect(all.length).toBeGreaterThan(40);
  const statuses = new Map<number, number>();
  for (const operation of all) {
    const withBody = operation.method !== 'GET';
    await fc.assert(
      fc.asyncProperty(requestFor(operation), async ({ url, body, key, match, language, media }) => {
        const answer = await world.app.inject({
          method: operation.method as 'GET',
          url,
          headers: {
            authorization: `Bearer ${token}`,
            'accept-language': language,
            'idempotency-key': key ?? crypto.randomUUID(),
            'if-match': match,
            ...(withBody && { 'content-type': media }),
          },
          payload: withBody ? (typeof body === 'string' ? body : JSON.stringify(body)) : undefined,
        });
        statuses.set(answer.statusCode, (statuses.get(answer.statusCode) ?? 0) + 1);
        expect(answer.statusCode, answer.body).toBeLessThan(500);
        if (answer.statusCode < 400) return;
        expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
        expect(Problem.strict().parse(answer.json()).status).toBe(answer.statusCode);
      }),
      { seed: SEED, numRuns: RUNS },
    );
  }
  // Junk that never gets past the first check would prove little.
  expect(statuses.get(400)).toBeGreaterThan(all.length);
  expect((statuses.get(200) ?? 0) + (statuses.get(201) ?? 0)).toBeGreaterThan(10);
});

test('and the house still stands', async () => {
  const auditor = world.as('auditor');
  expect((await auditor.get('/audit-entries/verification')).body).toMatchObject({ intact: true });
  const intake = await world
    .as('reception')
    .send('GET', `${PREFIX}/${ids.boardId}/intakes/${ids.intakeId}`, undefined, {
      authorization: `Bearer ${token}`,
    });
  expect(intake.status).toBe(200);
  expect(({} as Json).a).toBeUndefined();
});
