import { describe, expect, test } from 'vitest';
import {
  type Answer,
  consentKindOf,
  consentMissing,
  type Intervention,
} from '../../../src/investigation/consent/rules.ts';
import { ageOn, type Day, day } from '../../../src/kernel/day.ts';
import { CODEBOOKS, type CodeOf } from '../../../src/knowledge/codebooks.ts';
import { ALWAYS_NEEDS_TESTED, type ConsentKind } from '../../../src/knowledge/consent.ts';

/** Whose consent an intervention needs, at every age from 0 to 20, as SoL (2025:400) 21 kap. 1-2 §§ says it. */

const on = day('2026-03-02');
const alva = 'Alva';
const sara = 'Sara';
const jonas = 'Jonas';

const BY_KIND = {
  'needs-tested': { type: 'familjebehandling', placementForm: null },
  placement: { type: 'placering', placementForm: 'familjehem' },
  'without-needs-test': { type: 'radgivning-utan-behovsprovning', placementForm: null },
} as const satisfies Record<ConsentKind, Intervention>;

type Given = Readonly<Record<string, CodeOf<'consentAnswer'>>>;
const yes = 'samtycker' as const;
const no = 'samtycker-inte' as const;
const asks = 'begar' as const;

const answersTo = ({ type, placementForm }: Intervention, given: Given): Answer[] =>
  Object.entries(given).map(([personId, answer]) => ({
    personId,
    intervention: type,
    placementForm,
    answer,
    on,
  }));

/** The birth date of who turned an age a number of days before the decision. */
const turned = (years: number, daysAgo = 100): Day => {
  const ago = new Date(Date.parse(on) - daysAgo * 86_400_000).toISOString().slice(0, 10);
  return day(`${Number(ago.slice(0, 4)) - years}${ago.slice(4)}`);
};

interface Situation {
  readonly kind?: ConsentKind;
  readonly intervention?: Intervention;
  readonly guardians?: readonly string[];
  readonly consents?: readonly Answer[];
  readonly suitable?: boolean;
  readonly birthDate?: Day | null;
}

const found = ({
  kind = 'needs-tested',
  intervention = BY_KIND[kind],
  guardians = [sara, jonas],
  consents = [],
  suitable = false,
  birthDate = turned(8),
}: Situation) =>
  consentMissing({
    intervention,
    child: { id: alva, birthDate },
    guardians,
    consents,
    suitable,
    on,
  });
const rulesOf = (situation: Situation) => found(situation).map(({ rule }) => rule);

const AGES = Array.from({ length: 21 }, (_, age) => age);

/** What is enough at an age, told a second time and in another way than the rules are. */
const guardianIsEnough = (age: number) => age < 18;
const suitableAndChildIsEnough = (kind: ConsentKind, age: number) =>
  kind === 'needs-tested' && age >= 12 && age < 18;
const suitableIsEnough = (kind: ConsentKind, age: number) =>
  kind === 'without-needs-test' && age >= 15 && age < 18;
const childIsEnough = (age: number) => age >= 18;

describe.each(Object.keys(BY_KIND) as ConsentKind[])('%s', (kind) => {
  test.each(AGES)('at %i', (age) => {
    const birthDate = turned(age);
    expect(ageOn(birthDate, on)).toBe(age);
    const passes = (given: Given, suitable = false) => {
      const consents = answersTo(BY_KIND[kind], given);
      return rulesOf({ kind, birthDate, consents, suitable }).length === 0;
    };
    expect(passes({})).toBe(false);
    expect(passes({}, true)).toBe(suitableIsEnough(kind, age));
    expect(passes({ [sara]: yes })).toBe(guardianIsEnough(age));
    expect(passes({ [sara]: yes, [alva]: no })).toBe(guardianIsEnough(age));
    for (const child of [yes, asks]) {
      expect(passes({ [alva]: child })).toBe(childIsEnough(age));
      expect(passes({ [alva]: child }, true)).toBe(
        suitableAndChildIsEnough(kind, age) || suitableIsEnough(kind, age) || childIsEnough(age),
      );
      expect(passes({ [alva]: child, [sara]: no }, true)).toBe(
        suitableAndChildIsEnough(kind, age) || suitableIsEnough(kind, age) || childIsEnough(age),
      );
    }
    expect(passes({ [alva]: no }, true)).toBe(suitableIsEnough(kind, age));
    expect(passes({ [sara]: no }, true)).toBe(suitableIsEnough(kind, age));
  });
});

test.each<[number, ConsentKind, boolean]>([
  [12, 'needs-tested', true],
  [15, 'without-needs-test', true],
  [18, 'needs-tested', false],
  [18, 'placement', false],
  [18, 'without-needs-test', false],
])(
  'on the birthday of %i the child’s own word is enough for %s, on the day before not',
  (age, kind, suitable) => {
    const consents = answersTo(BY_KIND[kind], { [alva]: yes });
    const at = (daysAgo: number) => rulesOf({ kind, consents, suitable, birthDate: turned(age, daysAgo) });
    expect(at(0)).toEqual([]);
    expect(at(-1)).toEqual(['consent.missing']);
  },
);

test('who is past 20 answers alone, and where the age is unknown the guardians do', () => {
  const own = answersTo(BY_KIND['needs-tested'], { [alva]: yes });
  const guardians = answersTo(BY_KIND['needs-tested'], { [sara]: yes });
  expect(rulesOf({ birthDate: turned(21), consents: own })).toEqual([]);
  expect(rulesOf({ birthDate: turned(21), consents: guardians })).toEqual(['consent.missing']);
  expect(rulesOf({ birthDate: null, consents: own, suitable: true })).toEqual(['consent.missing']);
  expect(rulesOf({ birthDate: null, consents: guardians })).toEqual([]);
});

describe('that the guardian consents', () => {
  test.each<[string, Given, string[]]>([
    ['both have', { [sara]: yes, [jonas]: yes }, []],
    ['one has, and the other has not answered', { [sara]: yes }, []],
    ['one has, and the other has said no', { [sara]: yes, [jonas]: no }, ['consent.declined']],
    ['both have said no', { [sara]: no, [jonas]: no }, ['consent.declined']],
    ['nobody has answered', {}, ['consent.missing']],
    ['who is no guardian has', { mormor: yes }, ['consent.missing']],
  ])('%s', (_, given, expected) => {
    expect(rulesOf({ consents: answersTo(BY_KIND['needs-tested'], given) })).toEqual(expected);
  });

  test('is missing where there is none who could', () => {
    expect(rulesOf({ guardians: [] })).toEqual(['consent.missing']);
  });
});

describe('the latest answer counts', () => {
  const answer = (told: CodeOf<'consentAnswer'>, given: string): Answer => ({
    ...answersTo(BY_KIND['needs-tested'], { [sara]: told })[0]!,
    on: day(given),
  });

  test('a yes after a no, and a no after a yes', () => {
    expect(rulesOf({ consents: [answer(no, '2026-02-01'), answer(yes, '2026-02-10')] })).toEqual([]);
    expect(rulesOf({ consents: [answer(yes, '2026-02-01'), answer(no, '2026-02-10')] })).toEqual([
      'consent.declined',
    ]);
  });

  test('by the day it was given, whenever it was recorded; on one day by the order recorded', () => {
    expect(rulesOf({ consents: [answer(yes, '2026-02-10'), answer(no, '2026-02-01')] })).toEqual([]);
    expect(rulesOf({ consents: [answer(no, '2026-02-10'), answer(yes, '2026-02-10')] })).toEqual([]);
  });

  test('about the same thing: a familjehem is not an HVB, and neither is contact with a person', () => {
    const familjehem = answersTo(BY_KIND.placement, { [sara]: yes });
    const hvb = { type: 'placering', placementForm: 'hvb' } as const;
    expect(rulesOf({ kind: 'placement', consents: familjehem })).toEqual([]);
    expect(rulesOf({ intervention: hvb, consents: familjehem })).toEqual(['consent.missing']);
    expect(rulesOf({ consents: familjehem })).toEqual(['consent.missing']);
  });
});

describe('what is said', () => {
  test('cites the law of the day, and of a placement its own', () => {
    const [treatment] = found({});
    expect(treatment!.law).toBe('SoL (2025:400) 21 kap. 1-2 §§');
    const [placement] = found({ kind: 'placement' });
    expect(placement!.law).toBe('SoL (2025:400) 21 kap. 1 § fjärde stycket');
    const [young] = found({ kind: 'placement', birthDate: turned(19) });
    expect(young!.law).toBe('SoL (2025:400) 21 kap. 1-2 §§');
  });

  test('names the intervention and what is required, and nobody', () => {
    const [refusal] = found({
      kind: 'placement',
      consents: answersTo(BY_KIND.placement, { [sara]: no }),
    });
    expect(refusal!.text.sv).toContain('Placering utanför det egna hemmet (Familjehem)');
    expect(refusal!.text.sv).toContain('utan samtycke återstår endast vård enligt LVU');
    expect(JSON.stringify(refusal)).not.toMatch(/Alva|Sara|Jonas/);
  });

  test('tells of suitability only where it can stand instead', () => {
    const remedyAt = (age: number, kind: ConsentKind) =>
      found({ kind, birthDate: turned(age) })[0]!.remedy.sv;
    expect(remedyAt(11, 'needs-tested')).not.toContain('suitableWithoutGuardian');
    expect(remedyAt(12, 'needs-tested')).toContain('suitableWithoutGuardian');
    expect(remedyAt(16, 'placement')).not.toContain('suitableWithoutGuardian');
    expect(remedyAt(15, 'without-needs-test')).toContain('suitableWithoutGuardian');
    expect(remedyAt(18, 'needs-tested')).not.toContain('suitableWithoutGuardian');
  });
});

test('every intervention is given in one way, and what always takes a needs test never without', () => {
  for (const { code: type } of CODEBOOKS.interventionType.codes) {
    const kind = consentKindOf({ type, placementForm: null });
    expect(kind).not.toBe('placement');
    if (ALWAYS_NEEDS_TESTED.includes(type)) expect(kind).not.toBe('without-needs-test');
  }
});

test('a placement is one in a private home, in stödboende or in an HVB; protected housing is none', () => {
  const kinds = CODEBOOKS.placementForm.codes.map(({ code: placementForm }) => [
    placementForm,
    consentKindOf({ type: 'placering', placementForm }),
  ]);
  expect(Object.fromEntries(kinds)).toEqual({
    familjehem: 'placement',
    natverkshem: 'placement',
    jourhem: 'placement',
    'annat-enskilt-hem': 'placement',
    hvb: 'placement',
    stodboende: 'placement',
    'skyddat-boende': 'needs-tested',
    'sarskilt-ungdomshem': 'needs-tested',
  });
});

test('who is not yet born on the day is as one of no age', () => {
  const guardians = answersTo(BY_KIND['needs-tested'], { [sara]: yes });
  const birthDate = day('2026-04-01');
  expect(rulesOf({ birthDate })).toEqual(['consent.missing']);
  expect(rulesOf({ birthDate, consents: guardians })).toEqual([]);
});
