/**
 * One of a few things that have names, chosen by a row of buttons: a pane or a part on a phone, what stands in the column.
 */

import type { Signal } from "@preact/signals";

/** The buttons. `tabs`: they stand above what they choose, on a phone only. */
export function Choice<Name extends string>(props: {
  readonly label: string;
  readonly names: readonly Name[];
  readonly chosen: Signal<Name>;
  readonly tabs?: boolean;
}) {
  const { label, names, chosen, tabs = false } = props;
  return (
    <fieldset class={tabs ? "seg tabs" : "seg"} aria-label={label}>
      {names.map((name) => (
        <button key={name} type="button" aria-pressed={chosen.value === name} onClick={() => (chosen.value = name)}>
          {name}
        </button>
      ))}
    </fieldset>
  );
}
