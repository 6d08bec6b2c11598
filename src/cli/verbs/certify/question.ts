/**
 * What `etalon certify` is asked, the files, read once: both checkers get the same bytes. And what a checker's answer is for the report.
 */

import {
  bundleDigest,
  bundleOf,
  type Certificate,
  type Diagnostic,
  decodeSource,
  type Program,
  parseProgram,
  type Source,
  type SourceFiles,
  semantics,
} from "../../../certify/index.ts";
import { CommandError } from "../../command-error.ts";
import { type CertifiedPaths, certificateIn } from "../../host/certificate-file.ts";
import { sourceFor } from "../../host/certified-source.ts";
import { type CheckerAtHand, checkerAtHand } from "../../host/checker.ts";
import { readBytes } from "../../host/files.ts";
import { type ProgramFiles, programFiles } from "../../host/program-files.ts";
import { bundleDocument, semanticsText } from "../../view/bundle.ts";
import { checkerDocument } from "../../view/checker.ts";
import { sha256 } from "../../view/facts.ts";
import { indented } from "../../view/layout.ts";
import type { Output, Role } from "../../view/terminal.ts";

/** The files, and which checker reads them. */
export interface Question {
  readonly paths: CertifiedPaths;
  /** The program, with its files and their texts. */
  readonly subject: Subject;
  readonly source: SourceFiles;
  readonly image: Uint8Array;
  readonly written: Uint8Array;
  readonly certificate: Certificate;
  readonly checker: CheckerAtHand;
}

/** A program as it was read to find its files; the checkers read it again, from their bytes. */
export interface Subject {
  readonly text: Source;
  readonly program: Program;
  readonly disk: ProgramFiles;
}

/** Reads the files. */
export function questionOf(paths: CertifiedPaths): Question {
  const main = readBytes(paths.file);
  const image = readBytes(paths.image);
  const written = readBytes(paths.certificate);
  const certificate = certificateIn(paths.certificate, written);
  const subject = subjectOf(paths.file, main);
  const { entry, bytes } = subject.disk;
  const source = sourceFor(entry, bytes, certificate.source);
  return { paths, subject, source, image, written, certificate, checker: checkerAtHand() };
}

/** Find the files of the program. */
function subjectOf(path: string, main: Uint8Array): Subject {
  const disk = programFiles(path, main);
  const decoded = decodeSource(main);
  const program = decoded.ok ? parseProgram(decoded.value, disk.load, disk.entry) : decoded;
  const name = path === "-" ? "<stdin>" : path;
  const text = { name, text: new TextDecoder().decode(main), imported: disk.texts };
  if (!program.ok) throw invalidProgram(text, program.error);
  return { text, program: program.value, disk };
}

/** What is said of a program with mistakes. */
export function invalidProgram(source: Source, list: readonly Diagnostic[]): CommandError {
  return new CommandError("program", `${source.name} is not a valid Ell program`, { diagnostics: { source, list } });
}

/** What is said of an image that is none. */
export function unreadableImage(path: string, why: string): CommandError {
  return new CommandError("image", `${path} is not an executable that the checker reads: ${why}`);
}

/** What was asked, for the document. */
export function questionDocument({
  paths,
  subject,
  source,
  image,
  written,
  certificate,
  checker,
}: Question): Record<string, unknown> {
  const facts = (path: string, bytes: Uint8Array): object => ({
    file: path,
    sha256: sha256(bytes),
    bytes: bytes.length,
  });
  return {
    source: { ...facts(paths.file, subject.disk.bytes.get(subject.disk.entry)!), bundle: bundleDocument(source) },
    image: facts(paths.image, image),
    certificate: facts(paths.certificate, written),
    layout: certificate.layout,
    semantics,
    checker: checkerDocument(checker),
  };
}

/** Where the text of an entry begins. */
export const column = 12;

/** What a checker said, for the report and for the document. */
export interface Said {
  /** The word before its head: `CERTIFIED`. */
  readonly title: string;
  readonly head: string;
  /** What it rests on: titles, and a text for each. */
  readonly entries: readonly (readonly [title: string, text: string])[];
  /** The verdict in words, and how it is painted. */
  readonly role: Role;
  readonly text: string;
  readonly exit: number;
  readonly document: { readonly verdict: string };
}

/** Prints a title and a text beside it. */
export type Entry = (title: string, text: string) => void;

/** Entries of a report to `details`, as wide as `out`. */
export function entriesOf(details: Output, out: Output): Entry {
  return (title, text) => details.line(indented(title, text, column, out.width));
}

/** What was asked, for the report. */
export function printQuestion({ paths, subject, source, image, written, checker }: Question, entry: Entry): void {
  const file = (title: string, path: string, bytes: Uint8Array): void =>
    entry(title, `${path}, ${bytes.length.toLocaleString("en")} bytes, sha256 ${sha256(bytes)}`);
  for (const [path, bytes] of subject.disk.bytes)
    if (path === subject.disk.entry) file("source", paths.file, bytes);
    else file("", path, bytes);
  entry("  bundle", `sha256 ${bundleDigest(bundleOf(source))}`);
  file("image", paths.image, image);
  file("certificate", paths.certificate, written);
  entry("checker", `etalon ${checker.version}, digest ${checker.digest}`);
  entry("semantics", semanticsText);
}
