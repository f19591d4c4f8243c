import readXlsx from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { QUALITY_RULE_IDS, QUALITY_VERSION } from '../../../src/quality/catalogue.ts';
import { done, logOf, openInvestigation } from '../../support/casework.ts';
import { finished } from '../../support/extracts.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** How many findings there are: to a team leader, to a controller, and in the manifest of an extract. */

let world: World;
let controller: Client;
let lena: Client;
/** Investigations of barn-och-familj with a factor in an area that is left out: a rule that tells of the child. */
const DRAWN = 3;
/** The first of them has factors in as many areas as there would have to be children. */
const OF_THE_FIRST = CODEBOOKS.needsArea.codes.slice(0, 5).map(({ code }) => code);
const FOUND = OF_THE_FIRST.length + DRAWN - 1;
/** The rules that tell of what has happened to a child. */
const TELLING = ['Q010', 'Q011', 'Q012', 'Q018'];
/** Small populations are not refused, or there would be nothing to hold back of them in a manifest. */
const settings = { smallPopulation: { below: 5, handling: 'withhold' } } as const;

async function leaveOut(client: Client, investigationId: string, left = ['halsa']) {
  const at = `/investigations/${investigationId}`;
  const areas = CODEBOOKS.needsArea.codes.map(({ code }) => ({
    area: code,
    decision: left.includes(code) ? 'utreds-inte' : 'utreds',
    ...(left.includes(code) && { reason: 'Inget rör det.' }),
  }));
  done(await client.put(`${at}/plan`, { purpose: 'Att se.', areas }, { match: '"0"' }));
  for (const area of left) {
    done(await client.post(`${at}/areas/${area}/factors`, { kind: 'risk', ownWords: 'Trött.' }));
  }
}

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z', settings });
  [controller, lena] = [world.as('controller'), world.as('teamLeader')];
  for (let n = 0; n < DRAWN; n += 1) {
    const { investigationId } = await openInvestigation(world);
    await leaveOut(lena, investigationId, n === 0 ? OF_THE_FIRST : undefined);
  }
});
afterAll(() => world.close());

interface Item {
  rule: string;
  count: number | null;
  units: { unit: string; count: number }[] | null;
}
const itemOf = async (client: Client, rule: string, query = ''): Promise<Item> =>
  done(await client.get(`/data-quality/summary${query}`)).items.find((one: Item) => one.rule === rule);

test('has every rule, in order, with the version of the catalogue and the day', async () => {
  const summary = done(await controller.get('/data-quality/summary'));
  expect(summary).toMatchObject({ qualityVersion: QUALITY_VERSION, asOf: '2026-03-02' });
  expect(summary.items.map(({ rule }: Item) => rule)).toEqual(QUALITY_RULE_IDS);
});

test('is counted by the day: four months later each has run too long', async () => {
  world.clock.set('2026-07-02T09:00:00Z');
  expect(await itemOf(controller, 'Q001')).toMatchObject({ count: 0, units: [] });
  world.clock.set('2026-07-03T09:00:00Z');
  const late = { count: DRAWN, units: [{ unit: 'barn-och-familj', count: DRAWN }] };
  expect(await itemOf(controller, 'Q001')).toMatchObject(late);
  expect(await itemOf(controller, 'Q001', '?unit=barn-och-familj')).toMatchObject(late);
  expect(await itemOf(controller, 'Q001', '?unit=mottagning')).toMatchObject({ count: 0, units: [] });
  expect(await itemOf(lena, 'Q001')).toMatchObject(late);
  world.clock.set('2026-03-02T09:00:00Z');
});

describe('a rule that tells of what has happened to a child', () => {
  test('is withheld from a controller where one to four children have it, however often, and not from who sees the cases', async () => {
    expect(await itemOf(controller, 'Q010')).toMatchObject({ count: null, units: null });
    expect(await itemOf(controller, 'Q010', '?unit=barn-och-familj')).toMatchObject({ count: null });
    expect(await itemOf(lena, 'Q010')).toMatchObject({
      count: FOUND,
      units: [{ unit: 'barn-och-familj', count: FOUND }],
    });
    expect(await itemOf(controller, 'Q012')).toMatchObject({ count: 0, units: [] });
  });

  test('is told from five children on', async () => {
    for (let n = DRAWN; n < 5; n += 1) {
      const { investigationId } = await openInvestigation(world);
      await leaveOut(lena, investigationId);
    }
    expect(await itemOf(controller, 'Q010')).toMatchObject({
      count: FOUND + 2,
      units: [{ unit: 'barn-och-familj', count: FOUND + 2 }],
    });
  });

  test('is told in sum and of no unit where one of them has few, so that none can be subtracted', async () => {
    const leader = await world.with({
      sub: 'alla.enheter',
      roles: ['team-leader'],
      units: world.board.units.map(({ code }) => code),
    });
    const { investigationId } = await openInvestigation(world);
    await leaveOut(lena, investigationId);
    const at = `/investigations/${investigationId}`;
    const moved = { handlerId: 'omar.lind', unit: 'ungdom' };
    done(await leader.post(`${at}/assignments`, moved, { match: (await leader.get(at)).etag }));
    expect(await itemOf(controller, 'Q010')).toMatchObject({ count: FOUND + 3, units: null });
    for (const unit of ['barn-och-familj', 'ungdom', 'mottagning']) {
      const item = await itemOf(controller, 'Q010', `?unit=${unit}`);
      expect(item, unit).toMatchObject({ count: null, units: null });
    }
  });
});

test('an unknown unit is refused, and an unknown parameter', async () => {
  expect((await controller.get('/data-quality/summary?unit=annan')).status).toBe(400);
  expect((await controller.get('/data-quality/summary?rule=Q001')).status).toBe(400);
});

test('is no access to any file', async () => {
  const before = (await logOf(world)).length;
  done(await controller.get('/data-quality/summary'));
  done(await controller.get('/quality-rules'));
  expect((await logOf(world)).length).toBe(before);
});

test('the catalogue is for everyone, with law, words and kinds of case', async () => {
  const { qualityVersion, items } = done(await world.as('auditor').get('/quality-rules'));
  expect(qualityVersion).toBe(QUALITY_VERSION);
  expect(items).toHaveLength(18);
  expect(items[0]).toMatchObject({
    ...{ id: 'Q001', severity: 'error', caseKinds: ['investigation'], tellsOfChild: false },
    law: 'SoL (2025:400) 20 kap. 3 §',
  });
  const telling = items.filter(({ tellsOfChild }: { tellsOfChild: boolean }) => tellsOfChild);
  expect(telling.map(({ id }: { id: string }) => id)).toEqual(TELLING);
});

test('an extract counts what is found in its cases, as of its day, what has ended too', async () => {
  world.clock.set('2026-07-06T09:00:00Z');
  const asked = {
    unitOfCount: 'investigation',
    from: '2026-01-01',
    to: '2026-12-31',
    on: 'opened',
    pack: 'bbic',
    formats: ['csv', 'xlsx'],
  };
  const made = await controller.post('/extracts', asked);
  const { manifest } = await finished(world, made);
  expect(manifest.quality.version).toBe(QUALITY_VERSION);
  const found = Object.fromEntries(
    manifest.quality.items.map(({ rule, findings, cases, ended }: Record<string, number>) => [
      rule,
      [findings, cases, ended],
    ]),
  );
  expect(Object.keys(found)).toEqual(QUALITY_RULE_IDS);
  expect(found).toMatchObject({ Q001: [6, 6, 0], Q010: [FOUND + 3, 6, 0], Q003: [0, 0, 0], Q005: [0, 0, 0] });
  const { bytes } = await controller.get(`/extracts/${made.body.id}/data?format=xlsx`);
  const sheets = (await readXlsx(Buffer.from(bytes))) as unknown as { sheet: string; data: unknown[][] }[];
  const rows = sheets.find(({ sheet }) => sheet === 'Följesedel')!.data;
  expect(rows.find(([what]) => what === 'Q001 (fel)')?.[1]).toBe('6 brister i 6 ärenden, 0 upphörda');

  const one = await controller.post('/extracts', { ...asked, unit: 'ungdom' });
  const { manifest: ofUnit } = await finished(world, one);
  const ofRule = (wanted: string) =>
    ofUnit.quality.items.find(({ rule }: { rule: string }) => rule === wanted);
  expect(ofRule('Q010')).toEqual({
    ...{ rule: 'Q010', severity: 'warning', findings: null, cases: null, ended: 0 },
  });
  expect(ofRule('Q001')).toMatchObject({ findings: 1, cases: 1, ended: 0 });
  const sheet = await controller.get(`/extracts/${one.body.id}/data?format=xlsx`);
  const [said] = ((await readXlsx(Buffer.from(sheet.bytes))) as unknown as { data: unknown[][] }[])
    .flatMap(({ data }) => data)
    .filter(([what]) => String(what).startsWith('Q010'));
  expect(said?.[1]).toBe('skyddat brister, 0 upphörda');
  const told = (await logOf(world)).filter(({ action }) => action === 'extract.finish').at(-1)!;
  expect(told.after).toContain('"rule":"Q010","severity":"warning","findings":null');
});
