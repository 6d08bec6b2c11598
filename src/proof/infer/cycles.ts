/**
 * Which pcs lie on a cycle of a function's flow of control: the place of a loop is one of them. By Tarjan's search for the strongly connected parts
 * of a graph, without the stack of this language: functions can be long.
 */

/** The nodes from which a way leads back to them. */
export function onCycles(next: ReadonlyMap<number, readonly number[]>): ReadonlySet<number> {
  const found = new Set<number>();
  const numbers = new Map<number, number>();
  const lowest = new Map<number, number>();
  const open: number[] = [];
  const isOpen = new Set<number>();
  for (const root of next.keys()) {
    const way: { readonly node: number; readonly left: number[] }[] = [];
    const enter = (node: number): void => {
      numbers.set(node, numbers.size);
      lowest.set(node, numbers.get(node)!);
      open.push(node);
      isOpen.add(node);
      way.push({ node, left: [...(next.get(node) ?? [])] });
    };
    const lower = (node: number, number: number): void => {
      if (number < lowest.get(node)!) lowest.set(node, number);
    };
    if (!numbers.has(root)) enter(root);
    for (let top = way.at(-1); top !== undefined; top = way.at(-1)) {
      const { node, left } = top;
      const to = left.pop();
      if (to !== undefined) {
        if (to === node) found.add(node);
        if (!numbers.has(to)) enter(to);
        else if (isOpen.has(to)) lower(node, numbers.get(to)!);
        continue;
      }
      way.pop();
      const above = way.at(-1);
      if (above !== undefined) lower(above.node, lowest.get(node)!);
      if (lowest.get(node) !== numbers.get(node)) continue;
      const part = open.splice(open.lastIndexOf(node));
      for (const member of part) {
        isOpen.delete(member);
        if (part.length > 1) found.add(member);
      }
    }
  }
  return found;
}
