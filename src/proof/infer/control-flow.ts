/**
 * What the text alone says of a function: the pcs that are reached from its entry, where they join, where loops begin, whom it calls;
 * and what is seen of constants and of sp on the way. One walk, each pc once, so a value is that of the first way to it: a guess,
 * which the checker judges.
 */

import type { Instruction } from "../../machine/isa/instruction.ts";
import { registerNumbers } from "../../machine/isa/register.ts";
import { registersReadBy } from "../../machine/isa/register-sets.ts";
import type { Fault } from "../../machine/semantics/machine.ts";
import { onCycles } from "./cycles.ts";

/** The instruction at a pc. */
export type Fetch = (pc: number) => Instruction | Fault;

/** What a register is seen to hold: a constant, or so many bytes less than sp at entry, or a constant less the heap pointer. */
export type Seen =
  | { readonly kind: "constant"; readonly value: number }
  | { readonly kind: "below entry"; readonly bytes: number }
  | { readonly kind: "room"; readonly end: number };

/** What each register is seen to hold, where that is known. */
type SeenIn = readonly (Seen | undefined)[];
type Registers = (Seen | undefined)[];
const registerCount = 32;

/** The flow of control of one function. */
export interface ControlFlow {
  readonly pcs: ReadonlySet<number>;
  /** Where several ways meet. */
  readonly joins: ReadonlySet<number>;
  /** Where a way leads back to. */
  readonly heads: ReadonlySet<number>;
  /** From which a way leads back to them. */
  readonly cycles: () => ReadonlySet<number>;
  /** What is called, by the pc of the call, in the order of the walk. */
  readonly calls: ReadonlyMap<number, number | undefined>;
  /** Where jumps lead that may stand in place of a call: to where control does not come otherwise. */
  readonly jumps: ReadonlySet<number>;
  /** The most bytes that sp is seen below its value at entry. */
  readonly extent: number;
  /** A comparison of sp, or of a word so many bytes below the sp of entry, with a constant. */
  readonly stackCheck: { readonly bytes: number; readonly bound: number } | undefined;
  /** The end of the heap, as it is seen in a comparison. */
  readonly heapEnd: number | undefined;
  /** The buffer of the calls of the system. */
  readonly buffer: number | undefined;
  /** In start-up, where sp is a constant: the lowest that it is where it is used. */
  readonly lowestStack: number | undefined;
  /** Addresses of words that are stored, where they are constants, in the order of the walk. */
  readonly stores: readonly number[];
  /** How far from tp words are stored. */
  readonly baseStores: ReadonlySet<number>;
  /** Does it write to tp? */
  readonly setsBase: boolean;
  /** Does it write to gp? */
  readonly setsHeapPointer: boolean;
  /** The numbers of the calls of the system, and what is in a0 where it stops, where they are constants. */
  readonly systemCalls: ReadonlySet<number>;
  readonly stops: ReadonlySet<number>;
}

const { zero, ra, sp, gp, tp, a0, a1, a7 } = registerNumbers;
const exits: readonly number[] = [93, 94];

/** The flow of control from an entry. */
export function controlFlowOf(fetch: Fetch, entry: number): ControlFlow {
  const walk = new Walk(fetch, entry, undefined);
  walk.run();
  /** Few functions are asked for their cycles. */
  let cycles: ReadonlySet<number> | undefined;
  return {
    ...walk.found,
    cycles: () => {
      cycles ??= cyclesFrom(fetch, entry);
      return cycles;
    },
  };
}

/** The pcs from which a way leads back to them. */
function cyclesFrom(fetch: Fetch, entry: number): ReadonlySet<number> {
  const next = new Map<number, readonly number[]>();
  new Walk(fetch, entry, next).run();
  return onCycles(next);
}

class Walk {
  readonly #fetch: Fetch;
  readonly #entry: number;
  #isEntered = false;
  readonly #joins = new Set<number>();
  readonly #underWay = new Set<number>();
  readonly #pcs = new Set<number>();
  readonly #heads = new Set<number>();
  /** Where control goes on from each pc, if that is asked for. */
  readonly #next: Map<number, readonly number[]> | undefined;
  readonly #calls = new Map<number, number | undefined>();
  readonly #jumps = new Set<number>();
  readonly #stores: number[] = [];
  readonly #baseStores = new Set<number>();
  #extent = 0;
  #stackCheck: ControlFlow["stackCheck"];
  #heapEnd: number | undefined;
  #buffer: number | undefined;
  #setsBase = false;
  #setsHeapPointer = false;
  readonly #systemCalls = new Set<number>();
  readonly #stops = new Set<number>();
  #lowestStack: number | undefined;

  constructor(fetch: Fetch, entry: number, next: Map<number, readonly number[]> | undefined) {
    this.#fetch = fetch;
    this.#entry = entry;
    this.#next = next;
  }

  get found(): Omit<ControlFlow, "cycles"> {
    return {
      pcs: this.#pcs,
      joins: this.#joins,
      heads: this.#heads,
      calls: this.#calls,
      jumps: this.#jumps,
      extent: this.#extent,
      stackCheck: this.#stackCheck,
      heapEnd: this.#heapEnd,
      buffer: this.#buffer,
      lowestStack: this.#lowestStack,
      stores: this.#stores,
      baseStores: this.#baseStores,
      setsBase: this.#setsBase,
      setsHeapPointer: this.#setsHeapPointer,
      systemCalls: this.#systemCalls,
      stops: this.#stops,
    };
  }

  /** Walk depth first, without the stack of this language: functions can be long. */
  run(): void {
    const start: Registers = Array.from({ length: registerCount });
    start[zero] = { kind: "constant", value: 0 };
    start[sp] = { kind: "below entry", bytes: 0 };
    /** Straight code that was gone through, and the ways that lead on from its end. */
    const stack: { readonly pcs: readonly number[]; readonly ways: [number, Registers][] }[] = [
      { pcs: [], ways: [[this.#entry, start]] },
    ];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const way = top.ways.pop();
      if (way === undefined) {
        for (const pc of top.pcs) this.#underWay.delete(pc);
        stack.pop();
        continue;
      }
      const [first, seen] = way;
      const pcs: number[] = [];
      let next: readonly number[] = [first];
      while (next.length === 1 && this.#isNew(next[0]!)) {
        const pc = next[0]!;
        pcs.push(pc);
        next = this.#enter(pc, seen);
        this.#next?.set(pc, next);
      }
      const [last, other] = next;
      stack.push({
        pcs,
        ways:
          other === undefined
            ? []
            : [
                [last!, seen.slice()],
                [other, seen],
              ],
      });
    }
  }

  /** Does control come to a pc first? Note where it comes again. */
  #isNew(pc: number): boolean {
    if (!this.#pcs.has(pc)) {
      this.#pcs.add(pc);
      this.#underWay.add(pc);
      return true;
    }
    // To the entry a first way leads from nowhere.
    if (pc === this.#entry && !this.#isEntered) this.#isEntered = true;
    else this.#joins.add(pc);
    if (this.#underWay.has(pc)) this.#heads.add(pc);
    return false;
  }

  /** Visit a pc; where control goes on from it, the way to be taken first last. */
  #enter(pc: number, seen: Registers): readonly number[] {
    const instruction = this.#fetch(pc);
    if (typeof instruction === "string") return [];
    switch (instruction.mnemonic) {
      case "beq":
      case "bne":
      case "blt":
      case "bge":
        return [(pc + instruction.imm) >>> 0, pc + 4];
      case "bltu":
      case "bgeu":
        this.#compare(instruction.rs1, instruction.rs2, seen);
        return [(pc + instruction.imm) >>> 0, pc + 4];
      case "jal": {
        const target = (pc + instruction.imm) >>> 0;
        if (instruction.rd !== zero) return this.#called(pc, target, seen);
        if (isLast(this.#fetch(target - 4))) this.#jumps.add(target);
        return [target];
      }
      case "jalr": {
        const base = seen[instruction.rs1];
        const target = base?.kind === "constant" ? (base.value + instruction.imm) >>> 0 : undefined;
        if (instruction.rd !== zero) return this.#called(pc, target, seen);
        if (target === undefined) return [];
        this.#jumps.add(target);
        return [target];
      }
      case "ebreak": {
        const why = seen[a0];
        if (why?.kind === "constant") this.#stops.add(why.value);
        return [];
      }
      case "ecall": {
        const number = seen[a7];
        if (number?.kind === "constant") this.#systemCalls.add(number.value);
        const buffer = seen[a1];
        if (number?.kind === "constant" && exits.includes(number.value)) return [];
        if (buffer?.kind === "constant") this.#buffer ??= buffer.value >>> 0;
        seen[a0] = undefined;
        return [pc + 4];
      }
      case "sw": {
        if (instruction.rs1 === sp) this.#useStack(seen);
        if (instruction.rs1 === tp) this.#baseStores.add(instruction.imm);
        const base = seen[instruction.rs1];
        if (base?.kind === "constant") this.#stores.push((base.value + instruction.imm) >>> 0);
        return [pc + 4];
      }
      case "sb":
      case "sh":
      case "fence":
        return [pc + 4];
      default:
        this.#compute(pc, instruction, seen);
        return [pc + 4];
    }
  }

  /** A call is gone over: what it may change is not known after it. */
  #called(pc: number, target: number | undefined, seen: Registers): readonly number[] {
    this.#useStack(seen);
    this.#calls.set(pc, target);
    for (let register = 0; register < registerCount; register++)
      if (register !== zero && register !== sp) seen[register] = undefined;
    return [pc + 4];
  }

  #useStack(seen: SeenIn): void {
    const word = seen[sp];
    if (word?.kind === "constant")
      this.#lowestStack = Math.min(this.#lowestStack ?? word.value >>> 0, word.value >>> 0);
  }

  #compare(rs1: number, rs2: number, seen: SeenIn): void {
    for (const [register, other] of [
      [rs1, rs2],
      [rs2, rs1],
    ] as const) {
      const [word, bound] = [seen[register], seen[other]];
      if (bound?.kind !== "constant") continue;
      // The limit may be taken from sp, and the rest be compared with the frame: a frame is smaller than an address.
      if (word?.kind === "below entry") {
        const sides = [word.bytes, bound.value >>> 0] as const;
        this.#stackCheck ??= { bytes: Math.min(...sides), bound: Math.max(...sides) };
      }
      // In start-up sp is a constant.
      else if (word?.kind === "constant" && register === sp)
        this.#stackCheck ??= { bytes: 0, bound: bound.value >>> 0 };
    }
  }

  #compute(pc: number, instruction: Extract<Instruction, { readonly rd: number }>, seen: Registers): void {
    const { rd } = instruction;
    if (rd === zero) return;
    if (instruction.mnemonic === "sltu") this.#compare(instruction.rs1, instruction.rs2, seen);
    if (rd === tp) this.#setsBase = true;
    if (rd === gp) this.#setsHeapPointer = true;
    const word = wordOf(pc, instruction, seen);
    if (word?.kind === "room") this.#heapEnd ??= word.end >>> 0;
    seen[rd] = word;
    if (rd === sp && word?.kind === "below entry") this.#extent = Math.max(this.#extent, word.bytes);
  }
}

/** What an instruction computes, where it is seen. */
function wordOf(pc: number, instruction: Instruction, seen: SeenIn): Seen | undefined {
  switch (instruction.mnemonic) {
    case "lui":
      return { kind: "constant", value: instruction.imm | 0 };
    case "auipc":
      return { kind: "constant", value: (pc + instruction.imm) | 0 };
    case "addi":
      return sum(seen[instruction.rs1], { kind: "constant", value: instruction.imm });
    case "add":
      return sum(seen[instruction.rs1], seen[instruction.rs2]);
    case "sub": {
      const [left, right] = [seen[instruction.rs1], seen[instruction.rs2]];
      if (left?.kind === "constant" && instruction.rs2 === gp) return { kind: "room", end: left.value };
      return right?.kind === "constant" ? sum(left, { kind: "constant", value: -right.value }) : undefined;
    }
    case "ori":
      return disjunction(seen[instruction.rs1], { kind: "constant", value: instruction.imm });
    case "or":
      return disjunction(seen[instruction.rs1], seen[instruction.rs2]);
    default:
      return undefined;
  }
}

/** A register is copied by `or` with zero, too. */
function disjunction(left: Seen | undefined, right: Seen | undefined): Seen | undefined {
  if (right?.kind !== "constant") return left?.kind === "constant" && left.value === 0 ? right : undefined;
  if (right.value === 0) return left;
  return left?.kind === "constant" ? { kind: "constant", value: left.value | right.value } : undefined;
}

function sum(left: Seen | undefined, right: Seen | undefined): Seen | undefined {
  if (left?.kind === "constant" && right?.kind === "constant")
    return { kind: "constant", value: (left.value + right.value) | 0 };
  if (left?.kind === "below entry" && right?.kind === "constant")
    return { kind: "below entry", bytes: left.bytes - right.value };
  return left?.kind === "constant" && right?.kind === "below entry" ? sum(right, left) : undefined;
}

/** Does an instruction leave a return address, as a call does? */
export function isCall(instruction: Instruction | Fault): boolean {
  return (
    typeof instruction !== "string" &&
    (instruction.mnemonic === "jal" || instruction.mnemonic === "jalr") &&
    instruction.rd === ra
  );
}

/** Is it a jump that leaves no return address? */
export function isJump(instruction: Instruction | Fault): instruction is Instruction {
  if (typeof instruction === "string") return false;
  const { mnemonic } = instruction;
  return (mnemonic === "jal" || mnemonic === "jalr") && instruction.rd === zero;
}

/** Is it an instruction behind which control does not go on: a jump, a return, a stop? */
export function isLast(instruction: Instruction | Fault): boolean {
  if (typeof instruction === "string") return true;
  return instruction.mnemonic === "ebreak" || isJump(instruction);
}

/** Is there a return in the code at an entry? */
export function returns(fetch: Fetch, entry: number): boolean {
  return [...controlFlowOf(fetch, entry).pcs].some((pc) => isReturn(fetch(pc)));
}

/** Does an instruction jump to the return address? */
export function isReturn(instruction: Instruction | Fault): boolean {
  return isJump(instruction) && (registersReadBy(instruction) & (1 << ra)) !== 0;
}

/** Does it stop the machine? */
export function isStop(instruction: Instruction | Fault): boolean {
  return typeof instruction === "string" || instruction.mnemonic === "ebreak";
}

/** Does an instruction lower sp? */
export function makesFrame(instruction: Instruction | Fault): boolean {
  if (typeof instruction === "string" || instruction.mnemonic !== "addi") return false;
  return instruction.rd === sp && instruction.rs1 === sp && instruction.imm < 0;
}

/** The functions that are reached from an entry by calls that the text shows, each by its entry. */
export function functionsFrom(fetch: Fetch, entry: number): ReadonlyMap<number, ControlFlow> {
  const flows = new Map<number, ControlFlow>();
  const left = [entry];
  for (let at = left.pop(); at !== undefined; at = left.pop()) {
    if (flows.has(at)) continue;
    const flow = controlFlowOf(fetch, at);
    flows.set(at, flow);
    left.push(...[...flow.calls.values()].filter((target) => target !== undefined).reverse());
  }
  return flows;
}
