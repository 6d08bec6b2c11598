/**
 * The loops of a function, as WebAssembly can have them: properly nested runs of blocks, each with its header first.
 *
 * Every edge to the same or an earlier block makes its target the header of a loop that reaches at least to the edge's
 * source. Loops that overlap grow until they nest. Edges into the middle of a loop remain; they are taken through its
 * header, with the number of their target (function-body.ts).
 */

/** An edge between blocks, by their indices. */
export interface Edge {
  readonly from: number;
  readonly to: number;
}

/** A loop: blocks `first` to `last`. */
export interface Loop {
  readonly first: number;
  readonly last: number;
}

/** The loops that a set of edges needs: at most one for each header, any two nested or apart. */
export function loopsOf(edges: readonly Edge[]): Map<number, Loop> {
  const ends = new Map<number, number>();
  for (const { from, to } of edges) {
    if (to <= from) ends.set(to, Math.max(ends.get(to) ?? to, from));
  }
  const headers = [...ends.keys()].sort((a, b) => a - b);
  for (let changed = true; changed; ) {
    changed = false;
    // The loops that are open at a header, outermost first: one that ends inside it must reach to its end.
    const open: number[] = [];
    for (const header of headers) {
      while (open.length > 0 && ends.get(open.at(-1)!)! < header) open.pop();
      const end = ends.get(header)!;
      for (const outer of open) {
        if (ends.get(outer)! >= end) continue;
        ends.set(outer, end);
        changed = true;
      }
      open.push(header);
    }
  }
  return new Map(headers.map((first) => [first, { first, last: ends.get(first)! }]));
}
