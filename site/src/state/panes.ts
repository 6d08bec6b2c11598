/**
 * The four panes: which are collapsed to their headers, and which one a phone shows.
 */

import { signal } from "@preact/signals";
import { shows } from "./embed.ts";

export const paneNames = ["Ell", "Flow", "Assembly", "Bytes"] as const;

/** A pane. */
export type PaneName = (typeof paneNames)[number];

/** What a pane is called where small letters are wanted. */
export function idOf(name: PaneName): Lowercase<PaneName> {
  return name.toLowerCase() as Lowercase<PaneName>;
}

export const collapsed = signal<ReadonlySet<PaneName>>(new Set());

/** On a phone, the pane that is shown. */
export const shownPane = signal<PaneName>(paneNames.find((name) => shows(idOf(name))) ?? "Ell");

/** The parts of lockstep below the timeline. */
export const squareParts = ["Square", "Relation", "State"] as const;

/** On a phone, the part that is shown. */
export const shownSquarePart = signal<(typeof squareParts)[number]>("Square");

/** Is the page as narrow as a phone, where one part is shown at a time? */
export const isNarrow = (): boolean => matchMedia("(max-width: 699px)").matches;

/** Collapse a pane, or open it again. */
export function toggle(name: PaneName): void {
  const next = new Set(collapsed.value);
  if (!next.delete(name)) next.add(name);
  collapsed.value = next;
}

/** The panes that a link says are collapsed; what it says of others is no matter. */
export function collapsedIn(names: readonly unknown[]): ReadonlySet<PaneName> {
  return new Set(paneNames.filter((name) => names.includes(name)));
}
