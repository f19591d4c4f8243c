import { child, done, openInvestigation } from '../../support/casework.ts';
import type { Client, World } from '../../support/world.ts';

/** Alva and Melker Exempelsson, siblings with an investigation each, and Sara, their mother. */
export interface Family {
  /** Under the board: Alva's investigation. */
  readonly investigation: string;
  readonly investigationId: string;
  readonly caseNumber: string;
  readonly childId: string;
  readonly motherId: string;
  /** Everything that is written in Alva's investigation and belongs in the basis of the decision. */
  readonly written: readonly string[];
  /** Under the board: what goes to Alva's school. */
  readonly consultation: string;
  /** Under the board: Melker's investigation. */
  readonly other: string;
  /** What tells of Melker. */
  readonly ofOther: readonly string[];
}

const ANALYSIS = {
  childDevelopment: 'Alva trivs i skolan men sover dåligt.',
  parentalCapacity: 'Mamman ser behoven men orkar inte alltid.',
  familyAndEnvironment: 'Mormor bor nära.',
  together: 'Bristerna återkommer, skolan skyddar.',
  meaningForChild: 'Utan stöd riskerar skolgången att påverkas.',
};
const ASSESSMENT = {
  needs: ['grundlaggande-omsorg'],
  needsText: 'Alva behöver fasta rutiner.',
  bestInterests: 'Det bästa för Alva är stöd i hemmet.',
  childAttitude: 'positiv',
  childView: 'Alva vill att någon hjälper mamma.',
  guardianAttitude: 'delvis',
  guardianView: 'Mamman tar gärna emot hjälp på kvällarna.',
  proposal: 'Familjebehandling i sex månader.',
};

export async function aFamily(
  world: World,
  named: { givenName?: string; familyName?: string } = {},
): Promise<Family> {
  const karin = world.as('socialWorker');
  const alva = await openInvestigation(world, child(named));
  const melker = await openInvestigation(world, child({ givenName: 'Melker', familyName: 'Syskonsson' }));
  const mother = done(await karin.post('/persons', { givenName: 'Sara', familyName: 'Exempelsson' }));
  const relate = async (fromPersonId: string, toPersonId: string, type: string) =>
    done(await karin.post('/relations', { fromPersonId, toPersonId, type }));
  await relate(melker.childId, alva.childId, 'syskon');
  for (const { childId } of [alva, melker]) await relate(mother.id, childId, 'vardnadshavare');
  const number = (await karin.get(`/persons/${melker.childId}`)).body.personalNumber as string;
  const investigation = `/investigations/${alva.investigationId}`;
  return {
    ...alva,
    investigation,
    motherId: mother.id,
    ...(await writeAll(karin, investigation, mother.id)),
    other: `/investigations/${melker.investigationId}`,
    ofOther: ['Melker', 'Syskonsson', melker.caseNumber!, melker.childId, number, number.slice(8)],
  };
}

/** Fills an investigation, each part once. */
async function writeAll(karin: Client, at: string, motherId: string) {
  const plan = {
    purpose: 'Ta reda på om omsorgen räcker.',
    questions: ['Får Alva mat varje dag?'],
    areas: [
      { area: 'grundlaggande-omsorg', decision: 'utreds' },
      { area: 'familjebakgrund', decision: 'utreds-inte', reason: 'Inget i anmälan rör bakgrunden.' },
    ],
    partiesComments: 'Mamman tycker att planen är bra.',
  };
  done(await karin.put(`${at}/plan`, plan, { match: '"0"' }));
  const talk = done(
    await karin.post(`${at}/conversations`, {
      heldOn: '2026-03-02',
      form: 'enskilt-barnsamtal',
      otherParticipants: ['Skolkuratorn'],
      childView: 'Jag vill bo kvar hemma.',
    }),
  );
  const area = `${at}/areas/grundlaggande-omsorg`;
  const statement = { text: 'Det finns ofta ingen frukost.', source: 'barnet', conversationId: talk.id };
  done(await karin.post(`${area}/statements`, statement));
  done(
    await karin.post(`${area}/factors`, {
      kind: 'skydd',
      ownWords: 'Mormor lagar mat.',
      meaning: 'Alva äter.',
    }),
  );
  const meaning = { meaning: 'Alva är trött.', need: 'behov-finns', needText: 'Frukost varje dag.' };
  done(await karin.put(`${area}/meaning`, meaning, { match: '"0"' }));
  const use = { instrument: 'cors', usedOn: '2026-03-02', summary: 'Skolan är svårast.' };
  done(await karin.post(`${at}/instruments`, use));
  const informed = {
    stage: 'inledning',
    personId: motherId,
    informedOn: '2026-03-02',
    note: 'Två samtal behövdes.',
  };
  done(await karin.post(`${at}/party-information`, informed));
  const answer = { intervention: 'familjebehandling', on: '2026-03-02' };
  for (const [given, note] of [
    ['samtycker-inte', 'Ville tänka först.'],
    ['samtycker', 'Svarade vid hembesöket.'],
  ]) {
    done(await karin.post(`${at}/consents`, { ...answer, personId: motherId, answer: given, note }));
  }
  const asked = await karin.post(`${at}/consultations`, {
    counterpart: 'skola',
    counterpartName: 'Exempelskolan',
    basis: 'uppgiftsskyldighet',
    questions: [{ area: 'utbildning', text: 'Hur är närvaron?' }],
  });
  const consultation = `/consultations/${done(asked).id}`;
  done(await karin.post(`${consultation}/dispatch`, { answerDay: '2026-03-16' }, { match: asked.etag }));
  done(await karin.put(`${at}/analysis`, { analysis: ANALYSIS, assessment: ASSESSMENT }, { match: '"0"' }));
  const sent = await karin.post(`${at}/communications`, { partyId: motherId });
  const comment = { receivedOn: '2026-03-02', comment: 'Jag vill att det går fort.' };
  done(await karin.put(`${at}/communications/${done(sent).id}/comment`, comment, { match: sent.etag }));
  return {
    consultation,
    written: [
      ...[plan.purpose, ...plan.questions, plan.areas[1]!.reason!, 'Sara Exempelsson', 'Skolkuratorn'],
      ...[
        'Jag vill bo kvar hemma.',
        statement.text,
        'Mormor lagar mat.',
        'Alva äter.',
        'Exempelskolan',
        comment.comment,
      ],
      ...[meaning.meaning, 'Behov finns', meaning.needText, 'CORS', use.summary],
      ...[informed.note, 'Samtycker', 'Svarade vid hembesöket.'],
      ...[
        ...Object.values(ANALYSIS),
        ...Object.values(ASSESSMENT).filter((text) => /[ .]/.test(String(text))),
      ],
    ] as string[],
  };
}
