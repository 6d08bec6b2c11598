/**
 * The simulation diagram of a walk, as text and as SVG from one model: source left, machine right, time down, the
 * relation across. A broken square gets a cross and words, never colour alone.
 */

import { describeOutcome } from "../../../core/behaviour.ts";
import type { Program } from "../../../lang/program/program.ts";
import { hex } from "../../../machine/isa/image.ts";
import { describeEvent, type Square } from "./walk.ts";

/** One row of a diagram: a square in words. */
export interface DiagramRow {
  readonly source: string;
  readonly machine: string;
  /** What lies between this row and the one above, on either side. */
  readonly sourceEdge: string;
  readonly machineEdge: string;
  readonly values: readonly string[];
  readonly broken: string | undefined;
}

/** Squares in words; `place` says where a node is, such as `sieve.ell:12:5`. */
export function diagramOf(
  program: Program,
  squares: readonly Square[],
  place: (node: number) => string,
): readonly DiagramRow[] {
  return squares.map((square) => {
    const name = program.functions[square.function]!.name;
    const { events } = square;
    const exchanged =
      events.length === 0
        ? ""
        : `, ${events.slice(0, 3).map(describeEvent).join(", ")}${events.length > 3 ? ", …" : ""}`;
    const count = (steps: number, word: string): string =>
      square.number === 0 ? "" : `${steps} ${word}${steps === 1 ? "" : "s"}`;
    return {
      source:
        "outcome" in square.source
          ? describeOutcome(square.source.outcome)
          : `${name}, ${square.source.phase} ${place(square.source.node)}`,
      machine: "outcome" in square.machine ? describeOutcome(square.machine.outcome) : hex(square.machine.pc),
      sourceEdge: count(square.sourceSteps, "step") + exchanged,
      machineEdge: count(square.machineSteps, "instruction"),
      values: square.values.map(
        ({ name: value, source, location, machine, related }) =>
          `${value} = ${source} ${related ? "~" : "≁"} ${location} = ${machine}`,
      ),
      broken: square.broken,
    };
  });
}

/** The diagram as lines of text. */
export function diagramText(rows: readonly DiagramRow[]): string {
  const width = Math.max(...rows.flatMap(({ source, sourceEdge }) => [source.length, sourceEdge.length + 2]), 0);
  const lines: string[] = [];
  for (const [i, row] of rows.entries()) {
    if (i > 0)
      lines.push(
        `${`│ ${row.sourceEdge}`.padEnd(width)}         │ ${row.machineEdge}`,
        `${"▼".padEnd(width)}         ▼`,
      );
    lines.push(`${row.source.padEnd(width)}  ${row.broken === undefined ? "──~──" : "──✗──"}  ${row.machine}`);
    for (const value of row.values) lines.push(`    ${value}`);
    if (row.broken !== undefined) lines.push(`    BROKEN: ${row.broken}`);
  }
  return `${lines.join("\n")}\n`;
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
}

/** Width of a character of the diagram's font, about. */
const characterWidth = 7.9;

/** The diagram as an SVG document of its own. */
export function diagramSvg(rows: readonly DiagramRow[]): string {
  const [left, right, line, width] = [20, 560, 18, 860];
  const parts: string[] = [];
  let y = 30;
  const text = (x: number, at: number, content: string, kind = ""): string =>
    `<text x="${x}" y="${at}"${kind === "" ? "" : ` class="${kind}"`}>${escapeText(content)}</text>`;
  for (const [i, row] of rows.entries()) {
    if (i > 0) {
      for (const x of [left + 4, right + 4])
        parts.push(`<path d="M${x} ${y} v${2 * line - 8}" marker-end="url(#arrow)"/>`);
      parts.push(
        text(left + 14, y + line, row.sourceEdge, "edge"),
        text(right + 14, y + line, row.machineEdge, "edge"),
      );
      y += 2 * line + 10;
    }
    const sound = row.broken === undefined;
    // The line of the relation goes from the end of the source's words to the machine's. It is dashed, as it is what
    // must be shown.
    const from = left + row.source.length * characterWidth + 10;
    const middle = (from + right - 10) / 2;
    parts.push(text(left, y, row.source), text(right, y, row.machine));
    if (from < middle - 12)
      for (const [a, b] of [[from, middle - 10] as const, [middle + 10, right - 10] as const])
        parts.push(`<path d="M${a} ${y - 4} H${b}" stroke-dasharray="4 3"${sound ? "" : ' class="cross"'}/>`);
    parts.push(text(middle - 4, y, sound ? "~" : "✗", sound ? "" : "broken"));
    y += line;
    for (const value of row.values) {
      parts.push(text(left + 24, y, value, "value"));
      y += line;
    }
    if (row.broken !== undefined) {
      parts.push(text(left + 24, y, `BROKEN: ${row.broken}`, "broken"));
      y += line;
    }
  }
  const head = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${y + 10}" width="${width}" height="${y + 10}" role="img" aria-label="Simulation diagram: source left, machine right, time down">`;
  const style =
    "<style>text{font:13px monospace;fill:#111}.edge{fill:#555}.value{fill:#333}.broken{fill:#a00;font-weight:bold}path{stroke:#555;fill:none}.cross{stroke:#a00}</style>";
  const arrow =
    '<defs><marker id="arrow" viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 8 4 0 8z" style="fill:#555;stroke:none"/></marker></defs>';
  return `${head}${style}${arrow}<rect width="100%" height="100%" fill="#fff"/>${parts.join("")}</svg>\n`;
}
