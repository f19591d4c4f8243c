import { afterAll, beforeAll, expect, test } from 'vitest';
import { assess, child, decision, done, newNumber, openIntake, reportOf } from '../support/casework.ts';
import { type Client, startWorld, type World } from '../support/world.ts';

/** Many at once: one wins, nothing is mixed, nothing is lost or counted twice. */

let world: World;
let mia: Client;
beforeAll(async () => {
  world = await startWorld();
  mia = world.as('reception');
});
afterAll(() => world.close());

const times = <T>(count: number, job: (at: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, at) => job(at)));

/** Case numbers of the year, in order. */
async function caseNumbers(): Promise<string[]> {
  const rows = await world.database.raw('select case_number from intake order by case_number');
  return rows.map((row) => String(row.case_number));
}
const series = (count: number) =>
  Array.from({ length: count }, (_, at) => `2026-${String(at + 1).padStart(5, '0')}`);
const intact = async () => (await world.as('auditor').get('/audit-entries/verification')).body.intact;

test('of 50 callers who change one intake at once, one wins and 49 are told', async () => {
  const { intakeId } = await openIntake(mia);
  const causes = ['vald-mot-barnet', 'skolsituation', 'barnets-brott', 'annat', 'bevittnat-vald'];
  const callers = await times(50, (at) =>
    world.with({ sub: `handläggare ${at}`, roles: ['social-worker'], units: ['mottagning'] }),
  );
  const { etag, body: before } = await mia.get(`/intakes/${intakeId}`);
  const asked = (at: number) => ({
    mainCause: causes[at % 5]!,
    otherCauses: causes.filter((_, n) => n !== at % 5).slice(0, 1 + (at % 4)),
  });
  const answers = await Promise.all(
    callers.map((caller, at) => caller.patch(`/intakes/${intakeId}`, asked(at), { match: etag })),
  );
  expect(answers.filter((answer) => answer.status === 412)).toHaveLength(49);
  const winner = answers.findIndex((answer) => answer.status === 200);
  const after = (await mia.get(`/intakes/${intakeId}`)).body;
  expect(after).toEqual({ ...before, ...asked(winner), version: 2 });
  expect(answers[winner]!.body).toEqual(after);
  const written = await world.database.raw(
    "select caller_id from audit_entry where action = 'intake.correct'",
  );
  expect(written).toEqual([{ caller_id: `handläggare ${winner}` }]);
});

test('of 20 decisions at once one is made, and one investigation is opened', async () => {
  const { intakeId } = await openIntake(mia);
  const lena = world.as('teamLeader');
  await assess(lena, intakeId);
  const answers = await times(20, () =>
    lena.post(`/intakes/${intakeId}/decision`, decision(), { match: '"2"' }),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array(19).fill(412)]);
  expect(await world.database.raw('select id from investigation')).toHaveLength(1);
});

test('two reports of one child, decided at once, open one investigation', async () => {
  const personalNumber = newNumber();
  const lena = world.as('teamLeader');
  const first = await openIntake(mia, child({ personalNumber }));
  const second = await openIntake(mia, child({ personalNumber }));
  expect(second.childId).toBe(first.childId);
  for (const { intakeId } of [first, second]) await assess(lena, intakeId);
  const answers = await Promise.all(
    [first, second].map(({ intakeId }) =>
      lena.post(`/intakes/${intakeId}/decision`, decision(), { match: '"2"' }),
    ),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 409]);
  expect(answers.find((answer) => answer.status === 409)!.body.rule).toBe('investigation.already-running');
});

test('100 reports of several children in parallel get the case numbers of the year, without gap or double', async () => {
  const before = (await caseNumbers()).length;
  const sizes = Array.from({ length: 100 }, (_, at) => 1 + (at % 4));
  const refused = { person: { givenName: 'Vuxen', birthDate: '1990-01-01' }, mainCause: 'annat' };
  const answers = await times(110, (at) =>
    at % 11 === 10
      ? // A tenth of them fail after their first child has got a number.
        mia.post('/reports', reportOf([child(), refused]))
      : mia.post('/reports', reportOf(Array.from({ length: sizes[at % 100]! }, () => child()))),
  );
  const receipts = answers.filter((answer) => answer.status === 201).map((answer) => answer.body);
  expect(receipts).toHaveLength(100);
  expect(answers.filter((answer) => answer.status === 409)).toHaveLength(10);
  const given = receipts.flatMap((receipt) =>
    receipt.children.map((reported: { caseNumber: string }) => reported.caseNumber),
  );
  const all = await caseNumbers();
  expect(all).toEqual(series(all.length));
  expect(given.sort()).toEqual(all.slice(before));
  // Each report has its own children, in one unbroken run of numbers.
  for (const receipt of receipts) {
    const numbers = receipt.children.map((reported: { caseNumber: string }) =>
      Number(reported.caseNumber.slice(5)),
    );
    expect(numbers).toEqual(numbers.map((_: number, at: number) => numbers[0] + at));
  }
  expect(await intact()).toBe(true);
});

test('children without a number get temporary identities of their own', async () => {
  const answers = await times(30, () => mia.post('/persons', { givenName: 'Okänd' }));
  const given = answers.map((answer) => done(answer).temporaryNumber);
  expect(new Set(given).size).toBe(30);
});

test('one new child on many reports at once is one person', async () => {
  const personalNumber = newNumber();
  const answers = await times(20, () => mia.post('/reports', reportOf([child({ personalNumber })])));
  const ids = answers.map((answer) => done(answer).children[0].childId);
  expect(new Set(ids).size).toBe(1);
});

test('the same key 20 times at once is one report, and one receipt for all', async () => {
  const before = (await world.database.raw('select id from report')).length;
  const body = reportOf([child(), child()]);
  const key = crypto.randomUUID();
  const answers = await times(20, () => mia.post('/reports', body, { key }));
  expect(new Set(answers.map((answer) => `${answer.status} ${answer.text}`)).size).toBe(1);
  expect(answers[0]!.status).toBe(201);
  expect(await world.database.raw('select id from report')).toHaveLength(before + 1);
});
