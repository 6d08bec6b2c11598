/**
 * The mistakes of a program in words, each with its line and a caret. Apart from the page, and loaded with the first mistake.
 */

import { type Diagnostic, renderDiagnostics } from "etalon";
import { entry, files, source } from "../state/session.ts";

export function Diagnostics({ found }: { readonly found: readonly Diagnostic[] }) {
  return (
    <pre class="msg" data-testid="diagnostics">
      {renderDiagnostics({ name: entry.value, text: source.value, imported: new Map(files.value) }, found.slice(0, 5))}
    </pre>
  );
}
