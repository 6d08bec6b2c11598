/**
 * The part of docs/laws.md that lists the laws, made from the table.
 */

import { impossible } from "../../../../../src/core/impossible.ts";
import { theorems } from "../../../../../tools/coq/theorems.ts";
import type { Chapter, Law, Proof } from "./law.ts";

/** How the law was proved, in words. */
function proofInWords(proof: Proof): string {
  switch (proof) {
    case "polynomial":
      return "both sides are one polynomial";
    case "circuit":
      return "both sides are one circuit";
    case "solver":
      return "the solver finds no exception";
    case "induction":
      return "the solver finds no exception for the factors listed; induction for all others";
    case "argument":
      return "by the [argument](#division-by-a-constant) above, and many words are tried";
    case "definition":
      return "it says what is meant";
    default:
      return impossible(proof);
  }
}

/** The values of the parameter in a law that is proved for each of them. */
function parameters({ cases }: Law): string {
  const named = cases.map((instance) => instance.parameters).filter((text) => text !== "");
  if (named.length === 0) return "";
  const name = named[0]!.split(" ")[0]!;
  const values = named.map((text) => Number(text.split(" ")[2]));
  const consecutive = values.every((value, i) => value === values[0]! + i);
  return ` (${name} = ${consecutive ? `${values[0]}, …, ${values.at(-1)}` : values.join(", ")})`;
}

/** How the law was proved, in Coq and otherwise. */
function proved(law: Law): string {
  const theorem = theorems("Laws").find(({ name }) => name === law.name);
  const inCoq = theorem === undefined ? "" : `in Coq (\`coq/${theorem.file}.v\`); `;
  return `*Proved:* ${inCoq}${proofInWords(law.proof)}${parameters(law)}.`;
}

function section(law: Law): string {
  const condition = law.condition === undefined ? "" : `, when ${law.condition}`;
  return [`### ${law.name}`, `\`${law.statement}\`${condition}.`, law.why, proved(law)].join("\n\n");
}

/** The chapters as Markdown. */
export function page(chapters: readonly Chapter[]): string {
  return `${chapters.map(({ title, laws }) => [`## ${title}`, ...laws.map(section)].join("\n\n")).join("\n\n")}\n`;
}
