import { type Alias, instantOf, type Scenario } from '../../seeds/events.ts';
import {
  actOut,
  bondsOf,
  type Cast,
  emptyCast,
  forgetStatement,
  goalIn,
  type Hands,
  idOf,
  judgedIn,
  latestOf,
  newcomers,
  type Player,
  personInput,
  remember,
  rememberStatement,
  reportedAs,
  statementIn,
} from '../../seeds/player.ts';
import type { Instant } from '../../src/kernel/clock.ts';
import { dayOf } from '../../src/kernel/day.ts';
import type { Answer, Client, World } from './world.ts';

interface Stage {
  readonly client: Client;
  readonly cast: Cast;
  readonly scenario: Scenario;
  readonly now: Instant;
}

/** Plays a history over HTTP, with the world's clock at each event; an answer that is not 2xx ends it. */
export function playOverHttp(world: World, scenario: Scenario): Player {
  const cast = emptyCast();
  return {
    cast,
    async play(event) {
      const now = instantOf(event.at);
      world.clock.set(now);
      await actOut(HANDS, { client: world.as(event.by), cast, scenario, now }, event);
    },
  };
}

function successful(answer: Answer, what: string): Answer {
  if (answer.status < 200 || answer.status > 299) {
    throw new Error(`${what} was answered ${answer.status}: ${answer.text}`);
  }
  return answer;
}

/** Reads what stands at an address, and gives its ETag: what the next change is based on. */
const etagAt = async ({ client }: Stage, path: string) => successful(await client.get(path), path).etag;

const post = async ({ client }: Stage, path: string, body: unknown, match?: string) =>
  successful(await client.post(path, body, { match }), `POST ${path}`).body;
const put = async (stage: Stage, path: string, body: unknown, read = path) => {
  const match = await etagAt(stage, read);
  return successful(await stage.client.put(path, body, { match }), `PUT ${path}`).body;
};
const patch = async (stage: Stage, path: string, body: unknown) => {
  const match = await etagAt(stage, path);
  return successful(await stage.client.patch(path, body, { match }), `PATCH ${path}`).body;
};
/** A creation that changes what it belongs to. */
const postOn = async (stage: Stage, path: string, under: string, body: unknown) =>
  post(stage, `${path}${under}`, body, await etagAt(stage, path));

const intakeOf = ({ cast }: Stage, child: Alias) => `/intakes/${latestOf(cast.intakes, child)}`;
const caseOf = ({ cast }: Stage, child: Alias) => `/investigations/${latestOf(cast.investigations, child)}`;
const interventionOf = ({ cast }: Stage, child: Alias) =>
  `/interventions/${latestOf(cast.interventions, child)}`;
const goalOf = (stage: Stage, child: Alias, goal: number) =>
  `${interventionOf(stage, child)}/goals/${goalIn(stage.cast, child, { goal })}`;
const consultationOf = ({ cast }: Stage, child: Alias, counterpart: string) =>
  `/consultations/${idOf(cast.consultations, child, counterpart)}`;

async function introduceFamily(stage: Stage, reported: readonly Alias[]): Promise<void> {
  const { cast, scenario, now } = stage;
  const arrived = new Set(reported);
  for (const [alias, individual] of newcomers(scenario, cast, dayOf(now))) {
    cast.persons.set(alias, (await post(stage, '/persons', personInput(individual))).id);
    arrived.add(alias);
  }
  for (const { who, is, of, ...told } of bondsOf(scenario, cast, arrived)) {
    const [fromPersonId, toPersonId] = [idOf(cast.persons, who), idOf(cast.persons, of)];
    await post(stage, '/relations', { fromPersonId, toPersonId, type: is, ...told });
  }
}

const HANDS: Hands<Stage> = {
  async report(stage, { children, receivedAt, ...told }) {
    const { cast, scenario, now } = stage;
    const receipt = await post(stage, '/reports', {
      ...told,
      receivedAt: receivedAt ?? now,
      children: children.map(({ child, ...causes }) => ({ ...reportedAs(child, scenario, cast), ...causes })),
    });
    const arrived = children.map(({ child }) => child).filter((child) => !cast.persons.has(child));
    for (const [at, { child }] of children.entries()) {
      const { childId, intakeId, investigationId } = receipt.children[at];
      cast.persons.set(child, childId);
      remember(cast.intakes, child, intakeId);
      remember(cast.investigations, child, investigationId);
    }
    await introduceFamily(stage, arrived);
  },
  'correct-person': (stage, told, child) => patch(stage, `/persons/${idOf(stage.cast.persons, child)}`, told),
  'correct-intake': (stage, told, child) => patch(stage, intakeOf(stage, child), told),
  'assign-intake': (stage, told, child) => postOn(stage, intakeOf(stage, child), '/assignments', told),
  'assess-protection': (stage, told, child) =>
    post(stage, `${intakeOf(stage, child)}/protection-assessments`, told),
  'save-preliminary': (stage, told, child) =>
    put(stage, `${intakeOf(stage, child)}/preliminary-assessment`, told, intakeOf(stage, child)),
  'extend-intake': (stage, told, child) => postOn(stage, intakeOf(stage, child), '/extensions', told),
  async 'decide-intake'(stage, told, child) {
    const { investigationId } = await postOn(stage, intakeOf(stage, child), '/decision', told);
    remember(stage.cast.investigations, child, investigationId);
  },
  'give-feedback': (stage, told, child) =>
    put(stage, `${intakeOf(stage, child)}/feedback`, told, intakeOf(stage, child)),
  'record-circumstances': (stage, told, child) => patch(stage, caseOf(stage, child), told),
  assign: (stage, told, child) => postOn(stage, caseOf(stage, child), '/assignments', told),
  extend: (stage, told, child) => postOn(stage, caseOf(stage, child), '/extensions', told),
  plan: (stage, told, child) => put(stage, `${caseOf(stage, child)}/plan`, told),
  async state(stage, { area, counterpart, ...told }, child) {
    const consultationId = counterpart && idOf(stage.cast.consultations, child, counterpart);
    const path = `${caseOf(stage, child)}/areas/${area}/statements`;
    rememberStatement(stage.cast, child, await post(stage, path, { ...told, consultationId }));
  },
  'add-factor': (stage, { area, ...told }, child) =>
    post(stage, `${caseOf(stage, child)}/areas/${area}/factors`, told),
  'save-meaning'(stage, { area, ...told }, child) {
    const path = `${caseOf(stage, child)}/areas/${area}`;
    return put(stage, `${path}/meaning`, told, path);
  },
  async retract(stage, { area, ...told }, child) {
    const id = statementIn(stage.cast, child, { area });
    await post(stage, `${caseOf(stage, child)}/areas/${area}/statements/${id}/retraction`, told);
    forgetStatement(stage.cast, child, id);
  },
  async 'use-family-statement'(stage, { from, area }, child) {
    const statementId = statementIn(stage.cast, from, { area, familyWide: true });
    const path = `${caseOf(stage, child)}/family-statements`;
    rememberStatement(stage.cast, child, await post(stage, path, { statementId }));
  },
  converse: (stage, told, child) => post(stage, `${caseOf(stage, child)}/conversations`, told),
  async 'write-note'(stage, { signed = true, ...told }, child) {
    const { id } = await post(stage, `${caseOf(stage, child)}/notes`, told);
    (signed ? stage.cast.signedNotes : stage.cast.draftNotes).set(child, id);
    if (signed) await postOn(stage, `${caseOf(stage, child)}/notes/${id}`, '/signature', {});
  },
  async 'sign-note'(stage, _, child) {
    const id = idOf(stage.cast.draftNotes, child);
    await postOn(stage, `${caseOf(stage, child)}/notes/${id}`, '/signature', {});
    stage.cast.signedNotes.set(child, id);
  },
  object(stage, { party, ...told }, child) {
    const path = `${caseOf(stage, child)}/notes/${idOf(stage.cast.signedNotes, child)}/objections`;
    return post(stage, path, { ...told, byPersonId: idOf(stage.cast.persons, party) });
  },
  score: (stage, told, child) => post(stage, `${caseOf(stage, child)}/instruments`, told),
  async consult(stage, { sentOn, answerDay, ...told }, child) {
    const { id } = await post(stage, `${caseOf(stage, child)}/consultations`, told);
    stage.cast.consultations.set(`${child} ${told.counterpart}`, id);
    await postOn(stage, `/consultations/${id}`, '/dispatch', { sentOn, answerDay });
  },
  remind: (stage, { counterpart, ...told }, child) =>
    postOn(stage, consultationOf(stage, child, counterpart), '/reminders', told),
  answer: (stage, { counterpart, ...told }, child) =>
    postOn(stage, consultationOf(stage, child, counterpart), '/answer', told),
  async 'take-answer'(stage, { counterpart, ...told }, child) {
    const path = `${consultationOf(stage, child, counterpart)}/taken-statements`;
    const { items } = await post(stage, path, told);
    for (const taken of items) rememberStatement(stage.cast, child, taken);
  },
  withdraw: (stage, { counterpart, ...told }, child) =>
    postOn(stage, consultationOf(stage, child, counterpart), '/withdrawal', told),
  'waive-step': (stage, told, child) => post(stage, `${caseOf(stage, child)}/consultation-steps`, told),
  analyse: (stage, told, child) => put(stage, `${caseOf(stage, child)}/analysis`, told),
  'sign-analysis': (stage, told, child) =>
    postOn(stage, `${caseOf(stage, child)}/analysis`, '/signatures', told),
  async communicate(stage, { party, ...told }, child) {
    const partyId = party && idOf(stage.cast.persons, party);
    const { id } = await post(stage, `${caseOf(stage, child)}/communications`, { ...told, partyId });
    if (party) stage.cast.communications.set(`${child} ${party}`, id);
  },
  comment(stage, { party, ...told }, child) {
    const path = `${caseOf(stage, child)}/communications/${idOf(stage.cast.communications, child, party)}`;
    return put(stage, `${path}/comment`, told, path);
  },
  inform(stage, { party, ...told }, child) {
    const personId = party && idOf(stage.cast.persons, party);
    return post(stage, `${caseOf(stage, child)}/party-information`, { ...told, personId });
  },
  consent: (stage, { party, ...told }, child) =>
    post(stage, `${caseOf(stage, child)}/consents`, { ...told, personId: idOf(stage.cast.persons, party) }),
  close: (stage, told, child) => postOn(stage, caseOf(stage, child), '/decision', told),
  async notify(stage, { party, ...told }, child) {
    const partyId = idOf(stage.cast.persons, party);
    const { id } = await post(stage, `${caseOf(stage, child)}/notifications`, { ...told, partyId });
    stage.cast.notifications.set(`${child} ${party}`, id);
  },
  appeal(stage, { party, ...told }, child) {
    const path = `${caseOf(stage, child)}/notifications/${idOf(stage.cast.notifications, child, party)}`;
    return put(stage, `${path}/appeal`, told, path);
  },
  'follow-up': (stage, told, child) => postOn(stage, caseOf(stage, child), '/follow-up', told),
  'inform-of-follow-up': (stage, { party, ...told }, child) =>
    post(stage, `${caseOf(stage, child)}/follow-up/information`, {
      ...told,
      personId: idOf(stage.cast.persons, party),
    }),
  'contact-in-follow-up': (stage, told, child) =>
    post(stage, `${caseOf(stage, child)}/follow-up/contacts`, told),
  'end-follow-up': (stage, told, child) => postOn(stage, `${caseOf(stage, child)}/follow-up`, '/end', told),
  async 'give-intervention'(stage, told, child) {
    const { cast } = stage;
    const childId = idOf(cast.persons, child);
    const from = told.basis === 'beslut' ? { investigationId: latestOf(cast.investigations, child) } : {};
    const { id } = await post(stage, '/interventions', { ...told, ...from, childId });
    remember(cast.interventions, child, id);
  },
  'assign-intervention': (stage, told, child) =>
    postOn(stage, interventionOf(stage, child), '/assignments', told),
  async 'set-goal'(stage, told, child) {
    const { id } = await post(stage, `${interventionOf(stage, child)}/goals`, told);
    remember(stage.cast.goals, latestOf(stage.cast.interventions, child), id);
  },
  'revise-goal': (stage, { goal, ...told }, child) => put(stage, goalOf(stage, child, goal), told),
  'end-goal': (stage, { goal, ...told }, child) => postOn(stage, goalOf(stage, child, goal), '/end', told),
  'follow-up-intervention': (stage, { goals, ...told }, child) =>
    post(stage, `${interventionOf(stage, child)}/follow-ups`, {
      ...told,
      goals: judgedIn(stage.cast, child, goals),
    }),
  'score-intervention': (stage, told, child) => post(stage, `${interventionOf(stage, child)}/scores`, told),
  sip: (stage, told, child) => post(stage, `${interventionOf(stage, child)}/sip`, told),
  'end-intervention': (stage, { goals, ...told }, child) =>
    postOn(stage, interventionOf(stage, child), '/end', {
      ...told,
      goals: judgedIn(stage.cast, child, goals),
    }),
  'follow-up-later': (stage, told, child) =>
    post(stage, `${interventionOf(stage, child)}/later-follow-ups`, told),
};
