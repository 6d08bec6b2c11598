/**
 * The page: toolbar, panes, legend, lockstep, argument, and what is assumed.
 */

import { assumptions } from "etalon/proof";
import { keys } from "../state/keys.ts";
import { proved, said } from "../state/light.ts";
import { checked } from "../state/session.ts";
import { Argument } from "./argument.tsx";
import { Lockstep } from "./lockstep.tsx";
import { Panes } from "./panes.tsx";
import { Notices } from "./problems.tsx";
import { Toolbar } from "./toolbar.tsx";

function Legend() {
  const refused = checked.value?.verdict === "refused";
  return (
    <div class="legend">
      <span class="key">
        <span class={`swt ${proved.value ? "on" : "walked"}`} />
        {proved.value ? "proved by the certificate" : "in this square, nothing proved"}
      </span>
      <span class="key">
        <span class="swt ha" /> only the compiler says so
      </span>
      {refused ? (
        <span class="key">
          <span class="swt bad" /> ✗ changed or broken
        </span>
      ) : (
        <span class="key">
          <span class="cut">A</span> cut point
        </span>
      )}
      <span class="said" role="status" aria-live="polite">
        {said.value}
      </span>
    </div>
  );
}

function Foot() {
  return (
    <footer class="foot" id="assumed">
      <details>
        <summary>
          <span>
            <b>{assumptions().length} assumptions</b>, not checked
          </span>
        </summary>
        <dl>
          {assumptions().map(({ id, statement, without }) => (
            <div key={id}>
              <dt>{id}</dt>
              <dd>
                {statement} <span class="mut">Without it: {without}</span>
              </dd>
            </div>
          ))}
        </dl>
      </details>
      <details>
        <summary>
          <b>Keys</b>
        </summary>
        <dl>
          {keys.map(({ key, words }) => (
            <div key={key}>
              <dt>
                <kbd>{key}</kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
        </dl>
      </details>
    </footer>
  );
}

/** All of it. */
export function Page() {
  return (
    <>
      <button type="button" class="btn skip" onClick={skip}>
        To the source
      </button>
      <Toolbar />
      <Notices />
      <main class="work">
        <div class={`left ${proved.value ? "" : "unproved"}`}>
          <div class="top">
            <Panes />
            <Legend />
          </div>
          <Lockstep />
        </div>
        <Argument />
      </main>
      <Foot />
    </>
  );
}

function skip(): void {
  document.querySelector<HTMLElement>("#pane-ell .cm-content")?.focus();
}
