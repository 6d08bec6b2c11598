/**
 * Which function of the program the code at an entry may be, as far as its text tells: by what it can do, by the registers that it reads, and by what it
 * calls. What is asked is kept.
 */

import type { FunctionDefinition, Program } from "../../lang/program/program.ts";
import type { DataLayout } from "../certificate/claims.ts";
import { abilitiesIn, abilitiesOf, canBe, type Fit, type GlobalsPlace } from "./abilities.ts";
import { type ControlFlow, controlFlowOf, type Fetch, functionsFrom, isJump } from "./control-flow.ts";
import { givenTo, MachineLiveness, readsArguments, readsWhatIsNotGiven } from "./machine-liveness.ts";
import { neededParameters } from "./needed-parameters.ts";
import type { Caller, Search } from "./search.ts";

/** What is known of functions and code, also while a search goes on. */
interface Known {
  readonly program: Program;
  readonly nodes: Search["nodes"];
  readonly fetch: Fetch;
  readonly layout: DataLayout;
  /** The code at each entry that was found in the text. */
  readonly flows: ReadonlyMap<number, ControlFlow>;
  /** Where functions are entered, by their indices, and whose code is where. */
  readonly entries: ReadonlyMap<number, number>;
  readonly owners: ReadonlyMap<number, number>;
  /** Which functions are not entered where, each as its index and the pc. */
  readonly doubted: ReadonlySet<string>;
}

/** What functions are compared by with code: what they can do, and the parameters on which something depends; and what the code at an entry can do. */
interface Compared {
  readonly abilities: readonly bigint[];
  readonly neededParameters: readonly (readonly number[])[];
  readonly codeAbilities: Map<number, bigint>;
}

/** The function that another calls with its own arguments, in their order, if it does nothing else. */
function forwardedBy({ body, parameters }: FunctionDefinition): number | undefined {
  const [only, ...others] = body.statements;
  if (only === undefined || others.length > 0) return undefined;
  const called = only.kind === "discard" ? only.expression : only.kind === "return" ? only.value : undefined;
  if (called?.kind !== "call" || called.arguments.length !== parameters) return undefined;
  return called.arguments.every((one, i) => one.kind === "local" && one.slot === i) ? called.callee : undefined;
}

/** Which functions code may be. */
export class Resemblance {
  readonly #known: Known;
  readonly #flows: Map<number, ControlFlow>;
  #compared: Compared | undefined;
  /** Of the code at an entry what it does with registers; those that may be read, and those that are read for certain when it begins. */
  readonly #liveness = new Map<number, MachineLiveness>();
  readonly #live = new Map<number, number>();
  readonly #read = new Map<number, number>();
  /** What each function calls, itself or in what it calls, as far as it was asked. */
  readonly #called = new Map<number, ReadonlySet<number>>();
  /** Which function may be entered where, as far as it was asked. */
  readonly #answers = new Map<string, boolean>();
  /** The functions, those with the most parameters first. */
  readonly #byParameters: readonly number[];

  constructor(known: Known) {
    const { functions } = known.program;
    this.#known = known;
    this.#flows = new Map(known.flows);
    this.#byParameters = [...functions.keys()].sort((a, b) => functions[b]!.parameters - functions[a]!.parameters);
  }

  /**
   * May a function be entered at a pc, as far as the text there tells? A compiler may know that a function never does what its text says it can, or that
   * nothing depends on a parameter: so it may be one of which the code does less, where no other function is left that fits.
   */
  mayBe(index: number, pc: number, all: boolean, caller?: Caller): boolean {
    if (this.#known.doubted.has(`${index} ${pc}`)) return false;
    if (this.#fits(index, pc, all ? "does all" : "plain")) return true;
    return all && this.#fits(index, pc, "does less") && !this.#isAnother(index, pc, caller);
  }

  /**
   * Is there another function, not known to be entered anywhere else, that the caller may call and that does all that the code at a pc does? Where there are
   * more such places than such functions, one of the places is left over.
   */
  #isAnother(index: number, pc: number, caller: Caller | undefined): boolean {
    const { program, entries, owners, doubted } = this.#known;
    const callable = caller === undefined ? program.functions.keys() : this.#calledFrom(caller.index);
    const others = [...callable].filter((other) => {
      const entry = entries.get(other);
      if (other === index || caller?.isDoubted(other) === true || doubted.has(`${other} ${pc}`)) return false;
      return (entry === undefined || entry === pc) && this.#fits(other, pc, "does all");
    });
    if (others.length === 0 || others.some((other) => entries.has(other))) return others.length > 0;
    const places = [...this.#known.flows.keys()].filter(
      (at) => (at === pc || !owners.has(at)) && others.some((other) => this.#fits(other, at, "does all")),
    );
    return others.length >= places.length;
  }

  /** The functions that a function calls, itself or in what it calls. */
  #calledFrom(caller: number): ReadonlySet<number> {
    const known = this.#called.get(caller);
    if (known !== undefined) return known;
    const { nodes } = this.#known;
    const called = new Set<number>();
    const left = [caller];
    for (let index = left.pop(); index !== undefined; index = left.pop())
      for (const node of nodes.callsOf(index)) {
        const { callee } = nodes.callAt(node)!;
        if (!called.has(callee)) left.push(callee);
        called.add(callee);
      }
    this.#called.set(caller, called);
    return called;
  }

  #fits(index: number, pc: number, how: Fit): boolean {
    const key = `${index} ${pc} ${how}`;
    const known = this.#answers.get(key);
    if (known !== undefined) return known;
    // A function that calls itself, or one that calls it, is asked about again before there is an answer: it is no other one.
    this.#answers.set(key, false);
    const answer = this.#looksLike(index, pc, how);
    this.#answers.set(key, answer);
    return answer;
  }

  /** What functions are compared by with code; where all is guessed nobody asks. */
  get #functionsAndCode(): Compared {
    this.#compared ??= {
      abilities: abilitiesOf(this.#known.program),
      neededParameters: neededParameters(this.#known.program),
      codeAbilities: new Map(abilitiesIn(this.#flows, this.#globals)),
    };
    return this.#compared;
  }

  #looksLike(index: number, pc: number, how: Fit): boolean {
    const { abilities, neededParameters, codeAbilities } = this.#functionsAndCode;
    if (!codeAbilities.has(pc)) {
      const found = abilitiesIn(functionsFrom(this.#known.fetch, pc), this.#globals);
      for (const [entry, all] of found) codeAbilities.set(entry, all);
    }
    const { parameters } = this.#known.program.functions[index]!;
    return (
      canBe(codeAbilities.get(pc)!, abilities[index]!, how, this.#known.layout.base !== undefined) &&
      !readsWhatIsNotGiven(this.#surelyRead(pc), parameters) &&
      (how !== "does all" || readsArguments(this.#liveAtEntry(pc), neededParameters[index]!)) &&
      (how === "plain" || !this.#isForwarded(index, pc))
    );
  }

  /** What the code at an entry does with registers. */
  #livenessAt(entry: number): MachineLiveness {
    const liveness = this.#liveness.get(entry) ?? new MachineLiveness(this.#known.fetch, this.flowAt(entry).pcs);
    this.#liveness.set(entry, liveness);
    return liveness;
  }

  /** The registers that may still be read when the code at an entry begins. */
  #liveAtEntry(entry: number): number {
    const live = this.#live.get(entry) ?? this.#livenessAt(entry).liveAt(entry);
    this.#live.set(entry, live);
    return live;
  }

  /** The registers that may still be read at each pc of a function. */
  liveIn(index: number, { calls }: ControlFlow, entry: number): ReadonlyMap<number, number> {
    const readByCallee = (pc: number): number => {
      const callee = calls.get(pc);
      return callee === undefined ? -1 : this.#liveAtEntry(callee) | givenTo(this.#parametersAt(callee));
    };
    return this.#livenessAt(entry).live(readByCallee, this.#known.program.functions[index]!.result !== undefined);
  }

  /**
   * How many parameters a function has that is entered at a pc, or may be: a caller gives all of them, also those that nobody reads. It may be called in a
   * function that is inlined.
   */
  #parametersAt(entry: number): number {
    const { functions } = this.#known.program;
    const owner = this.#known.owners.get(entry);
    if (owner !== undefined) return functions[owner]!.parameters;
    const index = this.#byParameters.find((one) => !this.#known.entries.has(one) && this.mayBe(one, entry, true));
    return index === undefined ? 0 : functions[index]!.parameters;
  }

  /** The registers that the code at an entry reads on some way before it writes them. */
  #surelyRead(entry: number): number {
    const read = this.#read.get(entry) ?? this.#livenessAt(entry).readFrom(entry);
    this.#read.set(entry, read);
    return read;
  }

  /**
   * Does a function do nothing but to call another with its own arguments, and is the code at a pc that of the other? A compiler that inlines calls
   * inlines that one first.
   */
  #isForwarded(index: number, pc: number): boolean {
    const callee = forwardedBy(this.#known.program.functions[index]!);
    if (callee === undefined || !this.mayBe(callee, pc, true)) return false;
    if (isJump(this.#known.fetch(pc))) return false;
    return ![...this.flowAt(pc).calls.values()].some((to) => to !== undefined && this.mayBe(callee, to, true));
  }

  get #globals(): GlobalsPlace {
    return { layout: this.#known.layout, count: this.#known.program.globals.length };
  }

  flowAt(entry: number): ControlFlow {
    const known = this.#flows.get(entry);
    if (known !== undefined) return known;
    const flow = controlFlowOf(this.#known.fetch, entry);
    this.#flows.set(entry, flow);
    return flow;
  }
}
