/**
 * Where the name stands in a declaration: trees have the span of the whole declaration only.
 */

import type { Span } from "./tree.ts";

/** The span of `name` in the declaration at `span`; all of `span` when the text is another one. */
export function spanOfName(text: string, name: string, span: Span): Span {
  beforeName.lastIndex = span.start;
  const start = span.start + (beforeName.exec(text)?.[0].length ?? 0);
  return text.startsWith(name, start) ? { start, end: start + name.length } : span;
}

/** The words that begin a declaration, with blanks and comments after each. */
const beforeName = /(?:(?:pub|const|let|fn|for)\b(?:\s|\/\/[^\n]*|\/\*[\s\S]*?\*\/)*)*/y;
