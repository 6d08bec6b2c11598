/**
 * The table that is open over the page.
 */

import { signal } from "@preact/signals";

export const openTable = signal<"mutants" | "faults" | undefined>(undefined);
