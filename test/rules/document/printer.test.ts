import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, expect, test } from 'vitest';
import { type Block, heading, paragraph } from '../../../src/document/model.ts';
import { createPrinter } from '../../../src/document/printer.ts';
import { HttpProblem } from '../../../src/http/problem.ts';
import { aDocument, readPdf } from '../../support/documents.ts';

const printer = createPrinter();
afterAll(() => printer.close());

const pages = (name: string, count: number) =>
  aDocument({
    blocks: Array.from({ length: count }, (_, at): Block[] => [
      heading(2, `${name} ${at}`),
      paragraph(`${name} `.repeat(400)),
    ]).flat(),
  });

test('documents that are printed at the same time come out whole, each to the one who asked', async () => {
  const names = Array.from({ length: 12 }, (_, at) => `dokument${at}`);
  const printed = await Promise.all(names.map((name, at) => printer.print(pages(name, 1 + at))));
  for (const [at, bytes] of printed.entries()) {
    const { content, outline } = await readPdf(bytes);
    expect(content.match(new RegExp(`${names[at]}(?!\\d\\d)`, 'g'))!.length).toBeGreaterThanOrEqual(
      (1 + at) * 400,
    );
    expect(outline).toHaveLength(2 + at);
    for (const other of names.filter((name) => name.length === names[at]!.length && name !== names[at])) {
      expect(content).not.toContain(other);
    }
  }
});

test('the rest of the house goes on while it prints', async () => {
  await printer.print(pages('varm', 5));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  let turns = 0;
  const counting = setInterval(() => {
    turns += 1;
  }, 5);
  delay.enable();
  const started = performance.now();
  await printer.print(pages('lång', 150));
  const took = performance.now() - started;
  clearInterval(counting);
  delay.disable();
  expect(took).toBeGreaterThan(60);
  // In its own thread it would have taken no turn at all.
  expect(turns).toBeGreaterThan(3);
  expect(delay.percentile(50) / 1e6).toBeLessThan(took / 2);
});

test('a document that cannot be made fails alone: the next one is printed', async () => {
  const broken = aDocument({ blocks: [{ kind: 'table', header: null } as unknown as Block] });
  const failing = printer.print(broken);
  const next = printer.print(pages('efter', 1));
  await expect(failing).rejects.toThrow();
  expect((await readPdf(await next)).content).toContain('efter');
});

test('when too many wait, the next is asked to come back', async () => {
  const crowded = createPrinter();
  const waiting = Array.from({ length: 100 }, () => crowded.print(aDocument()));
  const refused = crowded.print(aDocument());
  await expect(refused).rejects.toThrow(HttpProblem);
  await expect(refused).rejects.toMatchObject({ kind: 'unavailable' });
  expect((await Promise.all(waiting)).every((bytes) => bytes.length > 1_000)).toBe(true);
  expect((await crowded.print(aDocument())).length).toBeGreaterThan(1_000);
  await crowded.close();
});

test('who closes does not wait for what is being printed', async () => {
  const closing = createPrinter();
  const printing = closing.print(pages('stängd', 300));
  const outcome = expect(printing).rejects.toThrow();
  await closing.close();
  await outcome;
});
