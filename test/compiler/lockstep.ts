/**
 * Walks the small-step semantics of Ell and the machine from cut to cut and holds them against each other: at each cut
 * of the one, the other must be at the same cut, and every listed value where the cut says it is.
 *
 * This is what the certificate checker does for all inputs at once, done on one input.
 */

import { environmentOf, int32 } from "etalon";
import type { Compilation, Cut, CutValue, FunctionCuts } from "etalon/compiler";
import {
  ConcreteStore,
  type Configuration,
  initial,
  type Program,
  type Setting,
  step as stepSource,
  type Type,
} from "etalon/lang";
import { ellSystemCalls, loadMachine, type Machine, step as stepMachine } from "etalon/machine";
import { heldAt } from "./held.ts";

/** What a walk found. */
export interface Walk {
  /** Cuts passed. */
  readonly cuts: number;
  /** The first thing that was wrong. */
  readonly broken: string | undefined;
}

const sp = 2;

interface Typed {
  readonly word: number;
  readonly type: Type | "nothing";
}

/** Pending operands of the running function, outermost first. */
function pendingOf(c: Configuration<number>): Typed[] {
  const groups: Typed[][] = [];
  for (let k = c.continuation; k.kind !== "end" && k.kind !== "call"; k = k.next) {
    if (k.kind === "binary_right") groups.push([{ word: k.left, type: k.node.left.type }]);
    else if (k.kind === "index_index" || k.kind === "element_index")
      groups.push([{ word: k.array, type: k.node.array.type }]);
    else if (k.kind === "element_value")
      groups.push([
        { word: k.array, type: k.node.array.type },
        { word: k.index, type: "int" },
      ]);
    else if (k.kind === "arguments") {
      const { node } = k;
      groups.push(k.values.map((word, i) => ({ word, type: node.arguments[i]!.type })));
    }
  }
  return groups.reverse().flat();
}

/** The types of a program's expressions, by node. */
function typesOf(program: Program): Map<number, Type | "nothing"> {
  const types = new Map<number, Type | "nothing">();
  const visit = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if ("id" in value && "type" in value) types.set(value.id as number, value.type as Type);
    Object.values(value).forEach(visit);
  };
  visit(program.functions);
  return types;
}

/** Walk for at most so many cuts. */
export function walk(compilation: Compilation, input: Uint8Array, limit: number): Walk {
  const { program, image, cuts } = compilation;
  const byPc = new Map<number, readonly [Cut, FunctionCuts, readonly CutValue[]]>();
  const byPoint = new Set<string>();
  for (const f of cuts) {
    const held = heldAt(f);
    for (const [i, cut] of f.cuts.entries()) {
      byPc.set(cut.pc, [cut, f, held[i]!]);
      byPoint.add(`${cut.point.phase} ${cut.point.node}`);
    }
  }

  const sourceEnvironment = environmentOf(input);
  const machineEnvironment = environmentOf(input);
  const setting: Setting<number> = { program, words: int32, environment: sourceEnvironment };
  const store = new ConcreteStore(program.globals.length);
  let c = initial(program, 0, store);
  const machine: Machine<number> = loadMachine(image, ellSystemCalls(machineEnvironment));
  // Registers are in an unknown state at the start.
  for (let r = 1; r < 32; r++) machine.registers[r] = 0x1234_5670 + r;
  /** Ell references ↔ addresses. */
  const addresses = new Map<number, number>();
  const references = new Map<number, number>();
  /** What callers trusted to their callees, innermost last. */
  const trusted: { readonly sp: number; readonly saved: readonly number[]; readonly pc: number }[] = [];

  const types = typesOf(program);
  const pointOf = (at: Configuration<number>): string => {
    if (at.control.at === "execute") return `before ${at.control.statement.id}`;
    return at.control.at === "value" ? `after ${at.control.from}` : "";
  };
  const related = ({ word, type }: Typed, held: number): boolean => {
    if (type === "int" || type === "bool" || type === "nothing") return word === held;
    if (addresses.has(word) || references.has(held))
      return addresses.get(word) === held && references.get(held) === word;
    addresses.set(word, held);
    references.set(held, word);
    return machine.memory.permits(held, 4, "read") === undefined && machine.memory.load(held, 4) === store.length(word);
  };

  for (let passed = 0; passed <= limit; passed++) {
    // Both are at a cut.
    const here = byPc.get(machine.pc >>> 0);
    const where = `cut ${passed}, pc ${(machine.pc >>> 0).toString(16)}, source ${pointOf(c)}`;
    if (here === undefined) return { cuts: passed, broken: `${where}: the machine is at no cut` };
    const [cut, f, values] = here;
    if (`${cut.point.phase} ${cut.point.node}` !== pointOf(c))
      return { cuts: passed, broken: `${where}: the machine is at ${cut.point.phase} ${cut.point.node}` };
    const stack = machine.registers[sp]!;
    const isEntry = cut.pc === f.entry;
    const calleeSaved = [1, 8, 9, ...Array.from({ length: 10 }, (_, i) => 18 + i)];
    if (isEntry) {
      const saved = calleeSaved.map((r) => machine.registers[r]!);
      trusted.push({ sp: stack, saved, pc: machine.pc });
    } else {
      // After a return, the callee's entry is done with.
      const depth = depthOf(c);
      while (trusted.length > depth) trusted.pop();
      const own = trusted.at(-1)!;
      const isStart = f.function === program.start;
      if (!isStart && stack + f.frameBytes !== own.sp) return { cuts: passed, broken: `${where}: sp` };
      for (const [i, r] of calleeSaved.entries()) {
        const listed = f.saved.find(({ register }) => register === r)?.location;
        const at = listed?.kind === "slot" ? machine.memory.load(stack + listed.offset, 4) : machine.registers[r]!;
        if (at !== own.saved[i]) return { cuts: passed, broken: `${where}: saved x${r}` };
      }
    }
    const pending = pendingOf(c);
    for (const { source, location } of values) {
      let value: Typed | undefined;
      if (source.kind === "local") {
        const { type } = program.functions[f.function]!.slots[source.slot]!;
        value = { word: c.frame[source.slot]!, type };
      } else if (source.kind === "pending") value = pending[source.index];
      else if (c.control.at === "value") value = { word: c.control.value, type: types.get(c.control.from)! };
      const held =
        location.kind === "register"
          ? machine.registers[location.register]!
          : location.kind === "slot"
            ? machine.memory.load(stack + location.offset, 4)
            : location.value;
      if (value === undefined || !related(value, held))
        return {
          cuts: passed,
          broken: `${where}: ${JSON.stringify(source)} is ${value?.word}, but ${JSON.stringify(location)} ${held}`,
        };
    }

    let sourceEnd: ReturnType<typeof stepSource<number>>["final"];
    for (let n = 0; n < 100_000; n++) {
      const transition = stepSource(setting, c);
      sourceEnd = transition.final;
      if (transition.final !== undefined) break;
      c = transition.next;
      if (byPoint.has(pointOf(c))) break;
    }
    let machineEnd: ReturnType<typeof stepMachine<number>>["outcome"];
    for (let n = 0; n < 100_000; n++) {
      machineEnd = stepMachine(machine).outcome;
      if (machineEnd !== undefined || byPc.has(machine.pc >>> 0)) break;
    }
    if (machineEnd?.kind === "exhausted") return { cuts: passed, broken: undefined };
    if (JSON.stringify(sourceEnvironment.events) !== JSON.stringify(machineEnvironment.events))
      return { cuts: passed, broken: `after ${where}: events` };
    if (machineEnd !== undefined || sourceEnd !== undefined) {
      const same =
        machineEnd?.kind === "halted"
          ? sourceEnd?.kind === "halted" && machineEnd.code === sourceEnd.code
          : machineEnd?.kind === "trapped" && sourceEnd?.kind === "trapped" && machineEnd.trap === sourceEnd.trap;
      return { cuts: passed, broken: same ? undefined : `after ${where}: the ends differ` };
    }
  }
  return { cuts: limit, broken: undefined };
}

/** How many functions are active. */
function depthOf(c: Configuration<number>): number {
  let depth = 1;
  for (let k = c.continuation; k.kind !== "end"; k = k.next) if (k.kind === "call") depth++;
  return depth;
}
