/**
 * Innocent variants: compilers that compile differently from ours, and correctly. A property that fails on one of them is
 * wrong. The certificate checker may refuse them, but should rarely do so.
 */

import type { AssemblyItem, AssemblyLabel } from "../../compiler/assembly/assembly.ts";
import type { Block, FlowFunction } from "../../compiler/flow/syntax.ts";
import { type AllocatedPlace, calleeSaved, machineRegisters, slotPlace } from "../../compiler/target/place.ts";
import { opposite } from "../../machine/isa/branches.ts";
import type { Instruction } from "../../machine/isa/instruction.ts";
import type { Innocent } from "./catalogue.ts";
import { misassemble, misselect, nop } from "./code-edits.ts";
import { misallocate, misflow, misinstruct, misplace } from "./flow-edits.ts";

const { zero, gp, t0, t1, t2 } = machineRegisters;

const commutative: ReadonlySet<string> = new Set(["add", "and", "or", "xor", "mul"]);

/** The blocks after the first in the opposite order. */
function reversed(f: FlowFunction): FlowFunction {
  const count = f.blocks.length;
  const moved = (label: number): number => (label === 0 ? 0 : count - label);
  const relabelled = f.blocks.map((b): Block => {
    const t = b.terminator;
    if (t.op === "jump") return { ...b, terminator: { ...t, target: moved(t.target) } };
    if (t.op === "branch") return { ...b, terminator: { ...t, then: moved(t.then), else: moved(t.else) } };
    return b;
  });
  return { ...f, blocks: relabelled.map((_, place) => relabelled[moved(place)]!) };
}

/** Another register for each scratch register. */
function rescratched<T extends object>(instruction: T): T {
  const turn: Readonly<Record<number, number>> = { [t0]: t1, [t1]: t2, [t2]: t0 };
  const renamed = Object.entries(instruction).map(([field, value]: [string, unknown]) => {
    const isRegister = field === "rd" || field === "rs1" || field === "rs2";
    return [field, isRegister && typeof value === "number" ? (turn[value] ?? value) : value];
  });
  return Object.fromEntries(renamed) as T;
}

/**
 * The innocent variants.
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { runMachine } from "etalon/machine";
 * import { innocents } from "etalon/testing";
 * const program = parseProgram("fn main(): int { return 6 * 7; }");
 * if (!program.ok) throw new Error("refused");
 * innocents.every(({ passes }) => {
 *   const compiled = compile(program.value, {}, passes);
 *   const outcome = compiled.ok ? runMachine(compiled.value.image).outcome : undefined;
 *   return outcome?.kind === "halted" && outcome.code === 42;
 * }); // => true
 * ```
 */
export const innocents: readonly Innocent[] = [
  {
    name: "registers-in-other-order",
    description: "Callee-saved registers, and t3 to t6, are taken in the opposite order.",
    wraps: "assignPlaces",
    passes: misplace(({ places }) => {
      const other = (place: AllocatedPlace): AllocatedPlace => {
        const saved = calleeSaved.indexOf(place);
        if (saved >= 0) return calleeSaved.at(-1 - saved)!;
        return place >= 28 && place <= 31 ? 59 - place : place;
      };
      return { places: places.map(other) };
    }),
  },
  {
    name: "everything-in-the-frame",
    description: "Every value has a frame slot of its own, and none a register.",
    wraps: "assignPlaces",
    passes: misplace(({ places, constants }) => ({
      places: places.map((place, register) =>
        place < 0 && constants?.has(register) !== true ? place : slotPlace(register),
      ),
      constants: new Map(),
      spills: places.length,
    })),
  },
  {
    name: "blocks-in-reverse",
    description: "The blocks of a function after its first are laid out in the opposite order.",
    wraps: "langToFlow",
    passes: misflow(reversed),
  },
  {
    name: "products-by-powers-as-shifts",
    description: "A product with a constant power of two is a left shift.",
    wraps: "langToFlow",
    passes: misinstruct((i) => {
      if (i.op !== "operate" || i.operation !== "mul" || i.right.kind !== "constant") return i;
      const count = Math.log2(i.right.value);
      return Number.isInteger(count) ? { ...i, operation: "sll", right: { kind: "constant", value: count } } : i;
    }),
  },
  {
    name: "commutative-operands-swapped",
    description: "The register operands of add, and, or, xor and mul are exchanged.",
    wraps: "flowToMachine",
    passes: misselect((i) =>
      commutative.has(i.mnemonic) && "rs1" in i && "rs2" in i ? { ...i, rs1: i.rs2, rs2: i.rs1 } : undefined,
    ),
  },
  {
    name: "nops-between",
    description: "An instruction that does nothing stands before every other.",
    wraps: "flowToMachine",
    passes: misselect((i) => [nop, i]),
  },
  {
    name: "frames-larger",
    description: "Every frame has room for seven more values.",
    wraps: "flowToAllocated",
    passes: misallocate((f) => ({ ...f, spills: f.spills + 7 })),
  },
  {
    name: "branches-always-far",
    description: "Every conditional branch is the opposite branch over a jump.",
    wraps: "flowToMachine",
    passes: misassemble((f) => {
      let labels: AssemblyLabel = f.labels;
      const items = f.items.flatMap((item): readonly AssemblyItem[] => {
        if (item.kind !== "branch") return [item];
        const over = labels++;
        return [
          { ...item, mnemonic: opposite[item.mnemonic], target: over },
          { kind: "jump", target: item.target, origin: item.origin },
          { kind: "label", label: over },
        ];
      });
      return { ...f, items, labels };
    }),
  },
  {
    name: "constants-always-by-lui",
    description: "Constants that fit an immediate are made by lui and addi, too.",
    wraps: "flowToMachine",
    passes: misselect((i) =>
      i.mnemonic === "addi" && i.rs1 === zero && i.rd !== zero
        ? [
            { mnemonic: "lui", rd: i.rd, imm: 0 },
            { ...i, rs1: i.rd },
          ]
        : undefined,
    ),
  },
  {
    name: "moves-by-or",
    description: "A register is copied by or with zero instead of addi.",
    wraps: "flowToMachine",
    passes: misselect((i): Instruction | undefined =>
      i.mnemonic === "addi" && i.imm === 0 && i.rd !== zero
        ? { mnemonic: "or", rd: i.rd, rs1: i.rs1, rs2: zero }
        : undefined,
    ),
  },
  {
    name: "differences-as-sums",
    description: "A difference is the sum with the negated right operand.",
    wraps: "flowToMachine",
    passes: misselect((i) =>
      i.mnemonic === "sub" && i.rs2 !== gp && i.rs1 !== zero && i.rs1 !== i.rd
        ? [
            { ...i, rs1: zero },
            { ...i, mnemonic: "add", rs2: i.rd },
          ]
        : undefined,
    ),
  },
  {
    name: "other-scratch-registers",
    description: "t0, t1 and t2 have each other's roles.",
    wraps: "flowToMachine",
    passes: misassemble((f) => ({
      ...f,
      items: f.items.map((item) =>
        item.kind === "instruction"
          ? { ...item, instruction: rescratched(item.instruction) }
          : item.kind === "branch"
            ? rescratched(item)
            : item,
      ),
    })),
  },
];
