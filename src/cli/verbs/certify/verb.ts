/**
 * `etalon certify FILE`: the certificate alone. Reads three files, asks the checker and prints its answer.
 *
 * This process is what must be trusted, so it loads little: the checker, and the few files of the command that read
 * arguments and files and print (docs/benchmarks.md counts them, and a test holds what is really loaded). Nothing of the
 * compiler, the tests or the machine's engines is among them, and nothing is run. The second checker is loaded when it is asked.
 */

import {
  type CertificateAnswer,
  certify,
  defaultBudgets,
  type Obligation,
  positionsIn,
  type Source,
  timesBudgets,
} from "../../../certify/index.ts";
import { type OptionSpec, quietOption, termsOption } from "../../arguments.ts";
import type { CommandError } from "../../command-error.ts";
import { exitCodes } from "../../exit-codes.ts";
import {
  type CertifiedPaths,
  certifiedOptions,
  certifiedPaths,
  unreadableCertificate,
} from "../../host/certificate-file.ts";
import { refusalReason } from "../../host/certified-source.ts";
import type { Verb } from "../../verb.ts";
import { budgetOf, budgetOption, undecidedText } from "../../view/budget.ts";
import { advisoryEntries } from "../../view/checker.ts";
import { checkedText, memoryText, starvedText } from "../../view/statistics.ts";
import {
  column,
  entriesOf,
  invalidProgram,
  printQuestion,
  type Question,
  questionDocument,
  questionOf,
  type Said,
  type Subject,
  unreadableImage,
} from "./question.ts";

const secondOptions: readonly OptionSpec[] = [
  { name: "second", excludes: ["both", "terms"], help: "ask the second checker instead, which Coq proves right" },
  { name: "both", help: "ask both checkers, which must agree" },
  {
    name: "coq",
    value: "OUT.v",
    excludes: ["terms"],
    help: "ask the second checker, or both, and write what it found as a theorem for Coq",
  },
];

/** `etalon certify`. */
export const certifyVerb: Verb = {
  name: "certify",
  summary: "check a binary's certificate, and nothing else",
  operands: ["FILE"],
  options: [...certifiedOptions, ...secondOptions, budgetOption, termsOption, quietOption],
  details: [
    "Says whether the binary conforms to FILE for every input, as its certificate shows. Nothing is compiled and nothing\n" +
      "is run: the process loads the checker alone, which is all that has to be trusted.",
    "Exits 0 when it is certified, 1 when it is refused, 3 when a file is invalid, 4 when it is undecided, or\n" +
      "starved: its stack or heap is so small that it may stop at once. With --both, one that certifies against one\n" +
      "that refuses is 1, and one that is undecided is 4. The second checker takes a part of Ell (docs/coq.md).",
  ],
  examples: [
    "etalon certify mine.ell",
    "etalon certify mine.ell --image theirs.elf --certificate theirs.cert.json",
    "etalon certify mine.ell --both",
    "etalon certify mine.ell --coq Mine.v",
  ],
  async run({ terminal: { out }, details, json, arguments: given }) {
    const question = questionOf(certifiedPaths("certify", given));
    const budget = budgetOf(given);
    const [both, coq] = [given.flag("both"), given.text("coq")];
    const alone = !both && (given.flag("second") || coq !== undefined);
    const first = alone ? [] : [firstSays(question, budget, json, given.flag("terms"))];
    const said =
      alone || both ? [...first, (await import("./second.ts")).secondSays(question, first[0], budget, coq)] : first;
    const last = said.at(-1)!;
    if (!json) {
      const entry = entriesOf(details, out);
      printQuestion(question, entry);
      for (const { title, head, entries } of said) {
        details.line();
        details.line(`${out.paint("strong", title.padEnd(column))}${head}`);
        for (const [what, text] of entries) entry(what, text);
      }
      for (const [what, text] of advisoryEntries(question.checker)) entry(what, text);
      details.line();
      out.line(`${out.paint("strong", "VERDICT".padEnd(column))}${out.paint(last.role, last.text)}`);
    }
    const document = { ...first[0]?.document, ...last.document, ...questionDocument(question) };
    return { exit: last.exit, document };
  },
};

type Answer = Exclude<CertificateAnswer, { readonly verdict: "invalid" }>;

/** Asks the checker of this package, the first. */
function firstSays(question: Question, budget: number, list: boolean, terms: boolean): Said {
  const { paths, subject, source, image, certificate } = question;
  const answer = certify(source, image, certificate, { list, terms, budgets: timesBudgets(defaultBudgets, budget) });
  if (answer.verdict === "invalid") throw invalid(paths, subject.text, answer);
  const document =
    answer.verdict === "refused"
      ? { ...answer, reason: refusalReason(answer.reason, source, certificate.source) }
      : answer;
  return { ...shown(document, question), title: "CERTIFIED", exit: exitOf(answer), document };
}

function invalid(
  paths: CertifiedPaths,
  source: Source,
  answer: Extract<CertificateAnswer, { readonly verdict: "invalid" }>,
): CommandError {
  if (answer.part === "certificate") return unreadableCertificate(paths.certificate, answer.error);
  if (answer.part === "source") return invalidProgram(source, answer.diagnostics);
  const [first] = answer.errors;
  return unreadableImage(paths.image, first === undefined ? "" : `byte ${first.offset}: ${first.message}`);
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

/** An answer for the report: what it rests on, and the verdict. */
function shown(
  answer: Answer,
  { certificate, checker, subject }: Question,
): Pick<Said, "head" | "entries" | "role" | "text"> {
  switch (answer.verdict) {
    case "certified": {
      const known = checker.advisories.length > 0;
      return {
        head: "these bytes conform to this source, for every input",
        entries: [
          ["  checked", checkedText(answer.statistics)],
          ["  memory", memoryText(certificate)],
        ],
        role: known ? "doubt" : "good",
        text: known
          ? "certified, by a checker with known mistakes (see ADVISORY)"
          : "certified for every input, under the assumptions (`etalon assumptions`)",
      };
    }
    case "refused":
      return {
        head: "nothing: the certificate is REFUSED",
        entries: [
          ["", `${answer.reason}.`],
          ...(answer.obligation === undefined ? [] : obligationEntries(answer.obligation, subject)),
        ],
        role: "bad",
        text: "refused: the certificate does not show that the binary conforms (`etalon check` looks for an input that fails)",
      };
    case "starved":
      return {
        head: "nothing: the image is STARVED",
        entries: [["", `${answer.reason}.`]],
        role: "doubt",
        text: starvedText,
      };
    case "undecided":
      return {
        head: "nothing: undecided",
        entries: [["", `${answer.reason}.`]],
        role: "doubt",
        text: undecidedText(answer.overBudget),
      };
  }
}

function obligationEntries(
  { function: name, from, node, pc, what, source, machine }: Obligation,
  { text, program }: Subject,
): Said["entries"] {
  const find = positionsIn(text);
  const place = (of: number): string => {
    const { line, column: at, file = text.name } = find(program.origins[of]);
    return `${file}:${line}:${at}`;
  };
  const address = (at: number): string => `0x${at.toString(16).padStart(8, "0")}`;
  return [
    ["  function", `${name}, from ${from.phase} ${place(from.node)} at ${address(from.pc)}`],
    ...(node === undefined ? [] : [["  source", place(node)] as const]),
    ...(pc === undefined ? [] : [["  machine", `pc ${address(pc)}`] as const]),
    ["  wanted", what],
    ["  here", `source: ${source ?? ""}`],
    ["", `machine: ${machine ?? ""}`],
  ];
}
