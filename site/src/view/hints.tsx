/**
 * Hints, shown one after the other, so that who wants to find the mistake can.
 */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";

/** A hint. */
export interface Hint {
  readonly title: string;
  readonly text?: string;
  readonly part?: ComponentChildren;
  readonly act?: { readonly words: string; readonly run: () => void } | undefined;
}

/** The hints that were asked for, and the next one. */
export function Hints({ hints }: { readonly hints: readonly Hint[] }) {
  const shown = useSignal(0);
  return (
    <div class="hint">
      <div class="ph">
        <h2>Hints</h2>
        <span class="sm">
          {shown.value} of {hints.length} shown
        </span>
      </div>
      {hints.slice(0, shown.value).map(({ title, text, act, part }, index) => (
        <div key={title} class="sec">
          <p>
            {index + 1} <b>{title}</b>
          </p>
          {text === undefined ? null : <p>{text}</p>}
          {part}
          {act === undefined ? null : (
            <button type="button" class="btn" onClick={act.run}>
              {act.words}
            </button>
          )}
        </div>
      ))}
      {shown.value < hints.length ? (
        <p class="sec">
          <button type="button" class="btn" onClick={() => shown.value++}>
            Hint {shown.value + 1}: {hints[shown.value]!.title}
          </button>
        </p>
      ) : null}
    </div>
  );
}
