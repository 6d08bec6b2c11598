/**
 * What is looked at: an image with its certificate, and how to list it. It is made here by a compiler, or it came as files.
 */

import { failure, type Position, type Result, success } from "etalon";
import {
  compileWith,
  issueCertificate,
  type MemoryOptions,
  plainPasses,
  readOrigins,
  type SomePasses,
} from "etalon/compiler";
import type { Program } from "etalon/lang";
import { type Image, readElf, writeElf } from "etalon/machine";
import { type Certificate, readCertificate, type SourceFiles } from "etalon/proof";
import type { AssemblyRow, CutMark, Inferred, Question } from "./analysis.ts";
import { compilers } from "./compilers.ts";
import { assemblyRows } from "./listing.ts";
import { Passes } from "./stages.ts";

/** An image, and what claims that it conforms. */
export interface Subject {
  readonly image: Image;
  /** Its bytes. */
  readonly file: Uint8Array;
  readonly certificate: Certificate;
  readonly assembly: readonly AssemblyRow[];
  /** The programs between the passes; none of an image that came as a file. */
  readonly passes: (cuts: readonly CutMark[]) => Passes | undefined;
  /** What was found for an image without a certificate. */
  readonly inferred?: Inferred;
}

/** A program and its files. */
interface Written {
  readonly text: string;
  readonly program: Program;
  readonly source: SourceFiles;
}

/** A program compiled here: by our compiler, or by the one of that name. */
export async function compiledSubject(
  { text, program, source }: Written,
  { compiler, level, passes: named, memory: sizes }: Pick<Question, "compiler" | "level" | "passes" | "memory">,
  place: (node: number) => Position,
): Promise<Result<Subject & { readonly lineAt: (pc: number) => Position | undefined }, string>> {
  const ours = level === 0 && named.length === 0 ? plainPasses : (await import("./optimiser.ts")).passes;
  const chosen = await chosenPasses(compiler, ours);
  if (!chosen.ok) return chosen;
  const options = { ...chosen.value.memory, ...sizes, source: { name: "program.ell", text }, level, passes: named };
  const compiled = compileWith(chosen.value.passes, program, options);
  if (!compiled.ok) return failure(compiled.error.message);
  const own = compiler === undefined ? undefined : compileWith(ours, program, options);
  const compilation = compiled.value;
  const { image, memory, origins } = compilation;
  const file = writeElf(image);
  const lineAt = (pc: number): Position | undefined => {
    const node = origins[(pc - memory.text) / 4];
    return node === undefined ? undefined : place(node);
  };
  return success({
    image,
    file,
    certificate: issueCertificate(compilation, source, file),
    assembly: assemblyRows(image, memory.text, own?.ok === true ? own.value.image : undefined, lineAt),
    lineAt,
    passes: (cuts) => new Passes(compilation, options, own?.ok === true ? own.value : undefined, cuts, place),
  });
}

/** An image and a certificate that came as files. Who made them is not known, and nothing in them is believed. */
export function givenSubject(program: Program, file: Uint8Array, claims: Uint8Array): Result<Subject, string> {
  const image = readElf(file);
  if (!image.ok) return failure(`The image cannot be read: ${image.error[0]?.message ?? "it is no executable"}.`);
  const certificate = readCertificate(new TextDecoder().decode(claims));
  if (!certificate.ok) return failure(`The certificate cannot be read: ${certificate.error}.`);
  if (certificate.value.functions.length !== program.functions.length)
    return failure("The certificate is of another program: it speaks of another number of functions.");
  const origins = readOrigins(image.value);
  const lineAt = (pc: number): Position | undefined => {
    const found = origins.ok ? origins.value?.find(pc) : undefined;
    return found?.imported === true ? undefined : found;
  };
  const start = Math.min(image.value.entry, ...certificate.value.functions.map(({ entry }) => entry));
  const assembly = assemblyRows(image.value, start, undefined, lineAt);
  return success({ image: image.value, file, certificate: certificate.value, assembly, passes: () => undefined });
}

async function chosenPasses(
  name: string | undefined,
  ours: SomePasses,
): Promise<Result<{ readonly passes: SomePasses; readonly memory: MemoryOptions }, string>> {
  if (name === undefined) return success({ passes: ours, memory: {} });
  const found = (await compilers()).find((choice) => choice.name === name);
  return found === undefined
    ? failure(`There is no compiler called ${name}. Choose one from the list.`)
    : success(found);
}
