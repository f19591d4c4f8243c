import fc from 'fast-check';
import { CODEBOOKS } from '../../../src/knowledge/codebooks.ts';
import { testEngine } from '../../support/engines.ts';

/**
 * What a handler may have told of a part of an investigation as far as it has come: any of its fields, in any words.
 * Written by hand from the schemas, so that what is read back is held against something of its own.
 */

/** Control characters other than tab and line breaks, and halves of pairs, are refused: see bad-input.test.ts. */
const storable = (text: string) => text.toWellFormed().replaceAll(/(?![\t\n\r])\p{Cc}/gu, '');
const isWritten = (text: string) => text.trim().length > 0;
/** The decoder of PGlite, which the tests alone use, drops a byte order mark in front; that of `pg` does not. */
const isDecoded = (text: string) => testEngine !== 'pglite' || !text.startsWith('\ufeff');

/** What has gone wrong in some system or other. */
const AWKWARD = [
  ...[
    'Åäö ÅÄÖ éü',
    'a\u030a är två tecken',
    '\ufeffmed märke först',
    'höger\u202etill vänster',
    '\u2028\u2029 rad',
  ],
  ...[
    '👩‍👧‍👦 🇸🇪 👍🏽',
    '\u{10ffff} \ufffe',
    '"citat" \'enkla\' `sneda` ”svenska”',
    'rad 1\nrad 2\r\nrad 3\tkolumn',
  ],
  ...[
    '  blank före och efter  ',
    '\\u0000 \\n \\',
    "'; drop table note; --",
    '{"a":[null]}',
    '100 % _x_ $1 ? :a',
  ],
  ...['null', 'true', '0', '-1e3', '2026-02-30', '<b>&amp;</b>', '=1+1', '__proto__'],
] as const;

export const line: fc.Arbitrary<string> = fc
  .oneof(
    fc.constantFrom(...AWKWARD),
    fc.string({ unit: 'grapheme', maxLength: 40 }).map((text) => storable(text).slice(0, 200).toWellFormed()),
    fc.string({ unit: 'binary', maxLength: 40 }).map(storable),
    fc.constant('å'.repeat(200)),
  )
  .filter((written) => isWritten(written) && isDecoded(written));

export const text: fc.Arbitrary<string> = fc.oneof(
  { weight: 9, arbitrary: line },
  { weight: 1, arbitrary: fc.constantFrom('ö'.repeat(20_000), '👧'.repeat(10_000), 'ord\n'.repeat(5_000)) },
);

/** Left out, told to be nothing, or told. */
export const maybe = <T>(told: fc.Arbitrary<T>): fc.Arbitrary<T | null | undefined> =>
  fc.oneof(fc.constant(undefined), fc.constant(null), told, told);
/** Left out, or told. */
export const perhaps = <T>(told: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.oneof(fc.constant(undefined), told, told);

export const code = <B extends keyof typeof CODEBOOKS>(book: B) =>
  fc.constantFrom(...(CODEBOOKS[book].codes as readonly { readonly code: string }[]).map((one) => one.code));

const several = <T>(told: fc.Arbitrary<T>) => perhaps(fc.array(told, { maxLength: 4 }));
const areas = CODEBOOKS.needsArea.codes.map((one) => one.code);

export const plan = fc.record({
  purpose: maybe(text),
  questions: several(text),
  areas: perhaps(
    fc.uniqueArray(
      fc.record({ area: code('needsArea'), decision: code('areaDecision'), reason: maybe(text) }),
      {
        selector: ({ area }) => area,
        maxLength: areas.length,
      },
    ),
  ),
  plannedConversations: several(text),
  plannedConsultations: several(text),
  partiesComments: maybe(text),
});

export const analysis = fc.record({
  analysis: perhaps(
    fc.record({
      childDevelopment: maybe(text),
      parentalCapacity: maybe(text),
      familyAndEnvironment: maybe(text),
      together: maybe(text),
      meaningForChild: maybe(text),
    }),
  ),
  assessment: perhaps(
    fc.record({
      needs: perhaps(fc.shuffledSubarray(areas)),
      needsText: maybe(text),
      bestInterests: maybe(text),
      childAttitude: maybe(code('attitude')),
      childView: maybe(text),
      guardianAttitude: maybe(code('attitude')),
      guardianView: maybe(text),
      proposal: maybe(text),
    }),
  ),
});

export const meaning = fc.record({
  meaning: maybe(text),
  need: maybe(code('needAssessment')),
  needText: maybe(text),
});

/** What can be put right of a conversation whatever its form. */
export const aboutConversation = fc.record({
  otherParticipants: several(line),
  interpreter: maybe(line),
  content: maybe(text),
});

type Part = 'alone' | 'there' | 'not-told' | 'absent';
const PARTS: Readonly<Record<Part, object>> = {
  alone: { childTookPart: true, childAlone: true },
  there: { childTookPart: true, childAlone: false },
  'not-told': {},
  absent: { childTookPart: false, childAlone: false },
};
const partsOf = (form: string): readonly Part[] => {
  if (form === 'enskilt-barnsamtal') return ['alone', 'not-told'];
  if (form === 'samtal-med-barn-och-foralder') return ['alone', 'there', 'not-told'];
  return ['alone', 'there', 'not-told', 'absent'];
};

/** A conversation that can have been, with the child's part in it as it is to be read back. */
export const conversation = code('conversationForm').chain((form) =>
  fc.constantFrom(...partsOf(form)).chain((part) => {
    const alone = part === 'alone' || (part === 'not-told' && form === 'enskilt-barnsamtal');
    const there =
      alone || part === 'there' || (part === 'not-told' && form === 'samtal-med-barn-och-foralder');
    return fc.record({
      told: fc
        .tuple(
          aboutConversation,
          fc.record({
            withoutConsent: perhaps(there ? fc.boolean() : fc.constant(false)),
            childView: there ? maybe(text) : fc.constantFrom(null, undefined),
          }),
        )
        .map(([about, more]) => ({ form, ...PARTS[part], ...about, ...more })),
      expected: fc.constant({ childTookPart: there, childAlone: alone }),
    });
  }),
);

export const consultation = fc.record({
  counterpart: code('consultationCounterpart'),
  counterpartName: perhaps(line),
  basis: perhaps(code('consultationBasis')),
  consentNote: perhaps(text),
  doNotInformGuardians: perhaps(fc.boolean()),
  // Left out it is the system that proposes, which is another matter than keeping.
  questions: fc.array(fc.record({ area: fc.option(code('needsArea')), text }), { maxLength: 4 }),
});

/** The same as a change, where what was told can be taken away again. */
export const consultationPatch = fc.record({
  counterpart: perhaps(code('consultationCounterpart')),
  counterpartName: maybe(line),
  basis: maybe(code('consultationBasis')),
  consentNote: maybe(text),
  doNotInformGuardians: perhaps(fc.boolean()),
  questions: several(fc.record({ area: fc.option(code('needsArea')), text })),
});

export const note = fc.record({ heading: maybe(line), text: maybe(text) });

/** A use of an instrument with a step of a tenth, which no binary fraction is. */
export const instrumentUse = fc.record({
  instrumentVersion: maybe(line),
  respondent: maybe(code('respondent')),
  scores: perhaps(
    fc.array(
      fc.integer({ min: 0, max: 400 }).map((tenths) => ({ scale: 'total', value: tenths / 10 })),
      { maxLength: 1 },
    ),
  ),
  normSet: maybe(fc.constantFrom('cyp-iapt-2015', 'miller-common')),
  summary: maybe(text),
});
