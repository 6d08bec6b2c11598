/**
 * Traces: how a run went, as lines of text, so that a counterexample shows how both sides ran, and not only how they
 * ended. The run is made twice, to know where it ends before any text is made; a configuration may be changed in place,
 * so only its text is kept.
 */

import type { RunSemantics, Semantics, StepSemantics } from "./semantics.ts";
import { shorten, show } from "./show.ts";
import { messageOf } from "./thrown.ts";

/** How a run went. */
export interface Trace {
  /** The language's name. */
  readonly language: string;
  /** The configurations after each step, one a line, from the one in which it begins: the first ten and the last ten. */
  readonly lines: readonly string[];
  /** How many lines are left out, after the first ten. */
  readonly omitted: number;
  /** How much of the clock was spent: steps, for small steps. */
  readonly cost: number;
  /** What the semantics threw in the end; undefined when it did not. */
  readonly threw: string | undefined;
}

const kept = 10;

/** Run a program on an input, for at most `clock`, and write down how it goes. Whatever the semantics throws is caught. */
export function traceOf<Program, Configuration, Input, Behaviour>(
  semantics: Semantics<Program, Configuration, Input, Behaviour>,
  program: Program,
  input: Input,
  clock: number,
): Trace {
  const { name, print } = semantics;
  const run = "run" in semantics ? ticksOf(semantics, program, input) : stepsOf(semantics, program, input);
  const end = run.end(clock);
  const last = end.cost;
  const shown = Array.from({ length: last + 1 }, (_, i) => i).filter((i) => i < kept || i > last - kept);
  const text = print === undefined ? new Fields() : undefined;
  const lines: string[] = [];
  try {
    run.at(shown, (value, configuration) => lines.push(text?.line(value) ?? shorten(print!(configuration))));
  } catch (error) {
    lines.push(`it cannot be shown: ${messageOf(error)}`);
  }
  return { language: name, lines, omitted: last + 1 - shown.length, cost: last, threw: end.threw };
}

/** A run that can be made again. */
interface Repeatable<Configuration> {
  /** How far it comes, and what it throws there. */
  readonly end: (clock: number) => { readonly cost: number; readonly threw: string | undefined };
  /** Show it at these costs, in order: what is shown unless the semantics prints, and the configuration. */
  readonly at: (costs: readonly number[], look: (value: unknown, configuration: Configuration) => void) => void;
}

function stepsOf<Program, Configuration, Input, Behaviour>(
  { initial, step }: StepSemantics<Program, Configuration, Input, Behaviour>,
  program: Program,
  input: Input,
): Repeatable<Configuration> {
  return {
    end(clock) {
      let cost = 0;
      try {
        for (let c: Configuration | undefined = initial(program, input); cost < clock; cost++) {
          c = step(c);
          if (c === undefined) break;
        }
        return { cost, threw: undefined };
      } catch (error) {
        return { cost, threw: messageOf(error) };
      }
    },
    at(costs, look) {
      let c: Configuration | undefined = initial(program, input);
      let cost = 0;
      for (const wanted of costs) {
        for (; cost < wanted && c !== undefined; cost++) c = step(c);
        if (c !== undefined) look(c, c);
      }
    },
  };
}

function ticksOf<Program, Configuration, Input, Behaviour>(
  { initial, run, cost, behaviour }: RunSemantics<Program, Configuration, Input, Behaviour>,
  program: Program,
  input: Input,
): Repeatable<Configuration> {
  const after = (ticks: number): Configuration => run(initial(program, input), ticks);
  return {
    end(clock) {
      try {
        return { cost: Math.min(clock, cost(after(clock))), threw: undefined };
      } catch (error) {
        return { cost: lastBefore(clock, after), threw: messageOf(error) };
      }
    },
    at(costs, look) {
      for (const ticks of costs) {
        const c = after(ticks);
        look(behaviour(c), c);
      }
    },
  };
}

/** The most ticks after which a run has not thrown yet, of one that throws within `clock`. */
function lastBefore(clock: number, after: (ticks: number) => unknown): number {
  let [good, bad] = [0, clock];
  while (bad - good > 1) {
    const middle = Math.floor((good + bad) / 2);
    try {
      after(middle);
      good = middle;
    } catch {
      bad = middle;
    }
  }
  return good;
}

/** Configurations as data: the first with all its fields, then what has changed since the line before. */
class Fields {
  #before = new Map<string, string>();

  line(value: unknown): string {
    const plain = typeof value === "object" && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
    if (!plain) return shorten(show(value));
    const now = new Map(Object.entries(value).map(([name, field]) => [name, show(field)]));
    const changed = [...now].filter(([name, text]) => this.#before.get(name) !== text);
    this.#before = now;
    return changed.map(([name, text]) => `${name}: ${shorten(text, 60)}`).join("   ");
  }
}
