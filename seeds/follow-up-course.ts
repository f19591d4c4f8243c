import { type Line, type Move, move } from './line.ts';

/** The follow-up of a child's situation after an investigation without insats, from a number of days after its opening. */
export function followUpCourse({ child, path, parties, isProtected, team }: Line, start: number): Move[] {
  const { worker, leader } = team;
  if (!path.followedUp) return [];
  const postman = isProtected ? leader : worker;
  const tell = (stage: 'inledning' | 'avslut', after: number) =>
    parties.map((party) =>
      move('closed', after, (informedOn) => ({
        by: postman,
        does: 'inform-of-follow-up',
        child,
        stage,
        party,
        informedOn,
        manner: 'telefon',
      })),
    );
  return [
    move('closed', start, () => ({
      by: leader,
      does: 'follow-up',
      child,
      ground: 'sarskilt-behov',
      reasons: 'Familjen tar inte emot stöd. Nämnden behöver se att barnet har det bra i vardagen.',
    })),
    ...tell('inledning', start + 1),
    move('closed', start + 20, (on) => ({
      by: worker,
      does: 'contact-in-follow-up',
      child,
      on,
      with: 'barnet',
      content: 'Samtal om skolan och hur det är hemma.',
    })),
    move('closed', start + 45, () => ({
      by: leader,
      does: 'end-follow-up',
      child,
      reason: 'inget-mer-behov',
      note: 'Barnet har det bra i skolan och hemma.',
    })),
    ...tell('avslut', start + 46),
  ];
}
