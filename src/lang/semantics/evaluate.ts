/**
 * The second semantics of Ell: functional big-step with a clock (Owens, Myreen, Kumar and Tan 2016), as CakeML's
 * `evaluate`. It is written apart from step.ts and even computes with the host's own operators, so that the law "step
 * and evaluate agree" compares two independent definitions. They share only programs and the store.
 *
 * It walks the tree directly, which is fast for many small programs. The clock ticks at every loop round and every call:
 * without them no run is endless. Host recursion is counted: for a program that recurses too deeply the result is a
 * failure, and `runSteps` can run that program.
 *
 * Letters: e expression, s statement, F frame, S store, w word.
 */

import type { Behaviour, Outcome, Trap } from "../../core/behaviour.ts";
import type { RecordingEnvironment } from "../../core/environment.ts";
import { impossible } from "../../core/impossible.ts";
import { failure, type Result, success } from "../../core/result.ts";
import type { CallExpression, Expression, FunctionDefinition, NodeId, Program, Statement } from "../program/program.ts";
import { ConcreteStore } from "./concrete-store.ts";

/** How long the evaluator watches a run. When clock or memory is spent, the outcome is `running`. */
export interface EvaluationBudget {
  /** Loop rounds and calls; by default without limit. */
  readonly clock?: number;
  /** Host bytes for the store; by default 1 GiB. */
  readonly memory?: number;
  /** Nested host calls, about one for each nested node of each active Ell call; by default what fits a host stack of 1 MB. */
  readonly depth?: number;
}

/** A behaviour, how many ticks it took, and where it trapped. */
export interface Evaluation extends Behaviour {
  /** Loop rounds and calls made. */
  readonly ticks: number;
  /** The node at which it trapped. */
  readonly node: NodeId | undefined;
}

/** The program recurses more deeply than this evaluator can follow; `runSteps` has no such limit. */
export interface TooDeep {
  readonly kind: "too_deep";
  /** The limit that was reached. */
  readonly depth: number;
}

const defaultMemory = 2 ** 30;
/** Host frames of code that is not yet optimised are several times larger; they and the caller must fit a stack of 1 MB. */
const defaultDepth = 1200;

/** How a statement ended. After `stopped` nothing is evaluated any more. */
type Signal = 0 | 1 | 2 | 3 | 4;
const normal = 0;
const breaking = 1;
const continuing = 2;
const returning = 3;
const stopped = 4;

/** The value of an expression; undefined when the run stopped inside. */
type Value = number | undefined;

type Frame = number[];

/** The state of one evaluation. */
class Evaluator {
  /** Why the run stopped; when this is not set, a budget was spent. */
  outcome: Outcome = { kind: "running" };
  node: NodeId | undefined = undefined;
  tooDeep = false;
  ticks = 0;
  /** The value of the `return` that is being executed. */
  result = 0;
  readonly #functions: readonly FunctionDefinition[];
  readonly #environment: RecordingEnvironment;
  readonly #store: ConcreteStore;
  readonly #clock: number;
  readonly #memory: number;
  readonly #depth: number;

  constructor(program: Program, environment: RecordingEnvironment, clock: number, memory: number, depth: number) {
    this.#functions = program.functions;
    this.#environment = environment;
    this.#store = new ConcreteStore(program.globals.length);
    this.#clock = clock;
    this.#memory = memory;
    this.#depth = depth;
  }

  /** e, F, S ⇓ w, S′; undefined when the run stopped inside: every caller then returns at once. */
  expression(e: Expression, frame: Frame, depth: number): Value {
    switch (e.kind) {
      case "local":
        return frame[e.slot]!;
      case "constant":
        return e.value;
      case "binary": {
        if (depth > this.#depth) return this.#stopTooDeep();
        const left = this.expression(e.left, frame, depth + 1);
        if (left === undefined) return undefined;
        const right = this.expression(e.right, frame, depth + 1);
        if (right === undefined) return undefined;
        return this.#binary(e, left, right);
      }
      case "global":
        return this.#store.getGlobal(e.index);
      case "index": {
        if (depth > this.#depth) return this.#stopTooDeep();
        const array = this.expression(e.array, frame, depth + 1);
        if (array === undefined) return undefined;
        const index = this.expression(e.index, frame, depth + 1);
        if (index === undefined) return undefined;
        // As an unsigned number, a negative index is greater than every length.
        if (index < 0 || index >= this.#store.length(array)) return this.#trap("bounds", e.id);
        return this.#store.load(e.element, array, index);
      }
      case "unary": {
        if (depth > this.#depth) return this.#stopTooDeep();
        const operand = this.expression(e.operand, frame, depth + 1);
        if (operand === undefined) return undefined;
        const operator = e.operator;
        switch (operator) {
          case "-":
            return -operand | 0;
          case "~":
            return ~operand;
          case "!":
            return operand ^ 1;
          default:
            return impossible(operator);
        }
      }
      // false && e ⇓ false and true || e ⇓ true, without e; else the value of e.
      case "and":
      case "or": {
        if (depth > this.#depth) return this.#stopTooDeep();
        const left = this.expression(e.left, frame, depth + 1);
        if (left === undefined) return undefined;
        if ((left === 0) === (e.kind === "and")) return left;
        return this.expression(e.right, frame, depth + 1);
      }
      case "call":
        return this.#call(e, frame, depth);
      case "length": {
        if (depth > this.#depth) return this.#stopTooDeep();
        const array = this.expression(e.array, frame, depth + 1);
        return array === undefined ? undefined : this.#store.length(array);
      }
      case "new": {
        if (depth > this.#depth) return this.#stopTooDeep();
        const length = this.expression(e.length, frame, depth + 1);
        if (length === undefined) return undefined;
        if (length < 0) return this.#trap("length", e.id);
        const { reference } = this.#store.allocate(e.element, length);
        return this.#fits() ? reference : undefined;
      }
      case "text": {
        const { reference } = this.#store.allocateText(e.element, e.values);
        return this.#fits() ? reference : undefined;
      }
      case "read":
        return this.#environment.read();
      case "transfer":
        return this.#transfer(e, frame, depth);
      default:
        return impossible(e);
    }
  }

  /** s, F, S ⇓ signal, F′, S′ */
  statement(s: Statement, frame: Frame, depth: number): Signal {
    if (depth > this.#depth) {
      this.#stopTooDeep();
      return stopped;
    }
    switch (s.kind) {
      // The first statement that does not end normally ends the block.
      case "block": {
        for (const inner of s.statements) {
          const signal = this.statement(inner, frame, depth + 1);
          if (signal !== normal) return signal;
        }
        return normal;
      }
      case "assign": {
        const value = this.expression(s.value, frame, depth + 1);
        if (value === undefined) return stopped;
        frame[s.slot] = value;
        return normal;
      }
      case "assign_element":
        return this.#assignElement(s, frame, depth);
      case "assign_global": {
        const value = this.expression(s.value, frame, depth + 1);
        if (value === undefined) return stopped;
        this.#store.setGlobal(s.index, value);
        return normal;
      }
      case "if": {
        const condition = this.expression(s.condition, frame, depth + 1);
        if (condition === undefined) return stopped;
        if (condition !== 0) return this.statement(s.then, frame, depth + 1);
        return s.else === undefined ? normal : this.statement(s.else, frame, depth + 1);
      }
      case "while":
        return this.#loop(s, frame, depth);
      case "break":
        return breaking;
      case "continue":
        return continuing;
      case "return": {
        const value = s.value === undefined ? 0 : this.expression(s.value, frame, depth + 1);
        if (value === undefined) return stopped;
        this.result = value;
        return returning;
      }
      case "assert": {
        const condition = this.expression(s.condition, frame, depth + 1);
        if (condition === undefined) return stopped;
        if (condition !== 0) return normal;
        this.#trap("assert", s.id);
        return stopped;
      }
      case "write": {
        const value = this.expression(s.value, frame, depth + 1);
        if (value === undefined) return stopped;
        this.#environment.write(value & 255);
        return normal;
      }
      case "exit": {
        const code = this.expression(s.value, frame, depth + 1);
        if (code === undefined) return stopped;
        this.outcome = { kind: "halted", code };
        return stopped;
      }
      case "discard":
        return this.expression(s.expression, frame, depth + 1) === undefined ? stopped : normal;
      default:
        return impossible(s);
    }
  }

  /** Condition, body, update, and again; every round costs one tick. */
  #loop(s: Extract<Statement, { kind: "while" }>, frame: Frame, depth: number): Signal {
    for (;;) {
      const condition = this.expression(s.condition, frame, depth + 1);
      if (condition === undefined) return stopped;
      if (condition === 0) return normal;
      if (!this.#tick()) return stopped;
      const signal = this.statement(s.body, frame, depth + 1);
      if (signal === breaking) return normal;
      if (signal === returning || signal === stopped) return signal;
      if (s.update !== undefined && this.statement(s.update, frame, depth + 1) === stopped) return stopped;
    }
  }

  /** Array, index, value, in this order; then the bounds check; then the store. */
  #assignElement(s: Extract<Statement, { kind: "assign_element" }>, frame: Frame, depth: number): Signal {
    const array = this.expression(s.array, frame, depth + 1);
    if (array === undefined) return stopped;
    const index = this.expression(s.index, frame, depth + 1);
    if (index === undefined) return stopped;
    const value = this.expression(s.value, frame, depth + 1);
    if (value === undefined) return stopped;
    if (index < 0 || index >= this.#store.length(array)) {
      this.#trap("bounds", s.id);
      return stopped;
    }
    this.#store.store(s.element, array, index, s.element === "byte" ? value & 255 : value);
    return this.#fits() ? normal : stopped;
  }

  /** Array, from, count, in this order; then the bounds check, in numbers that do not wrap; then the bytes. */
  #transfer(e: Extract<Expression, { kind: "transfer" }>, frame: Frame, depth: number): Value {
    if (depth > this.#depth) return this.#stopTooDeep();
    const array = this.expression(e.array, frame, depth + 1);
    if (array === undefined) return undefined;
    const from = this.expression(e.from, frame, depth + 1);
    if (from === undefined) return undefined;
    const count = this.expression(e.count, frame, depth + 1);
    if (count === undefined) return undefined;
    if (from < 0 || count < 0 || from + count > this.#store.length(array)) return this.#trap("bounds", e.id);
    if (count === 0) return 0;
    if (e.direction === "write")
      return this.#environment.writeBlock(count, { at: (index) => this.#store.load("byte", array, from + index) });
    const block = this.#environment.readBlock(count);
    for (let i = 0; i < block.count; i++) this.#store.store("byte", array, from + i, block.bytes.at(i));
    return this.#fits() ? block.count : undefined;
  }

  /** The arguments, from left to right, go directly into the callee's frame, whose other slots are 0; then the body. */
  #call(e: CallExpression, frame: Frame, depth: number): Value {
    if (depth > this.#depth) return this.#stopTooDeep();
    const callee = this.#functions[e.callee]!;
    const inner: Frame = [];
    for (const argument of e.arguments) {
      const value = this.expression(argument, frame, depth + 1);
      if (value === undefined) return undefined;
      inner.push(value);
    }
    if (!this.#tick()) return undefined;
    for (let slot = inner.length; slot < callee.slots.length; slot++) inner.push(0);
    const signal = this.statement(callee.body, inner, depth + 1);
    if (signal === stopped) return undefined;
    return signal === returning ? this.result : 0;
  }

  #binary(e: Extract<Expression, { kind: "binary" }>, a: number, b: number): Value {
    const operator = e.operator;
    switch (operator) {
      case "+":
        return (a + b) | 0;
      case "-":
        return (a - b) | 0;
      case "*":
        return Math.imul(a, b);
      // The host gives the nearest double; `| 0` truncates it and wraps −2³¹ / −1.
      case "/":
        return b === 0 ? this.#trap("divide", e.id) : (a / b) | 0;
      case "%":
        return b === 0 ? this.#trap("divide", e.id) : (a % b) | 0;
      // The host also takes shift counts mod 32.
      case "<<":
        return a << b;
      case ">>":
        return a >> b;
      case ">>>":
        return (a >>> b) | 0;
      case "&":
        return a & b;
      case "^":
        return a ^ b;
      case "|":
        return a | b;
      case "==":
        return a === b ? 1 : 0;
      case "!=":
        return a !== b ? 1 : 0;
      case "<":
        return a < b ? 1 : 0;
      case "<=":
        return a <= b ? 1 : 0;
      case ">":
        return a > b ? 1 : 0;
      case ">=":
        return a >= b ? 1 : 0;
      default:
        return impossible(operator);
    }
  }

  /** Spend one tick of the clock, if one is left. */
  #tick(): boolean {
    if (this.ticks >= this.#clock) return false;
    this.ticks++;
    return true;
  }

  /** Is the store within its budget? */
  #fits(): boolean {
    return this.#store.spent <= this.#memory;
  }

  #trap(trap: Trap, node: NodeId): Value {
    this.node = node;
    this.outcome = { kind: "trapped", trap };
    return undefined;
  }

  #stopTooDeep(): Value {
    this.tooDeep = true;
    return undefined;
  }
}

/**
 * The behaviour of a program under the big-step semantics.
 *
 * Fails only when recursion is deeper than `budget.depth`; the environment has the events until then.
 *
 * @example
 * ```ts
 * import { environmentOf } from "etalon";
 * import { evaluate, parseProgram } from "etalon/lang";
 * const program = parseProgram("fn main(): int { write('!'); return 6 * 7; }");
 * if (!program.ok) throw new Error("refused");
 * const run = evaluate(program.value, environmentOf(new Uint8Array()));
 * run.ok && run.value.outcome; // => { kind: "halted", code: 42 }
 * run.ok && run.value.events; // => [{ write: 33 }]
 * ```
 */
export function evaluate(
  program: Program,
  environment: RecordingEnvironment,
  budget: EvaluationBudget = {},
): Result<Evaluation, TooDeep> {
  const { clock = Number.POSITIVE_INFINITY, memory = defaultMemory, depth = defaultDepth } = budget;
  const evaluator = new Evaluator(program, environment, clock, memory, depth);
  const start = program.functions[program.start]!;
  const signal = evaluator.statement(start.body, new Array<number>(start.slots.length).fill(0), 0);
  if (evaluator.tooDeep) return failure({ kind: "too_deep", depth });
  if (signal !== stopped) throw new Error("start-up ended without an exit");
  const { outcome, ticks, node } = evaluator;
  return success({ events: environment.events, outcome, ticks, node });
}
