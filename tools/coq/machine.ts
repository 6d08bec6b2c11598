/**
 * Images as Coq has them, and a run of one, step by step, in the extracted semantics. Its faults are put into the words of ours.
 */

import type { Fault, MachineFinal, Permissions, Reason, Refusal, Segment, Z } from "../../coq/extracted/semantics.js";
import type { Event, Outcome, Resource, Trap } from "../../src/core/behaviour.ts";
import type { Arrival } from "../../src/core/environment.ts";
import { impossible } from "../../src/core/impossible.ts";
import { describePermissions, hex, type Image, type Segment as OurSegment } from "../../src/machine/isa/image.ts";
import { imageIn } from "../../src/second/examine.ts";
import { machineSteps as stepsInCoq } from "../../src/second/runs.ts";
import { elementsOf, list, numberOf, z } from "../../src/second/values.ts";
import { given } from "./environment.ts";
import { eventsOf, plainName } from "./names.ts";

/** A segment as Coq has it. */
function segmentOf({ address, bytes, size, permissions: { read, write, execute } }: OurSegment): Segment {
  const permissions = { is: "Build_permissions", a: read, b: write, c: execute } as const;
  return { is: "Build_segment", a: z(address), b: list(bytes, z), c: z(size), d: permissions };
}

function permissionsOf({ a, b, c }: Permissions): OurSegment["permissions"] {
  return { read: a, write: b, execute: c };
}

/** The image that Coq's reader finds in a file, undefined where it refuses it. */
export function elfInCoq(file: Uint8Array): Pick<Image, "entry" | "segments"> | undefined {
  const image = imageIn(file);
  if (image === undefined) return undefined;
  const segments = [...elementsOf(image.b)].map(({ a, b, c, d }) => ({
    address: numberOf(a),
    bytes: Uint8Array.from([...elementsOf(b)].map(numberOf)),
    size: numberOf(c),
    permissions: permissionsOf(d),
  }));
  return { entry: numberOf(image.a), segments };
}

/** A step that was made: its rule, its events, the pc after it, and how the run ended, if it did. */
export interface MachineStep {
  readonly rule: string;
  readonly events: readonly Event[];
  readonly pc: number;
  readonly registers: readonly number[] | undefined;
  readonly outcome: Outcome | undefined;
}

/** The steps of a run in Coq's semantics, from these words in x1 … x31. */
export function* machineSteps(
  image: Image,
  input: Uint8Array,
  arrival?: Arrival,
  registers?: readonly number[],
): Generator<MachineStep> {
  const inCoq = { is: "Build_image", a: z(image.entry), b: list(image.segments, segmentOf) } as const;
  for (const { rule, events, before, after, final } of stepsInCoq(inCoq, given(input, arrival), registers)) {
    const step = { rule: plainName(rule), events: eventsOf(events) };
    const pc = numberOf((after ?? before).a);
    yield {
      ...step,
      pc,
      registers: after && [...elementsOf(after.b)].map((word) => numberOf(word) | 0),
      outcome: final && outcomeOf(final, pc),
    };
  }
}

function outcomeOf(final: MachineFinal<Z>, pc: number): Outcome {
  switch (final.is) {
    case "MachineHalted":
      return { kind: "halted", code: numberOf(final.a) | 0 };
    case "MachineTrapped":
      return { kind: "trapped", trap: plainName(final.a) as Trap };
    case "MachineExhausted":
      return { kind: "exhausted", resource: plainName(final.a) as Resource };
    case "MachineFaulted":
      return { kind: "faulted", reason: `${reasonOf(final.a)} (pc ${hex(pc)})` };
    default:
      return impossible(final);
  }
}

function reasonOf(why: Reason<Z>): string {
  switch (why.is) {
    case "MemoryRefused":
      return faultOf(why.a);
    case "NoSuchCall":
      return "a system call other than read(0, a, n) and write(1, a, n), n > 0, and exit(code)";
    case "NoStopCode":
      return `ebreak with ${hex(numberOf(why.a))} in a0, which is no stop code`;
    default:
      return impossible(why);
  }
}

function faultOf(fault: Fault): string {
  switch (fault.is) {
    case "PcMisaligned":
      return "pc is not a multiple of 4";
    case "NotFetched":
      return refusalOf(fault.a);
    case "NoInstruction":
      return `${hex(numberOf(fault.a))} is no RV32IM instruction`;
    case "AccessRefused": {
      const count = numberOf(fault.b);
      const bytes = count === 1 ? "byte" : "bytes";
      return `${plainName(fault.a)} of ${count} ${bytes} at ${hex(numberOf(fault.c))}: ${refusalOf(fault.d)}`;
    }
    default:
      return impossible(fault);
  }
}

function refusalOf(refusal: Refusal): string {
  switch (refusal.is) {
    case "NoMemory":
      return `no memory at ${hex(numberOf(refusal.a))}`;
    case "NotPermitted": {
      const { a: start, b: end, c: permissions } = refusal.b;
      const range = `${hex(numberOf(start))} to ${hex(numberOf(end) - 1)}`;
      const held = describePermissions(permissionsOf(permissions));
      return `${hex(numberOf(refusal.a))} is in a segment without that permission (${range}, ${held})`;
    }
    case "WrapsAround":
      return "it wraps around";
    default:
      return impossible(refusal);
  }
}
