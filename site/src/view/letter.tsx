/**
 * A cut point's letter, as it stands in every pane and in the squares.
 */

/** The letter in its circle; filled where it is an end of the present square. */
export function Letter({ letter, now = false }: { readonly letter: string; readonly now?: boolean }) {
  return (
    <span class={`cut ${now ? "now" : ""}`} title={`cut point ${letter}`}>
      {letter}
    </span>
  );
}
