/**
 * What is observed of a program from outside, on the formal machine and on the measured one: an exit status and the bytes
 * on descriptor 1. And the expectation, which the formal machine gives.
 */

import type { Outcome } from "../core/behaviour.ts";
import { impossible } from "../core/impossible.ts";
import type { MachineFinal } from "../machine/semantics/machine.ts";
import { survivedStatus } from "./experiment.ts";

/** What a measured machine did with a program. */
export type Observation =
  /** The process ended. A signal counts as 128 and its number, as shells say. */
  | { readonly kind: "ended"; readonly status: number; readonly output: Uint8Array }
  /** It had not ended when the time limit was reached. */
  | { readonly kind: "timeout" }
  /** It wrote far more than any program of the suite, and was stopped. */
  | { readonly kind: "flooded" }
  /** The machine could not be started or reached. */
  | { readonly kind: "unavailable"; readonly reason: string };

/** A process may also be ended by the system, with any of these statuses. */
export type Ending = "stop" | "fault" | "fault-or-abort";

/** What the formal machine expects. */
export interface Expectation {
  /** An exit status, or another way in which the process ends. */
  readonly end: number | Ending;
  readonly output: Uint8Array;
}

/** The statuses with which a system ends a process: SIGTRAP; SIGILL, SIGBUS or SIGSEGV. */
const stopStatuses: readonly number[] = [133];
const faultStatuses: readonly number[] = [132, 135, 139];

/** This many instructions are enough for every program of the suite. */
export const referenceBudget = 2_000_000;

/** How the process ends when the machine has stopped. */
export function endingOf(outcome: MachineFinal<number>, pc: number): Expectation["end"] {
  switch (outcome.kind) {
    case "halted":
      return outcome.code & 255;
    case "trapped":
    case "exhausted":
      return "stop";
    case "faulted":
      // An emulator without exceptions for misaligned jumps may stop in its own way.
      return (pc & 3) === 0 ? "fault" : "fault-or-abort";
    default:
      return impossible(outcome);
  }
}

/** The status of a process with this ending; undefined when it does not end. */
export function statusOf(outcome: Outcome): number | undefined {
  switch (outcome.kind) {
    case "halted":
      return outcome.code & 255;
    case "trapped":
    case "exhausted":
      return 133;
    case "faulted":
      return 139;
    case "running":
      return undefined;
    default:
      return impossible(outcome);
  }
}

/** Did it do what the formal machine expects? */
export function agrees(expected: Expectation, seen: Observation): boolean {
  return seen.kind === "ended" && endsAs(expected.end, seen.status) && sameBytes(expected.output, seen.output);
}

/** Is this status the expected ending? */
export function endsAs(end: Expectation["end"], status: number): boolean {
  switch (end) {
    case "stop":
      return stopStatuses.includes(status);
    case "fault":
      return faultStatuses.includes(status);
    case "fault-or-abort":
      return status !== 0 && status !== survivedStatus;
    default:
      return status === end;
  }
}

/** Are two runs of bytes the same? */
export function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

/** An ending in words. */
function describeEnd(end: Expectation["end"]): string {
  switch (end) {
    case "stop":
      return "stopped by ebreak (133)";
    case "fault":
      return "faulted (132, 135 or 139)";
    case "fault-or-abort":
      return "faulted (132, 135, 139, or gave up)";
    default:
      return `exit status ${end}`;
  }
}

/** The status of a process in words, as shells count: signals from 128 on. */
export function describeStatus(status: number): string {
  const signals: Readonly<Record<number, string>> = { 132: "SIGILL", 133: "SIGTRAP", 134: "SIGABRT", 135: "SIGBUS" };
  const signal = status === 139 ? "SIGSEGV" : signals[status];
  return signal === undefined ? `exit status ${status}` : `exit status ${status} (${signal})`;
}

/** An observation in words. */
export function describeObservation(seen: Observation): string {
  switch (seen.kind) {
    case "ended":
      return `${describeStatus(seen.status)}${describeOutput(seen.output)}`;
    case "timeout":
      return "did not end in time";
    case "flooded":
      return "wrote without end";
    case "unavailable":
      return seen.reason;
    default:
      return impossible(seen);
  }
}

/** What a program must do, in words. */
export function describeExpectation({ end, output }: Expectation): string {
  return `${describeEnd(end)}${describeOutput(output)}`;
}

function describeOutput(output: Uint8Array): string {
  if (output.length === 0) return "";
  const shown = [...output.subarray(0, 24)].map((byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `, output ${shown}${output.length > 24 ? ` … (${output.length} bytes)` : ""}`;
}
