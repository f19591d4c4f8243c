import { done } from '../../support/casework.ts';
import type { Answer, Client, World } from '../../support/world.ts';
import { ANSWERS } from './contents.ts';

/** What there is to go on with in an investigation from the start: something of what takes more than one move. */
async function begin(lena: Client, path: string, mother: string, heldOn: string): Promise<void> {
  const basis = 'uppgiftsskyldighet';
  const questions = [{ area: 'halsa', text: 'Hur mår barnet?' }];
  const happens = async (before: Answer, name: string, body: object) => {
    const answer = await lena.post(`/consultations/${before.body.id}/${name}`, body, { match: before.etag });
    done(answer);
    return answer;
  };
  for (const counterpart of ['skola', 'bvc', 'polis']) {
    const draft = await lena.post(`${path}/consultations`, { counterpart, basis, questions });
    if (counterpart === 'polis') continue;
    const sent = await happens(draft, 'dispatch', {});
    if (counterpart === 'skola') await happens(sent, 'answer', ANSWERS[0]!);
  }
  const talk = { heldOn, form: 'hembesok', childTookPart: true };
  const { id: conversationId } = done(await lena.post(`${path}/conversations`, talk));
  const text = 'Familjen ska flytta.';
  const stated = { text, source: 'vardnadshavare', familyWide: true };
  const statements = `${path}/areas/boende-arbete-och-ekonomi/statements`;
  for (const from of [{}, { conversationId }]) done(await lena.post(statements, { ...stated, ...from }));
  for (let nth = 0; nth < 2; nth += 1) {
    const note = await lena.post(`${path}/notes`, { happenedOn: heldOn, text });
    done(await lena.post(`${path}/notes/${done(note).id}/signature`, {}, { match: note.etag }));
  }
  done(await lena.post(`${path}/communications`, { partyId: mother }));
}

/** Two siblings under investigation with a mother and a father in common, and someone else. */
export async function twoSiblings(
  world: World,
  opened: (name: string) => Promise<{ childId: string; id: string }>,
) {
  const lena: Client = world.as('teamLeader');
  const cases = [await opened('Alva'), await opened('Melker')] as const;
  const adults: string[] = [];
  for (const givenName of ['Sara', 'Jonas', 'Vera']) {
    adults.push(done(await lena.post('/persons', { givenName, familyName: 'Exempelsson' })).id);
  }
  for (const { childId: toPersonId } of cases) {
    for (const fromPersonId of adults.slice(0, 2)) {
      done(await lena.post('/relations', { fromPersonId, toPersonId, type: 'vardnadshavare' }));
    }
  }
  for (const { id } of cases)
    await begin(lena, `/investigations/${id}`, adults[0]!, world.clock.now().slice(0, 10));
  return cases.map(({ id, childId }) => ({
    path: `/investigations/${id}`,
    childId,
    persons: [adults[0]!, adults[1]!, childId, adults[2]!],
  }));
}
