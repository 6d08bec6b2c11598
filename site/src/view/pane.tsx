/**
 * A pane with its header. The button in the header collapses the pane to it, as do a double click there and the key `c`.
 */

import type { ComponentChildren } from "preact";
import { shows } from "../state/embed.ts";
import { collapsed, idOf, type PaneName, shownPane, toggle } from "../state/panes.ts";
import { brought } from "../state/presentation.ts";

/** One pane. */
export function Pane(props: {
  readonly name: PaneName;
  readonly note: string;
  readonly children: ComponentChildren;
  readonly control?: ComponentChildren;
}) {
  const { name, note, children, control } = props;
  const closed = collapsed.value.has(name);
  const id = idOf(name);
  return (
    <section
      class={`pane ${shownPane.value === name ? "shown" : ""} ${closed ? "closed" : ""} ${brought.value === id ? "brought" : ""}`}
      hidden={!shows(id)}
      id={`pane-${id}`}
      aria-label={name}
    >
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same */}
      <div class="ph" onDblClick={() => toggle(name)}>
        <button
          type="button"
          class="fold"
          aria-expanded={!closed}
          aria-label={`${closed ? "Open" : "Collapse"} ${name}`}
          onClick={() => toggle(name)}
        >
          {closed ? "▸" : "▾"}
        </button>
        <h2>{name}</h2>
        <span class="sm">{note}</span>
        <span class="grow" />
        {control}
      </div>
      <div class="body">{children}</div>
    </section>
  );
}
