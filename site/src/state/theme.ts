/**
 * Light or dark: as the system says, until the reader chooses.
 */

import { signal } from "@preact/signals";

type Theme = "light" | "dark";

export const theme = signal<Theme>(matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

/** Choose. */
export function setTheme(next: Theme): void {
  theme.value = next;
  document.documentElement.dataset["theme"] = next;
}
