import { afterAll, beforeAll, expect, test } from 'vitest';
import { child, done, openInvestigation } from '../../support/casework.ts';
import { readHtml } from '../../support/documents.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { related, siblings, stated, use } from '../sharing/family.ts';
import { aFamily } from './family.ts';

/** What of the record stands in the basis of the decision, and what does not. */

let world: World;
let karin: Client;
beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
});
afterAll(() => world.close());

const pageOf = async (investigation: string) => {
  const answer = await karin.get(`${investigation}/documents/decision-basis?format=html`);
  expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  return readHtml(answer.text);
};
const basisOf = async (investigation: string) => (await pageOf(investigation)).text;
const opened = async () => `/investigations/${(await openInvestigation(world)).investigationId}`;

test('a statement or a factor that was taken back stands nowhere', async () => {
  const at = await opened();
  const area = `${at}/areas/grundlaggande-omsorg`;
  const statement = done(
    await karin.post(`${area}/statements`, { text: 'Gällde ett annat barn.', source: 'natverk' }),
  );
  const factor = done(await karin.post(`${area}/factors`, { kind: 'risk', ownWords: 'Fel hushåll.' }));
  const before = await basisOf(at);
  for (const words of ['Gällde ett annat barn.', 'Fel hushåll.']) expect(before).toContain(words);
  const reason = 'Förväxling.';
  done(await karin.post(`${area}/statements/${statement.id}/retraction`, { reason }));
  done(await karin.post(`${area}/factors/${factor.id}/retraction`, { reason }));
  const after = await basisOf(at);
  for (const words of ['Gällde ett annat barn.', 'Fel hushåll.', reason, 'Grundläggande omsorg'])
    expect(after).not.toContain(words);
});

test('signing the parts ends the draft, and changing one makes it a draft again', async () => {
  const { investigation } = await aFamily(world);
  const analysis = `${investigation}/analysis`;
  const sign = async (part: string) => {
    const { etag } = await karin.get(analysis);
    done(await karin.post(`${analysis}/signatures`, { part }, { match: etag }));
  };
  await sign('analys');
  const half = await basisOf(investigation);
  expect(half).toContain('UTKAST – bedömningen är inte undertecknad');
  expect(half).toContain('Analysen är undertecknad av karin.ek (Socialsekreterare) 2 mars 2026.');
  await sign('bedomning');
  const whole = await basisOf(investigation);
  expect(whole).not.toContain('UTKAST');
  expect(whole).toContain('Bedömningen är undertecknad av karin.ek (Socialsekreterare) 2 mars 2026.');
  const { body, etag } = await karin.get(analysis);
  const changed = { ...body.analysis, together: 'Något annat.' };
  done(await karin.put(analysis, { analysis: changed }, { match: etag }));
  expect(await basisOf(investigation)).toContain('UTKAST – analysen är inte undertecknad');
});

test('the journal is not printed: a statement tells which note it comes from, and the appendices count the signed ones', async () => {
  const at = await opened();
  const notes = `${at}/notes`;
  const told = { happenedOn: '2026-03-02', heading: 'Telefonsamtal', text: 'Mormor ringde, mycket upprörd.' };
  const drafts = [await karin.post(notes, told), await karin.post(notes, told)];
  const [signed] = drafts.map(done);
  done(await karin.post(`${notes}/${signed.id}/signature`, {}, { match: drafts[0]!.etag }));
  const statement = { text: 'Mormor lagar mat.', source: 'natverk', noteId: signed.id };
  done(await karin.post(`${at}/areas/grundlaggande-omsorg/statements`, statement));
  const text = await basisOf(at);
  expect(text).toContain('Källa: Nätverk, journalanteckning 2 mars 2026');
  expect(text).toContain('Journal, antal signerade anteckningar: 1');
  for (const words of [told.heading, told.text]) expect(text).not.toContain(words);
});

test('what was said once of the family stands in each child’s basis, without a trace of the other child', async () => {
  const [alva, melker] = await siblings(world);
  const { id, text } = await stated(karin, alva);
  done(await use(karin, melker, id));
  const of = await karin.get(`/persons/${alva.childId}`);
  const { caseNumber } = done(await karin.get(alva.path));
  const printed = await karin.get(`${melker.path}/documents/decision-basis?format=html`);
  expect(printed.text).toContain(text);
  expect(printed.text).toContain('Källa: Vårdnadshavare, antecknat 2 mars 2026');
  for (const trace of ['Alva', alva.childId, alva.id, id, of.body.personalNumber, caseNumber])
    expect(printed.text).not.toContain(trace);
});

test('an investigation opened before October 2015 is printed with its own areas', async () => {
  const report = await karin.post('/reports', {
    type: 'ansokan',
    receivedAt: '2015-09-30T10:00:00Z',
    channel: 'besok',
    reporter: 'vardnadshavare',
    unit: 'barn-och-familj',
    text: 'Mamman ber om stöd.',
    children: [{ person: { givenName: 'Melker', birthDate: '2009-05-03' }, mainCause: 'brist-i-omsorg' }],
  });
  const at = `/investigations/${done(report).children[0].investigationId}`;
  const areas = [{ area: 'identitet', decision: 'utreds' }];
  done(await karin.put(`${at}/plan`, { purpose: 'Se över stödet.', areas }, { match: '"0"' }));
  const plan = (await karin.get(`${at}/documents/plan?format=html`)).text;
  for (const name of ['Föräldrars förmåga', 'Identitet', 'Lokalsamhällets resurser'])
    expect(plan).toContain(name);
  expect(plan).not.toContain('Familjebakgrund');
  expect(await basisOf(at)).toContain('Identitet');
});

test('where a report tells of violence, the request asks the school not to tell the guardians', async () => {
  const { investigationId } = await openInvestigation(world, {
    ...child(),
    mainCause: 'vald-mot-barnet',
  });
  const asked = { counterpart: 'skola', basis: 'uppgiftsskyldighet' };
  const { id } = done(await karin.post(`/investigations/${investigationId}/consultations`, asked));
  const page = (await karin.get(`/consultations/${id}/documents/request?format=html`)).text;
  for (const line of done(await karin.get(`/consultations/${id}`)).coverLines) expect(page).toContain(line);
  expect(page).toContain('Informera inte föräldrarna');
});

test('who has answered about an intervention is named also when no longer a guardian', async () => {
  const { childId, investigationId } = await openInvestigation(world);
  const at = `/investigations/${investigationId}`;
  const jonas = done(await karin.post('/persons', { givenName: 'Jonas', familyName: 'Exempelsson' })).id;
  const relation = await related(karin, jonas, childId, 'vardnadshavare');
  const answer = { personId: jonas, intervention: 'kontaktfamilj', answer: 'samtycker', on: '2026-03-02' };
  done(await karin.post(`${at}/consents`, answer));
  world.clock.set('2026-03-09T09:00:00Z');
  done(await karin.patch(relation.path, { validTo: '2026-03-02' }, { match: relation.match }));
  const page = await pageOf(at);
  expect(page.text).toContain('Jonas Exempelsson');
  expect(page.text).toContain('Kontaktfamilj');
  expect(page.all('dt').map(page.textOf)).not.toContain('Vårdnadshavare');
});
