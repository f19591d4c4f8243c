import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILE_ENTRY_KINDS } from '../../../src/record/schema.ts';
import { done, loggedDuring, openInvestigation } from '../../support/casework.ts';
import { queriesDuring } from '../../support/queries.ts';
import { type Client, startWorld, type World } from '../../support/world.ts';
import { end, followedUp } from '../follow-up/closed.ts';
import { playWholeCase, STARTS, type WholeCase } from './whole-case.ts';

/** The file of a child about whom everything has happened that a file can hold. */

let world: World;
let karin: Client;
let whole: WholeCase;
let file: string;

interface Entry {
  readonly kind: string;
  readonly on: string;
  readonly recordedAt: string | null;
  readonly heading: string;
  readonly text: string | null;
  readonly code: string | null;
  readonly partyId: string | null;
  readonly href: string;
  readonly case: { readonly kind: string; readonly id: string; readonly caseNumber: string };
}

beforeAll(async () => {
  world = await startWorld({ at: STARTS });
  karin = world.as('socialWorker');
  whole = await playWholeCase(world);
  file = `/persons/${whole.childId}/file`;
});
afterAll(() => world.close());

const entries = async (client: Client, query = ''): Promise<Entry[]> =>
  done(await client.get(`${file}${query}`)).items;
const entryOf = async (kind: string) => (await entries(karin, `?kind=${kind}`)).at(-1)!;

test('tells the whole case in the order that it happened', async () => {
  expect((await entries(karin)).map(({ on, heading }) => `${on} ${heading}`)).toEqual([
    '2026-03-02 Anmälan',
    '2026-03-02 Aktualisering: Brist i omsorg',
    '2026-03-02 Aktualiseringen tilldelad mia.dahl',
    '2026-03-02 Skyddsbedömning: Behov av omedelbart skydd',
    '2026-03-03 Kontakt med vårdnadshavare',
    '2026-03-03 Förhandsbedömning',
    '2026-03-04 Förhandsbedömningen förlängd till 2026-03-20',
    '2026-03-05 Anmälaren ber om återkoppling',
    '2026-03-06 Beslut: Utredning inleds',
    '2026-03-06 Utredning inledd',
    '2026-03-06 Utredningen tilldelad karin.ek',
    // Held the day before it was recorded.
    '2026-03-09 Återkoppling till anmälaren',
    '2026-03-09 Utredningsplan, version 1',
    '2026-03-09 Utredningsplan, version 2',
    '2026-03-09 Information: Att utredningen har inletts',
    '2026-03-09 Enskilt samtal med barnet',
    '2026-03-10 Undantag från information: Att utredningen har inletts',
    '2026-03-11 Konsultation påbörjad: Skola',
    '2026-03-11 Konsultation påbörjad: Barnhälsovård (BVC)',
    '2026-03-11 Konsultation skickad: Skola',
    '2026-03-12 Journalanteckning, signerad: Samtal med läraren',
    '2026-03-13 Invändning mot anteckning om 2026-03-12',
    '2026-03-19 Påminnelse: Skola',
    '2026-03-20 Uppgift ur syskons utredning, använd här: Boende, arbete och ekonomi',
    '2026-03-24 Svar: Skola',
    '2026-03-24 Uppgift ur svar på konsultation: Utbildning',
    '2026-03-25 Avslutad utan svar (skäl anges): Barnhälsovård (BVC)',
    '2026-03-25 Undantag från konsultation: Hälso- och sjukvård',
    '2026-03-25 Instrument: CORS, Svensk version 2',
    '2026-03-26 Uppgift: Utbildning',
    '2026-03-26 Skyddsfaktor: Grundläggande omsorg',
    '2026-03-26 Betydelse och behov, version 1: Grundläggande omsorg',
    '2026-03-26 Betydelse och behov, version 2: Grundläggande omsorg',
    '2026-03-27 Analys och bedömning, version 1',
    '2026-03-27 Analys och bedömning, version 2',
    '2026-03-27 Analys signerad, version 2',
    '2026-03-28 Bedömning signerad, version 2',
    '2026-03-30 Utredningstiden förlängd till 2026-08-06',
    '2026-03-30 Utredningen tilldelad karin.ek',
    '2026-03-31 Kommunicering, yttrande senast 2026-04-14',
    '2026-04-01 Uppgift återtagen: Utbildning',
    '2026-04-01 Skyddsfaktor återtagen: Grundläggande omsorg',
    '2026-04-07 Yttrande',
    '2026-04-07 Undantag från kommunicering',
    '2026-04-07 Svar om samtycke, Familjebehandling: Samtycker',
    '2026-04-08 Beslut: Insats enligt SoL',
    '2026-04-09 Underrättelse om beslutet: Med brev',
    // Begun after the closing, as a correction alone can be.
    '2026-04-10 Rättelse av anteckning om 2026-03-12 ”Samtal med läraren”, utkast',
    '2026-04-20 Överklagande',
    '2026-05-20 Överklagandet avgjort: Beslutet ändrades inte',
    '2026-05-25 Insats påbörjad: Familjebehandling',
    '2026-05-25 Insatsen tilldelad karin.ek',
    '2026-05-26 Mål: Hälsa, version 1',
    '2026-05-26 Mål: Utbildning, version 1',
    '2026-05-26 Skattning: ORS',
    '2026-05-27 Mål 2 gäller inte längre',
    '2026-05-27 Skattning återtagen: ORS',
    '2026-05-27 Samordnad individuell plan: SIP erbjuden',
    '2026-06-15 Uppföljning av insats',
    '2026-06-16 Uppföljning återtagen',
    '2026-08-31 Insats avslutad: Målet uppnått',
    '2028-05-15 Senare uppföljning av insats',
  ]);
});

/** A case has either an insats or a follow-up: another child's file holds that, in a world of its own. */
async function followUpKinds(): Promise<string[]> {
  const other = await startWorld({ at: STARTS });
  const worker = other.as('socialWorker');
  const { url, childId, mother: personId } = await followedUp(other);
  const informed = { stage: 'inledning', personId, informedOn: '2026-03-02' };
  done(await worker.post(`${url}/information`, informed));
  done(await worker.post(`${url}/contacts`, { on: '2026-03-02', with: 'barnet', content: 'Mår bra.' }));
  done(await end(other.as('teamLeader'), url));
  const { items } = done(await worker.get(`/persons/${childId}/file`));
  await other.close();
  return (items as Entry[]).map(({ kind }) => kind).filter((kind) => kind.startsWith('follow-up'));
}

test('holds every kind of entry that there is', async () => {
  const kinds = new Set([...(await entries(karin)).map(({ kind }) => kind), ...(await followUpKinds())]);
  expect([...kinds].toSorted()).toEqual([...FILE_ENTRY_KINDS].toSorted());
});

test('says where each entry is read, and it is', async () => {
  for (const { href, heading } of await entries(karin)) {
    expect([heading, (await karin.get(href)).status]).toEqual([heading, 200]);
  }
});

test('says all of a conversation', async () => {
  const [entry] = await entries(karin, '?kind=conversation');
  const { id, ...rest } = entry as Entry & { id: string };
  expect(rest).toEqual({
    kind: 'conversation',
    on: '2026-03-09',
    recordedAt: '2026-03-10T09:00:00.000Z',
    by: 'karin.ek',
    case: { kind: 'investigation', id: whole.investigationId, caseNumber: whole.caseNumber },
    heading: 'Enskilt samtal med barnet',
    text: 'Om kvällarna.\n\nBarnets egen syn: Vill att det är lugnt.',
    code: 'enskilt-barnsamtal',
    area: null,
    partyId: null,
    href: `/investigations/${whole.investigationId}/conversations/${id}`,
  });
});

test.each([
  ['report', 'Skolan är orolig.'],
  ['protection-assessment', 'Alva är rädd för att gå hem.\n\nVidtagna åtgärder: Mormor hämtar i dag.'],
  ['preliminary-contact', 'Mamman ringdes upp.'],
  ['preliminary-assessment', 'Oron bekräftas.\n\nBarnet har inte kommit till tals: Barnet har inte nåtts'],
  ['plan', 'Ta reda på vad Alva behöver.\n\nSover hon?\n\nÄter hon?'],
  ['consultation-draft', 'Hur är närvaron?'],
  ['consultation-answer', 'Närvaron är god.'],
  ['consultation-withdrawal', 'Alva går inte där längre.'],
  ['step-waiver', 'Barnet har ingen sådan kontakt\n\nIngen vårdkontakt på två år.'],
  ['factor', 'Mormor lagar mat.\n\nBetydelse: Alva är mätt.'],
  ['factor-retraction', 'Fel delområde.'],
  [
    'analysis',
    'Sammanvägning: Mormor skyddar.\n\nVad det betyder för barnet: Alva orkar mer.\n\n' +
      'Barnets bästa: Att bo kvar med stöd.\n\nFörslag till beslut: Stöd i hemmet.',
  ],
  ['comment', 'Mamman håller med.'],
  ['communication-exception', 'Pappan kan inte nås.'],
  ['decision', 'Familjen behöver stöd.'],
  ['party-information', 'Per telefon\n\nMamman ville veta hur länge.'],
  ['party-information-exception', 'Pappan får inte veta ännu.'],
  ['note', 'Borta två dagar.'],
  ['note-objection', 'Alva var sjuk.'],
  ['statement', 'Skolan ser att Alva är trött.'],
  ['statement-retraction', 'Fel barn.'],
  ['area-meaning', 'Alva orkar med skolan.\n\nBedömt behov: Behov finns\n\nBehovet: Frukost varje dag.'],
  ['instrument-use', 'Trivs i skolan.\n\nPoäng: total 23.4'],
  ['consent', 'Vid möte på kontoret.'],
  ['appeal', 'Mamman vill ha mer stöd.'],
  ['analysis-signature', null],
  ['notification', null],
  ['consultation-dispatch', null],
])('gives the running text of the latest %s', async (kind, text) => {
  expect((await entryOf(kind)).text).toBe(text);
});

test.each(['analysis', 'area-meaning'])('gives the text of %s in its latest version alone', async (kind) => {
  const versions = await entries(karin, `?kind=${kind}`);
  expect(versions.map(({ text }) => text === null)).toEqual([true, false]);
});

test('says all of what an intervention came to', async () => {
  expect(await entryOf('intervention-start')).toMatchObject({
    code: 'familjebehandling',
    text: 'Beslut efter utredning\n\nUtförare: Familjecentrum Norr',
    case: { kind: 'intervention', id: whole.interventionId, caseNumber: whole.caseNumber },
    href: `/interventions/${whole.interventionId}`,
  });
  const goals = await entries(karin, '?kind=goal');
  expect(goals.map(({ text }) => text)).toEqual([
    'Alva är i skolan varje dag.\n\nMålvärde: 90 procent',
    'Alva är i skolan varje dag.\n\nIndikator: Närvaron\n\nMålvärde: 90 procent',
  ]);
  expect(await entryOf('intervention-score')).toMatchObject({ text: 'Poäng: total 21.5' });
  expect(await entryOf('intervention-follow-up')).toMatchObject({
    on: '2026-06-15',
    text: 'Delvis uppnått: 1 mål\n\nFörändring: Förbättrad\n\nBarnets egen syn: Det är bättre nu.\n\nNästa steg: Fortsätter.',
  });
  expect(await entryOf('intervention-end')).toMatchObject({
    code: 'malet-uppnatt',
    text: 'Avslutet var planerat. Initiativ: Gemensamt.\n\nUppnått: 1 mål\n\nDet gick bra.',
  });
  expect(await entryOf('later-follow-up')).toMatchObject({ text: 'Inget nytt har kommit in.' });
});

test('says who and when, and leaves open what is not kept', async () => {
  expect(await entryOf('intake-decision')).toMatchObject({
    by: 'lena.berg',
    recordedAt: '2026-03-06T09:00:00.000Z',
    code: 'utredning-inleds',
  });
  expect(await entryOf('consultation-answer')).toMatchObject({ by: null, recordedAt: null });
  expect(await entryOf('communication')).toMatchObject({ partyId: whole.mother });
  expect((await entries(karin, '?kind=note')).map(({ code }) => code)).toEqual(['signerad', 'utkast']);
});

test('never says in which sibling’s file a statement stood', async () => {
  expect((await karin.get(file)).text).not.toContain(whole.sibling);
});

describe('part by part', () => {
  test('walks to the same whole in small pages', async () => {
    const walked: Entry[] = [];
    let cursor = '';
    do {
      const { items, page } = done(await karin.get(`${file}?limit=3${cursor}`));
      expect(page.limit).toBe(3);
      walked.push(...items);
      cursor = page.nextCursor ? `&cursor=${page.nextCursor}` : '';
    } while (cursor);
    expect(walked).toEqual(await entries(karin));
  });

  test('is narrowed by case number and by kind', async () => {
    const all = await entries(karin);
    expect(await entries(karin, `?caseNumber=${whole.caseNumber}`)).toEqual(all);
    expect(await entries(karin, '?caseNumber=2026-99999')).toEqual([]);
    expect(await entries(karin, '?kind=plan')).toEqual(all.filter(({ kind }) => kind === 'plan'));
  });

  test.each(['limit=2001', 'limit=0', 'cursor=x', 'kind=journal', 'caseNumber=1', 'offset=3', 'unit=ungdom'])(
    'refuses %s',
    async (query) => {
      expect((await karin.get(`${file}?${query}`)).status).toBe(400);
    },
  );
});

test('puts the reading on record under the child, its cases, and the party in it', async () => {
  const [entry] = await loggedDuring(world, () => karin.get(file));
  expect(entry).toMatchObject({ kind: 'read', action: 'person.file', resource: 'person' });
  expect(JSON.parse(entry!.person_ids!).toSorted()).toEqual([whole.childId, whole.mother].toSorted());
  const { intakeId, investigationId, interventionId } = whole;
  expect(JSON.parse(entry!.resource_ids!)).toEqual([
    whole.childId,
    intakeId,
    investigationId,
    interventionId,
  ]);
});

describe('in few queries', () => {
  test('reads a file of two hundred entries in at most six, and the triangle too', async () => {
    const { childId, investigationId } = await openInvestigation(world);
    const at = `/investigations/${investigationId}`;
    const few = await queriesDuring(world, async () => done(await karin.get(`/persons/${childId}/file`)));
    for (let nth = 0; nth < 200; nth += 1) {
      const told = { text: `Uppgift ${nth}.`, source: 'egen-iakttagelse' };
      done(await karin.post(`${at}/areas/halsa/statements`, told));
    }
    let length = 0;
    const many = await queriesDuring(world, async () => {
      length = done(await karin.get(`/persons/${childId}/file`)).items.length;
    });
    expect(length).toBeGreaterThan(200);
    expect(many).toHaveLength(few.length);
    expect(many.length).toBeLessThanOrEqual(6);
    const triangle = await queriesDuring(world, async () => done(await karin.get(`${at}/triangle`)));
    expect(triangle.length).toBeGreaterThan(0);
    expect(triangle.length).toBeLessThanOrEqual(6);
  });
});

test('leaves out all that concerns a party who is protected from the caller', async () => {
  const lena = world.as('teamLeader');
  const before = await entries(lena);
  const kinds = (of: readonly Entry[]) => [...new Set(of.map(({ kind }) => kind))].toSorted();
  const hers = before.filter(({ partyId }) => partyId === whole.mother);
  expect(kinds(hers)).toEqual([
    'appeal',
    'appeal-outcome',
    'comment',
    'communication',
    'consent',
    'note-objection',
    'notification',
    'party-information',
  ]);
  const { etag } = await karin.get(`/persons/${whole.mother}`);
  const protect = { protectedIdentity: 'sekretessmarkering' };
  done(await karin.patch(`/persons/${whole.mother}`, protect, { match: etag }));
  expect(await entries(lena)).toEqual(before.filter((entry) => !hers.includes(entry)));
  expect((await lena.get(file)).text).not.toContain(whole.mother);
  expect(await entries(karin)).toEqual(before);
});
