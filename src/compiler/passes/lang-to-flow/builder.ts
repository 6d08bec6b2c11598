/**
 * Builds one flow function: blocks begun, filled and ended in layout order, the operands that are pending, and the
 * marks of the certificate.
 *
 * Where control cannot come, nothing is built: after a jump the builder is idle until a label that something refers to
 * is placed. The builder tells the cut policy (cut-policy.ts) what it builds, and makes the cut points that are due.
 */

import type { Trap } from "../../../core/behaviour.ts";
import { impossible } from "../../../core/impossible.ts";
import type { NodeId, Statement } from "../../../lang/program/program.ts";
import type { SourcePoint } from "../../../proof/certificate/claims.ts";
import { filled } from "../../filled.ts";
import { retargeted } from "../../flow/successors.ts";
import {
  type Block,
  type Comparison,
  type CutMark,
  constantOperand,
  type FlowFunction,
  type FlowInstruction,
  type Label,
  type Operand,
  type Pending,
  type Register,
  registerOperand,
  type Terminator,
} from "../../flow/syntax.ts";
import { CutPolicy } from "./cut-policy.ts";

/** The function under construction. */
export class FlowBuilder {
  /** Where `break` and `continue` go, innermost loop last. */
  readonly loops: { readonly exit: Label; readonly next: Label }[] = [];
  /** The statements after which the function ends, where it has no result. */
  readonly final: ReadonlySet<Statement>;
  /** The innermost operand that is evaluated and not yet consumed. */
  #pending: Pending | undefined = undefined;
  readonly #slots: number;
  #registers: number;
  readonly #operands: Operand[] = [];
  /** By label, once the block is ended. */
  readonly #blocks: (Block | undefined)[] = [];
  readonly #references: number[] = [];
  readonly #placed: Label[] = [];
  readonly #traps: Label[] = [];
  #current: Label = 0;
  #instructions: FlowInstruction[] | undefined = undefined;
  readonly #policy = new CutPolicy();

  constructor(slots: number, final: ReadonlySet<Statement>) {
    this.final = final;
    this.#slots = slots;
    this.#registers = slots;
    const entry = this.label();
    this.#references[entry] = 1;
    this.#open(entry);
  }

  /** Can control come here? */
  get live(): boolean {
    return this.#instructions !== undefined;
  }

  /** Is a condition better computed as a value, with a cut point? It is the left side of so many `&&` and `||`. */
  isCrowded(nesting: number): boolean {
    return this.#policy.isDueInCondition(nesting);
  }

  /** A new temporary. */
  fresh(): Register {
    return this.#registers++;
  }

  /** The operand that reads a register; one shared object for each. */
  read(register: Register): Operand {
    this.#operands[register] ??= registerOperand(register);
    return this.#operands[register];
  }

  /** An operand now waits to be consumed. */
  push(at: Operand): void {
    this.#pending = { at, index: this.#pending === undefined ? 0 : this.#pending.index + 1, below: this.#pending };
  }

  /** The innermost operand is consumed. */
  pop(): void {
    this.#pending = this.#pending?.below;
  }

  /** A new label, to be placed once. */
  label(): Label {
    this.#blocks.push(undefined);
    this.#references.push(0);
    return this.#blocks.length - 1;
  }

  /** Begin the block of a label here; control also falls into it. */
  place(label: Label, origin: NodeId): void {
    if (this.live) this.jump(label, origin);
    if (this.#references[label] === 0) return;
    this.#open(label);
  }

  /** Place a label at which the paths of a statement meet. */
  join(label: Label, origin: NodeId): void {
    this.place(label, origin);
    if (this.#references[label]! > 1) this.#policy.join();
  }

  /** Place a label inside a condition. */
  joinCondition(label: Label, origin: NodeId): void {
    this.place(label, origin);
    if (this.#references[label]! > 1) this.#policy.joinInCondition();
  }

  emit(instruction: FlowInstruction): void {
    if (this.#instructions === undefined) return;
    this.#instructions.push(instruction);
    this.#policy.instruction(instruction.op === "read" ? "read" : "other");
  }

  /** Put an operand into a register, unless it is that register. */
  copy(rd: Register, from: Operand, origin: NodeId): void {
    if (from.kind === "register" && from.register === rd) return;
    this.emit({ op: "copy", rd, from, origin });
  }

  jump(target: Label, origin: NodeId): void {
    if (!this.live) return;
    this.#refer(target);
    this.#end({ op: "jump", target, origin });
  }

  branch(comparison: Comparison, left: Operand, right: Operand, yes: Label, no: Label, origin: NodeId): void {
    if (!this.live) return;
    if (left.kind === "constant" && right.kind === "constant") {
      this.jump(holds(comparison, left.value, right.value) ? yes : no, origin);
      return;
    }
    this.#policy.instruction("other");
    this.#refer(yes);
    this.#refer(no);
    this.#end({ op: "branch", comparison, left, right, then: yes, else: no, origin });
  }

  /** The trap block of one site. */
  trap(trap: Trap, origin: NodeId): Label {
    const label = this.label();
    this.#blocks[label] = { instructions: [], terminator: { op: "trap", trap, origin } };
    this.#traps.push(label);
    return label;
  }

  /** Go on only if the comparison does not hold; else stop with a trap of this site. */
  trapIf(comparison: Comparison, left: Operand, right: Operand, trap: Trap, origin: NodeId): void {
    if (!this.live) return;
    const next = this.label();
    this.branch(comparison, left, right, this.trap(trap, origin), next, origin);
    this.place(next, origin);
  }

  /** End the block with a terminator that leaves the function. */
  leave(terminator: Extract<Terminator, { op: "return" | "exit" }>): void {
    if (this.live) this.#end(terminator);
  }

  /** A statement begins here; if it is time, with a cut point. */
  beginStatement(node: NodeId): void {
    if (this.#policy.isDueAtStatement) this.cut({ node, phase: "before" }, false);
    this.#policy.statement();
  }

  /** An expression has delivered its value into `register`; if it is time, with a cut point. */
  delivered(node: NodeId, register: Register): void {
    // A local that is assigned directly still has its old value in the source at this point.
    if (this.#policy.isDueAtValue && register >= this.#slots) this.cut({ node, phase: "after" }, false, register);
  }

  /** A cut point here. */
  cut(point: SourcePoint, mandatory: boolean, result?: Register): void {
    if (!this.live) return;
    const cut = this.#mark(point, mandatory, result === undefined ? undefined : this.read(result));
    this.emit({ op: "cut", cut, origin: point.node });
    this.#policy.cut();
  }

  /** The cut point at a call's return address; the instruction carries it. */
  callCut(node: NodeId): CutMark {
    this.#policy.cut();
    return this.#mark({ node, phase: "after" }, true, undefined);
  }

  /** The finished function. Blocks get their places in layout order for labels, trap blocks last. */
  finish(name: string, parameters: number, origin: NodeId): FlowFunction {
    const traps = this.#traps.filter((label) => this.#references[label]! > 0);
    const order = [...this.#placed, ...traps];
    const index = filled<number>(this.#blocks.length, 0);
    for (let i = 0; i < order.length; i++) index[order[i]!] = i;
    const blocks = order.map((label) => {
      const { instructions, terminator } = this.#blocks[label]!;
      return { instructions, terminator: retargeted(terminator, (label) => index[label]!) };
    });
    const arrival: Register[] = [];
    for (let slot = 0; slot < parameters; slot++) arrival.push(slot);
    return { name, parameters: arrival, slots: this.#slots, registers: this.#registers, blocks, origin };
  }

  #mark(point: SourcePoint, mandatory: boolean, result: Operand | undefined): CutMark {
    return { point, mandatory, pending: this.#pending, result };
  }

  #refer(label: Label): void {
    this.#references[label] = this.#references[label]! + 1;
  }

  #open(label: Label): void {
    this.#current = label;
    this.#instructions = [];
    this.#placed.push(label);
  }

  #end(terminator: Terminator): void {
    this.#blocks[this.#current] = { instructions: this.#instructions!, terminator };
    this.#instructions = undefined;
  }
}

/** The constant operand 0: what an expression without a value delivers. */
export const zero: Operand = constantOperand(0);

/** Does the comparison hold? */
export function holds(comparison: Comparison, a: number, b: number): boolean {
  switch (comparison) {
    case "eq":
      return a === b;
    case "ne":
      return a !== b;
    case "lt":
      return a < b;
    case "ge":
      return a >= b;
    case "ltu":
      return a >>> 0 < b >>> 0;
    case "geu":
      return a >>> 0 >= b >>> 0;
    default:
      return impossible(comparison);
  }
}
