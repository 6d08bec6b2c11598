/**
 * The rules that fire inside a square, on either side, and what can be said of any rule at one of these steps. The square
 * is walked again for each question.
 */

import type { Outcome, Position } from "etalon";
import type { NodeId, Program, Transition } from "etalon/lang";
import { assemblyText, step as stepMachine } from "etalon/machine";
import { type LockstepWalk, nodeOf } from "etalon/proof";
import {
  type EllExplainer,
  type EllMoment,
  ellRules,
  environmentAnswer,
  environmentRules,
  explainEll,
  type InferenceRule,
  type MachineMoment,
  machineAnswer,
  machineRules,
  type RuleAnswer,
  type RuleKey,
} from "etalon/rules";
import type { RuleStep, SquareRules, StepAt } from "./analysis.ts";

/** What is listed of one side of one square. */
const listed = 200;

/** Squares that are looked through for a rule. */
const searched = 200;

const walking = { steps: 300_000, elements: 64 } as const;

type EllRule = Parameters<EllExplainer["answer"]>[0];
type MachineRule = Parameters<typeof machineAnswer>[0];

/** What is done at a step of the source, while the run stands there. */
type Visit = (moment: EllMoment, rule: EllRule, index: number) => void;

/** The rules of one run. */
export class RuleSteps {
  readonly #before: (square: number) => LockstepWalk;
  readonly #place: (node: NodeId) => Position;
  readonly #explainer: EllExplainer;

  /** `before` gives both sides where a square begins, to be walked on. */
  constructor(program: Program, before: (square: number) => LockstepWalk, place: (node: NodeId) => Position) {
    this.#before = before;
    this.#place = place;
    this.#explainer = explainEll(program);
  }

  /** The steps inside a square, on either side. */
  inSquare(number: number): SquareRules {
    const source: RuleStep[] = [];
    const counts = this.#sourceSteps(number, ({ before }, rule, index) => {
      if (index >= listed) return;
      const node = nodeOf(before);
      const where = node === undefined ? undefined : this.#place(node);
      source.push({
        ...named(ellRules, rule),
        where: where === undefined ? "" : `${where.line}:${where.column}`,
        text: this.#explainer.shown(before),
      });
    });
    const machine: RuleStep[] = [];
    for (const { step } of this.#instructions(number, Math.min(counts.machine, listed))) {
      const { rule, pc, instruction } = step;
      const text = instruction === undefined ? "no instruction" : assemblyText(instruction, { pc: pc >>> 0 });
      machine.push({ ...named(machineRules, rule), where: (pc >>> 0).toString(16), text: text.replace("\t", " ") });
    }
    return { square: number, source, machine, sourceSteps: counts.source, machineSteps: counts.machine };
  }

  /** The rule that fired at a step; at an `ecall`, that of the environment, too. */
  fired(at: StepAt): readonly RuleAnswer[] {
    const answers: RuleAnswer[] = [];
    if (at.side === "source") {
      this.#sourceSteps(at.square, (moment, rule, index) => {
        if (index === at.index) answers.push(this.#explainer.answer(rule, moment));
      });
      return answers;
    }
    const moment = this.#instructionAt(at);
    if (moment === undefined) return [];
    const calls = environmentRules.map(({ name }) => environmentAnswer(name, moment));
    return [machineAnswer(moment.step.rule, moment), ...calls.filter(({ kind }) => kind === "fires")];
  }

  /** Any rule at a step: one answer, unless there is no such step. */
  answer(at: StepAt, key: RuleKey): readonly RuleAnswer[] {
    const [semantics, name = ""] = key.split("/");
    const answers: RuleAnswer[] = [];
    if (semantics === "ell") {
      this.#sourceSteps(at.square, (moment, _, index) => {
        if (index === at.index) answers.push(this.#explainer.answer(name as EllRule, moment));
      });
      return answers;
    }
    const moment = this.#instructionAt(at);
    if (moment === undefined) return [];
    return [semantics === "machine" ? machineAnswer(name as MachineRule, moment) : environmentAnswer(name, moment)];
  }

  /** The first step of the run at which a rule fires; none when it does not. */
  find(key: RuleKey): readonly StepAt[] {
    const [semantics, name] = key.split("/");
    for (let square = 1; square <= searched; square++) {
      let found: number | undefined;
      const counts = this.#sourceSteps(square, (_, rule, index) => {
        if (semantics === "ell" && rule === name) found ??= index;
      });
      if (found !== undefined) return [{ square, side: "source", index: found }];
      if (counts.source === 0) return [];
      if (semantics === "ell") continue;
      for (const moment of this.#instructions(square, counts.machine)) {
        const fires =
          semantics === "machine"
            ? moment.step.rule === name
            : moment.step.instruction?.mnemonic === "ecall" && environmentAnswer(name!, moment).kind === "fires";
        if (fires) return [{ square, side: "machine", index: moment.index }];
      }
    }
    return [];
  }

  /** Take the steps of the source in a square; how many there are on both sides. */
  #sourceSteps(number: number, visit: Visit): { readonly source: number; readonly machine: number } {
    const walk = this.#before(number);
    let source = 0;
    const square = walk.next(walking, {
      source: (before, transition) => visit(momentOf(before, transition), transition.rule, source++),
      machine: () => undefined,
    });
    return { source, machine: square?.machineSteps ?? 0 };
  }

  /** Take so many steps of the machine from the beginning of a square on. */
  *#instructions(number: number, count: number): Generator<MachineMoment & { readonly index: number }> {
    const { machine } = this.#before(number);
    for (let index = 0; index < count; index++) {
      const registers = machine.registers.slice();
      const step = stepMachine(machine);
      yield { index, step, registers, memory: machine.memory, events: [] };
      if (step.outcome !== undefined) return;
    }
  }

  #instructionAt({ square, index }: StepAt): MachineMoment | undefined {
    for (const moment of this.#instructions(square, index + 1)) if (moment.index === index) return moment;
    return undefined;
  }
}

function momentOf(before: EllMoment["before"], { next, final }: Transition<number>): EllMoment {
  return { before, after: next, outcome: final === undefined ? undefined : outcomeOf(final) };
}

function outcomeOf(final: NonNullable<Transition<number>["final"]>): Outcome {
  return final.kind === "halted" ? final : { kind: "trapped", trap: final.trap };
}

function named(rules: readonly InferenceRule[], name: string): { readonly number: string; readonly name: string } {
  return { number: rules.find((rule) => rule.name === name)?.number ?? "", name };
}
