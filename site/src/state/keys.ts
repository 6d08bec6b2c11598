/**
 * The keys of the page, outside of text fields.
 */

import { pinned } from "./light.ts";
import { paneNames, toggle } from "./panes.ts";
import { bring, bringable, present, presenting } from "./presentation.ts";
import { goTo, square, squareCount } from "./run.ts";
import { breakCompiler, compiler, level, levels, setLevel } from "./session.ts";
import { setTheme, theme } from "./theme.ts";

function focus(selector: string): void {
  document.querySelector<HTMLElement>(selector)?.focus();
}

/** Collapse the pane that has the focus; what has it then is its button. */
function fold(): void {
  const pane = document.activeElement?.closest(".pane");
  const name = paneNames.find((one) => `pane-${one.toLowerCase()}` === pane?.id);
  if (name === undefined || pane === null || pane === undefined) return;
  toggle(name);
  pane.querySelector<HTMLElement>(".fold")?.focus();
}

/** Each key: what it is called in the list of keys, and what it does. */
export const keys: readonly { readonly key: string; readonly words: string; readonly run: () => void }[] = [
  { key: "[", words: "a square back", run: () => goTo(square.value - 1) },
  { key: "]", words: "a square on", run: () => goTo(square.value + 1) },
  { key: "{", words: "the first square", run: () => goTo(1) },
  { key: "}", words: "the last square", run: () => goTo(squareCount.value) },
  { key: "e", words: "to the Ell source", run: () => focus("#pane-ell .cm-content") },
  { key: "f", words: "to the flow", run: () => focus("#pane-flow :is(li, .line)[tabindex='0']") },
  { key: "a", words: "to the assembly", run: () => focus("#pane-assembly :is(li[tabindex='0'], .cm-content)") },
  { key: "b", words: "to the bytes", run: () => focus("#pane-bytes li[tabindex='0']") },
  { key: "c", words: "collapse the pane with the focus, or open it", run: fold },
  {
    key: "x",
    words: "break or repair the compiler",
    run: () => void breakCompiler(compiler.value === undefined ? "bounds-off-by-one" : undefined),
  },
  { key: "o", words: "the next level of the optimiser", run: () => setLevel(levels[level.value + 1] ?? 0) },
  { key: "t", words: "light or dark", run: () => setTheme(theme.value === "dark" ? "light" : "dark") },
  { key: "p", words: "present, with large type", run: () => present(!presenting.value) },
  ...[1, 2, 3, 4].map((number) => ({
    key: String(number),
    words: `while presenting: bring the ${bringable[number - 1]}`,
    run: () => bring(number),
  })),
  {
    key: "Escape",
    words: "unpin what is lit, leave the presentation or a text field",
    run: () => {
      pinned.value = undefined;
      present(false);
    },
  },
];

/** Listen for them. */
export function listen(): void {
  addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") !== null) return;
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    const target = event.target instanceof HTMLElement ? event.target : undefined;
    const writes = target?.closest("input, select, textarea, [contenteditable='true']");
    if (writes) {
      if (event.key === "Escape" && target !== undefined) target.blur();
      return;
    }
    const found = keys.find(({ key }) => key === event.key);
    if (found === undefined) return;
    event.preventDefault();
    found.run();
  });
}
