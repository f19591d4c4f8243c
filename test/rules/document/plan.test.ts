import { expect, test } from 'vitest';
import { composePlan } from '../../../src/document/compose/plan.ts';
import { NO_PLAN } from '../../../src/investigation/plan/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { aChild, aFrame, aPlan, headingsOf, linesOf, under } from './facts.ts';

test('the plan says purpose, questions, talks, consultations and what the parties think', () => {
  const plan = aPlan();
  const document = composePlan({ frame: aFrame(), plan });
  expect(document).toMatchObject({ title: 'Utredningsplan', caseNumber: '2026-00042', draft: null });
  expect(under(document, 'Syfte')).toEqual([plan.purpose]);
  expect(under(document, 'Frågeställningar')).toEqual(plan.questions);
  expect(under(document, 'Planerade samtal')).toEqual(plan.plannedConversations);
  expect(under(document, 'Planerade konsultationer')).toEqual(plan.plannedConsultations);
  expect(under(document, 'Parternas synpunkter på planen')).toEqual([plan.partiesComments]);
});

test('all twelve areas stand by their official names, chosen, left out with the reason, or undecided', () => {
  const lines = under(composePlan({ frame: aFrame(), plan: aPlan() }), 'Delområden');
  for (const { sv } of [...CODEBOOKS.triangleSide.codes, ...CODEBOOKS.needsArea.codes])
    expect(lines).toContain(sv);
  const rowOf = (name: string) => lines.slice(lines.indexOf(name), lines.indexOf(name) + 3);
  expect(rowOf('Grundläggande omsorg')).toEqual(['Grundläggande omsorg', 'Utreds', '']);
  expect(rowOf('Boende, arbete och ekonomi')).toEqual([
    'Boende, arbete och ekonomi',
    'Utreds inte',
    'Inget i anmälan rör familjens ekonomi.',
  ]);
  expect(rowOf('Hälsa')).toEqual(['Hälsa', 'Inte bestämt', '']);
});

test('a plan begun before October 2015 has the twenty areas of then', () => {
  const frame = aFrame({ openedOn: day('2015-09-30') });
  const areas = [{ area: 'identitet' as const, decision: 'utreds' as const, reason: null }];
  const lines = under(composePlan({ frame, plan: aPlan({ areas }) }), 'Delområden');
  for (const { sv } of [...CODEBOOKS.triangleSide2006.codes, ...CODEBOOKS.needsArea2006.codes])
    expect(lines).toContain(sv);
  expect(lines).not.toContain('Familjebakgrund');
  expect(lines.filter((line) => line === 'Utreds')).toHaveLength(1);
});

test('it says whose it is, who handles it, and by when it is to be finished', () => {
  const lines = linesOf(composePlan({ frame: aFrame(), plan: aPlan() }));
  for (const line of [
    ...['Alva Exempelsson', '20140217-9806', '17 februari 2014', 'Barn och familj', 'karin.ek'],
    ...['27 november 2026', '27 mars 2027', 'Version 2, sparad 1 december 2026 av karin.ek'],
  ]) {
    expect(lines).toContain(line);
  }
});

test('a plan that nobody has saved, or that has no purpose, is a draft and says why', () => {
  const unsaved = composePlan({ frame: aFrame(), plan: NO_PLAN });
  expect(unsaved.draft).toEqual({
    mark: 'UTKAST – inte undertecknad',
    why: 'Ingen utredningsplan är sparad.',
  });
  expect(under(unsaved, 'Syfte')).toEqual(['Inget är antecknat.']);
  expect(composePlan({ frame: aFrame(), plan: aPlan({ purpose: null }) }).draft?.why).toBe(
    'Planen saknar syfte.',
  );
});

test('a child whose identity is protected, not born yet, or of no known name is told of as such', () => {
  const lines = (more: Parameters<typeof aChild>[0]) =>
    linesOf(composePlan({ frame: aFrame({ child: aChild(more) }), plan: aPlan() }));
  expect(lines({ protectedIdentity: 'sekretessmarkering' })[0]).toContain('skyddade personuppgifter');
  expect(lines({})[0]).not.toContain('skyddade personuppgifter');
  const unborn = { personalNumber: null, birthDate: null, expectedBirthDate: '2027-01-20' as never };
  expect(lines({ ...unborn, temporaryNumber: 'T000012' })).toEqual(
    expect.arrayContaining(['T000012', 'Beräknad födelse', '20 januari 2027']),
  );
  expect(lines({ givenName: null, familyName: null }).slice(0, 2)).toEqual(['Barnet', 'Uppgift saknas']);
});

test('headings follow each other without a gap', () => {
  const levels = headingsOf(composePlan({ frame: aFrame(), plan: aPlan() })).map(([level]) => level);
  expect(levels[0]).toBe(2);
  for (const [at, level] of levels.entries()) expect(level).toBeLessThanOrEqual((levels[at - 1] ?? 1) + 1);
});
