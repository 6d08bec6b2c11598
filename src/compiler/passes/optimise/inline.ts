/**
 * Inlining: the code of a small function in the place of a call. Its parameters are the arguments, its values get other numbers,
 * and where it returned control goes on. Nothing is called, saved or moved, and what comes after sees through it.
 *
 * The source still calls. So each mark in the code says in which inlined call it lies, and knows the variables and the waiting
 * operands of the callers besides its own. The mark of the call itself may go: there is no return address any more.
 *
 * Callees come before their callers, so that what is inlined has its own calls inlined already. Functions that may come to call
 * themselves are left as they are. This comes before all passes that say of a value how it was computed.
 */

import type { InlinedCall } from "../../../proof/certificate/claims.ts";
import { exitWithOperands, withOperands } from "../../flow/renamed.ts";
import { retargeted } from "../../flow/successors.ts";
import {
  type CutMark,
  constantOperand,
  type FlowInstruction,
  type Label,
  type Operand,
  type Pending,
  registerOperand,
} from "../../flow/syntax.ts";
import {
  blocksOf,
  type LocalValue,
  type Meaning,
  type Ssa,
  type SsaBlock,
  type SsaFunction,
  type SsaTerminator,
} from "../../ssa/syntax.ts";
import { withBlocks } from "../../ssa/with-blocks.ts";
import { CutPolicy } from "../lang-to-flow/cut-policy.ts";
import { CallGraph } from "./call-graph.ts";
import { type ChosenCall, callsToInline } from "./inline-policy.ts";
import { Replacements } from "./rewriting.ts";
import { calledFrom } from "./uncalled.ts";

/** The pass. With `leavesUncalled`, functions that nothing calls any more go on as they came, and are not optimised. */
export function inlineCalls(ssa: Ssa, leavesUncalled = false): Ssa {
  const graph = new CallGraph(ssa);
  const made = [...ssa.functions];
  for (const index of graph.calleesFirst) {
    const f = made[index]!;
    if (f.kind === "plain" || index === ssa.start || !graph.calls(index)) continue;
    const chosen = callsToInline(f, made, graph);
    if (chosen.size > 0) made[index] = new Splicing(f, chosen).run();
  }
  const inlined = { ...ssa, functions: made };
  if (!leavesUncalled) return inlined;
  const called = calledFrom(ssa.start, (index) => blocksOf(made[index]!));
  return { ...inlined, functions: made.map((f, index) => (called.has(index) ? f : { kind: "plain", flow: f.flow })) };
}

/** A block under construction. */
interface Growing {
  readonly label: Label;
  readonly parameters: SsaBlock["parameters"];
  readonly instructions: FlowInstruction[];
}

/** A function into which calls are inlined. */
class Splicing {
  readonly #f: SsaFunction;
  readonly #chosen: ReadonlyMap<FlowInstruction, ChosenCall>;
  readonly #replaced: Replacements;
  readonly #meanings: (Meaning | undefined)[] = [];
  readonly #locals: Map<CutMark, readonly LocalValue[]>;
  readonly #inlined: InlinedCall[];
  /** By label, the blocks that are finished, and the labels in the order of the layout. */
  readonly #blocks: SsaBlock[] = [];
  readonly #layout: Label[] = [];
  /** How much happened since the last mark. */
  readonly #policy = new CutPolicy();
  #labels: number;
  #values: number;

  constructor(f: SsaFunction, chosen: ReadonlyMap<FlowInstruction, ChosenCall>) {
    this.#f = f;
    this.#chosen = chosen;
    this.#replaced = new Replacements(f);
    this.#locals = new Map(f.locals);
    this.#inlined = [...(f.inlined ?? [])];
    this.#labels = f.blocks.length;
    this.#values = f.values;
  }

  run(): SsaFunction {
    for (let label = 0; label < this.#f.blocks.length; label++) {
      const { parameters, instructions, terminator } = this.#f.blocks[label]!;
      let block: Growing = { label, parameters, instructions: [] };
      for (const instruction of instructions) {
        const chosen = this.#chosen.get(instruction);
        if (chosen === undefined) this.#emit(block, instruction);
        else block = this.#inline(block, chosen);
      }
      this.#end(block, terminator);
    }
    const number: Label[] = [];
    for (let i = 0; i < this.#layout.length; i++) number[this.#layout[i]!] = i;
    // Results of inlined calls are what their callees return, also where these were read before.
    const blocks = this.#layout.map((label): SsaBlock => {
      const { parameters, instructions, terminator } = this.#blocks[label]!;
      return {
        parameters,
        instructions: instructions.map((instruction) => this.#replaced.instruction(instruction)),
        terminator: retargeted(this.#replaced.terminator(terminator), (to) => number[to]!),
      };
    });
    const meanings = this.#replaced.meanings.slice();
    for (const [value, meaning] of this.#meanings.entries()) if (meaning !== undefined) meanings[value] = meaning;
    return {
      ...withBlocks(this.#f, blocks),
      values: this.#values,
      meanings,
      locals: this.#locals,
      inlined: this.#inlined,
    };
  }

  #emit(block: Growing, instruction: FlowInstruction): void {
    block.instructions.push(instruction);
    if (instruction.op === "cut" || instruction.op === "call") this.#policy.cut();
    else this.#policy.instruction(instruction.op === "read" ? "read" : "other");
  }

  #end({ label, parameters, instructions }: Growing, terminator: SsaTerminator): void {
    if (terminator.op === "branch") this.#policy.instruction("other");
    this.#blocks[label] = { parameters, instructions, terminator };
    this.#layout.push(label);
  }

  /** The callee's code in the place of the call; the block in which control goes on. */
  #inline(at: Growing, { call, callee, returns }: ChosenCall): Growing {
    const copy = new Copying(this.#f, call, callee, this.#inlined.length, this.#values, this.#locals.get(call.cut)!);
    this.#values += callee.values;
    this.#inlined.push(...copy.inlined);
    for (const [mark, locals] of copy.marks(callee)) this.#locals.set(mark, locals);
    for (const [value, meaning] of callee.meanings.entries())
      if (meaning !== undefined) this.#meanings[copy.value(value)] = copy.meaning(meaning);

    // Where only one way leads back, control goes on in the block that returned.
    const only = returns.length === 1 ? returns[0]! : -1;
    const labels = callee.blocks.map((_, label) => (label === 0 ? at.label : this.#labels++));
    const join = only === -1 ? this.#labels++ : -1;
    let next: Growing = {
      label: join,
      parameters: only === -1 && call.rd !== undefined ? [call.rd] : [],
      instructions: [],
    };
    for (let label = 0; label < callee.blocks.length; label++) {
      const { parameters, instructions, terminator } = callee.blocks[label]!;
      const block: Growing =
        label === 0 ? at : { label: labels[label]!, parameters: parameters.map(copy.value), instructions: [] };
      for (const instruction of instructions) this.#emit(block, copy.instruction(instruction));
      if (terminator.op !== "return") {
        this.#end(block, copy.terminator(terminator, labels));
        continue;
      }
      const value = copy.operand(terminator.value ?? constantOperand(0));
      if (label === only) {
        if (call.rd !== undefined) this.#replaced.replace(call.rd, value);
        next = block;
      } else {
        const values = call.rd === undefined ? [] : [value];
        this.#end(block, { op: "jump", target: join, arguments: values, origin: terminator.origin });
      }
    }
    if (only === -1 || this.#policy.isDueAtValue) this.#emit(next, this.#after(call));
    return next;
  }

  /** The cut point after an inlined call, when its value has been delivered. */
  #after({ cut, rd, origin }: ChosenCall["call"]): FlowInstruction {
    const mark: CutMark = { ...cut, mandatory: false, result: rd === undefined ? undefined : registerOperand(rd) };
    this.#locals.set(mark, this.#locals.get(cut)!);
    return { op: "cut", cut: mark, origin };
  }
}

/** The copy of a callee's code for one call. */
class Copying {
  readonly inlined: readonly InlinedCall[];
  readonly #number: number;
  readonly #first: number;
  readonly #parameters = new Map<number, Operand>();
  readonly #slots: number;
  readonly #below: Pending | undefined;
  readonly #isLast: boolean;
  readonly #around: readonly LocalValue[];
  readonly #pending = new Map<Pending, Pending>();
  readonly #marks = new Map<CutMark, CutMark>();

  /** The `number`-th inlined call of a function, values from `first` on, within the variables at the call. */
  constructor(
    caller: SsaFunction,
    call: ChosenCall["call"],
    callee: SsaFunction,
    number: number,
    first: number,
    around: readonly LocalValue[],
  ) {
    this.#number = number;
    this.#first = first;
    this.#slots = caller.flow.slots;
    this.#below = call.cut.pending;
    this.#isLast = call.isLast === true;
    this.#around = around;
    for (let i = 0; i < callee.parameters.length; i++) this.#parameters.set(callee.parameters[i]!, call.arguments[i]!);
    this.inlined = [
      { call: call.origin, within: null },
      ...(callee.inlined ?? []).map(({ call: inner, within }) => ({
        call: inner,
        within: number + (within === null ? 0 : within + 1),
      })),
    ];
  }

  readonly value = (value: number): number => this.#first + value;

  readonly operand = (operand: Operand): Operand =>
    operand.kind === "constant"
      ? operand
      : (this.#parameters.get(operand.register) ?? registerOperand(this.#first + operand.register));

  instruction(instruction: FlowInstruction): FlowInstruction {
    const renamed = withOperands(instruction, this.operand, this.value);
    if (renamed.op === "cut") return { op: "cut", cut: this.#mark(renamed.cut), origin: renamed.origin };
    if (renamed.op !== "call") return renamed;
    // The last thing that the callee does is the caller's last where the call of the callee is.
    const { op, callee, rd, arguments: values, origin, isLast } = renamed;
    const made = { op, callee, rd, arguments: values, cut: this.#mark(renamed.cut), origin };
    return isLast === true && this.#isLast ? { ...made, isLast } : made;
  }

  terminator(terminator: SsaTerminator, labels: readonly Label[]): SsaTerminator {
    if (terminator.op !== "jump") return retargeted(exitWithOperands(terminator, this.operand), (to) => labels[to]!);
    return { ...terminator, target: labels[terminator.target]!, arguments: terminator.arguments.map(this.operand) };
  }

  meaning(meaning: Meaning): Meaning {
    return meaning.kind === undefined ? (withOperands(meaning, this.operand) as typeof meaning) : this.operand(meaning);
  }

  /** The marks of the copy, and the variables at each: those at the call, then the callee's. */
  *marks({ locals }: SsaFunction): Generator<readonly [CutMark, readonly LocalValue[]]> {
    for (const [mark, own] of locals)
      yield [
        this.#mark(mark),
        [...this.#around, ...own.map(({ slot, at }) => ({ slot: this.#slots + slot, at: this.operand(at) }))],
      ];
  }

  #mark(mark: CutMark): CutMark {
    const known = this.#marks.get(mark);
    if (known !== undefined) return known;
    const made: CutMark = {
      ...mark,
      inlined: this.#number + (mark.inlined === undefined ? 0 : mark.inlined + 1),
      pending: this.#waiting(mark.pending),
      result: mark.result && this.operand(mark.result),
    };
    this.#marks.set(mark, made);
    return made;
  }

  /** The operands that wait in the callee, on top of those that wait for the call. */
  #waiting(top: Pending | undefined): Pending | undefined {
    const unknown: Pending[] = [];
    let operand = top;
    for (; operand !== undefined && !this.#pending.has(operand); operand = operand.below) unknown.push(operand);
    let made = operand === undefined ? this.#below : this.#pending.get(operand)!;
    for (let next = unknown.pop(); next !== undefined; next = unknown.pop()) {
      made = { at: this.operand(next.at), index: made === undefined ? 0 : made.index + 1, below: made };
      this.#pending.set(next, made);
    }
    return made;
  }
}
