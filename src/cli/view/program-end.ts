/**
 * How the command exits for a program that it ran: as the ELF file would under an operating system, seen from a shell.
 */

import { impossible, type Outcome } from "../../index.ts";
import type { NodeId, TrapDetail } from "../../lang/index.ts";
import { exitCodes } from "../exit-codes.ts";
import { printable } from "./printable.ts";

/** The exit code of `run` and `exec` for an outcome. */
export function exitOf(outcome: Outcome): number {
  switch (outcome.kind) {
    case "halted":
      return outcome.code & 255;
    case "trapped":
    case "exhausted":
      return exitCodes.stopped;
    case "faulted":
      return exitCodes.faulted;
    case "running":
      return exitCodes.undecided;
    default:
      return impossible(outcome);
  }
}

/** Why a program stopped itself, as a sentence. */
export function trapSentence(trap: Extract<Outcome, { kind: "trapped" }>["trap"]): string {
  switch (trap) {
    case "divide":
      return "the divisor is 0";
    case "bounds":
      return "the index, or the range of bytes, is outside the array";
    case "length":
      return "the length of a new array is negative";
    case "assert":
      return "the assertion is false";
    default:
      return impossible(trap);
  }
}

/** The values behind a trap, as a sentence; `textOf` gives the text of an expression. */
export function trapWords(detail: TrapDetail, textOf: (node: NodeId) => string): string {
  switch (detail.trap) {
    case "divide":
      return `the divisor is 0, and the dividend ${detail.dividend}`;
    case "bounds":
      return detail.count === undefined
        ? `the index ${detail.index} is outside the array, whose length is ${detail.length}`
        : `${detail.count} bytes from index ${detail.index} on are not within the array, whose length is ${detail.length}`;
    case "length":
      return `the length of a new array is negative: ${detail.length}`;
    case "assert": {
      const sentence =
        detail.text === undefined
          ? trapSentence("assert")
          : `${trapSentence("assert")}: ${printableBytes(detail.text)}`;
      if (detail.comparison === undefined) return sentence;
      const { left, right } = detail.comparison;
      const said = [left, right].map(({ node, type, value }) => {
        const shown = type === "bool" ? String(value !== 0) : String(value);
        const text = textOf(node);
        return text === shown ? undefined : `\`${text}\` is ${shown}`;
      });
      const values = said.filter((part) => part !== undefined).join(", ");
      // Two literals say all there is to say.
      if (values === "") return sentence;
      return detail.text === undefined ? `${sentence}: ${values}` : `${sentence} (${values})`;
    }
    default:
      return impossible(detail);
  }
}

/** The text of an assertion, fit for a terminal. */
function printableBytes(bytes: readonly number[]): string {
  return printable(new TextDecoder().decode(Uint8Array.from(bytes)));
}

/** The values behind a trap as JSON documents carry them. */
export function trapDocument(detail: TrapDetail, textOf: (node: NodeId) => string): object {
  if (detail.trap !== "assert") return detail;
  const text = detail.text === undefined ? {} : { text: new TextDecoder().decode(Uint8Array.from(detail.text)) };
  if (detail.comparison === undefined) return { trap: "assert", ...text };
  const { left, right } = detail.comparison;
  const operand = ({ node, value }: typeof left): object => ({ text: textOf(node), value });
  return { trap: "assert", ...text, comparison: { left: operand(left), right: operand(right) } };
}

/** Bytes as JSON documents carry them: base64, and as text when they are UTF-8. */
export function bytesDocument(bytes: Uint8Array): { base64: string; text?: string } {
  const base64 = Buffer.from(bytes).toString("base64");
  try {
    return { base64, text: new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes) };
  } catch {
    return { base64 };
  }
}
