/** The layout of a document, as one edit; none when it is laid out already, or cannot be read. */

import type { TextEdit } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { formatText } from "../../../lang/index.ts";
import { rangeOf } from "./diagnostics.ts";

/** The edits that lay a document out. */
export function formatEdits(document: TextDocument | undefined): TextEdit[] {
  if (document === undefined) return [];
  const text = document.getText();
  const formatted = formatText(text);
  if (!formatted.ok || formatted.value === text) return [];
  return [{ range: rangeOf(document, { start: 0, end: text.length }), newText: formatted.value }];
}
