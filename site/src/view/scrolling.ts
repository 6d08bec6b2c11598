/**
 * Scrolling of the panes: assembly and bytes move together, and a step scrolls a pane only if what the present square passes
 * there would be out of sight.
 */

import { effect } from "@preact/signals";
import { ends } from "../state/light.ts";

const inSquare = "li.on, li.walked, li.bad";

/** Let the other list of the pair show the same rows. */
export function together(list: HTMLElement): void {
  for (const other of document.querySelectorAll<HTMLElement>(".code.asm, .code.byt"))
    if (other !== list && other.scrollTop !== list.scrollTop) other.scrollTop = list.scrollTop;
}

/** From now on, follow the steps. */
export function followSteps(): () => void {
  return effect(() => {
    if (ends.value === undefined) return;
    requestAnimationFrame(() => {
      const list = document.querySelector<HTMLElement>(".code.asm");
      const row = list?.querySelector<HTMLElement>(inSquare);
      if (!list || !row) return;
      const at = row.offsetTop - list.offsetTop;
      const hidden = at < list.scrollTop || at + row.offsetHeight > list.scrollTop + list.clientHeight;
      if (hidden) list.scrollTop = Math.max(0, at - row.offsetHeight);
    });
  });
}
