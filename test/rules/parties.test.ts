import { expect, test } from 'vitest';
import { notAParty } from '../../src/investigation/parties.ts';
import { day } from '../../src/kernel/day.ts';

/** What is to be done where somebody else than a party was to be told. */

const remedyOf = (of: 'information' | 'communication' | 'notification', parties: string[]) =>
  notAParty('someone else', parties, of, day('2026-03-02'))[0]!.remedy;

test('where no guardian is registered, that is what to do first, or else the exception where there is one', () => {
  for (const of of ['information', 'communication'] as const) {
    expect(remedyOf(of, [])).toEqual({
      sv: expect.stringMatching(/vårdnadshavaren med POST \/relations.*exception/),
      en: expect.stringMatching(/guardian with POST \/relations.*exception/),
    });
  }
  expect(remedyOf('notification', []).en).toMatch(/POST \/relations\.$/);
});

test('where there are parties, somebody else gets nothing', () => {
  expect(remedyOf('communication', ['a mother']).en).toContain('give nothing out');
});
