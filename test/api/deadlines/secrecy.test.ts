import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, child, decide, done, loggedDuring, newNumber, openIntake } from '../../support/casework.ts';
import { aCase, aGuardian, hideFromKarin } from '../../support/parties.ts';
import { queriesDuring } from '../../support/queries.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';

/**
 * What the list of deadlines never tells: a protected child or party, another unit, the investigation behind a seen
 * intake.
 */

let world: World;
let karin: Client;
let lena: Client;
let hidden: { intakeId: string; childId: string };
/** Known to the reception unit by its intake, investigated by the youth unit. */
let moved: { intakeId: string; childId: string; investigationId: string; secondIntakeId: string };

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  lena = world.as('teamLeader');
  hidden = await openIntake(karin, child({ protectedIdentity: 'sekretessmarkering' }));
  const personalNumber = newNumber();
  const { intakeId, childId } = await openIntake(karin, child({ personalNumber }));
  await assess(lena, intakeId);
  const { investigationId } = await decide(lena, intakeId, { unit: 'ungdom', handlerId: 'omar.lind' });
  const second = await openIntake(karin, child({ personalNumber }));
  moved = { intakeId, childId, investigationId, secondIntakeId: second.intakeId };
});
afterAll(() => world.close());

interface Line {
  childId: string;
  case: { kind: string; id: string };
}
const listed = async (client: Client, query = ''): Promise<Line[]> =>
  done(await client.get(`/deadlines?limit=100${query}`)).items;
const casesOf = (lines: readonly Line[]) => [...new Set(lines.map((line) => line.case.id))].toSorted();

test('a protected child is listed for the named handler alone', async () => {
  expect((await listed(karin)).some(({ childId }) => childId === hidden.childId)).toBe(true);
  for (const client of [lena, world.as('reception')]) {
    for (const query of ['', '&handlerId=karin.ek', '&unit=mottagning', '&rule=skyddsbedomning']) {
      expect((await listed(client, query)).some(({ childId }) => childId === hidden.childId)).toBe(false);
    }
    const { total } = done(await client.get('/deadlines?rule=skyddsbedomning&total=true')).page;
    expect(total).toBe(1);
    expect((await client.get(`/intakes/${hidden.intakeId}/deadlines`)).status).toBe(404);
  }
});

describe('a child with a case in each of two units', () => {
  test('is listed to each with its own case alone', async () => {
    expect(casesOf(await listed(world.as('reception')))).toEqual([moved.secondIntakeId]);
    expect(casesOf(await listed(world.as('youthWorker')))).toEqual([moved.investigationId]);
    expect(casesOf(await listed(lena))).toEqual([moved.secondIntakeId]);
    expect(await listed(lena, '&unit=ungdom')).toEqual([]);
    expect(await listed(lena, '&rule=utredning')).toEqual([]);
  });

  test('shows the unit that investigates the intake that it rests on, and not the next', async () => {
    const omar = world.as('youthWorker');
    const { items } = done(await omar.get(`/investigations/${moved.investigationId}/deadlines`));
    expect(casesOf(items)).toEqual([moved.investigationId, moved.intakeId].toSorted());
    expect((await omar.get(`/intakes/${moved.secondIntakeId}/deadlines`)).status).toBe(404);
  });

  test('shows the unit of the intake nothing of the investigation', async () => {
    const { items } = done(await lena.get(`/intakes/${moved.intakeId}/deadlines`));
    expect(casesOf(items)).toEqual([moved.intakeId]);
    expect((await lena.get(`/investigations/${moved.investigationId}/deadlines`)).status).toBe(404);
  });

  test('is listed in whole to who opens it by break-glass, for as long as that lasts', async () => {
    done(await lena.post(`/persons/${moved.childId}/break-glass`, { reason: 'Akut läge på jourtid.' }));
    expect(casesOf(await listed(lena))).toEqual([moved.investigationId, moved.secondIntakeId].toSorted());
    world.clock.set('2026-03-03T09:00:00Z');
    expect(casesOf(await listed(lena))).toEqual([moved.secondIntakeId]);
  });
});

test('a unit that is not the caller’s is listed as nothing, not as forbidden', async () => {
  const answer = await world.as('youthLeader').get('/deadlines?unit=mottagning&total=true');
  expect(answer).toMatchObject({ status: 200, body: { items: [], page: { total: 0 } } });
});

describe('a party who is protected from the caller', () => {
  const party = {} as { of: string; childId: string; mother: string; father: string };
  const ids = {} as { mother: string; father: string };
  const MINE = '/deadlines?handlerId=karin.ek&rule=kommunicering';

  beforeAll(async () => {
    world.clock.set('2026-03-04T09:00:00Z');
    const { id, childId, mother } = await aCase(karin);
    const father = await aGuardian(karin, childId);
    Object.assign(party, { of: `/investigations/${id}`, childId, mother, father });
    // The father is to comment first, so that it is his time that is due first in the case.
    for (const [who, commentBy] of [
      ['father', '2026-03-05'],
      ['mother', '2026-03-06'],
    ] as const) {
      const sent = { partyId: party[who], sentOn: '2026-03-03', commentBy };
      ids[who] = `kommunicering:${id}:${done(await karin.post(`${party.of}/communications`, sent)).id}`;
    }
    await hideFromKarin(world, father);
  });

  const shown = (answer: { items: { rule: string; id: string; partyId: string | null }[] }) =>
    answer.items.filter(({ rule }) => rule === 'kommunicering').map(({ id, partyId }) => ({ id, partyId }));
  const father = () => ({ id: ids.father, partyId: party.father });
  const mother = () => ({ id: ids.mother, partyId: party.mother });

  test('has no clock in the case', async () => {
    const at = `${party.of}/deadlines`;
    expect(shown(done(await lena.get(at)))).toEqual([father(), mother()]);
    expect(shown(done(await karin.get(at)))).toEqual([mother()]);
  });

  test('is neither listed, counted nor paged by', async () => {
    expect(done(await lena.get(`${MINE}&total=true`))).toMatchObject({
      items: [father(), mother()],
      page: { total: 2 },
    });
    const first = done(await lena.get(`${MINE}&limit=1`));
    expect(shown(first)).toEqual([father()]);
    expect(shown(done(await lena.get(`${MINE}&limit=1&cursor=${first.page.nextCursor}`)))).toEqual([
      mother(),
    ]);

    const seen = done(await karin.get(`${MINE}&limit=1&total=true`));
    expect(shown(seen)).toEqual([mother()]);
    expect(seen.page).toEqual({ limit: 1, total: 1 });
    expect(done(await karin.get(`${MINE}&limit=1&page=2`)).items).toEqual([]);
  });

  test('is not what is due first, nor due at all, when the case is handed over', async () => {
    const nextFor = async (client: Client) => {
      const { items } = done(await client.get('/handover?handlerId=karin.ek&limit=100'));
      return items.find(({ childId }: { childId: string }) => childId === party.childId).next;
    };
    // Otherwise the information of the parties would be due first.
    const exception = { stage: 'inledning', exception: 'Alla är redan informerade.' };
    done(await karin.post(`${party.of}/party-information`, exception));
    expect(await nextFor(lena)).toMatchObject(father());
    expect(await nextFor(karin)).toMatchObject(mother());
    expect(shown(dueIn(await lena.get(`${party.of}/handover`)))).toEqual([father(), mother()]);
    expect(shown(dueIn(await karin.get(`${party.of}/handover`)))).toEqual([mother()]);
  });
  const dueIn = (answer: Awaited<ReturnType<Client['get']>>) => ({ items: done(answer).deadlines });

  test.each(['deadlines', 'list', 'handover', 'handed over'])(
    'is in the log for who was shown: %s',
    async (read) => {
      const path = {
        deadlines: `${party.of}/deadlines`,
        list: MINE,
        handover: `${party.of}/handover`,
        'handed over': '/handover?handlerId=karin.ek&limit=100',
      }[read]!;
      const personsFor = async (client: Client): Promise<string[]> => {
        const [entry] = await loggedDuring(world, () => client.get(path));
        return JSON.parse(entry!.person_ids!);
      };
      expect(await personsFor(lena)).toEqual(expect.arrayContaining([party.childId, party.father]));
      const forKarin = await personsFor(karin);
      expect(forKarin).toEqual(expect.arrayContaining([party.childId, party.mother]));
      expect(forKarin).not.toContain(party.father);
    },
  );

  test('is not told the day of by what closing still needs', async () => {
    const said = async (client: Client) => {
      const { missing } = done(await client.get(`${party.of}/completeness`));
      return missing.find(({ rule }: { rule: string }) => rule === 'communication.awaiting-comment').message
        .sv;
    };
    world.clock.set('2026-03-05T09:00:00Z');
    expect(await said(lena)).toContain('2026-03-06');
    const { items } = done(await karin.get(`${party.of}/communications`));
    const comment = { receivedOn: '2026-03-05', comment: 'Stämmer.' };
    done(await karin.put(`${party.of}/communications/${items[0].id}/comment`, comment, { match: '"1"' }));
    expect(await said(lena)).toContain('2026-03-05');
    expect(await said(karin)).not.toMatch(/\d/);
  });

  test('takes one query more, however many the parties are', async () => {
    const before = await queriesDuring(world, () => lena.get(MINE));
    const { id, childId, mother: another } = await aCase(karin);
    for (const partyId of [another, await aGuardian(karin, childId)]) {
      done(await karin.post(`/investigations/${id}/communications`, { partyId }));
    }
    expect(await queriesDuring(world, () => lena.get(MINE))).toHaveLength(before.length);
  });
});
