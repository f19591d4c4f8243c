import { describe, expect, it } from 'vitest';
import { evaluate } from '../../../src/deadlines/evaluate.ts';
import type { Deadline } from '../../../src/deadlines/schema.ts';
import { day } from '../../../src/kernel/day.ts';
import type { InvestigationRecord } from '../../../src/record/record.ts';
import { childRecord, investigationRecord } from '../../support/records.ts';

/** By when the follow-up after an investigation without insats is ended (uppföljning av barnets situation). */

type FollowUp = NonNullable<InvestigationRecord['followUp']>;
const running = { ground: 'samtycke', endedOn: null, endReason: null } as const;

function deadlines(
  today: string,
  closedOn: string,
  followUp: { decidedOn: string; endedOn?: string; endReason?: string },
) {
  const told = { ...running, ...followUp } as unknown as FollowUp;
  const record = childRecord({
    investigations: [
      investigationRecord({
        openedOn: '2025-02-03',
        closedOn,
        outcome: 'ingen-insats-avbojd',
        followUp: told,
      }),
    ],
  });
  return evaluate(record, day(today)).filter(({ rule }) => rule === 'uppfoljning-efter-utredning');
}
const deadline = (...told: Parameters<typeof deadlines>): Deadline => deadlines(...told)[0]!;

describe('a follow-up', () => {
  it('ends at the latest six months after the day the investigation was closed, whenever it was decided', () => {
    for (const decidedOn of ['2026-03-02', '2026-05-20']) {
      expect(deadline('2026-06-01', '2026-03-02', { decidedOn })).toMatchObject({
        start: '2026-03-02',
        nearOn: '2026-08-19',
        endDay: '2026-09-02',
        lastLawfulDay: '2026-09-02',
        state: 'running',
        metOn: null,
        force: 'statutory',
        law: 'SoL (2025:400) 23 kap. 1, 5 §§',
        subject: { kind: 'investigation' },
        partyId: null,
      });
    }
  });

  it.each([
    ['2025-04-30', '2025-06-30', '2025-06-30', '2 månader därefter är 2025-06-30'],
    ['2025-06-30', '2025-08-30', '2025-09-01', '2 månader därefter är 2025-08-30'],
    ['2025-07-01', '2026-01-01', '2026-01-02', '6 månader därefter är 2026-01-01'],
    ['2025-08-31', '2026-02-28', '2026-03-02', 'månadens sista dag'],
  ])('after a closing on %s ends on %s, lawfully by %s', (closedOn, endDay, lastLawfulDay, words) => {
    const found = deadline('2025-06-01', closedOn, { decidedOn: closedOn });
    expect(found).toMatchObject({ endDay, lastLawfulDay });
    expect(found.explanation.sv).toContain(words);
  });

  it.each([
    ['2026-08-18', 'running'],
    ['2026-08-19', 'nearing'],
    ['2026-09-01', 'nearing'],
    ['2026-09-02', 'due-today'],
    // The act lays it on the board to end it: it does not lapse.
    ['2026-09-03', 'overdue'],
    ['2027-09-03', 'overdue'],
  ])('on %s is %s until it is ended', (today, state) => {
    expect(deadline(today, '2026-03-02', { decidedOn: '2026-03-09' }).state).toBe(state);
  });

  it.each([
    ['2026-05-04', 'inget-mer-behov', 'met', 'Uppföljningen avslutades 2026-05-04.'],
    ['2026-09-02', 'tiden-ute', 'met', 'Uppföljningen avslutades 2026-09-02.'],
    ['2026-09-03', 'tiden-ute', 'met-late', 'Uppföljningen avslutades 2026-09-03, för sent.'],
    [
      '2026-05-04',
      'ny-utredning',
      'met',
      'Uppföljningen avslutades genom att en ny utredning inleddes 2026-05-04.',
    ],
  ])('ended on %s by %s is %s', (endedOn, endReason, state, words) => {
    const found = deadline('2026-10-01', '2026-03-02', { decidedOn: '2026-03-09', endedOn, endReason });
    expect(found).toMatchObject({ state, metOn: endedOn });
    expect(found.explanation.sv).toContain(words);
  });

  it('cites the act of the day: the older one until it was replaced', () => {
    const followUp = { decidedOn: '2025-05-05' };
    expect(deadline('2025-06-30', '2025-05-05', followUp).law).toBe('SoL (2001:453) 11 kap. 4 a, 4 c §§');
    expect(deadline('2025-07-01', '2025-05-05', followUp).law).toBe('SoL (2025:400) 23 kap. 1, 5 §§');
  });
});

it('without a decision to follow up there is no deadline', () => {
  const record = childRecord({
    investigations: [investigationRecord({ closedOn: '2026-03-02', outcome: 'flyttat' })],
  });
  const rules = evaluate(record, day('2026-10-01')).map(({ rule }) => rule);
  expect(rules).not.toContain('uppfoljning-efter-utredning');
});
