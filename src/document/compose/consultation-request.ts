import { coverLinesOf } from '../../investigation/consultation/rules.ts';
import type { Consultation } from '../../investigation/consultation/schema.ts';
import type { Day } from '../../kernel/day.ts';
import { type AreaCode, areasOn } from '../../knowledge/areas.ts';
import type { CodeOf } from '../../knowledge/codebooks.ts';
import { citationOn } from '../../knowledge/law.ts';
import { type Block, fact, facts, heading, list, notice, type PrintedDocument, paragraph } from '../model.ts';
import * as words from './wording.ts';

export interface ConsultationRequestFacts {
  readonly frame: words.Frame;
  readonly consultation: Consultation;
}

/**
 * What goes to a school, a clinic or another (konsultation). It leaves the board, and so says the least that finds the
 * child: name, birth date and our case number. No personal number, nobody else in the family, nothing of what the
 * report said, and of a consent only that there is one.
 */
export function composeConsultationRequest({
  frame,
  consultation,
}: ConsultationRequestFacts): PrintedDocument {
  const { sentOn, answerDay, remindedOn } = consultation;
  // After why the answer day matters comes what must not be overlooked: here it stands first.
  const [whyAnswerDay, ...notices] = coverLinesOf(consultation);
  return {
    ...words.framed(frame),
    title: 'Begäran om uppgifter till en barnavårdsutredning',
    fileName: 'begaran-om-uppgifter',
    draft:
      sentOn === null
        ? { mark: 'UTKAST – inte skickad', why: 'Begäran är inte registrerad som skickad.' }
        : null,
    blocks: [
      ...notices.map(notice),
      ...words.care(frame.child),
      facts([
        fact('Till', words.counterpartOf(consultation)),
        fact('Från', `${frame.unit}, handläggare ${frame.handlerId}`),
        fact('Barnet', words.nameOf(frame.child)),
        words.bornOn(frame.child),
        ...(sentOn ? [fact('Skickad', words.inWords(sentOn))] : []),
        ...(remindedOn.length > 0 ? [fact('Påminnelse', ...remindedOn.map(words.inWords))] : []),
        fact('Svara senast', answerDay ? words.inWords(answerDay) : 'Bestäms när begäran skickas'),
      ]),
      heading(2, 'Varför ni får frågan'),
      paragraph(
        'Socialnämnden utreder vad barnet behöver. Det ni vet om barnet kan ha betydelse för utredningen.',
      ),
      basisOf(consultation, sentOn ?? frame.today),
      heading(2, 'Varför svarsdagen spelar roll'),
      paragraph(whyAnswerDay!),
      heading(2, 'Frågor'),
      ...questionsOf(consultation, frame.openedOn),
      heading(2, 'Så svarar ni'),
      paragraph(
        `Skriv ärendenummer ${frame.caseNumber} i svaret. Skilj på det ni själva har sett och det andra har berättat. ` +
          'Säg också till om det är något ni inte vet.',
      ),
    ],
  };
}

const BASIS: Readonly<Record<CodeOf<'consultationBasis'>, (on: Day) => string>> = {
  uppgiftsskyldighet: (on) =>
    'Utredningen är beslutad. Ni är därför skyldiga att lämna de uppgifter som kan ha betydelse för den, och det ' +
    `krävs inget samtycke${words.cited(citationOn('uppgiftsskyldighet', on))}.`,
  samtycke: () => 'Uppgifterna begärs med samtycke. Samtycket är dokumenterat hos socialnämnden.',
  'sekretessbrytande-annan': () =>
    'Uppgifterna begärs med stöd av en bestämmelse som bryter sekretessen. Handläggaren svarar på vilken.',
};

const basisOf = ({ basis }: Pick<Consultation, 'basis'>, on: Day): Block =>
  paragraph(basis ? BASIS[basis](on) : 'På vilken grund uppgifterna begärs är inte angivet.');

/** By area in the order of the triangle; what is about no area last. */
function questionsOf({ questions }: Pick<Consultation, 'questions'>, openedOn: Day): Block[] {
  if (questions.length === 0) return [paragraph('Inga frågor är skrivna.')];
  const about = (area: AreaCode | null) =>
    questions.filter((question) => question.area === area).map(({ text }) => text);
  const others = about(null);
  const byArea = areasOn(openedOn).flatMap(({ areas }) =>
    areas.flatMap(({ area, name }): Block[] => {
      const asked = about(area);
      return asked.length > 0 ? [heading(3, name), list(asked)] : [];
    }),
  );
  if (others.length === 0) return byArea;
  return byArea.length > 0 ? [...byArea, heading(3, 'Övrigt'), list(others)] : [list(others)];
}
