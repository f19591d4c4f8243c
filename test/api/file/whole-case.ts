import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { child, done, openIntake, register } from '../../support/casework.ts';
import { ended, followedUp, goal, granted } from '../../support/interventions.ts';
import type { Answer, Client, World } from '../../support/world.ts';

/** One child's case with at least one of everything that a file can hold, each on a day of its own where it can be. */
export interface WholeCase {
  readonly childId: string;
  readonly reportId: string;
  readonly intakeId: string;
  readonly investigationId: string;
  readonly interventionId: string;
  readonly caseNumber: string;
  readonly mother: string;
  /** In whose file something stood that is used in this one. */
  readonly sibling: string;
}

export const STARTS = '2026-03-02T09:00:00Z';

export async function playWholeCase(world: World): Promise<WholeCase> {
  const opened = await playIntake(world);
  const at = `/investigations/${opened.investigationId}`;
  const { schoolId, sibling } = await playInquiry(world, at, opened.mother);
  await playFindings(world, at, { schoolId, mother: opened.mother });
  await playEnd(world, at, opened.mother);
  const interventionId = await playIntervention(world, opened);
  return { ...opened, sibling, interventionId };
}

async function playIntake(world: World) {
  const [karin, lena, onDay] = [world.as('socialWorker'), world.as('teamLeader'), dayOf(world)];
  const { childId, reportId, intakeId, caseNumber } = await openIntake(world.as('reception'));
  const mother = done(await karin.post('/persons', { givenName: 'Sara', familyName: 'Exempelsson' })).id;
  await custody(karin, mother, childId);
  const intake = `/intakes/${intakeId}`;
  await post(lena, `${intake}/protection-assessments`, {
    need: 'behov',
    grounds: 'Alva är rädd för att gå hem.',
    measures: 'Mormor hämtar i dag.',
  });
  onDay('2026-03-03');
  await putOn(karin, intake, '/preliminary-assessment', {
    contacts: [{ on: '2026-03-03', with: 'vardnadshavare', content: 'Mamman ringdes upp.' }],
    childHeard: false,
    notHeardReason: 'ej-natt',
    assessment: 'Oron bekräftas.',
  });
  onDay('2026-03-04');
  await postOn(lena, intake, '/extensions', {
    ground: 'synnerliga-skal',
    reasons: 'Familjen är bortrest.',
    newEndDay: '2026-03-20',
  });
  onDay('2026-03-05');
  await putOn(karin, intake, '/feedback', { requestedOn: '2026-03-05' });
  onDay('2026-03-06');
  const { investigationId } = await postOn(lena, intake, '/decision', {
    outcome: 'utredning-inleds',
    reasons: 'Skäl finns.',
    unit: 'barn-och-familj',
    handlerId: 'karin.ek',
  });
  onDay('2026-03-09');
  await putOn(karin, intake, '/feedback', { givenOn: '2026-03-09' });
  return { childId, reportId, intakeId, investigationId, caseNumber, mother };
}

/** Plan, information, talks, the journal, and what others are asked. */
async function playInquiry(world: World, at: string, mother: string) {
  const [karin, onDay] = [world.as('socialWorker'), dayOf(world)];
  await save(karin, `${at}/plan`, { purpose: 'Ta reda på vad Alva behöver.', questions: ['Sover hon?'] });
  await save(karin, `${at}/plan`, {
    purpose: 'Ta reda på vad Alva behöver.',
    questions: ['Sover hon?', 'Äter hon?'],
    areas: CODEBOOKS.needsArea.codes.map(({ code: area }) =>
      area === 'grundlaggande-omsorg'
        ? { area, decision: 'utreds' }
        : { area, decision: 'utreds-inte', reason: 'Ingen oro.' },
    ),
  });
  const stage = 'inledning';
  const informed = { stage, personId: mother, informedOn: '2026-03-09', manner: 'telefon' };
  await post(karin, `${at}/party-information`, { ...informed, note: 'Mamman ville veta hur länge.' });
  onDay('2026-03-10');
  await post(karin, `${at}/conversations`, {
    heldOn: '2026-03-09',
    form: 'enskilt-barnsamtal',
    content: 'Om kvällarna.',
    childView: 'Vill att det är lugnt.',
  });
  await post(karin, `${at}/party-information`, { stage, exception: 'Pappan får inte veta ännu.' });
  onDay('2026-03-11');
  const questions = [{ area: 'utbildning', text: 'Hur är närvaron?' }];
  const asked = { basis: 'uppgiftsskyldighet', questions };
  const school = await post(karin, `${at}/consultations`, { counterpart: 'skola', ...asked });
  const clinic = await post(karin, `${at}/consultations`, { counterpart: 'bvc', ...asked });
  const consultation = `/consultations/${school.id}`;
  await postOn(karin, consultation, '/dispatch', { answerDay: '2026-03-18' });
  onDay('2026-03-12');
  const call = { happenedOn: '2026-03-12', heading: 'Samtal med läraren', text: 'Borta tre dagar.' };
  const { id: noteId } = await post(karin, `${at}/notes`, call);
  await postOn(karin, `${at}/notes/${noteId}`, '/signature', {});
  onDay('2026-03-13');
  await post(karin, `${at}/notes/${noteId}/objections`, {
    byPersonId: mother,
    objectedOn: '2026-03-13',
    text: 'Alva var sjuk.',
  });
  onDay('2026-03-19');
  await postOn(karin, consultation, '/reminders', { answerDay: '2026-03-25' });
  onDay('2026-03-20');
  const sibling = await shareFromSibling(world, at, mother);
  onDay('2026-03-24');
  const said = [{ area: 'utbildning', text: 'Alva är trött på morgnarna.' }];
  await postOn(karin, consultation, '/answer', { answer: 'Närvaron är god.', statements: said });
  await post(karin, `${consultation}/taken-statements`, { parts: [1] });
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
  return { schoolId: school.id as string, sibling };
}

/** What stands in the file of a brother is used in this one. */
async function shareFromSibling(world: World, at: string, mother: string): Promise<string> {
  const karin = world.as('socialWorker');
  const application = { type: 'ansokan', reporter: 'vardnadshavare', unit: 'barn-och-familj' };
  const { children } = await register(karin, [child({ givenName: 'Melker' })], application);
  const [{ childId, investigationId }] = children;
  await custody(karin, mother, childId);
  const areas = `/investigations/${investigationId}/areas`;
  const told = { text: 'Familjen ska flytta.', source: 'vardnadshavare', familyWide: true };
  const { id: statementId } = await post(karin, `${areas}/boende-arbete-och-ekonomi/statements`, told);
  await post(karin, `${at}/family-statements`, { statementId });
  return childId;
}

/** Areas, instruments and analysis. */
async function playFindings(world: World, at: string, { schoolId, mother }: Record<string, string>) {
  const [karin, lena, onDay] = [world.as('socialWorker'), world.as('teamLeader'), dayOf(world)];
  onDay('2026-03-26');
  const told = { text: 'Skolan ser att Alva är trött.', source: 'forskola-skola', consultationId: schoolId };
  const statements = `${at}/areas/utbildning/statements`;
  const { id: statementId } = await post(karin, statements, told);
  const factors = `${at}/areas/grundlaggande-omsorg/factors`;
  const grandmother = { kind: 'skydd', ownWords: 'Mormor lagar mat.', meaning: 'Alva är mätt.' };
  const { id: factorId } = await post(karin, factors, grandmother);
  const area = `${at}/areas/grundlaggande-omsorg`;
  await putOn(karin, area, '/meaning', { meaning: 'Alva orkar med skolan.' });
  await putOn(karin, area, '/meaning', {
    meaning: 'Alva orkar med skolan.',
    need: 'behov-finns',
    needText: 'Frukost varje dag.',
  });
  await post(karin, `${at}/instruments`, {
    instrument: 'cors',
    usedOn: '2026-03-25',
    instrumentVersion: 'Svensk version 2',
    respondent: 'barnet',
    scores: [{ scale: 'total', value: 23.4 }],
    summary: 'Trivs i skolan.',
  });
  onDay('2026-03-27');
  await save(karin, `${at}/analysis`, { analysis: { together: 'Mormor skyddar.' } });
  await save(karin, `${at}/analysis`, {
    analysis: { together: 'Mormor skyddar.', meaningForChild: 'Alva orkar mer.' },
    assessment: { bestInterests: 'Att bo kvar med stöd.', proposal: 'Stöd i hemmet.' },
  });
  await postOn(karin, `${at}/analysis`, '/signatures', { part: 'analys' });
  onDay('2026-03-28');
  await postOn(karin, `${at}/analysis`, '/signatures', { part: 'bedomning' });
  onDay('2026-03-30');
  await postOn(lena, at, '/extensions', {
    ground: 'sarskilda-skal',
    reasons: 'Ett underlag dröjer.',
    newEndDay: '2026-08-06',
  });
  await postOn(lena, at, '/assignments', { handlerId: 'karin.ek' });
  onDay('2026-03-31');
  const sent = await post(karin, `${at}/communications`, { partyId: mother, commentBy: '2026-04-14' });
  onDay('2026-04-01');
  await post(karin, `${statements}/${statementId}/retraction`, { reason: 'Fel barn.' });
  await post(karin, `${factors}/${factorId}/retraction`, { reason: 'Fel delområde.' });
  onDay('2026-04-07');
  const comment = { receivedOn: '2026-04-07', comment: 'Mamman håller med.' };
  await putOn(karin, `${at}/communications/${sent.id}`, '/comment', comment);
  await post(karin, `${at}/communications`, { exception: 'Pappan kan inte nås.' });
}

/** Consent and decision, and what comes after. */
async function playEnd(world: World, at: string, mother: string): Promise<void> {
  const [karin, lena, onDay] = [world.as('socialWorker'), world.as('teamLeader'), dayOf(world)];
  await post(karin, `${at}/consents`, {
    personId: mother,
    intervention: 'familjebehandling',
    answer: 'samtycker',
    on: '2026-04-07',
    note: 'Vid möte på kontoret.',
  });
  onDay('2026-04-08');
  await postOn(lena, at, '/decision', {
    outcome: 'insats-sol',
    interventions: [{ type: 'familjebehandling' }],
    legalBasis: 'sol',
    reasons: 'Familjen behöver stöd.',
  });
  onDay('2026-04-09');
  const received = { partyId: mother, notifiedOn: '2026-04-09', manner: 'brev', appealInstructions: true };
  const { id } = await post(karin, `${at}/notifications`, received);
  onDay('2026-04-10');
  const [{ id: corrects }] = done(await karin.get(`${at}/notes`)).items;
  await post(karin, `${at}/notes`, { happenedOn: '2026-04-10', text: 'Borta två dagar.', corrects });
  onDay('2026-05-20');
  await putOn(karin, `${at}/notifications/${id}`, '/appeal', {
    receivedOn: '2026-04-20',
    note: 'Mamman vill ha mer stöd.',
    decidedOn: '2026-05-20',
    outcome: 'inte-andrat',
  });
}

/** The intervention that was granted, with a goal, scores and a follow-up, one of each taken back, its end and after. */
async function playIntervention(world: World, opened: { childId: string; investigationId: string }) {
  const [karin, onDay] = [world.as('socialWorker'), dayOf(world)];
  onDay('2026-05-25');
  const provider = 'Familjecentrum Norr';
  const { id } = await post(karin, '/interventions', granted(opened, { startedOn: '2026-05-25', provider }));
  const at = `/interventions/${id}`;
  onDay('2026-05-26');
  const { id: goalId } = await post(karin, `${at}/goals`, goal);
  const { id: other } = await post(karin, `${at}/goals`, { ...goal, area: 'halsa', indicator: null });
  const scores = [{ scale: 'total', value: 21.5 }];
  const score = { instrument: 'ors', usedOn: '2026-05-26', respondent: 'barnet', scores };
  const { id: scored } = await post(karin, `${at}/scores`, score);
  onDay('2026-05-27');
  await postOn(karin, `${at}/goals/${other}`, '/end', { reason: 'Alva sover bra nu.' });
  await post(karin, `${at}/scores/${scored}/retraction`, { reason: 'Ett annat barns svar.' });
  await post(karin, `${at}/sip`, { status: 'erbjuden', note: 'Mamman vill vänta.' });
  onDay('2026-06-15');
  const judged = [{ goalId, status: 'delvis-uppnatt' }];
  const told = { goals: judged, change: 'forbattrad', nextStep: 'Fortsätter.' };
  const { id: held } = await post(karin, `${at}/follow-ups`, followedUp({ heldOn: '2026-06-15', ...told }));
  onDay('2026-06-16');
  await post(karin, `${at}/follow-ups/${held}/retraction`, { reason: 'Gällde ett syskon.' });
  onDay('2026-08-31');
  await postOn(
    karin,
    at,
    '/end',
    ended({ goals: [{ goalId, status: 'uppnatt' }], summary: 'Det gick bra.' }),
  );
  onDay('2028-05-15');
  await post(karin, `${at}/later-follow-ups`, { heldOn: '2028-05-15', result: 'Inget nytt har kommit in.' });
  return id as string;
}

const dayOf = (world: World) => (day: string) => world.clock.set(`${day}T09:00:00Z`);

const custody = (client: Client, guardian: string, toPersonId: string) =>
  post(client, '/relations', { fromPersonId: guardian, toPersonId, type: 'vardnadshavare' });

const post = async (client: Client, path: string, body: unknown) => done(await client.post(path, body));

/** Does something on the version that is read at an address. */
const change = async (client: Client, read: string, write: (match: string) => Promise<Answer>) =>
  done(await write((await client.get(read)).etag));

const postOn = (client: Client, path: string, part: string, body: unknown) =>
  change(client, path, (match) => client.post(`${path}${part}`, body, { match }));

const putOn = (client: Client, path: string, part: string, body: unknown) =>
  change(client, path, (match) => client.put(`${path}${part}`, body, { match }));

const save = (client: Client, path: string, body: unknown) => putOn(client, path, '', body);
