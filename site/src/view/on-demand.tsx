/**
 * A part of the page that is loaded when it is first shown. Where it cannot be had, the page says so and goes on.
 */

import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useEffect } from "preact/hooks";

/** The part that `load` gives, with what it takes. */
export function OnDemand<P extends object>({
  load,
  ...taken
}: P & { readonly load: () => Promise<FunctionComponent<P>> }) {
  const part = useSignal<{ readonly Part: FunctionComponent<P> } | undefined>(undefined);
  const failed = useSignal(false);
  useEffect(() => {
    load().then(
      (Part) => (part.value = { Part }),
      () => (failed.value = true),
    );
  }, [load]);
  if (part.value !== undefined) {
    const { Part } = part.value;
    return <Part {...(taken as unknown as P)} />;
  }
  return <p class="sec mut">{failed.value ? "This part of the page could not be loaded. Try again later." : "…"}</p>;
}
