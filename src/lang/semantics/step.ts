/**
 * The small-step semantics of Ell, each rule one named case, in the order of docs/ell-semantics.md.
 *
 * It is written once, over any words. On `int32` it executes and traces; on terms the certificate checker proves with it.
 * A configuration ⟨C, F, K, S⟩ has control, frame, continuation and store (configuration.ts). The comment above each rule
 * shows the parts that change, and `·` puts a frame on a continuation.
 */

import type { Environment } from "../../core/environment.ts";
import { impossible } from "../../core/impossible.ts";
import type { Arithmetic, Words } from "../../core/word.ts";
import type { BinaryOperator, Expression, Program, Statement } from "../program/program.ts";
import type { Configuration, Continuation, Control, SourceFinal } from "./configuration.ts";

/**
 * The names of the rules, in groups, in the order of docs/ell-semantics.md: the rule at index i has number i + 1. What
 * each says stands above its code, in the notation of src/rules; `npm run rules` carries it from here to all who show it.
 */
export const rules = [
  // Constants and variables
  "constant",
  "text",
  "local",
  "global",
  // Operators
  "unary",
  "unary_apply",
  "binary",
  "binary_right",
  "binary_apply",
  "divide_trap",
  // `&&` and `||`
  "logic",
  "logic_short",
  "logic_right",
  "logic_value",
  // Elements and lengths
  "index",
  "index_index",
  "index_load",
  "index_trap",
  "length",
  "length_apply",
  // New arrays and input
  "new",
  "new_apply",
  "new_trap",
  "read",
  // Blocks of input and output
  "transfer",
  "transfer_from",
  "transfer_count",
  "transfer_trap",
  "transfer_nothing",
  "read_bytes",
  "read_bytes_end",
  "write_bytes",
  // Calls
  "call",
  "call_argument",
  "call_enter",
  "call_value",
  "call_done",
  // Assignments
  "assign",
  "assign_apply",
  "assign_global",
  "assign_global_apply",
  "element",
  "element_index",
  "element_value",
  "element_store",
  "element_trap",
  // `if`
  "if",
  "if_true",
  "if_false",
  "if_skip",
  // Loops
  "while",
  "while_true",
  "while_false",
  "loop_next",
  "loop_update",
  "update_next",
  // `break`, `continue` and `return`
  "break",
  "break_unwind",
  "break_loop",
  "continue",
  "continue_unwind",
  "continue_loop",
  "continue_update",
  "return",
  "return_nothing",
  "return_apply",
  "return_unwind",
  // `assert`, `write`, `exit`
  "assert",
  "assert_true",
  "assert_trap",
  "write",
  "write_apply",
  "exit",
  "exit_apply",
  // Expressions for their effects, and blocks
  "discard",
  "discard_apply",
  "block",
  "block_next",
  "block_end",
] as const;

/** The name of a rule. */
export type Rule = (typeof rules)[number];

/** One step: the rule that fired, and the configuration or end that it led to. */
export type Transition<W> =
  | { readonly rule: Rule; readonly next: Configuration<W>; readonly final?: undefined }
  | { readonly rule: Rule; readonly final: SourceFinal<W>; readonly next?: undefined };

/** What a run needs besides its configuration. */
export interface Setting<W> {
  readonly program: Program;
  readonly words: Words<W>;
  readonly environment: Environment<W>;
}

const done: Control<never> = { at: "done" };
const breaking: Control<never> = { at: "break" };
const continuing: Control<never> = { at: "continue" };

/**
 * One transition. It is defined on every configuration that a checked program reaches. On any other it throws, since such
 * a configuration is our own defect (the progress law of the tests).
 */
export function step<W>(setting: Setting<W>, c: Configuration<W>): Transition<W> {
  const control = c.control;
  switch (control.at) {
    case "evaluate":
      return evaluateExpression(setting, c, control.expression);
    case "value":
      return consume(setting, c, control.value);
    case "execute":
      return executeStatement(setting, c, control.statement);
    case "done":
      return resume(setting, c);
    case "break":
      return unwindBreak(c);
    case "continue":
      return unwindContinue(c);
    case "return":
      return unwindReturn(c, control);
    default:
      return impossible(control);
  }
}

/** The same configuration with another control and continuation. */
function go<W>(rule: Rule, c: Configuration<W>, control: Control<W>, continuation: Continuation<W>): Transition<W> {
  return { rule, next: { control, frame: c.frame, continuation, store: c.store } };
}

/** Control on an expression, with a frame put on the continuation. */
function evaluate<W>(
  rule: Rule,
  c: Configuration<W>,
  expression: Expression,
  continuation: Continuation<W>,
): Transition<W> {
  return go(rule, c, { at: "evaluate", expression }, continuation);
}

/** Control on a statement. */
function execute<W>(
  rule: Rule,
  c: Configuration<W>,
  statement: Statement,
  continuation: Continuation<W>,
): Transition<W> {
  return go(rule, c, { at: "execute", statement }, continuation);
}

function evaluateExpression<W>(setting: Setting<W>, c: Configuration<W>, e: Expression): Transition<W> {
  const next = c.continuation;
  switch (e.kind) {
    // constant      ⟨n, K⟩ → ⟨value n, K⟩
    case "constant":
      return go("constant", c, { at: "value", value: setting.words.constant(e.value), from: e.id }, next);
    // text          ⟨"b…", K, S⟩ → ⟨value r, K, S + r ↦ b…⟩          r fresh  likewise [c, …]
    case "text": {
      const { store, reference } = c.store.allocateText(e.element, e.values);
      return {
        rule: "text",
        next: { control: { at: "value", value: reference, from: e.id }, frame: c.frame, continuation: next, store },
      };
    }
    // local         ⟨x, F⟩ → ⟨value F(x), F⟩
    case "local":
      return go("local", c, { at: "value", value: c.frame[e.slot]!, from: e.id }, next);
    // global        ⟨g, S⟩ → ⟨value S(g), S⟩
    case "global":
      return go("global", c, { at: "value", value: c.store.getGlobal(e.index), from: e.id }, next);
    // unary         ⟨⊖ e, K⟩ → ⟨e, ⊖□ · K⟩
    case "unary":
      return evaluate("unary", c, e.operand, { kind: "unary", node: e, next });
    // binary        ⟨e₁ ⊕ e₂, K⟩ → ⟨e₁, □ ⊕ e₂ · K⟩
    case "binary":
      return evaluate("binary", c, e.left, { kind: "binary_left", node: e, next });
    // logic         ⟨e₁ && e₂, K⟩ → ⟨e₁, □ && e₂ · K⟩                likewise ||
    case "and":
    case "or":
      return evaluate("logic", c, e.left, { kind: "logic_left", node: e, next });
    // index         ⟨e₁[e₂], K⟩ → ⟨e₁, □[e₂] · K⟩
    case "index":
      return evaluate("index", c, e.array, { kind: "index_array", node: e, next });
    // length        ⟨len(e), K⟩ → ⟨e, len(□) · K⟩
    case "length":
      return evaluate("length", c, e.array, { kind: "length", node: e, next });
    // new           ⟨new T(e), K⟩ → ⟨e, new T(□) · K⟩
    case "new":
      return evaluate("new", c, e.length, { kind: "new", node: e, next });
    // read          ⟨read(), K⟩ → ⟨value b, K⟩                       event read b  when −1 ≤ b ≤ 255
    case "read":
      return go("read", c, { at: "value", value: setting.environment.read(), from: e.id }, next);
    // transfer      ⟨read_bytes(e₁, e₂, e₃), K⟩ → ⟨e₁, read_bytes(□, e₂, e₃) · K⟩  likewise write_bytes
    case "transfer":
      return evaluate("transfer", c, e.array, { kind: "transfer_array", node: e, next });
    // call          ⟨f(e₁, …), K⟩ → ⟨e₁, f(□, …) · K⟩
    // call_enter    ⟨f(), F, K⟩ → ⟨body f, 0…, f() in F · K⟩
    case "call": {
      const first = e.arguments[0];
      if (first === undefined) return enter(setting, c, e, [], next);
      return evaluate("call", c, first, { kind: "arguments", node: e, values: [], next });
    }
    default:
      return impossible(e);
  }
}

/** Enter a function: a new frame with the arguments first; the continuation keeps the caller's frame. */
function enter<W>(
  setting: Setting<W>,
  c: Configuration<W>,
  node: Extract<Expression, { kind: "call" }>,
  values: readonly W[],
  next: Continuation<W>,
): Transition<W> {
  const callee = setting.program.functions[node.callee]!;
  const zero = setting.words.constant(0);
  return {
    rule: "call_enter",
    next: {
      control: { at: "execute", statement: callee.body },
      frame: callee.slots.map((_, slot) => values[slot] ?? zero),
      continuation: { kind: "call", node, frame: c.frame, next },
      store: c.store,
    },
  };
}

function executeStatement<W>(setting: Setting<W>, c: Configuration<W>, s: Statement): Transition<W> {
  const next = c.continuation;
  switch (s.kind) {
    // assign        ⟨x = e, K⟩ → ⟨e, x = □ · K⟩
    case "assign":
      return evaluate("assign", c, s.value, { kind: "assign", node: s, next });
    // assign_global ⟨g = e, K⟩ → ⟨e, g = □ · K⟩
    case "assign_global":
      return evaluate("assign_global", c, s.value, { kind: "assign_global", node: s, next });
    // element       ⟨e₁[e₂] = e₃, K⟩ → ⟨e₁, □[e₂] = e₃ · K⟩
    case "assign_element":
      return evaluate("element", c, s.array, { kind: "element_array", node: s, next });
    // if            ⟨if e s₁ else s₂, K⟩ → ⟨e, if □ s₁ else s₂ · K⟩
    // if            ⟨if e s₁, K⟩ → ⟨e, if □ s₁ · K⟩
    case "if":
      return evaluate("if", c, s.condition, { kind: "if", node: s, next });
    // while         ⟨while e s, K⟩ → ⟨e, while □ s · K⟩
    case "while":
      return evaluate("while", c, s.condition, { kind: "while", node: s, next });
    // break         ⟨break, K⟩ → ⟨breaking, K⟩
    case "break":
      return go("break", c, breaking, next);
    // continue      ⟨continue, K⟩ → ⟨continuing, K⟩
    case "continue":
      return go("continue", c, continuing, next);
    // return        ⟨return e, K⟩ → ⟨e, return □ · K⟩
    // return_nothing ⟨return, K⟩ → ⟨returning 0, K⟩
    case "return":
      if (s.value === undefined)
        return go("return_nothing", c, { at: "return", value: setting.words.constant(0), from: s.id }, next);
      return evaluate("return", c, s.value, { kind: "return", node: s, next });
    // assert        ⟨assert e, K⟩ → ⟨e, assert □ · K⟩
    case "assert":
      return evaluate("assert", c, s.condition, { kind: "assert", node: s, next });
    // write         ⟨write(e), K⟩ → ⟨e, write(□) · K⟩
    case "write":
      return evaluate("write", c, s.value, { kind: "write", node: s, next });
    // exit          ⟨exit(e), K⟩ → ⟨e, exit(□) · K⟩
    case "exit":
      return evaluate("exit", c, s.value, { kind: "exit", node: s, next });
    // discard       ⟨e;, K⟩ → ⟨e, □; · K⟩
    case "discard":
      return evaluate("discard", c, s.expression, { kind: "discard", node: s, next });
    // block         ⟨{s₁ … sₙ}, K⟩ → ⟨s₁, {s₂ … sₙ} · K⟩
    // block_end     ⟨{}, K⟩ → ⟨done, K⟩
    case "block":
      return block("block", c, s, 0, next);
    default:
      return impossible(s);
  }
}

/** Continue a block at statement `index`. */
function block<W>(
  rule: "block" | "block_next",
  c: Configuration<W>,
  node: Extract<Statement, { kind: "block" }>,
  index: number,
  next: Continuation<W>,
): Transition<W> {
  const statement = node.statements[index];
  if (statement === undefined) return go("block_end", c, done, next);
  return execute(rule, c, statement, { kind: "block", node, index: index + 1, next });
}

/** A value meets the frame on top of the continuation. */
function consume<W>(setting: Setting<W>, c: Configuration<W>, w: W): Transition<W> {
  const { words } = setting;
  const k = c.continuation;
  switch (k.kind) {
    // unary_apply   ⟨value w, ⊖□ · K⟩ → ⟨value ⊖w, K⟩
    case "unary":
      return go(
        "unary_apply",
        c,
        { at: "value", value: applyUnary(words, k.node.operator, w), from: k.node.id },
        k.next,
      );
    // binary_right  ⟨value w₁, □ ⊕ e₂ · K⟩ → ⟨e₂, w₁ ⊕ □ · K⟩
    case "binary_left":
      return evaluate("binary_right", c, k.node.right, { kind: "binary_right", node: k.node, left: w, next: k.next });
    // divide_trap   ⟨value 0, w₁ / □ · K⟩ → trap divide              likewise %
    // binary_apply  ⟨value w₂, w₁ ⊕ □ · K⟩ → ⟨value w₁ ⊕ w₂, K⟩      unless ⊕ ∈ {/, %} and w₂ = 0
    case "binary_right": {
      const operator = k.node.operator;
      if ((operator === "/" || operator === "%") && words.decide(words.equal(w, words.constant(0))))
        return { rule: "divide_trap", final: { kind: "trapped", trap: "divide", node: k.node.id } };
      return go(
        "binary_apply",
        c,
        { at: "value", value: applyBinary(words, operator, k.left, w), from: k.node.id },
        k.next,
      );
    }
    // logic_short   ⟨value 0, □ && e₂ · K⟩ → ⟨value 0, K⟩
    // logic_short   ⟨value 1, □ || e₂ · K⟩ → ⟨value 1, K⟩
    // logic_right   ⟨value 1, □ && e₂ · K⟩ → ⟨e₂, &&□ · K⟩
    // logic_right   ⟨value 0, □ || e₂ · K⟩ → ⟨e₂, ||□ · K⟩
    case "logic_left": {
      const left = words.decide(w);
      if (left === (k.node.kind === "or"))
        return go("logic_short", c, { at: "value", value: words.constant(left ? 1 : 0), from: k.node.id }, k.next);
      return evaluate("logic_right", c, k.node.right, { kind: "logic_right", node: k.node, next: k.next });
    }
    // logic_value   ⟨value w, &&□ · K⟩ → ⟨value w, K⟩                likewise ||
    case "logic_right":
      return go("logic_value", c, { at: "value", value: w, from: k.node.id }, k.next);
    // index_index   ⟨value w₁, □[e₂] · K⟩ → ⟨e₂, w₁[□] · K⟩
    case "index_array":
      return evaluate("index_index", c, k.node.index, { kind: "index_index", node: k.node, array: w, next: k.next });
    // index_trap    ⟨value i, r[□] · K, S⟩ → trap bounds             unless i <ᵤ length S(r)
    // index_load    ⟨value i, r[□] · K, S⟩ → ⟨value S(r)ᵢ, K, S⟩      when i <ᵤ length S(r)
    case "index_index":
      if (!words.decide(words.sltu(w, c.store.length(k.array))))
        return { rule: "index_trap", final: { kind: "trapped", trap: "bounds", node: k.node.id } };
      return go(
        "index_load",
        c,
        { at: "value", value: c.store.load(k.node.element, k.array, w), from: k.node.id },
        k.next,
      );
    // length_apply  ⟨value r, len(□) · K, S⟩ → ⟨value length S(r), K, S⟩
    case "length":
      return go("length_apply", c, { at: "value", value: c.store.length(w), from: k.node.id }, k.next);
    // new_trap      ⟨value n, new T(□) · K⟩ → trap length            when n < 0
    // new_apply     ⟨value n, new T(□) · K, S⟩ → ⟨value r, K, S + r ↦ 0ⁿ⟩   when n ≥ 0  r fresh
    case "new": {
      if (words.decide(words.slt(w, words.constant(0))))
        return { rule: "new_trap", final: { kind: "trapped", trap: "length", node: k.node.id } };
      const { store, reference } = c.store.allocate(k.node.element, w);
      return {
        rule: "new_apply",
        next: {
          control: { at: "value", value: reference, from: k.node.id },
          frame: c.frame,
          continuation: k.next,
          store,
        },
      };
    }
    // transfer_from ⟨value r, read_bytes(□, e₂, e₃) · K⟩ → ⟨e₂, read_bytes(r, □, e₃) · K⟩  likewise write_bytes
    case "transfer_array":
      return evaluate("transfer_from", c, k.node.from, { kind: "transfer_from", node: k.node, array: w, next: k.next });
    // transfer_count ⟨value i, read_bytes(r, □, e₃) · K⟩ → ⟨e₃, read_bytes(r, i, □) · K⟩  likewise write_bytes
    case "transfer_from":
      return evaluate("transfer_count", c, k.node.count, {
        kind: "transfer_count",
        node: k.node,
        array: k.array,
        from: w,
        next: k.next,
      });
    case "transfer_count":
      return transfer(setting, c, k, w);
    // call_argument ⟨value w, f(w₁, …, □, e, …) · K⟩ → ⟨e, f(w₁, …, w, □, …) · K⟩
    // call_enter    ⟨value w, F, f(w₁, …, □) · K⟩ → ⟨body f, (w₁, …, w, 0…), f() in F · K⟩
    case "arguments": {
      const values = [...k.values, w];
      const following = k.node.arguments[values.length];
      if (following === undefined) return enter(setting, c, k.node, values, k.next);
      return evaluate("call_argument", c, following, { kind: "arguments", node: k.node, values, next: k.next });
    }
    // assign_apply  ⟨value w, F, x = □ · K⟩ → ⟨done, F[x ↦ w], K⟩
    case "assign":
      return {
        rule: "assign_apply",
        next: { control: done, frame: c.frame.with(k.node.slot, w), continuation: k.next, store: c.store },
      };
    // assign_global_apply ⟨value w, g = □ · K, S⟩ → ⟨done, K, S[g ↦ w]⟩
    case "assign_global":
      return {
        rule: "assign_global_apply",
        next: { control: done, frame: c.frame, continuation: k.next, store: c.store.setGlobal(k.node.index, w) },
      };
    // element_index ⟨value r, □[e₂] = e₃ · K⟩ → ⟨e₂, r[□] = e₃ · K⟩
    case "element_array":
      return evaluate("element_index", c, k.node.index, {
        kind: "element_index",
        node: k.node,
        array: w,
        next: k.next,
      });
    // element_value ⟨value i, r[□] = e₃ · K⟩ → ⟨e₃, r[i] = □ · K⟩
    case "element_index":
      return evaluate("element_value", c, k.node.value, {
        kind: "element_value",
        node: k.node,
        array: k.array,
        index: w,
        next: k.next,
      });
    // element_trap  ⟨value w, r[i] = □ · K, S⟩ → trap bounds         unless i <ᵤ length S(r)
    // element_store ⟨value w, r[i] = □ · K, S⟩ → ⟨done, K, S[r, i ↦ w]⟩   when i <ᵤ length S(r)  a byte[] keeps the low 8 bits
    case "element_value": {
      if (!words.decide(words.sltu(k.index, c.store.length(k.array))))
        return { rule: "element_trap", final: { kind: "trapped", trap: "bounds", node: k.node.id } };
      const value = k.node.element === "byte" ? words.and(w, words.constant(255)) : w;
      const store = c.store.store(k.node.element, k.array, k.index, value);
      return { rule: "element_store", next: { control: done, frame: c.frame, continuation: k.next, store } };
    }
    // if_true       ⟨value 1, if □ s₁ else s₂ · K⟩ → ⟨s₁, K⟩
    // if_true       ⟨value 1, if □ s₁ · K⟩ → ⟨s₁, K⟩
    // if_false      ⟨value 0, if □ s₁ else s₂ · K⟩ → ⟨s₂, K⟩
    // if_skip       ⟨value 0, if □ s₁ · K⟩ → ⟨done, K⟩
    case "if":
      if (words.decide(w)) return execute("if_true", c, k.node.then, k.next);
      if (k.node.else !== undefined) return execute("if_false", c, k.node.else, k.next);
      return go("if_skip", c, done, k.next);
    // while_true    ⟨value 1, while □ s · K⟩ → ⟨s, loop ℓ · K⟩             where ℓ = while e s
    // while_false   ⟨value 0, while □ s · K⟩ → ⟨done, K⟩
    case "while":
      if (words.decide(w)) return execute("while_true", c, k.node.body, { kind: "loop", node: k.node, next: k.next });
      return go("while_false", c, done, k.next);
    // return_apply  ⟨value w, return □ · K⟩ → ⟨returning w, K⟩
    case "return":
      return go("return_apply", c, { at: "return", value: w, from: k.node.id }, k.next);
    // assert_true   ⟨value 1, assert □ · K⟩ → ⟨done, K⟩
    // assert_trap   ⟨value 0, assert □ · K⟩ → trap assert
    case "assert":
      if (words.decide(w)) return go("assert_true", c, done, k.next);
      return { rule: "assert_trap", final: { kind: "trapped", trap: "assert", node: k.node.id } };
    // write_apply   ⟨value w, write(□) · K⟩ → ⟨done, K⟩              event write (w mod 256)
    case "write":
      setting.environment.write(words.and(w, words.constant(255)));
      return go("write_apply", c, done, k.next);
    // exit_apply    ⟨value w, exit(□) · K⟩ → halt w
    case "exit":
      return { rule: "exit_apply", final: { kind: "halted", code: w } };
    // discard_apply ⟨value w, □; · K⟩ → ⟨done, K⟩
    case "discard":
      return go("discard_apply", c, done, k.next);
    case "end":
    case "call":
    case "loop":
    case "update":
    case "block":
      throw new Error(`a value meets a ${k.kind} frame`);
    default:
      return impossible(k);
  }
}

/** A block of input or output, of `count` bytes, once all three operands are known. */
function transfer<W>(
  { words, environment }: Setting<W>,
  c: Configuration<W>,
  { node, array, from, next }: Extract<Continuation<W>, { kind: "transfer_count" }>,
  count: W,
): Transition<W> {
  const zero = words.constant(0);
  const length = c.store.length(array);
  const value = (rule: Rule, w: W, store = c.store): Transition<W> => ({
    rule,
    next: { control: { at: "value", value: w, from: node.id }, frame: c.frame, continuation: next, store },
  });
  // As integers: when i is at most the length, what is left of the array does not wrap, and a negative n is beyond it.
  // transfer_trap ⟨value n, read_bytes(r, i, □) · K, S⟩ → trap bounds  unless 0 ≤ i, 0 ≤ n and i + n ≤ length S(r), as integers  likewise write_bytes
  if (words.decide(words.sltu(length, from)) || words.decide(words.sltu(words.sub(length, from), count)))
    return { rule: "transfer_trap", final: { kind: "trapped", trap: "bounds", node: node.id } };
  // transfer_nothing ⟨value 0, read_bytes(r, i, □) · K, S⟩ → ⟨value 0, K, S⟩  when 0 ≤ i ≤ length S(r)  likewise write_bytes
  if (words.decide(words.equal(count, zero))) return value("transfer_nothing", zero);
  // write_bytes   ⟨value n, write_bytes(r, i, □) · K, S⟩ → ⟨value k, K, S⟩  event write S(r)ᵢ, …, write S(r)ᵢ₊ₖ₋₁  when 0 ≤ i, i + n ≤ length S(r) and 1 ≤ k ≤ n
  if (node.direction === "write")
    return value("write_bytes", environment.writeBlock(count, c.store.bytes(array, from)));
  const block = environment.readBlock(count);
  // read_bytes_end ⟨value n, read_bytes(r, i, □) · K, S⟩ → ⟨value 0, K, S⟩  event read −1  when 0 ≤ i, i + n ≤ length S(r) and 1 ≤ n
  if (words.decide(words.equal(block.count, zero))) return value("read_bytes_end", zero);
  // read_bytes    ⟨value n, read_bytes(r, i, □) · K, S⟩ → ⟨value k, K, S[r, i ↦ b₁ … bₖ]⟩  event read b₁, …, read bₖ  when 0 ≤ i, i + n ≤ length S(r) and 1 ≤ k ≤ n
  return value("read_bytes", block.count, c.store.fill(array, from, block));
}

/** A finished statement meets the frame on top of the continuation. */
function resume<W>(setting: Setting<W>, c: Configuration<W>): Transition<W> {
  const k = c.continuation;
  switch (k.kind) {
    // block_next    ⟨done, {sᵢ … sₙ} · K⟩ → ⟨sᵢ, {sᵢ₊₁ … sₙ} · K⟩
    // block_end     ⟨done, {} · K⟩ → ⟨done, K⟩
    case "block":
      return block("block_next", c, k.node, k.index, k.next);
    // loop_next     ⟨done, loop ℓ · K⟩ → ⟨ℓ, K⟩                      when ℓ has no update
    // loop_update   ⟨done, loop ℓ · K⟩ → ⟨u, update ℓ · K⟩            when ℓ has the update u
    case "loop":
      return again("loop_next", "loop_update", c, k);
    // update_next   ⟨done, update ℓ · K⟩ → ⟨ℓ, K⟩
    case "update":
      return execute("update_next", c, k.node, k.next);
    // call_done     ⟨done, F′, f() in F · K⟩ → ⟨value 0, F, K⟩
    case "call":
      return {
        rule: "call_done",
        next: {
          control: { at: "value", value: setting.words.constant(0), from: k.node.id },
          frame: k.frame,
          continuation: k.next,
          store: c.store,
        },
      };
    default:
      throw new Error(`a finished statement meets a ${k.kind} frame`);
  }
}

/** The next round of a loop: first its update, if it has one. */
function again<W>(
  plain: Rule,
  updating: Rule,
  c: Configuration<W>,
  k: Extract<Continuation<W>, { kind: "loop" }>,
): Transition<W> {
  const { node, next } = k;
  if (node.update === undefined) return execute(plain, c, node, next);
  return execute(updating, c, node.update, { kind: "update", node, next });
}

function unwindBreak<W>(c: Configuration<W>): Transition<W> {
  const k = c.continuation;
  switch (k.kind) {
    // break_unwind  ⟨breaking, {…} · K⟩ → ⟨breaking, K⟩
    case "block":
      return go("break_unwind", c, breaking, k.next);
    // break_loop    ⟨breaking, loop ℓ · K⟩ → ⟨done, K⟩
    case "loop":
      return go("break_loop", c, done, k.next);
    default:
      throw new Error(`break meets a ${k.kind} frame`);
  }
}

function unwindContinue<W>(c: Configuration<W>): Transition<W> {
  const k = c.continuation;
  switch (k.kind) {
    // continue_unwind ⟨continuing, {…} · K⟩ → ⟨continuing, K⟩
    case "block":
      return go("continue_unwind", c, continuing, k.next);
    // continue_loop   ⟨continuing, loop ℓ · K⟩ → ⟨ℓ, K⟩              when ℓ has no update
    // continue_update ⟨continuing, loop ℓ · K⟩ → ⟨u, update ℓ · K⟩    when ℓ has the update u
    case "loop":
      return again("continue_loop", "continue_update", c, k);
    default:
      throw new Error(`continue meets a ${k.kind} frame`);
  }
}

function unwindReturn<W>(c: Configuration<W>, control: Extract<Control<W>, { at: "return" }>): Transition<W> {
  const k = c.continuation;
  switch (k.kind) {
    // return_unwind ⟨returning w, {…} · K⟩ → ⟨returning w, K⟩
    // return_unwind ⟨returning w, loop ℓ · K⟩ → ⟨returning w, K⟩
    case "block":
    case "loop":
      return go("return_unwind", c, control, k.next);
    // call_value    ⟨returning w, F′, f() in F · K⟩ → ⟨value w, F, K⟩
    case "call":
      return {
        rule: "call_value",
        next: {
          control: { at: "value", value: control.value, from: k.node.id },
          frame: k.frame,
          continuation: k.next,
          store: c.store,
        },
      };
    default:
      throw new Error(`return meets a ${k.kind} frame`);
  }
}

/** The prefix operators on words. */
export function applyUnary<W>(words: Arithmetic<W>, operator: "-" | "~" | "!", w: W): W {
  switch (operator) {
    case "-":
      return words.sub(words.constant(0), w);
    case "~":
      return words.xor(w, words.constant(-1));
    case "!":
      return words.equal(w, words.constant(0));
    default:
      return impossible(operator);
  }
}

/** The strict infix operators on words; `/` and `%` by a divisor that is not 0. */
export function applyBinary<W>(words: Arithmetic<W>, operator: BinaryOperator, a: W, b: W): W {
  const not = (w: W): W => words.equal(w, words.constant(0));
  switch (operator) {
    case "*":
      return words.mul(a, b);
    case "/":
      return words.div(a, b);
    case "%":
      return words.rem(a, b);
    case "+":
      return words.add(a, b);
    case "-":
      return words.sub(a, b);
    case "<<":
      return words.sll(a, b);
    case ">>":
      return words.sra(a, b);
    case ">>>":
      return words.srl(a, b);
    case "&":
      return words.and(a, b);
    case "^":
      return words.xor(a, b);
    case "|":
      return words.or(a, b);
    case "==":
      return words.equal(a, b);
    case "!=":
      return not(words.equal(a, b));
    case "<":
      return words.slt(a, b);
    case "<=":
      return not(words.slt(b, a));
    case ">":
      return words.slt(b, a);
    case ">=":
      return not(words.slt(a, b));
    default:
      return impossible(operator);
  }
}
