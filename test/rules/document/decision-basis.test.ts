import { expect, test } from 'vitest';
import { composeDecisionBasis } from '../../../src/document/compose/decision-basis.ts';
import { Intake } from '../../../src/intake/schema.ts';
import { NOTHING_YET } from '../../../src/investigation/analysis/schema.ts';
import { day } from '../../../src/kernel/day.ts';
import {
  aBasis,
  aConsent,
  aConsultation,
  aConversation,
  aFrame,
  anAnalysis,
  aPlan,
  aStatement,
  headingsOf,
  linesOf,
  sara,
  under,
} from './facts.ts';

const written = anAnalysis({
  analysis: {
    childDevelopment: 'Om utvecklingen.',
    parentalCapacity: 'Om förmågan.',
    familyAndEnvironment: 'Om familjen.',
    together: 'Sammanvägt.',
    meaningForChild: 'Betyder för barnet.',
  },
  assessment: {
    ...NOTHING_YET.assessment,
    needs: ['grundlaggande-omsorg' as const],
    needsText: 'Behöver rutiner.',
    bestInterests: 'Bäst för barnet.',
    childAttitude: 'positiv' as const,
    childView: 'Vill ha hjälp hemma.',
    guardianAttitude: 'delvis' as const,
    guardianView: 'Mamman är tveksam.',
    proposal: 'Familjebehandling.',
  },
  version: 3,
});

test('facts, the child’s view, analysis, assessment and proposal each have their own heading, in that order', () => {
  const titles = headingsOf(composeDecisionBasis(aBasis({ statements: [aStatement()] })))
    .filter(([level]) => level === 2)
    .map(([, text]) => text);
  expect(titles).toEqual([
    'Barnet och parterna',
    'Anledning till utredningen',
    'Så har utredningen gjorts',
    'Föräldrarnas förmåga',
    'Barnets egen syn',
    'Analys',
    'Bedömning',
    'Inställning och samtycke',
    'Parternas yttranden',
    'Förslag till beslut',
    'Det som återstår',
    'Bilagor',
  ]);
});

test('why there is an investigation: every report, its causes, and what was decided on it', () => {
  const intake = Intake.parse((Intake.meta()!.examples as unknown[])[0]);
  const asked = {
    ...intake,
    type: 'ansokan' as const,
    mainCause: null,
    otherCauses: [],
    decisionReasons: null,
  };
  const document = composeDecisionBasis(aBasis({ intakes: [intake, asked] }));
  expect(under(document, 'Anledning till utredningen')).toEqual([
    ...['Anmälan', 'Kom in 20 november 2026', 'Orsak', 'Brist i omsorg', 'Våld mot barnet'],
    ...['Beslut', 'Utredning inleds 27 november 2026'],
    'Uppgifterna ger skäl att utreda behovet av skydd eller stöd.',
    ...['Ansökan om bistånd', 'Kom in 20 november 2026', 'Beslut', 'Utredning inleds 27 november 2026'],
  ]);
  expect(under(composeDecisionBasis(aBasis()), 'Anledning till utredningen')).toEqual(['Uppgift saknas']);
});

test('what the analysis says is not mixed with what the board holds', () => {
  const document = composeDecisionBasis(aBasis({ analysis: written }));
  expect(under(document, 'Analys')).toEqual([
    ...['Barnets utveckling', 'Om utvecklingen.', 'Föräldrarnas förmåga', 'Om förmågan.'],
    ...['Familj och miljö', 'Om familjen.', 'Sammanvägning av risk och skydd', 'Sammanvägt.'],
    ...['Vad det betyder för barnet, nu och framöver', 'Betyder för barnet.'],
    'Analysen är inte undertecknad.',
  ]);
  expect(under(document, 'Bedömning')).toEqual([
    ...['Barnets behov', 'Barnet har behov inom:', 'Grundläggande omsorg', 'Behöver rutiner.'],
    ...['Barnets bästa', 'Bäst för barnet.'],
  ]);
  expect(under(document, 'Inställning och samtycke')).toEqual([
    ...[
      'Barnets inställning',
      'Positiv',
      'Vårdnadshavarnas inställning',
      'Delvis positiv',
      'Mamman är tveksam.',
    ],
    'Inga svar om samtycke till en insats är antecknade.',
  ]);
  expect(under(document, 'Förslag till beslut')).toEqual([
    'Familjebehandling.',
    'Bedömningen är inte undertecknad.',
  ]);
});

test('a file begun before October 2015 has the areas and the sides of then', () => {
  const document = composeDecisionBasis(
    aBasis({
      frame: aFrame({ openedOn: day('2015-09-30') }),
      statements: [aStatement({ area: 'identitet', text: 'Vet inte vem han liknar.' })],
      analysis: anAnalysis({ assessment: { ...written.assessment, needs: ['stabilitet'] } }),
    }),
  );
  const titles = headingsOf(document).map(([, title]) => title);
  expect(titles).toEqual(expect.arrayContaining(['Barnets behov', 'Identitet', 'Föräldrars förmåga']));
  expect(titles).not.toContain('Barnets utveckling');
  expect(under(document, 'Bedömning')).toContain('Stabilitet');
});

test('of what each answered about an intervention the latest stands', () => {
  const first = aConsent({ personId: 'sara', answer: 'samtycker-inte', on: day('2027-02-20') });
  const placement = { intervention: 'placering', placementForm: 'familjehem', note: null } as const;
  const document = composeDecisionBasis(
    aBasis({
      persons: [sara],
      consents: [
        first,
        aConsent({ personId: 'sara' }),
        aConsent({ personId: 'sara', ...placement, answer: 'samtycker-inte' }),
        aConsent({ personId: aFrame().child.id, answer: 'begar', note: null }),
      ],
    }),
  );
  expect(under(document, 'Inställning och samtycke').slice(4)).toEqual([
    ...['Vem', 'Insats', 'Svar', 'Dag'],
    ...['Sara Exempelsson', 'Familjebehandling', 'Samtycker\nVid möte på kontoret.', '2027-02-24'],
    ...['Sara Exempelsson', 'Placering utanför det egna hemmet (Familjehem)', 'Samtycker inte', '2027-02-24'],
    ...['Alva Exempelsson', 'Familjebehandling', 'Begär själv insatsen', '2027-02-24'],
  ]);
});

test('the child’s own view comes in the child’s words, or the reason why the child was not heard', () => {
  const heard = composeDecisionBasis(aBasis({ conversations: [aConversation()], analysis: written }));
  expect(under(heard, 'Barnets egen syn')).toEqual([
    'Vill bo kvar hemma men att det ska vara lugnt på kvällarna.',
    'Barnet, enskilt samtal med barnet 8 december 2026',
    'Vill ha hjälp hemma.',
  ]);
  const notHeard = { notHeardReason: 'alder-mognad' as const, notHeardExplanation: 'Fem månader.' };
  expect(under(composeDecisionBasis(aBasis({ notHeard })), 'Barnets egen syn')[0]).toMatch(
    /^Inget samtal har hållits med barnet\. .*\.\nFem månader\.$/,
  );
  expect(under(composeDecisionBasis(aBasis()), 'Barnets egen syn')).toEqual([
    'Inget är antecknat om vad barnet tycker.',
  ]);
});

const sending = {
  id: 'c1',
  investigationId: 'i1',
  partyId: 'sara',
  sentOn: day('2027-02-22'),
  commentBy: day('2027-03-08'),
  commentReceivedOn: day('2027-03-01'),
  comment: 'Jag håller med.',
  exception: null,
  recordedAt: '2027-02-22T09:00:00.000Z' as never,
  recordedBy: 'karin.ek',
  retractedAt: null,
  retractedBy: null,
  retractionReason: null,
  version: 2,
};

test('parties are named where the caller may know of them, with care where they are protected, never by number', () => {
  const document = composeDecisionBasis(
    aBasis({
      parties: ['sara', 'someone-hidden'],
      persons: [{ ...sara, protectedIdentity: 'skyddad-folkbokforing' }],
    }),
  );
  const lines = under(document, 'Barnet och parterna');
  expect(lines[lines.indexOf('Vårdnadshavare') + 1]).toBe('Sara Exempelsson (skyddade personuppgifter)');
  expect(linesOf(document).join('\n')).not.toMatch(/someone-hidden|9817/);
  expect(linesOf(composeDecisionBasis(aBasis({ parties: ['someone-hidden'] })))).not.toContain(
    'Vårdnadshavare',
  );
});

test('a child of fifteen is told of as a party in its own right', () => {
  const frame = aFrame();
  expect(linesOf(composeDecisionBasis(aBasis({ frame, parties: [frame.child.id] })))).toContain(
    'Barnet är part och för sin egen talan',
  );
});

test('to whom the material went, what came back, and why it was not sent', () => {
  const document = composeDecisionBasis(
    aBasis({
      persons: [sara],
      communications: [
        sending,
        { ...sending, commentReceivedOn: null, comment: null },
        {
          ...sending,
          partyId: null,
          sentOn: null,
          comment: null,
          commentReceivedOn: null,
          exception: 'Brådskar.',
        },
      ],
    }),
  );
  expect(under(document, 'Parternas yttranden')).toEqual([
    ...['Part', 'Skickat', 'Yttrande senast', 'Yttrande kom in'],
    ...['Sara Exempelsson', '2027-02-22', '2027-03-08', '2027-03-01'],
    ...['Sara Exempelsson', '2027-02-22', '2027-03-08', 'Inget ännu'],
    ...['Jag håller med.', 'Källa: Sara Exempelsson', 'Alla parter: skickas inte. Brådskar.'],
  ]);
});

test('what remains is listed with its law while the investigation runs, and not when it is closed', () => {
  const text = { sv: 'Analysen saknas.', en: 'The analysis is missing.' };
  const remaining = [{ rule: 'a.b', law: 'SoL 1 §', message: text, remedy: text, mendAt: '/x' }];
  expect(under(composeDecisionBasis(aBasis({ remaining })), 'Det som återstår')).toEqual([
    'Analysen saknas. (SoL 1 §)',
  ]);
  expect(under(composeDecisionBasis(aBasis()), 'Det som återstår')[0]).toMatch(/^Inget återstår/);
  const closed = composeDecisionBasis(aBasis({ frame: aFrame({ closedOn: day('2027-03-15') }) }));
  expect(headingsOf(closed).map(([, title]) => title)).not.toContain('Det som återstår');
  expect(linesOf(closed)).toContain('15 mars 2027');
});

test('the appendices are the plan, the signed notes, the answers and the comments that there are', () => {
  const document = composeDecisionBasis(
    aBasis({
      plan: aPlan(),
      notes: (['signerad', 'utkast', 'signerad'] as const).map((status, at) => ({
        id: `note-${at}`,
        happenedOn: day('2026-12-02'),
        status,
      })),
      consultations: [aConsultation(), aConsultation({ answeredOn: null })],
      communications: [sending],
    }),
  );
  expect(under(document, 'Bilagor')).toEqual([
    'Utredningsplan, version 2, 1 december 2026',
    'Journal, antal signerade anteckningar: 2',
    'Svar från Skola, Exempelskolan, 14 december 2026',
    'Yttrande, 1 mars 2027',
  ]);
  expect(under(composeDecisionBasis(aBasis()), 'Bilagor')).toEqual(['Inga bilagor.']);
});

const signature = {
  version: 1,
  signedBy: 'karin.ek',
  signedAt: '2026-12-09T15:05:00.000Z' as never,
  role: 'social-worker',
} as const;
const SIGNED = { signed: true, signature };
const CHANGED = { signed: false, signature };
const UNSIGNED = { signed: false, signature: null };

test.each([
  [UNSIGNED, UNSIGNED, 'UTKAST – analysen och bedömningen är inte undertecknade'],
  [UNSIGNED, SIGNED, 'UTKAST – analysen är inte undertecknad'],
  [SIGNED, CHANGED, 'UTKAST – bedömningen är inte undertecknad'],
  [SIGNED, SIGNED, undefined],
])('it is a draft until both parts are signed, and says which is not', (analysis, assessment, mark) => {
  const document = composeDecisionBasis(
    aBasis({ analysis: anAnalysis({ signing: { analysis, assessment } }) }),
  );
  expect(document.draft?.mark).toBe(mark);
});

test('under each part stands who signed it, when and in which role, or that it was changed since', () => {
  const signing = { analysis: SIGNED, assessment: CHANGED };
  const document = composeDecisionBasis(aBasis({ analysis: anAnalysis({ signing }) }));
  expect(under(document, 'Analys').at(-1)).toBe(
    'Analysen är undertecknad av karin.ek (Socialsekreterare) 9 december 2026.',
  );
  expect(under(document, 'Förslag till beslut').at(-1)).toBe(
    'Bedömningen är inte undertecknad. Den har ändrats sedan karin.ek (Socialsekreterare) undertecknade den 9 december 2026.',
  );
});

test('headings follow each other without a gap, also where nothing is known', () => {
  for (const facts of [aBasis(), aBasis({ plan: aPlan(), statements: [aStatement()], analysis: written })]) {
    const levels = headingsOf(composeDecisionBasis(facts)).map(([level]) => level);
    expect(levels[0]).toBe(2);
    for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 1) + 1);
  }
});
