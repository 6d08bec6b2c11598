/**
 * What each pass changed: lines added, removed and kept. Passes that changed nothing are only named.
 */

import { passChanges } from "../state/passes.ts";
import { compiled, level } from "../state/session.ts";
import type { PassChanges } from "../worker/analysis.ts";
import { OnDemand } from "./on-demand.tsx";

const optimisations = () => import("./optimisations.tsx").then(({ Optimisations }) => Optimisations);

const marks = { added: "+", removed: "−", kept: " ", "left out": "…" } as const;

function Pass({ pass, open }: { readonly pass: PassChanges; readonly open: boolean }) {
  const { name, added, removed, apart, lines } = pass;
  return (
    <details open={open}>
      <summary>
        {name}
        <span class="n">
          +{added} −{removed}
        </span>
      </summary>
      {apart ? (
        <p class="mut">It makes a program of another language: no line is kept.</p>
      ) : (
        <ol class="diff">
          {lines.map(({ kind, text }, index) => (
            <li key={index} class={kind === "left out" ? "skipped" : kind}>
              <span class="sign">
                {marks[kind]}
                <span class="vh">{kind === "kept" ? "" : kind}</span>
              </span>
              {text}
            </li>
          ))}
        </ol>
      )}
    </details>
  );
}

/** All passes. */
export function Changes() {
  const all = passChanges.value;
  if (all === undefined) return <p class="empty">Comparing…</p>;
  const changed = all.filter(({ added, removed }) => added + removed > 0);
  const idle = new Set(compiled.value?.passes.filter((pass) => pass.idle).map(({ name }) => name));
  const same = all.filter(({ added, removed }) => added + removed === 0).map(({ name }) => name);
  const others = same.filter((name) => !idle.has(name));
  const leftOut = same.filter((name) => idle.has(name));
  const first = changed.find(({ apart }) => !apart);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and is to be scrolled by keyboard
    <section class="pb changes" aria-label="What each pass changed" tabIndex={0}>
      {level.value === 0 ? null : <OnDemand load={optimisations} />}
      {changed.map((pass) => (
        <Pass key={pass.name} pass={pass} open={pass === first} />
      ))}
      {others.length === 0 ? null : <p class="empty">No change by {others.join(", ")}.</p>}
      {leftOut.length === 0 ? null : (
        <p class="empty">
          {level.value === 0 ? "Not at level 0" : "Left out"}: {leftOut.join(", ")}.
        </p>
      )}
    </section>
  );
}
