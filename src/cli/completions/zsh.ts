/**
 * The completion script for zsh: `_arguments` of zsh's own completion system, told what each verb takes.
 */

import { impossible } from "../../index.ts";
import type { OptionSpec } from "../arguments.ts";
import type { Verb } from "../verb.ts";
import { optionsOf, shellWord, type Takes, takesOf } from "./takes.ts";

/** The script. */
export function zshScript(verbs: readonly Verb[]): string {
  const list = verbs.map(({ name, summary }) => `    ${shellWord(`${name}:${summary}`)}`);
  return `#compdef etalon
# zsh completion for etalon: source <(etalon completions zsh), or put it as _etalon into a folder of $fpath
_etalon() {
  local -a verbs
  verbs=(
${list.join("\n")}
  )
  if (( CURRENT == 2 )); then
    _describe -t verbs verb verbs -- && return
    _arguments '--help[show what there is]' '--version[print the version]'
    return
  fi
  local verb=$words[2]
  shift words
  (( CURRENT-- ))
  case $verb in
${verbs.map((verb) => caseOf(verb, verbs)).join("\n")}
  esac
}
if [[ $funcstack[1] == _etalon ]]; then _etalon "$@"; else compdef _etalon etalon; fi
`;
}

function caseOf(verb: Verb, verbs: readonly Verb[]): string {
  const specs = optionsOf(verb).map((option) => optionSpec(option, verbs));
  const operand = verb.operands[0];
  const many = operand?.includes("…") === true ? "*" : "1";
  if (operand !== undefined) specs.push(shellWord(`${many}:${escaped(operand)}:${actionOf(takesOf(operand, verbs))}`));
  if (verb.rest === true) specs.push(shellWord("*:argument:_files"));
  return [`    ${verb.name})`, `      _arguments -s ${specs.join(" \\\n        ")}`, "      ;;"].join("\n");
}

function optionSpec({ name, short, value, repeatable, help }: OptionSpec, verbs: readonly Verb[]): string {
  const argument = value === undefined ? "" : `:${escaped(value)}:${actionOf(takesOf(value, verbs))}`;
  const after = `[${escaped(help)}]${argument}`;
  const star = repeatable === true ? "*" : "";
  const equals = value === undefined ? "" : "=";
  const plus = value === undefined ? "" : "+";
  const long = shellWord(`${star}--${name}${equals}${after}`);
  if (short === undefined) return long;
  // Either spelling rules out both.
  const both = `(-${short} --${name})`;
  return `${shellWord(`${both}-${short}${plus}${after}`)} ${shellWord(`${both}--${name}${equals}${after}`)}`;
}

/** Brackets and colons end the parts of a specification. */
function escaped(text: string): string {
  return text.replaceAll(/[[\]:\\]/g, "\\$&");
}

function actionOf(takes: Takes): string {
  switch (takes.kind) {
    case "words":
      return `(${takes.words.join(" ")})`;
    case "file":
      return "_files";
    case "folder":
      return "_files -/";
    case "text":
      return " ";
    default:
      return impossible(takes);
  }
}
