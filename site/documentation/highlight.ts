/**
 * How code is set: keywords are semibold, comments are pale, and nothing has a colour, since the colours of the site mean
 * what is proved, what is claimed, and what is broken.
 */

import ts from "typescript";

/** Text that is safe between tags and in attributes. */
export const escaped = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

type Kind = "comment" | "keyword" | "plain";

const keywordsOfEll =
  /^(?:as|assert|bool|break|byte|const|continue|else|false|fn|for|if|import|in|int|let|new|return|true|while)$/;
const partsOfEll = /(\/\/[^\n]*|\/\*[\s\S]*?\*\/)|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|[A-Za-z_]\w*|[\s\S]/g;

function* ell(text: string): Generator<readonly [Kind, string]> {
  for (const [part, comment] of text.matchAll(partsOfEll)) {
    yield [comment !== undefined ? "comment" : keywordsOfEll.test(part) ? "keyword" : "plain", part];
  }
}

function* typescript(text: string): Generator<readonly [Kind, string]> {
  const scanner = ts.createScanner(ts.ScriptTarget.Latest, false, ts.LanguageVariant.Standard, text);
  for (let kind = scanner.scan(); kind !== ts.SyntaxKind.EndOfFileToken; kind = scanner.scan()) {
    const comment = kind === ts.SyntaxKind.SingleLineCommentTrivia || kind === ts.SyntaxKind.MultiLineCommentTrivia;
    const reserved = kind >= ts.SyntaxKind.FirstReservedWord && kind <= ts.SyntaxKind.LastReservedWord;
    yield [comment ? "comment" : reserved ? "keyword" : "plain", scanner.getTokenText()];
  }
}

function* shell(text: string): Generator<readonly [Kind, string]> {
  for (const line of text.split(/(?<=\n)/)) {
    const at = /(?:^|\s)#/.exec(line)?.index ?? line.length;
    yield ["plain", line.slice(0, at)];
    yield ["comment", line.slice(at)];
  }
}

const languages: Readonly<Record<string, (text: string) => Iterable<readonly [Kind, string]>>> = {
  ell,
  ts: typescript,
  typescript,
  sh: shell,
};

/** The HTML of a piece of code. */
export function highlight(code: string, language: string): string {
  const parts = languages[language]?.(code) ?? [["plain", code] as const];
  let html = "";
  for (const [kind, text] of parts) {
    if (kind === "plain") html += escaped(text);
    else if (text !== "") html += `<span class="${kind}">${escaped(text)}</span>`;
  }
  return html;
}
