/**
 * A theorem for Coq about one executable: the program as Coq has it, laid out to be read beside its text; the executable, byte for byte; and that
 * the one conforms to the other. Its proof is a computation, which Coq's kernel makes: nobody need believe the extraction, JavaScript or our
 * reader of executables.
 */

import type { FunctionDefinition, Program, Slot } from "../lang/program/program.ts";
import { mayExhaustStack, type Search } from "./examine.ts";
import { gallina, laidOut } from "./gallina.ts";
import { functionOf, programOf } from "./program.ts";

/** A name inside a comment of Coq's, which it cannot end. */
function quoted(name: string): string {
  return name.replaceAll(/[^\w .$-]/gu, "_");
}

function slotsText(slots: readonly Slot[]): string {
  const texts = slots.map(({ name, type }, i) => `${i} ${quoted(name)}: ${type}`);
  return texts.length === 0 ? "no variables" : `variables ${texts.join(", ")}`;
}

function functionText(definition: FunctionDefinition, index: number): string {
  const { a, b, c, d } = functionOf(definition);
  return `(** ${quoted(definition.name)}, ${slotsText(definition.slots)} *)
Definition function_${index} : function := {|
  parameters := ${gallina(a)};
  result_type := ${gallina(b)};
  slots := ${laidOut(c, "  ")};
  body :=
    ${laidOut(d, "    ")} |}.
`;
}

/** A file for Coq, with the theorem. Coq refuses the file where the second checker does. `name` is said in its header. */
export function theoremOf(name: string, program: Program, file: Uint8Array, search: Search): string {
  const rows = Array.from({ length: Math.ceil(file.length / 32) }, (_, i) =>
    file.subarray(32 * i, 32 * i + 32).join("; "),
  );
  const { a: globals, c: start, d: main } = programOf(program);
  const { points, pcs, words, hints, abstracted, limit, budget, heapIsSpent, steps, rounds, work } = search;
  const within = mayExhaustStack(search) || heapIsSpent;
  const argument = (value: unknown): string => `\n    ${laidOut(value, "    ")}`;
  return `(** That an executable conforms to ${quoted(name)}: the program, as Coq has it (EllProgram.v); the executable, byte for byte; and the
    theorem (${within ? "file_conforms_within" : "file_conforms"} in CutSearch.v, and what it speaks of).

    The first number of each expression and statement is its own. Variables, functions and globals are numbered from 0. *)

From Coq Require Import ZArith List.
From Etalon Require Import Words EllConforms SegmentChecker CutHints CutSearch EllProgram.
Import ListNotations.
Open Scope Z_scope.

${program.functions.map(functionText).join("\n")}
(** globals: ${program.globals.length === 0 ? "none" : slotsText(program.globals)} *)
Definition the_program : program := {|
  globals := ${laidOut(globals, "  ")};
  functions := [${program.functions.map((_, i) => `function_${i}`).join("; ")}];
  start := ${gallina(start)};
  main := ${gallina(main)} |}.

Definition the_file : list Z := concat [
  [${rows.join("];\n  [")}]].

(** The proof says where to look, what may hold there, for how many steps and paths, and lets Coq compute. *)
Theorem conforms : ${within ? `file_conforms_within ${gallina(budget)}` : "file_conforms"} the_program the_file.
Proof.
  apply (no_file_problems${within ? "_within" : ""} _ _${[points, pcs, words, hints, ...(within ? [abstracted] : []), limit, budget, ...(within ? [heapIsSpent] : []), steps, rounds, work].map(argument).join("")}).
  vm_compute. reflexivity.
Qed.

Print Assumptions conforms.
`;
}
