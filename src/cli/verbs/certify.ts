/**
 * `etalon certify FILE`: the certificate alone. Reads three files, asks the checker and prints its answer.
 *
 * This process is what must be trusted, so it loads little: the checker, and the few files of the command that read
 * arguments and files and print (docs/benchmarks.md counts them, and a test holds what is really loaded). Nothing of the
 * compiler, the tests or the machine's engines is among them, and nothing is run.
 */

import {
  bundleDigest,
  bundleOf,
  type Certificate,
  type CertificateAnswer,
  certify,
  type Diagnostic,
  decodeSource,
  defaultBudgets,
  type Obligation,
  type Program,
  parseProgram,
  positionsIn,
  type Source,
  type SourceFiles,
  semantics,
  timesBudgets,
} from "../../certify/index.ts";
import { quietOption, termsOption } from "../arguments.ts";
import { CommandError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import {
  type CertifiedPaths,
  certificateIn,
  certifiedOptions,
  certifiedPaths,
  unreadableCertificate,
} from "../host/certificate-file.ts";
import { refusalReason, sourceFor } from "../host/certified-source.ts";
import { type CheckerAtHand, checkerAtHand } from "../host/checker.ts";
import { readBytes } from "../host/files.ts";
import { type ProgramFiles, programFiles } from "../host/program-files.ts";
import type { Verb } from "../verb.ts";
import { budgetOf, budgetOption, undecidedText } from "../view/budget.ts";
import { bundleDocument, semanticsText } from "../view/bundle.ts";
import { advisoryEntries, checkerDocument } from "../view/checker.ts";
import { sha256 } from "../view/facts.ts";
import { indented } from "../view/layout.ts";
import { checkedText, memoryText, starvedText } from "../view/statistics.ts";
import type { Output, Role } from "../view/terminal.ts";

/** `etalon certify`. */
export const certifyVerb: Verb = {
  name: "certify",
  summary: "check a binary's certificate, and nothing else",
  operands: ["FILE"],
  options: [...certifiedOptions, budgetOption, termsOption, quietOption],
  details: [
    "Says whether the binary conforms to FILE for every input, as its certificate shows. Nothing is compiled and nothing\n" +
      "is run: the process loads the checker alone, which is all that has to be trusted.",
    "Exits 0 when it is certified, 1 when it is refused, 3 when a file is invalid, 4 when it is undecided, or\n" +
      "starved: its stack or heap is so small that it may stop at once.",
  ],
  examples: ["etalon certify mine.ell", "etalon certify mine.ell --image theirs.elf --certificate theirs.cert.json"],
  run({ terminal, details, json, arguments: given }) {
    const decided = decide(certifiedPaths("certify", given), budgetOf(given), json, given.flag("terms"));
    if (!json) print(decided, terminal.out, details);
    return { exit: exitOf(decided.answer), document: documentOf(decided) };
  },
};

interface Decided {
  readonly paths: CertifiedPaths;
  /** The program, with its files and their texts. */
  readonly subject: Subject;
  readonly source: SourceFiles;
  readonly image: Uint8Array;
  readonly written: Uint8Array;
  readonly certificate: Certificate;
  readonly answer: Answer;
  readonly checker: CheckerAtHand;
}

/** A program as it was read to find its files; the checker reads it again, from their bytes. */
interface Subject {
  readonly text: Source;
  readonly program: Program;
  readonly disk: ProgramFiles;
}

type Answer = Exclude<CertificateAnswer, { readonly verdict: "invalid" }>;

function decide(paths: CertifiedPaths, budget: number, list: boolean, terms: boolean): Decided {
  const main = readBytes(paths.file);
  const image = readBytes(paths.image);
  const written = readBytes(paths.certificate);
  const certificate = certificateIn(paths.certificate, written);
  const subject = subjectOf(paths.file, main);
  const { entry, bytes } = subject.disk;
  const source = sourceFor(entry, bytes, certificate.source);
  const answer = certify(source, image, certificate, { list, terms, budgets: timesBudgets(defaultBudgets, budget) });
  if (answer.verdict === "invalid") throw invalid(paths, subject.text, answer);
  const said =
    answer.verdict === "refused"
      ? { ...answer, reason: refusalReason(answer.reason, source, certificate.source) }
      : answer;
  return { paths, subject, source, image, written, certificate, answer: said, checker: checkerAtHand() };
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

function invalidProgram(source: Source, list: readonly Diagnostic[]): CommandError {
  return new CommandError("program", `${source.name} is not a valid Ell program`, { diagnostics: { source, list } });
}

function invalid(
  paths: CertifiedPaths,
  source: Source,
  answer: Extract<CertificateAnswer, { readonly verdict: "invalid" }>,
): CommandError {
  if (answer.part === "certificate") return unreadableCertificate(paths.certificate, answer.error);
  if (answer.part === "source") return invalidProgram(source, answer.diagnostics);
  const [first] = answer.errors;
  const where = first === undefined ? "" : `byte ${first.offset}: ${first.message}`;
  return new CommandError("image", `${paths.image} is not an executable that the checker reads: ${where}`);
}

function exitOf({ verdict }: Answer): number {
  switch (verdict) {
    case "certified":
      return exitCodes.ok;
    case "refused":
      return exitCodes.differs;
    case "undecided":
    case "starved":
      return exitCodes.undecided;
  }
}

function documentOf(decided: Decided): Record<string, unknown> {
  const { paths, subject, source, image, written, certificate, answer, checker } = decided;
  const facts = (path: string, bytes: Uint8Array): object => ({
    file: path,
    sha256: sha256(bytes),
    bytes: bytes.length,
  });
  return {
    ...answer,
    source: { ...facts(paths.file, subject.disk.bytes.get(subject.disk.entry)!), bundle: bundleDocument(source) },
    image: facts(paths.image, image),
    certificate: facts(paths.certificate, written),
    layout: certificate.layout,
    semantics,
    checker: checkerDocument(checker),
  };
}

const column = 12;

/** The verdict to `out`, and what it rests on to `details`. */
function print(decided: Decided, out: Output, details: Output): void {
  const { paths, subject, source, image, written, certificate, answer, checker } = decided;
  const entry = (title: string, text: string): void => details.line(indented(title, text, column, out.width));
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
  details.line();

  const head = (text: string): void => details.line(`${out.paint("strong", "CERTIFIED")}   ${text}`);
  const verdict = (role: Role, text: string): void => {
    for (const [title, said] of advisoryEntries(checker)) entry(title, said);
    details.line();
    out.line(`${out.paint("strong", "VERDICT")}     ${out.paint(role, text)}`);
  };
  switch (answer.verdict) {
    case "certified":
      head("these bytes conform to this source, for every input");
      entry("  checked", checkedText(answer.statistics));
      entry("  memory", memoryText(certificate));
      if (checker.advisories.length > 0) verdict("doubt", "certified, by a checker with known mistakes (see ADVISORY)");
      else verdict("good", "certified for every input, under the assumptions (`etalon assumptions`)");
      return;
    case "refused":
      head("nothing: the certificate is REFUSED");
      entry("", `${answer.reason}.`);
      if (answer.obligation !== undefined) printObligation(answer.obligation, subject, entry);
      verdict(
        "bad",
        "refused: the certificate does not show that the binary conforms (`etalon check` looks for an input that fails)",
      );
      return;
    case "starved":
      head("nothing: the image is STARVED");
      entry("", `${answer.reason}.`);
      verdict("doubt", starvedText);
      return;
    case "undecided":
      head("nothing: undecided");
      entry("", `${answer.reason}.`);
      verdict("doubt", undecidedText(answer.overBudget));
      return;
  }
}

function printObligation(
  { function: name, from, node, pc, what, source, machine }: Obligation,
  { text, program }: Subject,
  entry: (title: string, text: string) => void,
): void {
  const find = positionsIn(text);
  const place = (of: number): string => {
    const { line, column: at, file = text.name } = find(program.origins[of]);
    return `${file}:${line}:${at}`;
  };
  const address = (at: number): string => `0x${at.toString(16).padStart(8, "0")}`;
  entry("  function", `${name}, from ${from.phase} ${place(from.node)} at ${address(from.pc)}`);
  if (node !== undefined) entry("  source", place(node));
  if (pc !== undefined) entry("  machine", `pc ${address(pc)}`);
  entry("  wanted", what);
  entry("  here", `source: ${source ?? ""}`);
  entry("", `machine: ${machine ?? ""}`);
}
