/**
 * The suite: all experiments, grouped into probes of one instruction and one operand class. Only the instruction table, the
 * semantics and a seed determine it.
 */

import { Chance } from "../core/chance.ts";
import { computeExperiments } from "./compute-experiments.ts";
import type { Experiment, Probe } from "./experiment.ts";
import { jumpExperiments } from "./jump-experiments.ts";
import { memoryExperiments } from "./memory-experiments.ts";
import type { OperandClass } from "./operand-class.ts";
import { randomExperiment } from "./random-experiment.ts";
import { systemExperiments } from "./system-experiments.ts";

/** What is in the suite. */
export interface SuiteOptions {
  /** The seed of everything random in it; 1 unless given. */
  readonly seed?: number;
  /** How many long random programs; 20 unless given, 3 when quick. */
  readonly random?: number;
  /** Quick: every class, with few experiments in each. */
  readonly quick?: boolean;
  /** The machine may have more than RV32IM: leave out what other extensions give a meaning to. */
  readonly extended?: boolean;
}

/** In a quick suite: how many experiments each class of each instruction keeps, and how many programs each way to stop. */
const quickExperiments = 24;
/** Classes that a quick suite keeps whole: each of their experiments names its registers in another way. */
const quickRegisters = 48;
const quickPrograms = 8;

/** The most experiments in one program: its results must fit the room for them. */
const largestProbe = 400;

/** The classes whose words another extension may give a meaning to. */
const extensible: ReadonlySet<OperandClass> = new Set<OperandClass>(["illegal", "misaligned"]);

/**
 * The probes of the suite. Instructions that all probes need to show their results come first.
 *
 * @example
 * ```ts
 * import { calibrationSuite } from "etalon/calibrate";
 * const names = calibrationSuite().map((probe) => probe.name);
 * names.includes("sra/shifts"); // => true
 * names.includes("jal/distances"); // => true
 * ```
 */
export function calibrationSuite({ seed = 1, random, quick = false, extended = false }: SuiteOptions = {}): Probe[] {
  const experiments = [
    ...computeExperiments(new Chance(seed)),
    ...jumpExperiments(new Chance(seed ^ 0x6a756d70)),
    ...memoryExperiments(new Chance(seed ^ 0x6d656d6f)),
    ...systemExperiments(),
  ].filter(({ operandClass }) => !(extended && extensible.has(operandClass)));
  const probes = quick ? quickly(experiments) : byClass(experiments);
  const stream = new Chance(seed ^ 0x72616e64);
  for (let i = 0; i < (random ?? (quick ? 3 : 20)); i++) {
    const experiments = [randomExperiment(new Chance(stream.word()))];
    probes.push({ name: `random/${i + 1}`, mnemonic: undefined, operandClass: "programs", experiments });
  }
  return probes;
}

/** One program for each instruction and class. */
function byClass(experiments: readonly Experiment[]): Probe[] {
  const groups = Map.groupBy(experiments, ({ mnemonic, operandClass, stops }) =>
    `${mnemonic ?? "random"}/${operandClass}${stops ? "/stop" : ""}`.replaceAll(" ", "-"),
  );
  return [...groups].flatMap(([name, members]) => {
    const { mnemonic, operandClass, stops } = members[0]!;
    return probesOf(name, { mnemonic, operandClass }, members, stops ? 1 : largestProbe);
  });
}

/** One program for each instruction, with a few experiments of every class, and a few programs for each way to stop. */
function quickly(experiments: readonly Experiment[]): Probe[] {
  const going = Map.groupBy(
    experiments.filter(({ stops }) => !stops),
    ({ mnemonic }) => mnemonic,
  );
  const probes = [...going].flatMap(([mnemonic, members]) => {
    const classes = Map.groupBy(members, ({ operandClass }) => operandClass);
    const kept = [...classes.values()].flatMap((list) =>
      thin(list, list[0]!.operandClass === "same register" ? quickRegisters : quickExperiments),
    );
    return probesOf(mnemonic ?? "random", { mnemonic, operandClass: undefined }, kept, largestProbe);
  });
  const stopping = Map.groupBy(
    experiments.filter(({ stops }) => stops),
    ({ operandClass }) => operandClass,
  );
  for (const [operandClass, members] of stopping) {
    for (const member of thin(members, quickPrograms)) {
      const { mnemonic } = member;
      const name = `${mnemonic ?? "random"}/${operandClass}/stop`.replaceAll(" ", "-");
      probes.push({ name: unused(name, probes), mnemonic, operandClass, experiments: [member] });
    }
  }
  return probes;
}

function unused(name: string, probes: readonly Probe[]): string {
  let number = 1;
  while (probes.some((probe) => probe.name === `${name}-${number}`)) number++;
  return `${name}-${number}`;
}

function probesOf(
  name: string,
  of: Pick<Probe, "mnemonic" | "operandClass">,
  members: readonly Experiment[],
  size: number,
): Probe[] {
  const parts = Math.ceil(members.length / size);
  return Array.from({ length: parts }, (_, i) => ({
    name: parts === 1 ? name : `${name}-${i + 1}`,
    ...of,
    experiments: members.slice(i * size, (i + 1) * size),
  }));
}

/** So many of a list, evenly spread, and those that test something alone. */
function thin(list: readonly Experiment[], count: number): readonly Experiment[] {
  if (list.length <= count) return list;
  const spread = new Set(Array.from({ length: count }, (_, i) => list[Math.floor((i * list.length) / count)]!));
  return list.filter((member) => member.alone || spread.has(member));
}
