/**
 * Scrolling of the panes: assembly and bytes move together, and a step scrolls a pane only if what the present square passes
 * there would be out of sight.
 */

import { effect } from "@preact/signals";
import { ends } from "../state/run.ts";
import { compiled } from "../state/session.ts";

/** The height of a row of a list, in pixels. */
export function rowHeight(list: HTMLElement): number {
  return Number.parseFloat(getComputedStyle(list).lineHeight) || 18;
}

/** Let the other list of the pair show the same rows. */
export function together(list: HTMLElement): void {
  for (const other of document.querySelectorAll<HTMLElement>(".code.asm, .code.byt"))
    if (other !== list && other.scrollTop !== list.scrollTop) other.scrollTop = list.scrollTop;
}

/** From now on, follow the steps. */
export function followSteps(): () => void {
  return effect(() => {
    const pc = ends.value?.[1].machinePath[0]?.pc;
    const index = compiled.value?.assembly.findIndex((row) => row.pc === pc) ?? -1;
    if (index < 0) return;
    requestAnimationFrame(() => {
      const frame = document.querySelector<HTMLElement>(".fr[aria-current]");
      const film = frame?.closest("ol");
      if (frame && film)
        film.scrollLeft = frame.offsetLeft - film.offsetLeft - (film.clientWidth - frame.offsetWidth) / 2;
      const list = document.querySelector<HTMLElement>(".code.asm");
      // Who moves in it by keyboard is not taken elsewhere.
      if (!list || list.contains(document.activeElement)) return;
      const height = rowHeight(list);
      const at = index * height;
      const hidden = at < list.scrollTop || at + height > list.scrollTop + list.clientHeight;
      if (hidden) list.scrollTop = Math.max(0, at - height);
    });
  });
}
