import { expect, test } from 'vitest';
import { composeDecisionBasis } from '../../../src/document/compose/decision-basis.ts';
import { day } from '../../../src/kernel/day.ts';
import {
  aBasis,
  aConsultation,
  aConversation,
  aFrame,
  anInformation,
  anInstrumentUse,
  sara,
  under,
} from './facts.ts';

/** How the investigation was done, as the basis of the decision tells it. */

test('how it was done: each talk, each consultation that was sent, and the step that was waived', () => {
  const document = composeDecisionBasis(
    aBasis({
      conversations: [
        aConversation(),
        aConversation({ form: 'hembesok', childAlone: false, childTookPart: false }),
      ],
      consultations: [
        aConsultation(),
        aConsultation({ counterpart: 'bvc', counterpartName: null, status: 'skickad', answeredOn: null }),
        aConsultation({ status: 'avslutad-utan-svar', answeredOn: null, closedOn: day('2026-12-20') }),
        aConsultation({ counterpart: 'bup', status: 'utkast', sentOn: null, answeredOn: null }),
      ],
      steps: [
        {
          step: 'halsa',
          status: 'undantag',
          pending: false,
          consultations: [],
          waiver: {
            reason: 'underlag-finns',
            explanation: 'Journal finns.',
            waivedAt: '2026-12-01T08:00:00.000Z' as never,
            waivedBy: 'karin.ek',
          },
        },
      ],
    }),
  );
  expect(under(document, 'Samtal').slice(5)).toEqual([
    '2026-12-08',
    'Enskilt samtal med barnet\nUtan vårdnadshavarens samtycke eller närvaro',
    ...['Ensamt med handläggaren', '', 'arabiska'],
    '2026-12-08',
    'Hembesök\nUtan vårdnadshavarens samtycke eller närvaro',
    ...['Deltog inte', '', 'arabiska'],
  ]);
  expect(under(document, 'Konsultationer')).toEqual([
    ...['Vem', 'Skickad', 'Resultat'],
    ...['Skola, Exempelskolan', '2026-12-02', 'Besvarad 2026-12-14'],
    ...['Barnhälsovård (BVC)', '2026-12-02', 'Svar väntas senast 2026-12-16'],
    ...['Skola, Exempelskolan', '2026-12-02', 'Avslutad utan svar 2026-12-20'],
    'Hälso- och sjukvård har inte tillfrågats. Aktuellt underlag finns redan: Journal finns.',
  ]);
});

test('who was told of the investigation and how, and why someone was not', () => {
  const note = 'Ringde två gånger.';
  const document = composeDecisionBasis(
    aBasis({
      persons: [sara],
      informations: [
        anInformation({ personId: 'sara', note }),
        anInformation({ personId: aFrame().child.id, stage: 'avslut', manner: null }),
        anInformation({ personId: null, informedOn: null, manner: null, exception: 'Förhör väntar.' }),
      ],
    }),
  );
  expect(under(document, 'Information om utredningen')).toEqual([
    ...['Vem', 'Dag', 'Om vad', 'Hur'],
    ...['Sara Exempelsson', '2026-11-27', 'Att utredningen har inletts', `Per telefon\n${note}`],
    ...['Alva Exempelsson', '2026-11-27', 'Att utredningen avslutas, och vad den kom fram till', ''],
    'Alla parter: har inte informerats. Att utredningen har inletts. Förhör väntar.',
  ]);
  expect(under(composeDecisionBasis(aBasis()), 'Information om utredningen')).toEqual([
    'Ingen information är antecknad.',
  ]);
});

test('instruments stand with the day, whose answers, scores with sums, and the norms they are read by', () => {
  const document = composeDecisionBasis(
    aBasis({
      instruments: [
        anInstrumentUse(),
        anInstrumentUse({
          instrument: 'cors',
          instrumentVersion: null,
          respondent: null,
          scores: [{ scale: 'total', value: 23.4 }],
          derived: [{ scale: 'total', value: 23.4 }],
          normSet: 'cyp-iapt-2015',
          summary: null,
        }),
      ],
    }),
  );
  const norms =
    'Tillförlitlig förändring, ur det engelska programmet för barns psykiska hälsa (cyp-iapt-2015)';
  expect(under(document, 'Bedömningsinstrument')).toEqual([
    ...['Instrument', 'Dag', 'Vem svarade', 'Resultat'],
    ...['SDQ\nFöräldraversion 4–17 år', '2026-12-08', 'Vårdnadshavare'],
    'Känslor 6\nBeteende 3\nHyperaktivitet 5\nKamrater 4\nOmtanke om andra 7\nTotalt 18\nMest oro, och svårt att få vänner.',
    ...['CORS', '2026-12-08', '', `Totalt 23,4\nNormer: ${norms}`],
  ]);
});
