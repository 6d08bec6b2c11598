/** What a hover shows: the type, what the name means with the comment above its definition, and the rules. */

import { type Hover, MarkupKind, type Position } from "vscode-languageserver";
import { impossible } from "../../../index.ts";
import { type Definition, factsAt, type ProgramFile } from "../../../lang/index.ts";
import { ellRules } from "../../../rules/index.ts";
import { rangeOf } from "./diagnostics.ts";
import type { Workspace } from "./workspace.ts";

/** What is known of a place. */
export function hoverAt(workspace: Workspace, uri: string, position: Position): Hover | null {
  const [program] = workspace.programsWith(uri);
  if (program === undefined) return null;
  const document = program.document(program.path);
  const facts = factsAt(program.files, program.path, document.offsetAt(position));
  if (facts === undefined) return null;
  const { definition, type, span, staticRule } = facts;
  const rule = ellRules.find(({ name }) => name === facts.rule);
  const lines: string[] = [];
  if (definition !== undefined) lines.push(fenced(declaration(definition)), ...commentOf(definition, program.files));
  else if (type !== undefined) lines.push(fenced(type));
  if (staticRule !== undefined) lines.push(`Rule **${staticRule}** of docs/ell.md.`);
  if (rule !== undefined)
    lines.push(`Executed from rule **${rule.number} ${rule.name}** on:`, fenced(rule.lines.join("\n"), "text"));
  return lines.length === 0
    ? null
    : { contents: { kind: MarkupKind.Markdown, value: lines.join("\n\n") }, range: rangeOf(document, span) };
}

function fenced(text: string, language = "ell"): string {
  return `\`\`\`${language}\n${text}\n\`\`\``;
}

function declaration({ kind, name, type, head, path }: Definition): string {
  const typed = type === undefined ? name : `${name}: ${type}`;
  switch (kind) {
    case "function":
      return head ?? `fn ${name}`;
    case "constant":
      return `const ${typed}`;
    case "global":
      return `let ${typed}  // global, ${path}`;
    case "parameter":
      return `${typed}  // parameter`;
    case "let":
      return `let ${typed}`;
    case "for":
      return `for ${typed}`;
    default:
      return impossible(kind);
  }
}

/** The line comments right above a definition, as text. */
function commentOf({ path, whole }: Definition, files: readonly ProgramFile[]): readonly string[] {
  const text = files.find((file) => file.path === path)?.text.slice(0, whole.start) ?? "";
  const lines: string[] = [];
  for (const line of text.split(/\r?\n/).slice(0, -1).toReversed()) {
    const comment = /^\s*\/\/ ?(.*)$/.exec(line);
    if (comment === null) break;
    lines.unshift(comment[1]!);
  }
  return lines.length === 0 ? [] : [lines.join("\n")];
}
