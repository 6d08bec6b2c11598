/**
 * The flow graph of a function, drawn: blocks as boxes of lines, edges as curves with arrows, cut points as letters. All of it
 * is the compiler's own word, so nothing here is ever solid blue; blocks that the run takes in the present square have a dark
 * outline. It is one stop of the keyboard: up and down go from line to line, left and right from block to block.
 */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { hovered, pinned, rowClass, walkedAddresses } from "../state/light.ts";
import { against } from "../state/passes.ts";
import { ends } from "../state/run.ts";
import { compiler } from "../state/session.ts";
import type { FlowRow, ShownBlock, ShownEdge, ShownGraph } from "../worker/analysis.ts";
import { linePart } from "./rows.tsx";

/** As the layout has them (worker/drawing.ts). */
const [rowHeight, head, side, character] = [16, 15, 8, 6.7];

function isTaken({ begin, end }: ShownBlock): boolean {
  for (const pc of walkedAddresses.value) if (pc >= begin && pc < end) return true;
  return false;
}

/** A smooth line through points. */
function smooth(points: ShownEdge["points"]): string {
  const [first, ...rest] = points;
  if (first === undefined) return "";
  let d = `M${first[0]} ${first[1]}`;
  for (const [i, [x, y]] of rest.entries()) {
    const next = rest[i + 1];
    if (next === undefined) d += `L${x} ${y}`;
    else d += `Q${x} ${y} ${(x + next[0]) / 2} ${(y + next[1]) / 2}`;
  }
  return d;
}

function Edge({ edge, taken }: { readonly edge: ShownEdge; readonly taken: boolean }) {
  const { points, label } = edge;
  const [x, y] = points.at(-1) ?? [0, 0];
  const [fromX, fromY] = points.at(-2) ?? [x, y - 1];
  const turn = (Math.atan2(y - fromY, x - fromX) * 180) / Math.PI;
  const [startX, startY] = points[0] ?? [0, 0];
  return (
    <>
      <path class={taken ? "edge" : "edge not"} d={smooth(points)} />
      <path class="tip" d="M-7 -3.5L0 0L-7 3.5z" transform={`translate(${x} ${y}) rotate(${turn})`} />
      {label === "" ? null : (
        <text class="t" x={startX + (x < startX ? -6 : 6)} y={startY + 11} text-anchor={x < startX ? "end" : "start"}>
          {label}
        </text>
      )}
    </>
  );
}

/** Where a line is: its block and its place there. */
type Place = readonly [block: number, row: number];

function Line(props: {
  readonly block: ShownBlock;
  readonly row: FlowRow;
  readonly index: number;
  readonly stop: boolean;
  readonly onPlace: () => void;
}) {
  const { block, row, index, stop, onPlace } = props;
  const top = block.y + head + rowHeight * index;
  const room = Math.floor((block.width - 2 * side) / character + 0.01) - (row.letter === undefined ? 0 : 3);
  const text = row.text.length > room ? `${row.text.slice(0, Math.max(0, room - 1))}…` : row.text;
  const part = linePart(row.line);
  const isEnd = ends.value?.some(({ letter }) => letter !== undefined && letter === row.letter) === true;
  return (
    // biome-ignore lint/a11y/useSemanticElements: there are no buttons in a drawing
    <g
      role="button"
      class={`line ${row.isNew === true ? "new" : ""} ${rowClass({ line: row.line, pc: -1 }, false)}`}
      aria-label={row.isNew === true ? `${row.text}, new here` : undefined}
      data-row={`${block.index}.${index}`}
      // In a drawing the name of an attribute is what its letters are.
      tabindex={stop ? 0 : -1}
      onFocus={() => {
        onPlace();
        hovered.value = part;
      }}
      onBlur={() => (hovered.value = undefined)}
      onMouseEnter={() => (hovered.value = part)}
      onMouseLeave={() => (hovered.value = undefined)}
      onClick={() => (pinned.value = part)}
    >
      {text === row.text ? null : <title>{row.text}</title>}
      {row.isNew === true ? (
        <text class="plus" x={block.x + 1.5} y={top + 12}>
          +
        </text>
      ) : null}
      <rect class="back" x={block.x + 1} y={top} width={block.width - 2} height={rowHeight} />
      <text x={block.x + side} y={top + 12}>
        {text}
      </text>
      {row.letter === undefined ? null : (
        <g>
          <title>{`cut point ${row.letter}, as the compiler marked it`}</title>
          <circle class={isEnd ? "fc now" : "fc"} cx={block.x + block.width - 11} cy={top + 8} r="7.5" />
          <text class={row.letter.length > 1 ? "fct two" : "fct"} x={block.x + block.width - 11} y={top + 11.5}>
            {row.letter}
          </text>
        </g>
      )}
    </g>
  );
}

/** Scroll the pane to the first block that is taken, unless it is in sight or who moves in the graph is by keyboard. */
function bringIntoSight(drawing: SVGSVGElement): void {
  const pane = drawing.closest<HTMLElement>(".pb");
  const block = drawing.querySelector(".took");
  if (pane === null || block === null || pane.contains(document.activeElement)) return;
  const [outer, inner] = [pane.getBoundingClientRect(), block.getBoundingClientRect()];
  const top = drawing.closest(".drawn")?.getBoundingClientRect().top ?? inner.top;
  // With its title, where both have room.
  const from = inner.bottom - top < outer.height ? top : inner.top - 12;
  const tooTall = inner.height > outer.height;
  if (from < outer.top - 1 || (!tooTall && inner.bottom > outer.bottom)) pane.scrollTop += from - outer.top;
  if (inner.left < outer.left || inner.right > outer.right) pane.scrollLeft += inner.left - outer.left - 12;
}

/** What is not as before, in words. */
function changeWords(changes: ShownGraph["changes"]): string {
  if (changes === undefined) return "";
  const from = compiler.value !== undefined && against.value === "ours" ? "our compiler’s" : "the graph before";
  const { added, removed, apart } = changes;
  if (apart) return `has no line in common with ${from}`;
  if (added + removed === 0) return `is as in ${from}`;
  return `${added} line${added === 1 ? "" : "s"} new (+) and ${removed} gone, from ${from}`;
}

/** The graph of one function. */
export function FlowGraph({ graph }: { readonly graph: ShownGraph }) {
  const chosen = useSignal<Place>([0, 0]);
  const { title, width, height, blocks, edges, tooLarge } = graph;
  const drawing = useRef<SVGSVGElement>(null);
  const taken = new Set(blocks.filter(isTaken).map(({ index }) => index));
  const firstTaken = Math.min(...taken);
  useEffect(() => {
    if (drawing.current !== null) bringIntoSight(drawing.current);
  }, [graph, firstTaken]);
  if (tooLarge !== undefined)
    return (
      <p class="empty">
        {title} has {tooLarge} blocks: too many to be drawn. The list has them.
      </p>
    );
  // What was chosen may be of another pass, which made other blocks.
  const [chosenBlock, chosenRow] = chosen.value;
  const exists = blocks[chosenBlock]?.rows[chosenRow] !== undefined;
  const first = blocks.findIndex(({ rows }) => rows.length > 0);
  const at: Place = exists ? chosen.value : [first, 0];
  const rowsOf = (block: number): number => blocks[block]?.rows.length ?? 0;
  const move = (event: KeyboardEvent): void => {
    const [block, row] = at;
    const flat = blocks.flatMap(({ rows }, b) => rows.map((_, r): Place => [b, r]));
    const here = flat.findIndex(([b, r]) => b === block && r === row);
    const to = (b: number): Place | undefined => (rowsOf(b) > 0 ? [b, 0] : undefined);
    const targets: Partial<Record<string, Place | undefined>> = {
      ArrowDown: flat[here + 1],
      ArrowUp: flat[here - 1],
      ArrowRight: to(block + 1),
      ArrowLeft: to(block - 1),
      Home: flat[0],
      End: flat.at(-1),
    };
    if (event.key === "Enter") {
      pinned.value = linePart(blocks[block]?.rows[row]?.line ?? 0);
      return;
    }
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    chosen.value = target;
    (event.currentTarget as SVGElement).querySelector<SVGGElement>(`[data-row="${target[0]}.${target[1]}"]`)?.focus();
  };
  return (
    <figure class="drawn">
      <figcaption>
        {title} <span class="sm">{changeWords(graph.changes)}</span>
      </figcaption>
      <svg class="fig" viewBox={`0 0 ${width} ${height}`} width={width} height={height} onKeyDown={move} ref={drawing}>
        <title>{`Flow graph of ${title}`}</title>
        {edges.map((edge, index) => (
          <Edge key={index} edge={edge} taken={taken.has(edge.from) && taken.has(edge.to)} />
        ))}
        {blocks.map((block, b) => (
          <g key={block.index}>
            <title>{`block ${block.index}${taken.has(block.index) ? ", taken in this square" : ""}`}</title>
            <rect
              class={taken.has(block.index) ? "box took" : "box"}
              x={block.x}
              y={block.y}
              width={block.width}
              height={block.height}
              rx="3"
            />
            <text class="t" x={block.x + side} y={block.y + 11}>
              {block.index}
            </text>
            {block.rows.map((row, r) => (
              <Line
                key={r}
                block={block}
                row={row}
                index={r}
                stop={at[0] === b && at[1] === r}
                onPlace={() => (chosen.value = [b, r])}
              />
            ))}
            {block.more > 0 ? (
              <text class="t" x={block.x + side} y={block.y + head + rowHeight * block.rows.length + 12}>
                and {block.more} more
              </text>
            ) : null}
          </g>
        ))}
      </svg>
    </figure>
  );
}
