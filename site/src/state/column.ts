/**
 * What the column at the right shows: one of a few panes.
 */

import { signal } from "@preact/signals";

/** The panes of the column, in the order of their buttons. */
export const columns = ["Certificate", "Rule", "Tests"] as const;

export const column = signal<(typeof columns)[number]>("Certificate");
