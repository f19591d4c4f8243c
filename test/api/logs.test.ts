import { afterAll, beforeAll, expect, test } from 'vitest';
import { PREFIX } from '../../src/app.ts';
import { child, done, newNumber, openIntake } from '../support/casework.ts';
import { type Answer, startWorld, type World } from '../support/world.ts';

/** No personal number and no name of a person is ever in a log line or an error, wherever a caller puts it. */

const NUMBER = newNumber();
const HYPHENATED = `${NUMBER.slice(0, 8)}-${NUMBER.slice(8)}`;
const WRONG = `${NUMBER.slice(0, 11)}${(Number(NUMBER[11]) + 1) % 10}`;
const NAME = 'Hemligsson';
const SECRETS = [NUMBER, HYPHENATED, WRONG, NUMBER.slice(2), NAME];

let world: World;
let childId: string;
let authorization: string;

beforeAll(async () => {
  world = await startWorld();
  const opened = await openIntake(
    world.as('socialWorker'),
    child({ personalNumber: NUMBER, familyName: NAME }),
  );
  childId = opened.childId;
  const claims = { sub: 'karin.ek', roles: ['social-worker'], units: ['mottagning'], boards: ['2281'] };
  authorization = `Bearer ${await world.issuer.sign(claims)}`;
});
afterAll(() => world.close());

const get = (url: string, headers = {}): Promise<Answer> =>
  world.as('socialWorker').send('GET', `${PREFIX}${url}`, undefined, { authorization, ...headers });
const post = (url: string, body: unknown, headers = {}): Promise<Answer> =>
  world.as('socialWorker').send('POST', `${PREFIX}${url}`, body, {
    authorization,
    'idempotency-key': crypto.randomUUID(),
    ...headers,
  });

const ATTEMPTS: Readonly<Record<string, () => Promise<Answer>>> = {
  'in a path': () => get(`/2281/persons/${NUMBER}`),
  'in a path, hyphenated': () => get(`/2281/persons/${HYPHENATED}/family`),
  'in a path that cannot be decoded': () => get(`/2281/persons/${NUMBER}%zz`),
  'in a path that is too long': () => get(`/2281/persons/${NUMBER}${'x'.repeat(200)}`),
  'in an unknown path': () => get(`/2281/${NAME}/${NUMBER}`),
  'as a board': () => get(`/${NUMBER}/intakes`),
  'as a query parameter’s value': () => get(`/2281/intakes?unit=${NAME}-${NUMBER}`),
  'as an unknown query parameter': () => get(`/2281/intakes?${NUMBER}=1&name=${NAME}`),
  'in a cursor': () => get(`/2281/intakes?cursor=${Buffer.from(NUMBER).toString('base64url')}`),
  'in the query of an item': () => get(`/2281/persons/${childId}?number=${NUMBER}`),
  'as a request id': () => get('/2281/intakes?limit=0', { 'x-request-id': NUMBER }),
  'as a language': () => get('/2281/intakes?limit=0', { 'accept-language': NUMBER }),
  'as a key': () => post('/2281/persons', { givenName: 'A' }, { 'idempotency-key': NUMBER }),
  'as If-Match': () =>
    world.as('socialWorker').send(
      'PATCH',
      `${PREFIX}/2281/persons/${childId}`,
      { givenName: 'B' },
      {
        authorization,
        'if-match': `"${NUMBER}"`,
      },
    ),
  'as a media type': () => post('/2281/persons', '{}', { 'content-type': `application/${NUMBER}` }),
  'as a token': () => get('/2281/intakes', { authorization: `Bearer ${NUMBER}` }),
  'as a body that is no JSON': () => post('/2281/persons', `{"personalNumber": ${NUMBER} ${NAME}`),
  'as a body': () => post('/2281/persons', JSON.stringify(`${NUMBER} ${NAME}`)),
  'as an unknown field': () => post('/2281/persons', { [NUMBER]: 1, [`pnr${NUMBER}`]: 2, [`${NAME} A`]: 3 }),
  'as a prototype': () => post('/2281/persons', `{"__proto__": {"personalNumber": "${NUMBER}"}}`),
  'with a wrong check digit': () => post('/2281/persons', { personalNumber: WRONG, familyName: NAME }),
  'as a coordination number': () => post('/2281/persons', { coordinationNumber: NUMBER }),
  'as a code': () => post('/2281/persons', { givenName: 'A', legalSex: NUMBER }),
  'as a day': () => post('/2281/persons', { givenName: 'A', birthDate: NUMBER }),
  'that is taken': () => post('/2281/persons', { personalNumber: NUMBER, familyName: NAME }),
  'with another birth date': () => post('/2281/persons', { personalNumber: NUMBER, birthDate: '2001-01-01' }),
  'in a search of two terms': () => post('/2281/persons/search', { personalNumber: NUMBER, name: NAME }),
  'deep in a report': () =>
    post('/2281/reports', {
      type: NAME,
      channel: NUMBER,
      reporter: NAME,
      text: 'x',
      receivedAt: NUMBER,
      children: [
        { person: { personalNumber: WRONG, [NUMBER]: NAME } },
        { person: NAME },
        { personId: NUMBER },
      ],
    }),
  'of a child that stands twice': () =>
    post('/2281/reports', {
      type: 'anmalan',
      channel: 'telefon',
      reporter: 'skola',
      text: NAME,
      receivedAt: '2026-03-01T08:00:00Z',
      children: [child({ personalNumber: NUMBER }), child({ personalNumber: NUMBER })],
    }),
};

test.each(Object.keys(ATTEMPTS))('a number or name %s is not repeated', async (where) => {
  const answer = await ATTEMPTS[where]!();
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expect(answer.status).toBeLessThan(500);
  expect(String(answer.headers['content-type'])).toMatch(/^application\/problem\+json/);
  const said = answer.text + JSON.stringify(answer.headers);
  expect(SECRETS.filter((secret) => said.includes(secret))).toEqual([]);
});

test('what is found and done is not in the log either', async () => {
  const karin = world.as('socialWorker');
  done(await karin.post('/persons/search', { personalNumber: HYPHENATED }));
  done(await karin.post('/persons/search', { name: NAME }));
  const { etag } = await karin.get(`/persons/${childId}`);
  done(await karin.patch(`/persons/${childId}`, { givenName: 'Ny' }, { match: etag }));
});

test('a failure of the database says nothing of what was written', async () => {
  await world.database.raw('alter table person rename to person_away');
  const answer = await post('/2281/persons', { personalNumber: newNumber(), familyName: NAME });
  await world.database.raw('alter table person_away rename to person');
  expect(answer.status).toBe(500);
  expect(SECRETS.filter((secret) => answer.text.includes(secret))).toEqual([]);
  const line = world.log.map((text) => JSON.parse(text)).find((entry) => entry.failure);
  expect(line.reqId).toBe(answer.headers['x-request-id']);
});

test('the log holds request ids and route patterns, and none of the above', () => {
  const lines = world.log.map((line) => JSON.parse(line));
  expect(lines.length).toBeGreaterThan(Object.keys(ATTEMPTS).length);
  const everything = world.log.join('');
  expect(SECRETS.filter((secret) => everything.includes(secret))).toEqual([]);
  expect(everything).not.toContain(childId);
  const answered = lines.filter((line) => line.msg === 'answered');
  expect(answered.every((line) => /^[0-9a-f-]{36}$/.test(line.reqId))).toBe(true);
  const routes = new Set(answered.map((line) => line.route));
  expect(routes).toContain(`${PREFIX}/:boardId/persons/:personId`);
  expect(routes).toContain('unknown');
});
