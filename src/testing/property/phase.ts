/**
 * Phases: a compiler, or one pass of it, between two semantics. `phaseCorrect` is its correctness on one program and one
 * input, as plain data; `composePhases` puts two after each other (bedrock2's `phase_correct` and `compose_phases`).
 *
 * A composed phase is judged by its two ends alone. Only when they differ are the languages in between run, so that a
 * failure names the first pass whose target does not do what its source did.
 */

import { impossible } from "../../core/impossible.ts";
import type { Result } from "../../core/result.ts";
import type { Relation } from "./agreement.ts";
import { type Observation, observe, type Semantics } from "./semantics.ts";
import { showShort } from "./show.ts";
import { classOfThrown, messageOf } from "./thrown.ts";
import { type Trace, traceOf } from "./trace.ts";

/** Why a compiler does not take a program, such as a limit. */
export interface Refusal {
  readonly message: string;
}

/** What there is to say about a compiler pass. */
export interface PhaseSpec<Source, Target, SourceConfiguration, TargetConfiguration, Input, Behaviour> {
  /** The pass, as a failure names it. */
  readonly name: string;
  readonly source: Semantics<Source, SourceConfiguration, Input, Behaviour>;
  readonly target: Semantics<Target, TargetConfiguration, Input, Behaviour>;
  /** The compiler; it may refuse a program (a discard), but must not throw (a defect), nor change the program. */
  readonly compile: (program: Source) => Result<Target, Refusal>;
  readonly relation: Relation<Behaviour>;
  /** How long to watch the source, and the target of a source that cost so much; 10,000 and 1,000 + 100 times that. */
  readonly clock?: {
    readonly source: number;
    /** For a source that cost so much. */
    readonly target: (cost: number) => number;
  };
}

/** The result of compiling. */
export type Attempt<Target> =
  | { readonly kind: "compiled"; readonly target: Target }
  | { readonly kind: "refused"; readonly pass: string; readonly message: string }
  | { readonly kind: "crashed"; readonly pass: string; readonly error: string; readonly message: string };

/** A part of a compiler; the types of what it takes and makes are known to the phases around it alone. */
export type Part = (program: never) => Attempt<unknown>;

/** A compiler or pass, ready to be judged. The configurations of its two languages are not visible outside. */
export interface Phase<Source, Target, Input, Behaviour> {
  readonly name: string;
  /** The passes it is made of, in order. */
  readonly passes: readonly string[];
  readonly relation: Relation<Behaviour>;
  /** How long to watch each side. */
  readonly clock: {
    readonly source: number;
    /** For a source that cost so much. */
    readonly target: (cost: number) => number;
  };
  /** What compiles, in order: each takes what the one before it made. What a compiler throws is caught. */
  readonly parts: readonly Part[];
  /** The source's behaviour on an input. */
  readonly observeSource: (program: Source, input: Input, clock: number) => Observation<Behaviour>;
  /** The target's behaviour on an input. */
  readonly observeTarget: (program: Target, input: Input, clock: number) => Observation<Behaviour>;
  /** How the source runs, step by step. */
  readonly traceSource: (program: Source, input: Input, clock: number) => Trace;
  /** How the target runs, step by step. */
  readonly traceTarget: (program: Target, input: Input, clock: number) => Trace;
  /** The verdict of the first pass that is not correct, or that of the last. */
  readonly locate: (program: Source, input: Input) => PhaseVerdict<Behaviour>;
}

/** The verdict of a phase on one program and one input. `pass` is the first that is to blame. */
export type PhaseVerdict<Behaviour> =
  | { readonly verdict: "correct"; readonly source: Behaviour; readonly target: Behaviour }
  | {
      readonly verdict: "inconclusive";
      readonly source: Behaviour;
      readonly target: Behaviour;
      readonly detail: string;
    }
  /** The target does not do what the source does. */
  | {
      readonly verdict: "broken";
      readonly pass: string;
      readonly source: Behaviour;
      readonly target: Behaviour;
      readonly detail: string;
    }
  /** The compiler threw, or the target's semantics threw on what the compiler made. */
  | {
      readonly verdict: "crashed";
      readonly pass: string;
      readonly during: "compiling" | "running the target";
      readonly source: Behaviour;
      /** The class of what was thrown, such as `TypeError`. */
      readonly error: string;
      readonly message: string;
    }
  /** The compiler does not take the program: nothing was tested. */
  | { readonly verdict: "refused"; readonly pass: string; readonly message: string };

const defaultClock = { source: 10_000, target: (cost: number) => 1_000 + 100 * cost };

/** A phase of a single pass. */
export function phase<Source, Target, SourceConfiguration, TargetConfiguration, Input, Behaviour>(
  spec: PhaseSpec<Source, Target, SourceConfiguration, TargetConfiguration, Input, Behaviour>,
): Phase<Source, Target, Input, Behaviour> {
  const { name, source, target, compile, relation, clock = defaultClock } = spec;
  const made: Phase<Source, Target, Input, Behaviour> = {
    name,
    passes: [name],
    relation,
    clock,
    parts: [
      (program) => {
        try {
          const compiled: unknown = compile(program);
          if (isResult<Target>(compiled))
            return compiled.ok
              ? { kind: "compiled", target: compiled.value }
              : { kind: "refused", pass: name, message: compiled.error.message };
          throw new TypeError(`compile gave ${showShort(compiled)}, and must give { ok, value } or { ok, error }`);
        } catch (error) {
          return { kind: "crashed", pass: name, ...thrown(error) };
        }
      },
    ],
    observeSource: (program, input, steps) => observe(source, program, input, steps),
    observeTarget: (program, input, steps) => observe(target, program, input, steps),
    traceSource: (program, input, steps) => traceOf(source, program, input, steps),
    traceTarget: (program, input, steps) => traceOf(target, program, input, steps),
    locate: (program, input) => judgeEnds([{ phase: made, program, input }])[0]!,
  };
  return made;
}

/**
 * One phase after another. They share inputs and behaviours; the language in the middle is the target of the first and
 * the source of the second.
 *
 * @example
 * ```ts
 * import { composePhases, equalWhenEnded, phase, phaseCorrect, type Semantics } from "etalon/testing";
 * // Three languages of numbers; each program shows its value, in units, tens and hundreds.
 * const counting = (name: string, unit: number): Semantics<number, number, null, number> => ({
 *   name,
 *   initial: (program) => program,
 *   step: () => undefined,
 *   behaviour: (program) => program * unit,
 * });
 * const relation = equalWhenEnded<number>(() => true);
 * const pass = (name: string, unit: number) =>
 *   phase({
 *     name,
 *     source: counting("from", unit),
 *     target: counting("to", 10 * unit),
 *     compile: (n) => ({ ok: true, value: Math.floor(n / 10) }),
 *     relation,
 *   });
 * const both = composePhases(pass("units to tens", 1), pass("tens to hundreds", 10));
 * phaseCorrect(both, 300, null).verdict; // => "correct"
 * const verdict = phaseCorrect(both, 340, null);
 * verdict.verdict === "broken" && [verdict.pass, verdict.detail]; // => ["tens to hundreds", "the source shows 340, the target 300"]
 * ```
 */
export function composePhases<Source, Middle, Target, Input, Behaviour>(
  first: Phase<Source, Middle, Input, Behaviour>,
  second: Phase<Middle, Target, Input, Behaviour>,
): Phase<Source, Target, Input, Behaviour> {
  return {
    name: `${first.name}, ${second.name}`,
    passes: [...first.passes, ...second.passes],
    relation: first.relation,
    clock: {
      source: first.clock.source,
      target: (cost) => Math.max(first.clock.target(cost), second.clock.target(first.clock.target(cost))),
    },
    parts: [...first.parts, ...second.parts],
    observeSource: first.observeSource,
    observeTarget: second.observeTarget,
    traceSource: first.traceSource,
    traceTarget: second.traceTarget,
    locate(program, input) {
      const verdict = first.locate(program, input);
      if (verdict.verdict !== "correct" && verdict.verdict !== "inconclusive") return verdict;
      const middle = attemptsOf([{ phase: first, program }])[0]!;
      return middle.kind === "compiled" ? second.locate(middle.target, input) : verdict;
    },
  };
}

/** A program and an input, and the phase that is judged on them. */
export interface PhaseCase<Source, Target, Input, Behaviour> {
  readonly phase: Phase<Source, Target, Input, Behaviour>;
  readonly program: Source;
  readonly input: Input;
}

/**
 * What phases make of programs, in step: all by the first part of their phases, then all by the second, and so on. A host's processor
 * has the code of one thing at hand at a time; programs that are compiled one by one go through all of the compiler for each.
 */
export function attemptsOf<Source, Target, Behaviour>(
  cases: readonly Pick<PhaseCase<Source, Target, never, Behaviour>, "phase" | "program">[],
): Attempt<Target>[] {
  const made = cases.map(({ program }): Attempt<unknown> => ({ kind: "compiled", target: program }));
  const most = cases.reduce((parts, { phase }) => Math.max(parts, phase.parts.length), 0);
  for (let at = 0; at < most; at++)
    for (let i = 0; i < cases.length; i++) {
      const before = made[i]!;
      const part = cases[i]!.phase.parts[at];
      if (part !== undefined && before.kind === "compiled") made[i] = part(before.target as never);
    }
  // The last part of a phase makes its target.
  return made as Attempt<Target>[];
}

/** Is the phase correct on this program and input? When it is not, which pass is the first to blame? */
export function phaseCorrect<Source, Target, Input, Behaviour>(
  phase: Phase<Source, Target, Input, Behaviour>,
  program: Source,
  input: Input,
): PhaseVerdict<Behaviour> {
  return judgeCases([{ phase, program, input }])[0]!;
}

/** The same for many: all sources are run, then all programs compiled, pass by pass, then all targets run. */
export function judgeCases<Source, Target, Input, Behaviour>(
  cases: readonly PhaseCase<Source, Target, Input, Behaviour>[],
): PhaseVerdict<Behaviour>[] {
  return judgeEnds(cases).map((ends, i) => {
    const { phase, program, input } = cases[i]!;
    if (phase.passes.length === 1 || (ends.verdict !== "broken" && ends.verdict !== "crashed")) return ends;
    const located = phase.locate(program, input);
    if (located.verdict === "crashed") return { ...located, source: ends.source };
    // Each pass alone may look right when the difference comes later than the observed part of the run in the middle.
    if (located.verdict !== "broken") return ends;
    return ends.verdict === "broken" ? { ...ends, pass: located.pass } : located;
  });
}

function judgeEnds<Source, Target, Input, Behaviour>(
  cases: readonly PhaseCase<Source, Target, Input, Behaviour>[],
): PhaseVerdict<Behaviour>[] {
  // First of all, since a compiler that changes the program would change what is the measure of it. Where the source has
  // no meaning, the compiler may still refuse it; otherwise it is for the caller to hear.
  const seen = cases.map(({ phase, program, input }) =>
    caught(() => phase.observeSource(program, input, phase.clock.source)),
  );
  const made = attemptsOf(cases);
  return cases.map(({ phase, input }, i) => judgeAttempt(phase, seen[i]!, made[i]!, input));
}

function judgeAttempt<Source, Target, Input, Behaviour>(
  phase: Phase<Source, Target, Input, Behaviour>,
  seen: () => Observation<Behaviour>,
  compiled: Attempt<Target>,
  input: Input,
): PhaseVerdict<Behaviour> {
  switch (compiled.kind) {
    case "refused":
      return { verdict: "refused", pass: compiled.pass, message: compiled.message };
    case "crashed": {
      const { pass, error, message } = compiled;
      return { verdict: "crashed", pass, during: "compiling", source: seen().behaviour, error, message };
    }
    case "compiled":
      return judgeTarget(phase, seen(), compiled.target, input);
    default:
      return impossible(compiled);
  }
}

function judgeTarget<Source, Target, Input, Behaviour>(
  { name, clock, relation, observeTarget }: Phase<Source, Target, Input, Behaviour>,
  { behaviour: source, cost }: Observation<Behaviour>,
  compiled: Target,
  input: Input,
): PhaseVerdict<Behaviour> {
  let target: Behaviour;
  try {
    target = observeTarget(compiled, input, clock.target(cost)).behaviour;
  } catch (error) {
    const { error: type, message } = thrown(error);
    const during = "running the target";
    const crashed = { verdict: "crashed", pass: name, during, source, error: type } as const;
    return { ...crashed, message: `its target cannot be run: ${message}` };
  }
  const agreement = relation(target, source);
  switch (agreement.verdict) {
    case "agrees":
      return { verdict: "correct", source, target };
    case "inconclusive":
      return { verdict: "inconclusive", source, target, detail: agreement.detail };
    case "differs":
      return { verdict: "broken", pass: name, source, target, detail: agreement.detail };
    default:
      return impossible(agreement);
  }
}

/** What a function gives, or throws, when it is asked for. */
function caught<Value>(make: () => Value): () => Value {
  try {
    const value = make();
    return () => value;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}

function thrown(error: unknown): { readonly error: string; readonly message: string } {
  return { error: classOfThrown(error), message: messageOf(error) };
}

/** A compiler in JavaScript may return any value. */
function isResult<Target>(value: unknown): value is Result<Target, Refusal> {
  if (typeof value !== "object" || value === null || !("ok" in value)) return false;
  if (value.ok === true) return "value" in value;
  return value.ok === false && "error" in value && typeof value.error === "object" && value.error !== null;
}
