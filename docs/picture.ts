import { writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult } from 'dependency-cruiser';

const root = fileURLToPath(new URL('..', import.meta.url));
const { options } = createRequire(import.meta.url)('../.dependency-cruiser.cjs');

/** The room of a file: its folder, or the file itself where it stands at the top of src. */
const roomOf = (file: string): string | undefined =>
  /^src\/(investigation\/[a-z]+(?=\/)|[a-z-]+(?=\/)|[a-z]+(?=\.[jt]s$))/.exec(file)?.[1];

/** Which rooms import which, from the code itself. */
async function doors(): Promise<Map<string, Set<string>>> {
  const { output } = await cruise(['src'], { ...options, baseDir: root });
  const found = new Map<string, Set<string>>();
  for (const { source, dependencies } of (output as ICruiseResult).modules) {
    const from = roomOf(source);
    if (!from) continue;
    const to = found.get(from) ?? found.set(from, new Set()).get(from)!;
    for (const { resolved } of dependencies) {
      const room = roomOf(resolved);
      if (room && room !== from) to.add(room);
    }
  }
  return found;
}

/** Leaves out an arrow that follows from two others, so that the floors show. */
function withoutShortcuts(found: ReadonlyMap<string, ReadonlySet<string>>): [string, string][] {
  const reaches = (from: string, to: string): boolean => {
    // What is added to a set while it is walked is walked too.
    const seen = new Set([from]);
    for (const room of seen) for (const next of found.get(room) ?? []) seen.add(next);
    return seen.has(to);
  };
  return [...found].flatMap(([from, to]) =>
    [...to]
      .filter((room) => ![...to].some((other) => other !== room && reaches(other, room)))
      .map((room): [string, string] => [from, room]),
  );
}

/** The module picture as Markdown with a Mermaid drawing. */
export async function drawModules(): Promise<string> {
  const name = (room: string) => room.replace('/', '_');
  const arrows = withoutShortcuts(await doors()).sort(([a, b], [c, d]) =>
    `${a} ${b}` < `${c} ${d}` ? -1 : 1,
  );
  const rooms = [...new Set(arrows.flat())].sort();
  return [
    '# Modules',
    '',
    'Drawn from the imports by `npm run picture`; a test compares. An arrow means "imports"; one that follows from two',
    'others is left out. Every arrow goes down: an earlier step of the case never knows a later one.',
    '',
    '```mermaid',
    'flowchart TD',
    ...rooms.map((room) => `  ${name(room)}["${room}"]`),
    ...arrows.map(([from, to]) => `  ${name(from)} --> ${name(to)}`),
    '```',
    '',
  ].join('\n');
}

if (import.meta.main) writeFileSync(new URL('modules.md', import.meta.url), await drawModules());
