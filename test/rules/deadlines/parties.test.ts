import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import type { DeadlineRuleId } from '../../../src/deadlines/rules.ts';
import type { Deadline } from '../../../src/deadlines/schema.ts';
import { day } from '../../../src/kernel/day.ts';
import type { InvestigationRecord } from '../../../src/record/record.ts';
import { childRecord, investigationRecord, type Told } from '../../support/records.ts';

/** The clocks of what the parties are owed: to be told at once, a day to comment by, and three weeks to appeal. */

const CHILD = childRecord({}).child.id;

function deadlines(
  rule: DeadlineRuleId,
  today: string,
  told: Told<InvestigationRecord>,
  birthDate = '2014-02-17',
): Deadline[] {
  const record = childRecord({ child: { birthDate }, investigations: [investigationRecord(told)] });
  return evaluate(record, day(today)).filter((deadline) => deadline.rule === rule);
}

describe('the information of those concerned (information om utredningen)', () => {
  const GUARDIANS = ['mother', 'father'];
  const informed = (
    personId: string | null,
    informedOn: string | null,
    recordedAt = '2026-03-20T09:00:00.000Z',
  ) => ({
    stage: 'inledning' as const,
    personId,
    informedOn,
    recordedAt,
  });
  const information = (
    informations: readonly ReturnType<typeof informed>[],
    {
      today = '2026-06-01',
      birthDate = '2014-02-17',
      guardians = GUARDIANS,
      ...more
    }: Told<InvestigationRecord> & { today?: string; birthDate?: string; guardians?: string[] } = {},
  ) => {
    const found = deadlines(
      'information-om-utredning',
      today,
      { guardiansAtOpening: guardians, informations, ...more },
      birthDate,
    );
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  it('is due three days after the opening, by a local time: the act says at once', () => {
    expect(information([], { today: '2026-03-09' })).toMatchObject({
      start: '2026-03-09',
      endDay: '2026-03-12',
      lastLawfulDay: '2026-03-12',
      state: 'running',
      force: 'statutory-duty-advisory-time',
      law: 'SoL (2025:400) 20 kap. 4 §',
      subject: { kind: 'investigation' },
      handlerId: 'karin.ek',
    });
    const stateOn = (today: string) => information([], { today }).state;
    expect(['2026-03-10', '2026-03-11', '2026-03-12', '2026-03-13'].map(stateOn)).toEqual([
      'running',
      'nearing',
      'due-today',
      'overdue',
    ]);
  });

  it('does not wait for a Monday', () => {
    expect(information([], { openedOn: '2026-03-12', today: '2026-03-16' })).toMatchObject({
      endDay: '2026-03-15',
      lastLawfulDay: '2026-03-15',
      state: 'overdue',
    });
  });

  it('is met when the last of the parties was told, on the first day that each was', () => {
    const one = informed('mother', '2026-03-09');
    expect(information([one]).state).toBe('overdue');
    const both = information([one, informed('father', '2026-03-14'), informed('father', '2026-03-11')]);
    expect(both).toMatchObject({ state: 'met', metOn: '2026-03-11' });
    expect(both.explanation).toEqual({
      sv: 'Utredningen inleddes 2026-03-09. 3 dagar därefter är 2026-03-12. De som berörs var informerade, eller skälet att inte informera antecknat, 2026-03-11. SoL (2025:400) 20 kap. 4 §.',
      en: 'The investigation was opened on 2026-03-09. 3 days later is 2026-03-12. Those concerned had been told, or the reason not to had been recorded, on 2026-03-11. SoL (2025:400) 20 kap. 4 §.',
    });
    const late = information([one, informed('father', '2026-03-13')]);
    expect(late).toMatchObject({ state: 'met-late', metOn: '2026-03-13' });
  });

  it('is met by an exception, on the Swedish day it was noted', () => {
    const exception = (of: string | null) => informed(of, null, '2026-03-12T23:30:00.000Z');
    expect(information([exception(null)])).toMatchObject({ state: 'met-late', metOn: '2026-03-13' });
    expect(information([exception('mother')]).state).toBe('overdue');
    const rest = information([exception('mother'), informed('father', '2026-03-09')]);
    expect(rest).toMatchObject({ metOn: '2026-03-13' });
  });

  it('asks for a child that was a party on the day, and for no guardian of who is of age', () => {
    const guardians = GUARDIANS.map((id) => informed(id, '2026-03-09'));
    expect(information(guardians, { birthDate: '2011-03-10' }).state).toBe('met');
    expect(information(guardians, { birthDate: '2011-03-09' }).state).toBe('overdue');
    const all = [...guardians, informed(CHILD, '2026-03-10')];
    expect(information(all, { birthDate: '2011-03-09' }).metOn).toBe('2026-03-10');
    const ofAge = [informed(CHILD, '2026-03-10')];
    expect(information(ofAge, { birthDate: '2008-03-09' }).metOn).toBe('2026-03-10');
  });

  it('asks for someone where no party is known', () => {
    expect(information([], { guardians: [] }).state).toBe('overdue');
    const toTheChild = [informed(CHILD, '2026-03-10')];
    expect(information(toTheChild, { guardians: [] }).metOn).toBe('2026-03-10');
  });

  it('is not met by what is told in the end, nor by the end itself: it lapses', () => {
    const inTheEnd = GUARDIANS.map((id) => ({ ...informed(id, '2026-03-10'), stage: 'avslut' as const }));
    const closed = information(inTheEnd as never, { closedOn: '2026-03-10' });
    expect(closed).toMatchObject({ state: 'lapsed', metOn: null });
    expect(closed.explanation.sv).toContain(
      'Alla som berörs hade inte informerats när utredningen avslutades 2026-03-10.',
    );
    const toldLater = GUARDIANS.map((id) => informed(id, '2026-03-13'));
    expect(information(toldLater, { closedOn: '2026-03-13' })).toMatchObject({
      state: 'met-late',
      metOn: '2026-03-13',
    });
  });

  it('cites the law of the day on which it was met', () => {
    const before = { openedOn: '2025-06-27', guardians: ['mother'] };
    const law = (on: string) => information([informed('mother', on)], before).law;
    expect(law('2025-06-30')).toBe('SoL (2001:453) 11 kap. 2 § tredje stycket');
    expect(law('2025-07-01')).toBe('SoL (2025:400) 20 kap. 4 §');
  });
});

describe('the communication (kommunicering)', () => {
  const none = { sentOn: null, commentBy: null, commentReceivedOn: null };
  const excepted = { ...none, id: 'excepted', partyId: null, exception: true };
  const sent = (told: Told<InvestigationRecord['communications'][number]> = {}) => ({
    ...{ id: 'sent', partyId: 'mother', exception: false },
    ...{ sentOn: '2026-06-01', commentBy: '2026-06-13', commentReceivedOn: null },
    ...told,
  });
  const communication = (today: string, of = sent()) => {
    const found = deadlines('kommunicering', today, { communications: [excepted, of] });
    expect(found).toHaveLength(1);
    return found[0]!;
  };

  it('runs until the day to comment, and is met when the day has passed', () => {
    const stateOn = (today: string) => communication(today).state;
    const days = ['2026-06-01', '2026-06-10', '2026-06-11', '2026-06-12', '2026-06-13', '2026-06-14'];
    const states = ['running', 'running', 'nearing', 'nearing', 'due-today', 'met'];
    expect(days.map(stateOn)).toEqual(states);
    const passed = communication('2026-06-14');
    expect(passed).toMatchObject({ metOn: '2026-06-13', force: 'duty-statutory-day-local' });
    expect(passed.explanation.sv).toContain('Tiden för yttrande gick ut 2026-06-13.');
  });

  it('is met by the comment; one that comes later finds the time run out', () => {
    const early = communication('2026-07-01', sent({ commentReceivedOn: '2026-06-05' }));
    expect(early).toMatchObject({ state: 'met', metOn: '2026-06-05' });
    const later = communication('2026-07-01', sent({ commentReceivedOn: '2026-06-20' }));
    expect(later).toMatchObject({ state: 'met', metOn: '2026-06-13' });
    expect(later.explanation.en).toContain(
      'The time to comment ran out on 2026-06-13. The comment came in on 2026-06-20.',
    );
  });

  it('is two weeks where no day was set', () => {
    expect(communication('2026-06-01', sent({ commentBy: null })).endDay).toBe('2026-06-15');
  });

  it('is one for each sending, with a name of its own, and none for an exception', () => {
    const again = sent({ id: 'sent-again', partyId: 'father' });
    const found = deadlines('kommunicering', '2026-06-01', { communications: [excepted, sent(), again] });
    expect(found.map(({ id, partyId }) => [id.split(':').at(-1), partyId])).toEqual([
      ['sent', 'mother'],
      ['sent-again', 'father'],
    ]);
  });
});

describe('the time to appeal (överklagande)', () => {
  const notified = (notifiedOn: string, appealReceivedOn: string | null = null, partyId = 'mother') => ({
    id: `of-${partyId}`,
    partyId,
    notifiedOn,
    appealReceivedOn,
  });
  const appeals = (
    notifications: readonly ReturnType<typeof notified>[],
    today = '2026-12-01',
    appealable: InvestigationRecord['appealable'] = true,
  ) => deadlines('overklagande', today, { closedOn: '2026-03-16', appealable, notifications });

  it('is three weeks from the day that the party received the decision, and runs past Easter', () => {
    // Three weeks from 13 March 2026 is Good Friday.
    const stateOn = (today: string) => appeals([notified('2026-03-13')], today)[0]!.state;
    expect(appeals([notified('2026-03-13')], '2026-03-20')).toMatchObject([
      {
        start: '2026-03-13',
        endDay: '2026-04-03',
        lastLawfulDay: '2026-04-07',
        force: 'statutory',
        law: 'förvaltningslagen (2017:900) 44 §',
      },
    ]);
    expect(['2026-03-30', '2026-03-31', '2026-04-03', '2026-04-07', '2026-04-08'].map(stateOn)).toEqual([
      'running',
      'nearing',
      'due-today',
      'due-today',
      'lapsed',
    ]);
  });

  it('is met by the appeal, and lapsed where it came too late', () => {
    expect(appeals([notified('2026-03-13', '2026-04-07')])).toMatchObject([
      { state: 'met', metOn: '2026-04-07' },
    ]);
    const [late] = appeals([notified('2026-03-13', '2026-04-08')]);
    expect(late).toMatchObject({ state: 'lapsed', metOn: null });
    expect(late!.explanation.sv).toContain(
      'Överklagandetiden gick ut 2026-04-07. Överklagandet kom in 2026-04-08.',
    );
  });

  it('is one for each party, under a name of its own that tells nothing of the others', () => {
    const both = appeals([notified('2026-03-17'), notified('2026-03-16', null, 'father')]);
    expect(both.map(({ id, partyId, endDay }) => [id.split(':').at(-1), partyId, endDay])).toEqual([
      ['of-father', 'father', '2026-04-06'],
      ['of-mother', 'mother', '2026-04-07'],
    ]);
  });

  it.each([false, null])('is not for a decision that is kept as appealable: %s', (appealable) => {
    expect(appeals([notified('2026-03-16')], '2026-03-20', appealable)).toEqual([]);
  });
});
