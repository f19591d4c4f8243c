import { fileURLToPath } from 'node:url';
import { eq } from 'drizzle-orm';
import { readMigrationFiles } from 'drizzle-orm/migrator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engine } from '../../src/database/columns.ts';
import { changeAndKeep, versionsKeptSince } from '../../src/database/earlier-versions.ts';
import { migrate } from '../../src/database/migrate.ts';
import { consultation } from '../../src/investigation/consultation/tables.ts';
import { type Instant, parseInstant, systemClock } from '../../src/kernel/clock.ts';
import { person, relation } from '../../src/person/tables.ts';
import { knownAt } from '../support/as-of.ts';
import { child, done, openInvestigation } from '../support/casework.ts';
import { openEmptyDatabase } from '../support/migration.ts';
import { startWorld, type World } from '../support/world.ts';

/** What is kept of a row that is changed, and how it is read again. */

let world: World;
let opened: Awaited<ReturnType<typeof openInvestigation>>;
beforeAll(async () => {
  world = await startWorld();
  opened = await openInvestigation(world, child({ givenName: 'Alva' }));
});
afterAll(() => world.close());

const at = (text: string): Instant => parseInstant(text)!;
const change = (now: string, legalSex: 'flicka' | 'pojke' | null) =>
  world.database.writer.write((tx) =>
    changeAndKeep({ tx, now: at(now) }, person, { id: opened.childId }, { legalSex }),
  );
const personAt = async (instant: string) =>
  (
    await knownAt(world.database, at(instant), (reader) =>
      reader.select().from(person).where(eq(person.id, opened.childId)),
    )
  )[0];

test('a row stands as it did until the instant at which it was changed, and is not there before it was recorded', async () => {
  await change('2026-03-03T09:00:00Z', 'pojke');
  await change('2026-03-04T09:00:00Z', null);
  const sexes = [];
  for (const instant of [
    '2026-03-02T09:00:00Z',
    '2026-03-03T08:59:59.999Z',
    '2026-03-03T09:00:00Z',
    '2026-03-04T08:59:59.999Z',
    '2026-03-04T09:00:00Z',
  ]) {
    sexes.push((await personAt(instant))!.legalSex);
  }
  expect(sexes).toEqual(['flicka', 'flicka', 'pojke', 'pojke', null]);
  expect(await personAt('2026-03-02T08:59:59.999Z')).toBeUndefined();
});

test('of two changes at one instant the earlier state is the first', async () => {
  await change('2026-03-06T09:00:00Z', 'flicka');
  await change('2026-03-06T09:00:00Z', 'pojke');
  expect((await personAt('2026-03-06T08:59:59.999Z'))!.legalSex).toBeNull();
  expect((await personAt('2026-03-06T09:00:00Z'))!.legalSex).toBe('pojke');
});

test('a name is not carried over, only that there is one', async () => {
  const then = (await personAt('2026-03-02T09:00:00Z'))!;
  const now = (await personAt('2026-04-02T09:00:00Z'))!;
  for (const row of [then, now]) {
    expect([row.givenName, row.familyName, row.personalNumber, row.temporaryNumber]).toEqual([
      '',
      '',
      '',
      null,
    ]);
    expect(row.id).toBe(opened.childId);
  }
});

test('what is not kept is not changed either', async () => {
  const kept = await world.database.raw('select * from earlier_version');
  await expect(
    world.database.writer.write(async (tx) => {
      await changeAndKeep(
        { tx, now: at('2026-03-07T09:00:00Z') },
        person,
        { id: opened.childId },
        { legalSex: null },
      );
      throw new Error('It comes to nothing.');
    }),
  ).rejects.toThrow();
  expect(await world.database.raw('select * from earlier_version')).toEqual(kept);
  expect((await personAt('2026-03-07T09:00:00Z'))!.legalSex).toBe('pojke');
});

test('a relation from before it was kept when it was recorded has always been known', async () => {
  const leader = world.as('teamLeader');
  const guardian = done(await leader.post('/persons', { givenName: 'Vera', familyName: 'Exempelsson' }));
  const told = { fromPersonId: guardian.id, toPersonId: opened.childId, type: 'vardnadshavare' };
  const made = done(await leader.post('/relations', told));
  expect(made.recordedAt).toBe('2026-03-02T09:00:00.000Z');
  const known = () =>
    knownAt(world.database, at('2026-03-01T09:00:00Z'), (reader) =>
      reader.select({ id: relation.id }).from(relation).where(eq(relation.toPersonId, opened.childId)),
    );
  expect(await known()).toEqual([]);
  await world.database.raw(`update relation set recorded_at = null where id = '${made.id}'`);
  expect(await known()).toEqual([{ id: made.id }]);
});

test('a column that came later says of an earlier row what it said of all', async () => {
  const leader = world.as('teamLeader');
  const drafted = await leader.post(`/investigations/${opened.investigationId}/consultations`, {
    counterpart: 'skola',
    basis: 'uppgiftsskyldighet',
    questions: [{ area: 'utbildning', text: 'Hur är närvaron?' }],
    doNotInformGuardians: true,
  });
  const { id } = done(drafted);
  world.clock.set('2026-03-03T09:00:00Z');
  done(await leader.post(`/consultations/${id}/dispatch`, {}, { match: drafted.etag }));
  const then = () =>
    knownAt(world.database, at('2026-03-02T12:00:00Z'), (reader) =>
      reader
        .select({
          status: consultation.status,
          remindedOn: consultation.remindedOn,
          doNotInformGuardians: consultation.doNotInformGuardians,
        })
        .from(consultation)
        .where(eq(consultation.id, id)),
    );
  expect(await then()).toEqual([{ status: 'utkast', remindedOn: [], doNotInformGuardians: true }]);
  const without =
    engine === 'postgres'
      ? "stood - 'do_not_inform_guardians'"
      : "json_remove(stood, '$.do_not_inform_guardians')";
  await world.database.raw(`update earlier_version set stood = ${without} where row_key = '${id}'`);
  expect(await then()).toEqual([{ status: 'utkast', remindedOn: [], doNotInformGuardians: false }]);
});

test('what is written meanwhile is in the board, and what shadows it is gone with the reading', async () => {
  await knownAt(world.database, at('2026-03-02T09:00:00Z'), async (reader) => {
    expect(await reader.select().from(person).where(eq(person.legalSex, 'pojke'))).toEqual([]);
    await change('2026-03-08T09:00:00Z', null);
    expect(await reader.select().from(person).where(eq(person.legalSex, 'pojke'))).toEqual([]);
  });
  const now = await world.database.reader.select().from(person).where(eq(person.id, opened.childId));
  expect(now).toMatchObject([{ legalSex: null, givenName: 'Alva' }]);
});

test('a new board has kept what is replaced from its first day, another from the day on which it began to', async () => {
  expect(await versionsKeptSince(world.database.reader)).toBeNull();
  const older = await openEmptyDatabase();
  const migrations = readMigrationFiles({
    migrationsFolder: fileURLToPath(
      new URL(`../../db/migrations/${engine === 'postgres' ? 'postgres' : 'sqlite'}`, import.meta.url),
    ),
  });
  const began = migrations.findIndex(({ sql }) => sql.join().includes('earlier_versions_kept'));
  expect(began).toBeGreaterThan(0);
  await older.execute('create table schema_migration (position integer primary key, hash text not null)');
  for (const [n, { sql, hash }] of migrations.slice(0, began).entries()) {
    for (const statement of sql) await older.execute(statement);
    await older.execute(`insert into schema_migration (position, hash) values (${n + 1}, '${hash}')`);
  }
  const before = systemClock.now();
  await migrate(older);
  const [row] = await older.rows('select since from earlier_versions_kept');
  expect(String(row!.since) >= before && String(row!.since) <= systemClock.now()).toBe(true);
  await older.close();
});
