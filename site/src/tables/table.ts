/**
 * The forms of the recorded tables beside this file, which `tools/tables.ts` makes.
 */

/** What killed each mutant of the compiler. */
export interface MutantTable {
  /** The first program of the hunt. */
  readonly seed: number;
  readonly rows: readonly {
    readonly name: string;
    readonly class: string;
    readonly pass: string;
    /** For each property: does it fail where the mutant is killed? */
    readonly flow: boolean;
    readonly ssa: boolean;
    readonly optimised: boolean;
    readonly allocated: boolean;
    readonly machine: boolean;
    readonly certificate: boolean;
    /** Programs until the kill. */
    readonly tests: number;
    /** Nodes of that program, made small. */
    readonly nodes: number;
  }[];
}

/** What the calibration finds of each faulty processor. */
export interface FaultTable {
  readonly programs: number;
  readonly experiments: number;
  readonly rows: readonly {
    readonly name: string;
    readonly sentence: string;
    /** Is a rule wrong as a whole, or only for few operands? */
    readonly scope: string;
    /** The broken rules, with their numbers. */
    readonly rules: readonly string[];
    /** Programs of the suite that found it, and how many of these did not end. */
    readonly found: number;
    readonly hung: number;
    /** The classes of operands that found it. */
    readonly classes: readonly string[];
  }[];
}
