import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

type Json = Record<string, unknown>;

/** Checks an answer against the document: its status is documented, and its body has the documented fields only. */
export type Contract = (method: string, url: string, status: number, body: unknown) => void;

/** Answers are open in the document, so that they can grow; here they are closed, so that nothing slips out. */
function closed(part: unknown): unknown {
  if (Array.isArray(part)) return part.map(closed);
  if (part === null || typeof part !== 'object') return part;
  const object = Object.fromEntries(Object.entries(part).map(([key, value]) => [key, closed(value)]));
  const isOpen =
    object.type === 'object' && object.properties !== undefined && object.additionalProperties === undefined;
  return isOpen ? { ...object, additionalProperties: false } : object;
}

/** A validator for schemas of the document, where components are found by reference. */
export function schemaChecker(document: Json): (schema: unknown) => ValidateFunction {
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const { components } = closed({ components: document.components }) as Json;
  ajv.addSchema({ $id: 'document', components });
  return (schema) =>
    ajv.compile(
      JSON.parse(JSON.stringify(closed(schema)).replaceAll('"#/components/', '"document#/components/')),
    );
}

export function contractOf(document: Json): Contract {
  const check = schemaChecker(document);
  const validators = new Map<string, ValidateFunction>();
  const operations = Object.entries(document.paths as Record<string, Record<string, Json>>).flatMap(
    ([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        method: method.toUpperCase(),
        // A literal path comes before one with a parameter in the same place.
        rank: (path.match(/\{/g) ?? []).length,
        pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
        operation,
      })),
  );
  operations.sort((a, b) => a.rank - b.rank);
  return (method, url, status, body) => {
    const path = url.split('?')[0]!;
    const found = operations.find((candidate) => candidate.method === method && candidate.pattern.test(path));
    if (!found) return;
    const { operationId, responses } = found.operation as {
      operationId: string;
      responses: Record<string, Json>;
    };
    const answer = responses[String(status)];
    if (!answer) throw new Error(`${operationId} answered ${status}, which is not documented.`);
    const resolved = answer.$ref
      ? ((document.components as Json).responses as Record<string, Json>)[
          String(answer.$ref).split('/').at(-1)!
        ]!
      : answer;
    const media = Object.entries((resolved.content ?? {}) as Record<string, { schema: unknown }>).find(
      ([type]) => type.includes('json'),
    );
    if (!media || typeof body === 'string') return;
    const key = `${operationId} ${status}`;
    const validate = validators.get(key) ?? check(media[1].schema);
    validators.set(key, validate);
    if (!validate(body))
      throw new Error(`${key} does not fit its schema: ${JSON.stringify(validate.errors)}`);
  };
}
