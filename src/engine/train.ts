/**
 * A short run of every instruction, for the host's compiler: it compiles the interpreter's switch for the cases that it
 * has seen, and compiles it again whenever a program uses a new one. So this run uses all of them, with operands of all
 * signs and sizes, once, when a run turns out to be long.
 */

import { encode } from "../machine/isa/encode.ts";
import { formats } from "../machine/isa/format.ts";
import { type Instruction, instructionTable } from "../machine/isa/instruction.ts";
import { FlatMemory, layOut } from "./flat-memory.ts";
import { Interpreter } from "./interpreter.ts";
import { lostRegister, PredecodedText } from "./predecode.ts";

const textAt = 0x10000;
const dataAt = 0x40000;
const rounds = 200;

let done = false;

/** Train the interpreter, the first time it is called. */
export function trainInterpreter(): void {
  if (done) return;
  done = true;
  const program = [...trainingProgram()];
  const bytes = new Uint8Array(4 * program.length);
  const view = new DataView(bytes.buffer);
  for (const [i, instruction] of program.entries()) {
    const word = encode(instruction);
    if (word.ok) view.setInt32(4 * i, word.value, true);
  }
  const text = { address: textAt, bytes, size: bytes.length, permissions: { read: true, write: false, execute: true } };
  const data = {
    address: dataAt,
    bytes: Uint8Array.from({ length: 64 }, (_, i) => 37 * i),
    size: 64,
    permissions: { read: true, write: true, execute: false },
  };
  const layout = layOut([text, data]);
  const buffer = new ArrayBuffer(layout.size);
  const registers = new Int32Array(buffer, 0, lostRegister + 1);
  const interpreter = new Interpreter(registers, new FlatMemory(buffer, [text, data], layout), new PredecodedText());
  for (let round = 0; round < rounds; round++) {
    registers.set([0, 0, 0, 0, 0, -1, 0x7fffffff - round, -0x80000000 + round, round & 3, dataAt]);
    interpreter.pc = textAt;
    interpreter.run(program.length);
  }
}

/** Each instruction of the table a few times: on x5…x8, accesses at x9, jumps to the next instruction. */
function* trainingProgram(): Iterable<Instruction> {
  for (const row of instructionTable) {
    const { mnemonic, format } = row;
    if (format === "system") continue;
    const memory = row.opcode === 0b0000011 || row.opcode === 0b0100011;
    for (const rs2 of [5, 6, 7, 8]) {
      const rs1 = memory ? 9 : 13 - rs2;
      if (mnemonic === "jalr") {
        yield { mnemonic: "auipc", rd: 10, imm: 0 };
        yield { mnemonic, rd: 11, rs1: 10, imm: 8 };
        continue;
      }
      const imm = format === "B" || format === "J" ? 4 : format === "U" ? 0x12345000 : memory ? rs2 : -rs2;
      const operands: Record<string, number> = { rd: 11, rs1, rs2, imm, shamt: rs2 };
      const fields = formats[format].map(({ name }) => [name, operands[name] ?? 0] as const);
      yield { mnemonic, ...Object.fromEntries(fields) } as Instruction;
    }
  }
}
