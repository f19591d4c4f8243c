import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { done, loggedDuring, openInvestigation } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { rulesOf } from '../decision/closing.ts';

/** Who stands for the analysis and for the assessment, and which words they stand for. */

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld();
  karin = world.as('socialWorker');
});
afterAll(() => world.close());
beforeEach(() => world.clock.set('2026-03-02T09:00:00Z'));

const ANALYSIS = { together: 'Skolan skyddar.', meaningForChild: 'Alva orkar inte leka.' };
const ASSESSMENT = { needs: ['halsa'], bestInterests: 'Att bo kvar med stöd.', proposal: 'Stöd i hemmet.' };

const open = async () => {
  const { investigationId, childId } = await openInvestigation(world);
  const at = `/investigations/${investigationId}`;
  return { id: investigationId, childId, at, address: `${at}/analysis` };
};
const save = async (address: string, told: object) =>
  done(await karin.put(address, told, { match: (await karin.get(address)).etag }));
const sign = async (address: string, part: string, by = karin) =>
  by.post(`${address}/signatures`, { part }, { match: (await karin.get(address)).etag });
const signingAt = async (address: string) => (await karin.get(address)).body.signing;
const UNSIGNED = { signed: false, signature: null };

test('each part is signed as it stands, by whom, when and in what role', async () => {
  const { address } = await open();
  await save(address, { analysis: ANALYSIS, assessment: ASSESSMENT });
  const before = await karin.get(address);
  const signed = await sign(address, 'analys');
  expect(signed.status, signed.text).toBe(201);
  const signature = {
    version: 1,
    signedBy: 'karin.ek',
    signedAt: '2026-03-02T09:00:00.000Z',
    role: 'social-worker',
  };
  expect(signed.body).toEqual({ part: 'analys', ...signature });
  expect(signed.headers.location).toMatch(new RegExp(`${address}$`));

  const read = await karin.get(address);
  expect(read.body.signing).toEqual({ analysis: { signed: true, signature }, assessment: UNSIGNED });
  // The version is that of the text.
  expect([signed.etag, read.etag]).toEqual([before.etag, before.etag]);

  world.clock.set('2026-03-03T09:00:00Z');
  done(await sign(address, 'bedomning', world.as('teamLeader')));
  expect((await signingAt(address)).assessment).toEqual({
    signed: true,
    signature: {
      version: 1,
      signedBy: 'lena.berg',
      signedAt: '2026-03-03T09:00:00.000Z',
      role: 'team-leader',
    },
  });
});

test('a save that leaves a part as it was keeps it signed; one that changes it does not', async () => {
  const { address } = await open();
  await save(address, { analysis: ANALYSIS, assessment: ASSESSMENT });
  done(await sign(address, 'analys'));
  done(await sign(address, 'bedomning'));
  const signedOf = async () => {
    const { analysis, assessment } = await signingAt(address);
    return [analysis.signed, assessment.signed];
  };

  await save(address, { assessment: { ...ASSESSMENT, childView: 'Alva vill ha hjälp.' } });
  expect(await signedOf()).toEqual([true, false]);
  await save(address, { analysis: ANALYSIS });
  expect(await signedOf()).toEqual([true, false]);
  await save(address, { analysis: { ...ANALYSIS, together: 'Mormor skyddar.' }, assessment: ASSESSMENT });
  expect(await signedOf()).toEqual([false, true]);
  expect((await signingAt(address)).analysis.signature.version).toBe(1);

  done(await sign(address, 'analys'));
  expect(await signedOf()).toEqual([true, true]);
  expect((await signingAt(address)).analysis.signature.version).toBe(4);
});

test('an answer to a save says what is still signed', async () => {
  const { address } = await open();
  await save(address, { analysis: ANALYSIS });
  done(await sign(address, 'analys'));
  const after = await save(address, { analysis: { ...ANALYSIS, together: 'Mormor skyddar.' } });
  expect(after.signing.analysis).toMatchObject({ signed: false, signature: { version: 1 } });
});

test('every version is read, the latest first, signed as it was', async () => {
  const { address } = await open();
  const versions = async () => done(await karin.get(`${address}/versions`)).items;
  expect(await versions()).toEqual([]);
  const first = await save(address, { analysis: { together: 'Skolan skyddar.' } });
  await save(address, { analysis: ANALYSIS });
  done(await sign(address, 'analys'));
  await save(address, { analysis: { ...ANALYSIS, together: 'Mormor skyddar.' } });
  done(await sign(address, 'analys'));
  await save(address, { assessment: ASSESSMENT });
  const read = await versions();
  expect(read[0]).toEqual((await karin.get(address)).body);
  expect(read.at(-1)).toEqual(first);
  type Read = { version: number; analysis: { together: string }; signing: { analysis: Signed } };
  type Signed = { signed: boolean; signature: { version: number } | null };
  expect(
    read.map(({ version, analysis, signing }: Read) => [
      version,
      analysis.together,
      signing.analysis.signed,
      signing.analysis.signature?.version,
    ]),
  ).toEqual([
    [4, 'Mormor skyddar.', true, 3],
    [3, 'Mormor skyddar.', true, 3],
    [2, 'Skolan skyddar.', true, 2],
    [1, 'Skolan skyddar.', false, undefined],
  ]);
});

test.each([
  [
    'an empty analysis',
    'analys',
    { assessment: ASSESSMENT },
    ['analysis.empty', 'analysis.together-missing', 'analysis.meaning-for-child-missing'],
  ],
  [
    'an empty assessment',
    'bedomning',
    { analysis: ANALYSIS, assessment: {} },
    ['analysis.empty', 'assessment.best-interests-missing', 'assessment.proposal-missing'],
  ],
  [
    'an analysis without meaning for the child',
    'analys',
    { analysis: { together: 'Skolan skyddar.' } },
    ['analysis.meaning-for-child-missing'],
  ],
  [
    'an assessment with needs alone',
    'bedomning',
    { assessment: { needs: ['halsa'] } },
    ['assessment.best-interests-missing', 'assessment.proposal-missing'],
  ],
])('%s cannot be signed: all that it lacks is said', async (_, part, told, expected) => {
  const { address } = await open();
  await save(address, told);
  const refused = await sign(address, part);
  expect(refused.status).toBe(409);
  expect(rulesOf(refused.body.reasons)).toEqual(expected);
  for (const { law, remedy } of refused.body.reasons) {
    expect(law).toMatch(/^SoL \(2025:400\)/);
    expect(remedy).toMatch(/PUT/);
  }
  expect(await signingAt(address)).toEqual({ analysis: UNSIGNED, assessment: UNSIGNED });
});

test('where nothing was ever saved there is nothing to sign', async () => {
  const { address } = await open();
  const refused = await sign(address, 'analys');
  expect(refused.body).toMatchObject({ status: 409, rule: 'analysis.empty' });
});

test('what is signed is what the signer has read', async () => {
  const { address } = await open();
  await save(address, { analysis: ANALYSIS });
  const post = (match?: string) => karin.post(`${address}/signatures`, { part: 'analys' }, { match });
  expect((await post()).status).toBe(428);
  expect((await post('"0"')).status).toBe(412);
  await save(address, { analysis: { ...ANALYSIS, together: 'Mormor skyddar.' } });
  expect((await post('"1"')).status).toBe(412);
  expect((await post('"2"')).status).toBe(201);
});

test('the same person signs a part once as it reads, also at the same time; someone else may sign too', async () => {
  const { address } = await open();
  await save(address, { analysis: ANALYSIS });
  const [one, other] = await Promise.all([sign(address, 'analys'), sign(address, 'analys')]);
  expect([one.status, other.status].toSorted()).toEqual([201, 409]);
  const refused = one.status === 409 ? one : other;
  expect(refused.body).toMatchObject({ rule: 'analysis.signed-already' });
  const { etag: match } = await karin.get(address);
  const signature = async () =>
    world.as('teamLeader').post(`${address}/signatures`, { part: 'analys' }, { match });
  expect((await signature()).status).toBe(201);
  expect((await sign(address, 'analys')).body.rule).toBe('analysis.signed-already');

  const changed = { ...ANALYSIS, together: 'Mormor skyddar.' };
  await save(address, { analysis: changed });
  done(await sign(address, 'analys'));
});

test('the same key signs once', async () => {
  const { id, address } = await open();
  await save(address, { analysis: ANALYSIS });
  const key = randomUUID();
  const post = (part: string) => karin.post(`${address}/signatures`, { part }, { match: '"1"', key });
  const first = await post('analys');
  expect((await post('analys')).body).toEqual(first.body);
  expect((await post('bedomning')).status).toBe(409);
  const kept = await world.database.raw(
    `select part from analysis_signature where investigation_id = '${id}'`,
  );
  expect(kept).toHaveLength(1);
});

test.each([
  ['no part', {}, 'part'],
  ['an unknown part', { part: 'plan' }, 'part'],
  ['another signer', { part: 'analys', signedBy: 'lena.berg' }, 'signedBy'],
])('%s is refused', async (_, body, field) => {
  const { address } = await open();
  const refused = await karin.post(`${address}/signatures`, body, { match: '"0"' });
  expect(refused.status).toBe(400);
  expect(JSON.stringify(refused.body.violations)).toContain(field);
});

test('closing asks for the signature of a part that lacks nothing else', async () => {
  const { at, address } = await open();
  const wanted = async () =>
    rulesOf((await karin.get(`${at}/completeness`)).body.missing).filter((rule) =>
      /^(analysis|assessment)/.test(rule),
    );
  const NOT_ASSESSED = ['assessment.best-interests-missing', 'assessment.proposal-missing'];
  await save(address, { analysis: ANALYSIS });
  expect(await wanted()).toEqual(['analysis.unsigned', ...NOT_ASSESSED]);
  done(await sign(address, 'analys'));
  expect(await wanted()).toEqual(NOT_ASSESSED);
  await save(address, { assessment: ASSESSMENT });
  expect(await wanted()).toEqual(['assessment.unsigned']);
  done(await sign(address, 'bedomning'));
  expect(await wanted()).toEqual([]);
  await save(address, { analysis: { ...ANALYSIS, together: 'Mormor skyddar.' } });
  expect(await wanted()).toEqual(['analysis.unsigned']);
  const [item] = (await karin.get(`${at}/completeness`)).body.missing.filter(
    ({ rule }: { rule: string }) => rule === 'analysis.unsigned',
  );
  expect(item).toMatchObject({ law: 'SoL (2025:400) 14 kap. 3 §', mendAt: address });
});

test('a signature counts from the Swedish day on which it was given', async () => {
  const { at, address } = await open();
  await save(address, { analysis: ANALYSIS });
  // Half past midnight in Sweden, still the day before in UTC.
  world.clock.set('2026-03-09T23:30:00Z');
  done(await sign(address, 'analys'));
  world.clock.set('2026-03-12T09:00:00Z');
  const lena = world.as('teamLeader');
  const refusedOn = async (decidedOn: string) => {
    const told = { outcome: 'ingen-insats-inget-behov', reasons: 'Inget behov finns.', decidedOn };
    const { etag } = await lena.get(at);
    const refused = await lena.post(`${at}/decision`, told, { match: etag });
    return rulesOf(refused.body.reasons).filter((rule) => rule.startsWith('analysis'));
  };
  expect(await refusedOn('2026-03-09')).toEqual(['analysis.unsigned']);
  expect(await refusedOn('2026-03-10')).toEqual([]);
});

test('a political decider reads the signatures and signs nothing; strangers are told that it is not there', async () => {
  const { address } = await open();
  await save(address, { analysis: ANALYSIS });
  const post = (client: Client) => client.post(`${address}/signatures`, { part: 'analys' }, { match: '"1"' });
  expect((await world.as('decisionMaker').get(`${address}/versions`)).status).toBe(200);
  expect((await post(world.as('decisionMaker'))).status).toBe(403);
  expect((await post(world.as('reception'))).status).toBe(403);
  expect((await post(world.as('youthWorker'))).status).toBe(404);
  expect((await world.as('youthWorker').get(`${address}/versions`)).status).toBe(404);
  expect((await world.as('controller').get(`${address}/versions`)).status).toBe(403);
});

test('a system that works for a handler signs as what it is', async () => {
  const { address } = await open();
  await save(address, { analysis: ANALYSIS });
  const system = await world.with({
    sub: 'fortroendesystemet',
    roles: ['integration'],
    units: ['barn-och-familj'],
    scope: 'investigation:read investigation:work',
  });
  expect((await sign(address, 'analys', system)).body).toMatchObject({ role: 'integration' });
});

test('signing stands in the access log under the child', async () => {
  const { id, childId, address } = await open();
  await save(address, { analysis: ANALYSIS });
  const entries = await loggedDuring(world, () => sign(address, 'analys'));
  const [entry] = entries.filter(({ kind }) => kind === 'write');
  expect(entry).toMatchObject({ action: 'analysis.sign', resource: 'analysis' });
  expect(JSON.parse(entry!.resource_ids!)).toEqual([id]);
  expect(JSON.parse(entry!.person_ids!)).toEqual([childId]);
  expect(JSON.parse(entry!.after!)).toMatchObject({ part: 'analys', version: 1 });
});
