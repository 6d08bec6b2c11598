/**
 * Claims for a binary that comes without a certificate, found from the program and the bytes alone: no certificate, no note, no symbols,
 * no inputs. Nothing of it is believed: what is found are ordinary claims, and `checkClaims` judges them.
 *
 * Functions are found from start-up on: a call of the source and the machine's call at the same place bind the callee to its entry. The
 * functions that nothing calls are looked for in the text that is left.
 */

import { nodesUnder } from "../../lang/program/nodes.ts";
import type { Node, Program } from "../../lang/program/program.ts";
import type { Image } from "../../machine/isa/image.ts";
import type { Claims, DataLayout, Fact, FunctionCertificate } from "../certificate/claims.ts";
import { largestFrame } from "../certificate/resources.ts";
import { asDifferences } from "../certificate/whole.ts";
import { sizeOf, workFor } from "../checker/check.ts";
import { textOf } from "../checker/image.ts";
import { Path } from "../checker/paths/path.ts";
import { indexNodes } from "../checker/startup.ts";
import { OverBudget } from "../checker/terms/work.ts";
import { type Budgets, defaultBudgets } from "../checker/verdict.ts";
import type { Apart } from "./blame.ts";
import { type ControlFlow, functionsFrom, isLast, isReturn, isStop, makesFrame } from "./control-flow.ts";
import { FunctionSearch } from "./function-search.ts";
import { guess } from "./guess/guess.ts";
import type { Habits } from "./guess/guessing.ts";
import { ProgramText } from "./guess/program-text.ts";
import { TextCode } from "./guess/text-code.ts";
import { findLayout } from "./layout.ts";
import { Needed } from "./needed.ts";
import { isPlain } from "./plain.ts";
import { comesBefore, type Position } from "./position.ts";
import { Resemblance } from "./resemblance.ts";
import type { Search } from "./search.ts";
import { SharedWork } from "./shared-work.ts";
import { looksForLittle, type Style, styles } from "./style.ts";
import type { FunctionAt } from "./task.ts";

/** How to infer. */
export interface InferOptions {
  /** What is known of the data layout; the rest is found from start-up and from the checks of the text. */
  readonly layout?: Partial<DataLayout>;
  /** What the search may cost; the checker's own budgets unless given. */
  readonly budgets?: Budgets;
  /** Give up with the first function that is not level, so that the others are not looked at: for who wants a whole certificate or none. */
  readonly wholeOnly?: boolean;
}

/** What was found out about one function. */
export type FunctionFinding =
  /** Claims were found, and every arrival keeps them. */
  | { readonly kind: "found"; readonly entry: number }
  /** The two sides could not be brought together. */
  | { readonly kind: "apart"; readonly entry: number; readonly apart: Apart }
  /** No run comes to it: every call of it is inlined, or in a function to which none comes. */
  | { readonly kind: "never called" }
  /** Its entry is not known: no function that was understood calls it. */
  | { readonly kind: "no entry" }
  | { readonly kind: "over budget"; readonly entry: number; readonly what: string };

/** What was found. */
export interface Inferred {
  readonly claims: Claims;
  /** The functions whose claims were guessed, and not searched for. */
  readonly guessed: ReadonlySet<number>;
  /** Of each function of the program, at its index. */
  readonly findings: readonly FunctionFinding[];
  /** What was run for it. */
  readonly statistics: Readonly<Search["counts"]>;
}

/** The search has more work than a check: it runs segments again when their claims shrink. */
const workFactor = 8;

/** What is never so: who calls a function would have to show it. */
const never: Fact = { condition: { kind: "constant", value: 0 }, holds: true };

/**
 * How often the search of a function begins with each style at first; with that of an optimiser where code does not look plain, since no other is likely to
 * fit; and the most beginnings with all styles together.
 */
const fewBeginnings = 3;
const moreBeginnings = 8;
const mostBeginnings = 48;

/** Those of an optimiser, the one that looks for least first. */
const optimising = styles.filter(({ optimises, doubts }) => optimises && doubts !== true);

/** So many more guesses are in vain than not, at the beginning, before no more is guessed. */
const mostLuck = 10;

/** The most places that are tried for a function that nothing calls. */
const mostGaps = 12;

/** Find claims about an image of a program. */
export function infer(program: Program, image: Image, options: InferOptions = {}): Inferred {
  return new Inference(program, image, options, false).run();
}

/** How often the check may refuse what was guessed of a function before everything is searched. */
const mostRefusals = 3;

/**
 * Find claims about an image of a program by guesses, where functions look plain, and have them judged: `refused` tells the function whose claims the
 * check refuses, if it does. That one is searched, then. Undefined where some function is not found, or claims are refused that were not guessed: then
 * everything is to be searched.
 */
export function inferByGuesses(
  program: Program,
  image: Image,
  options: InferOptions,
  refused: (found: Inferred) => number | undefined,
): Inferred | undefined {
  const inference = new Inference(program, image, { ...options, wholeOnly: true }, true);
  let found = inference.run();
  for (let left = mostRefusals; left > 0 && found.findings.every(isFound); left--) {
    const index = refused(found);
    if (index === undefined) return found;
    if (!found.guessed.has(index)) return undefined;
    found = inference.searchIn(index);
  }
  return undefined;
}

function isFound({ kind }: FunctionFinding): boolean {
  return kind === "found" || kind === "never called";
}

class Inference {
  readonly #program: Program;
  readonly #search: Search;
  readonly #resemblance: Resemblance;
  readonly #layout: DataLayout;
  readonly #startFrame: number;
  readonly #entries = new Map<number, number>();
  readonly #owners = new Map<number, number>();
  readonly #queue: number[] = [];
  readonly #findings = new Map<number, FunctionFinding>();
  readonly #certificates = new Map<number, FunctionCertificate>();
  readonly #image: Image;
  readonly #wholeOnly: boolean;
  /** Whose call bound a function to its entry; and which functions are not entered where a call bound them. */
  readonly #boundBy = new Map<number, number>();
  readonly #doubted = new Set<string>();
  readonly #largestFrame: number;
  /** The style that fitted last, and the last of those that fitted in which nothing is optimised. */
  #style = styles[0]!;
  #plainStyle = styles[0]!;
  readonly #mayGuess: boolean;
  readonly #guessed = new Set<number>();
  /** The functions of which the check refused what was guessed. */
  readonly #refused = new Set<number>();
  /** May calls be inlined? Functions have no code of their own then, or fewer calls are made than the program has. */
  readonly #mayInline: boolean;
  /** How many guesses more fitted than did not. */
  #luck = mostLuck;
  /** What the compiler did in the guess that fitted last. */
  #habits: Habits;
  readonly #text: ProgramText;
  readonly #code: TextCode;
  readonly #needed: Needed;
  readonly #work: SharedWork;
  /** Was there a function that only an optimiser's style fitted? */
  #isOptimised = false;

  constructor(
    program: Program,
    image: Image,
    { layout, budgets = defaultBudgets, wholeOnly = false }: InferOptions,
    mayGuess: boolean,
  ) {
    this.#wholeOnly = wholeOnly;
    this.#program = program;
    this.#mayGuess = mayGuess;
    this.#text = new ProgramText(program);
    this.#image = image;
    const fetch = textOf(image);
    this.#code = new TextCode(image, fetch);
    const flows = functionsFrom(fetch, image.entry);
    const isAway = flows.size < program.functions.length;
    this.#habits = { decisions: false, optimises: isAway };
    const found = findLayout(program, image, fetch, flows, layout);
    this.#layout = found.layout;
    this.#startFrame = found.startFrame;
    const nodes = indexNodes(program);
    const largest = Math.max(...program.functions.map((_, index) => sizeOf(program, nodes, index)));
    this.#largestFrame = largestFrame(nodes.counts.reduce((sum, count) => sum + count, 0));
    const calls = program.functions.map((): number[] => []);
    for (const [node, { owner }] of nodes.calls) calls[owner]!.push(node);
    const made = [...flows.values()].reduce((sum, flow) => sum + flow.calls.size, 0);
    this.#mayInline = isAway || made < nodes.calls.size;
    this.#needed = new Needed(program, true, this.#mayInline);
    this.#work = new SharedWork(workFactor * workFor(program, nodes, budgets));
    this.#search = {
      program,
      fetch,
      path: new Path(this.#work),
      nodes: {
        typeOf: nodes.typeOf,
        callsOf: (index) => calls[index]!,
        callAt: (node) => nodes.calls.get(node)?.call,
      },
      claims: {
        layout: this.#layout,
        functions: program.functions.map(() => ({ entry: 0, frame: 0, saved: [], cuts: [] })),
      },
      limits: { ...budgets, steps: budgets.steps + budgets.stepsOfNode * largest },
      counts: { segments: 0, paths: 0, sourceSteps: 0, machineSteps: 0 },
      owners: this.#owners,
      entries: this.#entries,
      mayBe: (index, pc, all, caller) => this.#resemblance.mayBe(index, pc, all, caller),
    };
    this.#resemblance = new Resemblance({
      program,
      nodes: this.#search.nodes,
      fetch,
      layout: this.#layout,
      flows,
      entries: this.#entries,
      owners: this.#owners,
      doubted: this.#doubted,
    });
  }

  run(): Inferred {
    const { program } = this.#search;
    this.#bind(program.start, this.#image.entry);
    this.#solveQueue();
    const isWhole = [...this.#findings.values()].every(({ kind }) => kind === "found");
    if (isWhole || !this.#wholeOnly) this.#placeUncalled();
    return this.#inferred();
  }

  /** A function is searched whose claims were guessed. */
  searchIn(index: number): Inferred {
    this.#guessed.delete(index);
    this.#refused.add(index);
    this.#solve(index);
    this.#solveQueue();
    return this.#inferred();
  }

  #inferred(): Inferred {
    const { functions } = this.#program;
    const certificates = functions.map(
      (_, index): FunctionCertificate =>
        this.#certificates.get(index) ?? { entry: this.#entries.get(index) ?? 0, frame: 0, saved: [], cuts: [] },
    );
    const findings = functions.map((_, index): FunctionFinding => this.#findings.get(index) ?? { kind: "no entry" });
    const claims = asDifferences({ layout: this.#layout, functions: certificates });
    return { claims, guessed: new Set(this.#guessed), findings, statistics: this.#search.counts };
  }

  #bind(index: number, pc: number): void {
    if (this.#entries.has(index) || this.#owners.has(pc)) return;
    this.#entries.set(index, pc);
    this.#owners.set(pc, index);
    this.#queue.push(index);
  }

  /** A function was not where it was tried: nothing is known of it. */
  #forget(index: number): void {
    this.#owners.delete(this.#entries.get(index)!);
    this.#entries.delete(index);
    this.#findings.delete(index);
    this.#certificates.delete(index);
  }

  #solveQueue(): void {
    for (let index = this.#queue.shift(); index !== undefined; index = this.#queue.shift()) {
      const waiting = this.#queue.length;
      this.#solve(index);
      if (this.#findings.get(index)?.kind === "apart") this.#reconsider(index, waiting);
      if (this.#wholeOnly && this.#findings.get(index)?.kind !== "found") this.#queue.length = 0;
    }
  }

  /**
   * A function is not level with the code to which a call bound it: of an optimiser the call may be of another function, which the first one calls, and
   * which is inlined with it. So the caller is looked at again, without that binding. Where it is not level then, all stays as it was. What was bound since so
   * many functions waited was bound by what is not level.
   */
  #reconsider(index: number, waiting: number): void {
    const caller = this.#boundBy.get(index);
    const pc = this.#entries.get(index)!;
    const doubt = `${index} ${pc}`;
    if (caller === undefined || this.#doubted.has(doubt)) return;
    const of = (one: number): (() => void) => {
      const [entry, finding, certificate] = [
        this.#entries.get(one)!,
        this.#findings.get(one),
        this.#certificates.get(one)!,
      ];
      return () => {
        this.#entries.set(one, entry);
        this.#owners.set(entry, one);
        if (finding !== undefined) this.#findings.set(one, finding);
        if (finding !== undefined) this.#certificates.set(one, certificate);
      };
    };
    const bound = this.#queue.splice(waiting);
    const before = [caller, index, ...bound].map(of);
    for (const one of [index, ...bound]) this.#forget(one);
    this.#doubted.add(doubt);
    this.#solve(caller);
    if (this.#findings.get(caller)?.kind === "found") return;
    for (const one of this.#queue.splice(waiting)) this.#forget(one);
    for (const putBack of before) putBack();
    this.#queue.push(...bound);
  }

  /**
   * A function that nothing calls is looked for where text is left that belongs to no other, in the styles that fitted the others last. If it is
   * nowhere there, and all that calls it is inlined or called by nothing itself, then no run comes to it: its entry is said to be where that
   * text is, with a fact that is never so.
   */
  #placeUncalled(): void {
    for (const index of this.#callersFirst()) {
      if (this.#entries.has(index)) continue;
      const places = this.#gaps()
        .filter((pc) => this.#mayBeUncalled(index, pc))
        .slice(0, mostGaps);
      // What calls it may be all that a compiler inlined, or nothing is: so the plain style comes first.
      const tries = [...new Set([this.#plainStyle, this.#style])].flatMap((style) =>
        places.map((pc) => ({ pc, style })),
      );
      /** Where the function is level, though not all that it calls is. */
      let partly: (typeof tries)[number] | undefined;
      for (const one of tries) {
        const tried = this.#place(index, one);
        if (tried.every((other) => this.#findings.get(other)?.kind === "found")) break;
        if (this.#findings.get(index)?.kind === "found") partly ??= one;
        for (const other of tried) this.#forget(other);
      }
      if (!this.#entries.has(index) && partly !== undefined) this.#place(index, partly);
    }
    if ([...this.#findings.values()].some(({ kind }) => kind !== "found")) return;
    const free = this.#freePcs();
    for (const index of this.#program.functions.keys()) {
      if (this.#entries.has(index)) continue;
      const entry = free.next().value;
      if (entry === undefined) return;
      this.#entries.set(index, entry);
      this.#owners.set(entry, index);
      this.#findings.set(index, { kind: "never called" });
      this.#certificates.set(index, { entry, frame: 0, saved: [], facts: [never], cuts: [] });
    }
  }

  /** Look at a function that nothing calls at a place, and at what it calls: which functions were looked at. */
  #place(index: number, { pc, style }: { readonly pc: number; readonly style: Style }): readonly number[] {
    this.#bind(index, pc);
    this.#queue.pop();
    this.#solve(index, style);
    if (this.#findings.get(index)?.kind !== "found") return [index, ...this.#queue.splice(0)];
    const tried = [index];
    for (let one = this.#queue.shift(); one !== undefined; one = this.#queue.shift()) {
      this.#solve(one);
      tried.push(one);
    }
    return tried;
  }

  /** The functions without an entry, those first that call others and that no other of them calls: where one is found, so are those that it calls. */
  #callersFirst(): readonly number[] {
    const { nodes } = this.#search;
    const left = [...this.#program.functions.keys()].filter((index) => !this.#entries.has(index));
    const calls = left.map((index) => nodes.callsOf(index).map((node) => nodes.callAt(node)!.callee));
    const called = new Set(left.flatMap((index, i) => calls[i]!.filter((callee) => callee !== index)));
    const isFirst = (index: number, i: number): boolean => calls[i]!.length > 0 && !called.has(index);
    return [...left.filter(isFirst), ...left.filter((index, i) => !isFirst(index, i))];
  }

  /** May text that is left be that of a function? Returns and stops are left of functions that were inlined: a return is code of one that returns what it is given. */
  #mayBeUncalled(index: number, pc: number): boolean {
    const instruction = this.#search.fetch(pc);
    const { body } = this.#program.functions[index]!;
    const onlyReturns = body.statements.every(
      (one) => one.kind === "return" && (one.value === undefined || one.value.kind === "local"),
    );
    if (isStop(instruction) || (isReturn(instruction) && !onlyReturns)) return false;
    return this.#resemblance.mayBe(index, pc, this.#style.optimises);
  }

  /** Pcs that belong to no function: of the text that is left, and then behind all of the text. */
  *#freePcs(): Generator<number, undefined> {
    yield* this.#gaps();
    const ends = this.#image.segments
      .filter(({ permissions }) => permissions.execute)
      .map(({ address, size }) => address + size);
    for (let pc = Math.ceil(Math.max(0, ...ends) / 4) * 4; pc < 2 ** 32; pc += 4) yield pc;
    return undefined;
  }

  /**
   * The pcs where a function may be entered in text that belongs to none that is known: where that text begins, and behind each instruction
   * from which control does not go on. Those come first where a frame is made.
   */
  #gaps(): readonly number[] {
    const covered = new Set<number>();
    for (const entry of this.#owners.keys()) for (const pc of this.#resemblance.flowAt(entry).pcs) covered.add(pc);
    const { fetch } = this.#search;
    const all = this.#image.segments
      .filter(({ permissions }) => permissions.execute)
      .flatMap(({ address, bytes }) => {
        const pcs = Array.from({ length: Math.floor(bytes.length / 4) }, (_, i) => address + 4 * i);
        const begins = (pc: number): boolean => pc === address || covered.has(pc - 4) || isLast(fetch(pc - 4));
        return pcs.filter((pc) => !covered.has(pc) && begins(pc));
      });
    return [...all.filter((pc) => makesFrame(fetch(pc))), ...all.filter((pc) => !makesFrame(fetch(pc)))];
  }

  /** The styles, the likeliest first: code that looks plain is looked at as a plain compiler's, which costs least. */
  #stylesFor(index: number, flow: ControlFlow): Iterable<Style> {
    return new Set([...(isPlain(this.#search, index, flow) ? [this.#plainStyle] : optimising), ...styles]);
  }

  /** How often a style is begun before others; of those that come first a plain one once, where a function of the same code needed an optimiser's. */
  #firstBeginnings(style: Style, isFirst: boolean): number {
    if (looksForLittle(style) || !isFirst) return fewBeginnings;
    if (style.optimises) return moreBeginnings;
    return this.#isOptimised ? 1 : fewBeginnings;
  }

  /** Guess the claims of a function, if it looks plain; false where nothing fits. Where others were guessed in vain, no more is guessed. */
  #guess(at: Omit<FunctionAt, "live">): boolean {
    const { index, entry, frame } = at;
    if (this.#luck === 0 || frame > this.#largestFrame || !this.#mayGuess || this.#refused.has(index)) return false;
    const guessed = guess(this.#search, at, this.#needed, {
      code: this.#code,
      habits: this.#habits,
      text: this.#text,
      mayInline: this.#mayInline,
    });
    this.#luck += guessed === undefined ? -1 : 1;
    if (guessed === undefined) return false;
    this.#habits = guessed.habits;
    for (const [pc, callee] of guessed.bound) this.#bind(callee, pc);
    this.#guessed.add(index);
    this.#findings.set(index, { kind: "found", entry });
    this.#certificates.set(index, { entry, frame, saved: [], inlined: guessed.inlined, cuts: guessed.cuts });
    return true;
  }

  /** Look for the claims of a function: in one style only, where it is given. */
  #solve(index: number, only?: Style): void {
    const entry = this.#entries.get(index)!;
    const flow = this.#resemblance.flowAt(entry);
    const frame = index === this.#program.start ? this.#startFrame : frameOf(flow, this.#layout);
    if (only === undefined && this.#guess({ index, entry, flow, frame })) return;
    const all = [...(only === undefined ? this.#stylesFor(index, flow) : only.optimises ? optimising : [only])];
    const live = this.#resemblance.liveIn(index, flow, entry);
    type Failed = { readonly apart: Apart; readonly reached: Position; readonly bound: ReadonlyMap<number, number> };
    /** The style that came furthest in the source. */
    let furthest: (Failed & Pick<FunctionCertificate, "cuts" | "inlined">) | undefined;
    this.#work.share();
    try {
      if (frame > this.#largestFrame)
        throw new OverBudget(`its frame of ${frame} bytes is larger than ${this.#largestFrame}`);
      // Mostly the first style fits, so a search is made when it is its turn.
      const searches = new Map<Style, FunctionSearch>();
      const searchIn = (style: Style): FunctionSearch => {
        const search =
          searches.get(style) ?? new FunctionSearch({ search: this.#search, style, index, entry, flow, frame, live });
        searches.set(style, search);
        return search;
      };
      let left = mostBeginnings;
      // A style that fits does so after few beginnings, mostly.
      for (const [style, most] of [
        ...all.map((style) => [style, this.#firstBeginnings(style, style.optimises === all[0]!.optimises)] as const),
        ...all.filter((style) => !looksForLittle(style)).map((style) => [style, undefined] as const),
      ]) {
        const search = searchIn(style);
        if (left === 0 && most === undefined) break;
        const before = search.beginnings;
        const apart = search.solve(most ?? left);
        left = Math.max(0, left - (search.beginnings - before));
        const { cuts, inlined, bound, reached } = search;
        if (apart !== undefined) {
          // What looks for little does not say what is missing.
          if (!looksForLittle(style) && (furthest === undefined || comesBefore(furthest.reached, reached)))
            furthest = { apart, reached, cuts, inlined, bound: new Map(bound) };
          continue;
        }
        for (const [pc, callee] of bound) {
          if (!this.#entries.has(callee)) this.#boundBy.set(callee, index);
          this.#bind(callee, pc);
        }
        this.#style = style;
        if (style.optimises) this.#isOptimised = true;
        else this.#plainStyle = style;
        this.#findings.set(index, { kind: "found", entry });
        this.#certificates.set(index, { entry, frame, saved: [], inlined, cuts });
        return;
      }
      for (const [pc, callee] of furthest!.bound) if (this.#resemblance.mayBe(callee, pc, true)) this.#bind(callee, pc);
      this.#findings.set(index, { kind: "apart", entry, apart: furthest!.apart });
    } catch (error) {
      if (!(error instanceof OverBudget)) throw error;
      // What an earlier try says of the code is of more use than that a later one took too long.
      const finding =
        furthest === undefined
          ? ({ kind: "over budget", entry, what: error.message } as const)
          : ({ kind: "apart", entry, apart: furthest.apart } as const);
      this.#findings.set(index, finding);
    }
    const { inlined = [], cuts = [] } = furthest ?? {};
    this.#certificates.set(index, { entry, frame, saved: [], inlined, cuts });
    this.#guessCallees(index, flow);
  }

  /**
   * The functions that a function calls which is not level are looked at, too: where it makes as many calls as its source, one may be the other, in
   * their order. A guess: if it is wrong, these functions are not level either.
   */
  #guessCallees(index: number, { calls }: ControlFlow): void {
    const callees = calleesOf(this.#program.functions[index]!.body);
    if (callees.length !== calls.size) return;
    const inOrder = [...calls].sort(([a], [b]) => a - b);
    for (const [i, callee] of callees.entries()) {
      const [, target] = inOrder[i]!;
      if (target !== undefined) this.#bind(callee, target);
    }
  }
}

/** The functions that are called below a node, in the order in which a compiler comes to the calls: arguments first. */
function calleesOf(body: Node): readonly number[] {
  const nodes = nodesUnder(body);
  const calls = nodes.flatMap((node, i) =>
    node.kind === "call" ? [{ callee: node.callee, first: i, last: i + nodesUnder(node).length }] : [],
  );
  return calls.sort((a, b) => a.last - b.last || b.first - a.first).map(({ callee }) => callee);
}

/** The frame is what the function asks for when it looks whether the stack has room; without that, what it is seen to use. */
function frameOf({ stackCheck, extent }: ControlFlow, { stackLimit }: DataLayout): number {
  return stackCheck === undefined ? extent : stackCheck.bytes + stackCheck.bound - stackLimit;
}
