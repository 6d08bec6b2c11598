/**
 * The checker that is extracted from Coq, on a program and an image. Of a certificate it takes only where to look: the points and
 * pcs of its cut points, and where the machine's data is. What holds there it finds out by itself.
 */

import { examine, type Point, type Problem, type Subject } from "../../coq/extracted/semantics.js";
import type { Compilation } from "../../src/compiler/compile-with.ts";
import type { Program } from "../../src/lang/program/program.ts";
import { writeElf } from "../../src/machine/elf/write.ts";
import type { Image } from "../../src/machine/isa/image.ts";
import type { CutPoint, DataLayout } from "../../src/proof/certificate/claims.ts";
import { programOf } from "./ell.ts";
import { gallina } from "./gallina.ts";
import { segmentOf } from "./machine.ts";
import { elementsOf, list, nat, numberOf, z } from "./values.ts";

/** Where to look. */
export interface Hints {
  readonly layout: Pick<DataLayout, "scratch" | "heapStart">;
  readonly cuts: readonly Pick<CutPoint, "phase" | "node" | "pc">[];
}

/** Where the compiler says that it is. */
export function hintsOf({ memory, cuts }: Pick<Compilation, "memory" | "cuts">): Hints {
  return { layout: memory, cuts: cuts.flatMap((of) => of.cuts) };
}

/** So many steps a path may have on each side, and so many paths are followed in the search for cut points. */
const mostSteps = 500;
const mostRounds = 200;

function pointOf({ phase, node }: Hints["cuts"][number]): Point {
  return { is: phase === "before" ? "Before" : "After", a: z(node) };
}

function subjectOf(program: Program, { entry, segments }: Image, { layout, cuts }: Hints): Subject {
  const words = Array.from({ length: (layout.heapStart - layout.scratch) >> 2 }, (_, i) => layout.scratch + 4 * i);
  return {
    is: "Build_subject",
    a: programOf(program),
    b: { is: "Build_image", a: z(entry), b: list(segments, segmentOf) },
    c: list(cuts, pointOf),
    d: list(new Set(cuts.map(({ pc }) => pc)), z),
    e: list(words, z),
    f: nat(mostSteps),
  };
}

/**
 * A file for Coq, with a theorem: that the machine of these bytes, an executable, conforms to the program. Its proof is a computation, which
 * Coq's kernel makes; so extraction and JavaScript need not be believed. Coq refuses the file where the checker does.
 */
export function theoremOf(name: string, program: Program, image: Image, hints: Hints): string {
  const { a, c, d, e, f } = subjectOf(program, image, hints);
  const bytes = [...writeElf(image)];
  const rows = Array.from({ length: Math.ceil(bytes.length / 32) }, (_, i) =>
    bytes.slice(32 * i, 32 * i + 32).join("; "),
  );
  return `(** That an executable conforms to ${name}: the program, as Coq has it; the executable, byte for byte; and the theorem. *)

From Coq Require Import ZArith List.
From Etalon Require Import SegmentChecker CutSearch EllProgram.
Import ListNotations.
Open Scope Z_scope.

Definition the_program : program :=
  ${gallina(a)}.

Definition the_file : list Z := concat [
  [${rows.join("];\n  [")}]].

Theorem conforms : file_conforms the_program the_file.
Proof.
  apply (no_file_problems _ _ ${gallina(c)} ${gallina(d)} ${gallina(e)} ${gallina(f)} ${mostRounds}%nat).
  vm_compute. reflexivity.
Qed.

Print Assumptions conforms.
`;
}

/** A problem, with its pcs and addresses. */
function described(problem: Problem): string {
  const numbers = [..."ab"].flatMap((field) =>
    field in problem ? [(problem as unknown as Record<string, never>)[field]!] : [],
  );
  return [problem.is, ...numbers.map((number) => `0x${numberOf(number).toString(16)}`)].join(" ");
}

/** What cannot be shown; nothing where the image conforms to the program. */
export function problemsInCoq(program: Program, image: Image, hints: Hints): string[] {
  return [...elementsOf(examine(subjectOf(program, image, hints), nat(mostRounds)))].map(described);
}
