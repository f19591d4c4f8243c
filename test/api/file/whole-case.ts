import { done, openIntake } from '../../support/casework.ts';
import type { Answer, Client, World } from '../../support/world.ts';

/** One child's case with at least one of everything that a file can hold, each on a day of its own where it can be. */
export interface WholeCase {
  readonly childId: string;
  readonly reportId: string;
  readonly intakeId: string;
  readonly investigationId: string;
  readonly caseNumber: string;
  readonly mother: string;
}

export const STARTS = '2026-03-02T09:00:00Z';

export async function playWholeCase(world: World): Promise<WholeCase> {
  const karin = world.as('socialWorker');
  const lena = world.as('teamLeader');
  const onDay = (day: string, time = '09:00') => world.clock.set(`${day}T${time}:00Z`);

  const { childId, reportId, intakeId, caseNumber } = await openIntake(world.as('reception'));
  const mother = done(await karin.post('/persons', { givenName: 'Sara', familyName: 'Exempelsson' })).id;
  const custody = { fromPersonId: mother, toPersonId: childId, type: 'vardnadshavare' };
  done(await karin.post('/relations', custody));
  const intake = `/intakes/${intakeId}`;
  await post(lena, `${intake}/protection-assessments`, {
    need: 'behov',
    grounds: 'Alva är rädd för att gå hem.',
    measures: 'Mormor hämtar i dag.',
  });
  onDay('2026-03-03');
  await change(karin, intake, (match) =>
    karin.put(
      `${intake}/preliminary-assessment`,
      {
        contacts: [{ on: '2026-03-03', with: 'vardnadshavare', content: 'Mamman ringdes upp.' }],
        childHeard: false,
        notHeardReason: 'ej-natt',
        assessment: 'Oron bekräftas.',
      },
      { match },
    ),
  );
  onDay('2026-03-04');
  await postOn(lena, intake, '/extensions', {
    ground: 'synnerliga-skal',
    reasons: 'Familjen är bortrest.',
    newEndDay: '2026-03-20',
  });
  onDay('2026-03-05');
  await change(karin, intake, (match) =>
    karin.put(`${intake}/feedback`, { requestedOn: '2026-03-05' }, { match }),
  );
  onDay('2026-03-06');
  const { investigationId } = await postOn(lena, intake, '/decision', {
    outcome: 'utredning-inleds',
    reasons: 'Skäl finns.',
    unit: 'barn-och-familj',
    handlerId: 'karin.ek',
  });
  const at = `/investigations/${investigationId}`;
  onDay('2026-03-09');
  await change(karin, intake, (match) =>
    karin.put(`${intake}/feedback`, { givenOn: '2026-03-09' }, { match }),
  );
  await save(karin, `${at}/plan`, { purpose: 'Ta reda på vad Alva behöver.', questions: ['Sover hon?'] });
  await save(karin, `${at}/plan`, {
    purpose: 'Ta reda på vad Alva behöver.',
    questions: ['Sover hon?', 'Äter hon?'],
    areas: [{ area: 'grundlaggande-omsorg', decision: 'utreds' }],
  });
  onDay('2026-03-10');
  await post(karin, `${at}/conversations`, {
    heldOn: '2026-03-09',
    form: 'enskilt-barnsamtal',
    content: 'Om kvällarna.',
    childView: 'Vill att det är lugnt.',
  });
  onDay('2026-03-11');
  const questions = [{ area: 'utbildning', text: 'Hur är närvaron?' }];
  const asked = { basis: 'uppgiftsskyldighet', questions };
  const school = await post(karin, `${at}/consultations`, { counterpart: 'skola', ...asked });
  const clinic = await post(karin, `${at}/consultations`, { counterpart: 'bvc', ...asked });
  const consultation = `/consultations/${school.id}`;
  await postOn(karin, consultation, '/dispatch', { answerDay: '2026-03-18' });
  onDay('2026-03-19');
  await postOn(karin, consultation, '/reminders', { answerDay: '2026-03-25' });
  onDay('2026-03-24');
  await postOn(karin, consultation, '/answer', { answer: 'Närvaron är god.' });
  const told = { text: 'Skolan ser att Alva är trött.', source: 'forskola-skola' };
  await post(karin, `${at}/areas/utbildning/statements`, { ...told, consultationId: school.id });
  onDay('2026-03-25');
  await postOn(karin, `/consultations/${clinic.id}`, '/withdrawal', {
    kind: 'avslutad-utan-svar',
    reason: 'Alva går inte där längre.',
  });
  await post(karin, `${at}/consultation-steps`, {
    step: 'halsa',
    reason: 'barnet-saknar-kontakt',
    explanation: 'Ingen vårdkontakt på två år.',
  });
  onDay('2026-03-26');
  await post(karin, `${at}/areas/grundlaggande-omsorg/factors`, {
    kind: 'skydd',
    ownWords: 'Mormor lagar mat.',
    meaning: 'Alva är mätt.',
  });
  await save(karin, `${at}/analysis`, { analysis: { together: 'Mormor skyddar.' } });
  await save(karin, `${at}/analysis`, {
    analysis: { together: 'Mormor skyddar.', meaningForChild: 'Alva orkar mer.' },
    assessment: { bestInterests: 'Att bo kvar med stöd.', proposal: 'Stöd i hemmet.' },
  });
  onDay('2026-03-30');
  await postOn(lena, at, '/extensions', {
    ground: 'sarskilda-skal',
    reasons: 'Ett underlag dröjer.',
    newEndDay: '2026-08-06',
  });
  await postOn(lena, at, '/assignments', { handlerId: 'karin.ek' });
  onDay('2026-03-31');
  const sent = await post(karin, `${at}/communications`, { partyId: mother, commentBy: '2026-04-14' });
  onDay('2026-04-07');
  const comment = `${at}/communications/${sent.id}`;
  await change(karin, comment, (match) =>
    karin.put(`${comment}/comment`, { receivedOn: '2026-04-07', comment: 'Mamman håller med.' }, { match }),
  );
  await post(karin, `${at}/communications`, { exception: 'Pappan kan inte nås.' });
  onDay('2026-04-08');
  await postOn(lena, at, '/decision', { outcome: 'flyttat', reasons: 'Familjen har flyttat.' });
  // Taken back past the program: what takes it back is the areas' own.
  const retracted = "retracted_at = '2026-04-01T09:00:00.000Z', retracted_by = 'karin.ek'";
  for (const [table, reason] of [
    ['area_statement', 'Fel barn.'],
    ['area_factor', 'Fel delområde.'],
  ]) {
    await world.database.raw(
      `update ${table} set ${retracted}, retraction_reason = '${reason}' where investigation_id = '${investigationId}'`,
    );
  }
  return { childId, reportId, intakeId, investigationId, caseNumber, mother };
}

const post = async (client: Client, path: string, body: unknown) => done(await client.post(path, body));

/** Does something on the version that is read at an address. */
const change = async (client: Client, read: string, write: (match: string) => Promise<Answer>) =>
  done(await write((await client.get(read)).etag));

const postOn = (client: Client, path: string, part: string, body: unknown) =>
  change(client, path, (match) => client.post(`${path}${part}`, body, { match }));

const save = (client: Client, path: string, body: unknown) =>
  change(client, path, (match) => client.put(path, body, { match }));
