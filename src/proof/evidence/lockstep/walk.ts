/**
 * A certificate run: both sides run on one input from cut point to cut point, with the relation evaluated at each.
 *
 * This is the simulation diagram of the theorem on concrete values. It proves nothing; it shows what is claimed, and
 * where a claim first fails. The relation is that of src/proof/checker/theorem.md.
 */

import type { Event, Outcome } from "../../../core/behaviour.ts";
import { sameEvent, sameOutcome } from "../../../core/behaviour.ts";
import { environmentOf } from "../../../core/environment.ts";
import { int32 } from "../../../core/word.ts";
import type { NodeId, Program } from "../../../lang/program/program.ts";
import { ConcreteStore } from "../../../lang/semantics/concrete-store.ts";
import { type Configuration, initial, type SourceFinal } from "../../../lang/semantics/configuration.ts";
import { type Setting, step as stepSource } from "../../../lang/semantics/step.ts";
import type { Image } from "../../../machine/isa/image.ts";
import { ellSystemCalls } from "../../../machine/semantics/ell-environment.ts";
import { loadMachine } from "../../../machine/semantics/load.ts";
import type { Machine } from "../../../machine/semantics/machine.ts";
import { step as stepMachine } from "../../../machine/semantics/step.ts";
import { type ClaimSet, claimSetsOf, noClaims } from "../../certificate/claim-set.ts";
import type { Claim, Claims, CutPoint } from "../../certificate/claims.ts";
import { claimsIn } from "../../certificate/whole.ts";
import { type RelatedValue, Relation } from "./relation.ts";

/** A point that both sides have reached: a cut point, or the end. */
export interface Square {
  /** 0 for the start. */
  readonly number: number;
  /** Index of the running function. */
  readonly function: number;
  /** The source point, or how the source ended. */
  readonly source: { readonly phase: "before" | "after"; readonly node: NodeId } | { readonly outcome: Outcome };
  /** The machine's pc, or how it ended. */
  readonly machine: { readonly pc: number } | { readonly outcome: Outcome };
  /** Steps since the square before. */
  readonly sourceSteps: number;
  readonly machineSteps: number;
  /** What the source exchanged since the square before. */
  readonly events: readonly Event[];
  /** The claims, evaluated. */
  readonly values: readonly RelatedValue[];
  /** Why the square is broken, in words; undefined when it commutes. */
  readonly broken: string | undefined;
}

/** How long to walk. */
export interface WalkBudget {
  /** The most squares; 1,000 unless given. */
  readonly squares?: number;
  /** The most steps of either side in one square; a million unless given. */
  readonly steps?: number;
  /** The most elements that are compared of one array at one cut point, half of them at each end; 4,096 unless given. */
  readonly elements?: number;
}

/** One side at the end of a segment. */
interface SourceStop {
  readonly function: number;
  readonly cut: CutPoint | undefined;
  readonly outcome: Outcome | undefined;
  readonly steps: number;
}

function outcomeOf(final: SourceFinal<number>): Outcome {
  return final.kind === "halted" ? final : { kind: "trapped", trap: final.trap };
}

/** The squares of a run, in order; the last is the end, or the first broken one. */
export function* walkLockstep(
  program: Program,
  image: Image,
  claims: Claims,
  input: Uint8Array,
  budget: WalkBudget = {},
): Generator<Square> {
  const { squares = 1_000, steps: most = 1_000_000, elements = 4096 } = budget;
  const sourceEnvironment = environmentOf(input);
  const machineEnvironment = environmentOf(input);
  const setting: Setting<number> = { program, words: int32, environment: sourceEnvironment };
  const machine = loadMachine(image, ellSystemCalls(machineEnvironment));
  // What registers hold at the start is not known, and nothing may depend on it.
  for (let register = 1; register < 32; register++) machine.registers[register] = 0x1234_5670 + register;
  const relation = new Relation(program, claims, machine, elements);
  const points = new CutIndex(program, claims);
  let c: Configuration<number> = initial(program, 0, new ConcreteStore(program.globals.length));
  const calls: number[] = [program.start];

  yield square(
    0,
    program.start,
    { phase: "before", node: program.functions[program.start]!.body.id },
    { pc: machine.pc >>> 0 },
  );
  relation.enter();
  for (let number = 1; number < squares; number++) {
    const eventsBefore = sourceEnvironment.events.length;
    const source = ((): SourceStop => {
      for (let steps = 1; steps <= most; steps++) {
        const transition = stepSource(setting, c);
        if (transition.final !== undefined)
          return { function: calls.at(-1)!, cut: undefined, outcome: outcomeOf(transition.final), steps };
        c = transition.next;
        if (transition.rule === "call_enter" && c.continuation.kind === "call") calls.push(c.continuation.node.callee);
        if (transition.rule === "call_value" || transition.rule === "call_done") calls.pop();
        const cut = points.at(calls.at(-1)!, c);
        if (cut !== undefined) return { function: calls.at(-1)!, cut, outcome: undefined, steps };
      }
      return { function: calls.at(-1)!, cut: undefined, outcome: { kind: "running" }, steps: most };
    })();
    const stop = runMachine(machine, points.pcs, most);
    const events = sourceEnvironment.events.slice(eventsBefore);
    const at = {
      number,
      function: source.function,
      source: source.cut ?? { outcome: source.outcome! },
      machine: stop.outcome === undefined ? { pc: machine.pc >>> 0 } : { outcome: stop.outcome },
      sourceSteps: source.steps,
      machineSteps: stop.steps,
      events,
    };
    const different = differentEvents(sourceEnvironment.events, machineEnvironment.events, eventsBefore);
    const exhausted = stop.outcome?.kind === "exhausted";
    const apart = exhausted ? undefined : (different ?? differentEnds(source, stop.outcome, machine));
    const related =
      apart === undefined && source.cut !== undefined && stop.outcome === undefined
        ? relation.at(source.function, calls.length - 1, points.claims(source.cut), c)
        : { values: [], broken: undefined };
    yield { ...at, values: related.values, broken: apart ?? related.broken };
    if (apart !== undefined || related.broken !== undefined || source.cut === undefined || stop.outcome !== undefined)
      return;
  }
}

function square(number: number, index: number, source: Square["source"], machine: Square["machine"]): Square {
  return {
    number,
    function: index,
    source,
    machine,
    sourceSteps: 0,
    machineSteps: 0,
    events: [],
    values: [],
    broken: undefined,
  };
}

/** Run the machine, at least one step, to a pc of the certificate. */
function runMachine(
  machine: Machine<number>,
  pcs: ReadonlySet<number>,
  most: number,
): { readonly outcome: Outcome | undefined; readonly steps: number } {
  for (let steps = 1; steps <= most; steps++) {
    const { outcome } = stepMachine(machine);
    if (outcome !== undefined) return { outcome, steps };
    if (pcs.has(machine.pc >>> 0)) return { outcome: undefined, steps };
  }
  return { outcome: { kind: "running" }, steps: most };
}

function differentEvents(source: readonly Event[], machine: readonly Event[], from: number): string | undefined {
  for (let i = from; i < Math.max(source.length, machine.length); i++) {
    const [a, b] = [source[i], machine[i]];
    if (a === undefined || b === undefined || !sameEvent(a, b))
      return `event ${i}: the source ${a === undefined ? "does nothing" : describeEvent(a)}, the machine ${b === undefined ? "does nothing" : describeEvent(b)}`;
  }
  return undefined;
}

/** An event in words. */
export function describeEvent(event: Event): string {
  if ("read" in event) return event.read < 0 ? "reads the end of input" : `reads ${event.read}`;
  return `writes ${event.write}`;
}

function differentEnds(source: SourceStop, outcome: Outcome | undefined, machine: Machine<number>): string | undefined {
  if (source.cut !== undefined) {
    if (outcome !== undefined) return "the machine ends where the source goes on";
    return machine.pc >>> 0 === source.cut.pc ? undefined : "the machine arrives at another cut point";
  }
  if (outcome === undefined) return "the source ends where the machine goes on";
  return sameOutcome(source.outcome!, outcome) ? undefined : "the two sides end differently";
}

/** The cut points of a certificate by source point and by pc. */
class CutIndex {
  readonly pcs: ReadonlySet<number>;
  readonly #points: readonly ReadonlyMap<string, CutPoint>[];
  readonly #entries: readonly CutPoint[];
  readonly #sets = new Map<CutPoint, ClaimSet>();

  constructor(program: Program, claims: Claims) {
    this.#entries = claims.functions.map(({ entry }, index) => ({
      phase: "before",
      node: program.functions[index]!.body.id,
      pc: entry,
      base: null,
      dropped: [],
      values: [],
    }));
    this.#points = claims.functions.map(
      ({ cuts }, index) => new Map([...cuts, this.#entries[index]!].map((cut) => [`${cut.phase} ${cut.node}`, cut])),
    );
    for (const { cuts } of claims.functions) {
      const sets = claimSetsOf(cuts, () => undefined);
      for (const [i, cut] of cuts.entries()) this.#sets.set(cut, typeof sets === "string" ? noClaims : sets[i]!);
    }
    this.pcs = new Set(claims.functions.flatMap(({ entry, cuts }) => [entry, ...cuts.map(({ pc }) => pc)]));
  }

  /** What is claimed at a cut point; undefined at an entry, where the calling convention says it. */
  claims(cut: CutPoint): readonly Claim[] | undefined {
    const set = this.#sets.get(cut);
    return set === undefined ? undefined : claimsIn(set);
  }

  at(index: number, { control }: Configuration<number>): CutPoint | undefined {
    const points = this.#points[index];
    if (control.at === "execute") return points?.get(`before ${control.statement.id}`);
    return control.at === "value" ? points?.get(`after ${control.from}`) : undefined;
  }
}
