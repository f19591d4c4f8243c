import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import type { DeadlineRuleId } from '../../../src/deadlines/rules.ts';
import type { Deadline, DeadlineState } from '../../../src/deadlines/schema.ts';
import { preliminaryLimit } from '../../../src/intake/rules.ts';
import { investigationLimit } from '../../../src/investigation/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import type { ConsultationRecord, IntakeRecord, InvestigationRecord } from '../../../src/record/record.ts';
import {
  childRecord,
  consultationRecord,
  extensionRecord,
  intakeRecord,
  investigationRecord,
  type Told,
} from '../../support/records.ts';

/** The deadlines by one rule of a record with these parts, as of a day. */
function deadlines(
  rule: DeadlineRuleId,
  today: string,
  parts: { intake?: Told<IntakeRecord>; investigation?: Told<InvestigationRecord> },
): Deadline[] {
  const record = childRecord({
    intakes: parts.intake ? [intakeRecord(parts.intake)] : [],
    investigations: parts.investigation ? [investigationRecord(parts.investigation)] : [],
  });
  return evaluate(record, day(today)).filter((deadline) => deadline.rule === rule);
}

function deadline(...told: Parameters<typeof deadlines>): Deadline {
  const found = deadlines(...told);
  expect(found).toHaveLength(1);
  return found[0]!;
}

/** On which day which state begins, asked of every day in turn. */
function statesFrom(from: string, to: string, of: (today: string) => Deadline): [string, DeadlineState][] {
  const turns: [string, DeadlineState][] = [];
  const date = new Date(`${from}T12:00:00Z`);
  for (let today = from; today <= to; today = date.toISOString().slice(0, 10)) {
    const { state } = of(today);
    if (turns.at(-1)?.[1] !== state) turns.push([today, state]);
    date.setUTCDate(date.getUTCDate() + 1);
  }
  return turns;
}

const decided = (outcome: IntakeRecord['outcome'], decidedOn: string) => ({ outcome, decidedOn });

describe('the protection assessment (skyddsbedömning)', () => {
  it('is due on the day that the report came in', () => {
    const found = deadline('skyddsbedomning', '2026-03-02', { intake: {} });
    expect(found).toMatchObject({
      start: '2026-03-02',
      endDay: '2026-03-02',
      lastLawfulDay: '2026-03-02',
      state: 'due-today',
      force: 'statutory-duty-advisory-time',
      law: 'SoL (2025:400) 20 kap. 1 §',
      subject: { kind: 'intake', caseNumber: '2026-00001' },
      unit: 'mottagning',
      handlerId: 'mia.dahl',
    });
    expect(deadline('skyddsbedomning', '2026-03-03', { intake: {} }).state).toBe('overdue');
  });

  it('counts the day in Sweden, not in UTC', () => {
    const intake = { receivedAt: '2026-03-02T23:30:00.000Z' };
    expect(deadline('skyddsbedomning', '2026-03-03', { intake }).endDay).toBe('2026-03-03');
  });

  it.each([
    ['in winter', '2026-03-02T15:59:59.000Z', '2026-03-02'],
    ['in winter', '2026-03-02T16:00:00.000Z', '2026-03-03'],
    ['in summer', '2026-07-01T14:59:59.000Z', '2026-07-01'],
    ['in summer', '2026-07-01T15:00:00.000Z', '2026-07-02'],
    ['before the last midnight of summer time', '2026-10-24T21:59:59.000Z', '2026-10-25'],
    ['after it', '2026-10-24T22:00:00.000Z', '2026-10-25'],
  ])('is due on the next day where the office had closed at five: %s, %s', (_, receivedAt, endDay) => {
    const found = deadline('skyddsbedomning', '2026-12-01', { intake: { receivedAt } });
    expect(found).toMatchObject({ endDay, lastLawfulDay: endDay, nearOn: endDay, origin: 'default' });
  });

  it('says that the office had closed', () => {
    const intake = { receivedAt: '2026-03-06T20:15:00.000Z' };
    const on = (today: string) => deadline('skyddsbedomning', today, { intake });
    expect(on('2026-03-06').explanation).toEqual({
      sv: 'Anmälan kom in 2026-03-06. Det var efter kontorstid (17:00). 1 dag därefter är 2026-03-07. SoL (2025:400) 20 kap. 1 §.',
      en: 'The report came in on 2026-03-06. That was after office hours (17:00). 1 day later is 2026-03-07. SoL (2025:400) 20 kap. 1 §.',
    });
    expect(statesFrom('2026-03-06', '2026-03-09', on)).toEqual([
      ['2026-03-06', 'running'],
      ['2026-03-07', 'due-today'],
      ['2026-03-08', 'overdue'],
    ]);
  });

  it('does not wait for a Monday: the act says at once', () => {
    const intake = { receivedAt: '2026-03-07T10:00:00.000Z' };
    expect(deadline('skyddsbedomning', '2026-03-08', { intake })).toMatchObject({
      lastLawfulDay: '2026-03-07',
      state: 'overdue',
    });
  });

  it('is met by the first assessment, whatever a later one finds', () => {
    const assessed = (...on: string[]) => ({
      protectionAssessments: on.map((at) => ({
        assessedAt: `${at}T12:00:00.000Z`,
        need: 'inget-behov' as const,
      })),
    });
    const sameDay = deadline('skyddsbedomning', '2026-05-01', {
      intake: assessed('2026-03-02', '2026-03-09'),
    });
    expect(sameDay).toMatchObject({ state: 'met', metOn: '2026-03-02' });
    const dayAfter = deadline('skyddsbedomning', '2026-05-01', { intake: assessed('2026-03-03') });
    expect(dayAfter).toMatchObject({ state: 'met-late', metOn: '2026-03-03' });
  });

  it.each(['ansokan', 'information-pa-annat-satt'] as const)('is not for %s', (type) => {
    expect(deadlines('skyddsbedomning', '2026-03-02', { intake: { type } })).toEqual([]);
  });
});

describe('the preliminary assessment (förhandsbedömning)', () => {
  it('passes from running to overdue in 14 days', () => {
    const of = (today: string) => deadline('forhandsbedomning', today, { intake: {} });
    expect(of('2026-03-02')).toMatchObject({ start: '2026-03-02', endDay: '2026-03-16', force: 'statutory' });
    expect(statesFrom('2026-03-02', '2026-03-20', of)).toEqual([
      ['2026-03-02', 'running'],
      ['2026-03-13', 'nearing'],
      ['2026-03-16', 'due-today'],
      ['2026-03-17', 'overdue'],
    ]);
  });

  it('may lawfully be decided on the next working day after Easter', () => {
    // 14 days from 20 March 2026 is Good Friday.
    const of = (today: string) =>
      deadline('forhandsbedomning', today, { intake: { receivedAt: '2026-03-20T08:00:00.000Z' } });
    expect(of('2026-03-20')).toMatchObject({ endDay: '2026-04-03', lastLawfulDay: '2026-04-07' });
    expect(statesFrom('2026-04-02', '2026-04-09', of)).toEqual([
      ['2026-04-02', 'nearing'],
      ['2026-04-03', 'due-today'],
      ['2026-04-08', 'overdue'],
    ]);
    expect(of('2026-03-20').explanation).toEqual({
      sv: 'Anmälan kom in 2026-03-20. 14 dagar därefter är 2026-04-03. Den dagen är långfredagen, så det får ske senast 2026-04-07 (lag (1930:173) 2 §). SoL (2025:400) 20 kap. 2 §.',
      en: 'The report came in on 2026-03-20. 14 days later is 2026-04-03. That day is closed (långfredagen), so it may be done by 2026-04-07 (lag (1930:173) 2 §). SoL (2025:400) 20 kap. 2 §.',
    });
  });

  it.each(['utredning-inleds', 'utredning-inleds-inte', 'pafors-pagaende-utredning'] as const)(
    'is met by the decision %s',
    (outcome) => {
      const onTime = deadline('forhandsbedomning', '2026-06-01', { intake: decided(outcome, '2026-03-16') });
      expect(onTime).toMatchObject({ state: 'met', metOn: '2026-03-16' });
      const late = deadline('forhandsbedomning', '2026-06-01', { intake: decided(outcome, '2026-03-17') });
      expect(late).toMatchObject({ state: 'met-late', metOn: '2026-03-17' });
      expect(late.explanation.sv).toContain('2026-03-17, för sent.');
      expect(late.explanation.en).toContain('2026-03-17, too late.');
    },
  );

  it('is in time on the last lawful day after a closed one', () => {
    const intake = { receivedAt: '2026-03-20T08:00:00.000Z', ...decided('utredning-inleds', '2026-04-07') };
    expect(deadline('forhandsbedomning', '2026-06-01', { intake }).state).toBe('met');
  });

  it('says of a joined report what met it', () => {
    const intake = decided('pafors-pagaende-utredning', '2026-03-05');
    expect(deadline('forhandsbedomning', '2026-03-05', { intake }).explanation.sv).toContain(
      'Anmälan påfördes en pågående utredning 2026-03-05.',
    );
  });

  it('is extended by a decision that was made in time', () => {
    const intake = {
      extensions: [
        extensionRecord({ ground: 'synnerliga-skal', decidedOn: '2026-03-16', newEndDay: '2026-03-27' }),
      ],
    };
    const found = deadline('forhandsbedomning', '2026-03-17', { intake });
    expect(found).toMatchObject({
      endDay: '2026-03-27',
      state: 'running',
      extensions: [
        {
          ground: 'synnerliga-skal',
          decidedOn: '2026-03-16',
          decidedBy: 'lena.berg',
          newEndDay: '2026-03-27',
          recordedOn: '2026-03-16',
          counted: true,
          late: false,
          recordedLate: false,
        },
      ],
    });
    expect(found.explanation.sv).toContain(
      'Förlängd till 2026-03-27 genom beslut 2026-03-16 på grund av synnerliga skäl. SoL',
    );
    expect(found.explanation.en).toContain(
      'Extended to 2026-03-27 by a decision on 2026-03-16 on synnerliga skäl (exceptional grounds). SoL',
    );
  });

  it('is not extended by a decision that came too late, or to a day that is no later', () => {
    const intake = {
      extensions: [
        extensionRecord({ decidedOn: '2026-03-10', newEndDay: '2026-03-16' }),
        extensionRecord({ decidedOn: '2026-03-17', newEndDay: '2026-03-27' }),
      ],
    };
    const found = deadline('forhandsbedomning', '2026-03-18', { intake });
    expect(found).toMatchObject({ endDay: '2026-03-16', state: 'overdue' });
    expect(found.extensions.map(({ counted, late }) => [counted, late])).toEqual([
      [false, false],
      [false, true],
    ]);
    expect(found.explanation.en).toContain(
      'The decision on 2026-03-10 to extend to 2026-03-16 on särskilda skäl (special grounds) does not count: the day is no later.',
    );
    expect(found.explanation.en).toContain(
      'The decision on 2026-03-17 to extend to 2026-03-27 on särskilda skäl (special grounds) does not count: it was made too late, the time had run out on 2026-03-16.',
    );
  });

  it('ends where the rule of the intake says that it ends', () => {
    const intake = intakeRecord({
      extensions: [extensionRecord({ decidedOn: '2026-03-16', newEndDay: '2026-04-03' })],
    });
    const [found] = evaluate(childRecord({ intakes: [intake] }), day('2026-03-17')).filter(
      ({ rule }) => rule === 'forhandsbedomning',
    );
    expect(found).toMatchObject(preliminaryLimit(intake)!);
  });

  it.each(['ansokan', 'information-pa-annat-satt'] as const)('is not for %s', (type) => {
    expect(deadlines('forhandsbedomning', '2026-03-02', { intake: { type } })).toEqual([]);
  });
});

describe('the investigation (utredning)', () => {
  it('passes from running to overdue in four months', () => {
    const of = (today: string) => deadline('utredning', today, { investigation: {} });
    expect(of('2026-03-09')).toMatchObject({
      start: '2026-03-09',
      endDay: '2026-07-09',
      unit: 'barn-och-familj',
      handlerId: 'karin.ek',
      case: { kind: 'investigation' },
    });
    expect(statesFrom('2026-03-09', '2026-07-12', of)).toEqual([
      ['2026-03-09', 'running'],
      ['2026-06-25', 'nearing'],
      ['2026-07-09', 'due-today'],
      ['2026-07-10', 'overdue'],
    ]);
  });

  it('ends on the last day of a month that has no such day', () => {
    const found = deadline('utredning', '2025-11-01', { investigation: { openedOn: '2025-10-31' } });
    // 28 February 2026 is a Saturday.
    expect(found).toMatchObject({ endDay: '2026-02-28', lastLawfulDay: '2026-03-02' });
    expect(found.explanation.sv).toBe(
      'Utredningen inleddes 2025-10-31. 4 månader därefter är 2026-02-28, månadens sista dag (lag (1930:173) 1 §). Den dagen är lördag, så det får ske senast 2026-03-02 (lag (1930:173) 2 §). SoL (2025:400) 20 kap. 3 §.',
    );
    const leapYear = deadline('utredning', '2027-11-01', { investigation: { openedOn: '2027-10-31' } });
    expect(leapYear.endDay).toBe('2028-02-29');
  });

  it('is extended as often as it is decided in time, each time to the decided day', () => {
    const investigation = {
      openedOn: '2025-10-31',
      extensions: [
        extensionRecord({ decidedOn: '2026-03-02', newEndDay: '2026-04-30' }),
        extensionRecord({ decidedOn: '2026-04-30', newEndDay: '2026-06-30' }),
        extensionRecord({ decidedOn: '2026-07-01', newEndDay: '2026-08-31' }),
      ],
    };
    const found = deadline('utredning', '2026-05-02', { investigation });
    expect(found).toMatchObject({ endDay: '2026-06-30', state: 'running' });
    expect(found.extensions.map(({ counted }) => counted)).toEqual([true, true, false]);
    expect(found).toMatchObject(investigationLimit(investigationRecord(investigation)));
  });

  it('is met by closing it', () => {
    const closed = (closedOn: string) =>
      deadline('utredning', '2026-12-01', { investigation: { closedOn, outcome: 'insats-sol' } });
    expect(closed('2026-07-09')).toMatchObject({ state: 'met', metOn: '2026-07-09' });
    expect(closed('2026-07-10')).toMatchObject({ state: 'met-late', metOn: '2026-07-10' });
  });
});

describe('the answer to a consultation (svar på konsultation)', () => {
  const consulted = (told: Told<ConsultationRecord>, investigation: Told<InvestigationRecord> = {}) => ({
    investigation: { ...investigation, consultations: [consultationRecord(told)] },
  });

  it('is due on the agreed day, a Saturday too', () => {
    const of = (today: string) =>
      deadline('konsultation-svar', today, consulted({ answerDay: '2026-03-28' }));
    expect(of('2026-03-16')).toMatchObject({
      start: '2026-03-16',
      endDay: '2026-03-28',
      lastLawfulDay: '2026-03-28',
      force: 'agreement',
      subject: { kind: 'consultation', caseNumber: '2026-00001' },
      case: { kind: 'investigation' },
      handlerId: 'karin.ek',
    });
    expect(statesFrom('2026-03-16', '2026-03-31', of)).toEqual([
      ['2026-03-16', 'running'],
      ['2026-03-26', 'nearing'],
      ['2026-03-28', 'due-today'],
      ['2026-03-29', 'overdue'],
    ]);
    expect(of('2026-03-16').explanation.sv).toBe(
      'Konsultationen skickades 2026-03-16. Den överenskomna svarsdagen är 2026-03-28. SoL (2025:400) 20 kap. 6 §.',
    );
  });

  it('moves with a reminder', () => {
    const reminded = consulted({
      status: 'paminnelse',
      answerDay: '2026-04-10',
      remindedOn: ['2026-03-31' as never],
    });
    const found = deadline('konsultation-svar', '2026-04-01', reminded);
    expect(found).toMatchObject({ endDay: '2026-04-10', state: 'running' });
    expect(found.explanation.en).toContain('The answer day of the latest reminder is 2026-04-10.');
  });

  it('is two weeks where no day was agreed', () => {
    expect(deadline('konsultation-svar', '2026-03-16', consulted({ answerDay: null })).endDay).toBe(
      '2026-03-30',
    );
  });

  it.each([
    ['besvarad', { answeredOn: '2026-03-30' }, 'met', 'Svaret kom in 2026-03-30.'],
    ['besvarad', { answeredOn: '2026-03-31' }, 'met-late', 'Svaret kom in 2026-03-31, för sent.'],
    ['avbojd', { closedOn: '2026-03-20' }, 'met', 'Motparten avböjde att svara 2026-03-20.'],
    [
      'avslutad-utan-svar',
      { closedOn: '2026-04-09' },
      'met-late',
      'avslutades utan svar 2026-04-09, för sent.',
    ],
  ] as const)('is met when it is %s %o', (status, told, state, words) => {
    const found = deadline('konsultation-svar', '2026-05-01', consulted({ status, ...told }));
    expect(found.state).toBe(state);
    expect(found.explanation.sv).toContain(words);
  });

  it('awaits nothing when the investigation is closed', () => {
    const found = deadline('konsultation-svar', '2026-12-01', consulted({}, { closedOn: '2026-03-25' }));
    expect(found).toMatchObject({ state: 'lapsed', metOn: null });
    expect(found.explanation.sv).toContain(
      'Inget svar inväntas längre sedan utredningen avslutades 2026-03-25.',
    );
  });

  it('does not exist before it is sent', () => {
    const draft = consulted({ status: 'utkast', sentOn: null, answerDay: null });
    expect(deadlines('konsultation-svar', '2026-03-16', draft)).toEqual([]);
  });
});
