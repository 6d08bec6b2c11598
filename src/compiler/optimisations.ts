/**
 * Which optimisations there are, and which of them a compilation makes: those of its level, or those that it names. The
 * stages say what they have (stages.ts); nothing here knows any of them.
 */

import { nearest } from "../core/nearest.ts";
import { failure, type Result, success } from "../core/result.ts";
import type { CompileError } from "./compile-error.ts";
import { defaultLevel, type Level } from "./level.ts";
import type { SomePasses } from "./passes.ts";
import type { Optimisation, Stage, StageContext } from "./stage.ts";
import { stages } from "./stages.ts";
import type { MemoryOptions } from "./target/memory-layout.ts";

/** How much to optimise. */
export interface OptimisationOptions {
  /** 0: nothing; 1: what is simple and always pays; 2: everything. */
  readonly level?: Level | undefined;
  /**
   * Names of {@link optimisations}. With names alone, exactly these are made, and what they need; with a `-` before each, all
   * of the level but these; with both, the first without the second.
   */
  readonly passes?: readonly string[] | undefined;
}

/**
 * The optimisations of the compiler, by name, in the order of its stages.
 *
 * @example
 * ```ts
 * import { compile, optimisations } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * const program = parseProgram("fn main(): int { return 6 * 7; }");
 * if (!program.ok) throw new Error("refused");
 * optimisations().get("ssa")?.level; // => 1
 * compile(program.value, { level: 2, passes: ["-ssa"] }).ok; // => true
 * const unknown = compile(program.value, { passes: ["sea"] });
 * unknown.ok ? "" : unknown.error.message; // => "there is no optimisation `sea`; did you mean `ssa`?"
 * ```
 */
export function optimisations(): ReadonlyMap<string, Optimisation> {
  const list: readonly Stage[] = stages;
  return new Map(list.flatMap(({ optimises }) => Object.entries(optimises ?? {})));
}

/** The names of the optimisations that these options choose. */
export function chosenOptimisations({
  level,
  passes = [],
}: OptimisationOptions): Result<ReadonlySet<string>, CompileError> {
  const known = optimisations();
  const wanted = passes.filter((name) => !name.startsWith("-"));
  const unwanted = new Set(passes.filter((name) => name.startsWith("-")).map((name) => name.slice(1)));
  for (const name of [...wanted, ...unwanted])
    if (!known.has(name)) return failure(unknownName(name, [...known.keys()]));
  const chosen = new Set<string>();
  const add = (name: string): void => {
    chosen.add(name);
    for (const other of known.get(name)?.needs ?? []) if (!chosen.has(other)) add(other);
  };
  if (wanted.length > 0) for (const name of wanted) add(name);
  else for (const [name, one] of known) if (one.level <= (level ?? defaultLevel)) add(name);
  const left = (name: string): boolean => unwanted.has(name) || (known.get(name)?.needs ?? []).some(left);
  return success(new Set([...known.keys()].filter((name) => chosen.has(name) && !left(name))));
}

function unknownName(name: string, known: readonly string[]): CompileError {
  const near = nearest(name, known);
  const hint = near === undefined ? `there are ${known.join(", ")}` : `did you mean \`${near}\`?`;
  return { kind: "option", message: `there is no optimisation \`${name}\`; ${hint}`, node: undefined };
}

/** What the stages are given. */
export function stageContext(
  using: SomePasses,
  options: MemoryOptions & OptimisationOptions,
): Result<StageContext, CompileError> {
  const chosen = chosenOptimisations(options);
  return chosen.ok ? success({ using, sizes: options, chosen: chosen.value }) : chosen;
}
