import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { child, reportOf } from '../support/casework.ts';
import { type Client, startWorld, type World } from '../support/world.ts';

/** What a request that does not fit its schema is told of each field, in both languages. */

let world: World;
let mia: Client;
beforeAll(async () => {
  world = await startWorld();
  mia = world.as('reception');
});
afterAll(() => world.close());

describe('an error of form', () => {
  test.each<[string, object, string, string, string]>([
    ['no child', { children: [] }, 'children', 'Ska innehålla minst 1.', 'Must hold at least 1.'],
    [
      'too long a text',
      { text: 'x'.repeat(20_001) },
      'text',
      'Ska ha högst 20000 tecken.',
      'Must have at most 20000 characters.',
    ],
    ['a number for text', { text: 7 }, 'text', 'Ska vara text.', 'Must be text.'],
    [
      'a word for yes',
      { feedbackRequested: 'ja' },
      'feedbackRequested',
      'Ska vara true eller false.',
      'Must be true or false.',
    ],
    ['nothing', { receivedAt: undefined }, 'receivedAt', 'Uppgiften saknas.', 'Missing.'],
    [
      'no unit’s code',
      { unit: 'Å' },
      'unit',
      'Ska vara en enhets kod, som barn-och-familj.',
      'Must be the code of a unit, such as barn-och-familj.',
    ],
  ])('says what a field is to be, where it has %s', async (_, more, field, sv, en) => {
    const said = async (language: string) =>
      (
        await mia.post(
          '/reports',
          { ...reportOf([child()]), ...more },
          { headers: { 'accept-language': language } },
        )
      ).body;
    const swedish = await said('sv');
    expect(swedish.violations).toContainEqual({ field, message: sv });
    expect(swedish.detail).toBe('Ett eller flera fält är felaktiga. Inget har sparats.');
    expect((await said('en')).violations).toContainEqual({ field, message: en });
  });

  test('of a read says nothing of saving', async () => {
    const { body } = await mia.get('/intakes?limit=0&state=closed');
    expect(body.detail).toBe('Ett eller flera fält är felaktiga.');
    expect(body.violations).toEqual([
      { field: 'limit', message: 'Ska vara minst 1.' },
      { field: 'state', message: expect.stringMatching(/^Ska vara något av: /) },
    ]);
    const unknown = await mia.get('/intakes/x');
    expect(unknown.body.violations).toEqual([
      { field: 'intakeId', message: 'Ska vara ett id (UUID) som API:et har gett.' },
    ]);
  });
});
