/**
 * The files that the program imports, below its main file, each to be opened and edited; and one that it imports and that is not
 * there, to be added. Where control is in one of them, the import in the main file lights up.
 */

import { addFile, editFile, files, problem, removeFile } from "../state/session.ts";
import { lineCount, linesInWords } from "./line-count.ts";

/** All of them but those of the standard library. */
export function ImportedFiles() {
  const found = problem.value;
  const missing = found?.kind === "refused" ? found.missing.filter((path) => path.endsWith(".ell")) : [];
  if (files.value.length + missing.length === 0) return null;
  return (
    <div class="imported">
      {files.value.map(([path, text]) => (
        <details key={path}>
          <summary>
            <span class="m">{path}</span> <span class="sm">{linesInWords(text)}</span>
          </summary>
          <textarea
            aria-label={`The file ${path}`}
            rows={Math.min(lineCount(text) + 1, 30)}
            spellcheck={false}
            value={text}
            onInput={(event) => editFile(path, event.currentTarget.value)}
          />
          <button type="button" class="btn q" aria-label={`Remove the file ${path}`} onClick={() => removeFile(path)}>
            Remove
          </button>
        </details>
      ))}
      {missing.map((path) => (
        <p key={path}>
          <button type="button" class="btn" onClick={() => addFile(path)}>
            Add the file {path}
          </button>
        </p>
      ))}
    </div>
  );
}
