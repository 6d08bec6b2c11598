/**
 * What is shown of the compiler's passes: which pass, and as what. The worker is asked for it when it is looked at.
 */

import { effect, signal } from "@preact/signals";
import type { Against, FlowRow, PassChanges, ShownGain, ShownGraph } from "../worker/analysis.ts";
import { ends } from "./run.ts";
import { compiled, compiler, ofWorker } from "./session.ts";

/** How a pass is looked at. */
export type PassView = "graph" | "list" | "changes";

/** The pass, by its place in the list. */
export const passIndex = signal(0);
export const passView = signal<PassView>("graph");
/** What the present compiler's passes are held against, as far as they can be. */
export const against = signal<Against>("before");
/** A function that is drawn whatever the run does; none for those of the present square. */
export const pickedFunction = signal<string | undefined>(undefined);

export const passRows = signal<readonly FlowRow[]>([]);
export const passGraphs = signal<readonly ShownGraph[]>([]);
/** Of the program shown; none while it is still compared. */
export const passChanges = signal<readonly PassChanges[] | undefined>(undefined);

/** What each optimisation gained in the program shown; none while it is still measured. */
export const gains = signal<readonly ShownGain[] | undefined>(undefined);

/** Can this pass be drawn? */
function isDrawn(): boolean {
  return passView.value === "graph" && compiled.value?.passes[passIndex.value]?.graph === true;
}

/** The functions whose graphs are drawn, in one word: it changes when another is to be drawn. */
function drawnFunctions(): string {
  const picked = pickedFunction.value;
  if (picked !== undefined) return picked;
  const [from, to] = ends.value ?? [];
  return [...new Set([from?.function, to?.function])].filter((name) => name !== undefined).join("\n");
}

/** From now on, ask the worker for what is looked at. */
export function followPasses(): void {
  const graphs = new Map<string, ShownGraph>();
  let asked = 0;
  effect(() => {
    // Another program has other passes.
    if (compiled.value === undefined) return;
    graphs.clear();
    pickedFunction.value = undefined;
  });
  effect(() => {
    const [found, index, view] = [compiled.value, passIndex.value, passView.value];
    const mine = ++asked;
    const isCurrent = (): boolean => mine === asked;
    if (found === undefined || found.passes.length === 0) {
      passRows.value = [];
      passGraphs.value = [];
      passChanges.value = undefined;
      gains.value = undefined;
      return;
    }
    const other = compiler.value === undefined ? "before" : against.value;
    if (view === "changes") {
      // What another program's passes changed would be taken for this one's.
      passChanges.value = undefined;
      gains.value = undefined;
      void ofWorker((bench) => bench.passChanges(other), []).then(async (answer) => {
        if (!isCurrent()) return;
        passChanges.value = answer;
        const gained = await ofWorker((bench) => bench.gains(), []);
        if (isCurrent()) gains.value = gained;
      });
    } else if (isDrawn()) {
      const names = drawnFunctions().split("\n");
      const keyOf = (name: string | undefined): string => `${index} ${other} ${name}`;
      const missing = names.filter((name) => !graphs.has(keyOf(name)));
      const show = (): void => {
        passGraphs.value = names.flatMap((name) => graphs.get(keyOf(name)) ?? []);
      };
      if (missing.length === 0) {
        show();
        return;
      }
      void Promise.all(missing.map((name) => ofWorker((bench) => bench.passGraph(index, name, other), undefined))).then(
        (answers) => {
          if (!isCurrent()) return;
          for (const [i, answer] of answers.entries()) if (answer !== undefined) graphs.set(keyOf(missing[i]), answer);
          show();
        },
      );
    } else
      void ofWorker((bench) => bench.passRows(index), []).then((answer) => {
        if (isCurrent()) passRows.value = answer;
      });
  });
}
