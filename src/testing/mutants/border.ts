/**
 * Border mutants: compiler bugs that no run of the formal machine shows, because they do harm only where real machines do
 * more than our model says (docs/machine.md, "Where the model ends"). Only the certificate can refuse them; the tests show
 * each of them under QEMU.
 */

import type { Passes } from "../../compiler/passes.ts";
import { machineRegisters } from "../../compiler/target/place.ts";
import { registerNumbers } from "../../machine/isa/register.ts";
import { systemCallNumbers } from "../../machine/semantics/system-calls.ts";
import type { Innocent } from "./catalogue.ts";
import { asInstruction, misjump, misselect } from "./code-edits.ts";

const { zero, a0 } = machineRegisters;
const { a7 } = registerNumbers;

/** A compiler bug that is visible only outside the model. */
export interface BorderMutant extends Pick<Innocent, "name" | "description" | "wraps"> {
  readonly passes: Passes;
  /** A program that shows the bug, its input, and how a shell starts it: the redirections after the input. */
  readonly witness: { readonly source: string; readonly input: string; readonly streams: string };
}

/**
 * The border mutants.
 *
 * @example
 * ```ts
 * import { compile } from "etalon/compiler";
 * import { parseProgram } from "etalon/lang";
 * import { claimsOf } from "etalon/compiler";
 * import { checkClaims } from "etalon/proof";
 * import { borderMutants } from "etalon/testing";
 * borderMutants.map(({ passes, witness }) => {
 *   const program = parseProgram(witness.source);
 *   const compiled = program.ok ? compile(program.value, { level: 0 }, passes) : program;
 *   if (!program.ok || !compiled.ok) throw new Error("not compiled");
 *   return checkClaims(program.value, compiled.value.image, claimsOf(compiled.value)).verdict;
 * }); // => ["refused", "refused", "refused"]
 * ```
 */
export const borderMutants: readonly BorderMutant[] = [
  {
    name: "stop-is-a-host-call",
    description:
      "Each `ebreak` stands between the words that make a semihosting call of it, and QEMU goes on after it.",
    wraps: "flowToMachine",
    passes: misselect((i) =>
      i.mnemonic === "ebreak"
        ? [{ mnemonic: "slli", rd: zero, rs1: zero, shamt: 31 }, i, { mnemonic: "srai", rd: zero, rs1: zero, shamt: 7 }]
        : undefined,
    ),
    witness: { source: "fn main(): int { assert read() == 65; return 7; }", input: "xA", streams: "" },
  },
  {
    name: "write-error-ends-the-program",
    description: "A program whose `write` fails ends at once with exit code 0, though Ell's goes on.",
    wraps: "flowToMachine",
    passes: misselect((i, at) => {
      const number = asInstruction(at(-1), "addi");
      const writes = number?.rd === a7 && number.imm === systemCallNumbers.write;
      if (i.mnemonic !== "ecall" || !writes) return undefined;
      return [
        i,
        { mnemonic: "bge", rs1: a0, rs2: zero, imm: 16 },
        { mnemonic: "addi", rd: a0, rs1: zero, imm: 0 },
        { mnemonic: "addi", rd: a7, rs1: zero, imm: systemCallNumbers.exit },
        i,
      ];
    }),
    witness: { source: "fn main(): int { write(65); return 7; }", input: "", streams: ">/dev/full" },
  },
  {
    name: "read-error-is-a-byte",
    description:
      "After a `read` that failed, the byte in its buffer is delivered: only the result 0 is taken for the end.",
    wraps: "flowToMachine",
    passes: misjump((item) =>
      item.kind === "branch" && item.mnemonic === "bge" && item.rs1 === zero && item.rs2 === a0
        ? { ...item, mnemonic: "beq" }
        : item,
    ),
    witness: { source: "fn main(): int { return read() & 127; }", input: "", streams: "</" },
  },
];
