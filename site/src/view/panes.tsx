/**
 * The read-only panes: flow, assembly and bytes, as lists whose rows light what belongs to them elsewhere. Each list is one
 * stop of the keyboard; arrows, Home and End move within it, Enter pins what is lit.
 */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { shows } from "../state/embed.ts";
import { hovered, type Part, pinned, rowClass, walkedAddresses, walkedLines } from "../state/light.ts";
import { brought } from "../state/presentation.ts";
import { ends } from "../state/run.ts";
import { compiled, stale } from "../state/session.ts";
import type { AssemblyRow, CutMark, FlowRow } from "../worker/analysis.ts";
import { Editor } from "./editor.tsx";
import { Problems } from "./problems.tsx";
import { rowHeight, together } from "./scrolling.ts";

const names = ["Ell", "Flow", "Assembly", "Bytes"] as const;

/** One pane, with its header. */
function Pane(props: {
  readonly name: (typeof names)[number];
  readonly note: string;
  readonly shown: boolean;
  readonly children: ComponentChildren;
  readonly control?: ComponentChildren;
}) {
  const { name, note, shown, children, control } = props;
  const id = name.toLowerCase() as Lowercase<typeof name>;
  return (
    <section
      class={`pane ${shown ? "shown" : ""} ${brought.value === id ? "brought" : ""}`}
      hidden={!shows(id)}
      id={`pane-${id}`}
      aria-label={name}
    >
      <div class="ph">
        <h2>{name}</h2>
        <span class="sm">{note}</span>
        <span class="grow" />
        {control}
      </div>
      {children}
    </section>
  );
}

/** Shorter lists are drawn whole; of longer ones only so many rows about those in sight. */
const drawn = 160;

/** The rows of a list that are drawn. */
function slice(count: number, top: number): readonly [first: number, last: number] {
  if (count <= drawn) return [0, count];
  const first = Math.max(0, Math.min(count - drawn, Math.floor(top - drawn / 3)));
  return [first, first + drawn];
}

/** The place of rows that are not drawn. */
function Gap({ rows }: { readonly rows: number }) {
  return rows === 0 ? null : <li class="gap" aria-hidden="true" style={{ height: `calc(${rows} * var(--lh-code))` }} />;
}

/** Rows with one stop of the keyboard among them. */
function Rows(props: {
  readonly label: string;
  readonly kind: string;
  readonly count: number;
  readonly part: (index: number) => Part | undefined;
  readonly row: (index: number) => { readonly class: string; readonly content: ComponentChildren };
}) {
  const { label, kind, count, part, row } = props;
  const at = useSignal(0);
  const top = useSignal(0);
  // A row that is not drawn is scrolled to, and has the focus when it is there: how many frames later is the host's choice.
  const focus = (list: HTMLElement, index: number, frames = 120): void => {
    const found = list.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (found !== null) return found.focus();
    if (frames === 0 || at.value !== index) return;
    list.scrollTop = index * rowHeight(list);
    scrolled(list);
    requestAnimationFrame(() => focus(list, index, frames - 1));
  };
  const move = (event: KeyboardEvent): void => {
    const targets: Partial<Record<string, number>> = {
      ArrowDown: at.value + 1,
      ArrowUp: at.value - 1,
      Home: 0,
      End: count - 1,
    };
    if (event.key === "Enter") {
      pinned.value = part(at.value);
      return;
    }
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    at.value = Math.max(0, Math.min(count - 1, target));
    focus(event.currentTarget as HTMLElement, at.value);
  };
  const scrolled = (list: HTMLElement): void => {
    together(list);
    // In steps, so that most scrolling draws nothing anew.
    top.value = Math.floor(list.scrollTop / rowHeight(list) / 20) * 20;
  };
  const [first, last] = slice(count, top.value);
  const stop = Math.max(first, Math.min(at.value, last - 1));
  return (
    <ol
      class={`pb code ${kind} ${stale.value ? "old" : ""}`}
      aria-label={label}
      onKeyDown={move}
      onScroll={(event) => scrolled(event.currentTarget)}
    >
      <Gap rows={first} />
      {Array.from({ length: last - first }, (_, offset) => {
        const index = first + offset;
        const { class: style, content } = row(index);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys of all its rows
          <li
            key={index}
            data-index={index}
            class={style}
            tabIndex={index === stop ? 0 : -1}
            aria-setsize={count}
            aria-posinset={index + 1}
            onFocus={() => {
              at.value = index;
              hovered.value = part(index);
            }}
            onBlur={() => (hovered.value = undefined)}
            onMouseEnter={() => (hovered.value = part(index))}
            onMouseLeave={() => (hovered.value = undefined)}
            onClick={() => (pinned.value = part(index))}
          >
            {content}
          </li>
        );
      })}
      <Gap rows={count - last} />
    </ol>
  );
}

const linePart = (line: number): Part | undefined => (line === 0 ? undefined : { kind: "line", line });

/** A cut point's letter. */
export function Letter({ letter, now = false }: { readonly letter: string; readonly now?: boolean }) {
  return (
    <span class={`cut ${now ? "now" : ""}`} title={`cut point ${letter}`}>
      {letter}
    </span>
  );
}

/** Is this cut point an end of the present square? */
function isEnd(letter: string): boolean {
  return ends.value?.some((end) => end.letter === letter) === true;
}

function placeText({ begins, line, column }: AssemblyRow): string {
  if (begins !== undefined) return `${begins}:`;
  return line === 0 ? "" : `${line}:${column}`;
}

function AssemblyLine({ row, cut }: { readonly row: AssemblyRow; readonly cut: CutMark | undefined }) {
  return (
    <>
      <span class="g">{cut === undefined ? null : <Letter letter={cut.letter} now={isEnd(cut.letter)} />}</span>
      <span class="a">{row.pc.toString(16)}</span>
      <span class="mn">{row.mnemonic}</span>
      <span class="op">{row.operands}</span>
      {row.ours === undefined ? <span class="pl">{placeText(row)}</span> : <span class="del">ours: {row.ours}</span>}
    </>
  );
}

function flowClass({ line, depth }: FlowRow): string {
  return `depth-${depth} ${rowClass({ line, pc: -1 }, false)} ${line > 0 && walkedLines.value.has(line) ? "ran" : ""}`;
}

function FlowLine({ row: { text, letter } }: { readonly row: FlowRow }) {
  return (
    <>
      {text}
      {letter === undefined ? null : (
        <span class="cut claimed" title={`cut point ${letter}, as the compiler marked it`}>
          {letter}
        </span>
      )}
    </>
  );
}

/** The four panes. On a narrow page one is shown, chosen by tabs. */
export function Panes() {
  const shown = useSignal<(typeof names)[number]>("Ell");
  const stageAt = useSignal(0);
  const found = compiled.value;
  const assembly = found?.assembly ?? [];
  const cuts = new Map(found?.cuts.map((cut) => [cut.pc, cut]));
  const stage = found?.flow[stageAt.value] ?? { name: "", rows: [] };
  const old = stale.value ? "of the version before" : undefined;
  const partOf = (index: number): Part | undefined => {
    const row = assembly[index]!;
    const cut = cuts.get(row.pc);
    return cut === undefined ? linePart(row.line) : { kind: "cut", cut };
  };
  const styleOf = (row: AssemblyRow): string =>
    `${rowClass(row, walkedAddresses.value.has(row.pc))} ${row.ours === undefined ? "" : "bad two"}`;
  return (
    <>
      <fieldset class="seg tabs" aria-label="Pane">
        {names
          .filter((name) => shows(name.toLowerCase() as Lowercase<typeof name>))
          .map((name) => (
            <button key={name} type="button" aria-pressed={shown.value === name} onClick={() => (shown.value = name)}>
              {name}
            </button>
          ))}
      </fieldset>
      <div class="panes">
        <Pane
          name="Ell"
          note={found === undefined ? "" : `${found.lines} line${found.lines === 1 ? "" : "s"}`}
          shown={shown.value === "Ell"}
        >
          <div class="pb ell">
            <Editor />
            <Problems />
          </div>
        </Pane>
        <Pane
          name="Flow"
          note={old ?? ""}
          shown={shown.value === "Flow"}
          control={
            <select
              aria-label="Pass"
              class="q"
              value={stageAt.value}
              onChange={(e) => (stageAt.value = Number(e.currentTarget.value))}
            >
              {(found?.flow ?? []).map(({ name }, index) => (
                <option key={name} value={index}>
                  {name}
                </option>
              ))}
            </select>
          }
        >
          <Rows
            label="Flow graph as text"
            kind="flow"
            count={stage.rows.length}
            part={(index) => linePart(stage.rows[index]!.line)}
            row={(index) => ({ class: flowClass(stage.rows[index]!), content: <FlowLine row={stage.rows[index]!} /> })}
          />
        </Pane>
        <Pane name="Assembly" note={old ?? `${assembly.length} instructions`} shown={shown.value === "Assembly"}>
          <Rows
            label="Assembly"
            kind="asm"
            count={assembly.length}
            part={partOf}
            row={(index) => {
              const row = assembly[index]!;
              return { class: styleOf(row), content: <AssemblyLine row={row} cut={cuts.get(row.pc)} /> };
            }}
          />
        </Pane>
        <Pane
          name="Bytes"
          note={old ?? `of ${found?.imageBytes.toLocaleString("en") ?? 0}`}
          shown={shown.value === "Bytes"}
        >
          <Rows
            label="Bytes of the text"
            kind="byt"
            count={assembly.length}
            part={partOf}
            row={(index) => {
              const row = assembly[index]!;
              return {
                class: styleOf(row),
                content: (
                  <>
                    <span class="a">{row.pc.toString(16)}</span>
                    <span>{row.bytes}</span>
                  </>
                ),
              };
            }}
          />
        </Pane>
      </div>
    </>
  );
}
