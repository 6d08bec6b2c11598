/**
 * `etalon assumptions`: what no argument of ours can remove, and what breaks without it.
 */

import { type Assumption, assumptions, type Demonstration, demonstrate } from "../../proof/index.ts";
import { demonstrateSigned } from "../../trust/index.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import type { Verb } from "../verb.ts";
import { indented } from "../view/layout.ts";
import { suggestion } from "../view/suggestion.ts";
import type { Output } from "../view/terminal.ts";

/** `etalon assumptions`. */
export const assumptionsVerb: Verb = {
  name: "assumptions",
  summary: "list what is assumed, and show what breaks without it",
  operands: [],
  options: [{ name: "demonstrate", value: "ID", help: "run the demonstration of one assumption, or of `all`" }],
  details: ["A demonstration is run, not told: it compiles a program, changes one thing, and shows both behaviours."],
  examples: ["etalon assumptions", "etalon assumptions --demonstrate checker"],
  async run({ terminal, json, arguments: given }) {
    const wanted = given.text("demonstrate");
    const list = assumptions();
    const chosen = wanted === undefined || wanted === "all" ? list : list.filter(({ id }) => id === wanted);
    if (chosen.length === 0) throw unknown(wanted ?? "", list);
    const shown: (Assumption & { readonly demonstrated?: Demonstration })[] = [];
    for (const assumption of chosen)
      shown.push(
        wanted === undefined ? assumption : { ...assumption, demonstrated: await demonstrated(assumption.id) },
      );
    if (!json) for (const { demonstrated: runs, ...assumption } of shown) print(assumption, runs, terminal.out);
    if (!json && wanted === undefined) {
      terminal.out.line(
        `${list.length} assumptions. \`etalon assumptions --demonstrate ID\` shows what breaks without one.`,
      );
    }
    return { exit: exitCodes.ok, document: { assumptions: shown } };
  },
};

async function demonstrated(id: Assumption["id"]): Promise<Demonstration> {
  return id === "keys" || id === "clock" ? await demonstrateSigned(id) : demonstrate(id);
}

function unknown(wanted: string, list: readonly Assumption[]): Error {
  const ids = list.map(({ id }) => id);
  const near = suggestion(wanted, ids);
  return usageError(
    `there is no assumption ${JSON.stringify(wanted)}`,
    near ? `did you mean ${near}?` : `there are: ${ids.join(", ")}`,
  );
}

function print(assumption: Assumption, demonstrated: Demonstration | undefined, out: Output): void {
  const { id, needs, statement, reason, without, support, demonstration, attacks } = assumption;
  const entry = (title: string, text: string): void => out.line(indented(title, text, 14, out.width));
  out.line(`${out.paint("strong", id)}: ${statement}`);
  if (demonstrated === undefined) {
    if (needs !== "always")
      entry("  assumed", needs === "signatures" ? "where signatures count" : "where releases are followed");
    entry("  why assumed", reason);
    entry("  without it", without);
    entry("  support", support);
    entry("  shown by", demonstration);
    if (attacks.length > 0) entry("  attacks", attacks.map((name) => `\`etalon attack ${name}\``).join(", "));
    out.line();
    return;
  }
  entry("  without it", without);
  entry("  shown here", `it ${demonstration}`);
  out.line();
  for (const line of demonstrated.program.trimEnd().split("\n")) out.line(`    | ${line}`.trimEnd());
  out.line();
  for (const { what, output, end } of demonstrated.runs) {
    out.line(`    ${what}`);
    out.line(`      wrote ${out.paint("strong", JSON.stringify(output))}, ${end}`);
  }
  out.line();
  entry("  the check", `of the first two: ${demonstrated.check}`);
  entry("  so", demonstrated.conclusion);
  out.line();
}
