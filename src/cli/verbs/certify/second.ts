/**
 * `etalon certify` with `--second`, `--both` and `--coq`: asks the second checker, holds its answer against that of the first, and writes the theorem
 * for Coq. Loaded only when one of these is given.
 */

import { existsSync } from "node:fs";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { beginLongChecks } from "../../../host/index.ts";
import { impossible } from "../../../index.ts";
import { certifySecond, type NotTaken, type SecondAnswer } from "../../../second/index.ts";
import { usageError } from "../../command-error.ts";
import { exitCodes } from "../../exit-codes.ts";
import { unreadableCertificate } from "../../host/certificate-file.ts";
import { readBytes, writeBytes } from "../../host/files.ts";
import { inputText, sha256 } from "../../view/facts.ts";
import { bytesDocument } from "../../view/program-end.ts";
import { starvedText } from "../../view/statistics.ts";
import { invalidProgram, type Question, type Said, unreadableImage } from "./question.ts";

type Answer = Exclude<SecondAnswer, { readonly verdict: "invalid" }>;
type Shown = Pick<Said, "role" | "text" | "exit"> & { readonly verdict: string };

/** The sources of Coq in this package; Coq's compiled files are beside them, where somebody compiled them. */
const library = fileURLToPath(new URL("../../../../coq/", import.meta.url));

/** Asks the second checker. `first` is what the first one said, where both have to agree; `coq` is a file for a theorem. */
export function secondSays(question: Question, first: Said | undefined, budget: number, coq: string | undefined): Said {
  if (coq !== undefined && !/^[A-Za-z_]\w*\.v$/u.test(basename(coq)))
    throw usageError(
      `--coq takes a file for Coq, such as Proof.v, but got ${JSON.stringify(coq)}`,
      "Coq takes letters, digits and _ in its name, and .v behind it",
    );
  const answer = answerTo(question, budget, coq === undefined ? undefined : basename(question.paths.file));
  const shown = first === undefined ? alone(answer) : together(first, answer);
  const theorem = answer.verdict === "certified" && shown.verdict === "certified" ? answer.theorem : undefined;
  if (coq !== undefined && theorem !== undefined) writeBytes(coq, new TextEncoder().encode(theorem));
  const digest = sha256(readBytes(`${library}extracted/semantics.js`));
  const input = answer.verdict === "refused" ? answer.input : undefined;
  return {
    title: "SECOND",
    head: headOf(answer),
    entries: [
      ...(answer.verdict === "certified" ? [] : [["", `${answer.reason}.`] as const]),
      // The verdict of both has no room for it, and a difference on a path need not be one of any run.
      ...(first !== undefined && answer.verdict === "undecided"
        ? [["", `${whyUndecided(answer.notTaken)}.`] as const]
        : []),
      ...(input === undefined ? [] : [["  input", inputText(input)] as const]),
      ["  extracted", `from Coq, sha256 ${digest}`],
      ...(coq === undefined ? [] : coqEntries(coq, theorem !== undefined)),
    ],
    role: shown.role,
    text: shown.text,
    exit: shown.exit,
    document: {
      verdict: shown.verdict,
      ...(first === undefined && answer.verdict !== "certified" ? { reason: answer.reason } : {}),
      checkers: {
        ...(first === undefined ? {} : { first: { verdict: first.document.verdict } }),
        second: { ...answerDocument(answer), sha256: digest },
      },
      ...(coq === undefined ? {} : { coq: theorem === undefined ? null : { file: coq, library } }),
    } as Said["document"],
  };
}

function answerTo({ paths, subject, source, image, certificate }: Question, times: number, theorem?: string): Answer {
  const endLongChecks = beginLongChecks();
  const answer = certifySecond(source, image, certificate, { times, ...(theorem === undefined ? {} : { theorem }) });
  endLongChecks();
  if (answer.verdict !== "invalid") return answer;
  if (answer.part === "source") throw invalidProgram(subject.text, answer.diagnostics);
  if (answer.part === "certificate") throw unreadableCertificate(paths.certificate, answer.error);
  throw unreadableImage(paths.image, answer.error);
}

/** The answer as data; a theorem has a file of its own. */
function answerDocument(answer: Answer): object {
  switch (answer.verdict) {
    case "certified":
      return { verdict: answer.verdict, mayExhaust: answer.mayExhaust };
    case "refused":
      return { ...answer, input: answer.input && bytesDocument(answer.input) };
    case "starved":
    case "undecided":
      return answer;
  }
}

function headOf(answer: Answer): string {
  switch (answer.verdict) {
    case "certified":
      return `these bytes conform to this source, for every input, and ${answer.mayExhaust ? "give up only where the program needs more stack or heap than there is" : "never give up"}`;
    case "refused":
      return "nothing: REFUSED";
    case "starved":
      return "nothing: STARVED";
    case "undecided":
      return "nothing: undecided";
  }
}

/** The verdict of the second checker alone. */
function alone(answer: Answer): Shown {
  switch (answer.verdict) {
    case "certified":
      return {
        verdict: "certified",
        role: "good",
        text: `certified for every input by the second checker, under the assumptions (\`etalon assumptions\`)${
          answer.mayExhaust ? "; stack or heap may not be enough for the program" : ""
        }`,
        exit: exitCodes.ok,
      };
    case "refused":
      return {
        verdict: "refused",
        role: "bad",
        text:
          answer.input === undefined
            ? `refused: ${answer.reason}`
            : "refused: the second checker has an input on which the binary does what the program does not",
        exit: exitCodes.differs,
      };
    case "starved":
      return { verdict: "starved", role: "doubt", text: starvedText, exit: exitCodes.undecided };
    case "undecided":
      return {
        verdict: "undecided",
        role: "doubt",
        text: `undecided: ${whyUndecided(answer.notTaken)}`,
        exit: exitCodes.undecided,
      };
  }
}

function whyUndecided(notTaken: NotTaken): string {
  switch (notTaken) {
    case "budget":
      return "the second checker is over budget; try `--budget 10`";
    case "difference":
      return "the second checker finds a difference, and no input that shows it (`etalon check` looks for one)";
    case "arrays":
    case "cut points":
    case "defect":
      return "the second checker does not take such programs yet (docs/coq.md)";
    default:
      return impossible(notTaken);
  }
}

/** The verdict of both. Where one does not decide, they do not agree on anything; where they contradict each other, one of them is wrong, or the certificate. */
function together({ role, document: { verdict: first } }: Said, { verdict: second }: Answer): Shown {
  const says = `the first checker says ${first}, the second says ${second}`;
  if (![first, second].every((one) => one === "certified" || one === "refused"))
    return { verdict: "undecided", role: "doubt", text: `undecided: ${says}`, exit: exitCodes.undecided };
  if (first !== second)
    return {
      verdict: "contradicted",
      role: "bad",
      text: `contradicted: ${says}; please report it (SECURITY.md)`,
      exit: exitCodes.differs,
    };
  if (first === "refused")
    return { verdict: "refused", role: "bad", text: "refused by both checkers", exit: exitCodes.differs };
  return {
    verdict: "certified",
    role,
    text:
      role === "good"
        ? "certified for every input by both checkers, under the assumptions (`etalon assumptions`)"
        : "certified by both checkers, of which the first has known mistakes (see ADVISORY)",
    exit: exitCodes.ok,
  };
}

/** What to do with the theorem, or that there is none. */
function coqEntries(file: string, written: boolean): Said["entries"] {
  if (!written) return [["  coq", `${file} was not written: there is nothing to prove`]];
  const compiled = existsSync(`${library}CutSearch.vo`);
  return [
    ["  coq", `\`coqc -Q ${library} Etalon ${file}\` has Coq's kernel prove it`],
    ...(compiled ? [] : [["", "after the sources in that folder are compiled (docs/coq.md says how)"] as const]),
  ];
}
