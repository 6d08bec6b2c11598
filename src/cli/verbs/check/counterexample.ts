/**
 * How a counterexample is printed: the input, the first thing that differs, where both sides are, and how to see it
 * again.
 */

import { type Arrival, renderDiagnostic } from "../../../index.ts";
import { hex } from "../../../machine/index.ts";
import {
  type Counterexample,
  describeAct,
  describeEnd,
  firstDifferingPass,
  type ProcessView,
} from "../../../proof/index.ts";
import { arrivalText } from "../../arrival-option.ts";
import { plural } from "../../view/facts.ts";
import { indented } from "../../view/layout.ts";
import { describeOrigin, originsOf } from "../../view/origin.ts";
import type { Output } from "../../view/terminal.ts";
import type { CheckReport } from "./document.ts";

const column = 12;

/** Print one counterexample. */
export function printCounterexample(found: Counterexample, report: CheckReport, out: Output): void {
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));
  const { engine, difference, name, input } = found;
  const side = engine === "evaluate" ? "big-step" : engine;
  const measure = found.against === "source" ? "the source" : "the machine semantics";
  out.line(`${out.paint("bad", "DIFFERENCE")}  ${side} and ${measure} differ, on ${name}`);
  entry("  input", input.length === 0 ? "none" : `${plural(input.length, "byte")}: ${shown(input)}`);
  if (found.arrival !== undefined && found.arrival.kind !== "whole") entry("", arrivalWords(found.arrival));
  if (difference.kind === "behaviour") {
    const { index, source, machine } = difference.at;
    entry("  after", `${plural(index, "event")} that both have in common`);
    entry(
      "  source",
      `${describeAct(source)}${found.source === undefined ? "" : `, in step ${found.source.step} (rule ${found.source.rule})`}`,
    );
    if (found.source !== undefined) printExcerpt(found.source.node, report, out);
    entry(`  ${side}`, describeAct(machine));
  } else {
    entry("  machine", viewWords(difference.machine));
    entry("  qemu", viewWords(difference.process));
    entry("  first at", `byte ${difference.at.index} of the output`);
  }
  if (found.machine !== undefined) {
    const { pc, instruction, step } = found.machine;
    entry("", `at pc ${hex(pc)}, instruction ${step}: ${instruction ?? "no instruction there"}`);
    const origin = originsOf(report.image)(pc);
    if (origin !== undefined) entry("", `which the file says is from ${describeOrigin(origin)}`);
  }
  const pass = firstDifferingPass(report.tested);
  if (pass !== undefined && engine !== "evaluate" && engine !== "qemu")
    entry("  pass", `the first result that differs is that of ${pass}`);
  if (input.length <= 200 && report.path !== "-") {
    const whole = found.arrival === undefined || found.arrival.kind === "whole";
    const how = whole ? "" : ` --arrival ${arrivalText(found.arrival)}`;
    const again = (verb: string, path: string): string => `printf '${octal(input)}' | etalon ${verb} ${path}${how}`;
    out.line(`${"  again".padEnd(column)}${again(whole ? "run" : "trace", report.path)}`);
    if (report.imagePath !== undefined)
      out.line(`${"".padEnd(column)}${again(whole ? "exec" : "trace", report.imagePath)}`);
  }
  out.line();
}

function printExcerpt(node: number, { loaded }: CheckReport, out: Output): void {
  const span = loaded.program.origins[node];
  if (span === undefined || span.end === 0) return;
  const diagnostic = { severity: "note", code: "source", message: "the source is here", span } as const;
  for (const line of renderDiagnostic(loaded.source, diagnostic, { color: out.color }).split("\n")) {
    out.line(" ".repeat(column) + line);
  }
}

/** How blocks arrive, where they do not arrive whole. */
function arrivalWords(arrival: Exclude<Arrival, { kind: "whole" }>): string {
  return arrival.kind === "single"
    ? "of each block of input or output one byte is moved"
    : `of each block of input or output a random share is moved, from seed ${arrival.seed}`;
}

function viewWords({ output, end }: ProcessView): string {
  return `wrote ${plural(output.length, "byte")}${output.length === 0 ? "" : ` ${shown(output)}`}, ${describeEnd(end)}`;
}

/** Bytes as a quoted text, with everything unprintable escaped, and not too long. */
export function shown(bytes: Uint8Array): string {
  const text = [...bytes.subarray(0, 60)].map(
    (byte) => ({ 10: "\\n", 9: "\\t", 13: "\\r", 34: '\\"', 92: "\\\\" })[byte] ?? visible(byte),
  );
  return `"${text.join("")}"${bytes.length > 60 ? "…" : ""}`;
}

function visible(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`;
}

/** Bytes for the shell's printf, in single quotes. */
function octal(bytes: Uint8Array): string {
  return [...bytes]
    .map((byte) =>
      /[\w .,:;+*/()=<>[\]{}-]/.test(String.fromCharCode(byte)) && byte < 0x7f
        ? String.fromCharCode(byte)
        : `\\${byte.toString(8).padStart(3, "0")}`,
    )
    .join("");
}
