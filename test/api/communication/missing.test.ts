import { expect, test } from 'vitest';
import { communicationMissing } from '../../../src/investigation/communication/rules.ts';
import { day } from '../../../src/kernel/day.ts';

const mother = 'a mother';
const father = 'a father';
const closing = day('2026-03-02');

const sent = (
  partyId: string,
  { on = '2026-02-10', by = '2026-02-24', came }: { on?: string; by?: string; came?: string } = {},
) => ({
  partyId,
  sentOn: day(on),
  commentBy: day(by),
  commentReceivedOn: came === undefined ? null : day(came),
  exception: null,
});
const exception = {
  partyId: null,
  sentOn: null,
  commentBy: null,
  commentReceivedOn: null,
  exception: 'Uppenbart obehövligt.',
};
const known = [mother, father];
const missing = (communications: ReturnType<typeof sent>[], parties = [mother, father], on = closing) =>
  communicationMissing({ communications, parties, known, on }).map((refusal) => refusal.rule);

test('every party has been sent the material and the days to comment have passed', () => {
  expect(missing([sent(mother), sent(father)])).toEqual([]);
});

test('a party who got nothing is missing, whoever else got it', () => {
  expect(missing([])).toEqual(['communication.missing']);
  expect(missing([sent(mother), sent(mother)])).toEqual(['communication.missing']);
});

test('where no guardian is registered, that is what to do first', () => {
  const remedies = (parties: string[]) =>
    communicationMissing({ communications: [], parties, known: [], on: closing }).map(({ remedy }) => remedy);
  expect(remedies([])).toEqual([
    {
      sv: expect.stringMatching(/vårdnadshavaren med POST \/relations.*undantaget/),
      en: expect.stringMatching(/guardian with POST \/relations.*exception/),
    },
  ]);
  expect(JSON.stringify(remedies([mother]))).not.toContain('/relations');
});

test('the day to comment is the party’s to the end', () => {
  const waiting = [sent(mother, { by: '2026-03-02' })];
  expect(missing(waiting, [mother])).toEqual(['communication.awaiting-comment']);
  expect(missing(waiting, [mother], day('2026-03-03'))).toEqual([]);
});

test('a comment that has come ends the waiting, from its day on', () => {
  const heard = [sent(mother, { by: '2026-03-20', came: '2026-03-01' })];
  expect(missing(heard, [mother])).toEqual([]);
  expect(missing(heard, [mother], day('2026-02-28'))).toEqual(['communication.awaiting-comment']);
});

test('everything that is missing is said at once, by its law and without names', () => {
  const found = communicationMissing({
    communications: [sent(mother, { by: '2026-03-16' })],
    parties: [mother, father],
    known,
    on: closing,
  });
  expect(found).toMatchObject([
    { rule: 'communication.missing', law: 'förvaltningslagen (2017:900) 25 §' },
    { rule: 'communication.awaiting-comment', law: 'förvaltningslagen (2017:900) 25 §' },
  ]);
  expect(found[1]!.text.sv).toContain('2026-03-16');
  expect(JSON.stringify(found)).not.toContain(mother);
});

test('no day is told of someone whom the caller may not know of', () => {
  const communications = [sent(mother, { by: '2026-03-16' }), sent(father, { by: '2026-03-20' })];
  const saidTo = (known: string[], parties = [mother, father]) => {
    const [found, ...more] = communicationMissing({ communications, parties, known, on: closing });
    expect([found!.rule, more]).toEqual(['communication.awaiting-comment', []]);
    return [found!.text.sv, found!.text.en];
  };
  const say = (day: string) => [expect.stringContaining(day), expect.stringContaining(day)];
  expect(saidTo([mother, father])).toEqual(say('2026-03-20'));
  expect(saidTo([mother])).toEqual(say('2026-03-16'));
  for (const text of [...saidTo([]), ...saidTo([], [])]) expect(text).not.toMatch(/\d/);
});

test('the latest sending counts: new material, or a new day', () => {
  const again = sent(mother, { on: '2026-02-27', by: '2026-03-13' });
  expect(missing([sent(mother), again], [mother])).toEqual(['communication.awaiting-comment']);
  expect(missing([again, sent(mother)], [mother])).toEqual(['communication.awaiting-comment']);
  const wrongDay = sent(mother, { by: '2062-02-24' });
  expect(missing([wrongDay, sent(mother)], [mother])).toEqual([]);
});

test('one exception with its reason is enough for all', () => {
  expect(
    communicationMissing({ communications: [exception], parties: [mother], known, on: closing }),
  ).toEqual([]);
});

test('an exception for one party excuses that party and no other', () => {
  const forMother = { ...exception, partyId: mother };
  const found = (more: ReturnType<typeof sent>[], parties: string[]) =>
    communicationMissing({ communications: [forMother, ...more], parties, known, on: closing }).map(
      ({ rule }) => rule,
    );
  expect(found([], [mother])).toEqual([]);
  expect(found([], [mother, father])).toEqual(['communication.missing']);
  expect(found([sent(father, { by: '2026-03-16' })], [mother, father])).toEqual([
    'communication.awaiting-comment',
  ]);
  expect(found([sent(father)], [mother, father])).toEqual([]);
  expect(found([], [])).toEqual(['communication.missing']);
});

test('where no party is known, one sending or the exception is still needed', () => {
  expect(missing([], [])).toEqual(['communication.missing']);
  expect(missing([sent(mother)], [])).toEqual([]);
  expect(missing([sent(mother, { by: '2026-03-16' })], [])).toEqual(['communication.awaiting-comment']);
  expect(communicationMissing({ communications: [exception], parties: [], known, on: closing })).toEqual([]);
});

test('a sending to somebody who is no longer a party does not stand for those who are', () => {
  expect(missing([sent('a former guardian')], [mother])).toEqual(['communication.missing']);
});
