import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import type { DeadlineRuleId } from '../../../src/deadlines/rules.ts';
import type { Deadline } from '../../../src/deadlines/schema.ts';
import { day } from '../../../src/kernel/day.ts';
import type { LocalLimit, LocalTerms } from '../../../src/knowledge/local-terms.ts';
import type { IntakeRecord, InvestigationRecord } from '../../../src/record/record.ts';
import {
  childRecord,
  consultationRecord,
  intakeRecord,
  investigationRecord,
  type Told,
} from '../../support/records.ts';

/** What a board sets for itself, and what it sets where a statute names no number. */

interface Parts {
  readonly intake?: Told<IntakeRecord>;
  readonly investigation?: Told<InvestigationRecord>;
}

function deadlines(rule: DeadlineRuleId, terms: LocalTerms, parts: Parts, today = '2026-03-10'): Deadline[] {
  const record = childRecord({
    intakes: parts.intake ? [intakeRecord(parts.intake)] : [],
    investigations: parts.investigation ? [investigationRecord(parts.investigation)] : [],
  });
  return evaluate(record, day(today), terms).filter((deadline) => deadline.rule === rule);
}

function deadline(...told: Parameters<typeof deadlines>): Deadline {
  const found = deadlines(...told);
  expect(found).toHaveLength(1);
  return found[0]!;
}

const setting = (...limits: LocalLimit[]): LocalTerms => ({ limits });

const talk = (heldOn: string, childTookPart = true) => ({
  heldOn,
  form: 'enskilt-barnsamtal' as const,
  childTookPart,
  childAlone: childTookPart,
  childViewRecorded: false,
});

describe('the conversation with the child (samtal med barnet)', () => {
  const WITHIN_TWO_WEEKS = setting({ rule: 'samtal-med-barnet', days: 14, name: 'Riktlinje 2026' });
  const conversation = (investigation: Told<InvestigationRecord> = {}, today?: string) =>
    deadline('samtal-med-barnet', WITHIN_TWO_WEEKS, { investigation }, today);

  it('does not exist on a board that has not set it', () => {
    expect(deadlines('samtal-med-barnet', {}, { investigation: {} })).toEqual([]);
  });

  it('is due as many days after the opening as the board says, and binds by nothing else', () => {
    const found = conversation();
    expect(found).toMatchObject({
      start: '2026-03-09',
      endDay: '2026-03-23',
      lastLawfulDay: '2026-03-23',
      nearOn: '2026-03-20',
      state: 'running',
      force: 'local',
      origin: 'board',
      law: 'Nämndens egen gräns: Riktlinje 2026',
    });
    expect(found.explanation).toEqual({
      sv: 'Utredningen inleddes 2026-03-09. 14 dagar därefter är 2026-03-23. Antalet dagar har nämnden bestämt (Riktlinje 2026). Nämndens egen gräns: Riktlinje 2026.',
      en: 'The investigation was opened on 2026-03-09. 14 days later is 2026-03-23. The number of days was set by the board (Riktlinje 2026). The board’s own limit: Riktlinje 2026.',
    });
    expect(conversation({}, '2026-03-24').state).toBe('overdue');
  });

  it('does not wait for a Monday: no act names it', () => {
    expect(conversation({ openedOn: '2026-03-07' })).toMatchObject({
      endDay: '2026-03-21',
      lastLawfulDay: '2026-03-21',
    });
  });

  it('is met by the first conversation that the child took part in', () => {
    const conversations = [talk('2026-03-10', false), talk('2026-03-23'), talk('2026-03-30')];
    expect(conversation({ conversations }, '2026-04-01')).toMatchObject({
      state: 'met',
      metOn: '2026-03-23',
    });
    expect(conversation({ conversations: [talk('2026-03-24')] }, '2026-04-01').state).toBe('met-late');
    expect(conversation({ conversations: [talk('2026-03-10', false)] }, '2026-04-01').state).toBe('overdue');
  });

  it('does not apply once a reason not to hear the child is recorded, unless the child was heard', () => {
    const reason = { notHeardReason: 'alder-mognad' } as const;
    const found = conversation(reason, '2026-06-01');
    expect(found).toMatchObject({ state: 'not-applicable', metOn: null });
    expect(found.explanation.sv).toContain(
      'Gäller inte: ett skäl att inte höra barnet är antecknat (barnets ålder eller mognad).',
    );
    expect(conversation({ ...reason, conversations: [talk('2026-03-12')] }).state).toBe('met');
  });

  it('lapses when the investigation is closed without it', () => {
    const found = conversation({ closedOn: '2026-03-12', outcome: 'flyttat' }, '2026-06-01');
    expect(found.state).toBe('lapsed');
    expect(found.explanation.sv).toContain('Det hade inte skett när utredningen avslutades 2026-03-12.');
  });
});

describe('the protection assessment (skyddsbedömning)', () => {
  const at = (receivedAt: string, terms: LocalTerms) =>
    deadline('skyddsbedomning', terms, { intake: { receivedAt } });

  it('goes by the hour at which the office of the board closes', () => {
    const early: LocalTerms = { officeClosesAt: '15:30' };
    expect(at('2026-03-06T14:29:00.000Z', early).endDay).toBe('2026-03-06');
    expect(at('2026-03-06T14:30:00.000Z', early)).toMatchObject({ endDay: '2026-03-07', origin: 'default' });
    expect(at('2026-03-06T14:30:00.000Z', early).explanation.sv).toContain('efter kontorstid (15:30)');
    expect(at('2026-03-06T22:58:00.000Z', { officeClosesAt: '23:59' }).endDay).toBe('2026-03-06');
  });

  it('has the days that the board has set at every hour', () => {
    const set = { ...setting({ rule: 'skyddsbedomning', days: 0 }), officeClosesAt: '15:30' };
    expect(at('2026-03-06T20:00:00.000Z', set)).toMatchObject({ endDay: '2026-03-06', origin: 'board' });
  });
});

describe('the plan (utredningsplan)', () => {
  const plan = (savedAt: string) => ({ savedAt, reports: 1, areas: [] });
  const planned = (investigation: Told<InvestigationRecord>, today?: string) =>
    deadline('utredningsplan', setting({ rule: 'utredningsplan', days: 7 }), { investigation }, today);

  it('is met by the first that was saved, on its day in Sweden', () => {
    const plans = [plan('2026-03-16T23:30:00.000Z'), plan('2026-03-20T08:00:00.000Z')];
    expect(planned({ plans }, '2026-04-01')).toMatchObject({
      endDay: '2026-03-16',
      state: 'met-late',
      metOn: '2026-03-17',
      law: 'Nämndens egen gräns',
    });
    expect(planned({ plans: [plan('2026-03-16T22:30:00.000Z')] }, '2026-04-01').state).toBe('met');
  });

  it('lapses when the investigation is closed without one', () => {
    expect(planned({ closedOn: '2026-03-12' }).state).toBe('lapsed');
  });
});

describe('a limit that is valid for some days', () => {
  const terms = setting(
    { rule: 'utredningsplan', days: 14, validFrom: day('2026-01-01'), validTo: day('2026-06-30') },
    { rule: 'utredningsplan', days: 10, validFrom: day('2026-07-01') },
  );

  it.each([
    ['2025-12-31', []],
    ['2026-01-01', ['2026-01-15']],
    ['2026-06-30', ['2026-07-14']],
    ['2026-07-01', ['2026-07-11']],
  ])('is that of the day on which the time began: opened on %s, due on %o', (openedOn, due) => {
    // Whatever day it is looked at.
    for (const today of ['2026-01-01', '2026-07-05', '2027-01-01']) {
      const found = deadlines('utredningsplan', terms, { investigation: { openedOn } }, today);
      expect(found.map(({ endDay }) => endDay)).toEqual(due);
    }
  });
});

describe('a number that a statute leaves to the board', () => {
  const sent = {
    id: 'sent',
    partyId: 'mother',
    sentOn: '2026-03-09',
    commentBy: null,
    commentReceivedOn: null,
    exception: false,
  };
  it.each([
    ['skyddsbedomning', { intake: {} }, '2026-03-02', '2026-03-07', 'statutory-duty-advisory-time'],
    [
      'information-om-utredning',
      { investigation: {} },
      '2026-03-12',
      '2026-03-14',
      'statutory-duty-advisory-time',
    ],
    [
      'kommunicering',
      { investigation: { communications: [sent] } },
      '2026-03-23',
      '2026-03-14',
      'duty-statutory-day-local',
    ],
    [
      'konsultation-svar',
      { investigation: { consultations: [consultationRecord({ sentOn: '2026-03-09', answerDay: null })] } },
      '2026-03-23',
      '2026-03-14',
      'agreement',
    ],
  ] as const)(
    '%s: ours where it has set none, and its own, a Saturday too',
    (rule, parts, ours, own, force) => {
      const law = deadline(rule, {}, parts).law;
      expect(deadline(rule, {}, parts)).toMatchObject({ endDay: ours, origin: 'default', force });
      const found = deadline(rule, setting({ rule, days: 5, name: 'Delegationsordningen' }), parts);
      expect(found).toMatchObject({ endDay: own, lastLawfulDay: own, origin: 'board', force, law });
      expect(found.explanation.sv).toContain('Antalet dagar har nämnden bestämt (Delegationsordningen).');
    },
  );

  it('gives way to the day that was agreed or set', () => {
    const terms = setting({ rule: 'konsultation-svar', days: 5 }, { rule: 'kommunicering', days: 5 });
    const consultations = [consultationRecord()];
    const communications = [{ ...sent, commentBy: '2026-03-20' }];
    const investigation = { consultations, communications };
    expect(deadline('konsultation-svar', terms, { investigation })).toMatchObject({
      endDay: '2026-03-30',
      origin: 'agreement',
    });
    expect(deadline('kommunicering', terms, { investigation })).toMatchObject({
      endDay: '2026-03-20',
      origin: 'set',
    });
  });

  it('never moves a number that a statute names', () => {
    const terms = { limits: [{ rule: 'utredning', days: 5 } as never] };
    expect(deadline('utredning', terms, { investigation: {} })).toMatchObject({
      endDay: '2026-07-09',
      origin: 'act',
    });
  });
});

describe('from when a time is near', () => {
  it('is as many days before its end as the board says', () => {
    const near = (nearing: number) =>
      deadline('utredning', { nearing: { utredning: nearing } }, { investigation: {} });
    expect(near(30).nearOn).toBe('2026-06-09');
    expect(near(0).nearOn).toBe('2026-07-09');
    // Never before it began.
    expect(near(200)).toMatchObject({ nearOn: '2026-03-09', state: 'nearing' });
    expect(deadline('utredning', {}, { investigation: {} }).nearOn).toBe('2026-06-25');
  });
});
