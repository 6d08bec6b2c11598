/**
 * How an explained counterexample is printed: the program with marks under what does not matter, the input, what differs
 * and where, the pass to blame, and how to see it again.
 */

import { hex } from "../../machine/index.ts";
import { describeAct } from "../../proof/index.ts";
import type { Explanation, TextPlace } from "../../testing/index.ts";
import { inputText, plural } from "./facts.ts";
import { indented } from "./layout.ts";
import type { Output } from "./terminal.ts";

const column = 14;
const mark = "any value here still fails";

/** Print one. */
export function printExplanation(explanation: Explanation, out: Output): void {
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));
  const { failure, difference, source, machine, memory, nodes, rightWithout, token } = explanation;
  out.line(`${out.paint("bad", "DIFFERENCE")}  ${failure.class}`);
  entry("  program", plural(nodes, "node"));
  for (const line of markedText(explanation)) out.line(`    ${line}`);
  for (const [i, line] of inputLines(explanation).entries()) entry(i === 0 ? "  input" : "", line);
  const sizes = [
    ...(memory.heapBytes === undefined ? [] : [`${memory.heapBytes} bytes of heap`]),
    ...(memory.stackBytes === undefined ? [] : [`${memory.stackBytes} bytes of stack`]),
  ];
  if (sizes.length > 0) entry("  memory", sizes.join(", "));
  if (difference === undefined) entry("  what", failure.detail);
  else {
    entry("  after", `${plural(difference.index, "event")} that both have in common`);
    // The end of a program belongs to start-up, which is not in the text.
    const ended = difference.source.kind === "outcome" && difference.source.outcome.kind === "halted";
    const at = source === undefined || ended ? "" : `, at ${placeWords(source)}`;
    entry("  source", `${describeAct(difference.source)}${at}`);
    entry("  machine", describeAct(difference.machine));
    if (machine !== undefined) {
      const origin = machine.origin === undefined ? "" : `, from ${placeWords(machine.origin)}`;
      entry("", `at pc ${hex(machine.pc)}: ${machine.instruction ?? "no instruction there"}${origin}`);
    }
  }
  const without = rightWithout.length === 0 ? "" : `; without ${rightWithout.join(", or without ")} it does not fail`;
  entry("  pass", `${failure.pass} is the first to blame${without}`);
  out.line(`${"  again".padEnd(column)}etalon replay ${token}`);
  out.line();
}

function placeWords({ line, column: at }: TextPlace): string {
  return `line ${line}, column ${at}`;
}

/** The lines of the program, numbered, with carets under the constants that may be anything. */
function markedText({ text, indifferent }: Explanation): string[] {
  const lines: string[] = [];
  let start = 0;
  for (const [i, line] of text.trimEnd().split("\n").entries()) {
    lines.push(`${String(i + 1).padStart(3)} | ${line}`);
    const end = start + line.length;
    const here = indifferent.flatMap((part) =>
      part.kind === "constant" && part.span.start >= start && part.span.start < end ? [part.span] : [],
    );
    if (here.length > 0) {
      const carets = [...line].map((_, at) =>
        here.some((span) => start + at >= span.start && start + at < span.end) ? "^" : " ",
      );
      lines.push(`    | ${carets.join("").trimEnd()} ${mark}`);
    }
    start = end + 1;
  }
  return lines;
}

function inputLines({ input, indifferent }: Explanation): string[] {
  const free = indifferent.flatMap((part) => (part.kind === "input" ? [part.index + 1] : []));
  return [inputText(input), ...(free.length > 0 ? [`byte ${free.join(", ")}: ${mark}`] : [])];
}

/** The same as data, for a JSON document. */
export function explanationDocument(explanation: Explanation): object {
  const { input, indifferent } = explanation;
  return {
    ...explanation,
    input: [...input],
    indifferent: indifferent.map((part) =>
      part.kind === "input" ? part : { kind: part.kind, text: part.text, start: part.span.start, end: part.span.end },
    ),
  };
}
