/**
 * Traces: how a run went, as lines of text, so that a counterexample shows both sides on their way and not only where
 * they arrived. The first lines and the last are kept; of a configuration only its text, since it may be changed in place.
 */

import type { RunSemantics, Semantics, StepSemantics } from "./semantics.ts";
import { shorten, showShort } from "./show.ts";

/** How a run went. */
export interface Trace {
  /** The language's name. */
  readonly language: string;
  /** The configurations, one a line, each once where several in a row look the same: the first ten and the last ten. */
  readonly lines: readonly string[];
  /** How many lines are left out, after the first ten. */
  readonly omitted: number;
  /** How much of the clock was spent: steps, for small steps. */
  readonly cost: number;
  /** What the semantics threw in the end; undefined when it did not. */
  readonly threw: string | undefined;
}

const kept = 10;
/** A semantics that runs by itself is run anew for each tick that is shown; so not for very many. */
const ticks = 200;

/** Run a program on an input, for at most `clock`, and write down how it goes. Whatever the semantics throws is caught. */
export function traceOf<Program, Configuration, Input, Behaviour>(
  semantics: Semantics<Program, Configuration, Input, Behaviour>,
  program: Program,
  input: Input,
  clock: number,
): Trace {
  const lines = new Lines();
  try {
    const steps =
      "run" in semantics
        ? traceRun(semantics, program, input, clock, lines)
        : traceSteps(semantics, program, input, clock, lines);
    return lines.trace(semantics.name, steps, undefined);
  } catch (error) {
    return lines.trace(semantics.name, lines.cost, error instanceof Error ? error.message : String(error));
  }
}

function traceSteps<Program, Configuration, Input, Behaviour>(
  { initial, step, print = showShort }: StepSemantics<Program, Configuration, Input, Behaviour>,
  program: Program,
  input: Input,
  clock: number,
  lines: Lines,
): number {
  let c = initial(program, input);
  lines.add(print(c), 0);
  for (let cost = 0; cost < clock; cost++) {
    const next = step(c);
    if (next === undefined) return cost;
    c = next;
    lines.add(print(c), cost + 1);
  }
  return clock;
}

function traceRun<Program, Configuration, Input, Behaviour>(
  semantics: RunSemantics<Program, Configuration, Input, Behaviour>,
  program: Program,
  input: Input,
  clock: number,
  lines: Lines,
): number {
  const { initial, run, behaviour, cost, print = (c: Configuration) => showShort(behaviour(c)) } = semantics;
  for (let tick = 0; tick <= Math.min(ticks, clock); tick++) {
    const c = run(initial(program, input), tick);
    lines.add(print(c), cost(c));
    if (cost(c) < tick) return cost(c);
  }
  const end = run(initial(program, input), clock);
  lines.add(print(end), cost(end));
  return cost(end);
}

/** Lines in the making. */
class Lines {
  cost = 0;
  readonly #first: string[] = [];
  readonly #last: string[] = [];
  #omitted = 0;

  add(text: string, cost: number): void {
    this.cost = cost;
    const line = shorten(text);
    if (line === (this.#last.at(-1) ?? this.#first.at(-1))) return;
    if (this.#first.length < kept) {
      this.#first.push(line);
      return;
    }
    this.#last.push(line);
    if (this.#last.length <= kept) return;
    this.#last.shift();
    this.#omitted++;
  }

  trace(language: string, cost: number, threw: string | undefined): Trace {
    return { language, lines: [...this.#first, ...this.#last], omitted: this.#omitted, cost, threw };
  }
}
