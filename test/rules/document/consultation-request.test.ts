import { expect, test } from 'vitest';
import { composeConsultationRequest } from '../../../src/document/compose/consultation-request.ts';
import { day } from '../../../src/kernel/day.ts';
import { WHY_ANSWER_DAY } from '../../../src/knowledge/consultations.ts';
import { aConsultation, aFrame, headingsOf, linesOf, under } from './facts.ts';

const request = (more: Parameters<typeof aConsultation>[0] = {}) =>
  composeConsultationRequest({ frame: aFrame(), consultation: aConsultation(more) });

test('the request says to whom, about whom, by when and why the day matters', () => {
  const document = request();
  const lines = linesOf(document);
  for (const line of [
    ...[
      'Skola, Exempelskolan',
      'Alva Exempelsson',
      '17 februari 2014',
      '2 december 2026',
      '16 december 2026',
    ],
    ...['Barn och familj, handläggare karin.ek', WHY_ANSWER_DAY.sv],
  ]) {
    expect(lines).toContain(line);
  }
  expect(under(document, 'Så svarar ni')[0]).toContain('2026-00042');
});

test('of the child it says the name and the birth date, and of a consent only that there is one', () => {
  const text = linesOf(
    request({
      basis: 'samtycke',
      consentNote: 'Sara Exempelsson samtycker, muntligt 2026-12-01.',
      answer: 'Svaret.',
    }),
  ).join('\n');
  for (const secret of ['9806', '201402', 'Sara', 'muntligt', 'Svaret.']) expect(text).not.toContain(secret);
  expect(text).toContain('Samtycket är dokumenterat');
});

test('the ground is told with the law of the day it was sent', () => {
  const [, basis] = under(request(), 'Varför ni får frågan');
  expect(basis).toMatch(/skyldiga att lämna .*\(SoL \(2025:400\) 20 kap\. 6 §\)\.$/);
  const [, older] = under(request({ sentOn: day('2024-03-01') }), 'Varför ni får frågan');
  expect(older).toContain('14 kap. 1 § tredje stycket');
  const [, other] = under(request({ basis: 'sekretessbrytande-annan' }), 'Varför ni får frågan');
  expect(other).toContain('bryter sekretessen');
  const [, none] = under(request({ basis: null }), 'Varför ni får frågan');
  expect(none).toContain('inte angivet');
});

test('questions stand under the official names of their areas, in the order of the triangle', () => {
  const document = request({
    questions: [
      { area: null, text: 'Något mer?' },
      { area: 'sakerhet', text: 'Hur hämtas barnet?' },
      { area: 'halsa', text: 'Sover barnet?' },
      { area: 'halsa', text: 'Äter barnet?' },
    ],
  });
  expect(under(document, 'Frågor')).toEqual([
    ...['Hälsa', 'Sover barnet?', 'Äter barnet?'],
    ...['Säkerhet', 'Hur hämtas barnet?'],
    ...['Övrigt', 'Något mer?'],
  ]);
  expect(under(request({ questions: [{ area: null, text: 'Något?' }] }), 'Frågor')).toEqual(['Något?']);
  expect(under(request({ questions: [] }), 'Frågor')).toEqual(['Inga frågor är skrivna.']);
  expect(headingsOf(document).filter(([level]) => level === 3)).toHaveLength(3);
});

test('questions of a file begun before October 2015 stand under the areas of then', () => {
  const consultation = aConsultation({ questions: [{ area: 'identitet', text: 'Vem liknar han?' }] });
  const frame = aFrame({ openedOn: day('2015-09-30') });
  expect(under(composeConsultationRequest({ frame, consultation }), 'Frågor')).toEqual([
    ...['Identitet', 'Vem liknar han?'],
  ]);
});

test('where the guardians are not to be told, that stands before everything else', () => {
  const [first] = request({ doNotInformGuardians: true }).blocks;
  expect(first).toEqual({ kind: 'notice', text: 'Informera inte föräldrarna om denna förfrågan.' });
  expect(linesOf(request()).join('\n')).not.toContain('Informera inte');
});

test('a request that was not sent is a draft; a reminder stands in one that was', () => {
  const draft = request({ status: 'utkast', sentOn: null, answerDay: null });
  expect(draft.draft?.mark).toBe('UTKAST – inte skickad');
  expect(linesOf(draft)).toContain('Bestäms när begäran skickas');
  expect(request().draft).toBeNull();
  expect(linesOf(request({ remindedOn: [day('2026-12-17')] }))).toContain('17 december 2026');
});
