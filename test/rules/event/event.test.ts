import { HTTP, CloudEvent as Independent } from 'cloudevents';
import { expect, test } from 'vitest';
import type { KeptDeadline } from '../../../src/deadlines/projection/rules.ts';
import { cloudEventOf, eventOf, tellingOn } from '../../../src/event/rules.ts';
import { CloudEvent, EventStep } from '../../../src/event/schema.ts';
import { type Instant, parseInstant } from '../../../src/kernel/clock.ts';
import { day } from '../../../src/kernel/day.ts';

/** Which step of a deadline is told of on a day, and what the telling looks like to others. */

const INTAKE = '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a21';

/** The time ends on Sunday 15 March; Monday is the last lawful day. */
const kept = (more: Partial<KeptDeadline> = {}): KeptDeadline => ({
  id: `forhandsbedomning:${INTAKE}`,
  rule: 'forhandsbedomning',
  childId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
  caseKind: 'intake',
  caseId: INTAKE,
  caseNumber: '2026-00042',
  unit: 'mottagning',
  handlerId: 'karin.ek',
  partyId: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a12',
  nearOn: day('2026-03-12'),
  endDay: day('2026-03-15'),
  lastLawfulDay: day('2026-03-16'),
  settledByPassing: false,
  settled: null,
  tellOn: day('2026-03-12'),
  revision: 0,
  changedAt: parseInstant('2026-03-01T08:30:00Z') as Instant,
  ...more,
});

test.each([
  ['2026-03-11', null, '2026-03-12'],
  ['2026-03-12', 'nearing', '2026-03-15'],
  ['2026-03-14', 'nearing', '2026-03-15'],
  ['2026-03-15', 'due', '2026-03-17'],
  ['2026-03-16', 'due', '2026-03-17'],
  ['2026-03-17', 'passed', null],
  ['2027-03-17', 'passed', null],
])('on %s it stands at %s, and the clock comes back on %s', (today, step, next) => {
  expect(tellingOn(kept(), day(today))).toEqual({ step, next });
});

test('what is met by its passing is never told as passed', () => {
  const settledByPassing = true;
  expect(tellingOn(kept({ settledByPassing }), day('2026-03-16')).step).toBe('due');
  expect(tellingOn(kept({ settledByPassing }), day('2026-03-17'))).toEqual({ step: null, next: null });
});

const told = (step: EventStep) =>
  cloudEventOf(
    eventOf(kept(), step, {
      seq: 7,
      id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a77',
      at: parseInstant('2026-03-14T23:00:42Z') as Instant,
    }),
    '2281',
  );

test.each(EventStep.options)(
  '%s is an event by CloudEvents 1.0, by another reading of it than ours',
  (step) => {
    const event = told(step);
    const independent = new Independent(event, true);
    expect(independent.validate()).toBe(true);
    expect(JSON.parse(JSON.stringify(independent))).toEqual(event);
    const message = {
      headers: { 'content-type': 'application/cloudevents+json; charset=utf-8' },
      body: JSON.stringify(event),
    };
    expect(HTTP.isEvent(message)).toBe(true);
    const received = HTTP.toEvent(message);
    expect(received).toMatchObject({ type: `se.barnakt.deadline.${step}.v1`, source: '/barnakt/v1/2281' });
    expect(CloudEvent.strict().parse(event)).toEqual(event);
  },
);

test('an event names the case and the time, and no child, party or handler', () => {
  expect(told('due')).toEqual({
    specversion: '1.0',
    id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a77',
    source: '/barnakt/v1/2281',
    type: 'se.barnakt.deadline.due.v1',
    subject: `forhandsbedomning:${INTAKE}`,
    time: '2026-03-14T23:00:42.000Z',
    datacontenttype: 'application/json',
    data: {
      deadlineId: `forhandsbedomning:${INTAKE}`,
      rule: 'forhandsbedomning',
      step: 'due',
      case: { kind: 'intake', id: INTAKE },
      caseNumber: '2026-00042',
      unit: 'mottagning',
      endDay: '2026-03-15',
      lastLawfulDay: '2026-03-16',
    },
  });
});
