/**
 * `etalon explain [CODE]`: what a diagnostic's code means, why it is a mistake, and a wrong and a right program.
 */

import { type Explanation, explanations } from "../../lang/index.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Verb } from "../verb.ts";
import { folded } from "../view/layout.ts";
import { suggestion } from "../view/suggestion.ts";
import type { Output } from "../view/terminal.ts";

/** `etalon explain`. */
export const explainVerb: Verb = {
  name: "explain",
  summary: "say what a diagnostic's code means, with a wrong and a right program",
  operands: ["[CODE]"],
  options: [],
  details: [
    "CODE is what stands in brackets at the end of a message, as in `[unknown-name]`. Without one, all are listed.",
  ],
  examples: ["etalon explain missing-return"],
  run({ terminal, json, arguments: given }) {
    const known: Readonly<Record<string, Explanation>> = explanations;
    const asked = given.operands[0]?.replace(/^\[(.*)\]$/, "$1");
    if (asked === undefined) {
      if (!json) printAll(known, terminal.out);
      return { exit: exitCodes.ok, document: { codes: Object.entries(known).map(documentOf) } };
    }
    if (!Object.hasOwn(known, asked)) {
      const near = suggestion(asked, Object.keys(known));
      const hint = near === undefined ? "`etalon explain` lists them" : `did you mean \`etalon explain ${near}\`?`;
      throw usageError(`no diagnostic has the code ${JSON.stringify(asked)}`, hint);
    }
    const explanation = known[asked]!;
    if (!json) print(asked, explanation, terminal.out);
    return { exit: exitCodes.ok, document: { codes: [documentOf([asked, explanation])] } };
  },
};

function documentOf([code, { what, rules = [], why, wrong, right, beside }]: readonly [string, Explanation]): object {
  return {
    code,
    what,
    rules,
    why,
    wrong: typeof wrong === "string" ? wrong : undefined,
    described: described(wrong),
    right,
    beside,
  };
}

function described(wrong: Explanation["wrong"]): string | undefined {
  return typeof wrong === "string" ? undefined : wrong.description;
}

function printAll(known: Readonly<Record<string, Explanation>>, out: Output): void {
  const width = Math.max(...Object.keys(known).map((code) => code.length));
  for (const [code, { what }] of Object.entries(known)) out.line(`  ${code.padEnd(width)}   ${what}`);
}

function print(code: string, { what, rules, why, wrong, right, beside = {} }: Explanation, out: Output): void {
  out.line(`${out.paint("strong", code)}: ${what}`);
  out.line("");
  for (const line of folded(why, 100)) out.line(line);
  if (rules !== undefined) out.line(`\n${rules.length === 1 ? "Rule" : "Rules"} ${rules.join(", ")} of docs/ell.md.`);
  out.line(`\n${out.paint("bad", "Wrong:")}\n`);
  out.text(typeof wrong === "string" ? indented(wrong) : `  (${wrong.description})\n`);
  out.line(`\n${out.paint("good", "Right:")}\n`);
  out.text(indented(right));
  for (const [path, text] of Object.entries(beside)) {
    out.line(`\n${out.paint("quiet", `Beside it, ${path}:`)}\n`);
    out.text(indented(text));
  }
}

function indented(text: string): string {
  return text.replaceAll(/^(?=.)/gm, "  ").replace(/\n?$/, "\n");
}
