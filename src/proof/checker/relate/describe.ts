/**
 * Obligations in words. Nothing is decided here: what these functions return is only read.
 */

import { impossible } from "../../../core/impossible.ts";
import type { BinaryWordOperation } from "../../../core/word.ts";
import { hex } from "../../../machine/isa/image.ts";
import { registerName } from "../../../machine/isa/register.ts";
import type { Location, SourceTerm } from "../../certificate/claims.ts";
import type { Effect } from "../segment/effect.ts";
import type { MachineEnd } from "../segment/machine-run.ts";
import type { Names } from "../segment/meaning.ts";
import type { SourceEnd } from "../segment/source-run.ts";
import { type Heap, infix, showTerm, type Term } from "../terms/term.ts";
import type { Obligation } from "../verdict.ts";
import { type About, type ClaimedValue, type EndObligation, obligations, type Side } from "./obligations.ts";

/** An obligation as a verdict has it, with its two sides where they are wanted. */
export function inWords(
  obligation: EndObligation,
  sides: boolean,
): Pick<Obligation, "name" | "by" | "what" | "source" | "machine"> {
  const { name, source, machine } = obligation;
  const told = { name, by: obligations[name].by, what: describeObligation(obligation) };
  return sides ? { ...told, source: describeSide(source), machine: describeSide(machine) } : told;
}

/** What has to hold. */
function describeObligation({ name, about }: EndObligation): string {
  const { statement } = obligations[name];
  return name === "array" ? statement.replace("‹word›", () => wordOf(about)) : filled(statement, about);
}

/** A statement with what it is about in its place. */
function filled(statement: string, about: About): string {
  switch (about.kind) {
    case "nothing":
      return statement;
    case "global":
    case "argument":
      return statement.replace("‹name›", () => about.name);
    case "register":
      return statement.replace("‹register›", registerName(about.register));
    case "claim":
      return statement
        .replace("‹place›", describeLocation(about.location))
        .replace("‹value›", () => describeValue(about.value));
    case "computed":
    case "held":
    case "fact":
      return statement
        .replace("‹place›", () => (about.kind === "held" ? describeLocation(about.location) : "anywhere"))
        .replace("‹term›", () => termOf(about))
        .replace("‹fact›", () => termOf(about))
        .replace("‹value›", () => (about.kind === "computed" ? describeValue(about.value) : termOf(about)));
    default:
      return impossible(about);
  }
}

/** The term that an obligation is about. */
function termOf(about: Extract<About, { kind: "computed" | "held" | "fact" }>): string {
  return about.kind === "fact"
    ? `${about.holds ? "" : "not "}${describeTerm(about.condition, about.names)}`
    : describeTerm(about.term, about.names);
}

const signs: Partial<Record<BinaryWordOperation, string>> = { add: "+", sub: "-", ...infix };

/** A term over the source configuration as people write it. */
export function describeTerm(term: SourceTerm, names: Pick<Names, "program" | "slots">): string {
  const { program, slots } = names;
  const show = (part: SourceTerm): string => describeTerm(part, names);
  switch (term.kind) {
    case "local":
      return slots[term.slot]?.name ?? `local ${term.slot}`;
    case "pending":
      return `operand ${term.index}`;
    case "result":
      return "the value just delivered";
    case "constant":
      return String(term.value);
    case "global":
      return program.globals[term.index]?.name ?? `global ${term.index}`;
    case "entry_sp":
      return "sp at entry";
    case "register":
    case "slot":
      return describeLocation(term);
    case "length":
      return `len(${show(term.array)})`;
    case "element":
      return `${show(term.array)}[${show(term.index)}]`;
    case "apply": {
      const sign = signs[term.operation];
      const [left, right] = [show(term.left), show(term.right)];
      return sign === undefined ? `${term.operation}(${left}, ${right})` : `(${left} ${sign} ${right})`;
    }
    default:
      return impossible(term);
  }
}

/** The word that has to be an array. */
function wordOf(about: About): string {
  switch (about.kind) {
    case "claim":
      return `the claimed value of ${describeValue(about.value)}`;
    case "computed":
    case "held":
    case "fact":
      return `an array in ${termOf(about)}`;
    case "nothing":
    case "global":
    case "argument":
    case "register":
      throw new Error(`a ${about.kind} is no word that has to be an array`);
    default:
      return impossible(about);
  }
}

function describeValue(value: ClaimedValue): string {
  switch (value.kind) {
    case "variable":
      return `variable ${value.name}`;
    case "pending":
      return `pending operand ${value.index}`;
    case "delivered":
      return "the value just delivered";
    default:
      return impossible(value);
  }
}

/** What one side has. */
function describeSide(side: Side): string {
  switch (side.kind) {
    case "unknown":
      return "nothing known";
    case "end":
      return describeEnd(side.end);
    case "effects":
      return describeEffects(side.effects);
    case "heap":
      return describeHeap(side.heap) + (side.complete ? "" : ", and a text in part");
    case "location":
      return describeLocation(side.location);
    case "bytes":
      return `${side.bytes} bytes`;
    case "frame":
      return `a frame of ${side.bytes} bytes`;
    case "words":
      return side.words;
    default:
      return showTerm(side);
  }
}

/** Where a word is, in words. */
export function describeLocation(location: Location): string {
  switch (location.kind) {
    case "register":
      return registerName(location.register);
    case "slot":
      return `${location.offset}(sp)`;
    case "constant":
      return `the constant ${location.value}`;
    default:
      return impossible(location);
  }
}

function describeEnd(end: SourceEnd | MachineEnd): string {
  switch (end.kind) {
    case "cut":
      return "point" in end ? `arrives ${end.point.phase} node ${end.point.node}` : `arrives at ${hex(end.pc)}`;
    case "call":
      return `${"node" in end ? "calls" : "enters"} function ${end.callee}`;
    case "return":
      return "returns";
    case "final":
      return describeFinal(end.final);
    case "stuck":
      return end.reason;
    case "over budget":
      return "goes on";
  }
}

type Final = Extract<SourceEnd | MachineEnd, { kind: "final" }>["final"];

function describeFinal(final: Final): string {
  switch (final.kind) {
    case "trapped":
      return `traps: ${final.trap}`;
    case "faulted":
      return `faults: ${final.reason}`;
    case "halted":
      return "exits";
    case "exhausted":
      return `gives up: ${final.resource}`;
  }
}

/** The most effects, and writes to arrays, that are shown. */
const shownEffects = 12;

function describeEffects(effects: readonly Effect[]): string {
  if (effects.length === 0) return "none";
  const shown = effects.slice(0, shownEffects).map(describeEffect).join(", ");
  return effects.length > shownEffects ? `${shown}, … (${effects.length} in all)` : shown;
}

function describeEffect(effect: Effect): string {
  switch (effect.kind) {
    case "read":
      return effect.ended ? "read the end" : `read ${bytesOf(effect.count)}`;
    case "write": {
      const { count, byte, lost } = effect;
      return isOne(count)
        ? `write ${showTerm(byte, 4)}`
        : `write ${bytesOf(count)}, ${showTerm(byte, 4)}${lost === true ? ", lost" : ""}`;
    }
    case "allocate":
      return `allocate ${effect.allocation.element}[${showTerm(effect.allocation.length, 4)}]`;
    default:
      return impossible(effect);
  }
}

/** Writes to arrays, the newest first. */
function describeHeap(heap: Heap): string {
  const writes: string[] = [];
  for (let h = heap; h.kind !== "initial"; h = h.before) {
    if (writes.length === shownEffects) {
      writes.push("…");
      break;
    }
    writes.push(describeWrite(h));
  }
  return writes.length === 0 ? "no writes" : writes.join(", before it ");
}

function describeWrite(write: Exclude<Heap, { kind: "initial" }>): string {
  const reference = showTerm(write.reference, 4);
  switch (write.kind) {
    case "store":
      return `${reference}[+${showTerm(write.index, 4)}] = ${showTerm(write.value, 4)}`;
    case "fill":
      return `${showTerm(write.count, 4)} bytes into ${reference}[+${showTerm(write.index, 4)}]`;
    case "allocate":
      return `${reference} is new ${write.element}[](${showTerm(write.length, 4)})`;
    case "text":
      return write.element === "byte"
        ? `${reference} is a text of ${write.values.length} bytes`
        : `${reference} is an array of ${write.values.length} constants`;
    default:
      return impossible(write);
  }
}

function isOne(count: Term): boolean {
  return count.kind === "constant" && count.value === 1;
}

/** So many bytes at most, in words. */
function bytesOf(count: Term): string {
  return isOne(count) ? "a byte" : `up to ${showTerm(count, 4)} bytes`;
}
