import { assess, child, decide, done, openIntake } from '../../support/casework.ts';
import { advice, goal } from '../../support/interventions.ts';
import { startWorld, type World } from '../../support/world.ts';

/** One of each on a board, as it stands on 20 March 2026 after three weeks: what the worklist of quality is asked about. */
export interface Cases {
  readonly world: World;
  /** Never assessed, since 4 March, and undecided since the 17th: two errors. */
  readonly forgotten: { readonly intakeId: string; readonly childId: string };
  /** A consultation that nobody has reminded of since the 13th. */
  readonly waiting: {
    readonly investigationId: string;
    readonly childId: string;
    readonly consultationId: string;
  };
  /** A goal without an indicator, since the 2nd. */
  readonly vague: { readonly interventionId: string; readonly childId: string; readonly goalId: string };
  /** A child of whom the sex is unknown, in an intake that is decided. */
  readonly unknown: { readonly intakeId: string; readonly childId: string };
}

export const TODAY = '2026-03-20';

export async function startCases(): Promise<Cases> {
  const world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  const [reception, karin, lena] = [world.as('reception'), world.as('socialWorker'), world.as('teamLeader')];
  const forgotten = await openIntake(reception);

  const opened = await openIntake(reception);
  await assess(lena, opened.intakeId);
  const { investigationId } = await decide(lena, opened.intakeId);
  const draft = await karin.post(`/investigations/${investigationId}/consultations`, {
    counterpart: 'skola',
    basis: 'uppgiftsskyldighet',
    questions: [{ area: 'utbildning', text: 'Hur är närvaron?' }],
  });
  const sent = { sentOn: '2026-03-02', answerDay: '2026-03-12' };
  done(await karin.post(`/consultations/${draft.body.id}/dispatch`, sent, { match: draft.etag }));

  const childId = done(await karin.post('/persons', child().person)).id;
  const given = done(await karin.post('/interventions', advice(childId)));
  const { indicator: _, ...vague } = goal;
  const set = done(await karin.post(`/interventions/${given.id}/goals`, vague));

  const somebody = { person: { givenName: 'Alva', familyName: 'Exempelsson' }, mainCause: 'brist-i-omsorg' };
  const unknown = await openIntake(reception, somebody as never);
  await assess(lena, unknown.intakeId);
  await decide(lena, unknown.intakeId, { outcome: 'utredning-inleds-inte' });

  world.clock.set(`${TODAY}T09:00:00Z`);
  return {
    world,
    forgotten,
    waiting: { investigationId, childId: opened.childId, consultationId: draft.body.id },
    vague: { interventionId: given.id, childId, goalId: set.id },
    unknown,
  };
}
