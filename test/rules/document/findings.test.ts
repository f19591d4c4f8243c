import { expect, test } from 'vitest';
import { composeDecisionBasis } from '../../../src/document/compose/decision-basis.ts';
import { day } from '../../../src/kernel/day.ts';
import { aBasis, aConsultation, aConversation, aFactor, aPlan, aStatement, linesOf, under } from './facts.ts';

/** What has come forward in each area, as the basis of the decision tells it. */

test('a statement stands in its area with who said it and where; what was taken back does not stand', () => {
  const talk = aConversation();
  const asked = aConsultation();
  const noteId = '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a99';
  const document = composeDecisionBasis(
    aBasis({
      conversations: [talk],
      consultations: [asked],
      notes: [{ id: noteId, happenedOn: day('2026-12-02'), status: 'signerad' }],
      statements: [
        aStatement({ text: 'Ur samtalet.', source: 'barnet', conversationId: talk.id }),
        aStatement({ text: 'Ur svaret.', source: 'forskola-skola', consultationId: asked.id }),
        aStatement({ text: 'Ur anteckningen.', source: 'egen-iakttagelse', noteId }),
        aStatement({ text: 'Bara sagt.', source: 'natverk' }),
        aStatement({ text: 'Återtagen.', retractedAt: '2026-12-04T08:00:00.000Z' as never }),
      ],
    }),
  );
  expect(under(document, 'Grundläggande omsorg')).toEqual([
    ...['Ur samtalet.', 'Källa: Barnet, enskilt samtal med barnet 8 december 2026'],
    ...['Ur svaret.', 'Källa: Förskola eller skola, svar från Skola, Exempelskolan 14 december 2026'],
    ...['Ur anteckningen.', 'Källa: Egen iakttagelse, journalanteckning 2 december 2026'],
    ...['Bara sagt.', 'Källa: Nätverk, antecknat 3 december 2026'],
  ]);
});

test('what was taken from the file of a sibling stands as the child’s own, and nothing tells where it was', () => {
  const own = aStatement({ text: 'Familjen ska flytta.', source: 'vardnadshavare' });
  const shared = { ...own, sharedFromId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4b61' };
  const printed = (statement: typeof own) => composeDecisionBasis(aBasis({ statements: [statement] }));
  expect(printed(shared)).toEqual(printed(own));
  expect(under(printed(shared), 'Grundläggande omsorg')).toEqual([
    ...['Familjen ska flytta.', 'Källa: Vårdnadshavare, antecknat 3 december 2026'],
  ]);
});

test('an area of which all was taken back is not among the findings', () => {
  const retractedAt = '2026-12-04T08:00:00.000Z' as never;
  const document = composeDecisionBasis(
    aBasis({
      statements: [aStatement({ retractedAt })],
      factors: [aFactor({ retractedAt })],
      meanings: [{ area: 'grundlaggande-omsorg', meaning: null, need: null, needText: null }],
    }),
  );
  expect(under(document, 'Delområden')).toEqual(['Inget har kommit fram ännu.']);
});

test('risk and protection stand with what they mean; meaning and need of the area where they are written', () => {
  const area = 'grundlaggande-omsorg';
  const document = composeDecisionBasis(
    aBasis({
      factors: [
        aFactor({ kind: 'risk', ownWords: 'Ingen frukost.', meaning: null }),
        aFactor(),
        aFactor({ ownWords: 'Återtagen.', retractedAt: '2026-12-04T08:00:00.000Z' as never }),
      ],
      meanings: [{ area, meaning: 'Barnet är hungrigt.', need: 'behov-finns', needText: 'Mat varje dag.' }],
    }),
  );
  expect(under(document, 'Grundläggande omsorg')).toEqual([
    ...['Riskfaktorer', 'Ingen frukost.'],
    ...['Skyddsfaktorer', 'Mormor lagar mat varje dag.\nBetydelse: Barnet är mätt när det somnar.'],
    ...['Vad det betyder för barnet', 'Barnet är hungrigt.'],
    ...['Bedömt behov', 'Behov finns', 'Mat varje dag.'],
  ]);
});

test('an area that is left out stands with its reason, and among the findings once something is known of it', () => {
  const leftOut = 'boende-arbete-och-ekonomi';
  const plan = aPlan();
  const before = composeDecisionBasis(aBasis({ plan }));
  expect(under(before, 'Delområden som inte har utretts')).toEqual([
    ...['Delområde', 'Skäl', 'Boende, arbete och ekonomi', 'Inget i anmälan rör familjens ekonomi.'],
  ]);
  expect(under(before, 'Grundläggande omsorg')).toEqual(['Inget har kommit fram ännu.']);
  const after = composeDecisionBasis(
    aBasis({ plan, statements: [aStatement({ area: leftOut, text: 'Hyran.' })] }),
  );
  expect(under(after, 'Boende, arbete och ekonomi')[0]).toBe('Hyran.');
  expect(linesOf(after)).not.toContain('Delområden som inte har utretts');
});
