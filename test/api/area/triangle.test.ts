import { afterAll, beforeAll, expect, test } from 'vitest';
import { queriesDuring } from '../../support/queries.ts';
import { startWorld, type World } from '../../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

async function opened(): Promise<string> {
  const receipt = await world.as('socialWorker').post('/reports', {
    type: 'ansokan',
    receivedAt: '2026-03-02T08:30:00Z',
    channel: 'besok',
    reporter: 'vardnadshavare',
    unit: 'barn-och-familj',
    text: 'Mamman ber om stöd.',
    children: [{ person: { givenName: 'Elis', birthDate: '2016-01-20' }, mainCause: 'brist-i-omsorg' }],
  });
  return `/investigations/${receipt.body.children[0].investigationId}`;
}

interface AreaAtAGlance {
  area: string;
  decision: string | null;
  statements: number;
  riskFactors: number;
  protectiveFactors: number;
  meaning: boolean;
  need: string | null;
}

test('the twelve areas stand on the three sides, by their official names', async () => {
  const address = await opened();
  const { status, body } = await world.as('socialWorker').get(`${address}/triangle`);
  expect(status).toBe(200);
  expect(body.planVersion).toBe(0);
  expect(
    body.sides.map((side: { name: string; areas: { name: string }[] }) => [
      side.name,
      side.areas.map(({ name }) => name),
    ]),
  ).toEqual([
    ['Barnets utveckling', ['Hälsa', 'Utbildning', 'Känslor och beteende', 'Sociala relationer']],
    [
      'Föräldrarnas förmåga',
      ['Grundläggande omsorg', 'Stimulans och vägledning', 'Känslomässig tillgänglighet', 'Säkerhet'],
    ],
    [
      'Familj och miljö',
      [
        'Nuvarande familjesituation',
        'Familjebakgrund',
        'Boende, arbete och ekonomi',
        'Socialt nätverk och integrering',
      ],
    ],
  ]);
  for (const area of body.sides.flatMap(({ areas }: { areas: AreaAtAGlance[] }) => areas)) {
    expect(area).toMatchObject({
      decision: null,
      statements: 0,
      riskFactors: 0,
      protectiveFactors: 0,
      meaning: false,
      need: null,
    });
  }
});

test('each area shows the decision of the latest plan and what has been gathered, for this child alone', async () => {
  const worker = world.as('socialWorker');
  const address = await opened();
  const other = await opened();
  const first = await worker.put(
    `${address}/plan`,
    { areas: [{ area: 'halsa', decision: 'utreds-inte' }] },
    { match: '"0"' },
  );
  await worker.put(
    `${address}/plan`,
    {
      areas: [
        { area: 'halsa', decision: 'utreds' },
        { area: 'familjebakgrund', decision: 'utreds-inte', reason: 'Känd sedan tidigare.' },
      ],
    },
    { match: first.etag },
  );
  const record = (area: string, kind: 'statements' | 'factors', body: unknown, at = address) =>
    worker.post(`${at}/areas/${area}/${kind}`, body);
  const posted = [
    await record('halsa', 'statements', { text: 'Sover dåligt.', source: 'barnet' }),
    await record('halsa', 'statements', { text: 'Ofta trött på lektionerna.', source: 'forskola-skola' }),
    await record('halsa', 'factors', { kind: 'risk', code: 'psykisk-ohalsa' }),
    await record('halsa', 'factors', { kind: 'risk', ownWords: 'Somnar efter midnatt.' }),
    await record('halsa', 'factors', { kind: 'skydd', code: 'foljda-kontroller' }),
    await record('sociala-relationer', 'factors', { kind: 'risk', code: 'isolerad' }),
    await record('halsa', 'factors', { kind: 'skydd', code: 'god-halsa' }, other),
    await record('utbildning', 'statements', { text: 'Trivs.', source: 'barnet' }, other),
  ];
  expect(posted.map(({ status }) => status)).toEqual(Array(8).fill(201));

  const { body } = await worker.get(`${address}/triangle`);
  expect(body.planVersion).toBe(2);
  const areas: AreaAtAGlance[] = body.sides.flatMap((side: { areas: AreaAtAGlance[] }) => side.areas);
  expect(areas).toHaveLength(12);
  const touched = areas.filter(
    ({ decision, statements, riskFactors, protectiveFactors }) =>
      decision !== null || statements + riskFactors + protectiveFactors > 0,
  );
  expect(
    touched.map(({ name: _, meaning: __, need: ___, ...area }: AreaAtAGlance & { name?: string }) => area),
  ).toEqual([
    { area: 'halsa', decision: 'utreds', statements: 2, riskFactors: 2, protectiveFactors: 1 },
    { area: 'sociala-relationer', decision: null, statements: 0, riskFactors: 1, protectiveFactors: 0 },
    {
      area: 'familjebakgrund',
      decision: 'utreds-inte',
      statements: 0,
      riskFactors: 0,
      protectiveFactors: 0,
    },
  ]);
});

test('however much has been gathered, the triangle takes five queries', async () => {
  const worker = world.as('socialWorker');
  const address = await opened();
  const queries = () => queriesDuring(world, () => worker.get(`${address}/triangle`));
  expect(await queries()).toHaveLength(5);
  for (const area of ['halsa', 'utbildning', 'sakerhet', 'familjebakgrund']) {
    const at = `${address}/areas/${area}`;
    await worker.post(`${at}/statements`, { text: 'Trivs.', source: 'barnet' });
    await worker.post(`${at}/factors`, { kind: 'skydd', ownWords: 'Trygg.' });
    await worker.put(`${at}/meaning`, { need: 'inget-behov' }, { match: '"0"' });
  }
  expect(await queries()).toHaveLength(5);
});
