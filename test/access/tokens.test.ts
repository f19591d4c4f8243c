import fc from 'fast-check';
import { type CryptoKey, exportSPKI, importJWK, SignJWT } from 'jose';
import { describe, expect, it } from 'vitest';
import { DEMO_AUDIENCE, startIssuer } from '../../seeds/issuer.ts';
import { DEFAULT_ALGORITHMS, type IssuerConfig, REFUSALS, TokenRefused } from '../../src/access/tokens.ts';
import { clock, encoded, issuer, outcomeOf, parts, publishedKeys, SARA, verifier } from './token-fixture.ts';

describe('a token of the issuer', () => {
  it('becomes a caller', async () => {
    expect(await verifier().verify(await issuer.sign(SARA))).toEqual({
      id: 'sara',
      roles: ['social-worker', 'team-leader'],
      units: ['barn-och-familj-1'],
      boards: ['2281'],
      scopes: ['openid', 'profile'],
    });
  });

  it('is handed out for a persona by the token endpoint, and for nobody else', async () => {
    const ask = (form: Record<string, string>) =>
      fetch(`${issuer.issuer}/token`, { method: 'POST', body: new URLSearchParams(form) });
    const answer = (await (await ask({ persona: 'sara' })).json()) as Record<string, string>;
    expect(answer).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect((await verifier().verify(answer.access_token!)).id).toBe('sara');
    for (const persona of ['nobody', 'constructor', '']) expect((await ask({ persona })).status).toBe(400);
    expect((await ask({ persona: 'sara', grant_type: 'password' })).status).toBe(400);
  });

  it.each(DEFAULT_ALGORITHMS)('is accepted with %s', async (algorithm) => {
    expect(await outcomeOf(verifier().verify(await issuer.sign(SARA, { algorithm })))).toBe('accepted');
  });

  it('is held in the cache as one caller that cannot be changed', async () => {
    const tokens = verifier();
    const token = await issuer.sign(SARA);
    const caller = await tokens.verify(token);
    expect(await tokens.verify(token)).toBe(caller);
    expect(() => (caller.roles as string[]).push('administrator')).toThrow(TypeError);
  });
});

describe('a token that is not for us', () => {
  it('has another audience', async () => {
    const token = await issuer.sign(SARA, { audience: 'another-service' });
    expect(await outcomeOf(verifier().verify(token))).toBe('audience');
    const several = await issuer.sign({ ...SARA, aud: ['another-service', DEMO_AUDIENCE] });
    expect(await outcomeOf(verifier().verify(several))).toBe('accepted');
  });

  it('comes from another issuer, or only says that it comes from ours', async () => {
    const foreign = await startIssuer({ port: 0, clock, personas: {} });
    expect(await outcomeOf(verifier().verify(await foreign.sign(SARA)))).toBe('issuer');
    const pretending = await foreign.sign({ ...SARA, iss: issuer.issuer });
    expect(await outcomeOf(verifier().verify(pretending))).toBe('unknown-key');
    const stolenKid = (await publishedKeys())[0]!.kid!;
    const better = await foreign.sign({ ...SARA, iss: issuer.issuer }, { kid: stolenKid });
    expect(await outcomeOf(verifier().verify(better))).toBe('signature');
    await foreign.close();
  });

  it('names another issuer although our issuer signed it', async () => {
    for (const iss of ['https://issuer.example', `${issuer.issuer}/`, undefined, 7, [issuer.issuer]]) {
      expect(await outcomeOf(verifier().verify(await issuer.sign({ ...SARA, iss })))).toBe('issuer');
    }
  });
});

describe('a forged token', () => {
  it('with a changed payload', async () => {
    const [header, payload, signature] = parts(await issuer.sign(SARA));
    const content = JSON.parse(Buffer.from(payload, 'base64url').toString());
    const forged = [header, encoded({ ...content, roles: ['administrator'] }), signature].join('.');
    expect(await outcomeOf(verifier().verify(forged))).toBe('signature');
  });

  it('with a changed, shortened, empty or missing signature', async () => {
    const [header, payload, signature] = parts(await issuer.sign(SARA));
    const other = signature.startsWith('A') ? 'B' : 'A';
    const changed = [other + signature.slice(1), signature.slice(0, 40), ''];
    for (const forged of changed) {
      expect(await outcomeOf(verifier().verify(`${header}.${payload}.${forged}`))).toBe('signature');
    }
    expect(await outcomeOf(verifier().verify(`${header}.${payload}`))).toBe('malformed');
  });

  it('is refused also while the genuine one is in the cache', async () => {
    const tokens = verifier();
    const [header, payload, signature] = parts(await issuer.sign(SARA));
    await tokens.verify(`${header}.${payload}.${signature}`);
    expect(await outcomeOf(tokens.verify(`${header}.${payload}.${signature.slice(2)}`))).toBe('signature');
  });

  it.each(['none', 'None', 'nOnE', '', undefined, 7])('without a signature, alg %s', async (alg) => {
    const [, payload, signature] = parts(await issuer.sign(SARA));
    for (const rest of ['', signature]) {
      const token = `${encoded({ alg, typ: 'JWT' })}.${payload}.${rest}`;
      expect(await outcomeOf(verifier().verify(token))).toBe('algorithm');
    }
  });

  it('with HS256 and the published key as its secret', async () => {
    const jwk = (await publishedKeys()).find(({ alg }) => alg === 'ES256')!;
    const pem = await exportSPKI((await importJWK(jwk, 'ES256')) as CryptoKey);
    for (const secret of [pem, pem.trim(), JSON.stringify(jwk), jwk.x!]) {
      const content = { ...SARA, iss: issuer.issuer, aud: DEMO_AUDIENCE, exp: 4_000_000_000 };
      const token = await new SignJWT(content)
        .setProtectedHeader({ alg: 'HS256', kid: jwk.kid })
        .sign(new TextEncoder().encode(secret));
      expect(await outcomeOf(verifier().verify(token))).toBe('algorithm');
    }
  });

  it('with an asymmetric algorithm that is not on the list', async () => {
    const token = await issuer.sign(SARA, { algorithm: 'ES384' });
    expect(await outcomeOf(verifier().verify(token))).toBe('algorithm');
    expect(await outcomeOf(verifier({ algorithms: ['ES384'] }).verify(token))).toBe('accepted');
  });

  it('with a key that it brings along, or with a critical header that we do not know', async () => {
    const foreign = await startIssuer({ port: 0, clock, personas: {} });
    const jwk = ((await (await fetch(`${foreign.issuer}/jwks`)).json()) as { keys: unknown[] }).keys[0];
    const [, payload, signature] = parts(await foreign.sign({ ...SARA, iss: issuer.issuer }));
    for (const extra of [{ jwk }, { jku: `${foreign.issuer}/jwks`, kid: 'theirs' }]) {
      const token = `${encoded({ alg: 'ES256', kid: 'theirs', ...extra })}.${payload}.${signature}`;
      expect(await outcomeOf(verifier().verify(token))).toBe('unknown-key');
    }
    const critical = `${encoded({ alg: 'ES256', crit: ['x'], x: 1 })}.${payload}.${signature}`;
    expect(await outcomeOf(verifier().verify(critical))).toBe('malformed');
    await foreign.close();
  });

  it('with an unknown key id', async () => {
    const token = await issuer.sign(SARA, { kid: 'no-such-key' });
    expect(await outcomeOf(verifier().verify(token))).toBe('unknown-key');
  });
});

describe('garbage', () => {
  it('is refused before parsing when it is longer than 16 kB', async () => {
    const fits = await issuer.sign({ ...SARA, filling: 'x'.repeat(11_500) });
    const tooLong = await issuer.sign({ ...SARA, filling: 'x'.repeat(13_000) });
    expect([fits.length < 16_384, tooLong.length > 16_384]).toEqual([true, true]);
    expect(await outcomeOf(verifier().verify(fits))).toBe('accepted');
    expect(await outcomeOf(verifier().verify(tooLong))).toBe('malformed');
  });

  it('is refused when white space is added to a good token', async () => {
    const token = await issuer.sign(SARA);
    for (const variant of [` ${token}`, `${token}\n`, token.replace('.', '. '), `${token}=`, `${token}.`]) {
      expect(await outcomeOf(verifier().verify(variant))).toBe('malformed');
    }
  });

  it('never gives anything but a refusal, and never a word of itself', async () => {
    const tokens = verifier();
    const genuine = await issuer.sign(SARA);
    const [, , signature] = parts(genuine);
    const header = fc.record(
      {
        alg: fc.oneof(fc.constantFrom('ES256', 'RS256', 'EdDSA', 'HS256', 'none'), fc.jsonValue()),
        kid: fc.oneof(fc.string(), fc.constant((await publishedKeys())[0]!.kid), fc.jsonValue()),
        crit: fc.oneof(fc.constant(['b64']), fc.jsonValue()),
        b64: fc.jsonValue(),
      },
      { requiredKeys: [] },
    );
    const claims = fc.record(
      { iss: fc.oneof(fc.constant(issuer.issuer), fc.jsonValue()), exp: fc.jsonValue(), sub: fc.jsonValue() },
      { requiredKeys: [] },
    );
    const token = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(fc.base64String(), { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join('.')),
      fc.tuple(fc.jsonValue(), fc.jsonValue()).map(([a, b]) => `${encoded(a)}.${encoded(b)}.${signature}`),
      fc.tuple(header, claims).map(([a, b]) => `${encoded(a)}.${encoded(b)}.${signature}`),
      fc
        .tuple(fc.nat(genuine.length - 1), fc.constantFrom('A', 'z', '0', '.', '-', 'å', '\0'))
        .filter(([at, letter]) => genuine[at] !== letter && at < genuine.length - 1)
        .map(([at, letter]) => genuine.slice(0, at) + letter + genuine.slice(at + 1)),
    );
    await fc.assert(
      fc.asyncProperty(token, async (text) => {
        const error: unknown = await tokens.verify(text).then(
          () => 'accepted',
          (reason) => reason,
        );
        expect(error).toBeInstanceOf(TokenRefused);
        const { reason, message, cause } = error as TokenRefused;
        expect(message).toBe(REFUSALS[reason].en);
        expect(cause).toBeUndefined();
      }),
      { numRuns: 1500 },
    );
  });
});

describe('claims', () => {
  const wrong: [string, Record<string, unknown>][] = [
    ['no sub', { sub: undefined }],
    ['an empty sub', { sub: '' }],
    ['a sub of 201 characters', { sub: 's'.repeat(201) }],
    ['a sub that is a number', { sub: 12 }],
    ['a sub with a control character', { sub: 'sara\u0000' }],
    ['no exp', { exp: undefined }],
    ['an exp in words', { exp: 'tomorrow' }],
    ['an nbf in words', { nbf: 'yesterday' }],
    ['roles that are a number', { roles: 5 }],
    ['units that hold a number', { units: [5] }],
    ['boards that are an object', { boards: { '2281': true } }],
    ['a board without a name', { boards: [''] }],
  ];
  it.each(wrong)('%s is refused', async (_, change) => {
    expect(await outcomeOf(verifier().verify(await issuer.sign({ ...SARA, ...change })))).toBe('claims');
  });

  it('a sub of 200 characters is accepted', async () => {
    const token = await issuer.sign({ ...SARA, sub: 's'.repeat(200) });
    expect((await verifier().verify(token)).id).toHaveLength(200);
  });

  it('are lists or one string with spaces; unknown roles are left out; what is not there is empty', async () => {
    const text = await issuer.sign({ sub: 'a', roles: 'auditor poet  auditor', boards: '2281 0180-spanga' });
    expect(await verifier().verify(text)).toEqual({
      ...{ id: 'a', roles: ['auditor'], units: [] },
      ...{ boards: ['2281', '0180-spanga'], scopes: [] },
    });
    const none = await issuer.sign({ sub: 'b', roles: ['poet', 'constructor', '__proto__'] });
    expect((await verifier().verify(none)).roles).toEqual([]);
  });

  it('takes scopes from scope, else from scp', async () => {
    const scopesOf = async (claims: Record<string, unknown>) =>
      (await verifier().verify(await issuer.sign({ sub: 'm', ...claims }))).scopes;
    expect(await scopesOf({ scope: 'reports:write extracts:read' })).toEqual([
      'reports:write',
      'extracts:read',
    ]);
    expect(await scopesOf({ scp: ['reports:write'] })).toEqual(['reports:write']);
    expect(await scopesOf({ scope: 'one', scp: ['two'] })).toEqual(['one']);
  });

  it('are found at a dotted path, and before that under a name that has dots', async () => {
    const claims = { roles: 'realm_access.roles', units: 'https://kommun.example/units', boards: 'a.b.c' };
    const token = await issuer.sign({
      sub: 'k',
      realm_access: { roles: ['controller'] },
      'https://kommun.example/units': ['ifo'],
      a: { b: { c: ['2281'] } },
    });
    const expected = { roles: ['controller'], units: ['ifo'], boards: ['2281'] };
    expect(await verifier({ claims }).verify(token)).toMatchObject(expected);
    const absent = await issuer.sign({ sub: 'k', realm_access: 'roles', a: { b: null } });
    expect(await verifier({ claims }).verify(absent)).toMatchObject({ roles: [], units: [], boards: [] });
  });

  it("maps the issuer's role names, and then no other name counts", async () => {
    const roleMap = { 'SG-IFO-Handläggare': 'social-worker', 'SG-IFO-Chef': 'team-leader' } as const;
    const token = await issuer.sign({
      sub: 'm',
      roles: ['SG-IFO-Handläggare', 'administrator', 'x'.repeat(300)],
    });
    expect((await verifier({ roleMap }).verify(token)).roles).toEqual(['social-worker']);
  });
});

describe('an unsafe configuration is refused at start', () => {
  const unsafe: [string, Partial<IssuerConfig>][] = [
    ['HS256', { algorithms: ['ES256', 'HS256'] }],
    ['none', { algorithms: ['none'] }],
    ['no algorithm', { algorithms: [] }],
    ['an issuer without https', { issuer: 'http://issuer.example' }],
    ['an issuer that is no address', { issuer: 'issuer' }],
    ['an issuer with a query', { issuer: 'https://issuer.example/?a=b' }],
    ['no audience', { audience: '' }],
    ['a negative skew', { clockSkewSeconds: -1 }],
    ['a skew of an hour', { clockSkewSeconds: 3600 }],
    ['a claim without a name', { claims: { roles: '', units: 'units', boards: 'boards' } }],
    ['a role that does not exist', { roleMap: { chef: 'boss' as 'auditor' } }],
  ];
  it.each(unsafe)('%s', (_, changes) => {
    expect(() => verifier(changes)).toThrow(RangeError);
  });
});
