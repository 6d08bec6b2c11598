/**
 * Lists of rows, such as assembly: rows light what belongs to them elsewhere. A list is one stop of the keyboard; arrows, Home
 * and End move within it, Enter pins what is lit. Of a long list only the rows about those in sight are drawn.
 */

import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { hovered, type Part, pinned } from "../state/light.ts";
import { stale } from "../state/session.ts";
import { rowHeight, together } from "./scrolling.ts";

/** Shorter lists are drawn whole; of longer ones only so many rows about those in sight. */
const drawn = 160;

/** The rows of a list that are drawn. */
function slice(count: number, top: number): readonly [first: number, last: number] {
  if (count <= drawn) return [0, count];
  const first = Math.max(0, Math.min(count - drawn, Math.floor(top - drawn / 3)));
  return [first, first + drawn];
}

/** The place of rows that are not drawn. */
function Gap({ rows }: { readonly rows: number }) {
  return rows === 0 ? null : <li class="gap" aria-hidden="true" style={{ height: `calc(${rows} * var(--lh-code))` }} />;
}

/** Rows with one stop of the keyboard among them. */
export function Rows(props: {
  readonly label: string;
  readonly kind: string;
  readonly count: number;
  readonly part: (index: number) => Part | undefined;
  readonly row: (index: number) => { readonly class: string; readonly content: ComponentChildren };
}) {
  const { label, kind, count, part, row } = props;
  const at = useSignal(0);
  const top = useSignal(0);
  // A row that is not drawn is scrolled to, and has the focus when it is there: how many frames later is the host's choice.
  const focus = (list: HTMLElement, index: number, frames = 120): void => {
    const found = list.querySelector<HTMLElement>(`[data-index="${index}"]`);
    if (found !== null) return found.focus();
    if (frames === 0 || at.value !== index) return;
    list.scrollTop = index * rowHeight(list);
    scrolled(list);
    requestAnimationFrame(() => focus(list, index, frames - 1));
  };
  const move = (event: KeyboardEvent): void => {
    const targets: Partial<Record<string, number>> = {
      ArrowDown: at.value + 1,
      ArrowUp: at.value - 1,
      Home: 0,
      End: count - 1,
    };
    if (event.key === "Enter") {
      pinned.value = part(at.value);
      return;
    }
    const target = targets[event.key];
    if (target === undefined) return;
    event.preventDefault();
    at.value = Math.max(0, Math.min(count - 1, target));
    focus(event.currentTarget as HTMLElement, at.value);
  };
  const scrolled = (list: HTMLElement): void => {
    together(list);
    // In steps, so that most scrolling draws nothing anew.
    top.value = Math.floor(list.scrollTop / rowHeight(list) / 20) * 20;
  };
  const [first, last] = slice(count, top.value);
  const stop = Math.max(first, Math.min(at.value, last - 1));
  return (
    <ol
      class={`pb code ${kind} ${stale.value ? "old" : ""}`}
      aria-label={label}
      onKeyDown={move}
      onScroll={(event) => scrolled(event.currentTarget)}
    >
      <Gap rows={first} />
      {Array.from({ length: last - first }, (_, offset) => {
        const index = first + offset;
        const { class: style, content } = row(index);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys of all its rows
          <li
            key={index}
            data-index={index}
            class={style}
            tabIndex={index === stop ? 0 : -1}
            aria-setsize={count}
            aria-posinset={index + 1}
            onFocus={() => {
              at.value = index;
              hovered.value = part(index);
            }}
            onBlur={() => (hovered.value = undefined)}
            onMouseEnter={() => (hovered.value = part(index))}
            onMouseLeave={() => (hovered.value = undefined)}
            onClick={() => (pinned.value = part(index))}
          >
            {content}
          </li>
        );
      })}
      <Gap rows={count - last} />
    </ol>
  );
}

/** What a row lights that the compiler says comes from a line of the text. */
export function linePart(line: number): Part | undefined {
  return line === 0 ? undefined : { kind: "line", line };
}
