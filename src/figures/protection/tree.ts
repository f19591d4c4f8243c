/** A part of a whole: a value, or values that are also counted together. */
export type Branch = string | { readonly name: string; readonly of: readonly Branch[] };

/**
 * One side of a table as a tree: the total is node 0, under it groups and values. Each node counts what its children
 * count together, so that whoever knows all but one of them knows the last.
 */
export interface Tree {
  readonly nodes: ReadonlyMap<string, number>;
  readonly leaves: readonly number[];
  /** Of each node: itself, and all that it is counted in, the total last. */
  readonly paths: readonly (readonly number[])[];
  readonly children: readonly (readonly number[])[];
  /** Of each node: the leaves that it counts together. */
  readonly under: readonly (readonly number[])[];
}

export const TOTAL = 0;

/** The tree of some values. A group of nothing is left out; a tree of nothing is a total and no more. */
export function treeOf(branches: readonly Branch[]): Tree {
  const nodes = new Map<string, number>();
  const paths: number[][] = [[TOTAL]];
  const children: number[][] = [[]];
  const grow = (branch: Branch, parent: number): void => {
    if (typeof branch !== 'string' && leavesOf(branch.of).length === 0) return;
    const node = paths.length;
    nodes.set(typeof branch === 'string' ? branch : branch.name, node);
    paths.push([node, ...paths[parent]!]);
    children.push([]);
    children[parent]!.push(node);
    if (typeof branch !== 'string') for (const part of branch.of) grow(part, node);
  };
  for (const branch of branches) grow(branch, TOTAL);
  const leaves = paths.flatMap((_, node) => (children[node]!.length === 0 ? [node] : []));
  const under = paths.map((_, node) => leaves.filter((leaf) => paths[leaf]!.includes(node)));
  return { nodes, leaves, paths, children, under };
}

/** The values of a tree, without the groups. */
export function leavesOf(branches: readonly Branch[]): readonly string[] {
  return branches.flatMap((branch) => (typeof branch === 'string' ? [branch] : leavesOf(branch.of)));
}
