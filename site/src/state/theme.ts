/**
 * Light or dark: as the system says, until the reader chooses.
 */

import { signal } from "@preact/signals";
import { chooseTheme, chosenTheme, type Theme } from "./theme-choice.ts";

export const theme = signal<Theme>(chosenTheme());

/** Choose. */
export function setTheme(next: Theme): void {
  theme.value = next;
  chooseTheme(next);
}

/** Show the theme that the page begins with; nothing was chosen yet. */
export function showTheme(): void {
  document.documentElement.dataset["theme"] = theme.value;
}
