import { expect, test } from 'vitest';
import { childNotHeard, childPartIn } from '../../../src/investigation/conversation/rules.ts';
import { day } from '../../../src/kernel/day.ts';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';

const closing = day('2026-03-02');

test('closing without a talk with the child, and without a reason, is refused by its law', () => {
  for (const held of [[], [{ childTookPart: false }]]) {
    expect(childNotHeard(held, null, closing)).toMatchObject([
      { rule: 'conversation.child-not-heard', law: 'SoL (2025:400) 3 kap. 2 §' },
    ]);
  }
});

test('a talk with the child is enough, and so is the reason why there was none', () => {
  expect(childNotHeard([{ childTookPart: false }, { childTookPart: true }], null, closing)).toEqual([]);
  expect(childNotHeard([], 'alder-mognad', closing)).toEqual([]);
});

test('only the two forms that name the child say that it took part', () => {
  const forms = CODEBOOKS.conversationForm.codes.map(({ code }) => code);
  expect(forms.filter((form) => childPartIn(form).childTookPart)).toEqual([
    'enskilt-barnsamtal',
    'samtal-med-barn-och-foralder',
  ]);
  expect(forms.filter((form) => childPartIn(form).childAlone)).toEqual(['enskilt-barnsamtal']);
});
