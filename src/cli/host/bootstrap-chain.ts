/**
 * The chain of stage0-posix: the commands of its scripts for RISC-V (riscv32/mescc-tools-{seed,mini}-kaem.kaem), each run on the formal
 * machine, with files in memory. So a C compiler comes of a file of 356 bytes, and nothing in the folder is changed.
 *
 * The scripts are for `kaem`, a shell that knows programs, arguments and comments. What else is in one is refused.
 */

import { existsSync, lstatSync } from "node:fs";
import { join } from "node:path";
import { FileSystem, readForeignElf, runForeign } from "../../linux/index.ts";
import { CommandError } from "../command-error.ts";
import { sha256 } from "../view/facts.ts";
import { readBytes } from "./files.ts";

/** The scripts, in their order. */
const scripts = ["riscv32/mescc-tools-seed-kaem.kaem", "riscv32/mescc-tools-mini-kaem.kaem"];

/** The folders that programs are written to; a stage0-posix that was built has them, and a clone may not. */
const made = /^riscv32\/(artifact|bin)\//;

/** One program of the chain, run. */
export interface ChainStep {
  /** Its path from the folder, and that of what it wrote. */
  readonly program: string;
  readonly output: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly instructions: number;
}

/** A command of a script. */
export interface ScriptCommand {
  readonly program: string;
  readonly words: readonly string[];
}

/** The commands in a script. */
export function commandsIn(text: string, path: string): readonly ScriptCommand[] {
  const joined = text.replaceAll(/\\\n/g, " ");
  return joined.split("\n").flatMap((line) => {
    const plain = line.replace(/(^|\s)#.*$/, "").trim();
    if (plain === "") return [];
    if (/["'$`;&|<>]/.test(plain))
      throw new CommandError("file", `${path} has a command that is not understood here: ${plain.slice(0, 80)}`);
    const [program, ...words] = plain.split(/\s+/);
    return [{ program: program!, words }];
  });
}

/** Run the chain in a folder, up to the compiler M2, or to the end of its scripts. */
export function* chainIn(folder: string, whole: boolean): Generator<ChainStep> {
  const commands = scripts.flatMap((script) => {
    const path = join(folder, script);
    if (!existsSync(path))
      throw new CommandError("file", `${folder} is no stage0-posix: it has no ${script}`, {
        hint: "git clone --recurse-submodules https://github.com/oriansj/stage0-posix",
      });
    return commandsIn(new TextDecoder().decode(readBytes(path)), path);
  });
  const files = new FileSystem();
  for (const word of new Set(commands.flatMap(({ program, words }) => [program, ...words]))) {
    const path = plainPath(word);
    const place = path && join(folder, path);
    if (path === undefined || made.test(path) || lstatSync(place!, { throwIfNoEntry: false })?.isFile() !== true)
      continue;
    files.write(path, readBytes(place!));
  }
  for (const one of ["riscv32/artifact", "riscv32/bin"]) files.addDirectory(one);
  for (const { program, words } of commands) {
    if (!whole && plainPath(program) === compiler) return;
    yield stepOf(program, words, files);
  }
}

/** Where the chain has become a compiler of C. */
const compiler = "riscv32/artifact/M2";

/** A path below the folder; undefined for an option and for what leads elsewhere. */
function plainPath(word: string): string | undefined {
  const path = word.replace(/^\.\//, "");
  return /^[A-Za-z0-9_][^\0]*$/.test(path) && !path.split("/").includes("..") ? path : undefined;
}

function stepOf(name: string, words: readonly string[], files: FileSystem): ChainStep {
  const program = plainPath(name) ?? name;
  const before = new Map(files.list().map(({ path, bytes }) => [path, bytes]));
  const file = before.get(program);
  if (file === undefined) throw new CommandError("file", `the chain needs ${program}, which is not there`);
  const image = readForeignElf(file);
  if (!image.ok) throw new CommandError("image", `${program} does not load: ${image.error[0]?.message ?? ""}`);
  const ran = runForeign(image.value, { name, args: words, files });
  if (!ran.ok) throw new CommandError("image", `${program}: ${ran.error}`);
  const { outcome, retired: instructions } = ran.value;
  if (outcome.kind !== "halted" || outcome.code !== 0)
    throw new CommandError("image", `${program} ${words.join(" ")} did not end well: ${JSON.stringify(outcome)}`);
  const changed = files
    .list()
    .filter(({ path, bytes }) => before.get(path) === undefined || !same(before.get(path)!, bytes));
  const [output] = changed;
  if (output === undefined || changed.length > 1)
    throw new CommandError("file", `${program} wrote ${changed.length} files`);
  return { program, output: output.path, bytes: output.bytes.length, sha256: sha256(output.bytes), instructions };
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0;
}
