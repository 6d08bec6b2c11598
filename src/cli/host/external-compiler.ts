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

/** The exit codes by which a shell says that there is no such command, and that a file is not one. */
const [notFound, notExecutable] = [127, 126];

/**
 * In which way it failed: the shell could not start it; it ended with an exit code that is not 0, or by a signal; it did not end in time; it
 * wrote nothing; what it wrote is neither an executable nor an assembler text.
 */
export type FailureKind = "missing" | "fails" | "hangs" | "silent" | "garbage";

/** What went wrong when it compiled: it is the compiler's mistake, as every program is a valid one. */
export class CompilerFailure extends Error {
  override readonly name = "CompilerFailure";
  readonly kind: FailureKind;
  /** What it wrote to standard error: all of it, or its first and its last lines. */
  readonly said: readonly string[];

  constructor(kind: FailureKind, message: string, said: readonly string[] = []) {
    super(message);
    this.kind = kind;
    this.said = said;
  }
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
  const run = given === command ? `${command} ${quoted(file)}` : given;
  return {
    compile(text) {
      writeFileSync(file, text);
      if (takesTree) {
        const program = parseProgram(text);
        if (!program.ok) throw new Error(program.error[0]!.message);
        writeFileSync(tree, JSON.stringify({ program: program.value }));
      }
      const options = { timeout: patience, killSignal: "SIGKILL", maxBuffer: mostOutput } as const;
      const { status, signal, error, stdout, stderr } = spawnSync("/bin/sh", ["-c", run], options);
      const said = linesOf(stderr);
      if (error !== undefined) {
        const late = "code" in error && error.code === "ETIMEDOUT";
        if (late) throw new CompilerFailure("hangs", `it did not end within ${patience / 1000} s`, shortened(said));
        throw new CompilerFailure("fails", error.message, shortened(said));
      }
      if (status !== 0) {
        const kind = status === notFound || status === notExecutable ? "missing" : "fails";
        const how = status === null ? String(signal) : `exit code ${status}`;
        const line = tellingLine(said);
        const words = line === undefined ? ", and said nothing" : `: ${line}`;
        throw new CompilerFailure(kind, `it ended with ${how}${words}`, shortened(said));
      }
      return imageOf(new Uint8Array(stdout), shortened(said));
    },
    close: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** A path as a word of the shell. */
function quoted(path: string): string {
  return `'${path.replaceAll("'", String.raw`'\''`)}'`;
}

/** What was written, line by line; empty lines are left out. */
function linesOf(written: Buffer): string[] {
  const lines = written.toString("utf8").split("\n");
  return lines.map((line) => line.trimEnd()).filter((line) => line !== "");
}

/** The line that tells most: the first that names an error, as traces of calls begin or end with it, or else the first. */
function tellingLine(said: readonly string[]): string | undefined {
  const named = said.find((line) => /^\S/.test(line) && /error|exception|panic/i.test(line));
  return (named ?? said[0])?.trim();
}

/** As many lines as a person reads: of a long trace of calls both ends. */
function shortened(said: readonly string[]): readonly string[] {
  return said.length <= 8 ? said : [...said.slice(0, 4), "…", ...said.slice(-4)];
}

function imageOf(output: Uint8Array, said: readonly string[]): Image {
  const failure = (kind: FailureKind, message: string): Error => new CompilerFailure(kind, message, said);
  if (output.length === 0) throw failure("silent", "it wrote nothing to standard output");
  if (isElf(output)) {
    const image = readElf(output);
    if (image.ok) return image.value;
    throw failure("garbage", `its executable cannot be run: ${image.error[0]!.message}`);
  }
  const text = new TextDecoder().decode(output);
  const image = assemble(text);
  if (image.ok) return image.value;
  const { message, span } = image.error[0]!;
  throw failure("garbage", `its text, at ${describePosition(locate(lineStarts(text), span.start))}: ${message}`);
}
