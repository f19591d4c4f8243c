import * as oidc from 'openid-client';
import { z } from 'zod';
import type { Clock } from '../kernel/clock.ts';

/**
 * Signing in at the configured issuer (inloggning): authorization code flow with PKCE, state and nonce. The server does
 * all of it; the browser is only sent there and back.
 */

/** How the server is known to the issuer, and where browsers reach it. */
export interface SignInConfig {
  readonly clientId: string;
  /** Where the issuer wants one; PKCE is used either way. */
  readonly clientSecret?: string;
  /** What the token is asked for; many issuers need more than `openid` to put our audience in it. */
  readonly scope: string;
  /** The origin that browsers see, as `https://barnakt.exempel.se`; where it listens, when left out. */
  readonly publicUrl?: string;
}

/** What is kept between the way there and the way back. */
export const Errand = z.strictObject({
  state: z.string(),
  nonce: z.string(),
  verifier: z.string(),
  /** When the browser left, in milliseconds. */
  at: z.number(),
  /** The query of the page that it is to come back to. */
  query: z.string(),
});
export type Errand = z.infer<typeof Errand>;

/** How long somebody may take at the issuer. */
export const ERRAND_SECONDS = 600;

/** Why nobody was signed in. `unavailable`: the issuer cannot be asked; the rest is what it, or the browser, has said. */
export class SignInFailed extends Error {
  override readonly name = 'SignInFailed';
  readonly reason: 'unavailable' | 'declined' | 'refused';
  /** The library's code, for the log; never anything of the answer. */
  readonly code: string | undefined;
  constructor(reason: SignInFailed['reason'], cause: unknown) {
    super(reason);
    this.reason = reason;
    this.code = (cause as { code?: string } | undefined)?.code;
  }
}

export interface SignIn {
  readonly config: SignInConfig;
  /** Where to send the browser. */
  begin(redirectUri: string, query: string): Promise<{ readonly url: string; readonly errand: Errand }>;
  /** The access token, for the address that the browser has come back to. Throws SignInFailed. */
  finish(cameBackTo: URL, errand: Errand): Promise<string>;
}

const TIMEOUT_SECONDS = 5;

export function createSignIn(
  config: SignInConfig,
  { issuer, clock }: { readonly issuer: string; readonly clock: Clock },
): SignIn {
  // http is for an issuer on this machine alone: the configuration has seen to that.
  const plain = new URL(issuer).protocol === 'http:';
  let known: Promise<oidc.ServerMetadata> | undefined;

  const serverMetadata = () => {
    known ??= oidc
      .discovery(new URL(issuer), config.clientId, undefined, undefined, {
        timeout: TIMEOUT_SECONDS,
        execute: plain ? [oidc.allowInsecureRequests] : [],
      })
      .then((found) => found.serverMetadata())
      .catch((cause) => {
        known = undefined;
        throw new SignInFailed('unavailable', cause);
      });
    return known;
  };

  async function client(): Promise<oidc.Configuration> {
    const made = new oidc.Configuration(
      await serverMetadata(),
      config.clientId,
      // The time is our clock's everywhere, and so here.
      { [oidc.clockSkew]: Math.round((Date.parse(clock.now()) - Date.now()) / 1000) },
      config.clientSecret ? oidc.ClientSecretPost(config.clientSecret) : oidc.None(),
    );
    made.timeout = TIMEOUT_SECONDS;
    if (plain) oidc.allowInsecureRequests(made);
    return made;
  }

  return {
    config,
    async begin(redirectUri, query) {
      const errand = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
        at: Date.parse(clock.now()),
        query,
      };
      const url = oidc.buildAuthorizationUrl(await client(), {
        redirect_uri: redirectUri,
        scope: config.scope,
        state: errand.state,
        nonce: errand.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(errand.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, errand };
    },
    async finish(cameBackTo, { state, nonce, verifier }) {
      const configuration = await client();
      try {
        const answer = await oidc.authorizationCodeGrant(configuration, cameBackTo, {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
        });
        return answer.access_token;
      } catch (cause) {
        throw new SignInFailed(reasonOf(cause), cause);
      }
    },
  };
}

function reasonOf(cause: unknown): SignInFailed['reason'] {
  if (cause instanceof oidc.AuthorizationResponseError) return 'declined';
  if (cause instanceof oidc.ResponseBodyError || cause instanceof oidc.WWWAuthenticateChallengeError)
    return 'refused';
  // What fetch itself throws, and the end of the time that it is given.
  const { code, name } = cause as { code?: string; name?: string };
  const away = cause instanceof TypeError || code === 'OAUTH_TIMEOUT' || name === 'TimeoutError';
  return away ? 'unavailable' : 'refused';
}
