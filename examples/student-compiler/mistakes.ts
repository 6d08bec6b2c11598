/**
 * Mistakes that students make, each a change of a few words in compiler.ts. `node mistakes.ts` lists them, and
 * `node mistakes.ts NAME > wrong.ts` writes the compiler with that mistake in it.
 */

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** A mistake: where `find` stands in compiler.ts, `put` is written instead. */
export interface StudentMistake {
  readonly name: string;
  readonly sentence: string;
  readonly find: string;
  readonly put: string;
}

/** Mistakes that programs and inputs at random find. */
export const mistakes: readonly StudentMistake[] = [
  {
    name: "pops-swapped",
    sentence: "The two operands of an operation are popped in the wrong order.",
    find: `this.#pop("t1", "t0");
        this.#emit(...operations`,
    put: `this.#pop("t0", "t1");
        this.#emit(...operations`,
  },
  {
    name: "frame-too-small",
    sentence: "The frame has no word for ra, which so lies where the last variable is.",
    find: "slots.length + 4;",
    put: "slots.length;",
  },
  {
    name: "result-lost-over-call",
    sentence: "The result of a call stays in a0 while the right operand is evaluated, which may call as well.",
    find: `this.#expression(e.right);
        this.#pop("t1", "t0");
        this.#emit(...operations`,
    put: `if (e.left.kind === "call") this.#pop("a0");
        this.#expression(e.right);
        this.#pop("t1");
        if (e.left.kind === "call") this.#emit("mv t0, a0");
        else this.#pop("t0");
        this.#emit(...operations`,
  },
  {
    name: "comparison-the-wrong-way",
    sentence: "`>` compares as `<` does.",
    find: `">": ["slt t0, t1, t0"]`,
    put: `">": ["slt t0, t0, t1"]`,
  },
  {
    name: "no-bounds-check",
    sentence: "Elements are found without a look at the length.",
    find: `this.#emit("lw t3, 0(t0)", "bgeu t1, t3, trap_bounds");`,
    put: "",
  },
  {
    name: "signed-bounds-check",
    sentence: "The index is compared as a signed number, so that a negative one passes.",
    find: `"bgeu t1, t3, trap_bounds"`,
    put: `"bge t1, t3, trap_bounds"`,
  },
  {
    name: "early-return-keeps-the-frame",
    sentence: "A `return` within the function loads ra and leaves sp where it is.",
    find: `          this.#pop("a0");
        }
        return this.#return();`,
    put: `          this.#pop("a0");
        }
        this.#load("ra", this.#frame - 4);
        return this.#emit("ret");`,
  },
  {
    name: "both-sides-evaluated",
    sentence: "`&&` and `||` evaluate their right side always.",
    find: `        this.#drop(1);
        this.#expression(e.right);
        return this.#place(end);`,
    put: `        this.#place(end);
        this.#expression(e.right);
        this.#pop("t1", "t0");
        this.#emit(e.kind + " t0, t0, t1");
        return this.#push("t0");`,
  },
  {
    name: "depth-forgotten",
    sentence:
      "After a call the arguments are dropped, but the compiler still counts them, and looks for variables elsewhere.",
    find: "this.#drop(more + count);",
    put: "this.#moveStack(4 * (more + count));",
  },
  {
    name: "bytes-are-signed",
    sentence: "Elements of a `byte[]` are loaded with their sign.",
    find: `"lbu t0, 4(t0)"`,
    put: `"lb t0, 4(t0)"`,
  },
  {
    name: "break-leaves-all-loops",
    sentence: "`break` goes to the end of the outermost loop.",
    find: "this.#loops.at(-1)!.end",
    put: "this.#loops[0]!.end",
  },
  {
    name: "length-not-stored",
    sentence: "A new array has no length: the word before its elements stays 0.",
    find: `this.#emit("sw t0, 0(gp)", "mv t0, gp"`,
    put: `this.#emit("mv t0, gp"`,
  },
];

/** Mistakes that hardly any run shows: it takes a stack of eight megabytes, or a heap of sixty-four. A proof finds them. */
export const hiddenMistakes: readonly StudentMistake[] = [
  {
    name: "no-stack-check",
    sentence: "Nobody looks whether the frame still fits on the stack.",
    find: `, "bltu t0, t1, no_stack");`,
    put: ");",
  },
  {
    name: "no-heap-check",
    sentence: "Nobody looks whether the array still fits into the heap.",
    find: `, "bgeu t1, t2, no_heap");`,
    put: ");",
  },
  {
    name: "pushes-not-counted",
    sentence: "The frame whose room is looked at has the variables, but nothing that is pushed.",
    find: "const lowest = -this.#frame - 4 * this.#deepest;",
    put: "const lowest = -this.#frame;",
  },
];

const text = readFileSync(new URL("./compiler.ts", import.meta.url), "utf8");

/** The text of the compiler with a mistake in it. */
export function textWith({ name, find, put }: StudentMistake): string {
  const parts = text.split(find);
  if (parts.length !== 2) throw new Error(`${name}: found ${parts.length - 1} times in compiler.ts`);
  return parts.join(put);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const all = [...mistakes, ...hiddenMistakes];
  const wanted = process.argv[2];
  const mistake = all.find(({ name }) => name === wanted);
  if (mistake !== undefined) process.stdout.write(textWith(mistake));
  else for (const { name, sentence } of all) console.log(`${name.padEnd(30)} ${sentence}`);
}
