/**
 * Emits the assembly of one function: operands brought into registers, results put into their places, frame slots at
 * any offset, moves, and marks of cut points, no two of which share a pc.
 *
 * No flow instruction needs what another one left in a scratch register. By convention t0 is for the first operand
 * and for results, t1 for the second operand, t2 for addresses. What they happen to hold still, known.ts knows.
 */

import { impossible } from "../../../core/impossible.ts";
import type { NodeId } from "../../../lang/program/program.ts";
import type { BranchMnemonic } from "../../../machine/isa/branches.ts";
import { argumentPlace } from "../../../machine/isa/convention.ts";
import { fitsImmediate, loadConstant, splitWord } from "../../../machine/isa/immediate.ts";
import type { Instruction } from "../../../machine/isa/instruction.ts";
import {
  type Fact,
  type FrameOffset,
  fromFrame,
  type InlinedCall,
  type Location,
} from "../../../proof/certificate/claims.ts";
import type { AssemblyFunction, AssemblyItem, AssemblyLabel, ClaimDifference } from "../../assembly/assembly.ts";
import type { CutMark, Operand } from "../../flow/syntax.ts";
import type { Frame } from "../../target/frame.ts";
import { type AllocatedPlace, machineRegisters, slotOf } from "../../target/place.ts";
import type { AllocatedFunction, Homes } from "../allocate/flow-to-allocated.ts";
import type { Move } from "../allocate/sequentialise.ts";
import { Differences } from "./differences.ts";
import { Known } from "./known.ts";
import { TermDifferences } from "./term-differences.ts";

const { zero, sp, t0, t2 } = machineRegisters;

/** The order of several moves at once: parallel-move.ts. */
export type Sequentialise = (moves: readonly Move[], scratch: number) => readonly Move[];

/** An argument and where it goes. */
interface Transfer {
  readonly from: Location;
  readonly to: Exclude<Location, { kind: "constant" }>;
}

/** A cut point but the entry: its mark, and where its result is if the mark does not say it. */
interface Marked {
  readonly mark: CutMark;
  readonly result: Location | undefined;
}

type CutItem = Extract<AssemblyItem, { kind: "cut" }>;

/** A cut point among the items. */
interface CutAt {
  readonly index: number;
  readonly cut: CutItem;
}

/** The assembly of a function, growing. */
export class FunctionEmitter {
  /** The node from which the items emitted now come. */
  origin: NodeId;
  readonly frame: Frame;
  /** Is the frame made here? */
  framed = true;
  /** What registers hold here. */
  readonly known = new Known();
  readonly #items: AssemblyItem[] = [];
  readonly #sequentialise: Sequentialise;
  readonly #homes: Homes;
  readonly #slots: number;
  readonly #inlined: readonly InlinedCall[];
  readonly #facts: readonly Fact[];
  /** In the order of their cut points. */
  readonly #marks: Marked[] = [];
  #labels: number;

  constructor(
    { homes, slots, inlined = [], facts = [], blocks, origin }: AllocatedFunction,
    frame: Frame,
    sequentialise: Sequentialise,
  ) {
    this.frame = frame;
    this.#homes = homes;
    this.#slots = slots;
    this.#inlined = inlined;
    this.#facts = facts;
    this.origin = origin;
    // Blocks are labels of the same numbers.
    this.#labels = blocks.length;
    this.#sequentialise = sequentialise;
  }

  emit(instruction: Instruction): void {
    this.known.executed(instruction);
    this.#items.push({ kind: "instruction", instruction, origin: this.origin });
  }

  label(): AssemblyLabel {
    return this.#labels++;
  }

  /**
   * Place a label. If something jumps to it, no cut point may be at this pc before it: control arriving by the jump has
   * not passed that source point.
   */
  place(label: AssemblyLabel, isTarget = true): void {
    const at = isTarget ? this.#cutHere() : undefined;
    if (at !== undefined) this.#separate(at);
    if (isTarget) this.known.forget();
    this.#items.push({ kind: "label", label });
  }

  branch(mnemonic: BranchMnemonic, rs1: number, rs2: number, target: AssemblyLabel): void {
    this.#items.push({ kind: "branch", mnemonic, rs1, rs2, target, origin: this.origin });
  }

  jump(target: AssemblyLabel): void {
    this.#items.push({ kind: "jump", target, origin: this.origin });
  }

  call(callee: number): void {
    this.known.forget();
    this.#items.push({ kind: "call", callee, origin: this.origin });
  }

  tail(callee: number): void {
    this.#items.push({ kind: "tail", callee, origin: this.origin });
  }

  /** The cut point at the entry of the function, the first of all. */
  entry(node: NodeId): void {
    const point = { node, phase: "before" } as const;
    this.#items.push({ kind: "cut", point, mandatory: true, framed: false });
  }

  /**
   * A cut point at this pc; the value just delivered is where the mark says, unless given. Of two at the same pc an
   * optional one is dropped; a nop separates two mandatory ones.
   */
  mark(mark: CutMark, result?: Location): void {
    const { point, inlined, mandatory } = mark;
    // Behind a cut point only what is claimed there is known.
    this.known.forget();
    const at = this.#cutHere();
    if (at !== undefined) {
      if (!mandatory) return;
      this.#separate(at);
    }
    const here: CutItem = { kind: "cut", point, mandatory, framed: this.framed };
    this.#items.push(inlined === undefined ? here : { ...here, inlined });
    this.#marks.push({ mark, result });
  }

  /** Make the cut point at this pc the only one: drop it, or go on to another pc. */
  #separate({ index, cut }: CutAt): void {
    if (cut.mandatory) this.emit({ mnemonic: "addi", rd: zero, rs1: zero, imm: 0 });
    else {
      this.#items.splice(index, 1);
      this.#marks.pop();
    }
  }

  #cutHere(): CutAt | undefined {
    for (let index = this.#items.length - 1; index >= 0; index--) {
      const item = this.#items[index]!;
      if (item.kind === "cut") return { index, cut: item };
      if (item.kind !== "label") return undefined;
    }
    return undefined;
  }

  finish(name: string): AssemblyFunction {
    const { bytes, saved } = this.frame;
    const [inlined, facts] = [this.#inlined, this.#facts];
    const claims = (): readonly ClaimDifference[] => this.#claims();
    return { name, items: this.#items, labels: this.#labels, frameBytes: bytes, saved, inlined, facts, claims };
  }

  #claims(): readonly ClaimDifference[] {
    const differences = this.#marks.some(({ mark }) => this.#homes.marks.get(mark)?.before.holds !== undefined)
      ? new TermDifferences(this.#homes, this.#inlined, (place) => this.locationOfPlace(place))
      : new Differences(this.#homes, this.#slots, (place) => this.locationOfPlace(place));
    return this.#marks.map(({ mark, result }) => differences.next(mark, result));
  }

  /** Where the machine holds an operand. */
  locationOf(operand: Operand): Location {
    return operand.kind === "constant" ? operand : this.locationOfPlace(operand.register);
  }

  locationOfPlace(place: AllocatedPlace): Exclude<Location, { kind: "constant" }> {
    const slot = slotOf(place);
    if (slot === undefined) return { kind: "register", register: place };
    return { kind: "slot", offset: this.frame.spills + 4 * slot };
  }

  /** A register that holds the operand: its own, or `scratch` with its value. */
  register(operand: Operand, scratch: number): number {
    if (operand.kind === "constant") {
      if (operand.value === 0) return zero;
      const known = this.known.holding(operand.value, scratch);
      if (known !== undefined) return known;
    } else if (slotOf(operand.register) === undefined) return operand.register;
    this.move(this.locationOf(operand), scratch);
    return scratch;
  }

  /** The register in which to compute what goes to a place. {@link settle} completes it. */
  target(place: AllocatedPlace): number {
    return slotOf(place) === undefined ? place : t0;
  }

  /** The result is in `target(place)`; put it into its place. */
  settle(place: AllocatedPlace): void {
    const location = this.locationOfPlace(place);
    if (location.kind === "slot") this.storeSlot(t0, location.offset);
  }

  constant(rd: number, value: number): void {
    if (this.known.constantIn(rd) === value) return;
    for (const instruction of loadConstant(rd, value)) this.emit(instruction);
  }

  /** Put what a location holds into a register. */
  move(from: Location, rd: number): void {
    switch (from.kind) {
      case "constant":
        return this.constant(rd, from.value);
      case "register":
        if (from.register !== rd) this.emit({ mnemonic: "addi", rd, rs1: from.register, imm: 0 });
        return;
      case "slot":
        return this.loadSlot(rd, from.offset);
      default:
        return impossible(from);
    }
  }

  /** rd ← the word at sp + offset. A far address is made in rd itself. */
  loadSlot(rd: number, offset: FrameOffset): void {
    const { rs1, imm } = this.#slot(offset, rd);
    this.emit({ mnemonic: "lw", rd, rs1, imm });
  }

  /** The word at sp + offset ← rs2. A far address is made in t2. */
  storeSlot(rs2: number, offset: FrameOffset): void {
    const { rs1, imm } = this.#slot(offset, t2);
    this.emit({ mnemonic: "sw", rs1, rs2, imm });
  }

  #slot(offset: FrameOffset, address: number): { readonly rs1: number; readonly imm: number } {
    if (fitsImmediate(offset)) return { rs1: sp, imm: offset };
    const { upper, lower } = splitWord(offset);
    this.emit({ mnemonic: "lui", rd: address, imm: upper });
    this.emit({ mnemonic: "add", rd: address, rs1: address, rs2: sp });
    return { rs1: address, imm: lower };
  }

  /** rd ← rs1 + value, which may be any word. `scratch` may be changed. */
  addConstant(rd: number, rs1: number, value: number, scratch: number): void {
    if (fitsImmediate(value)) return this.emit({ mnemonic: "addi", rd, rs1, imm: value });
    this.constant(scratch, value);
    this.emit({ mnemonic: "add", rd, rs1, rs2: scratch });
  }

  /** Arguments to where the calling convention wants them: a0…a7, then the stack from sp up. */
  passArguments(values: readonly Operand[]): void {
    this.#transfer(
      values.map((value, k) => ({
        from: this.locationOf(value),
        to: argumentPlace(k),
      })),
    );
  }

  /** Arguments from where the calling convention left them to their places. */
  receiveArguments(places: readonly (AllocatedPlace | undefined)[]): void {
    const transfers: Transfer[] = [];
    for (const [k, place] of places.entries())
      if (place !== undefined) transfers.push({ from: this.#received(k), to: this.locationOfPlace(place) });
    this.#transfer(transfers);
  }

  /** Where the calling convention left argument k, seen from the function's own frame. */
  #received(k: number): Location {
    const at = argumentPlace(k);
    return at.kind === "slot" ? { kind: "slot", offset: fromFrame(at.offset, this.framed ? this.frame.bytes : 0) } : at;
  }

  /**
   * Several transfers at once: first what goes to the frame, which frees registers; then registers to registers; then
   * loads into registers that nothing reads any more.
   */
  #transfer(transfers: readonly Transfer[]): void {
    const moves: Move[] = [];
    for (const { from, to } of transfers) {
      if (to.kind === "slot") {
        if (from.kind !== "register") this.move(from, t0);
        this.storeSlot(from.kind === "register" ? from.register : t0, to.offset);
      } else if (from.kind === "register") moves.push({ from: from.register, to: to.register });
    }
    for (const { from, to } of this.#sequentialise(moves, t0))
      this.emit({ mnemonic: "addi", rd: to, rs1: from, imm: 0 });
    for (const { from, to } of transfers)
      if (to.kind === "register" && from.kind !== "register") this.move(from, to.register);
  }
}
