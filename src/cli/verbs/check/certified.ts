/**
 * The certified part of what `etalon check` prints: how much was shown; or the obligation that did not close, with the
 * place in source and binary, both sides, and whether an input was found on which the binary really fails.
 */

import { impossible } from "../../../index.ts";
import { disassemble, hex } from "../../../machine/index.ts";
import type { Certification, Obligation } from "../../../proof/index.ts";
import { checkerAtHand } from "../../host/checker.ts";
import { advisoryEntries } from "../../view/checker.ts";
import { plural } from "../../view/facts.ts";
import { indented } from "../../view/layout.ts";
import { checkedText, memoryText } from "../../view/statistics.ts";
import type { Output } from "../../view/terminal.ts";
import type { CheckSubject } from "./document.ts";

const column = 12;

/** Print the certified part. */
export function printCertified(subject: CheckSubject, certification: Certification, out: Output): void {
  // Fold first, then paint: colour codes take no columns.
  const head = (text: string): void => out.line(`${out.paint("strong", "CERTIFIED")}   ${text}`);
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));
  switch (certification.verdict) {
    case "none":
      head("nothing");
      entry("", `${certification.reason}.`);
      return;
    case "undecided":
      head("nothing: undecided");
      entry("", `${certification.reason}.`);
      return;
    case "starved":
      head("nothing: the image is STARVED");
      entry("", `${certification.reason}.`);
      return;
    case "certified":
      head("these bytes conform to this source, for every input");
      printEvidence(certification, out);
      return;
    case "refused":
      head("nothing: the certificate is REFUSED");
      entry("", `${certification.reason}.`);
      if (certification.obligation !== undefined) printObligation(certification.obligation, subject, entry);
      if (certification.sought !== undefined) {
        const { runs, found } = certification.sought;
        const tried = `${plural(runs, "more input")} tried on the machine`;
        entry("  sought", found ? `${tried}: it really fails, see below` : `${tried}: none makes it fail`);
      }
      return;
    default:
      return impossible(certification);
  }
}

type Entry = (title: string, text: string) => void;

/** What the checker went through, how much memory the binary has, and what is known against this checker. */
export function printEvidence(
  { statistics, layout }: Omit<Extract<Certification, { verdict: "certified" }>, "verdict" | "obligations">,
  out: Output,
): void {
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));
  entry("  checked", checkedText(statistics));
  entry("  memory", memoryText({ layout }));
  for (const [title, text] of advisoryEntries(checkerAtHand())) entry(title, text);
}

function printObligation(obligation: Obligation, { loaded, image }: CheckSubject, entry: Entry): void {
  const { from, node, pc, what, source, machine } = obligation;
  const place = (of: number): string => {
    const { line, column: at, file = loaded.source.name } = loaded.position(of);
    return `${file}:${line}:${at}`;
  };
  entry("  function", `${obligation.function}, from ${from.phase} ${place(from.node)} at ${hex(from.pc)}`);
  if (node !== undefined) entry("  source", `${place(node)}  ${shortened(loaded.textOf(node))}`);
  if (pc !== undefined) entry("  machine", `${hex(pc)}  ${instructionAt(image, pc)}`);
  entry("  wanted", what);
  entry("  here", `source: ${source ?? ""}`);
  entry("", `machine: ${machine ?? ""}`);
}

function shortened(line: string): string {
  return line.length <= 50 ? line : `${line.slice(0, 49)}…`;
}

function instructionAt(image: CheckSubject["image"], pc: number): string {
  const segment = image.segments.find(({ address, bytes }) => address <= pc && pc + 4 <= address + bytes.length);
  if (segment === undefined) return "(no code)";
  const { buffer, byteOffset, length } = segment.bytes;
  const word = new DataView(buffer, byteOffset, length).getInt32(pc - segment.address, true);
  return disassemble(word, { pc }).replace("\t", " ");
}
