/**
 * Compiling for the command: options of the verbs to options of the compiler, and its refusals to `CommandError`s.
 */

import { type Compilation, type CompileOptions, compile } from "../../compiler/index.ts";
import { type Image, readElf, writeBareElf, writeElf } from "../../machine/index.ts";
import type { Arguments, OptionSpec } from "../arguments.ts";
import { CommandError, usageError } from "../command-error.ts";
import type { LoadedProgram } from "./load.ts";
import { optimisationOptions, optimisationsGiven } from "./optimisation-options.ts";

/** The options of every verb that compiles. */
export const compilingOptions: readonly OptionSpec[] = [
  { name: "stack", value: "BYTES", excludes: ["image"], help: "room for the stack; 8M unless given" },
  { name: "heap", value: "BYTES", excludes: ["image"], help: "room for arrays; 64M unless given" },
  ...optimisationOptions,
];

/** `--bare`, for the verbs that show or write a file. */
export const bareOption: OptionSpec = {
  name: "bare",
  help: "the smallest file: no sections, names or lines of the source; headers and text",
};

/** Refuse them where nothing is compiled. */
export function refuseCompilingOptions(given: Arguments, why: string): void {
  const found = [...compilingOptions, bareOption].find(
    ({ name }) => given.text(name) !== undefined || given.flag(name),
  );
  if (found !== undefined) throw usageError(`--${found.name} has no effect here: ${why}`);
}

/** A compiled program, as a file and read back from it. */
export interface Built {
  readonly compilation: Compilation;
  readonly options: CompileOptions;
  readonly file: Uint8Array;
  readonly image: Image;
}

/** Compile to the bytes of an ELF file, and read them again, so that all users of the image see what the file says. */
export function build(loaded: LoadedProgram, given: Arguments, bare = given.flag(bareOption.name)): Built {
  const size = { min: 0, max: 2 ** 30 };
  const options: CompileOptions = {
    source: { ...loaded.source, name: loaded.nameInImage },
    stackBytes: given.integer("stack", 8 * 2 ** 20, size),
    heapBytes: given.integer("heap", 64 * 2 ** 20, size),
    bare,
    ...optimisationsGiven(given),
  };
  const compiled = compile(loaded.program, options);
  if (!compiled.ok) throw refusal(compiled.error, loaded);
  const { image: made } = compiled.value;
  const file = bare ? writeBareElf(made) : writeElf(made);
  const image = readElf(file);
  if (!image.ok) throw new Error(`our own file cannot be read: ${image.error[0]?.message ?? ""}`);
  // What a bare file does not say, the compiler knows.
  const { symbols = [], notes = [] } = made;
  const known = bare ? { ...image.value, symbols, notes } : image.value;
  return { compilation: compiled.value, options, file, image: known };
}

type Refused = Extract<ReturnType<typeof compile>, { ok: false }>["error"];

function refusal({ kind, message, node }: Refused, { source, program }: LoadedProgram): CommandError {
  if (kind === "option") {
    const said = message.replaceAll("heapBytes", "--heap").replaceAll("stackBytes", "--stack");
    return new CommandError("usage", said);
  }
  const span = node === undefined ? undefined : program.origins[node];
  if (span === undefined) return new CommandError("limit", `${source.name}: ${message}`);
  return new CommandError("limit", `${source.name} cannot be compiled`, {
    diagnostics: { source, list: [{ severity: "error", code: "limit", message, span }] },
  });
}
