import { expect } from 'vitest';
import type { Answer, Client } from '../../support/world.ts';

/**
 * How an investigation stands, as anyone can read it, and what must be true of that: at any time, and from one moment
 * to the next. Told in plain words beside the program, and without any of its rules.
 */

/** The areas that the sequences use, and whether each is the child's own. */
export const AREAS = {
  halsa: true,
  'grundlaggande-omsorg': false,
  'boende-arbete-och-ekonomi': false,
} as const;
export type Area = keyof typeof AREAS;
export const AREA_CODES = Object.keys(AREAS) as Area[];

const PARTS = [
  ...['', '/plan', '/plan/versions', '/analysis', '/analysis/versions', '/triangle', '/conversations'],
  ...['/consultations', '/consultation-steps', '/instruments', '/notes', '/communications', '/consents'],
  ...['/party-information', '/notifications', '/family-statements', '/decision', '/completeness'],
  ...['/assignments', '/follow-up', ...AREA_CODES.map((area) => `/areas/${area}`)],
] as const;

/** A body as it was read. */
type Body = Answer['body'];
/** Everything of an investigation, by where it is read; null for a decision or a follow-up that is not there. */
export type Standing = Readonly<Record<string, Body>>;

const MAY_BE_MISSING: readonly string[] = ['/decision', '/follow-up'];

export async function readStanding(client: Client, at: string): Promise<Standing> {
  const read = async (part: string): Promise<[string, Body]> => {
    const answer = await client.get(`${at}${part}`);
    if (MAY_BE_MISSING.includes(part) && answer.status === 404) return [part, null];
    expect(answer.status, `${part}: ${answer.text}`).toBe(200);
    return [part, answer.body];
  };
  return Object.fromEntries(await Promise.all(PARTS.map(read)));
}

/** What the passing of time alone changes. */
export const timeless = (standing: Standing): Standing => ({
  ...standing,
  '/completeness': null,
  '/notifications': {
    ...standing['/notifications'],
    legalForceOn: null,
    items: standing['/notifications'].items.map((one: Body) => ({ ...one, legalForceOn: null })),
  },
});

const isClosed = (standing: Standing) => standing[''].closedOn !== null;
export const statementsOf = (standing: Standing): Body[] =>
  AREA_CODES.flatMap((area) => standing[`/areas/${area}`].statements);
const counted = (things: Body[]): Body[] => things.filter(({ retractedAt }) => retractedAt === null);
const without = (body: Body, ...fields: string[]): Body =>
  Object.fromEntries(Object.entries(body).filter(([field]) => !fields.includes(field)));
const isUnique = (things: readonly unknown[]) => new Set(things).size === things.length;

/** The triangle counts what stands in the areas and was not taken back. */
function triangleCounts(standing: Standing) {
  expect(standing['/triangle'].planVersion).toBe(standing['/plan'].version);
  for (const { area, name: _, ...shown } of standing['/triangle'].sides.flatMap(({ areas }: Body) => areas)) {
    const read = standing[`/areas/${area}`] ?? { statements: [], factors: [], meaning: null, need: null };
    const factors = counted(read.factors);
    expect(shown).toMatchObject({
      statements: counted(read.statements).length,
      riskFactors: factors.filter(({ kind }) => kind === 'risk').length,
      protectiveFactors: factors.filter(({ kind }) => kind === 'skydd').length,
      meaning: read.meaning !== null,
      need: read.need,
    });
    const choice = standing['/plan'].areas.find((one: Body) => one.area === area);
    expect(shown.decision).toBe(choice?.decision ?? null);
  }
}

/** What was taken from an answer stands in it, once; what was taken from a sibling's file was for all of the family. */
function statementsComeFrom(self: Standing, sibling: Standing) {
  const stated = statementsOf(self);
  const live = counted(stated);
  const answers = new Map<string, Body>(self['/consultations'].items.map((one: Body) => [one.id, one]));
  const parts = live.filter(({ answerPart }) => answerPart !== null);
  expect(isUnique(parts.map(({ consultationId, answerPart }) => `${consultationId} ${answerPart}`))).toBe(
    true,
  );
  for (const { consultationId, answerPart, text } of stated.filter((one) => one.answerPart !== null)) {
    const { status, answerStatements } = answers.get(consultationId);
    expect(status).toBe('besvarad');
    expect(answerStatements[answerPart - 1].text).toBe(text);
  }
  const talks = new Map<string, Body>(self['/conversations'].items.map((one: Body) => [one.id, one]));
  for (const { area, source, familyWide, conversationId } of stated) {
    if (conversationId !== null) expect(talks.has(conversationId)).toBe(true);
    if (familyWide) expect([AREAS[area as Area], source === 'barnet']).toEqual([false, false]);
  }
  const origins = new Map<string, Body>(statementsOf(sibling).map((one) => [one.id, one]));
  expect(isUnique(live.filter((one) => one.sharedFromId).map((one) => one.sharedFromId))).toBe(true);
  for (const { sharedFromId, text, source, familyWide } of stated.filter((one) => one.sharedFromId)) {
    const origin = origins.get(sharedFromId);
    expect(origin).toMatchObject({ text, source, familyWide: true });
    expect(AREAS[origin.area as Area]).toBe(false);
    expect(familyWide).toBe(false);
  }
}

/** What is on offer is what the sibling's file has for all of the family, and nothing heard of the child alone. */
function offersAre(self: Standing, sibling: Standing) {
  const alone = sibling['/conversations'].items.filter(({ childAlone }: Body) => childAlone);
  const expected = counted(statementsOf(sibling))
    .filter(({ familyWide }) => familyWide)
    .filter(({ conversationId }) => alone.every(({ id }: Body) => id !== conversationId));
  const { offered, used } = self['/family-statements'];
  expect(offered.map(({ id }: Body) => id).toSorted()).toEqual(expected.map(({ id }) => id).toSorted());
  const shared = counted(statementsOf(self)).filter(({ sharedFromId }) => sharedFromId !== null);
  expect(used.map(({ id }: Body) => id).toSorted()).toEqual(shared.map(({ id }) => id).toSorted());
  for (const { id, usedAs } of offered) {
    expect(usedAs).toBe(shared.find(({ sharedFromId }) => sharedFromId === id)?.id ?? null);
  }
}

/** A follow-up is of what was closed without an insats, decided in its time, and ended after that if at all. */
function followUpFits(self: Standing) {
  const followUp = self['/follow-up'];
  if (followUp === null) return;
  const { closedOn, outcome } = self[''];
  expect(closedOn).not.toBeNull();
  expect(['insats-sol', 'vard-lvu']).not.toContain(outcome);
  const { decidedOn, endedOn, endReason, endBy, contacts } = followUp;
  expect(closedOn <= decidedOn && decidedOn <= endBy.lastLawfulDay).toBe(true);
  expect(endedOn === null).toBe(endReason === null);
  if (endedOn === null) return;
  for (const { on } of [{ on: decidedOn }, ...counted(contacts)]) expect(on <= endedOn).toBe(true);
}

/** What is true of an investigation at any time. */
export function holdsAlways(self: Standing, sibling: Standing): void {
  const { closedOn, outcome, handlerId, unit, openedOn } = self[''];
  const decision = self['/decision'];
  expect([decision?.decidedOn ?? null, decision?.outcome ?? null]).toEqual([closedOn, outcome]);
  expect(self['/completeness'].complete).toBe(self['/completeness'].missing.length === 0);
  const drafts = self['/notes'].items.filter(({ signedAt }: Body) => signedAt === null);
  if (closedOn !== null) {
    expect(closedOn >= openedOn).toBe(true);
    expect(self['/completeness']).toMatchObject({ complete: true, outcome });
    expect(drafts.filter(({ corrects }: Body) => corrects === null)).toEqual([]);
  }
  const { items, appealable } = self['/notifications'];
  if (closedOn === null) expect([items, appealable]).toEqual([[], null]);
  expect(isUnique(items.map(({ partyId }: Body) => partyId))).toBe(true);
  expect(self['/assignments'].items.at(-1)).toMatchObject({ handlerId, unit, to: null });
  expect(self['/plan/versions'].items).toHaveLength(self['/plan'].version);
  expect(self['/analysis/versions'].items).toHaveLength(self['/analysis'].version);
  followUpFits(self);
  triangleCounts(self);
  statementsComeFrom(self, sibling);
  offersAre(self, sibling);
}

/** What stands beside a note, and is no part of it. */
const BESIDE = ['correctedBy', 'objections'];
const FOLLOWS: Readonly<Record<string, readonly string[]>> = {
  utkast: ['utkast', 'skickad', 'avslutad-utan-svar'],
  skickad: ['paminnelse', 'besvarad', 'avbojd', 'avslutad-utan-svar'],
  paminnelse: ['paminnelse', 'besvarad', 'avbojd', 'avslutad-utan-svar'],
};

/** Nothing goes away, and what has changed has the next version. */
function versionsRise(before: Body[], after: Body[], beside: readonly string[] = []) {
  for (const was of before) {
    const is = after.find(({ id }) => id === was.id);
    expect(is, 'nothing goes away').toBeDefined();
    if (is.version === was.version) expect(without(is, ...beside)).toEqual(without(was, ...beside));
    else expect(is.version).toBe(was.version + 1);
  }
}

/** A new version stands before those that were, and they stay. */
const versionsStay = (was: Body, is: Body, ...shown: string[]) => {
  const kept = is.items.slice(is.items.length - was.items.length);
  expect(kept.map((one: Body) => without(one, ...shown))).toEqual(
    was.items.map((one: Body) => without(one, ...shown)),
  );
  expect(is.items.length - was.items.length).toBeLessThanOrEqual(1);
};

const RETRACTION = ['retractedAt', 'retractedBy', 'retractionReason'];

function areasKeep(was: Body, is: Body) {
  for (const kind of ['statements', 'factors'] as const) {
    for (const [nth, one] of was[kind].entries()) {
      const now = is[kind][nth];
      expect(without(now, ...RETRACTION)).toEqual(without(one, ...RETRACTION));
      if (one.retractedAt !== null) expect(now).toEqual(one);
    }
  }
  const { meaning, need, needText, version } = was;
  if (is.version === version) expect(is).toMatchObject({ meaning, need, needText });
  else expect(is.version).toBe(version + 1);
}

function notesKeep(was: Standing, is: Standing) {
  const now = new Map<string, Body>(is['/notes'].items.map((one: Body) => [one.id, one]));
  for (const note of was['/notes'].items) {
    const then = now.get(note.id);
    if (note.signedAt !== null) expect(without(then, ...BESIDE)).toEqual(without(note, ...BESIDE));
    for (const beside of BESIDE) expect(then[beside].slice(0, note[beside].length)).toEqual(note[beside]);
    if (isClosed(was) && note.corrects === null) expect(then.version).toBe(note.version);
  }
}

/** A follow-up is decided once, and ended once; what was done in it stays. */
function followUpKeeps(was: Body, is: Body) {
  if (was === null) return;
  const { ground, reasons, decidedOn, endBy, version } = was;
  expect(is).toMatchObject({ ground, reasons, decidedOn, endBy });
  if (was.endedOn !== null) expect([is.endedOn, is.endReason]).toEqual([was.endedOn, was.endReason]);
  expect(is.version - version).toBeLessThanOrEqual(1);
  for (const list of ['contacts', 'informations']) {
    const kept = is[list].map(({ id }: Body) => id);
    for (const { id } of was[list]) expect(kept).toContain(id);
  }
}

/** What a closed investigation still gets, beside all that stays as it is. */
const AFTERWARDS = [
  '/follow-up',
  '/notes',
  '/party-information',
  '/notifications',
  '/family-statements',
  '/completeness',
];

function closedStays(was: Standing, is: Standing) {
  for (const part of PARTS) {
    if (!AFTERWARDS.includes(part)) expect(is[part], part).toEqual(was[part]);
  }
  // What is advised is done afterwards too: the child is told how it ended. Nothing else comes or goes.
  const { advised, ...rest } = is['/completeness'];
  expect(rest).toEqual(without(was['/completeness'], 'advised'));
  for (const one of advised) expect(was['/completeness'].advised).toContainEqual(one);
  const isNew = (part: string) => (one: Body) =>
    was[part].items.every(({ id, version }: Body) => id !== one.id || version !== one.version);
  for (const note of is['/notes'].items.filter(isNew('/notes'))) expect(note.corrects).not.toBeNull();
  for (const { stage } of is['/party-information'].items.filter(isNew('/party-information'))) {
    expect(stage).toBe('avslut');
  }
}

/** What is true from one moment to the next, whatever was done in between. */
export function mayFollow(was: Standing, is: Standing): void {
  if (isClosed(was)) closedStays(was, is);
  versionsRise([was['']], [is['']]);
  for (const list of ['/conversations', '/consultations', '/instruments', '/communications']) {
    versionsRise(was[list].items, is[list].items);
  }
  versionsRise(was['/party-information'].items, is['/party-information'].items);
  versionsRise(was['/notifications'].items, is['/notifications'].items);
  versionsRise(was['/notes'].items, is['/notes'].items, BESIDE);
  notesKeep(was, is);
  followUpKeeps(was['/follow-up'], is['/follow-up']);
  for (const one of was['/consents'].items) expect(is['/consents'].items).toContainEqual(one);
  for (const one of was['/consultations'].items) {
    const now = is['/consultations'].items.find(({ id }: Body) => id === one.id);
    if (now.version !== one.version) expect(FOLLOWS[one.status] ?? []).toContain(now.status);
  }
  versionsStay(was['/plan/versions'], is['/plan/versions']);
  versionsStay(was['/analysis/versions'], is['/analysis/versions'], 'signing');
  for (const area of AREA_CODES) areasKeep(was[`/areas/${area}`], is[`/areas/${area}`]);
}

/** What one does in an investigation is seen in the sibling's by what is shared, and by nothing else. */
export const besideSharing = (standing: Standing): Standing => without(standing, '/family-statements');
