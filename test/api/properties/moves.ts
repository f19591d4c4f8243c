import { assess, decision, openIntake } from '../../support/casework.ts';
import type { World } from '../../support/world.ts';
import { ANALYSES, ANSWERS, ENDINGS, INTERVENTIONS, PLANS } from './contents.ts';
import { AREA_CODES, type Standing, statementsOf } from './standing.ts';

/**
 * What can be done with an investigation, each as one request: well or badly, in time or not, by numbers that say
 * which of what there is it is done to. What the number finds may well be what cannot be done.
 */

export interface Request {
  readonly method: 'post' | 'put' | 'patch';
  readonly path: string;
  readonly body: object;
  readonly match?: string;
}

/** A number for what it is done to, and some for how. */
export interface How {
  readonly at: number;
  readonly how: number;
  readonly more: number;
  /** Days from today. */
  readonly days: number;
}

export interface Setting {
  readonly world: World;
  readonly path: string;
  readonly childId: string;
  readonly self: Standing;
  readonly sibling: Standing;
  /** Mother, father, the child, and someone who has nothing to do with it. */
  readonly persons: readonly string[];
  readonly today: string;
}

type Making = (setting: Setting, how: How) => Request | undefined | Promise<Request>;

type Body = Standing[string];
const pick = <T>(from: readonly T[], at: number): T => from[at % from.length]!;
const dayFrom = ({ today }: Setting, { days }: How): string =>
  new Date(Date.parse(today) + days * 86_400_000).toISOString().slice(0, 10);
const monthsAfter = (today: string) =>
  new Date(Date.parse(today) + 70 * 86_400_000).toISOString().slice(0, 10);
const etag = (version: number) => `"${version}"`;

const post = (path: string, body: object, match?: string): Request => ({ method: 'post', path, body, match });
const put = (path: string, body: object, version: number): Request => ({
  ...{ method: 'put', path, body },
  match: etag(version),
});

/** Something in a list of the investigation, or nothing where the list is empty. */
const one = ({ self }: Setting, list: string, { at }: How): Body | undefined =>
  self[list].items.length === 0 ? undefined : pick(self[list].items as Body[], at);

/** A request about something of a list, if there is anything in it. */
const about =
  (list: string, make: (thing: Body, setting: Setting, how: How) => Request): Making =>
  (setting, how) => {
    const thing = one(setting, list, how);
    return thing && make(thing, setting, how);
  };

const patchOf = (list: string, change: (setting: Setting, how: How) => object): Making =>
  about(list, ({ id, version }, setting, how) => ({
    ...{ method: 'patch', path: `${setting.path}${list}/${id}` },
    ...{ body: change(setting, how), match: etag(version) },
  }));

/** The next thing that happens to a consultation. */
const happening = (name: string, body: (setting: Setting, how: How) => object): Making =>
  about('/consultations', ({ id, version }, setting, how) =>
    post(`/consultations/${id}/${name}`, body(setting, how), etag(version)),
  );

const area = ({ more }: How) => pick(AREA_CODES, more);

const MAKING = {
  plan: ({ path, self }, { how }) => put(`${path}/plan`, pick(PLANS, how), self['/plan'].version),
  circumstances: ({ path, self }, { how }) => ({
    ...{ method: 'patch', path, match: etag(self[''].version) },
    body: pick(
      [{ livingSituation: 'vaxelvis' }, { notHeardReason: 'alder-mognad' }, { notHeardReason: 'annat' }],
      how,
    ),
  }),
  assign: ({ path, self }, { how }) =>
    post(
      `${path}/assignments`,
      pick([{ handlerId: 'karin.ek' }, { handlerId: 'lena.berg' }, { handlerId: 'x', unit: 'ingen' }], how),
      etag(self[''].version),
    ),
  extend: ({ path, self, today, ...setting }, { how, more, ...told }) =>
    post(
      `${path}/extensions`,
      {
        // Decided before it was put on record, now and then.
        ...(more % 3 === 0 && {
          decidedOn: dayFrom({ path, self, today, ...setting }, { how, more, ...told }),
        }),
        ground: pick(['sarskilda-skal', 'sarskilda-skal', 'synnerliga-skal'], how),
        reasons: 'Ett underlag dröjer.',
        newEndDay: pick(['2026-08-01', '2026-09-15', today, '2031-01-01', monthsAfter(today)], how),
      },
      etag(self[''].version),
    ),
  state({ path, self, sibling }, { at, how, more }) {
    const talks = [...self['/conversations'].items, ...sibling['/conversations'].items] as Body[];
    const answers = self['/consultations'].items as Body[];
    const origin = pick(['none', 'none', 'conversationId', 'consultationId'], how);
    const from = origin === 'conversationId' ? talks : answers;
    return post(`${path}/areas/${pick(AREA_CODES, more)}/statements`, {
      text: `Uppgift ${at}.`,
      source: pick(['barnet', 'vardnadshavare', 'natverk'], at),
      familyWide: how % 3 > 0,
      ...(origin !== 'none' && from.length > 0 && { [origin]: pick(from, at).id }),
    });
  },
  use({ path, self, sibling }, { at, how, more }) {
    const { offered } = self['/family-statements'];
    const from = how % 3 === 0 || offered.length === 0 ? statementsOf(sibling) : offered;
    if (from.length === 0) return undefined;
    const into = more % 2 === 0 ? {} : { area: pick(AREA_CODES, more) };
    return post(`${path}/family-statements`, { statementId: pick(from as Body[], at).id, ...into });
  },
  factor: ({ path }, how) =>
    post(
      `${path}/areas/${area(how)}/factors`,
      pick(
        [
          { kind: 'risk', ownWords: 'Sömnbrist.' },
          { kind: 'skydd', ownWords: 'Mormor.' },
          { kind: 'skydd', code: 'god-halsa' },
          { kind: 'risk', code: 'god-halsa' },
        ],
        how.how,
      ),
    ),
  retract({ path, self }, how) {
    const kind = pick(['statements', 'factors'], how.how);
    const things = self[`/areas/${area(how)}`][kind] as Body[];
    if (things.length === 0) return undefined;
    const { id } = pick(things, how.at);
    return post(`${path}/areas/${area(how)}/${kind}/${id}/retraction`, { reason: 'Fel barn.' });
  },
  meaning: ({ path, self }, how) =>
    put(
      `${path}/areas/${area(how)}/meaning`,
      pick([{ meaning: 'Orkar inte.', need: 'behov-finns' }, { need: 'oklart' }, {}], how.how),
      self[`/areas/${area(how)}`].version,
    ),
  talk: (setting, how) =>
    post(`${setting.path}/conversations`, {
      heldOn: dayFrom(setting, how),
      form: pick(['enskilt-barnsamtal', 'hembesok', 'samtal-med-vardnadshavare'], how.how),
      ...(how.more % 4 === 0 && { childView: 'Vill bo kvar.' }),
    }),
  'put a talk right': patchOf('/conversations', (_, { how }) =>
    pick([{ content: 'Lugnt.' }, { childAlone: true, childTookPart: true }, { childTookPart: false }], how),
  ),
  ask: ({ path }, { how, more }) =>
    post(`${path}/consultations`, {
      counterpart: pick(['skola', 'elevhalsa', 'bvc', 'polis'], how),
      basis: pick(['uppgiftsskyldighet', 'uppgiftsskyldighet', 'samtycke', undefined], more),
      questions: more % 5 === 0 ? undefined : [{ area: 'halsa', text: 'Hur mår barnet?' }],
    }),
  'change a draft': about('/consultations', ({ id, version }, _, { how }) => ({
    ...{ method: 'patch', path: `/consultations/${id}`, match: etag(version) },
    body: pick([{ counterpartName: 'Exempelskolan' }, { questions: [] }], how),
  })),
  send: happening('dispatch', (setting, how) => (how.how % 2 === 0 ? {} : { sentOn: dayFrom(setting, how) })),
  remind: happening('reminders', (setting, how) => ({
    answerDay: dayFrom(setting, { ...how, days: how.how % 9 }),
  })),
  answer: happening('answer', (_, { how }) => pick<object>(ANSWERS, how)),
  withdraw: happening('withdrawal', (setting, how) => ({
    kind: pick(['avbojd', 'avslutad-utan-svar'], how.how),
    reason: 'Inget svar.',
    ...(how.more % 2 === 0 && { on: dayFrom(setting, how) }),
  })),
  take: about('/consultations', ({ id }, _, { how, more }) =>
    post(`/consultations/${id}/taken-statements`, {
      parts: pick([[1], [1, 2], [{ part: 3, area: pick(AREA_CODES, more) }], [3], [2, 2], [7]], how),
    }),
  ),
  waive: ({ path }, { how }) =>
    post(`${path}/consultation-steps`, {
      step: pick(['skola', 'halsa'], how),
      ...{ reason: 'underlag-finns', explanation: 'Finns i akten.' },
    }),
  score: (setting, how) =>
    post(`${setting.path}/instruments`, {
      instrument: pick(['ors', 'sdq', 'savry'], how.how),
      usedOn: dayFrom(setting, how),
      scores: pick([[], [{ scale: 'total', value: 23.4 }], [{ scale: 'peer', value: 4 }]], how.more),
    }),
  'put a score right': patchOf('/instruments', (_, { how }) =>
    pick([{ summary: 'Mest oro.' }, { scores: [{ scale: 'total', value: 99 }] }], how),
  ),
  note: (setting, how) =>
    post(`${setting.path}/notes`, {
      happenedOn: dayFrom(setting, how),
      ...(how.how % 4 > 0 && { text: `Skolan har ringt ${how.at} gånger.` }),
    }),
  'change a note': patchOf('/notes', (_, { how }) =>
    pick([{ text: 'Mamman ringde.' }, { heading: 'Samtal' }], how),
  ),
  'sign a note': about('/notes', ({ id, version }, { path }) =>
    post(`${path}/notes/${id}/signature`, {}, etag(version)),
  ),
  'correct a note': about('/notes', ({ id }, setting, how) =>
    post(`${setting.path}/notes`, {
      ...{ happenedOn: dayFrom(setting, how), text: 'Det var två gånger.', corrects: id },
    }),
  ),
  object: about('/notes', ({ id }, setting, how) =>
    post(`${setting.path}/notes/${id}/objections`, {
      objectedOn: dayFrom(setting, how),
      text: 'Barnet var sjukt.',
      ...(how.how % 2 === 0 && { byPersonId: pick(setting.persons, how.more) }),
    }),
  ),
  analyse: ({ path, self }, { how }) =>
    put(`${path}/analysis`, pick(ANALYSES, how), self['/analysis'].version),
  'sign the analysis': ({ path, self }, { how }) =>
    post(
      `${path}/analysis/signatures`,
      { part: pick(['analys', 'bedomning'], how) },
      etag(self['/analysis'].version),
    ),
  consent(setting, how) {
    const { type: intervention, ...form } = pick<{ type: string }>(INTERVENTIONS, how.how);
    return post(`${setting.path}/consents`, {
      personId: pick(setting.persons, how.at),
      answer: pick(['samtycker', 'samtycker', 'samtycker-inte', 'begar'], how.more),
      ...{ intervention, ...form, on: dayFrom(setting, how) },
    });
  },
  communicate: (setting, how) =>
    post(`${setting.path}/communications`, {
      ...pick<object>(
        [{}, { sentOn: dayFrom(setting, how) }, { exception: 'Uppenbart obehövligt.' }],
        how.how,
      ),
      ...(how.more % 3 > 0 && { partyId: pick(setting.persons, how.at) }),
    }),
  comment: about('/communications', ({ id, version }, setting, how) =>
    put(`${setting.path}/communications/${id}/comment`, { receivedOn: dayFrom(setting, how) }, version),
  ),
  inform: (setting, how) =>
    post(`${setting.path}/party-information`, {
      stage: pick(['inledning', 'avslut'], how.how),
      ...(how.more % 3 === 0
        ? { exception: 'Skäl finns.' }
        : { personId: pick(setting.persons, how.at), informedOn: dayFrom(setting, how) }),
    }),
  'put information right': patchOf('/party-information', (setting, how) =>
    pick<object>([{ note: 'Per telefon.' }, { informedOn: dayFrom(setting, how) }], how.how),
  ),
  decide: (setting, how) =>
    post(
      `${setting.path}/decision`,
      {
        ...pick<object>(ENDINGS, how.how),
        reasons: 'Skäl finns.',
        ...(how.more % 3 === 0 && { decidedOn: dayFrom(setting, how) }),
      },
      etag(setting.self[''].version),
    ),
  notify: (setting, how) =>
    post(`${setting.path}/notifications`, {
      partyId: pick(setting.persons, how.at),
      ...{ notifiedOn: dayFrom(setting, how), manner: 'brev', appealInstructions: true },
    }),
  'put a notification right': patchOf('/notifications', (setting, how) =>
    pick<object>([{ manner: 'delgivning' }, { notifiedOn: dayFrom(setting, how) }], how.how),
  ),
  appeal: about('/notifications', ({ id, version }, setting, how) =>
    put(
      `${setting.path}/notifications/${id}/appeal`,
      {
        receivedOn: dayFrom(setting, how),
        ...(how.how % 3 === 0 && { decidedOn: setting.today, outcome: 'inte-andrat' }),
      },
      version,
    ),
  ),
  'follow up': (setting, how) =>
    post(
      `${setting.path}/follow-up`,
      {
        ...{ ground: pick(['samtycke', 'sarskilt-behov'], how.how), reasons: 'Se hur det går.' },
        ...(how.more % 3 === 0 && { decidedOn: dayFrom(setting, how) }),
      },
      etag(setting.self[''].version),
    ),
  'tell of the follow-up': (setting, how) =>
    post(`${setting.path}/follow-up/information`, {
      stage: pick(['inledning', 'avslut'], how.how),
      personId: pick(setting.persons, how.at),
      informedOn: dayFrom(setting, how),
    }),
  'contact in the follow-up': (setting, how) =>
    post(`${setting.path}/follow-up/contacts`, {
      ...{ on: dayFrom(setting, how), with: 'barnet', content: 'Det går bra.' },
    }),
  'end the follow-up'(setting, how) {
    const followUp = setting.self['/follow-up'];
    if (followUp === null) return undefined;
    const reason = pick(['inget-mer-behov', 'flyttat', 'tiden-ute', 'ny-utredning', 'annat'], how.how);
    const on = how.more % 3 === 0 && { endedOn: dayFrom(setting, how) };
    return post(`${setting.path}/follow-up/end`, { reason, ...on }, etag(followUp.version));
  },
  async 'join a report'({ world, childId, today }) {
    const lena = world.as('teamLeader');
    const told = { personId: childId, mainCause: 'annat' } as never;
    const { intakeId } = await openIntake(world.as('reception'), told, { receivedAt: `${today}T06:00:00Z` });
    await assess(lena, intakeId);
    const { etag: match } = await lena.get(`/intakes/${intakeId}`);
    const body = decision({ outcome: 'pafors-pagaende-utredning', unit: undefined, handlerId: undefined });
    return post(`/intakes/${intakeId}/decision`, body, match);
  },
} as const satisfies Record<string, Making>;

export type Move = keyof typeof MAKING;
export const MOVES = Object.keys(MAKING) as Move[];

/** The request that a move is, with what is there now; undefined where there is nothing to do it to. */
export async function requestOf(move: Move, setting: Setting, how: How): Promise<Request | undefined> {
  return (MAKING[move] as Making)(setting, how);
}

/** All that closing needs, one move after the other; how it is done well is known by its numbers. */
const READY: readonly (readonly [Move, Partial<How>])[] = [
  ['plan', { how: 0 }],
  ['talk', { how: 0, more: 1 }],
  ['waive', { how: 0 }],
  ['waive', { how: 1 }],
  ['analyse', { how: 0 }],
  ['sign the analysis', { how: 0 }],
  ['analyse', { how: 1 }],
  ['sign the analysis', { how: 1 }],
  ['communicate', { how: 2, more: 0 }],
  ['consent', { how: 0, at: 0, more: 0 }],
];
/** To the end with support, or without and followed up; that may have been ended too. */
export const WAYS_TO_END = [
  [...READY, ['decide', { how: 0, more: 1 }], ['notify', { at: 0 }]],
  [
    ...READY,
    ['decide', { how: 4, more: 1 }],
    ['follow up', { how: 0, more: 1 }],
    ['contact in the follow-up', {}],
  ],
  [
    ...READY,
    ['decide', { how: 6, more: 1 }],
    ['decide', { how: 4, more: 1 }],
    ['follow up', { how: 1, more: 1 }],
    ['end the follow-up', { how: 0, more: 1 }],
  ],
] as const satisfies readonly (typeof READY)[];
