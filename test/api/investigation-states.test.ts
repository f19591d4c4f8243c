import { afterAll, beforeAll, expect, test } from 'vitest';
import { PERMITTED } from '../../src/investigation/rules.ts';
import { done, loggedDuring, openInvestigation } from '../support/casework.ts';
import { type Answer, type Client, startWorld, type World } from '../support/world.ts';

/** What may be done with an investigation in each state, cell by cell over HTTP, and what the log then says. */

let world: World;
let lena: Client;
beforeAll(async () => {
  world = await startWorld();
  lena = world.as('teamLeader');
});
afterAll(() => world.close());

type State = 'running' | 'closed';
type Action =
  | 'work'
  | 'assign'
  | 'extend'
  | 'plan'
  | 'state'
  | 'converse'
  | 'consult'
  | 'analyse'
  | 'communicate'
  | 'consent'
  | 'decide';

const closed = 'investigation.closed';

/** Whether it goes through; the rule of a 409 where it does not. */
// biome-ignore format: a table
const EXPECTED: Readonly<Record<State, Readonly<Record<Action, true | string>>>> = {
  running: { work: true,   assign: true,   extend: true,   plan: true,   state: true,   converse: true,   consult: true,   analyse: true,   communicate: true,   consent: true,   decide: true },
  closed:  { work: closed, assign: closed, extend: closed, plan: closed, state: closed, converse: closed, consult: closed, analyse: closed, communicate: closed, consent: closed, decide: closed },
};

const moved = { outcome: 'flyttat', reasons: 'Familjen har flyttat, och ärendet är överlämnat.' };
const extension = { ground: 'sarskilda-skal', reasons: 'Ett underlag dröjer.', newEndDay: '2026-08-01' };
const talk = { heldOn: '2026-03-02', form: 'enskilt-barnsamtal' };
const told = { text: 'Sover dåligt.', source: 'barnet' };

/** A thing in an investigation, at its address, with what it takes to change it. */
interface Thing {
  readonly id: string;
  readonly match: string;
}

interface Write {
  readonly action: Action;
  /** What the log calls it: the operation of the route. */
  readonly operation: string;
  /** Makes what is changed, while the investigation runs. */
  readonly given?: (at: string) => Promise<Thing>;
  readonly write: (at: string, match: string, thing: Thing) => Promise<Answer>;
}

const made = (answer: Answer): Thing => ({ id: done(answer).id, match: answer.etag });
const aTalk = async (at: string) => made(await lena.post(`${at}/conversations`, talk));
const aDraft = async (at: string) =>
  made(
    await lena.post(`${at}/consultations`, {
      counterpart: 'skola',
      basis: 'uppgiftsskyldighet',
      questions: [{ area: 'utbildning', text: 'Hur är närvaron?' }],
    }),
  );
const aSent = async (at: string) => {
  const { id, match } = await aDraft(at);
  return made(await lena.post(`/consultations/${id}/dispatch`, {}, { match }));
};
const aSending = async (at: string) => {
  const { childId } = done(await lena.get(at));
  const person = done(await lena.post('/persons', { givenName: 'Vera', familyName: 'Exempelsson' }));
  const relation = { fromPersonId: person.id, toPersonId: childId, type: 'vardnadshavare' };
  done(await lena.post('/relations', relation));
  return made(await lena.post(`${at}/communications`, { partyId: person.id }));
};
const saved = (part: string) => async (at: string) => {
  const { etag } = await lena.get(`${at}/${part}`);
  return { id: '', match: etag };
};
const happening =
  (name: string, body: object): Write['write'] =>
  (_at, _match, { id, match }) =>
    lena.post(`/consultations/${id}/${name}`, body, { match });

const WRITES: readonly Write[] = [
  {
    action: 'work',
    operation: 'investigation.record-circumstances',
    write: (at, match) => lena.patch(at, { knownDisability: true }, { match }),
  },
  {
    action: 'assign',
    operation: 'investigation.assign',
    write: (at, match) => lena.post(`${at}/assignments`, { handlerId: 'karin.ek' }, { match }),
  },
  {
    action: 'extend',
    operation: 'investigation.extend',
    write: (at, match) => lena.post(`${at}/extensions`, extension, { match }),
  },
  {
    action: 'plan',
    operation: 'plan.save',
    given: saved('plan'),
    write: (at, _, { match }) => lena.put(`${at}/plan`, { purpose: 'Stöd.' }, { match }),
  },
  {
    action: 'state',
    operation: 'area.state',
    write: (at) => lena.post(`${at}/areas/halsa/statements`, told),
  },
  {
    action: 'state',
    operation: 'area.record-factor',
    write: (at) => lena.post(`${at}/areas/halsa/factors`, { kind: 'risk', ownWords: 'Sömnbrist.' }),
  },
  {
    action: 'converse',
    operation: 'conversation.record',
    write: (at) => lena.post(`${at}/conversations`, talk),
  },
  {
    action: 'converse',
    operation: 'conversation.correct',
    given: aTalk,
    write: (at, _, { id, match }) =>
      lena.patch(`${at}/conversations/${id}`, { content: 'Lugnt.' }, { match }),
  },
  {
    action: 'consult',
    operation: 'consultation.draft',
    write: (at) => lena.post(`${at}/consultations`, { counterpart: 'skola' }),
  },
  {
    action: 'consult',
    operation: 'consultation.edit',
    given: aDraft,
    write: (_at, _match, { id, match }) =>
      lena.patch(`/consultations/${id}`, { counterpartName: 'Exempelskolan' }, { match }),
  },
  {
    action: 'consult',
    operation: 'consultation.dispatch',
    given: aDraft,
    write: happening('dispatch', {}),
  },
  {
    action: 'consult',
    operation: 'consultation.remind',
    given: aSent,
    write: happening('reminders', { answerDay: '2026-03-20' }),
  },
  {
    action: 'consult',
    operation: 'consultation.answer',
    given: aSent,
    write: happening('answer', { answer: 'God.' }),
  },
  {
    action: 'consult',
    operation: 'consultation.withdraw',
    given: aSent,
    write: happening('withdrawal', { kind: 'avbojd', reason: 'Känner inte barnet.' }),
  },
  {
    action: 'consult',
    operation: 'consultation-step.waive',
    write: (at) =>
      lena.post(`${at}/consultation-steps`, {
        step: 'halsa',
        reason: 'underlag-finns',
        explanation: 'Ett underlag från förra månaden finns i akten.',
      }),
  },
  {
    action: 'analyse',
    operation: 'analysis.save',
    given: saved('analysis'),
    write: (at, _, { match }) => lena.put(`${at}/analysis`, { analysis: {} }, { match }),
  },
  {
    action: 'analyse',
    operation: 'analysis.sign',
    given: async (at) => {
      const analysis = { together: 'Skolan skyddar.', meaningForChild: 'Barnet orkar inte leka.' };
      return { id: '', match: (await lena.put(`${at}/analysis`, { analysis }, { match: '"0"' })).etag };
    },
    write: (at, _, { match }) => lena.post(`${at}/analysis/signatures`, { part: 'analys' }, { match }),
  },
  {
    action: 'communicate',
    operation: 'communication.record',
    write: (at) => lena.post(`${at}/communications`, { exception: 'Obehövligt.' }),
  },
  {
    action: 'communicate',
    operation: 'communication.record-comment',
    given: aSending,
    write: (at, _, { id, match }) =>
      lena.put(`${at}/communications/${id}/comment`, { receivedOn: '2026-03-02' }, { match }),
  },
  {
    action: 'consent',
    operation: 'consent.record',
    write: async (at) => {
      const { childId: personId } = (await lena.get(at)).body;
      const consent = { personId, intervention: 'kontaktperson', answer: 'begar', on: '2026-03-02' };
      return lena.post(`${at}/consents`, consent);
    },
  },
  {
    action: 'decide',
    operation: 'investigation.decide',
    write: (at, match) => lena.post(`${at}/decision`, moved, { match }),
  },
];

/** An investigation in a state, and what the write changes in it. */
async function bring(state: State, { given }: Write) {
  const { investigationId, childId } = await openInvestigation(world);
  const at = `/investigations/${investigationId}`;
  const thing = (await given?.(at)) ?? { id: '', match: '' };
  if (state === 'closed') {
    done(await lena.post(`${at}/decision`, moved, { match: (await lena.get(at)).etag }));
  }
  return { at, thing, investigationId, childId };
}

const cells = Object.entries(EXPECTED).flatMap(([state, row]) =>
  WRITES.map((write) => [state as State, write.operation, row[write.action], write] as const),
);

test.each(cells)('%s: %s → %s', async (state, operation, expected, write) => {
  const { at, thing, investigationId, childId } = await bring(state, write);
  const before = await lena.get(at);
  let answer!: Answer;
  const entries = await loggedDuring(world, async () => {
    answer = await write.write(at, before.etag, thing);
  });
  if (expected === true) {
    expect([200, 201], answer.text).toContain(answer.status);
    const entry = entries.find(({ kind, action }) => kind === 'write' && action === operation)!;
    expect(entry, 'an entry under the name of the operation').toBeDefined();
    expect(entry.resource).toBe(operation.split('.')[0]);
    const ids = JSON.parse(entry.resource_ids!);
    expect(ids.at(-1)).toBe(investigationId);
    const own = ['investigation', 'plan', 'analysis'].includes(entry.resource!);
    expect(ids).toHaveLength(own ? 1 : 2);
    if (!own && answer.body.id) expect(ids[0]).toBe(answer.body.id);
    expect(JSON.parse(entry.person_ids!)[0]).toBe(childId);
    return;
  }
  expect(answer.body).toMatchObject({
    status: 409,
    rule: expected,
    law: 'förvaltningslagen (2017:900) 31 §',
  });
  expect((await lena.get(at)).body).toEqual(before.body);
});

test('the table of the rules has no cell that is not tried here', () => {
  const shape = (table: object) => Object.entries(table).map(([state, row]) => [state, Object.keys(row)]);
  expect(shape(EXPECTED)).toEqual(shape(PERMITTED));
  expect(new Set(WRITES.map(({ action }) => action))).toEqual(new Set(Object.keys(EXPECTED.running)));
});

test('every write of an investigation is tried here', () => {
  const document = world.app.swagger() as { paths: Record<string, Record<string, { operationId?: string }>> };
  const idOf = (operation: string) =>
    operation.replace(/[.-](\w)/g, (_, letter: string) => letter.toUpperCase());
  const writes = Object.entries(document.paths)
    .filter(([path]) => /\/(investigations|consultations)\b/.test(path))
    .flatMap(([, methods]) =>
      Object.entries(methods).flatMap(([method, { operationId }]) => (method === 'get' ? [] : operationId)),
    );
  expect(writes.toSorted()).toEqual(WRITES.map(({ operation }) => idOf(operation)).toSorted());
});

test.each(WRITES.filter(({ given }) => given).map((write) => [write.operation, write] as const))(
  '%s of what has changed since is stale, also where the investigation is closed since',
  async (_, write) => {
    const { at, thing } = await bring('closed', write);
    const answer = await write.write(at, '', { ...thing, match: '"99"' });
    expect(answer.status).toBe(412);
  },
);

test('a decision on an older version is stale, also where the investigation is closed since', async () => {
  const decide = WRITES.find(({ action }) => action === 'decide')!;
  const { at, thing } = await bring('closed', decide);
  expect((await decide.write(at, '"1"', thing)).status).toBe(412);
});
