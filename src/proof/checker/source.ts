/**
 * From the bytes of a program's files to the program, and to the bundle that a certificate must be for.
 *
 * The files are values: nothing is read here. Which file an import means is decided by its text and by the paths that were
 * given, so the bundle decides the program: equal digests, equal programs.
 */

import type { Diagnostic } from "../../core/diagnostic.ts";
import { failure, type Result, success } from "../../core/result.ts";
import { checkFiles } from "../../lang/check/check.ts";
import { filesOf, type Loader } from "../../lang/files/closure.ts";
import { isEntryName } from "../../lang/files/paths.ts";
import type { Program } from "../../lang/program/program.ts";
import { decodeSource } from "../../lang/syntax/decode.ts";
import { parseModule } from "../../lang/syntax/parser.ts";
import {
  type Bundle,
  bundleDigest,
  bundleOf,
  bundleText,
  filesOfSource,
  type SourceBytes,
} from "../certificate/bundle.ts";
import type { Certificate } from "../certificate/document.ts";
import { hashOf } from "../certificate/hash.ts";
import { treeOf } from "./library-trees.ts";

/** A program with the bundle that it was read from. */
interface ReadSource {
  readonly program: Program;
  readonly bundle: Bundle;
}

/** The program of these files, or the mistakes in it; a text when they are not exactly the files of one program. */
export function readSource(source: SourceBytes): Result<ReadSource, readonly Diagnostic[] | string> {
  const { entry, files } = filesOfSource(source);
  // Copies: what the caller has may say another thing each time, or be written by another thread.
  const given = [...files].map(([path, bytes]) => [path, new Uint8Array(bytes)] as const);
  const bytesOf = new Map(given);
  const main = bytesOf.get(entry);
  if (main === undefined || !isEntryName(entry))
    return failure(`there is no main file called ${JSON.stringify(entry)}`);
  if (bytesOf.size < given.length) return failure("a file was given twice");
  const text = decodeSource(main);
  if (!text.ok) return text;
  const module = parseModule(text.value);
  if (!module.ok) return module;
  const load: Loader = (path) => {
    const bytes = bytesOf.get(path);
    if (bytes === undefined) return failure({ message: "is not among the files" });
    const decoded = decodeSource(bytes);
    return decoded.ok ? decoded : failure({ message: `cannot be read: ${decoded.error[0]!.message}` });
  };
  const read = filesOf({ text: text.value, module: module.value }, treeOf, load, entry);
  if (!read.ok) return read;
  const used = new Set(read.value.map(({ path }) => path));
  const unused = given.find(([path]) => !used.has(path));
  if (unused !== undefined) return failure(`the program does not import the file ${JSON.stringify(unused[0])}`);
  const program = checkFiles(read.value);
  return program.ok ? success({ program: program.value, bundle: bundleOf({ entry, files: given }) }) : program;
}

/** That a certificate is for another source or another image than these, in words; undefined when it is for these. */
export function forOthers(
  { source, image }: Pick<Certificate, "source" | "image">,
  bundle: Bundle,
  file: Uint8Array,
): string | undefined {
  const difference = bundleDifference(source, bundle);
  if (difference !== undefined) return `the certificate is for another source: ${difference}`;
  if (source.sha256 !== bundleDigest(bundle))
    return "the certificate is for another source: its digest is not that of its files";
  return image.sha256 === hashOf(file).sha256 ? undefined : "the certificate is for another image: its hash differs";
}

/** How the bundle that a certificate is for differs from the one at hand; undefined when it does not. */
function bundleDifference(certified: Bundle, given: Bundle): string | undefined {
  if (bundleText(certified) === bundleText(given)) return undefined;
  if (certified.entry !== given.entry)
    return `its main file is called ${JSON.stringify(certified.entry)} there, and ${JSON.stringify(given.entry)} here`;
  const there = new Map(certified.files.map((file) => [file.path, file]));
  const here = new Set(given.files.map(({ path }) => path));
  for (const { path, sha256, bytes } of given.files) {
    const other = there.get(path);
    if (other === undefined) return `it has no file ${JSON.stringify(path)}`;
    if (other.sha256 !== sha256 || other.bytes !== bytes) return `its file ${JSON.stringify(path)} has other bytes`;
  }
  const missing = certified.files.find(({ path }) => !here.has(path));
  return missing === undefined
    ? "its files are listed in another order, or twice"
    : `it has a file ${JSON.stringify(missing.path)}, too`;
}
