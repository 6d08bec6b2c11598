/**
 * A function's flow graph, laid out: blocks as boxes of lines, edges as curves. The layout is dagre's, loaded when a graph is
 * first drawn.
 */

import { impossible } from "etalon";
import type { Terminator } from "etalon/compiler";
import type { FlowRow, ShownBlock, ShownEdge, ShownGraph } from "./analysis.ts";

/** Larger functions are not drawn: nobody could read them, and the list has them. */
const mostBlocks = 160;
/** Lines of one block that are drawn. */
const mostRows = 12;

/** In the units of the drawing. */
const size = { character: 6.7, row: 16, head: 15, side: 8, most: 200 } as const;

/** What dagre writes into a graph: its types leave that open. */
interface Point {
  readonly x: number;
  readonly y: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Bends {
  readonly points: readonly Point[];
}

/** What is drawn of a function: its graph, in any of the languages that have one. */
export interface DrawnFunction {
  readonly name: string;
  readonly blocks: readonly {
    readonly instructions: readonly { readonly origin: number }[];
    readonly terminator: Terminator;
  }[];
}

/** Where the function's code is: the address of each block, from its own; of none where its blocks are not the code's. */
interface CodeLayout {
  readonly address: number;
  readonly labels: readonly number[];
}

function edgesOf({ blocks }: DrawnFunction): readonly Omit<ShownEdge, "points">[] {
  return blocks.flatMap(({ terminator }, from): Omit<ShownEdge, "points">[] => {
    switch (terminator.op) {
      case "jump":
        return [{ from, to: terminator.target, label: "" }];
      case "branch":
        return [
          { from, to: terminator.then, label: "yes" },
          { from, to: terminator.else, label: "no" },
        ];
      case "return":
      case "tail_call":
      case "exit":
      case "trap":
        return [];
      default:
        return impossible(terminator);
    }
  });
}

/** The rows of each block: those between two headings. */
function byBlock(rows: readonly FlowRow[]): readonly (readonly FlowRow[])[] {
  const blocks: FlowRow[][] = [];
  for (const row of rows) {
    if (row.depth === 1) blocks.push([]);
    else if (row.depth === 2) blocks.at(-1)?.push(row);
  }
  return blocks;
}

/** From where to where the code of each block lies. */
function rangesOf({ address, labels }: CodeLayout, blocks: number): readonly (readonly [number, number])[] {
  const starts = labels.slice(0, blocks).map((offset) => (offset < 0 ? undefined : address + offset));
  const sorted = starts.filter((start) => start !== undefined).sort((a, b) => a - b);
  return Array.from({ length: blocks }, (_, i) => {
    const start = starts[i];
    if (start === undefined) return [0, 0] as const;
    return [start, sorted.find((other) => other > start) ?? Number.MAX_SAFE_INTEGER] as const;
  });
}

/** The drawing; of a function that is too large, one without blocks. */
export async function drawFunction(
  definition: DrawnFunction,
  rows: readonly FlowRow[],
  code: CodeLayout,
): Promise<ShownGraph> {
  const title = rows[0]?.text.replace(/:$/, "") ?? definition.name;
  const count = definition.blocks.length;
  if (count > mostBlocks) return { title, width: 0, height: 0, blocks: [], edges: [], tooLarge: count };
  const { Graph, layout } = await import("@dagrejs/dagre");
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "TB", nodesep: 14, edgesep: 10, ranksep: 26, marginx: 24, marginy: 6 });
  graph.setDefaultEdgeLabel(() => ({}));
  const lines = byBlock(rows);
  const ranges = rangesOf(code, count);
  for (let i = 0; i < count; i++) {
    const own = lines[i] ?? [];
    const longest = Math.max(6, ...own.map(({ text, letter }) => text.length + (letter === undefined ? 0 : 3)));
    const width = Math.min(size.most, longest * size.character + 2 * size.side);
    const shown = Math.min(mostRows, own.length) + Number(own.length > mostRows);
    graph.setNode(String(i), { width, height: size.head + size.row * shown + 4 });
  }
  const edges = edgesOf(definition);
  for (const [i, { from, to }] of edges.entries()) graph.setEdge(String(from), String(to), {}, String(i));
  layout(graph);
  const placed = graph.graph() as Partial<Size>;
  return {
    title,
    width: placed.width ?? 0,
    height: placed.height ?? 0,
    tooLarge: undefined,
    blocks: Array.from({ length: count }, (_, index): ShownBlock => {
      const { x, y, width, height } = graph.node(String(index)) as Point & Size;
      const own = lines[index] ?? [];
      const more = Math.max(0, own.length - mostRows);
      const [begin, end] = ranges[index]!;
      return {
        index,
        x: x - width / 2,
        y: y - height / 2,
        width,
        height,
        rows: own.slice(0, mostRows),
        more,
        begin,
        end,
      };
    }),
    edges: edges.map((edge, i) => {
      const laid = graph.edge({ v: String(edge.from), w: String(edge.to), name: String(i) }) as Bends;
      return { ...edge, points: laid.points.map(({ x, y }) => [x, y] as const) };
    }),
  };
}
