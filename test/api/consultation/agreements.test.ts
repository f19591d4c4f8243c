import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assess, child, decide, done, newNumber, openIntake } from '../../support/casework.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { draft, NOW, next, openInvestigation, sent, TODAY } from './opened.ts';

/** When an answer is expected on this board, and what a counterpart is told besides the questions. */

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld({
    at: NOW,
    settings: {
      region: 'Skåne',
      agreements: [
        { counterpart: 'skola', answerDays: 7, name: 'Skolavtalet' },
        { counterpart: '*', answerDays: 10 },
      ],
    },
  });
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

describe('the answer day', () => {
  test.each([
    ['the board has agreed on with the school', 'skola', '2026-03-23'],
    ['the region has made public', 'barnmottagning', '2026-04-13'],
    ['the board counts with for all others', 'bvc', '2026-03-26'],
  ])('is what %s', async (_, counterpart, answerDay) => {
    const { id } = await openInvestigation(world);
    expect((await sent(karin, id, { counterpart })).body).toMatchObject({ sentOn: TODAY, answerDay });
  });

  test('is the one that is given, whatever is agreed', async () => {
    const { id } = await openInvestigation(world);
    const told = await sent(karin, id, {}, { answerDay: '2026-03-18' });
    expect(told.body.answerDay).toBe('2026-03-18');
  });

  test('is shown for every counterpart beforehand, with where it comes from', async () => {
    const { items } = done(await world.as('reception').get('/consultation-agreements'));
    const of = (counterpart: string) =>
      items.find((item: { counterpart: string }) => item.counterpart === counterpart);
    const own = { origin: 'board', provenance: null, source: null };
    expect(of('skola')).toEqual({ counterpart: 'skola', answerDays: 7, name: 'Skolavtalet', ...own });
    expect(of('polis')).toEqual({ counterpart: 'polis', answerDays: 10, name: null, ...own });
    expect(of('barnmottagning')).toMatchObject({
      answerDays: 28,
      origin: 'region',
      provenance: 'verified',
      source: expect.stringContaining('Region Skåne'),
    });
  });

  test('is in fourteen days on a board that has settled nothing', async () => {
    const bare = await startWorld({ at: NOW, settings: { agreements: undefined } });
    const { items } = done(await bare.as('socialWorker').get('/consultation-agreements'));
    expect(new Set(items.map((item: { origin: string }) => item.origin))).toEqual(new Set(['default']));
    expect(new Set(items.map((item: { answerDays: number }) => item.answerDays))).toEqual(new Set([14]));
    await bare.close();
  });
});

describe('whether the guardians are told', () => {
  const lena = () => world.as('teamLeader');
  const reportedFor = async (causes: object, personalNumber = newNumber()) => {
    const { intakeId } = await openIntake(world.as('reception'), { ...child({ personalNumber }), ...causes });
    await assess(lena(), intakeId);
    return { intakeId, personalNumber };
  };
  const investigatedFor = async (causes: object) => {
    const { intakeId, personalNumber } = await reportedFor(causes);
    const { investigationId } = await decide(lena(), intakeId);
    return { id: investigationId as string, personalNumber };
  };
  const WHY = expect.stringContaining('inom fyra månader');
  const SILENT = 'Informera inte föräldrarna om denna förfrågan.';

  test.each([
    ['neglect', { mainCause: 'brist-i-omsorg' }, false],
    ['violence', { mainCause: 'vald-mot-barnet' }, true],
    ['sexual abuse, beside the main cause', { otherCauses: ['skolsituation', 'sexuella-overgrepp'] }, true],
  ])('follows from what was reported: %s', async (_, causes, doNotInformGuardians) => {
    const { id } = await investigatedFor(causes);
    const begun = await draft(karin, id);
    expect(begun.body).toMatchObject({
      doNotInformGuardians,
      coverLines: doNotInformGuardians ? [WHY, SILENT] : [WHY],
    });
    expect((await karin.get(`/consultations/${begun.body.id}`)).body).toEqual(begun.body);
  });

  test('follows from a report that joined, too', async () => {
    const { id, personalNumber } = await investigatedFor({ mainCause: 'brist-i-omsorg' });
    const { intakeId } = await reportedFor({ mainCause: 'bevittnat-vald' }, personalNumber);
    const joining = { outcome: 'pafors-pagaende-utredning', unit: undefined, handlerId: undefined };
    await decide(lena(), intakeId, joining);
    expect((await draft(karin, id)).body.doNotInformGuardians).toBe(true);
  });

  test('is for the handler to say, until it is sent', async () => {
    const { id } = await investigatedFor({ mainCause: 'vald-mot-barnet' });
    const open = await draft(karin, id, { doNotInformGuardians: false });
    expect(open.body).toMatchObject({ doNotInformGuardians: false, coverLines: [WHY] });
    const told = { doNotInformGuardians: true };
    const path = `/consultations/${open.body.id}`;
    const silent = await karin.patch(path, told, { match: open.etag });
    expect(silent.body).toMatchObject({ doNotInformGuardians: true, coverLines: [WHY, SILENT] });
    const asked = await next(karin, silent, 'dispatch', {});
    expect(asked.body).toMatchObject({ status: 'skickad', coverLines: [WHY, SILENT] });
    const late = await karin.patch(path, { doNotInformGuardians: false }, { match: asked.etag });
    expect(late.body).toMatchObject({ status: 409, rule: 'consultation.dispatched' });
    const listed = done(await karin.get(`/investigations/${id}/consultations`));
    expect(listed.items).toEqual([asked.body]);
  });

  test('is yes or no', async () => {
    const { id } = await openInvestigation(world);
    const refused = await karin.post(`/investigations/${id}/consultations`, {
      counterpart: 'skola',
      doNotInformGuardians: 'kanske',
    });
    expect(refused.status).toBe(400);
    expect(refused.body.violations).toMatchObject([{ field: 'doNotInformGuardians' }]);
  });
});
