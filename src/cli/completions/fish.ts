/**
 * The completion script for fish: one `complete` for each word that may come next.
 */

import { impossible } from "../../index.ts";
import type { Verb } from "../verb.ts";
import { optionsOf, type Takes, takesOf } from "./takes.ts";

/** The script. */
export function fishScript(verbs: readonly Verb[]): string {
  const first = "not __fish_seen_subcommand_from $__etalon_verbs";
  return [
    "# fish completion for etalon: etalon completions fish | source",
    `set -g __etalon_verbs ${verbs.map(({ name }) => name).join(" ")}`,
    "complete -c etalon -f",
    `complete -c etalon -n ${word(first)} -l help -s h -d 'show what there is'`,
    `complete -c etalon -n ${word(first)} -l version -s V -d 'print the version'`,
    ...verbs.map(({ name, summary }) => `complete -c etalon -n ${word(first)} -a ${name} -d ${word(summary)}`),
    ...verbs.flatMap((verb) => linesOf(verb, verbs)),
    "",
  ].join("\n");
}

function linesOf(verb: Verb, verbs: readonly Verb[]): string[] {
  // The verb is the first word: `help check` is not about `check`.
  const here = `complete -c etalon -n ${word(`test (count (commandline -opc)) -ge 2; and test (commandline -opc)[2] = ${verb.name}`)}`;
  const options = optionsOf(verb).map(({ name, short, value, help }) => {
    const letter = short === undefined ? "" : ` -s ${short}`;
    const values = value === undefined ? "" : ` -r ${actionOf(takesOf(value, verbs))}`;
    return `${here} -l ${name}${letter}${values} -d ${word(help)}`;
  });
  const operand = verb.operands[0];
  const operands = operand === undefined ? [] : [`${here} ${actionOf(takesOf(operand, verbs))}`];
  return [...options, ...operands, ...(verb.rest === true ? [`${here} -F`] : [])];
}

function actionOf(takes: Takes): string {
  switch (takes.kind) {
    case "words":
      return `-f -a ${word(takes.words.join(" "))}`;
    case "file":
      return "-F";
    case "folder":
      return "-f -a '(__fish_complete_directories)'";
    case "text":
      return "-f";
    default:
      return impossible(takes);
  }
}

/** A text as one word of fish, where only these two mean something between single quotes. */
function word(text: string): string {
  return `'${text.replaceAll(/[\\']/g, "\\$&")}'`;
}
