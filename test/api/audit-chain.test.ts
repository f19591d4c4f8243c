import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess, child, logOf, openIntake } from '../support/casework.ts';
import { testEngine } from '../support/engines.ts';
import { startWorld, type World } from '../support/world.ts';

/** Somebody with the database in hand changes the log: the verification says where. */

let world: World;
let personId: string;
/** Where the first intake is opened: an entry with a person and something written, in the middle of the chain. */
let place: number;

beforeAll(async () => {
  world = await startWorld();
  const { childId, intakeId } = await openIntake(world.as('reception'), child());
  personId = childId;
  place = Number((await logOf(world)).find((entry) => entry.action === 'intake.open')!.seq);
  await assess(world.as('socialWorker'), intakeId);
  await world.as('reception').get(`/intakes/${intakeId}`);
  await openIntake(world.as('reception'), child());
});
afterAll(() => world.close());

const verify = async (anchor = '') =>
  (await world.as('auditor').get(`/audit-entries/verification${anchor}`)).body;
const raw = (statement: string) => world.database.raw(statement);

/** Does something to the log, verifies, and undoes it; the verification itself adds an entry at the end. */
async function faultAfter(damage: string[], repair: string[], anchor = '') {
  for (const statement of damage) await raw(statement);
  const verification = await verify(anchor);
  for (const statement of repair) await raw(statement);
  return verification.fault ?? 'none';
}

test('an untouched chain verifies, also against an anchor', async () => {
  const first = await verify();
  expect(first).toMatchObject({ intact: true, checked: first.head.seq });
  const second = await verify(`?anchorSeq=${first.head.seq}&anchorHash=${first.head.hash}`);
  expect(second).toMatchObject({ intact: true });
  expect(second.head.seq).toBe(first.head.seq + 1);
});

const COLUMNS = [
  'at',
  'caller_id',
  'roles',
  'request_id',
  'kind',
  'action',
  'resource',
  'resource_ids',
  'person_ids',
  'reason',
  'before',
  'after',
  'hash',
];

test('no column of the log is left out below', async () => {
  const [entry] = await logOf(world);
  expect(Object.keys(entry!).sort()).toEqual([...COLUMNS, 'seq'].sort());
});

test.each(COLUMNS)('a changed %s is found', async (column) => {
  const [entry] = await raw(`select * from audit_entry where seq = ${place}`);
  const value = entry![column] as string | null;
  const quoted = value === null ? 'null' : `'${value.replaceAll("'", "''")}'`;
  const other = column === 'person_ids' || column === 'resource_ids' ? '["x"]' : 'x';
  const set = (to: string) => [`update audit_entry set "${column}" = ${to} where seq = ${place}`];
  expect(await faultAfter(set(`'${other}'`), set(quoted))).toEqual({ seq: place, kind: 'changed' });
});

test('a removed entry is found', async () => {
  const away = ['create table away as select * from audit_entry where 1 = 0'];
  const take = [
    `insert into away select * from audit_entry where seq = ${place}`,
    `delete from audit_entry where seq = ${place}`,
  ];
  const back = ['insert into audit_entry select * from away', 'drop table away'];
  expect(await faultAfter([...away, ...take], back)).toEqual({ seq: place, kind: 'missing' });
});

test('an entry whose number is closed up behind a removed one is found', async () => {
  const last = (await verify()).head.seq;
  const shift = (by: number, from: number) => [
    `update audit_entry set seq = seq + 1000000 where seq >= ${from}`,
    `update audit_entry set seq = seq - 1000000 + ${by} where seq >= 1000000`,
  ];
  const damage = [
    'create table away as select * from audit_entry',
    `delete from audit_entry where seq = ${place}`,
  ];
  const fault = await faultAfter(
    [...damage, ...shift(-1, place + 1), `update audit_head set seq = seq - 1`],
    [
      'delete from audit_entry',
      'insert into audit_entry select * from away',
      'drop table away',
      `update audit_head set seq = ${last + 1}, hash = (select hash from audit_entry where seq = ${last + 1})`,
    ],
  );
  expect(fault).toEqual({ seq: place, kind: 'changed' });
});

test('two entries that have changed places are found', async () => {
  const swap = [
    `update audit_entry set seq = -1 where seq = ${place}`,
    `update audit_entry set seq = ${place} where seq = ${place + 1}`,
    `update audit_entry set seq = ${place + 1} where seq = -1`,
  ];
  expect(await faultAfter(swap, swap)).toEqual({ seq: place, kind: 'changed' });
});

test('a head that was turned is found', async () => {
  const [head] = await raw('select * from audit_head');
  // The verification is itself recorded: what it appends must not stand on the turned head.
  expect(await faultAfter([`update audit_head set hash = '${'f'.repeat(64)}'`], [])).toMatchObject({
    kind: 'head',
    seq: head!.seq,
  });
  const added = Number(head!.seq) + 1;
  await raw(`delete from audit_entry where seq >= ${added}`);
  await raw(`update audit_head set seq = ${head!.seq}, hash = '${head!.hash}'`);
  expect(await verify()).toMatchObject({ intact: true });
});

test.each([
  ['turned to someone else', () => `update audit_person set person_id = 'x' where person_id = '${personId}'`],
  ['removed', () => `delete from audit_person where person_id = '${personId}'`],
])('the index by person with a line %s is found', async (_, damage) => {
  const repair = [
    "delete from audit_person where person_id = 'x'",
    `insert into audit_person (person_id, block) values ('${personId}', 0)`,
  ];
  expect(await faultAfter([damage()], repair)).toMatchObject({ kind: 'index' });
  expect(await verify()).toMatchObject({ intact: true });
});

test('an entry that somebody added past the end is found', async () => {
  const { head } = await verify();
  const forged = head.seq + 100;
  const columns = COLUMNS.map((column) => `"${column}"`).join(', ');
  const insert = `insert into audit_entry (seq, ${columns}) select ${forged}, ${columns} from audit_entry where seq = 1`;
  expect(await faultAfter([insert], [`delete from audit_entry where seq = ${forged}`])).toEqual({
    seq: forged,
    kind: 'head',
  });
});

test('an end that was cut off shows against the head, and, with the head turned back, against an anchor', async () => {
  const { head } = await verify();
  const anchor = `?anchorSeq=${head.seq}&anchorHash=${head.hash}`;
  const until = head.seq - 3;
  await raw(`delete from audit_entry where seq > ${until}`);
  expect((await verify()).fault).toEqual({ seq: until + 1, kind: 'missing' });
  // Whoever cuts the end off well also turns back the head: only the anchor tells.
  await raw(`delete from audit_entry where seq > ${until}`);
  await raw(
    `update audit_head set seq = ${until}, hash = (select hash from audit_entry where seq = ${until})`,
  );
  expect(await verify()).toMatchObject({ intact: true });
  expect((await verify(anchor)).fault).toMatchObject({ kind: 'anchor', seq: head.seq });
});

test.runIf(testEngine === 'sqlite')('an emptied log shows against an anchor', async () => {
  const { head } = await verify();
  for (const table of ['audit_entry', 'audit_person', 'audit_head']) await raw(`delete from ${table}`);
  expect((await verify(`?anchorSeq=${head.seq}&anchorHash=${head.hash}`)).fault).toEqual({
    seq: head.seq,
    kind: 'anchor',
  });
});
