/** Our assembly text against GNU objdump's, over the whole table, in both ways of naming registers. */

import { assemblyText, disassemble, type Instruction, instructionTable, type RegisterNaming } from "etalon/machine";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instructionOf } from "./generators.ts";
import { assemble, textAt } from "./programs.ts";
import { installed, objdump, runTool, withFiles } from "./tools.ts";

/** Every instruction of the table with random operands; a fence without the reserved bits, which objdump has no text for. */
function samples(count: number): Instruction[] {
  return instructionTable.flatMap((row) =>
    fc
      .sample(instructionOf(row), count)
      .map((instruction) =>
        instruction.mnemonic === "fence" ? { ...instruction, rd: 0, rs1: 0, fm: 0 } : instruction,
      ),
  );
}

/** What objdump says of a piece of text: mnemonic, tab, operands, for each word. */
function objdumpText(bytes: Uint8Array, naming: RegisterNaming): string[] {
  const options = naming === "numeric" ? "no-aliases,numeric" : "no-aliases";
  const address = `--adjust-vma=${textAt}`;
  return withFiles({ "text.bin": bytes }, (directory) => {
    const args = ["-D", "-b", "binary", "-m", "riscv:rv32", "-M", options, address, `${directory}/text.bin`];
    return (
      runTool(objdump, args)
        .stdout.toString()
        .split("\n")
        .filter((line) => /^ +[0-9a-f]+:\t/.test(line))
        .map((line) => line.split("\t").slice(2).join("\t"))
        // It adds the names of targets, and the addresses that a base of x0 or tp gives.
        .map((text) =>
          text
            .replace(/ <.*$/, "")
            .replace(/ # 0x.*$/, "")
            .trimEnd(),
        )
    );
  });
}

describe.runIf(installed(objdump))("objdump agrees", () => {
  it.each<RegisterNaming>(["numeric", "abi"])("with %s registers", (registers) => {
    const program = samples(50);
    const ours = program.map((instruction, i) => assemblyText(instruction, { registers, pc: textAt + 4 * i }));
    expect(ours).toEqual(objdumpText(assemble(program), registers));
  });
});

describe("without an address", () => {
  it("shows distances, and words that are no instruction", () => {
    expect(assemblyText({ mnemonic: "beq", rs1: 10, rs2: 0, imm: -8 })).toBe("beq\ta0,zero,.-8");
    expect(assemblyText({ mnemonic: "jal", rd: 1, imm: 2048 })).toBe("jal\tra,.+2048");
    expect(disassemble(0x00000073)).toBe("ecall");
    expect(disassemble(-1)).toBe(".word\t0xffffffff");
  });

  it("is total on words", () => {
    fc.assert(
      fc.property(fc.integer(), (word) => {
        expect(disassemble(word).length).toBeGreaterThan(0);
      }),
    );
  });
});
