/**
 * What the worker tells the page: plain data, so that it can be copied from one to the other.
 */

import type { Diagnostic } from "etalon";
import type { Level } from "etalon/compiler";
import type { ClosedBy, Conjunct, Counterexample, ObligationName, RelatedClaim, TestVerdict } from "etalon/proof";

/** The words of the error of a worker that is asked about a program before it has one. */
export const nothingCompiled = "nothing is compiled";

/** A file that a program imports: its path from the main file's folder, and its text. */
export type ImportedFile = readonly [path: string, text: string];

/** What the main file is called where nobody named it. */
export const usualEntry = "main.ell";

/** What to look at. */
export interface Question {
  /** The text of the main file. */
  readonly source: string;
  /** What the main file is called. */
  readonly entry: string;
  /** The other files; the standard library is not among them. */
  readonly files: readonly ImportedFile[];
  /** The bytes that the program reads. */
  readonly input: Uint8Array;
  /** The name of a compiler with a bug, or of an innocent variant; none for ours. */
  readonly compiler: string | undefined;
  /** How much is optimised. */
  readonly level: Level;
  /** Names of optimisations, as `-O1` and `--passes` take them. */
  readonly passes: readonly string[];
  /** Assembly that was edited by hand, and is looked at instead of what the compiler makes. */
  readonly assembly: string | undefined;
  /** An image and its certificate that came as files; without them the program is compiled. */
  readonly given: GivenFiles | undefined;
  /** Stack and heap, where they are not the usual ones. */
  readonly memory: MemorySizes;
}

/** Bytes of stack and heap; what is not there is as usual. */
export interface MemorySizes {
  readonly stackBytes?: number;
  readonly heapBytes?: number;
}

/** The bytes of an ELF file and of its certificate. */
export interface GivenFiles {
  readonly image: Uint8Array;
  readonly certificate: Uint8Array;
}

/** A cut point, under the one letter that all panes call it by. */
export interface CutMark {
  readonly letter: string;
  readonly function: string;
  readonly phase: "before" | "after";
  readonly node: number;
  readonly line: number;
  readonly column: number;
  readonly pc: number;
  /** What is claimed there, in words; some of it where it is much. */
  readonly claims: readonly string[];
}

/** One instruction of the image. `line` is the compiler's own word; 0 where it has none. */
export interface AssemblyRow {
  readonly pc: number;
  readonly mnemonic: string;
  readonly operands: string;
  readonly bytes: string;
  readonly line: number;
  readonly column: number;
  /** The function that begins here. */
  readonly begins: string | undefined;
  /** What our own compiler has here, where a broken one changed it. */
  readonly ours: string | undefined;
}

/** One line of a flow program. */
export interface FlowRow {
  readonly text: string;
  readonly depth: 0 | 1 | 2;
  /** 0 for a heading. */
  readonly line: number;
  /** The cut point that the compiler marked here. */
  readonly letter: string | undefined;
  /** Is it not in the program that this one is held against? */
  readonly isNew?: boolean;
}

/** What a pass's program is held against: that of the pass before, or what our compiler's pass makes. */
export type Against = "before" | "ours";

/** A pass of the compiler. */
export interface PassInfo {
  readonly name: string;
  readonly title: string;
  /** Does it make a flow graph, which can be drawn? */
  readonly graph: boolean;
  /** Does it nothing, since none of its optimisations is made? */
  readonly idle: boolean;
}

/** An optimisation of the compiler. */
export interface OptimisationInfo {
  readonly name: string;
  readonly does: string;
  /** The least level that has it. */
  readonly level: Level;
  /** Was it made? */
  readonly made: boolean;
}

/** What leaving out an optimisation would cost a function. */
export interface ShownGain {
  readonly optimisation: string;
  readonly function: string;
  readonly instructions: number;
  readonly bytes: number;
  /** Instructions, weighed by the loops that they are in. */
  readonly work: number;
}

/** A line of what a pass made, beside what was there before. */
export interface ChangedLine {
  readonly kind: "added" | "removed" | "kept" | "left out";
  readonly text: string;
}

/** What a pass changed. */
export interface PassChanges {
  readonly name: string;
  readonly added: number;
  readonly removed: number;
  /** Have the two so little in common that lines are not compared? */
  readonly apart: boolean;
  readonly lines: readonly ChangedLine[];
}

/** A block of a drawn flow graph. */
export interface ShownBlock {
  readonly index: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly rows: readonly FlowRow[];
  /** Lines that are not drawn. */
  readonly more: number;
  /** Where its code is: the first address, and the one after the last. */
  readonly begin: number;
  readonly end: number;
}

/** An edge of a drawn flow graph. */
export interface ShownEdge {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A function's flow graph, laid out. */
export interface ShownGraph {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly blocks: readonly ShownBlock[];
  readonly edges: readonly ShownEdge[];
  /** What is not as in the program that it is held against; none where there is no such program. */
  readonly changes?: { readonly added: number; readonly removed: number; readonly apart: boolean } | undefined;
  /** How many blocks it has, where these are too many to be drawn. */
  readonly tooLarge: number | undefined;
}

/** A step of the source, or several with the same rule of thumb: one line of the text. */
export interface SourceStep {
  readonly line: number;
  readonly steps: number;
}

/** One executed instruction. */
export interface MachineStep {
  readonly pc: number;
  readonly text: string;
  /** What it did, in words: the register it wrote, the branch it took. */
  readonly effect: string;
}

/** A word with a name: a variable, a register, a word of memory. */
export interface ShownWord {
  readonly id: string;
  readonly name: string;
  readonly value: string;
  /** Its address, in memory. */
  readonly at?: string;
  /** The box that it points at. */
  readonly to?: string;
  /** The word of the machine that is claimed to be the same. */
  readonly same?: string;
  /** The array that it is a reference to. */
  readonly array?: number;
  /** Do the two sides differ here? */
  readonly wrong?: boolean;
}

/** Words that belong together: a frame of either side, globals, an array, or what lies outside every object. */
export interface ShownBox {
  readonly id: string;
  readonly kind: "frame" | "globals" | "stack" | "array" | "outside";
  readonly title: string;
  readonly words: readonly ShownWord[];
  /** Words that are not shown. */
  readonly more: number;
  /** Is it of the running function? */
  readonly now: boolean;
  /** Its address. */
  readonly at?: string;
  /** The instruction that made the access, and the register that its address is in. */
  readonly by?: string;
  readonly from?: string;
}

/** What both sides hold. */
export interface ShownState {
  readonly frames: readonly ShownBox[];
  readonly hiddenFrames: number;
  readonly registers: readonly ShownWord[];
  readonly memory: readonly ShownBox[];
  /** How many arrays there are. */
  readonly arrays: number;
  readonly heapPointer: string;
}

/** A place where both sides stand, and the way there from the place before. */
export interface WalkedSquare {
  readonly number: number;
  readonly function: string;
  /** The cut point's letter; undefined at an end. */
  readonly letter: string | undefined;
  readonly source: string;
  readonly machine: string;
  readonly sourceSteps: number;
  readonly machineSteps: number;
  readonly events: readonly string[];
  readonly machineEvents: readonly string[];
  /** All events up to here, of which the last are given. */
  readonly eventsSoFar: { readonly count: number; readonly last: readonly string[] };
  readonly values: readonly RelatedClaim[];
  /** The rest of the relation, conjunct by conjunct. */
  readonly invariant: readonly Conjunct[];
  readonly broken: string | undefined;
  /** At most so many as fit; the counts above say how many there are. */
  readonly sourcePath: readonly SourceStep[];
  readonly machinePath: readonly MachineStep[];
  /** All instructions on the way. */
  readonly executed: readonly number[];
  /** What is held when both sides stand here. */
  readonly state: ShownState;
}

/** A run in lockstep: of each square how much happened in it. The squares themselves are asked for as they are shown. */
export interface Lockstep {
  /** Squares walked so far. */
  readonly count: number;
  /** Instructions of each square, from the start, which is no square, on. */
  readonly steps: Uint32Array;
  /** Events up to the end of each. */
  readonly events: Uint32Array;
  /** The square that breaks; it is the last. */
  readonly broken: number | undefined;
  /** Was the run walked to its end, or to that of a budget? */
  readonly over: boolean;
  /** Which budget ended it. */
  readonly stopped: string | undefined;
}

/** How far a function of a program and of an image without a certificate were level. */
export interface InferredFunction {
  readonly name: string;
  readonly kind: "level" | "apart" | "never called" | "no entry" | "over budget";
  /** Why it was not looked at to the end. */
  readonly reason: string | undefined;
  /** Where the two were level last, what comes next on each side, and what is not shown of it. */
  readonly apart:
    | {
        readonly line: number;
        readonly pc: number;
        readonly nextLine: number | undefined;
        readonly nextPc: number | undefined;
        readonly what: string;
        readonly source: string | undefined;
        readonly machine: string | undefined;
        /** Each tells more: a question, where to look, what is right. */
        readonly hints: readonly [question: string, look: string, rule: string] | undefined;
      }
    | undefined;
}

/** What was found for an image that came without a certificate. */
export interface Inferred {
  readonly certified: boolean;
  /** Why not, in the checker's words. */
  readonly reason: string | undefined;
  /** How many functions are level throughout. */
  readonly level: number;
  readonly functions: readonly InferredFunction[];
}

/** What all panes show. */
export type Compiled =
  | {
      readonly kind: "refused";
      readonly diagnostics: readonly Diagnostic[];
      /** The files that it imports and the page does not have, by path. */
      readonly missing: readonly string[];
    }
  | { readonly kind: "limit"; readonly message: string }
  /** The edited assembly is none. */
  | { readonly kind: "unassembled"; readonly text: string; readonly diagnostics: readonly Diagnostic[] }
  | {
      readonly kind: "compiled";
      readonly functions: readonly string[];
      readonly assembly: readonly AssemblyRow[];
      /** None of an image that came as a file. */
      readonly passes: readonly PassInfo[];
      /** None of an image that came as a file. */
      readonly optimisations: readonly OptimisationInfo[];
      readonly cuts: readonly CutMark[];
      readonly imageBytes: number;
      /** What was found for edited assembly. */
      readonly inferred: Inferred | undefined;
      readonly lockstep: Lockstep;
    };

/** An obligation that closed; several with the same words as one. */
export interface ShownObligation {
  readonly what: string;
  readonly name: ObligationName;
  readonly by: ClosedBy;
  readonly source: string;
  readonly machine: string;
  readonly count: number;
}

/** A pair of paths from one cut point, and the obligations at its end. */
export interface ShownPath {
  readonly end: string;
  readonly count: number;
  readonly obligations: readonly ShownObligation[];
}

/** The paths from one cut point; they are asked for as they are shown. */
export interface ObligationGroup {
  readonly pc: number;
  readonly letter: string | undefined;
  readonly from: string;
  readonly paths: number;
  readonly obligations: number;
}

/** The checker's answer. */
export type Checked = {
  readonly statistics:
    | Readonly<Record<"functions" | "cuts" | "paths" | "obligations" | "bySyntax", number>>
    | undefined;
} & (
  | { readonly verdict: "certified"; readonly groups: readonly ObligationGroup[] }
  | {
      readonly verdict: "refused";
      readonly reason: string;
      readonly what: string | undefined;
      readonly by: ClosedBy | undefined;
      readonly where: string | undefined;
      readonly letter: string | undefined;
      readonly source: string | undefined;
      readonly machine: string | undefined;
    }
  | { readonly verdict: "undecided" | "starved" | "invalid"; readonly reason: string }
  /** No certificate was found for it. */
  | { readonly verdict: "not shown" }
);

/** What tests on inputs found. */
export interface Tested {
  readonly verdict: TestVerdict;
  readonly runs: number;
  readonly distinct: number;
  readonly counterexample:
    | { readonly input: Uint8Array; readonly words: string; readonly engine: Counterexample["engine"] }
    | undefined;
}

/** A compiler that can be chosen instead of ours. */
export interface CompilerChoice {
  readonly name: string;
  readonly group: string;
  readonly description: string;
  readonly pass: string;
  /** A program that shows the bug. An innocent variant has none. */
  readonly witness: { readonly source: string; readonly input: Uint8Array } | undefined;
}

/** What a replay token names, as text. */
export interface Replayed {
  readonly source: string;
  readonly input: Uint8Array;
  readonly memory: MemorySizes;
  readonly level: Level;
  readonly passes: readonly string[];
}

/** What a campaign tests. */
export interface CampaignOrder {
  readonly seed: number;
  /** Check the certificate of every program as well. */
  readonly certify: boolean;
  /** The name of a compiler with a bug; none for ours. */
  readonly compiler: string | undefined;
  readonly level: Level;
  readonly passes: readonly string[];
}

/** How many rules of a semantics fired, and which did not. */
export interface RuleShare {
  readonly reached: number;
  readonly of: number;
  readonly missing: readonly string[];
}

/** How far a campaign is. Counts are of the finished blocks: `counted` cases. */
export interface CampaignProgress {
  readonly cases: number;
  readonly counted: number;
  readonly seconds: number;
  readonly verdicts: Readonly<Record<string, number>>;
  readonly outcomes: Readonly<Record<string, number>>;
  readonly features: Readonly<Record<string, number>>;
  readonly certificates: Readonly<Record<string, number>>;
  readonly silent: number;
  readonly exhausted: number;
  /** Nodes of the program in the middle. */
  readonly median: number;
  /** Rates with which "no difference" would mean little, in words. */
  readonly weak: readonly string[];
  readonly ell: RuleShare;
  readonly machine: RuleShare;
}

/** A case that failed. */
export interface CampaignFinding {
  readonly index: number;
  readonly class: string;
  readonly detail: string;
  /** The case made small, where it is the first of its class in its block; else the case as it was generated. */
  readonly token: string;
  readonly text: string | undefined;
  readonly nodes: number | undefined;
}

/** A step inside a square, on one side, from 0. */
export interface StepAt {
  readonly square: number;
  readonly side: "source" | "machine";
  readonly index: number;
}

/** One step, by its rule. */
export interface RuleStep {
  readonly number: string;
  readonly name: string;
  /** Line and column, or the address. */
  readonly where: string;
  /** The configuration, or the instruction. */
  readonly text: string;
}

/** The steps inside a square; at most so many as fit, the counts say how many there are. */
export interface SquareRules {
  readonly square: number;
  readonly source: readonly RuleStep[];
  readonly machine: readonly RuleStep[];
  readonly sourceSteps: number;
  readonly machineSteps: number;
}
