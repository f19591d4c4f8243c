import { done, openInvestigation } from '../support/casework.ts';
import type { Client, World } from '../support/world.ts';
import { mendAll, supported } from './decision/closing.ts';
import { followUpWrites } from './follow-up-writes.ts';
import { made, mistake, moved, type Thing, type Write } from './investigation-write.ts';

/** Every write of an investigation: what may be done, by which action, and what must be there before. */

let world: World;
let lena: Client;

/** The world that the writes are done in, by a team leader. */
export function writeIn(where: World): void {
  world = where;
  lena = where.as('teamLeader');
}

const extension = { ground: 'sarskilda-skal', reasons: 'Ett underlag dröjer.', newEndDay: '2026-08-01' };
const talk = { heldOn: '2026-03-02', form: 'enskilt-barnsamtal' };
const noted = { happenedOn: '2026-03-02', text: 'Skolan har ringt.' };
const told = { text: 'Sover dåligt.', source: 'barnet' };
const use = { instrument: 'ors', usedOn: '2026-03-02' };

const aTalk = async (at: string) => made(await lena.post(`${at}/conversations`, talk));
const aNote = async (at: string) => made(await lena.post(`${at}/notes`, noted));
const signed = (at: string, { id, match }: Thing) => lena.post(`${at}/notes/${id}/signature`, {}, { match });
const aSignedNote = async (at: string) => made(await signed(at, await aNote(at)));
const correcting = ({ id }: Thing) => ({ ...noted, corrects: id });
const aCorrection = async (at: string, note: Thing) => made(await lena.post(`${at}/notes`, correcting(note)));
const aUse = async (at: string) => made(await lena.post(`${at}/instruments`, use));
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
const anAnswer = async (at: string) => {
  const { id, match } = await aSent(at);
  const statements = [{ area: 'halsa', text: 'Sover på lektionerna.' }];
  return made(await lena.post(`/consultations/${id}/answer`, { statements }, { match }));
};
/** A family-wide statement in the investigation of a sister; the child is her sibling. */
const anOffer = async (at: string) => {
  const { childId } = done(await lena.get(at));
  const sister = await openInvestigation(world);
  done(await lena.post('/relations', { fromPersonId: sister.childId, toPersonId: childId, type: 'syskon' }));
  const areas = `/investigations/${sister.investigationId}/areas`;
  const family = { text: 'Familjen ska flytta.', source: 'vardnadshavare', familyWide: true };
  return made(await lena.post(`${areas}/boende-arbete-och-ekonomi/statements`, family));
};
const aGuardian = async (at: string): Promise<string> => {
  const { childId } = done(await lena.get(at));
  const person = done(await lena.post('/persons', { givenName: 'Vera', familyName: 'Exempelsson' }));
  const relation = { fromPersonId: person.id, toPersonId: childId, type: 'vardnadshavare' };
  done(await lena.post('/relations', relation));
  return person.id;
};
const aSending = async (at: string) =>
  made(await lena.post(`${at}/communications`, { partyId: await aGuardian(at) }));
const anException = (stage: string) => ({ stage, exception: 'Skäl finns.' });
const aReason = (stage: string) => async (at: string) =>
  made(await lena.post(`${at}/party-information`, anException(stage)));
const received = { notifiedOn: '2026-03-02', manner: 'brev', appealInstructions: true };
const notifying = async (at: string) =>
  lena.post(`${at}/notifications`, { ...received, partyId: await aGuardian(at) });
/** Closed with a decision that can be appealed, and a guardian who has received it. */
const aNotification = async (at: string) => {
  await mendAll(lena, at);
  done(await lena.post(`${at}/decision`, supported, { match: (await lena.get(at)).etag }));
  return made(await notifying(at));
};
const asking = async (at: string) => {
  const { childId: personId } = (await lena.get(at)).body;
  const consent = { personId, intervention: 'kontaktperson', answer: 'begar', on: '2026-03-02' };
  return lena.post(`${at}/consents`, consent);
};
const saved = (part: string) => async (at: string) => {
  const { etag } = await lena.get(`${at}/${part}`);
  return { id: '', match: etag };
};
const happening =
  (name: string, body: object): Write['write'] =>
  (_at, _match, { id, match }) =>
    lena.post(`/consultations/${id}/${name}`, body, { match });

export const WRITES: readonly Write[] = [
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
    action: 'note',
    operation: 'note.draft',
    write: (at) => lena.post(`${at}/notes`, noted),
  },
  {
    action: 'note',
    operation: 'note.edit',
    given: aNote,
    keepsOpen: true,
    write: (at, _, { id, match }) => lena.patch(`${at}/notes/${id}`, { heading: 'Skolan' }, { match }),
  },
  {
    action: 'note',
    operation: 'note.sign',
    given: aNote,
    keepsOpen: true,
    write: (at, _, note) => signed(at, note),
  },
  {
    action: 'append',
    operation: 'note.draft',
    given: aSignedNote,
    unversioned: true,
    write: (at, _, note) => lena.post(`${at}/notes`, correcting(note)),
  },
  {
    action: 'append',
    operation: 'note.edit',
    given: aSignedNote,
    unversioned: true,
    async write(at, _, note) {
      const { id, match } = await aCorrection(at, note);
      return lena.patch(`${at}/notes/${id}`, { heading: 'Rättelse' }, { match });
    },
  },
  {
    action: 'append',
    operation: 'note.sign',
    given: aSignedNote,
    unversioned: true,
    write: async (at, _, note) => signed(at, await aCorrection(at, note)),
  },
  {
    action: 'append',
    operation: 'note-objection.record',
    given: aSignedNote,
    unversioned: true,
    write: (at, _, { id }) =>
      lena.post(`${at}/notes/${id}/objections`, { objectedOn: '2026-03-02', text: 'Det var två dagar.' }),
  },
  {
    action: 'state',
    operation: 'area.state',
    write: (at) => lena.post(`${at}/areas/halsa/statements`, told),
  },
  {
    action: 'state',
    operation: 'area.take',
    given: anAnswer,
    unversioned: true,
    write: (_at, _match, { id }) => lena.post(`/consultations/${id}/taken-statements`, { parts: [1] }),
  },
  {
    action: 'state',
    operation: 'family-statement.use',
    given: anOffer,
    unversioned: true,
    write: (at, _match, { id }) => lena.post(`${at}/family-statements`, { statementId: id }),
  },
  {
    action: 'state',
    operation: 'area.record-factor',
    write: (at) => lena.post(`${at}/areas/halsa/factors`, { kind: 'risk', ownWords: 'Sömnbrist.' }),
  },
  {
    action: 'state',
    operation: 'area.retract-statement',
    given: async (at) => made(await lena.post(`${at}/areas/halsa/statements`, told)),
    unversioned: true,
    write: (at, _, { id }) => lena.post(`${at}/areas/halsa/statements/${id}/retraction`, mistake),
  },
  {
    action: 'state',
    operation: 'area.retract-factor',
    given: async (at) =>
      made(await lena.post(`${at}/areas/halsa/factors`, { kind: 'risk', ownWords: 'Sömnbrist.' })),
    unversioned: true,
    write: (at, _, { id }) => lena.post(`${at}/areas/halsa/factors/${id}/retraction`, mistake),
  },
  {
    action: 'state',
    operation: 'area-meaning.save',
    given: saved('areas/halsa'),
    write: (at, _, { match }) => lena.put(`${at}/areas/halsa/meaning`, { need: 'oklart' }, { match }),
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
    action: 'score',
    operation: 'instrument-use.record',
    write: (at) => lena.post(`${at}/instruments`, use),
  },
  {
    action: 'score',
    operation: 'instrument-use.correct',
    given: aUse,
    write: (at, _, { id, match }) =>
      lena.patch(`${at}/instruments/${id}`, { respondent: 'barnet' }, { match }),
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
    action: 'communicate',
    operation: 'communication.retract',
    given: async (at) => made(await lena.post(`${at}/communications`, { exception: 'Obehövligt.' })),
    write: (at, _, { id, match }) => lena.post(`${at}/communications/${id}/retraction`, mistake, { match }),
  },
  ...(['inledning', 'avslut'] as const).flatMap((stage): Write[] => {
    const action = stage === 'inledning' ? 'inform' : 'inform-of-closing';
    return [
      {
        action,
        operation: 'party-information.record',
        write: (at) => lena.post(`${at}/party-information`, anException(stage)),
      },
      {
        action,
        operation: 'party-information.correct',
        given: aReason(stage),
        write: (at, _, { id, match }) =>
          lena.patch(`${at}/party-information/${id}`, { note: 'Enligt polisen.' }, { match }),
      },
    ];
  }),
  {
    action: 'consent',
    operation: 'consent.record',
    write: asking,
  },
  {
    action: 'consent',
    operation: 'consent.retract',
    given: async (at) => made(await asking(at)),
    unversioned: true,
    write: (at, _, { id }) => lena.post(`${at}/consents/${id}/retraction`, mistake),
  },
  {
    action: 'decide',
    operation: 'investigation.decide',
    write: (at, match) => lena.post(`${at}/decision`, moved, { match }),
  },
  {
    action: 'notify',
    operation: 'notification.record',
    write: notifying,
  },
  {
    action: 'notify',
    operation: 'notification.correct',
    givenClosed: aNotification,
    write: (at, _, { id, match }) =>
      lena.patch(`${at}/notifications/${id}`, { manner: 'delgivning' }, { match }),
  },
  {
    action: 'notify',
    operation: 'notification.record-appeal',
    givenClosed: aNotification,
    write: (at, _, { id, match }) =>
      lena.put(`${at}/notifications/${id}/appeal`, { receivedOn: '2026-03-02' }, { match }),
  },
  ...followUpWrites(() => lena),
];
