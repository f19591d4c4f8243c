import type { z } from 'zod';
import type { DecisionBasisFacts } from '../../../src/document/compose/decision-basis.ts';
import type { Frame, Subject } from '../../../src/document/compose/wording.ts';
import type { Block, PrintedDocument } from '../../../src/document/model.ts';
import { type Analysis, NOTHING_YET } from '../../../src/investigation/analysis/schema.ts';
import { AreaFactor, AreaStatement } from '../../../src/investigation/area/schema.ts';
import { Consent } from '../../../src/investigation/consent/schema.ts';
import { ConsultationShown } from '../../../src/investigation/consultation/schema.ts';
import { Conversation } from '../../../src/investigation/conversation/schema.ts';
import { PartyInformation } from '../../../src/investigation/information/schema.ts';
import { InstrumentUse } from '../../../src/investigation/instrument/schema.ts';
import { NO_PLAN } from '../../../src/investigation/plan/rules.ts';
import { Plan } from '../../../src/investigation/plan/schema.ts';
import { day } from '../../../src/kernel/day.ts';

/** What documents are composed from, small enough to see in a test what is special. */

/** The example of a schema, parsed, with what a test says of it. */
const exampleOf =
  <T extends object>(schema: z.ZodType<T>) =>
  (more: Partial<T> = {}): T => ({ ...schema.parse((schema.meta()!.examples as unknown[])[0]), ...more });

export const aPlan = exampleOf(Plan);
export const aConsultation = exampleOf(ConsultationShown);
export const aConversation = exampleOf(Conversation);
export const aStatement = exampleOf(AreaStatement);
export const aFactor = exampleOf(AreaFactor);
export const anInformation = exampleOf(PartyInformation);
export const anInstrumentUse = exampleOf(InstrumentUse);
export const aConsent = exampleOf(Consent);

/** Analysis and assessment of which neither is signed. */
export const anAnalysis = (more: Partial<Analysis> = {}): Analysis => ({
  ...NOTHING_YET,
  signing: { analysis: { signed: false, signature: null }, assessment: { signed: false, signature: null } },
  savedAt: null,
  savedBy: null,
  version: 0,
  ...more,
});

export const aChild = (more: Partial<Subject> = {}): Subject => ({
  id: '0193a5c0-7b1e-7c3a-9f00-2b6d1c0e4a11',
  givenName: 'Alva',
  familyName: 'Exempelsson',
  personalNumber: '201402179806',
  coordinationNumber: null,
  temporaryNumber: null,
  birthDate: day('2014-02-17'),
  expectedBirthDate: null,
  protectedIdentity: 'ingen',
  ...more,
});

/** The mother. */
export const sara = aChild({ id: 'sara', givenName: 'Sara', personalNumber: '198001019817' });

export const aFrame = (more: Partial<Frame> = {}): Frame => ({
  caseNumber: '2026-00042',
  board: 'Socialnämnden i Exempelkommun',
  unit: 'Barn och familj',
  handlerId: 'karin.ek',
  openedOn: day('2026-11-27'),
  closedOn: null,
  endDay: day('2027-03-27'),
  child: aChild(),
  today: day('2026-12-16'),
  ...more,
});

/** An investigation of which nothing is known but that it was opened. */
export const aBasis = (more: Partial<DecisionBasisFacts> = {}): DecisionBasisFacts => ({
  frame: aFrame(),
  parties: [],
  persons: [],
  intakes: [],
  plan: NO_PLAN,
  statements: [],
  factors: [],
  meanings: [],
  notes: [],
  instruments: [],
  informations: [],
  consents: [],
  conversations: [],
  consultations: [],
  steps: [],
  notHeard: { notHeardReason: null, notHeardExplanation: null },
  analysis: anAnalysis(),
  communications: [],
  remaining: [],
  ...more,
});

function textsOf(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
    case 'paragraph':
    case 'notice':
      return [block.text];
    case 'list':
      return block.items;
    case 'facts':
      return block.pairs.flatMap(({ term, descriptions }) => [term, ...descriptions]);
    case 'table':
      return [...block.header, ...block.rows.flat()];
    case 'quote':
      return [block.text, block.source];
  }
}

/** Everything that a document says, line by line. */
export const linesOf = ({ blocks }: PrintedDocument): string[] => blocks.flatMap(textsOf);

/** What stands under a heading, until the next one of its level or above. */
export function under(document: PrintedDocument, title: string): string[] {
  const at = document.blocks.findIndex((block) => block.kind === 'heading' && block.text === title);
  if (at < 0) throw new Error(`There is no heading ${title}.`);
  const { level } = document.blocks[at] as Block & { kind: 'heading' };
  const rest = document.blocks.slice(at + 1);
  const end = rest.findIndex((block) => block.kind === 'heading' && block.level <= level);
  return (end < 0 ? rest : rest.slice(0, end)).flatMap(textsOf);
}

export const headingsOf = ({ blocks }: PrintedDocument): (readonly [level: number, text: string])[] =>
  blocks.flatMap((block) => (block.kind === 'heading' ? [[block.level, block.text] as const] : []));
