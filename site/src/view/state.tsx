/**
 * What both sides hold at an end of the present square, drawn: the source's frames at the left, the registers, and the
 * machine's memory as objects. A line leads from a variable to the place that the certificate claims for it, an arrow from a
 * pointer to what it points at. What is drawn stands in a list, too, for who does not see it.
 */

import { useSignal } from "@preact/signals";
import { heldAt, proved } from "../state/light.ts";
import type { ShownBox, ShownState, ShownWord, WalkedSquare } from "../worker/analysis.ts";

const row = 17;
const gap = 8;
const label = 15;

/** The three columns: where each begins and ends. */
const columns = { source: [0, 88], registers: [110, 194], memory: [216, 320] } as const;

/** Registers that are drawn before the rest is only counted. */
const mostRegisters = 14;
/** Variables of a caller that are drawn. */
const ofCallers = 3;

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, Math.max(0, length - 1))}…` : text;
}

/** A name in so much room: where it is too long, without the file that it is from. */
function named(name: string, length: number): string {
  return shorten(name.length > length ? name.replace(/\S+:(?=\w)/, "") : name, length);
}

/** A box at its place. */
interface Placed {
  readonly box: ShownBox;
  readonly top: number;
  readonly words: readonly ShownWord[];
  readonly more: number;
}

/** Where things are drawn: words by their names, boxes by theirs. */
interface Layout {
  readonly source: readonly Placed[];
  readonly registers: readonly { readonly word: ShownWord; readonly top: number }[];
  readonly memory: readonly Placed[];
  readonly middles: ReadonlyMap<string, number>;
  readonly height: number;
}

const firstRow = 16;

function layoutOf(state: ShownState): Layout {
  const middles = new Map<string, number>();
  let left = firstRow;
  const source = state.frames.map((box): Placed => {
    const most = box.now || box.kind === "globals" ? box.words.length : ofCallers;
    const words = box.words.slice(0, most);
    const more = box.more + box.words.length - words.length;
    const placed = { box, top: left, words, more };
    for (const [i, { id }] of words.entries()) middles.set(id, left + row * (i + 1) + row / 2);
    left += row * (words.length + 1 + Number(more > 0)) + gap;
    return placed;
  });
  const pointers = ["rsp", "rgp", "rra"];
  const wanted = new Set(state.frames.flatMap(({ words }) => words.map(({ same }) => same)));
  // Those that something is said of come first.
  const ranked = [...state.registers].sort((a, b) => rank(a) - rank(b));
  function rank({ id, to }: ShownWord): number {
    return wanted.has(id) ? 0 : pointers.includes(id) || to !== undefined ? 1 : 2;
  }
  const registers = ranked.slice(0, mostRegisters).map((word, i) => ({ word, top: firstRow + (row + 3) * i }));
  for (const { word, top } of registers) middles.set(word.id, top + row / 2);
  let right = firstRow;
  const free: ShownBox = {
    id: "heap",
    kind: "stack",
    title: state.arrays === 0 ? "heap: no arrays" : "free heap",
    words: [{ id: "free", name: "", at: state.heapPointer, value: "" }],
    more: 0,
    now: false,
  };
  const memory = [...state.memory, free].map((box): Placed => {
    const placed = { box, top: right, words: box.words, more: box.more };
    const begin = right + label;
    middles.set(box.id, begin + row / 2);
    for (const [i, { id }] of box.words.entries()) middles.set(id, begin + row * i + row / 2);
    right = begin + row * Math.max(1, box.words.length + Number(box.more > 0)) + gap;
    return placed;
  });
  const below = firstRow + (row + 3) * registers.length + row;
  return { source, registers, memory, middles, height: Math.max(left, right, below) };
}

/** A line from one column to another. */
function curve(x: number, y: number, toX: number, toY: number): string {
  const bend = Math.min(14, (toX - x) / 2);
  return `M${x} ${y}C${x + bend} ${y} ${toX - bend} ${toY} ${toX} ${toY}`;
}

const head = (x: number, y: number): string => `M${x - 6} ${y - 3.5}L${x} ${y}L${x - 6} ${y + 3.5}z`;

function Lines({ state, layout }: { readonly state: ShownState; readonly layout: Layout }) {
  const { middles } = layout;
  const isRegister = (id: string): boolean => id.startsWith("r");
  return (
    <>
      {layout.source.flatMap(({ words }) =>
        words.map(({ id, same }) => {
          const [from, to] = [middles.get(id), middles.get(same ?? "")];
          if (from === undefined || to === undefined || same === undefined) return null;
          const x = isRegister(same) ? columns.registers[0] : columns.memory[0];
          return <path key={id} class="rel" d={curve(columns.source[1], from, x, to)} />;
        }),
      )}
      {layout.registers.map(({ word: { id, to } }) => {
        const [from, end] = [middles.get(id), middles.get(to ?? "")];
        return from === undefined || end === undefined ? null : (
          <g key={id}>
            <path class="edge" d={curve(columns.registers[1], from, columns.memory[0] - 5, end)} />
            <path class="tip" d={head(columns.memory[0], end)} />
          </g>
        );
      })}
      {state.memory
        .filter(({ kind }) => kind === "outside")
        .map(({ id, from }) => {
          const [begin, end] = [middles.get(from ?? ""), middles.get(id)];
          return begin === undefined || end === undefined ? null : (
            <g key={id}>
              <path class="brk" d={curve(columns.registers[1], begin, columns.memory[0] - 5, end)} />
              <path class="tip b" d={head(columns.memory[0], end)} />
            </g>
          );
        })}
    </>
  );
}

function Pair(props: {
  readonly column: readonly [number, number];
  readonly top: number;
  readonly word: ShownWord;
  readonly lit: boolean;
}) {
  const {
    column: [left, right],
    top,
    word: { name, at, value, wrong },
    lit,
  } = props;
  const room = Math.floor((right - left - 8) / 6.7);
  const title = name === "" ? (at ?? "") : name;
  const shown = shorten(value, Math.max(6, room - 3));
  return (
    <g class={wrong === true ? "wrong" : ""}>
      {lit ? <rect class="lit" x={left + 1} y={top + 1} width={right - left - 2} height={row - 2} /> : null}
      <text class={name === "" ? "t" : ""} x={left + 4} y={top + 12.5}>
        {named(title, Math.max(2, room - shown.length - 1))}
      </text>
      <text class="w" x={right - 4} y={top + 12.5} text-anchor="end">
        {shown}
      </text>
    </g>
  );
}

/** A frame or the globals of the source. */
function SourceBox({ placed: { box, top, words, more }, lit }: { readonly placed: Placed; readonly lit: Lit }) {
  const [left, right] = columns.source;
  const rows = words.length + 1 + Number(more > 0);
  return (
    <>
      <rect class={box.now ? "box now" : "box"} x={left} y={top} width={right - left} height={rows * row} rx="2" />
      <text class={box.now ? "w" : "t"} x={left + 4} y={top + 12.5}>
        {named(box.title, 12)}
      </text>
      {words.map((word, i) => (
        <Pair key={word.id} column={columns.source} top={top + row * (i + 1)} word={word} lit={lit(word)} />
      ))}
      {more > 0 ? (
        <text class="t" x={left + 4} y={top + row * (words.length + 1) + 12.5}>
          and {more} more
        </text>
      ) : null}
    </>
  );
}

function MemoryBox({ placed: { box, top, words, more }, lit }: { readonly placed: Placed; readonly lit: Lit }) {
  const [left, right] = columns.memory;
  const rows = Math.max(1, words.length + Number(more > 0));
  const outside = box.kind === "outside";
  return (
    <>
      <text class={outside ? "s b" : "s"} x={left} y={top + 11}>
        {named(box.title, 19)}
      </text>
      <rect
        class={outside ? "gone" : box.id === "heap" ? "free" : box.now ? "box now" : "box"}
        x={left}
        y={top + label}
        width={right - left}
        height={rows * row}
        rx="2"
      />
      {words.map((word, i) => (
        <Pair key={word.id} column={columns.memory} top={top + label + row * i} word={word} lit={lit(word)} />
      ))}
      {words.length === 0 && more === 0 ? (
        <text class="t" x={left + 4} y={top + label + 12.5}>
          no elements
        </text>
      ) : null}
      {more > 0 ? (
        <text class="t" x={left + 4} y={top + label + row * words.length + 12.5}>
          and {more} more
        </text>
      ) : null}
    </>
  );
}

/** Is the place lit of which a row of the relation speaks? */
type Lit = (word: ShownWord) => boolean;

function litBy(place: string | undefined, state: ShownState): Lit {
  if (place === undefined) return () => false;
  const offset = /^(\d+)\(sp\)$/.exec(place)?.[1];
  const sp = state.registers.find(({ name }) => name === "sp")?.value;
  const id =
    offset === undefined || sp === undefined
      ? `r${place}`
      : `m${(Number.parseInt(sp, 16) + Number(offset)).toString(16)}`;
  return (word) => word.id === id || word.same === id;
}

/** The same in words. */
function Described({ state }: { readonly state: ShownState }) {
  const all = (words: readonly ShownWord[], more: number): string =>
    [
      ...words.map(({ name, at, value }) => `${name === "" ? (at ?? "") : name} ${value}`),
      ...(more > 0 ? [`and ${more} more`] : []),
    ].join(", ");
  return (
    <ul class="vh">
      {state.frames.map(({ id, title, words, more }) => (
        <li key={id}>
          Ell, {title}: {all(words, more)}
        </li>
      ))}
      <li>registers: {all(state.registers, 0)}</li>
      {state.memory.map(({ id, title, words, more }) => (
        <li key={id}>
          memory, {title}: {all(words, more)}
        </li>
      ))}
    </ul>
  );
}

function StateFigure({ state, sound }: { readonly state: ShownState; readonly sound: boolean }) {
  const layout = layoutOf(state);
  const lit = litBy(heldAt.value, state);
  const hidden = state.registers.length - layout.registers.length;
  const [left] = columns.registers;
  return (
    <svg
      class={`fig ${proved.value && sound ? "" : "unproved"}`}
      viewBox={`0 0 320 ${layout.height}`}
      role="img"
      aria-label="Variables, registers and memory, as in the list that follows"
    >
      <text class="s" x={columns.source[0]} y="10">
        Ell
      </text>
      <text class="s" x={left} y="10">
        registers
      </text>
      <text class="s" x={columns.memory[0]} y="10">
        memory
      </text>
      <Lines state={state} layout={layout} />
      {layout.source.map((placed) => (
        <SourceBox key={placed.box.id} placed={placed} lit={lit} />
      ))}
      {layout.registers.map(({ word, top }) => (
        <g key={word.id}>
          <rect class="box" x={left} y={top} width={columns.registers[1] - left} height={row} rx="2" />
          <Pair column={columns.registers} top={top} word={word} lit={lit(word)} />
        </g>
      ))}
      {hidden > 0 ? (
        <text class="s" x={left} y={firstRow + (row + 3) * layout.registers.length + 11}>
          and {hidden} more
        </text>
      ) : null}
      {layout.memory.map((placed) => (
        <MemoryBox key={placed.box.id} placed={placed} lit={lit} />
      ))}
    </svg>
  );
}

function Tape({ name, before, next }: { readonly name: string; readonly before: Before; readonly next: Next }) {
  const { count, last } = before;
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {count > last.length ? (
          <span class="mut">{(count - last.length).toLocaleString("en")} before, then</span>
        ) : null}
        {last.map((event, index) => (
          <span key={index} class="ev">
            {event}
          </span>
        ))}
        {next.slice(0, 6).map((event, index) => (
          <span key={`next ${index}`} class="ev next" title="in this square">
            {event}
          </span>
        ))}
        {count + next.length === 0 ? <span class="mut">none</span> : null}
      </dd>
    </>
  );
}

type Before = WalkedSquare["eventsSoFar"];
type Next = readonly string[];

/** The state at one end or the other, and the events up to there. */
export function State({ from, to }: { readonly from: WalkedSquare; readonly to: WalkedSquare }) {
  const chosen = useSignal<boolean | undefined>(undefined);
  // Where a square breaks, the end is what one wants to see.
  const atEnd = chosen.value ?? to.broken !== undefined;
  const at = atEnd ? to : from;
  return (
    <section class="state" aria-label="State">
      <div class="fh">
        <h2>State</h2>
        <span class="grow" />
        <fieldset class="seg" aria-label="State at">
          <button type="button" aria-pressed={!atEnd} onClick={() => (chosen.value = false)}>
            at {from.letter ?? "the start"}
          </button>
          <button type="button" aria-pressed={atEnd} onClick={() => (chosen.value = true)}>
            at {to.letter ?? "the end"}
          </button>
        </fieldset>
      </div>
      <StateFigure state={at.state} sound={at.broken === undefined} />
      <Described state={at.state} />
      <h3>Events so far</h3>
      <dl class="tape">
        <Tape name="Ell" before={at.eventsSoFar} next={atEnd ? [] : to.events} />
        <Tape name="machine" before={machineEvents(at)} next={atEnd ? [] : to.machineEvents} />
      </dl>
    </section>
  );
}

/** What the machine did: before a square breaks, the same as the source. */
function machineEvents({ eventsSoFar, events, machineEvents: own }: WalkedSquare): Before {
  const earlier = eventsSoFar.last.slice(0, Math.max(0, eventsSoFar.last.length - events.length));
  return { count: eventsSoFar.count - events.length + own.length, last: [...earlier, ...own] };
}
