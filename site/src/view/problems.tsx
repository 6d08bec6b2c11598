/**
 * What is wrong with the program, in words, with its line and a caret; and what the page has to say besides.
 */

import { busy, inputProblem, notice, problem, stopAll } from "../state/session.ts";
import { OnDemand } from "./on-demand.tsx";

const inWords = () => import("./diagnostics.tsx").then(({ Diagnostics }) => Diagnostics);

/** The mistakes of the program. */
export function Problems() {
  const found = problem.value;
  return (
    <div role="status" aria-live="polite">
      {found?.kind === "limit" ? (
        <pre class="msg" data-testid="diagnostics">
          {found.message}
        </pre>
      ) : null}
      {found?.kind === "refused" ? <OnDemand load={inWords} found={found.diagnostics} /> : null}
      {inputProblem.value === undefined ? null : <p class="msg">The input: {inputProblem.value}</p>}
    </div>
  );
}

/** What concerns the whole page: a bad link, work that takes long. */
export function Notices() {
  const said = notice.value;
  return (
    <div class="notices" role="status" aria-live="polite">
      {said === undefined ? null : (
        <div class="msg">
          <p>
            <b>{said.title}</b> {said.text}
          </p>
          {said.quoted === undefined ? null : <p class="m">{said.quoted}</p>}
          <button type="button" class="btn" onClick={() => (notice.value = undefined)}>
            Close
          </button>
        </div>
      )}
      {busy.value === undefined ? null : (
        <p class="busy">
          {busy.value}{" "}
          <button type="button" class="btn" onClick={stopAll}>
            Stop
          </button>
        </p>
      )}
    </div>
  );
}
