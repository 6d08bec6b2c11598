/**
 * IMP, the language of the semantics books (Winskel 1993; Leroy's course "Mechanized semantics"), compiled to a stack
 * machine with relative jumps, and tested with `etalon/proof`.
 *
 * Letters: a arithmetic, b boolean, c command, s store. Run it: `node imp.ts`.
 */

import { fileURLToPath } from "node:url";
import {
  describeReport,
  equalWhenEnded,
  phase,
  type RunSemantics,
  type StepSemantics,
  shrinkBy,
  smallerTrees,
  testPhase,
} from "etalon/testing";
import * as fc from "fast-check";

/** a ::= n | x | a + a | a − a | a × a */
export type Arithmetic =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "variable"; readonly name: string }
  | { readonly kind: "binary"; readonly op: "+" | "-" | "*"; readonly left: Arithmetic; readonly right: Arithmetic };

/** b ::= a = a | a < a | ¬b | b ∧ b */
export type Condition =
  | { readonly kind: "compare"; readonly op: "=" | "<"; readonly left: Arithmetic; readonly right: Arithmetic }
  | { readonly kind: "not"; readonly of: Condition }
  | { readonly kind: "and"; readonly left: Condition; readonly right: Condition };

/** c ::= skip | x := a | c; c | if b then c else c | while b do c */
export type Command =
  | { readonly kind: "skip" }
  | { readonly kind: "assign"; readonly name: string; readonly value: Arithmetic }
  | { readonly kind: "sequence"; readonly first: Command; readonly second: Command }
  | { readonly kind: "if"; readonly condition: Condition; readonly then: Command; readonly else: Command }
  | { readonly kind: "while"; readonly condition: Condition; readonly body: Command };

/** What variables hold; one that is not there holds 0. */
export type Store = ReadonlyMap<string, number>;

/** What a run shows: the store, once it has ended. */
export type Shown = Readonly<Record<string, number>> | "running";

// ── The source, by small steps ───────────────────────────────────────────────────────────────────────────────────────

/** ⟦a⟧ s */
export function evaluate(a: Arithmetic, s: Store): number {
  if (a.kind === "constant") return a.value;
  if (a.kind === "variable") return s.get(a.name) ?? 0;
  return apply(a.op, evaluate(a.left, s), evaluate(a.right, s));
}

function apply(op: "+" | "-" | "*", x: number, y: number): number {
  if (op === "+") return (x + y) | 0;
  return op === "-" ? (x - y) | 0 : Math.imul(x, y);
}

/** ⟦b⟧ s */
export function holds(b: Condition, s: Store): boolean {
  if (b.kind === "not") return !holds(b.of, s);
  if (b.kind === "and") return holds(b.left, s) && holds(b.right, s);
  const [x, y] = [evaluate(b.left, s), evaluate(b.right, s)];
  return b.op === "=" ? x === y : x < y;
}

/** A configuration of IMP. */
export interface Configuration {
  readonly c: Command;
  readonly s: Store;
}

/** One step (c, s) → (c′, s′); undefined for (skip, s), the end. */
export function step({ c, s }: Configuration): Configuration | undefined {
  switch (c.kind) {
    case "skip":
      return undefined;
    // assign         (x := a, s) → (skip, s[x ↦ ⟦a⟧ s])
    case "assign":
      return { c: { kind: "skip" }, s: new Map(s).set(c.name, evaluate(c.value, s)) };
    case "sequence": {
      // seq_done     (skip; c₂, s) → (c₂, s)
      // seq_step     (c₁, s) → (c₁′, s′)  ⟹  (c₁; c₂, s) → (c₁′; c₂, s′)
      const next = step({ c: c.first, s });
      return next === undefined ? { c: c.second, s } : { c: { ...c, first: next.c }, s: next.s };
    }
    // if             (if b then c₁ else c₂, s) → (c₁ or c₂, s)
    case "if":
      return { c: holds(c.condition, s) ? c.then : c.else, s };
    // while          (while b do c, s) → (c; while b do c, s), or (skip, s)
    case "while":
      return { c: holds(c.condition, s) ? { kind: "sequence", first: c.body, second: c } : { kind: "skip" }, s };
  }
}

function shown(s: Store): Shown {
  return Object.fromEntries([...s].filter(([, value]) => value !== 0).toSorted());
}

/** The semantics of IMP, as `etalon/proof` wants it. */
export const imp: StepSemantics<Command, Configuration, Store, Shown> = {
  name: "IMP",
  initial: (c, s) => ({ c, s }),
  step,
  behaviour: ({ c, s }) => (c.kind === "skip" ? shown(s) : "running"),
  print: ({ c, s }) => `${print(c)}   ${printStore(s)}`,
};

// ── The target: a stack machine ──────────────────────────────────────────────────────────────────────────────────────

/** Instructions. Jumps are relative to the instruction after them. */
export type Instruction =
  | { readonly op: "const"; readonly value: number } //            stack → n · stack
  | { readonly op: "load"; readonly name: string } //              stack → s(x) · stack
  | { readonly op: "store"; readonly name: string } //         n · stack → stack, s[x ↦ n]
  | { readonly op: "+" | "-" | "*" } //                    n₂ · n₁ · stack → n₁ op n₂ · stack
  | { readonly op: "jump"; readonly by: number }
  | { readonly op: "jump_if_equal" | "jump_if_less"; readonly by: number }; // n₂ · n₁ · stack → stack

/** A run of the machine; it is changed in place, which is as good. */
export interface Run {
  readonly code: readonly Instruction[];
  pc: number;
  steps: number;
  readonly stack: number[];
  readonly s: Map<string, number>;
}

function execute(run: Run, i: Instruction): void {
  const { stack, s } = run;
  const pop = (): number => {
    const top = stack.pop();
    if (top === undefined) throw new Error("the stack is empty");
    return top;
  };
  run.pc++;
  run.steps++;
  switch (i.op) {
    case "const":
      stack.push(i.value);
      return;
    case "load":
      stack.push(s.get(i.name) ?? 0);
      return;
    case "store":
      s.set(i.name, pop());
      return;
    case "+":
    case "-":
    case "*": {
      const right = pop();
      stack.push(apply(i.op, pop(), right));
      return;
    }
    case "jump":
      run.pc += i.by;
      return;
    case "jump_if_equal":
    case "jump_if_less": {
      const right = pop();
      const left = pop();
      if (i.op === "jump_if_equal" ? left === right : left < right) run.pc += i.by;
      return;
    }
  }
}

/** The semantics of machine code, by itself: the other shape a semantics may have. */
export const stackMachine: RunSemantics<readonly Instruction[], Run, Store, Shown> = {
  name: "stack machine",
  initial: (code, s) => ({ code, pc: 0, steps: 0, stack: [], s: new Map(s) }),
  run(run, clock) {
    while (run.steps < clock) {
      const instruction = run.code[run.pc];
      if (instruction === undefined) break;
      execute(run, instruction);
    }
    return run;
  },
  behaviour: ({ pc, code, s }) => (pc === code.length ? shown(s) : "running"),
  cost: ({ steps }) => steps,
  print: ({ pc, code, stack, s }) => `pc ${pc} of ${code.length}   stack ${stack.join(" ")}   ${printStore(s)}`,
};

// ── The compiler ─────────────────────────────────────────────────────────────────────────────────────────────────────

function arithmetic(a: Arithmetic): Instruction[] {
  if (a.kind === "constant") return [{ op: "const", value: a.value }];
  if (a.kind === "variable") return [{ op: "load", name: a.name }];
  return [...arithmetic(a.left), ...arithmetic(a.right), { op: a.op }];
}

/** The compiler that is right, and one that forgets how long the right side of an `and` is. */
export type Variant = "right" | "forgetful";

/** Code that jumps over the next `by` instructions when `b` is `when`, and goes on to them when it is not. */
function condition(b: Condition, when: boolean, by: number, variant: Variant): Instruction[] {
  switch (b.kind) {
    case "compare": {
      const operands = [...arithmetic(b.left), ...arithmetic(b.right)];
      const op = b.op === "=" ? "jump_if_equal" : "jump_if_less";
      return when ? [...operands, { op, by }] : [...operands, { op, by: 1 }, { op: "jump", by }];
    }
    case "not":
      return condition(b.of, !when, by, variant);
    case "and": {
      const right = condition(b.right, when, by, variant);
      // When the left side is false, the right side decides nothing: jump over it, and further if that is wanted.
      const over = variant === "forgetful" ? by : right.length + by;
      return [...condition(b.left, false, when ? right.length : over, variant), ...right];
    }
  }
}

/** Commands to code. */
export function compile(c: Command, variant: Variant = "right"): Instruction[] {
  switch (c.kind) {
    case "skip":
      return [];
    case "assign":
      return [...arithmetic(c.value), { op: "store", name: c.name }];
    case "sequence":
      return [...compile(c.first, variant), ...compile(c.second, variant)];
    case "if": {
      const then = compile(c.then, variant);
      const otherwise = compile(c.else, variant);
      const test = condition(c.condition, false, then.length + 1, variant);
      return [...test, ...then, { op: "jump", by: otherwise.length }, ...otherwise];
    }
    case "while": {
      const body = compile(c.body, variant);
      const test = condition(c.condition, false, body.length + 1, variant);
      return [...test, ...body, { op: "jump", by: -(test.length + body.length + 1) }];
    }
  }
}

// ── Programs, inputs, and the property ───────────────────────────────────────────────────────────────────────────────

const names = fc.constantFrom("x", "y", "z");
const small = fc.integer({ min: -4, max: 4 });

// A type, not an interface: fast-check wants to look up any name in it.
type Syntax = { a: Arithmetic; b: Condition; c: Command };

/** Commands. Loops count a variable of their own down, `n0`, `n1`, …, so that most programs end. */
const syntax = fc.letrec<Syntax>((tie) => ({
  a: fc.oneof(
    { maxDepth: 3 },
    small.map((value): Arithmetic => ({ kind: "constant", value })),
    names.map((name): Arithmetic => ({ kind: "variable", name })),
    fc.record({
      kind: fc.constant("binary" as const),
      op: fc.constantFrom<"+" | "-" | "*">("+", "-", "*"),
      left: tie("a"),
      right: tie("a"),
    }),
  ),
  b: fc.oneof(
    { maxDepth: 2 },
    fc.record({
      kind: fc.constant("compare" as const),
      op: fc.constantFrom<"<" | "=">("<", "="),
      left: tie("a"),
      right: tie("a"),
    }),
    fc.record({ kind: fc.constant("not" as const), of: tie("b") }),
    fc.record({ kind: fc.constant("and" as const), left: tie("b"), right: tie("b") }),
  ),
  c: fc.oneof(
    { maxDepth: 4 },
    fc.constant<Command>({ kind: "skip" }),
    fc.record({ kind: fc.constant("assign" as const), name: names, value: tie("a") }),
    { arbitrary: fc.record({ kind: fc.constant("sequence" as const), first: tie("c"), second: tie("c") }), weight: 3 },
    fc.record({ kind: fc.constant("if" as const), condition: tie("b"), then: tie("c"), else: tie("c") }),
    fc.tuple(fc.nat(3), fc.nat(3), tie("b"), tie("c")).map(([n, rounds, b, c]) => countedLoop(`n${n}`, rounds, b, c)),
  ),
}));

/** n := rounds; while 0 < n ∧ b do (n := n − 1; c) */
function countedLoop(name: string, rounds: number, b: Condition, c: Command): Command {
  const zero: Arithmetic = { kind: "constant", value: 0 };
  const counter: Arithmetic = { kind: "variable", name };
  const less: Arithmetic = { kind: "binary", op: "-", left: counter, right: { kind: "constant", value: 1 } };
  const condition: Condition = {
    kind: "and",
    left: { kind: "compare", op: "<", left: zero, right: counter },
    right: b,
  };
  const body: Command = { kind: "sequence", first: { kind: "assign", name, value: less }, second: c };
  const loop: Command = { kind: "while", condition, body };
  return {
    kind: "sequence",
    first: { kind: "assign", name, value: { kind: "constant", value: rounds } },
    second: loop,
  };
}

/** The sort of a node: a part of a command stands only for a command. */
function sortOf(part: unknown): string | undefined {
  if (typeof part !== "object" || part === null || !("kind" in part)) return undefined;
  if (["constant", "variable", "binary"].includes(String(part.kind))) return "arithmetic";
  return ["compare", "not", "and"].includes(String(part.kind)) ? "condition" : "command";
}

/** What to try instead of a command that fails: a part for the whole, a leaf for a part, a smaller constant. */
const smaller = smallerTrees<Command>({
  sortOf,
  leaves: [{ kind: "skip" }, { kind: "constant", value: 0 }, { kind: "constant", value: 1 }],
});

export const programs: fc.Arbitrary<Command> = shrinkBy(syntax.c, smaller);
export const stores: fc.Arbitrary<Store> = fc
  .record({ x: small, y: small, z: small })
  .map((s): Store => new Map(Object.entries(s)));

function compiler(name: string, variant: Variant) {
  return phase({
    name,
    source: imp,
    target: stackMachine,
    compile: (c: Command) => ({ ok: true, value: compile(c, variant) }),
    relation: equalWhenEnded((run: Shown) => run !== "running"),
    clock: { source: 2_000, target: (steps) => 200 + 50 * steps },
  });
}

/** The compiler, and one with a bug. */
export const correct = compiler("compile", "right");
export const wrong = compiler("compile, forgetful", "forgetful");

/** Commands as people write them. */
export function print(c: Command): string {
  switch (c.kind) {
    case "skip":
      return "skip";
    case "assign":
      return `${c.name} := ${printArithmetic(c.value)}`;
    case "sequence":
      return `${print(c.first)}; ${print(c.second)}`;
    case "if":
      return `if ${printCondition(c.condition)} then (${print(c.then)}) else (${print(c.else)})`;
    case "while":
      return `while ${printCondition(c.condition)} do (${print(c.body)})`;
  }
}

/** A store, where it is not 0. */
export function printStore(s: Store): string {
  const entries = [...s].filter(([, value]) => value !== 0).map(([name, value]) => `${name}=${value}`);
  return `{${entries.join(", ")}}`;
}

function printArithmetic(a: Arithmetic): string {
  if (a.kind === "constant") return String(a.value);
  if (a.kind === "variable") return a.name;
  return `(${printArithmetic(a.left)} ${a.op} ${printArithmetic(a.right)})`;
}

function printCondition(b: Condition): string {
  if (b.kind === "not") return `not ${printCondition(b.of)}`;
  if (b.kind === "and") return `(${printCondition(b.left)} and ${printCondition(b.right)})`;
  return `${printArithmetic(b.left)} ${b.op} ${printArithmetic(b.right)}`;
}

/** What the runs are like: does a loop go round, does the store change? */
function labels(c: Command, before: Store, after: Shown): string[] {
  const text = print(c);
  const changed = after !== "running" && JSON.stringify(after) !== JSON.stringify(shown(before));
  return [...(text.includes("while") ? ["with a loop"] : []), ...(changed ? ["store changed"] : [])];
}

/** Test both compilers. */
export function main(): string {
  return [correct, wrong]
    .map((one) => {
      const atLeast = { "with a loop": 0.2, "store changed": 0.3 };
      const report = testPhase(one, { programs, inputs: stores, seed: 1, labels, atLeast });
      return `${one.name}: ${describeReport(report, print, printStore)}`;
    })
    .join("\n\n");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(main());
