/** @import { Problem } from './answers.ts' */

/** Asks the API, from the page's own address: the cookie goes along, and no token is ever in this script. */

/** An answer that is not one, in words for whoever looks. */
export class Refusal extends Error {
  /** @param {string} message @param {boolean} signedOut */
  constructor(message, signedOut = false) {
    super(message);
    this.signedOut = signedOut;
  }
}

/**
 * How many times a busy server is asked before the page says so; how many seconds it is left alone where it names none, and
 * at most. Somewhat longer each time by chance, or all figures would come back at once.
 */
const TRIES = 5;
const PAUSE_SECONDS = 10;
const LONGEST_PAUSE_SECONDS = 30;

/**
 * Asks again while the server is busy: a page asks several questions at once, and others do too.
 * @param {string} path below the board, as `tables`
 * @param {Readonly<Record<string, string | undefined>>} query what is empty or undefined is left out
 * @param {AbortSignal} signal
 * @returns {Promise<any>} what answers.ts says of the path
 */
export async function ask(path, query, signal) {
  const given = Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : []));
  const search = new URLSearchParams(given).toString();
  // The page stands right below the board, so a relative address is the board's.
  const address = search ? `${path}?${search}` : path;
  let response = await answerTo(address, signal);
  for (let tries = 1; response.status === 503 && tries < TRIES; tries += 1) {
    const named = Number(response.headers.get('retry-after')) || PAUSE_SECONDS;
    await pause(Math.min(named, LONGEST_PAUSE_SECONDS) * (1 + Math.random() / 2), signal);
    response = await answerTo(address, signal);
  }
  if (response.ok) return response.json();
  if (response.status === 401) throw new Refusal('Du är inte längre inloggad.', true);
  /** @type {Problem} */
  const problem = await response.json().catch(() => ({}));
  throw new Refusal(problem.detail ?? `Servern svarar med fel ${response.status}.`);
}

/** @param {string} address @param {AbortSignal} signal */
async function answerTo(address, signal) {
  try {
    return await fetch(address, {
      signal,
      headers: { accept: 'application/json', 'accept-language': 'sv', 'barnakt-page': 'uppfoljning' },
      cache: 'no-store',
    });
  } catch (error) {
    if (signal.aborted) throw error;
    throw new Refusal('Servern kan inte nås. Kontrollera anslutningen och försök igen.');
  }
}

/**
 * @param {number} seconds @param {AbortSignal} signal
 * @returns {Promise<void>} rejects when whoever waits has gone on to something else
 */
function pause(seconds, signal) {
  signal.throwIfAborted();
  return new Promise((resolve, reject) => {
    const stopped = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stopped);
      resolve();
    }, seconds * 1000);
    signal.addEventListener('abort', stopped, { once: true });
  });
}
