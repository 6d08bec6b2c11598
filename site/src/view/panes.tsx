/**
 * The four panes: the source in its editor, the compiler's passes, assembly and bytes. On a narrow page one is shown, chosen
 * by tabs.
 */

import { shows } from "../state/embed.ts";
import { type Part, rowClass, walkedAddresses } from "../state/light.ts";
import { collapsed, idOf, paneNames, shownPane } from "../state/panes.ts";
import { ends } from "../state/run.ts";
import { assemblyView, assemblyViews, compiled, source, stale } from "../state/session.ts";
import type { AssemblyRow, CutMark } from "../worker/analysis.ts";
import { Choice } from "./choice.tsx";
import { Editor } from "./editor.tsx";
import { FlowPane } from "./flow.tsx";
import { ImportedFiles } from "./imported-files.tsx";
import { Letter } from "./letter.tsx";
import { linesInWords } from "./line-count.ts";
import { OnDemand } from "./on-demand.tsx";
import { Pane } from "./pane.tsx";
import { Problems } from "./problems.tsx";
import { linePart, Rows } from "./rows.tsx";

const assemblyText = () => import("./assembly-text.tsx").then(({ AssemblyText }) => AssemblyText);

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
      <span class="g">
        {cut === undefined ? null : <Letter letter={cut.letter} now={isEnd(cut.letter)} claims={cut.claims} />}
      </span>
      <span class="a">{row.pc.toString(16)}</span>
      <span class="mn">{row.mnemonic}</span>
      <span class="op">{row.operands}</span>
      {row.ours === undefined ? <span class="pl">{placeText(row)}</span> : <span class="del">ours: {row.ours}</span>}
    </>
  );
}

function styleOf(row: AssemblyRow): string {
  return `${rowClass(row, walkedAddresses.value.has(row.pc))} ${row.ours === undefined ? "" : "bad two"}`;
}

/** The panes that are collapsed, as classes of what holds them. */
function foldedClasses(): string {
  return [...collapsed.value].map((name) => `no-${idOf(name)}`).join(" ");
}

/** All of them. */
export function Panes() {
  const found = compiled.value;
  const assembly = found?.assembly ?? [];
  const cuts = new Map(found?.cuts.map((cut) => [cut.pc, cut]));
  const old = stale.value ? "of the version before" : undefined;
  const partOf = (index: number): Part | undefined => {
    const row = assembly[index]!;
    const cut = cuts.get(row.pc);
    return cut === undefined ? linePart(row.line) : { kind: "cut", cut };
  };
  const names = paneNames.filter((name) => shows(idOf(name)));
  return (
    <>
      {names.length === 1 ? null : <Choice label="Pane" names={names} chosen={shownPane} tabs />}
      <div class={`panes ${foldedClasses()}`}>
        <Pane name="Ell" note={linesInWords(source.value)}>
          <div class="pb ell">
            <Editor />
            <Problems />
            <ImportedFiles />
          </div>
        </Pane>
        <FlowPane />
        <Pane
          name="Assembly"
          note={old ?? `${assembly.length} ${found?.inferred === undefined ? "instructions" : "edited"}`}
          control={<Choice label="Look at assembly as" names={assemblyViews} chosen={assemblyView} />}
        >
          {assemblyView.value === "Text" ? (
            <OnDemand load={assemblyText} />
          ) : (
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
          )}
        </Pane>
        <Pane name="Bytes" note={old ?? `of ${found?.imageBytes.toLocaleString("en") ?? 0}`}>
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
