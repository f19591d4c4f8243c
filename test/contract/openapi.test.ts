import { readFileSync } from 'node:fs';
import { Validator } from '@seriousme/openapi-schema-validator';
import { beforeAll, describe, expect, test } from 'vitest';
import { makeDocument } from '../../openapi/document.ts';
import { PERMISSIONS } from '../../src/access/permissions.ts';
import { schemaChecker } from '../support/contract.ts';

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  responses: Record<string, Json>;
  requestBody?: { required: boolean; content: Record<string, { schema: Json }> };
  'x-permission': string;
}

let document: Json;
let operations: { name: string; method: string; path: string; operation: Operation }[];
beforeAll(async () => {
  document = JSON.parse(JSON.stringify(await makeDocument()));
  operations = Object.entries(document.paths as Record<string, Record<string, Operation>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        name: `${method} ${path}`,
        method,
        path,
        operation,
      })),
  );
});

const component = (reference: unknown): Json => {
  const [section, name] = String(reference).split('/').slice(-2) as [string, string];
  return ((document.components as Json)[section] as Record<string, Json>)[name]!;
};

describe('the OpenAPI document', () => {
  test('is the committed one: run `npm run openapi` after a change of the API', () => {
    const committed = JSON.parse(
      readFileSync(new URL('../../openapi/openapi.json', import.meta.url), 'utf8'),
    );
    expect(document).toEqual(committed);
  });

  test('is valid OpenAPI 3.1', async () => {
    expect(document.openapi).toBe('3.1.0');
    const result = await new Validator().validate(structuredClone(document) as never);
    expect(result).toMatchObject({ valid: true });
  });

  test('names every operation once, with section, summary and permission', () => {
    const ids = operations.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { name, operation } of operations) {
      expect(operation.tags, name).toHaveLength(1);
      expect(operation.summary.length, name).toBeGreaterThan(5);
      expect(['public', ...PERMISSIONS], name).toContain(operation['x-permission']);
    }
  });

  test('tells every status that an operation can give', () => {
    for (const { name, method, operation } of operations) {
      const statuses = Object.keys(operation.responses);
      const open = operation['x-permission'] === 'public';
      expect(statuses, name).toEqual(expect.arrayContaining(['400', '404', '429', '500', '503']));
      if (!open) expect(statuses, name).toEqual(expect.arrayContaining(['401', '403']));
      if (['put', 'patch'].includes(method))
        expect(statuses, name).toEqual(expect.arrayContaining(['409', '412', '428']));
      if (operation.requestBody) expect(statuses, name).toEqual(expect.arrayContaining(['413', '415']));
    }
  });

  test('tells of the same as before where a caller may ask for changes only', () => {
    const told = operations.filter(({ operation }) => '304' in operation.responses);
    expect(told.map(({ operation }) => operation.operationId)).toEqual(['calendarRead']);
    const [{ operation }] = told as [(typeof told)[number]];
    expect(Object.keys(operation.responses['200']!.content as Json)).toEqual(['text/calendar']);
    expect(operation.responses['304']).toMatchObject({ headers: { ETag: {} } });
  });

  test('asks for a body, except where a creation can do without one', () => {
    const optional = operations.filter(({ operation }) => operation.requestBody?.required === false);
    expect(optional.map(({ operation }) => operation.operationId).toSorted()).toEqual([
      'calendarAddressCreate',
      'calendarAddressRevoke',
      'consultationDispatch',
      'noteSign',
      'webhookEnd',
      'webhookRenewSecret',
      'webhookRetry',
    ]);
  });

  test('has an example for every request and answer, and each passes its own schema', () => {
    const check = schemaChecker(document);
    const bodies = operations.flatMap(({ name, operation }) => {
      const request = operation.requestBody?.content['application/json'];
      const answers = Object.entries(operation.responses).flatMap(([status, answer]) => {
        const resolved = answer.$ref ? component(answer.$ref) : answer;
        return Object.entries((resolved.content ?? {}) as Record<string, Json>).map(([type, body]) => ({
          name: `${name} ${status} ${type}`,
          body,
        }));
      });
      return [...(request ? [{ name: `${name} request`, body: request as Json }] : []), ...answers];
    });
    expect(bodies.length).toBeGreaterThan(300);
    const checked = new Map<string, ReturnType<typeof check>>();
    for (const { name, body } of bodies) {
      const schema = body.schema as Json;
      const resolved = schema.$ref ? component(schema.$ref) : schema;
      const examples =
        body.example === undefined ? (resolved.examples as unknown[] | undefined) : [body.example];
      expect(examples?.length, `${name} has no example`).toBeGreaterThan(0);
      const key = JSON.stringify(schema);
      const validate = checked.get(key) ?? check(schema);
      checked.set(key, validate);
      for (const example of examples!) {
        expect(validate(example), `${name}: ${JSON.stringify(validate.errors)}`).toBe(true);
      }
    }
  });
});
