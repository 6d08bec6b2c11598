/**
 * McCarthy and Painter 1967, "Correctness of a compiler for arithmetic expressions": the first compiler that was proved
 * correct, here tested with `etalon/proof`. Expressions over variables go to a machine with one accumulator.
 *
 * Letters: e expression, s store, a accumulator, r registers. Run it: `node mccarthy-painter.ts`.
 */

import { fileURLToPath } from "node:url";
import {
  compilerCorrect,
  describeReport,
  equalWhenEnded,
  phase,
  type StepSemantics,
  shrinkBy,
  testPhase,
} from "etalon/testing";
import * as fc from "fast-check";

/** e ::= n | x | e + e */
export type Expression =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "sum"; readonly left: Expression; readonly right: Expression };

/** What variables hold. It is the input of both languages. */
export type Store = Readonly<Record<string, number>>;

/** Both languages show one number, as soon as they have it. */
export type Shown = number | "running";

// ── The source, by small steps ───────────────────────────────────────────────────────────────────────────────────────

/** One step inside an expression, from the left; undefined when it is a constant. */
export function reduce(e: Expression, s: Store): Expression | undefined {
  switch (e.kind) {
    case "constant":
      return undefined;
    // variable       (x, s) → s(x)
    case "variable":
      return { kind: "constant", value: s[e.name] ?? 0 };
    case "sum": {
      // sum_left     (e₁, s) → (e₁′, s)  ⟹  (e₁ + e₂, s) → (e₁′ + e₂, s)
      const left = reduce(e.left, s);
      if (left !== undefined) return { ...e, left };
      // sum_right    (e₂, s) → (e₂′, s)  ⟹  (n + e₂, s) → (n + e₂′, s)
      const right = reduce(e.right, s);
      if (right !== undefined) return { ...e, right };
      // sum          n₁ + n₂ → the sum of n₁ and n₂, mod 2³²
      return { kind: "constant", value: (constantOf(e.left) + constantOf(e.right)) | 0 };
    }
  }
}

function constantOf(e: Expression): number {
  return e.kind === "constant" ? e.value : 0;
}

/** The semantics of expressions, as `etalon/proof` wants it. */
export const expressions: StepSemantics<Expression, { e: Expression; s: Store }, Store, Shown> = {
  name: "expressions",
  initial: (e, s) => ({ e, s }),
  step({ e, s }) {
    const next = reduce(e, s);
    return next && { e: next, s };
  },
  behaviour: ({ e }) => (e.kind === "constant" ? e.value : "running"),
  print: ({ e }) => print(e),
};

// ── The target: the paper's machine ──────────────────────────────────────────────────────────────────────────────────

/** The paper's instructions. `x` names a variable; `r` is the number of a register. */
export type Instruction =
  | { readonly op: "li"; readonly value: number } //   a ← n
  | { readonly op: "load"; readonly x: string } //     a ← s(x)
  | { readonly op: "loadr"; readonly r: number } //    a ← r
  | { readonly op: "sto"; readonly r: number } //      r ← a
  | { readonly op: "add"; readonly r: number }; //     a ← a + r

/** A configuration of the machine. */
export interface Machine {
  readonly code: readonly Instruction[];
  readonly pc: number;
  readonly a: number;
  readonly registers: ReadonlyMap<number, number>;
  readonly s: Store;
}

function execute(m: Machine, i: Instruction): Machine {
  const next = { ...m, pc: m.pc + 1 };
  switch (i.op) {
    case "li":
      return { ...next, a: i.value };
    case "load":
      return { ...next, a: m.s[i.x] ?? 0 };
    case "loadr":
      return { ...next, a: m.registers.get(i.r) ?? 0 };
    case "sto":
      return { ...next, registers: new Map(m.registers).set(i.r, m.a) };
    case "add":
      return { ...next, a: (m.a + (m.registers.get(i.r) ?? 0)) | 0 };
  }
}

/** The semantics of machine code: it ends after the last instruction, and shows the accumulator. */
export const accumulator: StepSemantics<readonly Instruction[], Machine, Store, Shown> = {
  name: "accumulator machine",
  initial: (code, s) => ({ code, pc: 0, a: 0, registers: new Map(), s }),
  step(m) {
    const instruction = m.code[m.pc];
    return instruction && execute(m, instruction);
  },
  behaviour: ({ pc, code, a }) => (pc === code.length ? a : "running"),
  print: ({ pc, a, registers }) => `pc ${pc}   a ${a}   r ${[...registers].map(([r, n]) => `${r}:${n}`).join(" ")}`,
};

// ── The compiler ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** The paper's compiler: the value of `e` into the accumulator, leaving the registers below `r` as they are. */
export function compile(e: Expression, r = 0): Instruction[] {
  switch (e.kind) {
    case "constant":
      return [{ op: "li", value: e.value }];
    case "variable":
      return [{ op: "load", x: e.name }];
    case "sum":
      return [...compile(e.left, r), { op: "sto", r }, ...compile(e.right, r + 1), { op: "add", r }];
  }
}

/** The same with one mistake: the right side may use the register that keeps the left one. */
export function compileWrongly(e: Expression, r = 0): Instruction[] {
  if (e.kind !== "sum") return compile(e, r);
  return [...compileWrongly(e.left, r), { op: "sto", r }, ...compileWrongly(e.right, r), { op: "add", r }];
}

// ── Programs, inputs, and the property ───────────────────────────────────────────────────────────────────────────────

/** Constants, with those at the ends of the words. */
const constants = fc.oneof(
  { withCrossShrink: true },
  fc.integer({ min: -9, max: 9 }),
  fc.constantFrom(2 ** 31 - 1, -(2 ** 31)),
);

/** Expressions of all shapes. */
const shapes = fc.letrec<{ e: Expression }>((tie) => ({
  e: fc.oneof(
    { maxDepth: 6, depthSize: "small" },
    { arbitrary: constants.map((value): Expression => ({ kind: "constant", value })), weight: 1 },
    { arbitrary: fc.constantFrom("x", "y", "z").map((name): Expression => ({ kind: "variable", name })), weight: 1 },
    { arbitrary: fc.record({ kind: fc.constant("sum" as const), left: tie("e"), right: tie("e") }), weight: 6 },
  ),
})).e;

/** What to try instead of an expression that fails: a part of it, or a smaller part in it. */
export function* smaller(e: Expression): Generator<Expression> {
  if (e.kind === "variable" || (e.kind === "constant" && e.value !== 0 && e.value !== 1)) {
    yield { kind: "constant", value: 0 };
    yield { kind: "constant", value: 1 };
  } else if (e.kind === "sum") {
    yield e.left;
    yield e.right;
    for (const left of smaller(e.left)) yield { ...e, left };
    for (const right of smaller(e.right)) yield { ...e, right };
  }
}

export const programs: fc.Arbitrary<Expression> = shrinkBy(shapes, smaller);

/** What the variables hold. */
export const stores: fc.Arbitrary<Store> = fc.record({ x: constants, y: constants, z: constants });

/** The two semantics, and when they agree. */
const languages = {
  source: expressions,
  target: accumulator,
  relation: equalWhenEnded((shown: Shown) => shown !== "running"),
};

/** The paper's theorem as a phase: one for the compiler, and one for a compiler with a bug. */
export const correct = phase({ ...languages, name: "compile", compile: (e) => ({ ok: true, value: compile(e) }) });
export const wrong = phase({
  ...languages,
  name: "compileWrongly",
  compile: (e) => ({ ok: true, value: compileWrongly(e) }),
});

/** The same as a property, for a test: `fc.assert(theorem)`. */
export const theorem = compilerCorrect({
  ...languages,
  name: "compile",
  compile: (e: Expression) => ({ ok: true, value: compile(e) }),
  programs,
  inputs: stores,
});

/** An expression as people write it. */
export function print(e: Expression): string {
  if (e.kind === "constant") return String(e.value);
  if (e.kind === "variable") return e.name;
  const right = e.right.kind === "sum" ? `(${print(e.right)})` : print(e.right);
  return `${print(e.left)} + ${right}`;
}

/** What the runs are like. */
const labels = (e: Expression): string[] => [e.kind === "sum" ? "with a sum" : "a leaf"];

/** Test both compilers. */
export function main(): string {
  fc.assert(theorem, { seed: 1 });
  return [correct, wrong]
    .map((one) => {
      const report = testPhase(one, { programs, inputs: stores, seed: 1, labels, atLeast: { "with a sum": 0.3 } });
      return `${one.name}: ${describeReport(report, print)}`;
    })
    .join("\n\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(main());
