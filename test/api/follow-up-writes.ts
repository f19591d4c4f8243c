import { done } from '../support/casework.ts';
import type { Answer, Client } from '../support/world.ts';
import { made, mistake, moved, type Thing, type Write } from './investigation-write.ts';

const following = { ground: 'samtycke', reasons: 'Familjen vill ha kontakt under hösten.' };

/** Every write of the follow-up after an investigation, by a team leader. */
export function followUpWrites(lena: () => Client): readonly Write[] {
  const decideIn = async (at: string) =>
    lena().post(`${at}/follow-up`, following, { match: (await lena().get(at)).etag });
  /** Closed without insats, and followed up. */
  const aFollowUp = async (at: string): Promise<Thing> => {
    done(await lena().post(`${at}/decision`, moved, { match: (await lena().get(at)).etag }));
    return { id: '', match: (await decideIn(at)).etag };
  };
  const end = (at: string, match: string) =>
    lena().post(`${at}/follow-up/end`, { reason: 'inget-mer-behov' }, { match });
  const contact = (at: string) =>
    lena().post(`${at}/follow-up/contacts`, { on: '2026-03-02', with: 'barnet', content: 'Alva mår bra.' });
  const inform = async (at: string) => {
    const { childId: personId } = done(await lena().get(at));
    const told = { stage: 'inledning', personId, informedOn: '2026-03-02' };
    return lena().post(`${at}/follow-up/information`, told);
  };
  /** Follows it up first, where that can be done. */
  const onceFollowed =
    (write: (at: string, match: string) => Promise<Answer>): Write['write'] =>
    async (at) =>
      write(at, (await decideIn(at)).etag || '"1"');
  const given = (record: (at: string) => Promise<Answer>) => async (at: string) => {
    await aFollowUp(at);
    return made(await record(at));
  };
  return [
    { action: 'follow-up', operation: 'follow-up.decide', write: decideIn },
    {
      action: 'end-follow-up',
      operation: 'follow-up.end',
      givenClosed: aFollowUp,
      write: (at, _, { match }) => end(at, match),
    },
    { action: 'end-follow-up', operation: 'follow-up.end', write: onceFollowed(end) },
    {
      action: 'work-in-follow-up',
      operation: 'follow-up-contact.record',
      write: onceFollowed(contact),
    },
    {
      action: 'work-in-follow-up',
      operation: 'follow-up-information.record',
      write: onceFollowed(inform),
    },
    {
      action: 'work-in-follow-up',
      operation: 'follow-up-contact.retract',
      givenClosed: given(contact),
      unversioned: true,
      write: (at, _, { id }) => lena().post(`${at}/follow-up/contacts/${id}/retraction`, mistake),
    },
    {
      action: 'work-in-follow-up',
      operation: 'follow-up-information.retract',
      givenClosed: given(inform),
      unversioned: true,
      write: (at, _, { id }) => lena().post(`${at}/follow-up/information/${id}/retraction`, mistake),
    },
  ];
}
