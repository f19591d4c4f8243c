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

/** Saves a part of the analysis and signs it. */
const writeAndSign =
  (part: string, told: object): Mend['mend'] =>
  async (client, investigation) => {
    const address = `${investigation}/analysis`;
    const saved = await client.put(address, told, { match: (await client.get(address)).etag });
    return client.post(`${address}/signatures`, { part }, { match: saved.etag });
  };

/** Registers a guardian of the child. */
export async function aGuardian(
  client: Client,
  investigation: string,
  validity: { validFrom?: string } = {},
): Promise<string> {
  const { childId } = done(await client.get(investigation));
  const { id } = done(await client.post('/persons', { givenName: 'Sara', familyName: 'Exempelsson' }));
  const relation = { fromPersonId: id, toPersonId: childId, type: 'vardnadshavare', ...validity };
  done(await client.post('/relations', relation));
  return id;
}

/** A guardian whom the child has already. */
async function guardianOf(client: Client, investigation: string): Promise<string | undefined> {
  const { childId } = done(await client.get(investigation));
  return done(await client.get(`/persons/${childId}/family`)).guardians[0]?.person.id;
}

/** Someone answers about an intervention, on the day the cases are opened when nothing else is told. */
export const answers = (
  client: Client,
  investigation: string,
  told: { personId: string; intervention: string; answer?: string; placementForm?: string; on?: string },
) => client.post(`${investigation}/consents`, { answer: 'samtycker', on: '2026-03-02', ...told });

/** What a new investigation needs before it can be closed with support, in the order that it is asked for. */
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
    mend: writeAndSign('analys', {
      analysis: { together: 'Skolan skyddar.', meaningForChild: 'Barnet orkar inte leka.' },
    }),
  },
  {
    rules: ['assessment.best-interests-missing', 'assessment.proposal-missing'],
    mend: writeAndSign('bedomning', {
      assessment: { bestInterests: 'Att bo kvar med stöd.', proposal: 'Stöd i hemmet.' },
    }),
  },
  {
    rules: ['communication.missing'],
    mend: (client, investigation) =>
      client.post(`${investigation}/communications`, { exception: 'Uppenbart obehövligt.' }),
  },
  {
    rules: ['consent.missing'],
    mend: async (client, investigation) =>
      answers(client, investigation, {
        personId: (await guardianOf(client, investigation)) ?? (await aGuardian(client, investigation)),
        intervention: 'familjebehandling',
      }),
  },
];

/** Does everything that closing with support needs. */
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

export const supported = {
  outcome: 'insats-sol',
  interventions: [{ type: 'familjebehandling' }],
  reasons: 'Familjen behöver stöd.',
  legalBasis: 'sol',
};
/** The question whether that can be decided. */
export const SUPPORTED = '?outcome=insats-sol&intervention=familjebehandling';
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
