/**
 * What `exec` says of a run beside what the program itself writes, all on standard error: each system call (`--strace`), one
 * warning for each number that is no call here, and how long it took (`--stats`).
 */

import { linuxCallName, type SeenCall, seenCalls } from "../../linux/index.ts";
import type { SystemCalls } from "../../machine/index.ts";
import type { Arguments, OptionSpec } from "../arguments.ts";
import type { Output } from "./terminal.ts";

/** The options. */
export const observationOptions: readonly OptionSpec[] = [
  { name: "strace", help: "show each system call on standard error, in the form of strace" },
  { name: "stats", help: "show instructions, seconds, engine and MIPS on standard error" },
];

/** A call that the program made and that is not implemented. */
export interface MissingCall {
  readonly number: number;
  readonly name?: string;
}

/** An observer of a program's system calls. */
export interface ObservedCalls {
  readonly calls: SystemCalls<number>;
  /** In the order in which the program first made them. */
  readonly missing: readonly MissingCall[];
}

/** Look at a program's calls; `before` is done before each line, so that what the program wrote comes first. */
export function observeCalls(
  path: string,
  calls: SystemCalls<number>,
  given: Arguments,
  error: Output,
  before: () => void,
): ObservedCalls {
  const missing: MissingCall[] = [];
  const strace = given.flag("strace");
  const say = (line: string): void => {
    before();
    error.line(line);
  };
  const seen = ({ number, known, line }: SeenCall): void => {
    if (strace) say(line());
    if (known || missing.some((one) => one.number === number)) return;
    const name = linuxCallName(number);
    missing.push({ number, ...(name === undefined ? {} : { name }) });
    const called = name === undefined ? `${number}` : `${number} (${name})`;
    say(
      `${error.paint("doubt", `${path}: warning:`)} system call ${called} is not implemented; the program got ENOSYS`,
    );
  };
  return { calls: seenCalls(calls, seen, strace ? "all" : "unknown"), missing };
}

/** What `--stats` tells. */
export interface RunStatistics {
  readonly instructions: number;
  /** From the first instruction to the end, waiting for input included. */
  readonly seconds: number;
  readonly engine: string;
  /** Millions of instructions a second. */
  readonly mips: number;
}

/** Run something and measure it; `instructions` says how many it retired. */
export function measured<T extends { readonly retired: number }>(
  engine: string,
  run: () => T,
): { readonly ran: T; readonly statistics: RunStatistics } {
  const start = performance.now();
  const ran = run();
  const seconds = (performance.now() - start) / 1000;
  const mips = seconds === 0 ? 0 : ran.retired / 1e6 / seconds;
  const rounded = (value: number): number => Number(value.toFixed(3));
  const statistics = { instructions: ran.retired, seconds: rounded(seconds), engine, mips: rounded(mips) };
  return { ran, statistics };
}

/** `12,345,678 instructions in 0.05 s, 246.9 MIPS (engine auto)`. */
export function describeStatistics({ instructions, seconds, engine, mips }: RunStatistics): string {
  const count = instructions.toLocaleString("en-US");
  const noun = instructions === 1 ? "instruction" : "instructions";
  return `${count} ${noun} in ${seconds} s, ${mips.toFixed(1)} MIPS (engine ${engine})`;
}
