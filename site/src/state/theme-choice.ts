/**
 * What the reader chose, light or dark, kept for all pages of the site: playground and documentation.
 */

export type Theme = "light" | "dark";

/** The name that public/theme.js reads, too, before a page is drawn. */
const kept = "etalon-theme";

/** What was chosen; or what the system says. */
export function chosenTheme(): Theme {
  let said: string | null = null;
  try {
    said = localStorage.getItem(kept);
  } catch {
    // A browser may refuse to keep anything.
  }
  if (said === "light" || said === "dark") return said;
  return matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
}

/** Choose, and keep it. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset["theme"] = theme;
  try {
    localStorage.setItem(kept, theme);
  } catch {
    // Then the choice is for this page.
  }
}
