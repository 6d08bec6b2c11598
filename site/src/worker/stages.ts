/**
 * What each pass of the compiler made, by the library's own list of passes: as lines, as a drawn graph where it is a flow
 * graph, and as what changed from the pass before or from what our own compiler makes. Each is made when it is asked for.
 */

import type { Position } from "etalon";
import { type Compilation, type CompileOptions, type Level, optimisations, stages } from "etalon/compiler";
import type {
  Against,
  CutMark,
  FlowRow,
  OptimisationInfo,
  PassChanges,
  PassInfo,
  ShownGain,
  ShownGraph,
} from "./analysis.ts";
import { changesBetween, newLines } from "./changes.ts";
import { type DrawnFunction, drawFunction } from "./drawing.ts";

type Place = (node: number) => Position;

/** A stage as this file needs it: the types of its programs do not matter here. */
interface AnyStage {
  readonly name: string;
  readonly title?: string;
  readonly optimises?: Readonly<Record<string, unknown>>;
  readonly from: { readonly title: string; print(program: unknown): string };
  readonly to: { readonly name: string; readonly title: string; print(program: unknown): string };
}

const list = stages as readonly unknown[] as readonly AnyStage[];

/** Are its programs graphs of blocks: flow, in SSA form or not, before registers are allocated or after? */
function isFlow({ to }: AnyStage): boolean {
  return to.name === "flow" || to.name === "ssa" || to.name === "optimised" || to.name === "allocated";
}

/** A function of such a program. One that does not go through SSA form is kept there as it was. */
type GraphFunction = DrawnFunction | { readonly kind: "plain"; readonly flow: DrawnFunction };

const cutNote = /\s*; cut (before|after) node (\d+).*$/;

/** The passes of one compilation. */
export class Passes {
  readonly #made: Compilation;
  readonly #options: CompileOptions & { readonly level: Level };
  readonly #ours: Compilation | undefined;
  readonly #place: Place;
  readonly #letters: ReadonlyMap<string, string>;
  readonly #texts = new Map<string, string>();
  readonly #rows = new Map<string, readonly FlowRow[]>();

  /** `ours` is what our own compiler makes of the program, where another made this. */
  constructor(
    made: Compilation,
    options: CompileOptions & { readonly level: Level },
    ours: Compilation | undefined,
    cuts: readonly CutMark[],
    place: Place,
  ) {
    this.#made = made;
    this.#options = options;
    this.#ours = ours;
    this.#place = place;
    this.#letters = new Map(cuts.map(({ phase, node, letter }) => [`${phase} ${node}`, letter]));
  }

  /** The passes, in order. */
  list(): readonly PassInfo[] {
    return list.map((stage) => ({
      name: stage.name,
      title: stage.title ?? stage.to.title,
      graph: isFlow(stage),
      idle: stage.from === stage.to && this.#isPlain(stage),
    }));
  }

  /** The optimisations that there are, and which of them were made. */
  optimisations(): readonly OptimisationInfo[] {
    const made = new Set(this.#made.optimisations);
    return [...optimisations()].map(([name, { does, level }]) => ({ name, does, level, made: made.has(name) }));
  }

  /** What each optimisation gained, where leaving it out would make a difference. A compiler with a bug is not asked. */
  async gains(): Promise<readonly ShownGain[]> {
    if (this.#made.optimisations.length === 0 || this.#ours !== undefined) return [];
    const { reportOf } = await import("./optimiser.ts");
    const report = reportOf(this.#made, this.#options);
    if (!report.ok) return [];
    return report.value.functions.flatMap(({ name, gains }) =>
      gains
        .filter(({ instructions, bytes, work }) => instructions !== 0 || bytes !== 0 || work !== 0)
        .map((gain) => ({ ...gain, function: name })),
    );
  }

  /** Has it optimisations, of which none is made? One that stays in its language then does nothing. */
  #isPlain({ optimises }: AnyStage): boolean {
    return optimises !== undefined && !Object.keys(optimises).some((name) => this.#made.optimisations.includes(name));
  }

  /** Are the blocks of a pass's program those of the code? Not where an optimisation comes after it. */
  #isOfCode(index: number): boolean {
    return list.slice(index + 1).every((stage) => stage.optimises === undefined || this.#isPlain(stage));
  }

  /** What a pass made, as lines. */
  rows(index: number): readonly FlowRow[] {
    const stage = list[index];
    if (stage === undefined) return [];
    return isFlow(stage)
      ? this.#flowRows(index, this.#made)
      : this.#text(index, this.#made).split("\n").flatMap(plainRow);
  }

  /** A function of the flow graph that a pass made, drawn; or why it is not. */
  async graph(index: number, name: string, against: Against): Promise<ShownGraph | undefined> {
    const stage = list[index];
    const functions = stage !== undefined && isFlow(stage) ? this.#functions(index, this.#made) : [];
    const number = functions.findIndex((one) => one.name === name);
    if (number < 0) return undefined;
    const rows = this.#rowsOf(index, name, this.#made);
    const changed = await this.#changed(index, name, against, rows);
    const { address, labels } = this.#made.layout.functions[number]!;
    const code = this.#isOfCode(index) ? { address, labels } : { address, labels: [] };
    const drawn = await drawFunction(functions[number]!, changed?.rows ?? rows, code);
    return { ...drawn, changes: changed?.changes };
  }

  /** The rows of one function of a flow program. */
  #rowsOf(index: number, name: string, of: Compilation): readonly FlowRow[] {
    const rows = this.#flowRows(index, of);
    const begin = rows.findIndex(({ depth, text }) => depth === 0 && text.startsWith(`${name}(`));
    const end = rows.findIndex(({ depth }, at) => at > begin && depth === 0);
    return begin < 0 ? [] : rows.slice(begin, end < 0 ? undefined : end);
  }

  /** A function's rows, those marked that the program they are held against does not have; nothing where there is none. */
  async #changed(
    index: number,
    name: string,
    against: Against,
    rows: readonly FlowRow[],
  ): Promise<{ readonly rows: readonly FlowRow[]; readonly changes: ShownGraph["changes"] } | undefined> {
    const ours = against === "ours" ? this.#ours : undefined;
    // Between two flow graphs there may be passes that make none.
    const [other, of] = ours === undefined ? [list.slice(0, index).findLastIndex(isFlow), this.#made] : [index, ours];
    if (other < 0) return undefined;
    const lines = (all: readonly FlowRow[]): readonly FlowRow[] => all.filter(({ depth }) => depth === 2);
    const own = lines(rows);
    const textsOf = (all: readonly FlowRow[]): readonly string[] => all.map(({ text }) => text);
    const { added, removed, apart } = await newLines(textsOf(lines(this.#rowsOf(other, name, of))), textsOf(own));
    const isNew = new Set(apart ? [] : [...added].map((at) => own[at]!));
    return {
      rows: rows.map((row) => (isNew.has(row) ? { ...row, isNew: true } : row)),
      changes: { added: added.size, removed, apart },
    };
  }

  /** What each pass changed; one that changed nothing has no parts. */
  async changes(against: Against): Promise<readonly PassChanges[]> {
    const all = list.map(async ({ name, from }, index) => {
      const now = this.#text(index, this.#made);
      const before =
        against === "ours" && this.#ours !== undefined
          ? this.#text(index, this.#ours)
          : index === 0
            ? from.print(this.#made.program)
            : this.#text(index - 1, this.#made);
      return { name, ...(await changesBetween(before, now)) };
    });
    return Promise.all(all);
  }

  #text(index: number, of: Compilation): string {
    return this.#once(this.#texts, index, of, () => list[index]!.to.print(of.results[index]));
  }

  /** What is kept of a pass of one of the two compilations; it is made when it is first asked for. */
  #once<Made>(kept: Map<string, Made>, index: number, of: Compilation, make: () => Made): Made {
    const key = `${index} ${of === this.#made}`;
    const known = kept.get(key) ?? make();
    kept.set(key, known);
    return known;
  }

  #functions(index: number, of: Compilation): readonly DrawnFunction[] {
    const { functions } = of.results[index] as { readonly functions: readonly GraphFunction[] };
    return functions.map((one) => ("flow" in one && !("blocks" in one) ? one.flow : (one as DrawnFunction)));
  }

  /** The lines of a flow program's text, each with the node of the instruction that it shows: both are in one order. */
  #flowRows(index: number, of: Compilation): readonly FlowRow[] {
    return this.#once(this.#rows, index, of, () => {
      const origins = this.#functions(index, of).flatMap(({ blocks }) =>
        blocks.flatMap(({ instructions, terminator }) => [...instructions, terminator].map(({ origin }) => origin)),
      );
      let next = 0;
      return this.#text(index, of)
        .split("\n")
        .filter((line) => line !== "")
        .map((line): FlowRow => {
          const depth = line.startsWith("    ") ? 2 : line.startsWith("  ") ? 1 : 0;
          if (depth < 2) return { text: line.trim(), depth, line: 0, letter: undefined };
          const [, phase, node] = cutNote.exec(line) ?? [];
          const letter = this.#letters.get(`${phase} ${node}`);
          return {
            text: line.replace(cutNote, "").trim(),
            depth,
            line: this.#place(origins[next++] ?? 0).line,
            letter,
          };
        })
        .filter((row) => row.text !== "" || row.letter !== undefined);
    });
  }
}

/** A line of a language that is not flow: a heading where it is not indented. */
function plainRow(line: string): readonly FlowRow[] {
  if (line.trim() === "") return [];
  return [{ text: line.trim(), depth: /^\s/.test(line) ? 2 : 0, line: 0, letter: undefined }];
}
