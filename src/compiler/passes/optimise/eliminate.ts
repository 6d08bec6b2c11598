/**
 * Checks that cannot fail: a branch of which it is known which way it goes becomes a jump. What is known comes from the
 * branches on the way (`a[i]` twice, a loop that runs while `i < len(a)`), from definitions (a byte is at most 255), and
 * from induction: a parameter of a block is not negative, or beyond what it was first, when that holds of each argument
 * that it gets (ABCD, Bodik, Gupta and Sarkar 2000, has the idea).
 *
 * What a decided branch relies on has to hold at every mark between where it became known and the branch: it is stated
 * there, and the checker shows it at every arrival. So only facts are used that can be told in terms of the source at
 * these marks; otherwise the search is done again without them.
 */

import { filled } from "../../filled.ts";
import { eachOperand } from "../../flow/operands.ts";
import type { CutMark, FlowInstruction, Label, Operand } from "../../flow/syntax.ts";
import { instructionCount, isZero, writtenBy } from "../../flow/syntax.ts";
import { dominanceIn } from "../../ssa/dominance.ts";
import { eachDown } from "../../ssa/graph.ts";
import { eachExitOperand } from "../../ssa/operands.ts";
import type { Graph, Ssa, SsaBlock, SsaFact, SsaFunction, Value } from "../../ssa/syntax.ts";
import { versionsOf } from "../../ssa/versions.ts";
import { withBlocks } from "../../ssa/with-blocks.ts";
import { Explainer } from "../ssa/explain.ts";
import { type Bounds, factOf, KnownFacts, limitOfResult, type PlacedFact, type Reasons } from "./known-facts.ts";
import { eachFunction, hasBranches, Replacements } from "./rewriting.ts";

/** The pass. */
export function eliminateChecks(ssa: Ssa): Ssa {
  return eachFunction(ssa, hasBranches, eliminate);
}

/** The search is done again so many times at most, with fewer candidates or facts each time. */
const mostRounds = 12;
/** What facts are stated at all marks together, and through how many blocks: so much for each instruction … */
const statedPerInstruction = 8;
/** … and so much in any case. With more, facts that are used far from where they begin are not used. */
const statedAlways = 20_000;
/** So many facts are stated at one mark. The checker looks at a limited number for one question. */
const statedAtMark = 40;
/** What is known of variables at marks is kept for so many of them together. */
const mostExplained = 100_000;

function eliminate(f: SsaFunction): SsaFunction {
  const search = new Search(f);
  for (let round = 0; round < mostRounds; round++) {
    search.walk();
    if (search.decided.size === 0) return f;
    if (search.lostCandidates()) continue;
    const relied = search.reliedOn();
    const stated = search.stated(relied);
    if (stated === undefined) continue;
    const { decided, shared } = search;
    return { ...applied(f, decided, stated), shared, identified: identified(f, decided, relied.keys()) };
  }
  return f;
}

/** A bound that follows from others over so many operations is found by the checker. */
const deepestBound = 2;

/** A branch that is known to go one way. */
interface Decision {
  readonly goes: Label;
  readonly by: Reasons;
}

function applied(
  f: SsaFunction,
  decided: ReadonlyMap<Label, Decision>,
  stated: ReadonlyMap<CutMark, readonly SsaFact[]>,
): SsaFunction {
  const blocks = f.blocks.map((block, label): SsaBlock => {
    const decision = decided.get(label);
    if (decision === undefined) return block;
    const { origin } = block.terminator;
    return { ...block, terminator: { op: "jump", target: decision.goes, arguments: [], origin } };
  });
  const facts = new Map(f.facts);
  for (const [mark, added] of stated) facts.set(mark, [...(facts.get(mark) ?? []), ...added]);
  return { ...withBlocks(f, blocks), facts };
}

/** Also the values of branches and facts: one variable was compared when the fact became known, another may be where it is used. */
function identified(
  f: SsaFunction,
  decided: ReadonlyMap<Label, Decision>,
  facts: Iterable<PlacedFact>,
): readonly (boolean | undefined)[] {
  const relied = new Replacements(f);
  for (const label of decided.keys())
    eachExitOperand(f.blocks[label]!.terminator, (operand) => {
      relied.identify(operand);
    });
  for (const { fact } of facts) {
    relied.identify(fact.lower);
    relied.identify(fact.upper);
  }
  return relied.identified;
}

/** Before an instruction of a block. */
interface Place {
  readonly block: Label;
  readonly index: number;
}

/** A fact about a parameter that holds if it holds of each argument. */
interface Candidate {
  readonly placed: PlacedFact;
  readonly block: Label;
  /** Which parameter. */
  readonly index: number;
  /** Is the parameter the lower word of the fact, or the upper? */
  readonly side: "lower" | "upper";
}

const anything = 2 ** 32 - 1;
const none: Reasons = [];
const zero: Operand = { kind: "constant", value: 0 };

function register(value: Value): Operand {
  return { kind: "register", register: value };
}

class Search {
  readonly #f: SsaFunction;
  readonly #graph: Graph;
  readonly #definitions: (FlowInstruction | undefined)[];
  /** By array, the values that are its length. */
  readonly #lengths: (Value[] | undefined)[];
  readonly #bounds: Bounds;
  #candidates: readonly Candidate[];
  readonly #forbidden = new Set<string>();
  /** As in the function, and the values of which more has to be said for facts to be told. */
  readonly shared: (boolean | undefined)[];
  #explainer: Explainer | undefined = undefined;
  /** What was explained since something more was shared. */
  readonly #explained = new Map<CutMark, ReturnType<Explainer["explain"]>>();
  #size = 0;
  /** Of the last walk. */
  decided = new Map<Label, Decision>();
  #failed = new Set<Candidate>();
  /** Of each candidate, why it holds of each argument, and where that argument is brought. */
  #shown = new Map<PlacedFact, { readonly by: Reasons; readonly block: Label }[]>();

  constructor(f: SsaFunction) {
    const { graph } = f;
    this.#f = f;
    this.#graph = graph;
    this.#definitions = filled<FlowInstruction | undefined>(f.values, undefined);
    this.#lengths = filled<Value[] | undefined>(f.values, undefined);
    const most = filled<number>(f.values, anything);
    const facts = filled<Reasons | undefined>(f.values, undefined);
    const depths = filled<number>(f.values, 0);
    this.#bounds = {
      most: (operand) => (operand.kind === "constant" ? operand.value >>> 0 : most[operand.register]!),
      fact: (operand) => (operand.kind === "constant" ? none : (facts[operand.register] ?? none)),
    };
    for (const block of graph.order)
      for (let i = 0; i < f.blocks[block]!.instructions.length; i++) {
        const instruction = f.blocks[block]!.instructions[i]!;
        const rd = writtenBy(instruction);
        if (rd === undefined) continue;
        this.#definitions[rd] = instruction;
        if (instruction.op === "length" && instruction.array.kind === "register") {
          this.#lengths[instruction.array.register] ??= [];
          this.#lengths[instruction.array.register]!.push(rd);
        }
        const limit = limitOfResult(instruction, this.#bounds.most);
        if (limit.most === anything) continue;
        const depth = Math.max(
          0,
          ...limit.from.map((part) => (part.kind === "constant" ? 1 : depths[part.register]! + 1)),
        );
        if (depth > deepestBound) continue;
        most[rd] = limit.most;
        depths[rd] = depth;
        const upper: Operand = { kind: "constant", value: limit.most | 0 };
        const fact: SsaFact = { kind: "order", order: "sltu", lower: register(rd), upper, gap: 0 };
        const because = limit.from.flatMap((part) => this.#bounds.fact(part));
        facts[rd] = [{ fact, block, index: i + 1, because }];
      }
    this.shared = f.shared.slice();
    this.#candidates = this.#allCandidates();
  }

  /** Not negative; not below, or not above, what it was before the loop, for a counter. */
  #allCandidates(): readonly Candidate[] {
    const { blocks } = this.#f;
    if (blocks.every(({ parameters }) => parameters.length === 0)) return [];
    const dominates = dominanceIn(this.#graph);
    const found: Candidate[] = [];
    for (const block of this.#graph.order) {
      const { parameters } = blocks[block]!;
      if (parameters.length === 0) continue;
      for (let index = 0; index < parameters.length; index++) {
        const parameter = parameters[index]!;
        const add = (lower: Operand, upper: Operand, side: "lower" | "upper"): void => {
          const fact: SsaFact = { kind: "order", order: "slt", lower, upper, gap: 0 };
          found.push({ placed: { fact, block, index: 0, because: [] }, block, index, side });
        };
        add(zero, register(parameter), "upper");
        const step = this.#stepOf(parameter, block, index);
        for (const from of this.#graph.predecessors[block]!) {
          const { terminator } = blocks[from]!;
          if (terminator.op !== "jump" || dominates(block, from)) continue;
          const first = terminator.arguments[index]!;
          if (isZero(first)) continue;
          if (step < 0) add(register(parameter), first, "lower");
          if (step > 0) add(first, register(parameter), "upper");
        }
      }
    }
    return found;
  }

  /** Whether a parameter grows or shrinks by a constant where the loop jumps back; 0 where it does neither. */
  #stepOf(parameter: Value, block: Label, index: number): number {
    for (const from of this.#graph.predecessors[block]!) {
      const { terminator } = this.#f.blocks[from]!;
      if (terminator.op !== "jump") continue;
      const argument = terminator.arguments[index]!;
      const sum = argument.kind === "register" ? sumOf(this.#definitions[argument.register]) : undefined;
      if (sum?.word.kind === "register" && sum.word.register === parameter) return sum.constant;
    }
    return 0;
  }

  /** Down the tree of dominators, deciding branches and showing candidates. */
  walk(): void {
    this.decided = new Map();
    this.#failed = new Set();
    this.#shown = new Map();
    const known = new KnownFacts(this.#bounds);
    const { blocks } = this.#f;
    const depths: number[] = [];
    /** By the first value that is the length of a new array, what is known of it. */
    const ofLengths = new Map<Value, readonly PlacedFact[]>();
    const byBlock = new Map<Label, Candidate[]>();
    for (const candidate of this.#candidates) {
      const list = byBlock.get(candidate.block);
      if (list === undefined) byBlock.set(candidate.block, [candidate]);
      else list.push(candidate);
      this.#shown.set(candidate.placed, []);
    }
    const add = (placed: PlacedFact): void => {
      if (this.#forbidden.size === 0 || !this.#forbidden.has(keyOf(placed))) known.add(placed);
    };
    eachDown(
      this.#graph,
      (block) => {
        depths.push(known.depth);
        const edge = this.#edgeFact(block);
        if (edge !== undefined) add({ fact: edge, block, index: 0, because: [] });
        for (const { placed } of byBlock.get(block) ?? []) add(placed);
        const { instructions, terminator } = blocks[block]!;
        for (let i = 0; i < instructions.length; i++) {
          const instruction = instructions[i]!;
          const lengths = this.#lengthFacts(instruction, block, i + 1, ofLengths);
          if (lengths.length > 0) {
            lengths.forEach(add);
            const array = writtenBy(instruction);
            const first = array === undefined ? undefined : this.#lengths[array]?.[0];
            if (instruction.op !== "length" && first !== undefined) ofLengths.set(first, lengths);
          }
          const sum = sumOf(instruction);
          if (sum === undefined) continue;
          const result = register((instruction as { readonly rd: Value }).rd);
          for (const { fact, because } of [...known.ofSum(result, sum.word, sum.constant)])
            add({ fact, block, index: i + 1, because });
        }
        if (terminator.op === "branch" && terminator.then !== terminator.else) {
          const decision = known.decide(terminator.comparison, terminator.left, terminator.right);
          if (decision !== undefined)
            this.decided.set(block, { goes: decision.holds ? terminator.then : terminator.else, by: decision.by });
        }
        if (terminator.op !== "jump") return;
        for (const candidate of byBlock.get(terminator.target) ?? []) {
          const argument = terminator.arguments[candidate.index]!;
          const { fact } = candidate.placed;
          const [lower, upper] = candidate.side === "lower" ? [argument, fact.upper] : [fact.lower, argument];
          const by = known.reaches("slt", lower, upper, 0);
          if (by === undefined) this.#failed.add(candidate);
          else this.#shown.get(candidate.placed)!.push({ by, block });
        }
      },
      () => {
        known.backTo(depths.pop()!);
      },
    );
  }

  /**
   * The length of a new array is what it was made with: a fact as soon as there is the array, though its length is read later. It is
   * stated of the first value that is the length; of another one it follows, where that is read.
   */
  #lengthFacts(
    instruction: FlowInstruction,
    block: Label,
    index: number,
    known: ReadonlyMap<Value, readonly PlacedFact[]>,
  ): readonly PlacedFact[] {
    const array =
      instruction.op === "length" && instruction.array.kind === "register" ? instruction.array.register : -1;
    const made = instruction.op === "length" ? this.#definitions[array] : instruction;
    if (made?.op !== "allocate" && made?.op !== "allocate_text") return none;
    const count: Operand = made.op === "allocate" ? made.length : { kind: "constant", value: made.values.length };
    const first = this.#lengths[made.rd]?.[0];
    if (first === undefined) return none;
    const facts = (length: Operand): readonly [SsaFact, SsaFact] => [
      { kind: "order", order: "slt", lower: count, upper: length, gap: 0 },
      { kind: "order", order: "slt", lower: length, upper: count, gap: 0 },
    ];
    if (instruction.op !== "length")
      return facts(register(first)).map((fact) => ({ fact, block, index, because: none }));
    if (instruction.rd === first) return none;
    return facts(register(instruction.rd)).flatMap((fact, i) => {
      const stated = known.get(first)?.[i];
      return stated === undefined || this.#forbidden.has(keyOf(stated))
        ? []
        : [{ fact, block, index, because: [stated] }];
    });
  }

  /** What the branch says by which alone control comes to a block. */
  #edgeFact(block: Label): SsaFact | undefined {
    const from = this.#graph.predecessors[block]!;
    if (from.length !== 1) return undefined;
    const { terminator } = this.#f.blocks[from[0]!]!;
    if (terminator.op !== "branch" || this.decided.has(from[0]!)) return undefined;
    return factOf(terminator.comparison, terminator.left, terminator.right, terminator.then === block);
  }

  /** Candidates that did not hold of every argument are no candidates any more. */
  lostCandidates(): boolean {
    if (this.#failed.size === 0) return false;
    this.#candidates = this.#candidates.filter((candidate) => !this.#failed.has(candidate));
    return true;
  }

  /** The facts that decided branches rely on, and where they are used. */
  reliedOn(): ReadonlyMap<PlacedFact, readonly Place[]> {
    const uses = new Map<PlacedFact, Place[]>();
    const work: PlacedFact[] = [];
    const use = (by: Reasons, block: Label, index: number): void => {
      for (const placed of by) {
        const list = uses.get(placed);
        if (list === undefined) {
          uses.set(placed, [{ block, index }]);
          work.push(placed);
        } else list.push({ block, index });
      }
    };
    const end = (block: Label): number => this.#f.blocks[block]!.instructions.length;
    for (const [block, { by }] of this.decided) use(by, block, end(block));
    for (let placed = work.pop(); placed !== undefined; placed = work.pop()) {
      use(placed.because, placed.block, placed.index - 1);
      for (const { by, block } of this.#shown.get(placed) ?? []) use(by, block, end(block));
    }
    return uses;
  }

  /** What is to be stated at which marks; undefined where a fact cannot be told at one, and must not be used. */
  stated(uses: ReadonlyMap<PlacedFact, readonly Place[]>): ReadonlyMap<CutMark, readonly SsaFact[]> | undefined {
    const between = this.#marksOf(uses);
    if (between === undefined) return undefined;
    const stated = new Map<CutMark, SsaFact[]>();
    const said = new Map<CutMark, Set<string>>();
    let told = true;
    for (const [placed, marks] of between) {
      const words = wordsOf(placed.fact);
      for (const mark of marks) {
        if (!this.#canTell(placed.fact, mark)) {
          this.#forbidden.add(keyOf(placed));
          told = false;
          break;
        }
        const before = said.get(mark);
        if (before === undefined) {
          said.set(mark, new Set([words]));
          stated.set(mark, [placed.fact]);
        } else if (!before.has(words)) {
          before.add(words);
          stated.get(mark)!.push(placed.fact);
        }
      }
    }
    return told ? stated : undefined;
  }

  /** For each fact that is used the marks between; undefined where that is too much, and some facts must not be used. */
  #marksOf(uses: ReadonlyMap<PlacedFact, readonly Place[]>): ReadonlyMap<PlacedFact, ReadonlySet<CutMark>> | undefined {
    const most = statedAlways + statedPerInstruction * instructionCount(this.#f.blocks);
    const found = new Map<PlacedFact, ReadonlySet<CutMark>>();
    let left = most;
    let all = true;
    for (const [placed, where] of uses) {
      const between = this.#marksBetween(placed, where, Math.max(left, most / uses.size));
      if (between === undefined) {
        this.#forbidden.add(keyOf(placed));
        all = false;
        continue;
      }
      left -= between.work;
      found.set(placed, between.marks);
    }
    return all && !this.#overfull(found) ? found : undefined;
  }

  /** Are there more facts at a mark than may be stated there? Those with the fewest marks stay, the others must not be used. */
  #overfull(found: ReadonlyMap<PlacedFact, ReadonlySet<CutMark>>): boolean {
    const counts = new Map<CutMark, number>();
    const countAt = (mark: CutMark): number => counts.get(mark) ?? 0;
    let all = true;
    for (const [placed, marks] of [...found].sort(([, a], [, b]) => a.size - b.size)) {
      if ([...marks].some((mark) => countAt(mark) >= statedAtMark)) {
        this.#forbidden.add(keyOf(placed));
        all = false;
      } else for (const mark of marks) counts.set(mark, countAt(mark) + 1);
    }
    return !all;
  }

  /** The marks between where a fact begins to hold and where it is used; undefined when these and the blocks are more than `most`. */
  #marksBetween(
    { block: home, index: begin }: PlacedFact,
    uses: readonly Place[],
    most: number,
  ): { readonly marks: ReadonlySet<CutMark>; readonly work: number } | undefined {
    const { blocks } = this.#f;
    /** By block, up to which instruction its marks were taken. */
    const upTo = new Map<Label, number>();
    const work: Place[] = [...uses];
    const marks = new Set<CutMark>();
    for (let at = work.pop(); at !== undefined; at = work.pop()) {
      const { block, index } = at;
      const before = upTo.get(block);
      if (before !== undefined && before >= index) continue;
      upTo.set(block, index);
      // Backwards out of the block, unless the fact began in it; a use before that point came around a loop.
      const within = block === home && index >= begin;
      const { instructions } = blocks[block]!;
      for (let i = within ? begin : 0; i < index; i++) {
        const instruction = instructions[i]!;
        if (instruction.op === "cut" || instruction.op === "call") marks.add(instruction.cut);
      }
      if (upTo.size + marks.size > most) return undefined;
      if (within || before !== undefined) continue;
      for (const from of this.#graph.predecessors[block]!)
        work.push({ block: from, index: blocks[from]!.instructions.length });
    }
    return { marks, work: upTo.size + marks.size };
  }

  #canTell(fact: SsaFact, mark: CutMark): boolean {
    const { locals, blocks } = this.#f;
    this.#explainer ??= new Explainer(this.#f, this.shared, this.#graph, () => versionsOf(blocks, this.#graph));
    const told = (operand: Operand): boolean => {
      let explained = this.#explained.get(mark);
      if (explained === undefined) {
        const variables = locals.get(mark)!;
        this.#size += variables.length;
        if (this.#size > mostExplained) this.#forgetExplained();
        explained = this.#explainer!.explain(mark, variables, []);
        this.#explained.set(mark, explained);
      }
      return typeof explained !== "number" && explained.termOf(operand) !== undefined;
    };
    for (const operand of [fact.lower, fact.upper]) {
      if (told(operand)) continue;
      this.#share(operand);
      if (!told(operand)) return false;
    }
    return true;
  }

  #forgetExplained(): void {
    this.#explained.clear();
    this.#size = 0;
  }

  /** Say of a value what it is computed from, wherever it is told. */
  #share(operand: Operand): void {
    const definition = operand.kind === "register" ? this.#definitions[operand.register] : undefined;
    if (definition?.op !== "operate" && definition?.op !== "length") return;
    if (this.shared[definition.rd] === true) return;
    this.shared[definition.rd] = true;
    this.#forgetExplained();
    eachOperand(definition, (part) => {
      this.#share(part);
    });
  }
}

/** A fact by its words and where it begins. */
function keyOf({ fact, block, index }: PlacedFact): string {
  return `${block} ${index} ${wordsOf(fact)}`;
}

/** A fact in words. */
function wordsOf(fact: SsaFact): string {
  const { lower, upper } = fact;
  const text = (operand: Operand): string =>
    operand.kind === "constant" ? `=${operand.value}` : `${operand.register}`;
  return `${fact.kind === "order" ? `${fact.order}${fact.gap}` : "≠"} ${text(lower)} ${text(upper)}`;
}

/** A word and a constant of which an instruction computes the sum. */
function sumOf(
  instruction: FlowInstruction | undefined,
): { readonly word: Operand; readonly constant: number } | undefined {
  if (instruction?.op !== "operate") return undefined;
  const { operation, left, right } = instruction;
  if (operation === "add" && right.kind === "constant") return { word: left, constant: right.value };
  if (operation === "add" && left.kind === "constant") return { word: right, constant: left.value };
  if (operation === "sub" && right.kind === "constant") return { word: left, constant: -right.value };
  return undefined;
}
