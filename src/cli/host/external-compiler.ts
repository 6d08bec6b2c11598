/**
 * Somebody else's compiler, as a command: it gets a program as a file, and writes an executable or an assembler text to its
 * standard output. It is a process like any other that the user starts; what it makes runs on the formal machine alone.
 */

import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describePosition, lineStarts, locate } from "../../index.ts";
import { parseProgram } from "../../lang/index.ts";
import { assemble, type Image, readElf } from "../../machine/index.ts";
import { isElf } from "./load-image.ts";

/** How long it may take for one program, in milliseconds. */
const patience = 10_000;

/** The most that it may write, in bytes. */
const mostOutput = 2 ** 26;

/** What went wrong when it compiled: it is the compiler's mistake, as every program is a valid one. */
export class CompilerFailure extends Error {
  override readonly name = "CompilerFailure";
}

/** A compiler that programs can be given to, until it is closed. */
export interface ExternalCompiler {
  /** The image that it makes of a text. It throws a {@link CompilerFailure} where there is none. */
  readonly compile: (text: string) => Image;
  readonly close: () => void;
}

/**
 * The compiler that a shell's command line is: `{}` in it means the file of a program, and `{program}` one with its tree, as `parse --json` has it;
 * without either the file comes last.
 */
export function openCompiler(command: string): ExternalCompiler {
  const folder = mkdtempSync(join(tmpdir(), "etalon-compiler-"));
  const [file, tree] = [join(folder, "program.ell"), join(folder, "program.json")];
  const takesTree = command.includes("{program}");
  const given = command.replaceAll("{}", quoted(file)).replaceAll("{program}", quoted(tree));
  const line = given === command ? `${command} ${quoted(file)}` : given;
  return {
    compile(text) {
      writeFileSync(file, text);
      if (takesTree) {
        const program = parseProgram(text);
        if (!program.ok) throw new Error(program.error[0]!.message);
        writeFileSync(tree, JSON.stringify({ program: program.value }));
      }
      const options = { timeout: patience, killSignal: "SIGKILL", maxBuffer: mostOutput } as const;
      const { status, signal, error, stdout, stderr } = spawnSync("/bin/sh", ["-c", line], options);
      if (error !== undefined) {
        const late = "code" in error && error.code === "ETIMEDOUT";
        throw new CompilerFailure(late ? `it did not end within ${patience / 1000} s` : error.message);
      }
      if (status !== 0) {
        const said =
          stderr
            .toString("utf8")
            .split("\n")
            .find((one) => one.trim() !== "") ?? "and said nothing";
        throw new CompilerFailure(
          `it ended with ${status === null ? String(signal) : `exit code ${status}`}: ${said.trim()}`,
        );
      }
      return imageOf(new Uint8Array(stdout));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A path as a word of the shell. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

function imageOf(output: Uint8Array): Image {
  if (output.length === 0) throw new CompilerFailure("it wrote nothing to standard output");
  if (isElf(output)) {
    const image = readElf(output);
    if (image.ok) return image.value;
    throw new CompilerFailure(`its executable cannot be run: ${image.error[0]!.message}`);
  }
  const text = new TextDecoder().decode(output);
  const image = assemble(text);
  if (image.ok) return image.value;
  const { message, span } = image.error[0]!;
  throw new CompilerFailure(`its text, at ${describePosition(locate(lineStarts(text), span.start))}: ${message}`);
}
