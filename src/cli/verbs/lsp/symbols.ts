/** The outline of a document: what it declares outside of functions. */

import { type DocumentSymbol, SymbolKind } from "vscode-languageserver";
import type { TextDocument } from "vscode-languageserver-textdocument";
import { type DefinitionKind, occurrencesOf, readableTree } from "../../../lang/index.ts";
import { rangeOf } from "./diagnostics.ts";

const kinds: Readonly<Partial<Record<DefinitionKind, SymbolKind>>> = {
  function: SymbolKind.Function,
  constant: SymbolKind.Constant,
  global: SymbolKind.Variable,
};

/** The symbols of a document, in the order of the text. */
export function symbolsOf(document: TextDocument | undefined): DocumentSymbol[] {
  if (document === undefined) return [];
  const text = document.getText();
  const alone = { path: "", text, module: readableTree(text), imports: [] };
  return occurrencesOf([alone]).flatMap(({ role, definition }) => {
    const { kind, name, head, whole, span, type } = definition;
    const symbol = kinds[kind];
    if (role !== "definition" || symbol === undefined) return [];
    const detail = head ?? type ?? "";
    return [{ name, detail, kind: symbol, range: rangeOf(document, whole), selectionRange: rangeOf(document, span) }];
  });
}
