/**
 * Reduces a program that deviates to the shortest one that still deviates.
 *
 * It first tries shorter ways to show the result, then leaves parts out (Zeller and Hildebrandt's ddmin), then replaces
 * instructions by the constants that they compute. Every candidate is a fair program (watch.ts) with its own expectation
 * from the formal machine, so the final program is a counterexample by itself.
 */

import { code, type Item, instructionsOf, layOut, setRegister } from "./assembler.ts";
import {
  type Experiment,
  exitWith,
  freeRegister,
  imageOf,
  initialWord,
  itemsOf,
  resultsAddress,
  survivedStatus,
  writeOut,
} from "./experiment.ts";
import type { WrongWord } from "./isolate.ts";
import type { Observation } from "./observation.ts";
import { answerOf, type MeasuredMachine } from "./subject.ts";
import { type Watched, watch } from "./watch.ts";

/** A program that deviates, with its expected and its observed result. */
export interface Counterexample {
  readonly items: readonly Item[];
  readonly watched: Watched;
  readonly seen: Observation;
}

/** A search for shorter programs. */
interface Search {
  readonly subject: MeasuredMachine;
  /** The run of the original: candidates must end in the same way. */
  readonly original: Watched;
  runs: number;
}

/** The most instructions that a candidate may take. */
const candidateBudget = 200_000;

/** The most programs run for one reduction. */
const reductionRuns = 400;

/** The shortest program found that deviates as this experiment does; undefined when the experiment does not deviate again. */
export async function reduce(
  subject: MeasuredMachine,
  experiment: Experiment,
  wrong: WrongWord | undefined,
): Promise<Counterexample | undefined> {
  const image = imageOf(itemsOf([experiment]));
  const original = image.ok ? watch(image.value, candidateBudget) : undefined;
  if (original === undefined) return undefined;
  const search: Search = { subject, original, runs: reductionRuns };
  let best: Counterexample | undefined;
  for (const items of shapes(experiment, wrong)) {
    best = await attempt(search, items);
    if (best !== undefined) break;
  }
  if (best === undefined) return undefined;
  for (;;) {
    const before = weight(best.items);
    best = await leaveOut(search, best);
    best = await simplify(search, best);
    if (weight(best.items) >= before || search.runs <= 0) return best;
  }
}

/** Ways to show an experiment's result, the shortest first. */
function shapes(experiment: Experiment, wrong: WrongWord | undefined): Item[][] {
  const { body, aside, results, stops } = experiment;
  const list: Item[][] = [];
  if (stops) list.push([...body, ...exitWith(survivedStatus), ...aside]);
  const shown = wrong === undefined ? results.slice(0, 3) : [wrong.register];
  // A register that the experiment does not use must keep its word.
  const kept = wrong?.result === false ? setRegister(wrong.register, initialWord(wrong.register)) : [];
  for (const register of shown) {
    for (const shift of wrong === undefined ? [0] : differingShifts(wrong)) {
      list.push([...kept, ...body, ...exitByRegister(register, shift), ...aside]);
    }
  }
  for (const register of shown) {
    const pointer = freeRegister(body, [register]);
    const store = code({ mnemonic: "sw", rs1: pointer, rs2: register, imm: 0 });
    const show = [...setRegister(pointer, resultsAddress), store, ...writeOut(resultsAddress, 4)];
    list.push([...kept, ...body, ...show, ...exitWith(0), ...aside]);
  }
  list.push(itemsOf([experiment]));
  return list;
}

/** The shifts that move a differing byte down to the exit status. */
function differingShifts({ expected, seen }: WrongWord): number[] {
  return [0, 24, 8, 16].filter((shift) => (((expected ^ seen) >>> shift) & 255) !== 0);
}

/** Exit with 8 bits of a register. */
function exitByRegister(register: number, shift: number): Item[] {
  const exit = exitWith(0);
  const move =
    shift === 0
      ? code({ mnemonic: "addi", rd: 10, rs1: register, imm: 0 })
      : code({ mnemonic: "srli", rd: 10, rs1: register, shamt: shift });
  // a0 first: the register may be a7.
  return [move, exit[0]!, exit[2]!];
}

/** Does this program deviate, and is it a fair question of the same kind? */
async function attempt(search: Search, items: readonly Item[]): Promise<Counterexample | undefined> {
  if (search.runs <= 0) return undefined;
  const image = imageOf(items);
  if (!image.ok) return undefined;
  const watched = watch(image.value, candidateBudget);
  if (watched === undefined || !endsAlike(search.original, watched)) return undefined;
  search.runs--;
  const seen = await search.subject.observe(image.value);
  // When the machine hangs, every further candidate would be as slow.
  if (seen.kind === "timeout") search.runs = Math.min(search.runs, 2);
  const answer = answerOf(watched, seen);
  return answer === "deviates" ? { items, watched, seen } : undefined;
}

/** Do both end by the same rule, and at the same address for an access? At another address some systems may have memory. */
function endsAlike(a: Watched, b: Watched): boolean {
  if (a.last !== b.last) return false;
  return a.last === "fetch_fault" || a.faultedAt === b.faultedAt;
}

/** Leave out as much as possible: halves, quarters, …, single items. */
async function leaveOut(search: Search, start: Counterexample): Promise<Counterexample> {
  let best = start;
  for (let size = Math.ceil(best.items.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = best.items.length - size; at > -size; at -= size) {
      const from = Math.max(at, 0);
      const without = best.items.filter((_, i) => i < from || i >= at + size);
      best = (await attempt(search, without)) ?? best;
    }
  }
  return best;
}

/** Replace instructions by simpler ones: by the constant that they compute, or by instructions with fewer operands. */
async function simplify(search: Search, start: Counterexample): Promise<Counterexample> {
  let best = start;
  for (let i = best.items.length - 1; i >= 0; i--) {
    for (const replacement of simpler(best, i)) {
      const items = [...best.items.slice(0, i), ...replacement, ...best.items.slice(i + 1)];
      if (weight(items) >= weight(best.items)) continue;
      const found = await attempt(search, items);
      if (found === undefined) continue;
      best = found;
      break;
    }
  }
  return best;
}

/** What may replace an item. */
function simpler(example: Counterexample, index: number): Item[][] {
  const item = example.items[index]!;
  if (item.kind === "space") return [[{ kind: "space", bytes: 0 }]];
  const list: Item[][] = [];
  const constant = constantOf(example, index);
  if (constant !== undefined) list.push(constant);
  if (item.kind !== "instruction") return list;
  const { instruction } = item;
  if (instruction.mnemonic === "addi" && instruction.rs1 !== 0) list.push([code({ ...instruction, rs1: 0 })]);
  if ("rd" in instruction && "rs2" in instruction) {
    // One of its operands instead of its result: perhaps the operand is already wrong.
    const { rd, rs1, rs2 } = instruction;
    for (const source of [rs1, rs2]) list.push([code({ mnemonic: "addi", rd, rs1: source, imm: 0 })]);
  }
  if ("imm" in instruction && instruction.imm !== 0) list.push([code({ ...instruction, imm: 0 })]);
  return list;
}

/** Items that set the register to what the item computes, when it runs exactly once and computes something. */
export function constantOf({ items, watched }: Counterexample, index: number): Item[] | undefined {
  const item = items[index]!;
  if (item.kind !== "instruction" && item.kind !== "address") return undefined;
  const { located } = layOut(items);
  const address = located[index]!.address + (item.kind === "address" ? 4 : 0);
  const taken = watched.steps.filter(({ pc }) => pc >>> 0 === address);
  const [only] = taken;
  if (taken.length !== 1 || only?.result === undefined || only.instruction === undefined) return undefined;
  const { instruction } = only;
  if (!("rd" in instruction) || instruction.rd === 0 || instruction.mnemonic === "jalr") return undefined;
  return setRegister(instruction.rd, only.result);
}

/** The harness: the instructions that every program of the suite uses. */
const plain: ReadonlySet<string> = new Set(["lui", "addi", "ecall"]);

/** What a reduction makes smaller: first the number of instructions outside the harness, then of instructions, then operands. */
function weight(items: readonly Item[]): number {
  const { located, labels } = layOut(items);
  let sum = 0;
  for (const { item, address } of located) {
    if (item.kind === "word") sum += 1_000_000;
    if (item.kind === "space") sum += 1000 * item.bytes;
    if (item.kind === "label" || item.kind === "origin") sum += 10;
    const instructions = instructionsOf(item, address, labels);
    for (const instruction of instructions.ok ? instructions.value : []) {
      sum += (plain.has(instruction.mnemonic) ? 0 : 1_000_000) + 1000;
      if ("rs1" in instruction && instruction.rs1 !== 0) sum += 2;
      if ("imm" in instruction && instruction.imm !== 0) sum += 1;
    }
  }
  return sum;
}
