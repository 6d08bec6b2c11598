/**
 * The page: toolbar, panes, legend, lockstep, argument, and what is assumed.
 */

import { effect, signal, useSignal, useSignalEffect } from "@preact/signals";
import { embedded, shows } from "../state/embed.ts";
import { keys } from "../state/keys.ts";
import { guessed, proved, said } from "../state/light.ts";
import { openTable } from "../state/open-table.ts";
import { bringable, presenting } from "../state/presentation.ts";
import { checked, shareLink } from "../state/session.ts";
import { Chips } from "./argument.tsx";
import { Column } from "./column.tsx";
import { Lockstep } from "./lockstep.tsx";
import { OnDemand } from "./on-demand.tsx";
import { Panes } from "./panes.tsx";
import { Notices } from "./problems.tsx";
import { Toolbar } from "./toolbar.tsx";

const assumed = () => import("./assumed.tsx").then(({ Assumed }) => Assumed);

const tables = () => import("./tables.tsx").then(({ Tables }) => Tables);
/** Once a table was asked for, its dialog stays, closed or open. */
const tableAsked = signal(false);
effect(() => {
  if (openTable.value !== undefined) tableAsked.value = true;
});

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
  const isAsked = useSignal(false);
  return (
    <footer class="foot" id="assumed">
      <details
        onToggle={({ currentTarget }) => {
          if (currentTarget.open) isAsked.value = true;
        }}
      >
        <summary>
          <span>
            <b>What is assumed</b>, and not checked
          </span>
        </summary>
        {isAsked.value ? <OnDemand load={assumed} /> : null}
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

/** What stands in the place of toolbar and foot when the page is inside another one. */
function Embedded() {
  const address = useSignal("");
  useSignalEffect(() => {
    void shareLink().then((link) => (address.value = link.replace(/\?[^#]*/, "")));
  });
  return (
    <footer class="embedded">
      <Chips />
      <span class="grow" />
      <a href={address.value} target="_blank" rel="noopener">
        Open in the playground
      </a>
    </footer>
  );
}

/** All of it, or what another page asks for. */
export function Page() {
  if (embedded !== undefined)
    return (
      <>
        <Notices />
        <main class={`embed ${proved.value ? "" : "unproved"} ${guessed.value ? "guessed" : ""}`}>
          {bringable.some(shows) ? (
            <div class="top">
              <Panes />
            </div>
          ) : null}
          {shows("lockstep") ? <Lockstep /> : null}
          {shows("argument") ? <Column /> : null}
        </main>
        <Embedded />
      </>
    );
  return (
    <>
      <button type="button" class="btn skip" onClick={skip}>
        To the source
      </button>
      <Toolbar />
      <Notices />
      <main class={`work ${presenting.value ? "presented" : ""}`}>
        <div class={`left ${proved.value ? "" : "unproved"} ${guessed.value ? "guessed" : ""}`}>
          <div class="top">
            <Panes />
            <Legend />
          </div>
          <Lockstep />
        </div>
        <Column />
      </main>
      <Foot />
      {tableAsked.value ? <OnDemand load={tables} /> : null}
    </>
  );
}

function skip(): void {
  document.querySelector<HTMLElement>("#pane-ell .cm-content")?.focus();
}
