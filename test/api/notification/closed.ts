import { done } from '../../support/casework.ts';
import { aCase, aGuardian } from '../../support/parties.ts';
import type { World } from '../../support/world.ts';
import { careOrder, decide, mendAll, moved, supported } from '../decision/closing.ts';

const DECISIONS = { supported, careOrder, moved };

/**
 * An investigation that was opened on 2 February 2026 and decided on 2 March: insats by SoL where nothing else is told.
 * The child has two guardians.
 */
export async function closedCase(
  world: World,
  { birthDate, decision = 'supported' }: { birthDate?: string; decision?: keyof typeof DECISIONS } = {},
) {
  world.clock.set('2026-03-02T09:00:00Z');
  const karin = world.as('socialWorker');
  const opened = await aCase(karin, birthDate);
  const father = await aGuardian(karin, opened.childId);
  const at = `/investigations/${opened.id}`;
  await mendAll(karin, at);
  const decider = world.as(decision === 'careOrder' ? 'decisionMaker' : 'teamLeader');
  done(await decide(decider, at, DECISIONS[decision]));
  return { ...opened, father, at, url: `${at}/notifications` };
}

export const received = (partyId: string, notifiedOn = '2026-03-02', more = {}) => ({
  partyId,
  notifiedOn,
  manner: 'brev',
  appealInstructions: true,
  ...more,
});
