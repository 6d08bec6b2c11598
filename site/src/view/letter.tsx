/**
 * A cut point's letter, as it stands in every pane and in the squares.
 */

/** The letter in its circle; filled where it is an end of the present square. */
export function Letter({
  letter,
  now = false,
  claims = [],
}: {
  readonly letter: string;
  readonly now?: boolean;
  /** What is claimed there, for who points at it. */
  readonly claims?: readonly string[];
}) {
  return (
    <span class={`cut ${now ? "now" : ""}`} title={[`cut point ${letter}`, ...claims].join("\n")}>
      {letter}
    </span>
  );
}
