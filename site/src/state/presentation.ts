/**
 * The page for a room: large type, the square, what is related and the events. A pane is brought over the right column by its number.
 */

import { signal } from "@preact/signals";

/** The panes, in the order of their keys. */
export const bringable = ["ell", "flow", "assembly", "bytes"] as const;

export const presenting = signal(false);
/** The pane that is brought over. */
export const brought = signal<(typeof bringable)[number] | undefined>(undefined);

/** Begin or leave. */
export function present(yes: boolean): void {
  presenting.value = yes;
  brought.value = undefined;
  document.documentElement.classList.toggle("present", yes);
}

/** Bring the pane of that number, or take it away again. */
export function bring(number: number): void {
  if (!presenting.value) return;
  const name = bringable[number - 1];
  brought.value = brought.value === name ? undefined : name;
}
