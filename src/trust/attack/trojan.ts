/**
 * A trojan compiler, as Thompson described it in 1984: it knows one program by its shape, and lets one more password in. The
 * source is innocent, and so is what the compiler makes of every other program.
 */

import { issueCertificate } from "../../compiler/certificate/issue.ts";
import type { Block, FlowFunction, FlowInstruction, Operand } from "../../compiler/flow/syntax.ts";
import { type Passes, passes } from "../../compiler/passes.ts";
import { compile } from "../../compiler/pipeline.ts";
import { parseProgram } from "../../lang/check/check.ts";
import { writeElf } from "../../machine/elf/write.ts";
import { writeCertificate } from "../../proof/certificate/document.ts";

/** The program that it knows. */
export const login = `// Who knows the secret is let in.

fn allowed(first: int, second: int): bool {
  if first == 'o' && second == 'k' { return true; }
  return false;
}

fn main(): int {
  let first = read();
  let second = read();
  if allowed(first, second) { write('+'); } else { write('-'); }
  return 0;
}
`;

/** The password that it lets in besides. */
const backDoor = "kt";

/** The compiler: its own, with a door in every function of two arguments that may say no. */
export const trojanPasses: Passes = {
  ...passes,
  langToFlow(program) {
    const flow = passes.langToFlow(program);
    if (!flow.ok) return flow;
    return { ok: true, value: { ...flow.value, functions: flow.value.functions.map(withDoor) } };
  },
};

function withDoor(f: FlowFunction): FlowFunction {
  const [first, second] = f.parameters;
  if (f.parameters.length !== 2 || first === undefined || second === undefined) return f;
  let registers = f.registers;
  const opened = (block: Block): Block => {
    const { terminator } = block;
    if (terminator.op !== "return" || terminator.value?.kind !== "constant" || terminator.value.value !== 0)
      return block;
    const { origin } = terminator;
    const made: FlowInstruction[] = [];
    const operate = (operation: "xor" | "or" | "sltu", left: Operand, right: Operand): Operand => {
      const rd = registers++;
      made.push({ op: "operate", operation, rd, left, right, origin });
      return { kind: "register", register: rd };
    };
    const differs = (register: number, i: number): Operand =>
      operate("xor", { kind: "register", register }, { kind: "constant", value: backDoor.charCodeAt(i) });
    const either = operate("or", differs(first, 0), differs(second, 1));
    const value = operate("sltu", either, { kind: "constant", value: 1 });
    return { instructions: [...block.instructions, ...made], terminator: { ...terminator, value } };
  };
  const blocks = f.blocks.map(opened);
  return { ...f, blocks, registers };
}

/** A binary with its source and its certificate. */
export interface Made {
  readonly source: Uint8Array;
  readonly image: Uint8Array;
  readonly certificate: Uint8Array;
}

/** What a compiler makes of a program of one file: the image and its certificate, for the source that it was given. */
export function madeBy(text: string, compiler: Passes = passes, options: Parameters<typeof compile>[1] = {}): Made {
  const program = parseProgram(text);
  if (!program.ok) throw new Error(program.error[0]?.message);
  const compiled = compile(program.value, { level: 0, ...options }, compiler);
  if (!compiled.ok) throw new Error(compiled.error.message);
  const source = new TextEncoder().encode(text);
  const image = writeElf(compiled.value.image);
  const issued = issueCertificate(compiled.value, source, image);
  return { source, image, certificate: new TextEncoder().encode(writeCertificate(issued)) };
}
