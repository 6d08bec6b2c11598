/**
 * The assembly as a text that can be edited. The compiler's text is asked for when it is first looked at; a text that differs from it
 * is looked at in the place of what the compiler makes (session.ts), until one goes back.
 */

import { effect, signal } from "@preact/signals";
import { assembly, compiled, ofWorker, stale } from "./session.ts";

/** The text of the image as it came; none before it is here, and where the image is of another shape. */
export const unedited = signal<string | undefined>(undefined);
/** Is it on its way? */
export const asking = signal(false);

/** From now on, keep it up to date. What is returned ends that. */
export function followImage(): () => void {
  return effect(() => {
    const shown = compiled.value;
    if (shown === undefined || stale.value || assembly.value !== undefined || shown.inferred !== undefined) return;
    asking.value = true;
    void ofWorker((bench) => bench.assemblerText(), undefined).then((text) => {
      if (compiled.peek() !== shown || assembly.peek() !== undefined) return;
      unedited.value = text;
      asking.value = false;
    });
  });
}

/** The text in the editor is now this. */
export function editAssembly(text: string): void {
  assembly.value = text === unedited.value ? undefined : text;
}
