/**
 * The student's compiler in other styles that are as right: where the words of a frame are, and how an index is compared with a length. Each
 * is a list of changes of its text.
 */

import { readFileSync } from "node:fs";
import type { Program } from "etalon/lang";
import ts from "typescript";

/** From a program to assembly text. */
export type StudentCompiler = (program: Program) => string;

/** The compiler that has this text: it imports nothing but types, so it can be loaded from its text. */
export async function compilerOf(text: string): Promise<StudentCompiler> {
  const code = ts.transpile(text, { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2024 });
  return ((await import(`data:text/javascript,${encodeURIComponent(code)}`)) as { compile: StudentCompiler }).compile;
}

/** A style: wherever `find` stands in compiler.ts, `put` is written instead. */
interface Style {
  readonly name: string;
  readonly changes: readonly { readonly find: string; readonly put: string }[];
}

const signedChecks: Style = {
  name: "signed checks of an index",
  changes: [{ find: `"bgeu t1, t3, trap_bounds"`, put: `"bltz t1, trap_bounds", "bge t1, t3, trap_bounds"` }],
};

/** sp moves at the beginning and the end of a function alone; what is pushed has a word of its own for each depth. */
const fixedSlots: Style = {
  name: "fixed slots",
  changes: [
    {
      find: "new FunctionCompiler(program, index).compile()",
      put: `{
    const first = new FunctionCompiler(program, index, 0);
    first.compile();
    return new FunctionCompiler(program, index, first.deepest).compile();
  }`,
    },
    {
      find: "constructor(program: Program, index: number) {",
      put: "constructor(program: Program, index: number, most: number) {\n    this.most = most;",
    },
    {
      find: "#deepest = 0;",
      put: `#deepest = 0;
  readonly most: number;

  get deepest(): number {
    return this.#deepest;
  }

  #move(words: number): void {
    if (words !== 0) this.#emit(\`li t6, \${4 * words}\`, "add sp, sp, t6");
  }`,
    },
    { find: "    this.#moveStack(-4 * words);\n", put: "" },
    { find: "    this.#moveStack(4 * words);\n", put: "" },
    { find: "this.#moveStack(-this.#frame)", put: "this.#moveStack(-this.#frame - 4 * this.most)" },
    { find: "this.#moveStack(this.#frame)", put: "this.#moveStack(this.#frame + 4 * this.most)" },
    {
      find: "#load(register: string, offset: number): void {",
      put: "#load(register: string, above: number): void {\n    const offset = above + 4 * (this.most - this.#depth);",
    },
    {
      find: "#store(register: string, offset: number): void {",
      put: "#store(register: string, above: number): void {\n    const offset = above + 4 * (this.most - this.#depth);",
    },
    // Arguments from the ninth on lie at the sp of the call.
    {
      find: "this.#emit(`call $" + "{this.#name(e.callee)}`);",
      put: `if (more > 0) this.#move(this.most - this.#depth);
        this.#emit(\`call \${this.#name(e.callee)}\`);
        if (more > 0) this.#move(this.#depth - this.most);`,
    },
  ],
};

/** s0 is sp at entry, and variables are found from there. */
const framePointer: Style = {
  name: "a frame pointer",
  changes: [
    { find: "slots.length + 4;", put: "slots.length + 8;" },
    {
      find: `    this.#store("ra", this.#frame - 4);\n`,
      put: `    this.#store("ra", this.#frame - 4);
    this.#store("s0", this.#frame - 8);
    this.#emit(\`li t6, \${this.#frame}\`, "add s0, sp, t6");\n`,
    },
    {
      find: `    this.#load("ra", this.#frame - 4);\n    this.#moveStack(this.#frame);\n`,
      put: `    this.#emit("lw ra, -4(s0)", "mv sp, s0", "lw s0, -8(s0)");\n`,
    },
    { find: "return 4 * this.#depth + 4 * slot;", put: "return 4 * slot - this.#frame;" },
    {
      find: `this.#load("t0", this.#variable(e.slot))`,
      put: `this.#emit(\`li t6, \${this.#variable(e.slot)}\`, "add t6, s0, t6", "lw t0, 0(t6)")`,
    },
    {
      find: `this.#store("t0", this.#variable(s.slot))`,
      put: `this.#emit(\`li t6, \${this.#variable(s.slot)}\`, "add t6, s0, t6", "sw t0, 0(t6)")`,
    },
  ],
};

const text = readFileSync("examples/student-compiler/compiler.ts", "utf8");

function textOf({ name, changes }: Style): string {
  let changed = text;
  for (const { find, put } of changes) {
    if (!changed.includes(find)) throw new Error(`${name}: compiler.ts has nowhere: ${find}`);
    changed = changed.replaceAll(find, put);
  }
  return changed;
}

/** The compilers, by what is special about them. */
export const compilersInStyles: readonly (readonly [string, StudentCompiler])[] = await Promise.all(
  [signedChecks, fixedSlots, framePointer].map(async (style) => [style.name, await compilerOf(textOf(style))] as const),
);
