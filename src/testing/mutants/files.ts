/**
 * Mutants of programs of several files: whose name is meant, and when the first values of a file are given.
 *
 * In a program the functions and globals of an imported file are called `PATH:NAME`, those of the main file `NAME`.
 */

import { passes } from "../../compiler/passes.ts";
import type { Program } from "../../lang/program/program.ts";
import type { Mutant } from "./catalogue.ts";
import { misreadWith } from "./source-edits.ts";

const isImported = (name: string): boolean => name.includes(":");
const ownName = (name: string): string => name.slice(name.lastIndexOf(":") + 1);

/** A function of the same name and the same head in another file. */
function functionTwin({ functions }: Program, index: number): number | undefined {
  const headOf = (at: number): string => {
    const { name, parameters, result, slots } = functions[at]!;
    return [ownName(name), result, ...slots.slice(0, parameters).map(({ type }) => type)].join(" ");
  };
  const twin = functions.findIndex((_, other) => other !== index && headOf(other) === headOf(index));
  return twin < 0 ? undefined : twin;
}

/** A global of the same name and the same type in another file. */
function globalTwin({ globals }: Program, index: number): number | undefined {
  const { name, type } = globals[index]!;
  const twin = globals.findIndex(
    (other, at) => at !== index && ownName(other.name) === ownName(name) && other.type === type,
  );
  return twin < 0 ? undefined : twin;
}

/** Mutants of this class. */
export const files: readonly Mutant[] = [
  {
    name: "private-function-of-another-file",
    description: "In an imported file, the call of a function means one of the same name in another file.",
    class: "files",
    wraps: "langToFlow",
    passes: misreadWith((program) => ({
      expression: (e, f) =>
        e.kind === "call" && isImported(f.name) ? { ...e, callee: functionTwin(program, e.callee) ?? e.callee } : e,
    })),
  },
  {
    name: "private-global-of-another-file",
    description: "A global means one of the same name and type in another file.",
    class: "files",
    wraps: "langToFlow",
    passes: misreadWith((program) => ({
      expression: (e, f) =>
        e.kind === "global" && f !== program.functions[program.start]
          ? { ...e, index: globalTwin(program, e.index) ?? e.index }
          : e,
      statement: (s, _, f) =>
        s.kind === "assign_global" && f !== program.functions[program.start]
          ? { ...s, index: globalTwin(program, s.index) ?? s.index }
          : s,
    })),
  },
  {
    name: "import-passed-on",
    description: "In the main file, a function that it declares gives way to one that another file keeps to itself.",
    class: "files",
    wraps: "langToFlow",
    passes: misreadWith((program) => ({
      expression: (e, f) =>
        e.kind === "call" && !isImported(f.name) && e.callee !== program.main
          ? { ...e, callee: functionTwin(program, e.callee) ?? e.callee }
          : e,
    })),
  },
  {
    name: "first-values-after-main",
    description: "The first values of an imported file are given after those of the main file, and after `main`.",
    class: "files",
    wraps: "langToFlow",
    passes: { ...passes, langToFlow: (program) => passes.langToFlow(startingLate(program)) },
  },
];

/** The program in which start-up gives the globals of imported files their values last: after `main`, so never. */
function startingLate(program: Program): Program {
  const start = program.functions[program.start]!;
  const isLate = (index: number): boolean => isImported(program.globals[index]!.name);
  const { statements } = start.body;
  const late = statements.filter((s) => s.kind === "assign_global" && isLate(s.index));
  const body = { ...start.body, statements: [...statements.filter((s) => !late.includes(s)), ...late] };
  return { ...program, functions: program.functions.with(program.start, { ...start, body }) };
}
