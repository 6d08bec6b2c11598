/**
 * The completion script for bash: one function that looks at the words before the cursor.
 */

import { impossible } from "../../index.ts";
import type { Verb } from "../verb.ts";
import { optionsOf, shellWord, type Takes, takesOf } from "./takes.ts";

/** The script. */
export function bashScript(verbs: readonly Verb[]): string {
  const first = [...verbs.map(({ name }) => name), "--help", "--version"].join(" ");
  return `# bash completion for etalon: source <(etalon completions bash)
_etalon() {
  local word=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} i
  if [[ $word == = ]]; then word=; elif [[ $before == = ]]; then before=\${COMP_WORDS[COMP_CWORD-2]}; fi
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then _etalon_words ${shellWord(first)}; return; fi
  for ((i = 2; i < COMP_CWORD; i++)); do
    if [[ \${COMP_WORDS[i]} == -- ]]; then _etalon_file; return; fi
  done
  case \${COMP_WORDS[1]} in
${verbs.map((verb) => caseOf(verb, verbs)).join("\n")}
  esac
}
_etalon_words() { COMPREPLY=($(compgen -W "$1" -- "$word")); }
_etalon_file() { _etalon_paths -f; }
_etalon_folder() { _etalon_paths -d; }
_etalon_paths() {
  local IFS=$'\\n'
  compopt -o filenames 2>/dev/null
  COMPREPLY=($(compgen "$1" -- "$word"))
}
complete -F _etalon etalon
`;
}

function caseOf(verb: Verb, verbs: readonly Verb[]): string {
  const options = optionsOf(verb);
  const names = options.flatMap(({ name, short }) =>
    short === undefined ? [`--${name}`] : [`--${name}`, `-${short}`],
  );
  const values = options.flatMap(({ name, short, value }) => {
    if (value === undefined) return [];
    const pattern = short === undefined ? `--${name}` : `--${name}|-${short}`;
    return [`        ${pattern}) ${actionOf(takesOf(value, verbs))}; return ;;`];
  });
  const operand = verb.operands[0];
  return [
    `    ${verb.name})`,
    "      case $before in",
    ...values,
    "      esac",
    `      if [[ $word == -* ]]; then _etalon_words ${shellWord(names.join(" "))}; return; fi`,
    ...(operand === undefined ? [] : [`      ${actionOf(takesOf(operand, verbs))}`]),
    "      ;;",
  ].join("\n");
}

function actionOf(takes: Takes): string {
  switch (takes.kind) {
    case "words":
      return `_etalon_words ${shellWord(takes.words.join(" "))}`;
    case "file":
      return "_etalon_file";
    case "folder":
      return "_etalon_folder";
    case "text":
      return ":";
    default:
      return impossible(takes);
  }
}
