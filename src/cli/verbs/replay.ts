/**
 * `etalon replay TOKEN`: exactly one case of a campaign again, with its explanation when it still fails.
 */

import { describeOutcome, written } from "../../index.ts";
import { parseModule, printModule } from "../../lang/index.ts";
import {
  type Examination,
  explainCase,
  generateCase,
  judgeProgram,
  programOfCase,
  type ReplayTarget,
  readToken,
  shrinkCase,
  spreadOver,
  type TestCase,
  textOfFiles,
} from "../../testing/index.ts";
import { quietOption } from "../arguments.ts";
import { CommandError, usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { besides, isStream, writeBytes } from "../host/files.ts";
import { optimisationOptions, optimisationsGiven } from "../host/optimisation-options.ts";
import type { Verb } from "../verb.ts";
import { explanationDocument, printExplanation } from "../view/explanation.ts";
import { plural } from "../view/facts.ts";

/** `etalon replay`. */
export const replayVerb: Verb = {
  name: "replay",
  summary: "run one case of `etalon test` again",
  operands: ["TOKEN"],
  options: [
    { name: "as-is", help: "do not make a failing case small first" },
    { name: "certify", help: "check its certificate, too" },
    ...optimisationOptions,
    { name: "save", value: "FILE.ell", help: "write the program there, and its input beside it as .in" },
    quietOption,
  ],
  details: [
    "A token names a case: one that was generated, by its seed and number, or one that was made small, by its program\n" +
      "and input, and how much the compiler optimised unless that was as usual. Prints the program and what it does;\n" +
      "when machine and source still differ, the explanation.",
  ],
  examples: ["etalon replay e1gB7lgGQDtcA"],
  run({ terminal, details, json, arguments: given }) {
    const target = readToken(given.operands[0]!);
    if (!target.ok)
      throw usageError(`this is no token: ${target.error}`, "`etalon test` prints tokens of what it finds");
    const { level, passes } = { ...target.value, ...optimisationsGiven(given) };
    const examination: Examination = { certify: given.flag("certify"), level, passes };
    const start = caseOf(target.value);
    const program = programOfCase(start);
    if (!program.ok) throw refused(printModule(start.module), program.error[0]?.message);
    const judgement = judgeProgram(program.value, start, examination);
    const small = judgement.failure === undefined || given.flag("as-is") ? start : shrinkCase(start, examination);
    const test = small ?? start;
    const text =
      test.spread === undefined ? printModule(test.module) : textOfFiles(spreadOver(test.module, test.spread));
    const save = given.text("save");
    if (save !== undefined) {
      writeBytes(save, new TextEncoder().encode(text));
      if (test.input.length > 0 && !isStream(save)) writeBytes(besides(save, ".in"), test.input);
    }
    const explanation = explainCase(test, examination);
    const { verdict } = judgement;
    if (explanation !== undefined) {
      if (!json) printExplanation(explanation, details);
    } else if (!json) {
      details.text(text);
      details.line();
      details.line(`input: ${plural(test.input.length, "byte")} ${hexOf(test.input)}`.trimEnd());
      if ("target" in judgement) {
        const { events, outcome } = judgement.source;
        const output = written(events);
        const wrote = output.length === 0 ? "" : `: ${hexOf(output.subarray(0, 32))}${output.length > 32 ? " …" : ""}`;
        details.line(`source: wrote ${plural(output.length, "byte")}${wrote}; ${describeOutcome(outcome)}`);
        details.line(`machine: ${describeOutcome(judgement.target.outcome)}`);
      }
    }
    if (!json) {
      const good = verdict === "correct" && judgement.failure === undefined;
      const role = good ? "good" : explanation === undefined ? "doubt" : "bad";
      terminal.out.line(
        `verdict: ${terminal.out.paint(role, good ? "no difference" : (judgement.failure?.class ?? verdict))}`,
      );
    }
    const exit =
      explanation !== undefined ? exitCodes.differs : verdict === "correct" ? exitCodes.ok : exitCodes.undecided;
    const { memory } = test;
    const document = {
      verdict,
      certificate: judgement.certificate,
      text,
      input: [...test.input],
      memory,
    };
    return { exit, document: { ...document, explanation: explanation && explanationDocument(explanation) } };
  },
};

function caseOf(target: ReplayTarget): TestCase {
  if (target.kind === "generated") return generateCase(target.seed, target.index, target.options);
  const { text, input, memory, spread } = target;
  const module = parseModule(text);
  if (module.ok) return { module: module.value, input, memory, ...(spread !== undefined && { spread }) };
  throw refused(text, module.error[0]?.message);
}

function refused(text: string, why = "it is not a valid program"): CommandError {
  return new CommandError("program", `the token's program is refused: ${why}`, { hint: text });
}

function hexOf(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
}
