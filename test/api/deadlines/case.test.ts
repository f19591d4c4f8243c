import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, child, decide, done, newNumber, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/** The deadlines of one intake and of one investigation. */

let world: World;
let lena: Client;
const opened = {} as { intakeId: string; childId: string; investigationId: string };
let joinedIntakeId: string;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  lena = world.as('teamLeader');
  const reception = world.as('reception');
  const personalNumber = newNumber();
  Object.assign(opened, await openIntake(reception, child({ personalNumber })));
  await assess(lena, opened.intakeId);
  Object.assign(opened, await decide(lena, opened.intakeId), {
    intakeId: opened.intakeId,
    childId: opened.childId,
  });
  world.clock.set('2026-03-20T09:00:00Z');
  const again = await openIntake(reception, child({ personalNumber }), {
    receivedAt: '2026-03-20T08:30:00Z',
    feedbackRequested: true,
  });
  joinedIntakeId = again.intakeId;
  await assess(lena, joinedIntakeId);
  await decide(lena, joinedIntakeId, {
    outcome: 'pafors-pagaende-utredning',
    unit: undefined,
    handlerId: undefined,
  });
});
afterAll(() => world.close());

const linesOf = async (client: Client, path: string): Promise<string[]> =>
  done(await client.get(`${path}/deadlines`)).items.map(
    (line: { endDay: string; rule: string; state: string }) => `${line.endDay} ${line.rule} ${line.state}`,
  );

const OF_THE_FIRST_INTAKE = ['2026-03-02 skyddsbedomning met', '2026-03-16 forhandsbedomning met'];
const OF_THE_JOINED_INTAKE = [
  '2026-03-20 aterkoppling-till-anmalare due-today',
  '2026-03-20 skyddsbedomning met',
  '2026-04-03 forhandsbedomning met',
];
const OF_THE_INVESTIGATION = ['2026-03-05 information-om-utredning overdue', '2026-07-02 utredning running'];

describe('an intake', () => {
  test('has its own deadlines alone, met ones too', async () => {
    expect(await linesOf(lena, `/intakes/${opened.intakeId}`)).toEqual(OF_THE_FIRST_INTAKE);
    expect(await linesOf(lena, `/intakes/${joinedIntakeId}`)).toEqual(OF_THE_JOINED_INTAKE);
  });

  test('shows them to reception, which sees no investigation', async () => {
    expect(await linesOf(world.as('reception'), `/intakes/${opened.intakeId}`)).toEqual(OF_THE_FIRST_INTAKE);
  });
});

describe('an investigation', () => {
  test('has its own and those of the intakes that opened and joined it', async () => {
    expect(await linesOf(lena, `/investigations/${opened.investigationId}`)).toEqual(
      [...OF_THE_FIRST_INTAKE, ...OF_THE_JOINED_INTAKE, ...OF_THE_INVESTIGATION].toSorted(),
    );
  });

  test('has the same for a decision-maker, who sees the intakes that it rests on', async () => {
    const decider = world.as('decisionMaker');
    expect(await linesOf(decider, `/investigations/${opened.investigationId}`)).toEqual(
      [...OF_THE_FIRST_INTAKE, ...OF_THE_JOINED_INTAKE, ...OF_THE_INVESTIGATION].toSorted(),
    );
    expect(await linesOf(decider, `/intakes/${opened.intakeId}`)).toEqual(OF_THE_FIRST_INTAKE);
  });

  test('shows an extension as it counted', async () => {
    const path = `/investigations/${opened.investigationId}`;
    const { etag } = await lena.get(path);
    const extension = { ground: 'sarskilda-skal', reasons: 'Skolans svar dröjer.', newEndDay: '2026-09-05' };
    done(await lena.post(`${path}/extensions`, extension, { match: etag }));
    const { items } = done(await lena.get(`${path}/deadlines`));
    // 5 September 2026 is a Saturday.
    expect(items.at(-1)).toMatchObject({
      endDay: '2026-09-05',
      lastLawfulDay: '2026-09-07',
      extensions: [{ decidedOn: '2026-03-20', newEndDay: '2026-09-05', counted: true }],
    });
  });
});

const nobody = '00000000-0000-7000-8000-000000000000';

describe('what cannot be read', () => {
  test('is not there: another unit, or nothing at all', async () => {
    const omar = world.as('youthWorker');
    for (const path of [
      `/intakes/${opened.intakeId}`,
      `/investigations/${opened.investigationId}`,
      `/intakes/${nobody}`,
      `/investigations/${nobody}`,
    ]) {
      expect((await omar.get(`${path}/deadlines`)).status).toBe(404);
    }
    expect(
      (await world.as('reception').get(`/investigations/${opened.investigationId}/deadlines`)).status,
    ).toBe(404);
  });

  test('is malformed', async () => {
    expect((await lena.get('/intakes/1/deadlines')).status).toBe(400);
  });
});
