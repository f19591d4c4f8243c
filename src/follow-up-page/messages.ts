import type { Message } from './page.ts';
import type { SignInFailed } from './sign-in.ts';

/** What the page says when it has no figures to show. For people: what is wrong, and what to do. */

export const notConfigured: Message = {
  title: 'Inloggning är inte inställd',
  paragraphs: [
    'Uppföljningssidan visas för den som är inloggad, och servern vet inte hur inloggning går till.',
    'Den som sköter servern anger BARNAKT_CLIENT_ID (vad Barnakt heter hos inloggningstjänsten) och BARNAKT_PUBLIC_URL (adressen som webbläsare når servern på), och startar om. README.md säger mer.',
  ],
};

export const signedOut = (href: string): Message => ({
  title: 'Uppföljning av barn och unga',
  paragraphs: [
    'Målgrupper, insatser, resultat och tider för den som följer upp nämndens eller den egna enhetens arbete. Logga in för att se dem.',
  ],
  link: { text: 'Logga in', href },
});

export const notAllowed: Message = {
  title: 'Din roll ger inte rätt till uppföljningssidan',
  paragraphs: [
    'Sidan visas för den som har rätten figure:read: controllers, arbetsledare och socialsekreterare. Försöket har antecknats i åtkomstloggen.',
    'Logga ut och logga in i en annan roll, eller be systemförvaltaren om rätten.',
  ],
};

export const anotherBoard: Message = {
  title: 'Din inloggning gäller inte den här nämnden',
  paragraphs: ['Kontrollera adressen, eller be systemförvaltaren att din inloggning får gälla nämnden.'],
};

export const tooLate = (href: string): Message => ({
  title: 'Inloggningen kan inte slutföras',
  paragraphs: [
    'Den har tagit mer än tio minuter, har redan använts eller började i ett annat fönster. Börja om.',
  ],
  link: { text: 'Logga in', href },
});

const FAILED: Readonly<Record<SignInFailed['reason'], readonly [number, string]>> = {
  unavailable: [503, 'Inloggningstjänsten kan inte nås just nu. Försök igen om en stund.'],
  declined: [403, 'Inloggningen avbröts, eller så nekade inloggningstjänsten den.'],
  refused: [400, 'Svaret från inloggningstjänsten godtas inte. Börja om.'],
};

export const failed = (
  reason: SignInFailed['reason'],
  href: string,
): { status: number; message: Message } => {
  const [status, text] = FAILED[reason];
  const message = {
    title: 'Inloggningen lyckades inte',
    paragraphs: [text],
    link: { text: 'Försök igen', href },
  };
  return { status, message };
};

export const tokenRefused = (why: string): Message => ({
  title: 'Inloggningen lyckades inte',
  paragraphs: [
    `Du är inloggad hos inloggningstjänsten, men åtkomstintyget som Barnakt fick därifrån godtas inte. ${why}`,
    'Den som sköter servern ser över BARNAKT_AUDIENCE, BARNAKT_SIGN_IN_SCOPE och vad inloggningstjänsten har ställt in för Barnakt.',
  ],
});

export const tokenTooLong: Message = {
  title: 'Inloggningen lyckades inte',
  paragraphs: [
    'Åtkomstintyget från inloggningstjänsten är längre än en webbläsare kan bära. Den som sköter inloggningstjänsten tar bort det i intyget som Barnakt inte behöver.',
  ],
};

export const fromElsewhere: Message = {
  title: 'Utloggningen kom inte från den här sidan',
  paragraphs: ['Gå tillbaka till uppföljningssidan och logga ut där.'],
};
