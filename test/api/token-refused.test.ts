import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startIssuer } from '../../seeds/issuer.ts';
import { PREFIX } from '../../src/app.ts';
import { startWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await startWorld();
});
afterAll(() => world.close());

describe('a token that is not good', () => {
  const claims = { sub: 'lena.berg', roles: ['team-leader'], units: ['mottagning'], boards: ['2281'] };
  const ask = (authorization: string | undefined, language = 'sv') =>
    world.as('teamLeader').send('GET', `${PREFIX}/2281/intakes`, undefined, {
      ...(authorization && { authorization }),
      'accept-language': language,
    });

  test('is refused with 401, and says why in both languages', async () => {
    const good = await world.issuer.sign(claims);
    const foreign = await startIssuer({ port: 0, clock: world.clock, personas: {} });
    const [head, , signature] = good.split('.');
    const altered = Buffer.from(JSON.stringify({ ...claims, roles: ['auditor'] })).toString('base64url');
    const unsigned = Buffer.from(JSON.stringify({ alg: 'none' })).toString('base64url');
    const bad = [
      undefined,
      'Bearer',
      'Bearer x',
      `Basic ${Buffer.from('a:b').toString('base64')}`,
      `Bearer ${good} ${good}`,
      `Bearer ${head}.${altered}.${signature}`,
      `Bearer ${unsigned}.${altered}.`,
      `Bearer ${await world.issuer.sign(claims, { expiresInSeconds: -60 })}`,
      `Bearer ${await world.issuer.sign(claims, { audience: 'another-service' })}`,
      `Bearer ${await foreign.sign(claims)}`,
    ];
    for (const authorization of bad) {
      const [swedish, english] = [await ask(authorization), await ask(authorization, 'en')];
      expect([swedish.status, english.status]).toEqual([401, 401]);
      expect(swedish.headers['www-authenticate']).toBe('Bearer');
      expect(swedish.body.detail).not.toBe(english.body.detail);
      expect(swedish.body).not.toHaveProperty('items');
    }
    expect((await ask(undefined)).body.detail).toMatch(/^Headern Authorization saknas\./);
    expect((await ask('Bearer x')).body.detail).toBe('Åtkomstintyget kan inte läsas.');
    expect((await ask(`Bearer ${good}`)).status).toBe(200);
    await foreign.close();
  });

  test('of another board reaches nothing here', async () => {
    const stranger = await world.with({ ...claims, boards: ['0180-spanga'] });
    expect((await stranger.get('/intakes')).status).toBe(404);
    expect((await stranger.get('/intakes', { board: '0180-spanga' })).status).toBe(404);
  });
});
