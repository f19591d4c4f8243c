import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { child, done, loggedDuring, openInvestigation } from '../../support/casework.ts';
import { readHtml, readPdf, squeezed } from '../../support/documents.ts';
import { type Answer, type Client, startWorld, type World } from '../../support/world.ts';
import { aFamily, type Family } from './family.ts';

let world: World;
let karin: Client;
let family: Family;
/** The three documents of Alva's investigation, by name. */
let urls: Readonly<Record<'plan' | 'basis' | 'request', string>>;

beforeAll(async () => {
  world = await startWorld({ at: '2026-03-02T09:00:00Z' });
  karin = world.as('socialWorker');
  family = await aFamily(world, { givenName: 'Žofie', familyName: 'Łukasz-Жданова' });
  urls = {
    plan: `${family.investigation}/documents/plan`,
    basis: `${family.investigation}/documents/decision-basis`,
    request: `${family.consultation}/documents/request`,
  };
});
afterAll(() => world.close());

const NEITHER_SIGNED = 'UTKAST – analysen och bedömningen är inte undertecknade';

const pdfOf = async (url: string, client = karin) => {
  const answer = await client.get(`${url}?format=pdf`);
  expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  return readPdf(answer.bytes);
};
const htmlOf = async (url: string, client = karin) => {
  const answer = await client.get(`${url}?format=html`);
  expect(answer.status, answer.text.slice(0, 300)).toBe(200);
  return readHtml(answer.text);
};

test('the basis of the decision holds every word of the record, in PDF and in HTML', async () => {
  const pdf = await pdfOf(urls.basis);
  const html = await htmlOf(urls.basis);
  for (const words of [...family.written, 'Žofie Łukasz-Жданова', '2026-00001', 'Grundläggande omsorg']) {
    expect(pdf.content, words).toContain(squeezed(words));
    expect(html.text, words).toContain(words);
  }
  expect([pdf.language, pdf.title]).toEqual(['sv', 'Beslutsunderlag, ärende 2026-00001']);
});

test('the plan and the request hold what belongs in them', async () => {
  const plan = await pdfOf(urls.plan);
  for (const words of ['Ta reda på om omsorgen räcker.', 'Inget i anmälan rör bakgrunden.', '2 juli 2026']) {
    expect(plan.content, words).toContain(squeezed(words));
  }
  const request = await pdfOf(urls.request);
  for (const words of ['Skola, Exempelskolan', 'Hur är närvaron?', '16 mars 2026', '2026-00001', 'Žofie']) {
    expect(request.content, words).toContain(squeezed(words));
  }
});

test('nothing of a sibling stands anywhere, in either child’s documents', async () => {
  for (const url of Object.values(urls)) {
    const answer = await karin.get(`${url}?format=html`);
    const pdf = await pdfOf(url);
    const everywhere = [
      answer.text,
      ...pdf.pages.map(({ text }) => text),
      pdf.title,
      JSON.stringify(pdf.outline),
    ];
    for (const of of family.ofOther) {
      expect(
        everywhere.some((text) => text.includes(of)),
        `${url} says ${of}`,
      ).toBe(false);
    }
  }
  const others = await karin.get(`${family.other}/documents/decision-basis?format=html`);
  expect(others.text).toContain('Melker');
  for (const of of ['Žofie', 'Łukasz', family.caseNumber, 'frukost']) expect(others.text).not.toContain(of);
});

test('a request to a school tells of the child its name and birth date, and of the family nothing', async () => {
  const { personalNumber } = (await karin.get(`/persons/${family.childId}`)).body;
  const { text } = await karin.get(`${urls.request}?format=html`);
  for (const secret of [personalNumber, personalNumber.slice(8), 'Sara', 'frukost', 'omsorgen räcker']) {
    expect(text).not.toContain(secret);
  }
});

test('the form is that of the query, else that of the Accept header, else PDF', async () => {
  const forms: readonly (readonly [query: string, accept: string | undefined, type: string])[] = [
    ['', undefined, 'application/pdf'],
    ['', '*/*', 'application/pdf'],
    ['', 'application/json', 'application/pdf'],
    ['', 'text/html,application/xhtml+xml,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['', 'text/html;q=0.2, application/pdf;q=0.9', 'application/pdf'],
    ['?format=html', 'application/pdf', 'text/html; charset=utf-8'],
    ['?format=pdf', 'text/html', 'application/pdf'],
  ];
  for (const [query, accept, type] of forms) {
    const answer = await karin.get(`${urls.plan}${query}`, {
      headers: accept === undefined ? {} : { accept },
    });
    expect([query, accept, answer.status, answer.headers['content-type']]).toEqual([
      query,
      accept,
      200,
      type,
    ]);
    expect(answer.text.startsWith(type === 'application/pdf' ? '%PDF-1.7' : '<!doctype html>')).toBe(true);
  }
});

test('an answer is never kept by anyone on the way, and its file is named by the case and not by the child', async () => {
  const names = { plan: 'utredningsplan', basis: 'beslutsunderlag', request: 'begaran-om-uppgifter' };
  for (const [name, url] of Object.entries(urls)) {
    for (const format of ['pdf', 'html']) {
      const { headers } = await karin.get(`${url}?format=${format}`);
      expect(headers).toMatchObject({
        'cache-control': 'no-store',
        'content-disposition': `inline; filename="${names[name as keyof typeof names]}-2026-00001.${format}"`,
        'x-content-type-options': 'nosniff',
      });
      expect(headers.vary).toContain('Accept');
    }
  }
  const { headers } = await karin.get(`${urls.plan}?format=html`);
  expect(headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-[\w+/]{43}='/);
});

test('markup in free text is shown as it was written', async () => {
  const { investigationId } = await openInvestigation(world);
  const at = `/investigations/${investigationId}`;
  const purpose = '<script>alert(1)</script> & "<b>fet</b>"';
  done(await karin.put(`${at}/plan`, { purpose }, { match: '"0"' }));
  const html = await htmlOf(`${at}/documents/plan`);
  expect(html.all('script')).toEqual([]);
  expect(html.all('b')).toEqual([]);
  expect(html.text).toContain(purpose);
  expect((await pdfOf(`${at}/documents/plan`)).content).toContain(squeezed(purpose));
});

test('the basis is a draft on each page until it is signed; a saved plan and a sent request are not', async () => {
  const basis = await pdfOf(urls.basis);
  expect(basis.pages.length).toBeGreaterThan(1);
  for (const page of basis.pages) expect(page.text).toContain(NEITHER_SIGNED);
  for (const url of [urls.plan, urls.request]) {
    for (const page of (await pdfOf(url)).pages) expect(page.text).not.toContain('UTKAST');
    expect((await htmlOf(url)).text).not.toContain('UTKAST');
  }
});

test('before anything is written the documents are there all the same, as drafts', async () => {
  const { investigationId } = await openInvestigation(
    world,
    child({ givenName: undefined, familyName: undefined }),
  );
  const at = `/investigations/${investigationId}`;
  const draft = done(await karin.post(`${at}/consultations`, { counterpart: 'bvc' }));
  expect((await pdfOf(`${at}/documents/plan`)).pages[0]!.text).toContain('UTKAST – inte undertecknad');
  expect((await pdfOf(`${at}/documents/decision-basis`)).pages[0]!.text).toContain(NEITHER_SIGNED);
  const request = await pdfOf(`/consultations/${draft.id}/documents/request`);
  expect(request.pages[0]!.text).toContain('UTKAST – inte skickad');
  expect(request.content).toContain('Ingafrågorärskrivna.');
});

test('an investigation that is closed can still be printed', async () => {
  const { investigationId } = await openInvestigation(world);
  await world.database.raw(
    `update investigation set closed_on = '2026-03-02' where id = '${investigationId}'`,
  );
  const { content } = await pdfOf(`/investigations/${investigationId}/documents/decision-basis`);
  expect(content).toContain('Utredningenavslutades2mars2026');
  expect(content).not.toContain('Detsomåterstår');
});

test('who does not see the investigation gets 404, who may not gets 403, and nobody gets a third form', async () => {
  for (const url of Object.values(urls)) {
    expect((await world.as('youthWorker').get(url)).status).toBe(404);
    expect((await world.as('controller').get(url)).status).toBe(403);
    expect((await world.as('reception').get(url)).status).toBe(403);
    expect((await world.as('decisionMaker').get(url)).status).toBe(200);
    const strange = await karin.get(`${url}?format=docx`);
    expect([strange.status, strange.body.violations[0].field]).toEqual([400, 'format']);
    expect((await karin.get(`${url}?child=1`)).status).toBe(400);
  }
  for (const url of [
    `/investigations/${randomUUID()}/documents/plan`,
    `/investigations/${randomUUID()}/documents/decision-basis`,
    `/consultations/${randomUUID()}/documents/request`,
    // A document of another kind of thing.
    `/consultations/${family.investigationId}/documents/request`,
  ]) {
    expect((await karin.get(url)).status).toBe(404);
  }
});

test('who has seen which document, and whom it told of, stands in the log; so does who tried', async () => {
  const entries = await loggedDuring(world, async () => {
    for (const url of Object.values(urls)) await karin.get(`${url}?format=html`);
    await world.as('youthWorker').get(urls.basis);
  });
  const seen = entries.map(({ kind, action, person_ids: persons, resource_ids: ids }) => ({
    kind,
    action,
    persons: JSON.parse(JSON.stringify(persons)).toString(),
    ids: JSON.stringify(ids),
  }));
  expect(seen).toMatchObject([
    { kind: 'read', action: 'document.read-plan' },
    { kind: 'read', action: 'document.read-decision-basis' },
    { kind: 'read', action: 'document.read-request' },
    { kind: 'denied', action: 'document.read-decision-basis' },
  ]);
  for (const { persons } of seen.slice(0, 3)) expect(persons).toContain(family.childId);
  expect(seen[1]!.persons).toContain(family.motherId);
  expect(seen[2]!.persons).not.toContain(family.motherId);
  expect(seen[2]!.ids).toContain(family.consultation.split('/').at(-1));
});

test('a parent who is protected from the caller stands nowhere in the basis, nor what the parent said', async () => {
  const own = await aFamily(world);
  const basis = `${own.investigation}/documents/decision-basis`;
  const lena = world.as('teamLeader');
  const mother = `/persons/${own.motherId}`;
  done(await karin.post(`${mother}/named-handlers`, { handlerId: 'lena.berg' }));
  const { etag } = await lena.get(mother);
  done(await lena.patch(mother, { protectedIdentity: 'sekretessmarkering' }, { match: etag }));
  const known = await htmlOf(basis);
  expect(known.text).toContain('Sara Exempelsson (skyddade personuppgifter)');
  done(await lena.post(`${mother}/named-handlers/endings`, { handlerId: 'karin.ek' }));

  const entries = await loggedDuring(world, async () => {
    const answers: Answer[] = [await karin.get(`${basis}?format=html`)];
    const pdf = await pdfOf(basis);
    for (const text of [answers[0]!.text, ...pdf.pages.map((page) => page.text)]) {
      for (const hidden of ['Sara', own.motherId, 'det går fort', 'Två samtal', 'hembesöket'])
        expect(text).not.toContain(hidden);
    }
  });
  expect(JSON.stringify(entries)).not.toContain(own.motherId);
  expect((await htmlOf(basis, lena)).text).toContain('Jag vill att det går fort.');
});

test('a child whose identity is protected has no documents for others than its named handlers', async () => {
  const own = await aFamily(world);
  const lena = world.as('teamLeader');
  const alva = `/persons/${own.childId}`;
  const { etag } = await lena.get(alva);
  done(await lena.patch(alva, { protectedIdentity: 'skyddad-folkbokforing' }, { match: etag }));
  const urlsOf = [
    `${own.investigation}/documents/plan`,
    `${own.investigation}/documents/decision-basis`,
    `${own.consultation}/documents/request`,
  ];
  for (const url of urlsOf) {
    expect((await world.as('decisionMaker').get(url)).status).toBe(404);
    expect((await htmlOf(url)).text).toContain('Barnet har skyddade personuppgifter.');
  }
});

test('many documents that are fetched at the same time are each their own', async () => {
  const fetched = await Promise.all(
    Array.from({ length: 6 }, () => Object.values(urls).map((url) => pdfOf(url))).flat(),
  );
  const titles = fetched.map(({ title }) => title);
  expect(new Set(titles).size).toBe(3);
  for (const [at, { title }] of fetched.entries()) expect(title).toBe(titles[at % 3]);
});
