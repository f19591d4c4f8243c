import { afterAll, beforeAll, expect, test } from 'vitest';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { QUESTION_SETS } from '../../../src/knowledge/consultations.ts';
import { loadRecords } from '../../../src/record/load.ts';
import { done } from '../../support/casework.ts';
import { startWorld, type World } from '../../support/world.ts';

/** Files begun before October 2015 keep the areas that the triangle had then, whenever they are worked with. */

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

const worker = () => world.as('socialWorker');

/** An application opens an investigation on the day it came in; one of the last day of the older areas. */
async function opened(receivedAt = '2015-09-30T10:00:00Z') {
  const receipt = done(
    await worker().post('/reports', {
      type: 'ansokan',
      receivedAt,
      channel: 'besok',
      reporter: 'vardnadshavare',
      unit: 'barn-och-familj',
      text: 'Mamman ber om stöd.',
      children: [{ person: { givenName: 'Melker', birthDate: '2009-05-03' }, mainCause: 'brist-i-omsorg' }],
    }),
  );
  const { investigationId, childId } = receipt.children[0];
  return { childId: childId as string, address: `/investigations/${investigationId}` };
}

const told = { text: 'Melker vet inte vem han liknar.', source: 'barnet' };
const ownWords = { kind: 'risk', ownWords: 'Osäker på sitt ursprung.' };

const savePlan = (address: string, areas: readonly object[], match = '"0"') =>
  worker().put(`${address}/plan`, { purpose: 'Se över stödet.', areas }, { match });

test('the triangle has the twenty areas of then, on their sides and by their names', async () => {
  const { address } = await opened();
  const { sides } = done(await worker().get(`${address}/triangle`));
  const shown = sides.map(
    ({ side, name, areas }: { side: string; name: string; areas: { name: string }[] }) => [
      side,
      name,
      areas.map((area) => area.name),
    ],
  );
  expect(shown).toEqual([
    [
      'barnets-behov',
      'Barnets behov',
      [
        'Hälsa',
        'Utbildning',
        'Känslo- och beteendemässig utveckling',
        'Identitet',
        'Familj och sociala relationer',
        'Socialt uppträdande',
        'Förmåga att klara sig själv',
      ],
    ],
    [
      'foraldrars-formaga',
      'Föräldrars förmåga',
      [
        'Grundläggande omsorg',
        'Säkerhet',
        'Känslomässig tillgänglighet',
        'Stimulans',
        'Vägledning och gränssättning',
        'Stabilitet',
      ],
    ],
    [
      'familj-och-miljo',
      'Familj och miljö',
      [
        'Familjens bakgrund och situation',
        'Familjenätverk',
        'Ekonomi',
        'Boende',
        'Arbete',
        'Social integrering',
        'Lokalsamhällets resurser',
      ],
    ],
  ]);
  const next = await opened('2015-10-01T10:00:00Z');
  const areasOf = ({ areas }: { areas: unknown[] }) => areas.length;
  expect(done(await worker().get(`${next.address}/triangle`)).sides.map(areasOf)).toEqual([4, 4, 4]);
});

test('statements, factors in own words, meaning and need gather under an older area', async () => {
  const { address } = await opened();
  done(await savePlan(address, [{ area: 'identitet', decision: 'utreds-inte', reason: 'Utrett förut.' }]));
  const area = `${address}/areas/identitet`;
  const statement = await worker().post(`${area}/statements`, told);
  expect(statement.status).toBe(201);
  expect(statement.body.warnings).toMatchObject([{ code: 'area.left-out' }]);
  done(await worker().post(`${area}/factors`, ownWords));
  done(
    await worker().put(`${area}/meaning`, { need: 'behov-finns', meaning: 'Grubblar.' }, { match: '"0"' }),
  );
  expect(done(await worker().get(area))).toMatchObject({
    area: 'identitet',
    side: 'barnets-behov',
    decision: 'utreds-inte',
    need: 'behov-finns',
    statements: [told],
    factors: [{ ...ownWords, code: null }],
  });
  const { sides } = done(await worker().get(`${address}/triangle`));
  expect(sides[0].areas[3]).toEqual({
    area: 'identitet',
    name: 'Identitet',
    decision: 'utreds-inte',
    statements: 1,
    riskFactors: 1,
    protectiveFactors: 0,
    meaning: true,
    need: 'behov-finns',
  });
});

test('an answer is taken into an older area, and into no later one', async () => {
  const { address } = await opened();
  const asked = { counterpart: 'skola', basis: 'uppgiftsskyldighet' };
  const question = { area: 'identitet', text: 'Hur ser Melker på sig själv?' };
  const draft = await worker().post(`${address}/consultations`, { ...asked, questions: [question] });
  const path = `/consultations/${done(draft).id}`;
  const sent = await worker().post(`${path}/dispatch`, {}, { match: draft.etag });
  const statements = [{ area: null, text: told.text }];
  done(await worker().post(`${path}/answer`, { statements }, { match: sent.etag }));
  const take = (area: string) => worker().post(`${path}/taken-statements`, { parts: [{ part: 1, area }] });
  const later = await take('familjebakgrund');
  expect(later.status).toBe(400);
  expect(later.body.violations).toMatchObject([{ field: 'parts.0.area' }]);
  expect((await take('identitet')).status).toBe(201);
  expect(done(await worker().get(`${address}/areas/identitet`)).statements).toMatchObject([
    { text: told.text, source: 'forskola-skola', answerPart: 1 },
  ]);
});

test('an area that stands in both triangles is on the side that it had in that of the file', async () => {
  const [older, newer] = [await opened(), await opened('2015-10-01T10:00:00Z')];
  const sideIn = async (address: string) => done(await worker().get(`${address}/areas/halsa`)).side;
  expect(await sideIn(older.address)).toBe('barnets-behov');
  expect(await sideIn(newer.address)).toBe('barnets-utveckling');
});

test.each([
  ['an area that came later', '2015-09-30T10:00:00Z', 'familjebakgrund', 'needsArea2006'],
  ['an area that was gone', '2015-10-01T10:00:00Z', 'identitet', 'needsArea'],
])('%s is not in the file', async (_, receivedAt, code, list) => {
  const { address } = await opened(receivedAt);
  const area = `${address}/areas/${code}`;
  const openedOn = receivedAt.slice(0, 10);
  const message = `Koden gällde inte ${openedOn}. Se /codebooks/${list} för vilka som gällde då.`;
  const question = { area: code, text: 'Hur har familjen det?' };
  const analysis = (await worker().get(`${address}/analysis`)).etag;
  const refused: [string, Awaited<ReturnType<typeof savePlan>>][] = [
    ['areaCode', await worker().get(area)],
    ['areaCode', await worker().get(`${area}/meaning/versions`)],
    ['areaCode', await worker().post(`${area}/statements`, told)],
    ['areaCode', await worker().post(`${area}/factors`, ownWords)],
    ['areaCode', await worker().put(`${area}/meaning`, { need: 'oklart' }, { match: '"0"' })],
    ['areas.0.area', await savePlan(address, [{ area: code, decision: 'utreds' }])],
    [
      'questions.0.area',
      await worker().post(`${address}/consultations`, { counterpart: 'skola', questions: [question] }),
    ],
    [
      'assessment.needs.0',
      await worker().put(`${address}/analysis`, { assessment: { needs: [code] } }, { match: analysis }),
    ],
  ];
  for (const [field, { status, body }] of refused) {
    expect(status, field).toBe(400);
    expect(body.violations).toEqual([{ field, message }]);
  }
});

test('a factor of the list, which came later, is told in own words', async () => {
  const { address } = await opened();
  const listed = { kind: 'skydd', code: 'god-halsa' };
  const refused = await worker().post(`${address}/areas/halsa/factors`, listed);
  expect(refused.status).toBe(409);
  expect(refused.body.reasons).toEqual([
    {
      rule: 'area.factor-listed-later',
      message: 'Faktorlistan följer delområdena från oktober 2015, och utredningen inleddes dessförinnan.',
      remedy: 'Beskriv faktorn med egna ord i ownWords.',
    },
  ]);
  const next = await opened('2015-10-01T10:00:00Z');
  expect((await worker().post(`${next.address}/areas/halsa/factors`, listed)).status).toBe(201);
});

test('the plan is complete when it decides on the areas of then', async () => {
  const { address } = await opened();
  const missing = async () =>
    done(await worker().get(`${address}/completeness`)).missing.filter(({ rule }: { rule: string }) =>
      rule.startsWith('plan.'),
    );
  done(await savePlan(address, [{ area: 'ekonomi', decision: 'utreds' }]));
  const found = await missing();
  expect(found).toMatchObject([{ rule: 'plan.areas-undecided' }]);
  expect(found[0].message.sv).toContain('Identitet; Familj och sociala relationer');
  expect(found[0].message.sv).not.toContain('Ekonomi');
  const all = CODEBOOKS.needsArea2006.codes.map(({ code: area }) => ({ area, decision: 'utreds' }));
  done(await savePlan(address, all, '"1"'));
  expect(await missing()).toEqual([]);
});

test('a consultation is about the areas of then, and proposes the questions of those that followed', async () => {
  const { address } = await opened();
  const chosen = ['identitet', 'kanslo-och-beteendemassig-utveckling', 'klara-sig-sjalv'];
  done(
    await savePlan(
      address,
      chosen.map((area) => ({ area, decision: 'utreds' })),
    ),
  );
  const draft = await worker().post(`${address}/consultations`, { counterpart: 'skola' });
  expect(draft.status).toBe(201);
  const proposed = QUESTION_SETS.filter(
    ({ counterpart, area }) => counterpart === 'skola' && area === 'kanslor-och-beteende',
  ).flatMap(({ questions }) => questions.map(({ sv }) => ({ area: 'identitet', text: sv })));
  expect(proposed.length).toBeGreaterThan(0);
  expect(draft.body.questions).toEqual(proposed);
  const questions = [{ area: 'klara-sig-sjalv', text: 'Klarar Melker sin skolväg?' }];
  const edited = await worker().patch(
    `/consultations/${draft.body.id}`,
    { questions, basis: 'uppgiftsskyldighet' },
    { match: draft.etag },
  );
  expect(edited.status).toBe(200);
  const sent = await worker().post(`/consultations/${draft.body.id}/dispatch`, {}, { match: edited.etag });
  expect(sent.status).toBe(201);
  expect(sent.body.questions).toEqual(questions);
});

test('figures count what an older file says under the areas that followed', async () => {
  const { address, childId } = await opened();
  done(
    await savePlan(address, [
      { area: 'boende', decision: 'utreds' },
      { area: 'stabilitet', decision: 'utreds' },
      { area: 'halsa', decision: 'utreds-inte' },
    ]),
  );
  for (const area of ['ekonomi', 'klara-sig-sjalv', 'halsa']) {
    done(await worker().post(`${address}/areas/${area}/statements`, told));
    done(await worker().post(`${address}/areas/${area}/factors`, ownWords));
  }
  const { etag } = await worker().get(`${address}/analysis`);
  const needs = ['arbete', 'klara-sig-sjalv', 'sakerhet'];
  const saved = await worker().put(`${address}/analysis`, { assessment: { needs } }, { match: etag });
  expect(done(saved).assessment.needs).toEqual(needs);
  const [record] = await loadRecords(world.board.database.reader, [childId]);
  expect(record!.investigations[0]).toMatchObject({
    plans: [
      {
        areas: [
          { area: 'boende-arbete-och-ekonomi', decision: 'utreds' },
          { area: 'halsa', decision: 'utreds-inte' },
        ],
      },
    ],
    statements: [
      { area: 'boende-arbete-och-ekonomi', source: 'barnet' },
      { area: 'halsa', source: 'barnet' },
    ],
    factors: [
      { area: 'boende-arbete-och-ekonomi', kind: 'risk', code: null },
      { area: 'halsa', kind: 'risk', code: null },
    ],
    analysis: { needs: ['boende-arbete-och-ekonomi', 'sakerhet'] },
  });
});
