/**
 * The pane of the compiler's passes: what a pass made as a drawn graph or as a list, and what each pass changed.
 */

import { rowClass, walkedLines } from "../state/light.ts";
import { against, type PassView, passGraphs, passIndex, passRows, passView, pickedFunction } from "../state/passes.ts";
import { compiled, compiler, stale } from "../state/session.ts";
import type { FlowRow } from "../worker/analysis.ts";
import { Changes } from "./changes.tsx";
import { FlowGraph } from "./graph.tsx";
import { Pane } from "./pane.tsx";
import { linePart, Rows } from "./rows.tsx";

const views: readonly { readonly view: PassView; readonly words: string }[] = [
  { view: "graph", words: "Graph" },
  { view: "list", words: "List" },
  { view: "changes", words: "Changes" },
];

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

/** What is chosen: which pass, function or comparison. */
function Choices() {
  const found = compiled.value;
  if (found === undefined || found.passes.length === 0) return null;
  if (passView.value === "changes" && compiler.value === undefined) return null;
  return (
    <div class="choices">
      {passView.value === "changes" ? null : (
        <select
          aria-label="Pass"
          class="q"
          value={passIndex.value}
          onChange={(event) => (passIndex.value = Number(event.currentTarget.value))}
        >
          {found.passes.map(({ name, idle }, index) => (
            <option key={name} value={index}>
              {index + 1} {name}
              {idle ? " (left out)" : ""}
            </option>
          ))}
        </select>
      )}
      {passView.value === "graph" ? (
        <select
          aria-label="Function"
          class="q"
          value={pickedFunction.value ?? ""}
          onChange={(event) => (pickedFunction.value = event.currentTarget.value || undefined)}
        >
          <option value="">of this square</option>
          {found.functions.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      ) : null}
      {passView.value !== "list" && compiler.value !== undefined ? (
        <select
          aria-label="Held against"
          class="q"
          value={against.value}
          onChange={(event) => (against.value = event.currentTarget.value === "ours" ? "ours" : "before")}
        >
          <option value="before">from the pass before</option>
          <option value="ours">from our compiler</option>
        </select>
      ) : null}
    </div>
  );
}

function Shown() {
  const pass = compiled.value?.passes[passIndex.value];
  if (compiled.value?.passes.length === 0)
    return (
      <p class="empty">
        {compiled.value.inferred === undefined
          ? "This image came as a file: nobody knows by which passes."
          : "This assembly was written by hand: no pass made it."}
      </p>
    );
  if (passView.value === "changes") return <Changes />;
  if (passView.value === "graph" && pass?.graph === true)
    return (
      <div class={`pb graphs ${stale.value ? "old" : ""}`}>
        {passGraphs.value.map((graph) => (
          <FlowGraph key={graph.title} graph={graph} />
        ))}
      </div>
    );
  const rows = passRows.value;
  return (
    <Rows
      label="What the pass made"
      kind="flow"
      count={rows.length}
      part={(index) => linePart(rows[index]!.line)}
      row={(index) => ({ class: flowClass(rows[index]!), content: <FlowLine row={rows[index]!} /> })}
    />
  );
}

function Views() {
  return (
    <fieldset class="seg" aria-label="Look at passes as">
      {views.map(({ view, words }) => (
        <button key={view} type="button" aria-pressed={passView.value === view} onClick={() => (passView.value = view)}>
          {words}
        </button>
      ))}
    </fieldset>
  );
}

/** The pane. */
export function FlowPane() {
  return (
    <Pane name="Flow" note={stale.value ? "of the version before" : ""} control={<Views />}>
      <Choices />
      <Shown />
    </Pane>
  );
}
