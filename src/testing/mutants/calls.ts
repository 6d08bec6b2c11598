/**
 * Mutants of calls: arguments, results, frames and saved registers.
 */

import type { AssemblyFunction } from "../../compiler/assembly/assembly.ts";
import { type Passes, passes } from "../../compiler/passes.ts";
import { calleeSaved, machineRegisters } from "../../compiler/target/place.ts";
import { registerArguments } from "../../machine/isa/convention.ts";
import type { Instruction } from "../../machine/isa/instruction.ts";
import type { Mutant } from "./catalogue.ts";
import { asInstruction, misassemble, misselect, nop } from "./code-edits.ts";
import { misallocate, misinstruct } from "./flow-edits.ts";

const { ra, sp, a0 } = machineRegisters;

/** Does it load or store the caller's value of a register in its slot of the frame? */
function isSave(i: Instruction, f: AssemblyFunction, mnemonic: "lw" | "sw", wanted: (register: number) => boolean) {
  if (i.mnemonic !== mnemonic || i.rs1 !== sp) return false;
  const register = i.mnemonic === "sw" ? (i as Extract<Instruction, { rs2: number }>).rs2 : (i as { rd: number }).rd;
  return f.saved.some(
    (saved) =>
      saved.register === register &&
      wanted(register) &&
      saved.location.kind === "slot" &&
      saved.location.offset === (i as { imm: number }).imm,
  );
}

const isCalleeSaved = (register: number): boolean => calleeSaved.includes(register);

/** The compiler that orders moves differently. */
const mismove = (sequentialise: Passes["sequentialise"]): Passes => ({ ...passes, sequentialise });

/** Change the sizes of frames, where code makes and where it removes them. */
const misframe = (bytes: (all: number) => number): Passes =>
  misselect((i, _, f) =>
    i.mnemonic === "addi" && i.rd === sp && i.rs1 === sp && Math.abs(i.imm) === f.frameBytes
      ? { ...i, imm: Math.sign(i.imm) * bytes(f.frameBytes) }
      : undefined,
  );

/** Mutants of this class. */
export const calls: readonly Mutant[] = [
  {
    name: "moves-one-by-one",
    description: "Arguments are moved in their order, over registers that later moves still read.",
    class: "calls",
    wraps: "sequentialise",
    large:
      "Moves conflict only where a function of two parameters passes them on crosswise and shows what became of them.",
    passes: mismove((moves) => moves.filter(({ from, to }) => from !== to)),
  },
  {
    name: "move-cycles-ignored",
    description: "Moves in a cycle are done one by one without setting a value aside.",
    class: "calls",
    wraps: "sequentialise",
    large:
      "A cycle of moves needs a function of two parameters that calls itself with both exchanged, ends, and shows what became of them.",
    passes: mismove((moves) => {
      const sequence = [];
      let waiting = moves.filter(({ from, to }) => from !== to);
      while (waiting.length > 0) {
        const next = waiting.find(({ to }) => waiting.every(({ from }) => from !== to)) ?? waiting[0]!;
        sequence.push(next);
        waiting = waiting.filter((move) => move !== next);
      }
      return sequence;
    }),
  },
  {
    name: "saved-registers-not-saved",
    description: "A function does not store the callee-saved registers it uses, but loads them when it returns.",
    class: "calls",
    wraps: "flowToMachine",
    passes: misselect((i, _, f) => (isSave(i, f, "sw", isCalleeSaved) ? nop : undefined)),
  },
  {
    name: "saved-registers-not-restored",
    description: "A function stores the callee-saved registers it uses, but does not load them when it returns.",
    class: "calls",
    wraps: "flowToMachine",
    passes: misselect((i, _, f) => (isSave(i, f, "lw", isCalleeSaved) ? nop : undefined)),
  },
  {
    name: "only-first-saved-register-restored",
    description: "Of several callee-saved registers that a function uses, only the first is restored.",
    class: "calls",
    wraps: "flowToMachine",
    large: "Two values have to live over a call in the function, and two in its caller.",
    passes: misselect((i, _, f) => {
      const first = f.saved.find(({ register }) => isCalleeSaved(register))?.register;
      return isSave(i, f, "lw", (register) => isCalleeSaved(register) && register !== first) ? nop : undefined;
    }),
  },
  {
    name: "return-address-not-saved",
    description: "A function that calls others returns to where the last of them was called from.",
    class: "calls",
    wraps: "flowToMachine",
    passes: misselect((i, _, f) => (isSave(i, f, "lw", (register) => register === ra) ? nop : undefined)),
  },
  {
    name: "leaf-saves-in-callers-frame",
    description: "A function without a frame stores its return address at sp, in the frame of its caller.",
    class: "calls",
    wraps: "flowToMachine",
    passes: misassemble((f) => {
      if (f.frameBytes > 0) return f;
      const store = { mnemonic: "sw", rs1: sp, rs2: ra, imm: 0 } as const;
      const [entry, ...rest] = f.items;
      return { ...f, items: [entry!, { kind: "instruction", instruction: store, origin: 0 }, ...rest] };
    }),
  },
  {
    name: "early-return-keeps-frame",
    description: "A function with several ways to return gives its frame back only in the last.",
    class: "calls",
    wraps: "flowToMachine",
    passes: misassemble((f) => {
      const returns = f.items.flatMap((item, i) => (asInstruction(item, "jalr") === undefined ? [] : [i]));
      const early = new Set(returns.slice(0, -1).map((i) => i - 1));
      return {
        ...f,
        items: f.items.filter((item, i) => !early.has(i) || asInstruction(item, "addi", "add")?.rd !== sp),
      };
    }),
  },
  {
    name: "frame-too-small",
    description: "Frames of more than 16 bytes are made 16 bytes smaller than what is kept in them.",
    class: "calls",
    wraps: "flowToMachine",
    large:
      "Four values have to live over a call in a function before its frame has more than 16 bytes, and its caller has to return.",
    passes: misframe((bytes) => (bytes > 16 ? bytes - 16 : bytes)),
  },
  {
    name: "call-result-overwrites-argument",
    description: "A call's result is taken from a1.",
    class: "calls",
    wraps: "flowToMachine",
    passes: misassemble((f) => ({
      ...f,
      items: f.items.map((item, i) => {
        const move = asInstruction(item, "addi");
        const before = f.items[i - 1]?.kind === "cut" ? f.items[i - 2] : f.items[i - 1];
        if (move === undefined || item.kind !== "instruction" || before?.kind !== "call") return item;
        return move.rs1 === a0 && move.imm === 0 ? { ...item, instruction: { ...move, rs1: a0 + 1 } } : item;
      }),
    })),
  },
  {
    name: "unused-parameter-shifts-others",
    description: "A parameter that is never looked at gets no register, and those after it move up.",
    class: "calls",
    wraps: "flowToAllocated",
    passes: misallocate((f) => ({ ...f, parameters: f.parameters.filter((place) => place !== undefined) })),
  },
  {
    name: "last-arguments-swapped",
    description: "The last two arguments of a call of three or more are swapped.",
    class: "calls",
    wraps: "langToFlow",
    passes: misinstruct((i) => {
      if (i.op !== "call" || i.arguments.length < 3) return i;
      const rest = i.arguments.slice(0, -2);
      return { ...i, arguments: [...rest, i.arguments.at(-1)!, i.arguments.at(-2)!] };
    }),
  },
  {
    name: "stack-arguments-reversed",
    description: "Arguments from the ninth on are passed in the opposite order.",
    class: "calls",
    wraps: "flowToAllocated",
    large: "Two arguments are on the stack only from ten on, and each is a parameter and an argument.",
    passes: misallocate((f) => ({
      ...f,
      blocks: f.blocks.map((b) => ({
        ...b,
        instructions: b.instructions.map((i) =>
          i.op === "call"
            ? {
                ...i,
                arguments: [
                  ...i.arguments.slice(0, registerArguments),
                  ...i.arguments.slice(registerArguments).reverse(),
                ],
              }
            : i,
        ),
      })),
    })),
  },
  {
    name: "stack-arguments-looked-for-in-own-frame",
    description: "Arguments from the ninth on are read at sp, as if the function had made no frame.",
    class: "calls",
    wraps: "flowToMachine",
    large: "An argument is on the stack only from nine on, and each is a parameter and an argument.",
    passes: misselect((i, _, f) =>
      i.mnemonic === "lw" && i.rs1 === sp && i.imm >= f.frameBytes && f.frameBytes > 0
        ? { ...i, imm: i.imm - f.frameBytes }
        : undefined,
    ),
  },
];
