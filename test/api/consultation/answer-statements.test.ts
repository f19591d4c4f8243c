import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { done, loggedDuring } from '../../support/casework.ts';
import { type Answer, type Client, startWorld, type World } from '../../support/world.ts';
import { draft, NOW, next, openInvestigation, sent, TODAY } from './opened.ts';

/** An answer that comes as statements, and the handler's choice of what of it goes into the areas. */

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld({ at: NOW });
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

const TOLD = [
  { area: 'utbildning', text: 'Alva är borta var tredje dag.' },
  { area: 'sociala-relationer', text: 'Hon leker med två i klassen.' },
  { area: null, text: 'Mamman svarar sällan när skolan ringer.' },
];

/** An investigation with a consultation that has been answered in three statements. */
async function answered(told: Record<string, unknown> = {}, statements: unknown = TOLD) {
  const { id, childId } = await openInvestigation(world);
  const answer = await next(karin, await sent(karin, id, told), 'answer', { statements });
  return { id, childId, answer, path: `/consultations/${done(answer).id}` };
}

const take = (path: string, ...parts: unknown[]) => karin.post(`${path}/taken-statements`, { parts });
const statementsOn = async (investigation: string, area: string) =>
  done(await karin.get(`/investigations/${investigation}/areas/${area}`)).statements;
const fields = ({ body }: Answer) => body.violations?.map(({ field }: { field: string }) => field);

describe('an answer', () => {
  test('is kept as statements, numbered in their order, beside or instead of running text', async () => {
    const { answer, path } = await answered();
    expect(answer.status).toBe(201);
    expect(answer.body).toMatchObject({ status: 'besvarad', answeredOn: TODAY, answer: null });
    expect(answer.body.answerStatements).toEqual(TOLD.map((told, at) => ({ part: at + 1, ...told })));
    expect(done(await karin.get(path))).toEqual(answer.body);

    const { id } = await openInvestigation(world);
    const both = { answer: 'Det går bra.', statements: TOLD.slice(0, 1) };
    expect((await next(karin, await sent(karin, id), 'answer', both)).body).toMatchObject({
      answer: 'Det går bra.',
      answerStatements: [{ part: 1, ...TOLD[0] }],
    });
    const text = await next(karin, await sent(karin, id), 'answer', { answer: 'Det går bra.' });
    expect(text.body.answerStatements).toEqual([]);
  });

  test.each([
    ['neither text nor statements', {}, 'answer'],
    ['no statement at all', { statements: [] }, 'answer'],
    [
      'a statement without area, which is said with null',
      { statements: [{ text: 'Bra.' }] },
      'statements.0.area',
    ],
    ['an area that is none', { statements: [{ area: 'fritid', text: 'Bra.' }] }, 'statements.0.area'],
    ['a blank statement', { statements: [{ area: null, text: ' ' }] }, 'statements.0.text'],
    ['more than a hundred', { statements: Array(101).fill(TOLD[2]) }, 'statements'],
    ['a number of its own', { statements: [{ ...TOLD[0], part: 7 }] }, 'statements.0.part'],
  ])('has not %s', async (_, body, field) => {
    const { id } = await openInvestigation(world);
    const asked = await sent(karin, id);
    const refused = await next(karin, asked, 'answer', body);
    expect([refused.status, fields(refused)]).toEqual([400, [field]]);
    expect(done(await karin.get(`/consultations/${asked.body.id}`))).toEqual(asked.body);
  });
});

describe('what is taken into the areas', () => {
  test('is what the handler chooses, where the answer or the handler says, with the school as its source', async () => {
    const { id, childId, answer, path } = await answered();
    let taken!: Answer;
    const log = await loggedDuring(world, async () => {
      taken = await take(path, 1, { part: 3, area: 'stimulans-och-vagledning' });
    });
    expect(taken.status).toBe(201);
    expect(taken.headers.location).toBe(`/barnakt/v1/2281${path}/taken-statements`);
    expect(taken.body.items).toEqual([
      {
        id: expect.any(String),
        investigationId: id,
        ...TOLD[0],
        source: 'forskola-skola',
        conversationId: null,
        consultationId: answer.body.id,
        answerPart: 1,
        noteId: null,
        familyWide: false,
        sharedFromId: null,
        statedAt: '2026-03-16T09:00:00.000Z',
        statedBy: 'karin.ek',
        retractedAt: null,
        retractedBy: null,
        retractionReason: null,
        warnings: [],
      },
      expect.objectContaining({ answerPart: 3, area: 'stimulans-och-vagledning', text: TOLD[2]!.text }),
    ]);
    const kept = taken.body.items.map(({ warnings: _, ...statement }: { warnings: unknown }) => statement);
    expect(await statementsOn(id, 'utbildning')).toEqual([kept[0]]);
    expect(await statementsOn(id, 'stimulans-och-vagledning')).toEqual([kept[1]]);
    expect(await statementsOn(id, 'sociala-relationer')).toEqual([]);
    expect(done(await karin.get(`${path}/taken-statements`))).toEqual({ items: kept });
    expect(done(await karin.get(path))).toEqual(answer.body);

    const entries = log.filter(({ action }) => action === 'area.take');
    expect(entries.map((entry) => JSON.parse(entry.resource_ids!))).toEqual(
      kept.map((statement: { id: string }) => [statement.id, id]),
    );
    for (const entry of entries) expect(JSON.parse(entry.person_ids!)).toEqual([childId]);
  });

  test('goes where the handler finds it fits better', async () => {
    const { id, path } = await answered();
    done(await take(path, { part: 1, area: 'kanslor-och-beteende' }));
    expect(await statementsOn(id, 'utbildning')).toEqual([]);
    expect(await statementsOn(id, 'kanslor-och-beteende')).toHaveLength(1);
  });

  test('comes with a warning where the plan leaves the area out', async () => {
    const { id, path } = await answered();
    const areas = [{ area: 'utbildning', decision: 'utreds-inte', reason: 'Ingen oro.' }];
    done(await karin.put(`/investigations/${id}/plan`, { areas }, { match: '"0"' }));
    const { items } = done(await take(path, 1, 2));
    expect(items.map(({ warnings }: { warnings: unknown[] }) => warnings)).toMatchObject([
      [{ code: 'area.left-out' }],
      [],
    ]);
  });

  test('has its source from whom was asked', async () => {
    const sources: Record<string, string> = {};
    for (const { code: counterpart } of CODEBOOKS.consultationCounterpart.codes) {
      const { path } = await answered({ counterpart }, TOLD.slice(0, 1));
      sources[counterpart] = done(await take(path, 1)).items[0].source;
    }
    expect(sources).toEqual({
      forskola: 'forskola-skola',
      skola: 'forskola-skola',
      elevhalsa: 'forskola-skola',
      bvc: 'halso-och-sjukvard',
      vardcentral: 'halso-och-sjukvard',
      barnmottagning: 'halso-och-sjukvard',
      bup: 'halso-och-sjukvard',
      habilitering: 'halso-och-sjukvard',
      tandvard: 'tandvard',
      polis: 'annan-myndighet',
      annan: 'annan-myndighet',
    });
  });

  test('is taken once; what was taken back can be taken again', async () => {
    const { id, path } = await answered();
    const [first] = done(await take(path, 1)).items;
    const refused = await take(path, 2, 1);
    expect(refused.body).toMatchObject({
      status: 409,
      rule: 'area.answer-part-taken',
      detail: 'Redan hämtat ur svaret: 1.',
    });
    expect(await statementsOn(id, 'sociala-relationer')).toEqual([]);
    await world.database.raw(
      `update area_statement set retracted_at = '2026-03-16T09:00:00.000Z' where id = '${first.id}'`,
    );
    const again = done(await take(path, { part: 1, area: 'halsa' })).items[0];
    const { items } = done(await karin.get(`${path}/taken-statements`));
    expect(items.map((item: { id: string }) => item.id)).toEqual([first.id, again.id]);
  });

  test('of two who take the same at once, one does', async () => {
    const { path } = await answered();
    const both = await Promise.all([take(path, 1), take(path, 1)]);
    expect(both.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  test('the same key takes once', async () => {
    const { path } = await answered();
    const key = randomUUID();
    const twice = () => karin.post(`${path}/taken-statements`, { parts: [2] }, { key });
    expect((await twice()).body).toEqual((await twice()).body);
  });

  test.each([
    ['a part that is not there', [1, 4], ['parts.1']],
    ['a part twice', [1, { part: 1, area: 'halsa' }], ['parts.1']],
    ['a part that has no area, without one', [3], ['parts.0.area']],
    ['an area that is none', [{ part: 3, area: 'fritid' }], ['parts.0']],
    ['part nought', [0], ['parts.0']],
    ['nothing', [], ['parts']],
    ['several faults, all said at once', [3, 9], ['parts.0.area', 'parts.1']],
  ])('cannot be %s', async (_, parts, expected) => {
    const { id, path } = await answered();
    const refused = await take(path, ...parts);
    expect([refused.status, fields(refused)]).toEqual([400, expected]);
    expect(done(await karin.get(`${path}/taken-statements`)).items).toEqual([]);
    expect(await statementsOn(id, 'utbildning')).toEqual([]);
  });

  test('cannot be of an area that was not in force when the investigation was opened', async () => {
    const { id, path } = await answered();
    await world.database.raw(`update investigation set opened_on = '2015-09-30' where id = '${id}'`);
    expect(fields(await take(path, 2))).toEqual(['parts.0.area']);
  });

  test('waits for the answer', async () => {
    const { id } = await openInvestigation(world);
    const refusal = { status: 409, rule: 'consultation.not-answered', law: expect.stringContaining('SoL') };
    for (const before of [await draft(karin, id), await sent(karin, id)]) {
      const path = `/consultations/${before.body.id}`;
      expect((await take(path, 1)).body).toMatchObject(refusal);
      expect(done(await karin.get(`${path}/taken-statements`)).items).toEqual([]);
    }
    const declined = { kind: 'avbojd', reason: 'Vill inte svara.' };
    const ended = await next(karin, await sent(karin, id), 'withdrawal', declined);
    expect((await take(`/consultations/${ended.body.id}`, 1)).body).toMatchObject(refusal);
  });

  test('is nothing when the answer is running text alone', async () => {
    const { id } = await openInvestigation(world);
    const { body } = await next(karin, await sent(karin, id), 'answer', { answer: 'Det går bra.' });
    expect(fields(await take(`/consultations/${body.id}`, 1))).toEqual(['parts.0']);
  });

  test('is not for those who do not reach the investigation', async () => {
    const { path } = await answered();
    const omar = world.as('youthWorker');
    expect((await omar.post(`${path}/taken-statements`, { parts: [1] })).status).toBe(404);
    expect((await omar.get(`${path}/taken-statements`)).status).toBe(404);
    expect((await take(`/consultations/${randomUUID()}`, 1)).status).toBe(404);
    const committee = world.as('decisionMaker');
    expect((await committee.post(`${path}/taken-statements`, { parts: [1] })).status).toBe(403);
    expect((await committee.get(`${path}/taken-statements`)).status).toBe(200);
    for (const persona of ['reception', 'controller', 'auditor', 'administrator'] as const) {
      expect((await world.as(persona).get(`${path}/taken-statements`)).status).toBe(403);
    }
  });
});
