/**
 * The evidence that testing gives, as plain data: what was run, what agreed, what did not, and what was never reached.
 */

import type { ResultName } from "../../compiler/steps.ts";
import type { Outcome } from "../../core/behaviour.ts";
import type { Arrival } from "../../core/environment.ts";
import type { Difference } from "./conforms.ts";
import type { Share, SourceCoverage } from "./coverage.ts";
import type { MachinePlace } from "./observe-machine.ts";
import type { SourcePlace } from "./observe-source.ts";
import type { OutsideConformance, ProcessView } from "./outside.ts";

/** The engines that are compared with the Ell semantics (`qemu`: with the formal machine on the same file). */
export type Engine = "evaluate" | ResultName | "qemu";

/** An input with a name to speak of it. */
export interface NamedInput {
  /** Such as `hello` for an example, or `seed 1, input 17`. */
  readonly name: string;
  readonly input: Uint8Array;
  /** How its blocks arrive, and those of the output are taken; whole unless given. */
  readonly arrival?: Arrival | undefined;
}

/** An input that came with the program, and what its author expects of it, where that was said. */
export interface ExampleRun extends NamedInput {
  readonly output?: Uint8Array | undefined;
  /** How it should end; exit codes are compared modulo 256. */
  readonly end?: Extract<Outcome, { readonly kind: "halted" | "trapped" }> | undefined;
}

/** The results of one engine's runs. The five counts add up to the number of runs. */
export interface EngineReport {
  readonly engine: Engine;
  /** What it was held against. */
  readonly against: "source" | "machine";
  /** Equal events and outcome. */
  readonly equal: number;
  /** The machine spent a resource, after a prefix of the source's events. */
  readonly exhausted: number;
  /** Not observed to the end. Never a pass. */
  readonly inconclusive: number;
  readonly differing: number;
  /** Not run, and why. */
  readonly skipped: number;
  readonly skippedBecause: string | undefined;
}

/** An input on which two sides differ. */
export interface Counterexample extends NamedInput {
  readonly engine: Engine;
  readonly against: "source" | "machine";
  /** How two behaviours differ; or, for a process, how its view from outside does. */
  readonly difference:
    | { readonly kind: "behaviour"; readonly at: Difference }
    | {
        readonly kind: "process";
        readonly at: Extract<OutsideConformance, { verdict: "differs" }>;
        readonly process: ProcessView;
        readonly machine: ProcessView;
      };
  /** Where the source is when the two first differ. */
  readonly source: SourcePlace | undefined;
  /** Where the machine is when the two first differ. */
  readonly machine: MachinePlace | undefined;
}

/** Did an example do what its author expects? */
export interface Expectation {
  readonly name: string;
  /** Nothing was expected; or the source did it, or did something else. */
  readonly verdict: "none" | "met" | "missed";
  /** What differs, in words. */
  readonly detail: string | undefined;
}

/** What tests alone conclude; each word means what it means in the verdict of an argument. */
export type TestVerdict = "tested" | "differs" | "unexpected" | "exhausted" | "undecided";

/** All that testing one image against one program gave. */
export interface TestReport {
  /** `tested`: no difference in the runs made. When none of them was observed to its end, it is `undecided`. */
  readonly verdict: TestVerdict;
  readonly seed: number;
  /** Inputs generated. */
  readonly runs: number;
  /** How many of all the inputs were different from each other. */
  readonly distinct: number;
  /**
   * How many of them the program can distinguish: each of the others agrees with one of these in all bytes that were
   * read. A program that reads or writes blocks distinguishes all of them, and how they arrive.
   */
  readonly distinguished: number;
  /** How many real processes were started: one for all inputs that the machine does not distinguish. */
  readonly processes: number;
  /** Inputs that came with the program. */
  readonly examples: number;
  readonly engines: readonly EngineReport[];
  /** At most one for each engine: its first. */
  readonly counterexamples: readonly Counterexample[];
  readonly expectations: readonly Expectation[];
  /** How the source's runs ended, and how many wrote nothing. */
  readonly outcomes: Readonly<Record<Outcome["kind"], number>>;
  readonly silent: number;
  readonly coverage: {
    readonly source: SourceCoverage;
    /** Instructions of the image executed, of those in its text. */
    readonly instructions: Share;
  };
  /** Steps of the Ell semantics and instructions of the machine, over all runs. */
  readonly steps: { readonly source: number; readonly machine: number };
}
