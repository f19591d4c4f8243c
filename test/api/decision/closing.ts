import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { child, done, register } from '../../support/casework.ts';
import type { Answer, Client, World } from '../../support/world.ts';

interface Mend {
  /** What is missing until it is done. */
  readonly rules: readonly string[];
  readonly mend: (client: Client, investigation: string) => Promise<Answer>;
}

const PLAN = {
  purpose: 'Ta reda på vad barnet och familjen behöver.',
  areas: CODEBOOKS.needsArea.codes.map(({ code }, at) =>
    at === 0
      ? { area: code, decision: 'utreds' }
      : { area: code, decision: 'utreds-inte', reason: 'Ingen oro.' },
  ),
};
const waive =
  (step: string): Mend['mend'] =>
  (client, investigation) =>
    client.post(`${investigation}/consultation-steps`, {
      step,
      reason: 'underlag-finns',
      explanation: 'Ett underlag från förra månaden finns i akten.',
    });

/** What a new investigation needs before it can be closed, in the order that it is asked for. */
export const MENDS: readonly Mend[] = [
  {
    rules: ['plan.missing'],
    mend: (client, investigation) => client.put(`${investigation}/plan`, PLAN, { match: '"0"' }),
  },
  {
    rules: ['conversation.child-not-heard'],
    mend: (client, investigation) =>
      client.post(`${investigation}/conversations`, { heldOn: '2026-03-02', form: 'enskilt-barnsamtal' }),
  },
  { rules: ['consultation.step-missing'], mend: waive('skola') },
  { rules: ['consultation.step-missing'], mend: waive('halsa') },
  {
    rules: ['analysis.together-missing', 'analysis.meaning-for-child-missing'],
    mend: (client, investigation) =>
      client.put(
        `${investigation}/analysis`,
        { analysis: { together: 'Skolan skyddar.', meaningForChild: 'Barnet orkar inte leka.' } },
        { match: '"0"' },
      ),
  },
  {
    rules: ['assessment.best-interests-missing', 'assessment.proposal-missing'],
    mend: async (client, investigation) =>
      client.put(
        `${investigation}/analysis`,
        { assessment: { bestInterests: 'Att bo kvar med stöd.', proposal: 'Stöd i hemmet.' } },
        { match: (await client.get(`${investigation}/analysis`)).etag },
      ),
  },
  {
    rules: ['communication.missing'],
    mend: (client, investigation) =>
      client.post(`${investigation}/communications`, { exception: 'Uppenbart obehövligt.' }),
  },
];

/** Does everything that closing needs. */
export async function mendAll(client: Client, investigation: string): Promise<void> {
  for (const { mend } of MENDS) done(await mend(client, investigation));
}

/** The address of an investigation that an application opened. */
export async function openByApplication(world: World, of = child()): Promise<string> {
  const { children } = await register(world.as('socialWorker'), [of], {
    type: 'ansokan',
    reporter: 'vardnadshavare',
    unit: 'barn-och-familj',
  });
  return `/investigations/${children[0].investigationId}`;
}

export const supported = { outcome: 'insats-sol', reasons: 'Familjen behöver stöd.', legalBasis: 'sol' };
export const careOrder = { outcome: 'vard-lvu', reasons: 'Samtycke saknas.', legalBasis: 'lvu-2' };
export const moved = { outcome: 'flyttat', reasons: 'Familjen har flyttat, och ärendet är överlämnat.' };

/** Decides an investigation on its current version. */
export async function decide(
  client: Client,
  investigation: string,
  told: object,
  key?: string,
): Promise<Answer> {
  const { etag } = await client.get(investigation);
  return client.post(`${investigation}/decision`, told, { match: etag, key });
}

/** The rules of what is missing, from `completeness` or from a refusal. */
export const rulesOf = (found: readonly { rule: string }[]): string[] => found.map(({ rule }) => rule);
