import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  assess,
  assessment,
  child,
  decide,
  decision,
  done,
  newNumber,
  openIntake,
} from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { decide as close, moved } from '../decision/closing.ts';

/** On which days an intake can be decided, and on which an extension can end. */

let world: World;
let lena: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-30T09:00:00Z' });
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

const received = (day: string) => ({ receivedAt: `${day}T08:30:00Z` });

/** An anmälan received on a day and assessed on that day. */
async function assessedIntake(receivedOn: string, of = child(), assessedOn = receivedOn) {
  const opened = await openIntake(world.as('reception'), of, received(receivedOn));
  const assessedAt = `${assessedOn}T09:00:00Z`;
  done(await lena.post(`/intakes/${opened.intakeId}/protection-assessments`, { ...assessment, assessedAt }));
  return opened;
}

async function tryDeciding(intakeId: string, told: Record<string, unknown>) {
  const { etag } = await lena.get(`/intakes/${intakeId}`);
  return lena.post(`/intakes/${intakeId}/decision`, decision(told), { match: etag });
}

const join = { outcome: 'pafors-pagaende-utredning', unit: undefined, handlerId: undefined };

/** A child with an investigation from one day to another, by personal number. */
async function investigated(from: string, to: string | null) {
  const personalNumber = newNumber();
  const { intakeId } = await assessedIntake(from, child({ personalNumber }));
  const { investigationId } = await decide(lena, intakeId, { decidedOn: from });
  if (to) done(await close(lena, `/investigations/${investigationId}`, { ...moved, decidedOn: to }));
  return { of: () => child({ personalNumber }), investigationId };
}

describe('a decision on an anmälan', () => {
  test('is not dated before the first protection assessment', async () => {
    const { intakeId } = await assessedIntake('2026-03-02', child(), '2026-03-05');
    const answer = await tryDeciding(intakeId, { decidedOn: '2026-03-04' });
    expect(answer).toMatchObject({ status: 400, body: { violations: [{ field: 'decidedOn' }] } });
    expect((await tryDeciding(intakeId, { decidedOn: '2026-03-05' })).status).toBe(201);
  });

  test('opens no investigation before the child is born', async () => {
    const unborn = child({ personalNumber: undefined, expectedBirthDate: '2026-03-20' });
    const { intakeId, childId } = await assessedIntake('2026-03-02', unborn);
    const { etag } = await lena.get(`/persons/${childId}`);
    done(await lena.patch(`/persons/${childId}`, { birthDate: '2026-03-18' }, { match: etag }));
    const answer = await tryDeciding(intakeId, { decidedOn: '2026-03-17' });
    expect(answer).toMatchObject({ status: 400, body: { violations: [{ field: 'decidedOn' }] } });
    expect((await tryDeciding(intakeId, { decidedOn: '2026-03-18' })).status).toBe(201);
  });
});

describe('a child who was under investigation from 9 to 20 March', () => {
  test.each(['2026-03-06', '2026-03-09', '2026-03-19'])('gets no other opened on %s', async (decidedOn) => {
    const { of } = await investigated('2026-03-09', '2026-03-20');
    const { intakeId } = await assessedIntake('2026-03-06', of());
    const answer = await tryDeciding(intakeId, { decidedOn });
    expect(answer).toMatchObject({ status: 409, body: { rule: 'investigation.already-running' } });
    expect((await tryDeciding(intakeId, { ...join, decidedOn })).body.rule).toBe(
      'investigation.none-running',
    );
    expect((await tryDeciding(intakeId, { decidedOn: '2026-03-20' })).status).toBe(201);
  });

  test('gets the next one by an ansökan on the day that the first was closed', async () => {
    const { of } = await investigated('2026-03-09', '2026-03-20');
    const applied = { type: 'ansokan', reporter: 'vardnadshavare', ...received('2026-03-12') };
    const { intakeId } = await openIntake(world.as('reception'), of(), applied);
    expect((await lena.get(`/intakes/${intakeId}`)).body).toMatchObject({
      outcome: 'utredning-inleds',
      decidedOn: '2026-03-20',
    });
  });
});

describe('a child who has been under investigation since 9 March', () => {
  test.each(['2026-03-06', '2026-03-30'])('gets no other opened on %s', async (decidedOn) => {
    const { of } = await investigated('2026-03-09', null);
    const { intakeId } = await assessedIntake('2026-03-06', of());
    const answer = await tryDeciding(intakeId, { decidedOn });
    expect(answer).toMatchObject({ status: 409, body: { rule: 'investigation.already-running' } });
  });

  test('has no report joined before it was opened', async () => {
    const { of, investigationId } = await investigated('2026-03-09', null);
    const { intakeId } = await assessedIntake('2026-03-06', of());
    const early = await tryDeciding(intakeId, { ...join, decidedOn: '2026-03-08' });
    expect(early).toMatchObject({ status: 409, body: { rule: 'investigation.none-running' } });
    const joined = done(await tryDeciding(intakeId, { ...join, decidedOn: '2026-03-09' }));
    expect(joined.investigationId).toBe(investigationId);
  });

  test('has an earlier ansökan joined on the day that it was opened', async () => {
    const { of, investigationId } = await investigated('2026-03-09', null);
    const applied = { type: 'ansokan', reporter: 'vardnadshavare', ...received('2026-03-06') };
    const { intakeId } = await openIntake(world.as('reception'), of(), applied);
    expect((await lena.get(`/intakes/${intakeId}`)).body).toMatchObject({
      ...{ outcome: 'pafors-pagaende-utredning', decidedOn: '2026-03-09', investigationId },
    });
  });
});

describe('an extension', () => {
  const extension = { ground: 'synnerliga-skal', reasons: 'Familjen är på resa.', newEndDay: '2028-03-30' };

  test('of an intake ends within two years', async () => {
    const { intakeId } = await assessedIntake('2026-03-27');
    const path = `/intakes/${intakeId}`;
    const { etag } = await lena.get(path);
    for (const newEndDay of ['2199-12-31', '2028-03-31']) {
      const answer = await lena.post(`${path}/extensions`, { ...extension, newEndDay }, { match: etag });
      expect(answer).toMatchObject({ status: 400, body: { violations: [{ field: 'newEndDay' }] } });
    }
    done(await lena.post(`${path}/extensions`, extension, { match: etag }));
  });

  test('of an investigation ends within two years', async () => {
    const { investigationId } = await investigated('2026-03-09', null);
    const path = `/investigations/${investigationId}`;
    const { etag } = await lena.get(path);
    const told = { ...extension, ground: 'sarskilda-skal' };
    const answer = await lena.post(
      `${path}/extensions`,
      { ...told, newEndDay: '2199-12-31' },
      { match: etag },
    );
    expect(answer).toMatchObject({ status: 400, body: { violations: [{ field: 'newEndDay' }] } });
    done(await lena.post(`${path}/extensions`, told, { match: etag }));
  });

  test('that was stored with the last day of all is still listed', async () => {
    const { intakeId } = await assessedIntake('2026-03-27');
    const { etag } = await lena.get(`/intakes/${intakeId}`);
    done(await lena.post(`/intakes/${intakeId}/extensions`, extension, { match: etag }));
    await world.database.raw(
      `update intake_extension set new_end_day = '2199-12-31' where intake_id = '${intakeId}'`,
    );
    const { items } = done(await lena.get(`/intakes/${intakeId}/deadlines`));
    expect(items.at(-1)).toMatchObject({ endDay: '2199-12-31', lastLawfulDay: '2199-12-31' });
    expect((await lena.get('/deadlines?unit=mottagning')).status).toBe(200);
  });
});

describe('what is asked before what', () => {
  test('who has not read the latest must read again, also when the intake was decided meanwhile', async () => {
    const { intakeId } = await openIntake(world.as('reception'));
    await assess(lena, intakeId);
    const { etag } = await lena.get(`/intakes/${intakeId}`);
    done(await tryDeciding(intakeId, {}));
    const stale = await lena.post(`/intakes/${intakeId}/decision`, decision(), { match: etag });
    expect(stale.status).toBe(412);
    const again = await tryDeciding(intakeId, { decidedOn: '2026-01-01' });
    expect(again).toMatchObject({ status: 409, body: { rule: 'intake.decided' } });
  });

  test('and when the investigation was closed meanwhile', async () => {
    const { investigationId } = await investigated('2026-03-09', '2026-03-20');
    const path = `/investigations/${investigationId}`;
    const change = { knownDisability: false };
    expect((await lena.patch(path, change, { match: '"1"' })).status).toBe(412);
    const { etag } = await lena.get(path);
    expect((await lena.patch(path, change, { match: etag })).body.rule).toBe('investigation.closed');
  });

  test('the protection assessment gives the version that the next change is based on', async () => {
    const { intakeId } = await openIntake(world.as('reception'));
    const answer = await lena.post(`/intakes/${intakeId}/protection-assessments`, assessment);
    expect(answer.etag).toBe('"2"');
    expect(answer.etag).toBe((await lena.get(`/intakes/${intakeId}`)).etag);
  });
});
