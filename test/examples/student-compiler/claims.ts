/**
 * Claims for what the student's compiler makes: where sp, the variables and the pushed values are, at every loop, call, allocation and
 * join. The compiler is changed so that it writes a label at each such point; the labels say all that the claims need.
 *
 *     cut.FUNCTION.PHASE.NODE.DEPTH.PENDING.RESULT.VARIABLES        extent.FUNCTION.FRAME.DEEPEST
 */

import { readFileSync } from "node:fs";
import type { Program } from "etalon/lang";
import type { Image } from "etalon/machine";
import type { Claim, Claims, CutPoint, FunctionCertificate, Location } from "etalon/proof";
import { type StudentMistake, textWith } from "../../../examples/student-compiler/mistakes.ts";
import { compilerOf, type StudentCompiler } from "../../../tools/campaigns/student-compilers.ts";

const compilerText = readFileSync(new URL("../../../examples/student-compiler/compiler.ts", import.meta.url), "utf8");

/** What is written instead of what. */
const edits: readonly (readonly [find: string, put: string])[] = [
  [
    "  #labels = 0;",
    `  #labels = 0;
  #assigned = new Set();

  #cut(phase, node, result, pending = this.#depth) {
    const variables = [...this.#assigned].join("_");
    this.#lines.push(\`cut.\${this.#index}.\${phase}.\${node}.\${this.#depth}.\${pending}.\${result}.v\${variables}:\`, "  nop");
  }`,
  ],
  [
    "    this.#statement(body);\n",
    "    for (let i = 0; i < parameters; i++) this.#assigned.add(i);\n    this.#statement(body);\n",
  ],
  [
    "    const lowest = -this.#frame",
    `    this.#lines.push(["extent", this.#index, this.#frame, 4 * this.#deepest].join(".") + ":");
    const lowest = -this.#frame`,
  ],
  [
    "    switch (s.kind) {",
    '    if (!["block", "while", "break", "continue"].includes(s.kind)) this.#cut("before", s.id, "none");\n    switch (s.kind) {',
  ],
  [
    "        for (const statement of s.statements) this.#statement(statement);\n        return;",
    "        { const before = new Set(this.#assigned); for (const statement of s.statements) this.#statement(statement); this.#assigned = before; }\n        return;",
  ],
  [
    'return this.#store("t0", this.#variable(s.slot));',
    'this.#store("t0", this.#variable(s.slot)); this.#assigned.add(s.slot); return;',
  ],
  ["        this.#place(head);", '        this.#place(head); this.#cut("before", s.id, "none");'],
  [
    "        this.#expression(e.right);\n        return this.#place(end);",
    '        this.#expression(e.right);\n        this.#place(end); this.#cut("after", e.id, "top", this.#depth - 1); return;',
  ],
  [
    '"add gp, gp, t1", "addi gp, gp, 4");\n        return this.#push("t0");',
    '"add gp, gp, t1", "addi gp, gp, 4");\n        this.#cut("after", e.id, "t0");\n        return this.#push("t0");',
  ],
  [
    '"addi gp, gp, 4");\n        return this.#push("t0");\n      }',
    '"addi gp, gp, 4");\n        this.#cut("after", e.id, "t0");\n        return this.#push("t0");\n      }',
  ],
  [
    '        this.#place(end);\n        return this.#push("t0");',
    '        this.#place(end); this.#cut("after", e.id, "t0");\n        return this.#push("t0");',
  ],
  [
    '        this.#place(end);\n        return this.#push("a0");',
    '        this.#place(end); this.#cut("after", e.id, "a0");\n        return this.#push("a0");',
  ],
  [
    "        this.#drop(more + count);",
    '        this.#cut("after", e.id, e.type === "nothing" ? "none" : "a0", this.#depth - more - count);\n        this.#drop(more + count);',
  ],
];

/** The compiler that writes labels; with a mistake in it, where one is given. */
export async function labellingCompiler(mistake?: StudentMistake): Promise<StudentCompiler> {
  let text = mistake === undefined ? compilerText : textWith(mistake);
  for (const [find, put] of edits) {
    const parts = text.split(find);
    if (parts.length !== 2) throw new Error(`found ${parts.length - 1} times in compiler.ts: ${find}`);
    text = parts.join(put);
  }
  return await compilerOf(text);
}

const registers: Readonly<Record<string, number>> = { t0: 5, a0: 10 };

/** The claims that the labels of an image make. */
export function claimsOf(program: Program, image: Image): Claims {
  const symbols = image.symbols ?? [];
  const address = (name: string): number => symbols.find((symbol) => symbol.name === name)!.address;
  const functions = program.functions.map((_, index): FunctionCertificate => {
    const entry = symbols.find(({ name }) => name.startsWith(`f${index}.`))!.address;
    const extent = symbols.find(({ name }) => name.startsWith(`extent.${index}.`))!.name.split(".");
    const [bytes, deepest] = [Number(extent[2]), Number(extent[3])];
    const frame = bytes + deepest;
    const slot = (fromEntry: number): Location => ({ kind: "slot", offset: frame + fromEntry });
    const cuts = symbols
      .filter(({ name }) => name.startsWith(`cut.${index}.`))
      .map(({ name, address: pc }): CutPoint => {
        const [, , phase, node, depth, pending, result, variables] = name.split(".");
        const values: Claim[] = [];
        for (const variable of variables!
          .slice(1)
          .split("_")
          .filter((one) => one !== "")
          .map(Number))
          values.push({ value: { kind: "local", slot: variable }, location: slot(4 * variable - bytes) });
        for (let i = 0; i < Number(pending); i++)
          values.push({ value: { kind: "pending", index: i }, location: slot(-bytes - 4 * (i + 1)) });
        const top = slot(-bytes - 4 * Number(depth));
        if (result !== "none")
          values.push({
            value: { kind: "result" },
            location: result === "top" ? top : { kind: "register", register: registers[result!]! },
          });
        const at = { phase: phase as "before" | "after", node: Number(node), pc, sp: bytes + 4 * Number(depth) };
        return { ...at, base: null, dropped: [], values };
      })
      .sort((a, b) => a.pc - b.pc);
    const saved = index === program.start ? [] : [{ register: 1, location: slot(-4) }];
    return { entry, frame, saved, cuts };
  });
  const limit = address("heap_end");
  const layout = {
    scratch: address("scratch"),
    globals: address("globals"),
    heapStart: address("heap"),
    heapEnd: limit,
    stackLimit: limit,
    stackTop: address("stack_top"),
  };
  return { layout, functions };
}
