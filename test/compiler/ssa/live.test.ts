/**
 * Liveness, held to what the word means: a register is live at a point if on some way from there it is read before it is
 * written.
 */

import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { eachOperand } from "../../../src/compiler/flow/operands.ts";
import { successors } from "../../../src/compiler/flow/successors.ts";
import {
  type CutMark,
  constantOperand,
  type FlowInstruction,
  type Label,
  type Operand,
  type Register,
  registerOperand,
  writtenBy,
} from "../../../src/compiler/flow/syntax.ts";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import { eachMark, liveAtBegin, RegisterSet } from "../../../src/compiler/ssa/live.ts";
import { eachExitOperand } from "../../../src/compiler/ssa/operands.ts";
import type { SsaBlock, SsaTerminator } from "../../../src/compiler/ssa/syntax.ts";
import { blocksWith } from "./graphs.ts";

const registers = 4;
const register = fc.nat(registers - 1);
const operand = fc.oneof(register.map(registerOperand), fc.constant(constantOperand(1)));

const instruction: fc.Arbitrary<FlowInstruction> = fc.oneof(
  fc.record({ op: fc.constant("copy" as const), rd: register, from: operand, origin: fc.constant(0) }),
  fc.record({ op: fc.constant("read" as const), rd: register, origin: fc.constant(0) }),
  fc.record({ op: fc.constant("write" as const), value: operand, origin: fc.constant(0) }),
  fc.record({
    op: fc.constant("call" as const),
    callee: fc.constant(0),
    rd: fc.option(register, { nil: undefined }),
    arguments: fc.array(operand, { maxLength: 2 }),
    cut: fc.constant({} as CutMark),
    origin: fc.constant(0),
  }),
  fc.record({ op: fc.constant("cut" as const), cut: fc.constant({} as CutMark), origin: fc.constant(0) }),
);

/** Blocks in which each mark is one of its own, and blocks have parameters, which jumps give them. */
const blocks = fc
  .tuple(
    blocksWith(fc.array(instruction, { maxLength: 4 })),
    fc.array(fc.array(register, { maxLength: 2 }), { minLength: 12, maxLength: 12 }),
    fc.array(operand, { minLength: 12, maxLength: 12 }),
  )
  .map(([made, parameters, given]): readonly SsaBlock[] =>
    made.map(({ instructions, terminator }, label) => ({
      parameters: parameters[label]!,
      instructions: instructions.map((one) => ("cut" in one ? { ...one, cut: { ...one.cut } } : one)),
      terminator: reading(terminator, given.slice(label % 4)),
    })),
  );

/** A terminator that reads some of these operands. */
function reading(terminator: SsaTerminator, given: readonly Operand[]): SsaTerminator {
  switch (terminator.op) {
    case "jump":
      return { ...terminator, arguments: given.slice(0, 2) };
    case "branch":
      return { ...terminator, left: given[0]!, right: given[1]! };
    default:
      return terminator;
  }
}

/** The registers that are live before the instruction of this number in a block, by a search forwards for each. */
function liveBefore(all: readonly SsaBlock[], label: Label, index: number): readonly Register[] {
  return Array.from({ length: registers }, (_, one) => one).filter((one) => isRead(all, label, index, one));
}

function isRead(all: readonly SsaBlock[], label: Label, index: number, one: Register): boolean {
  const seen = new Set<Label>();
  const work: { readonly label: Label; readonly index: number }[] = [{ label, index }];
  for (let at = work.pop(); at !== undefined; at = work.pop()) {
    const { parameters, instructions, terminator } = all[at.label]!;
    // Before its first instruction a block has its parameters; where control comes from another block, it has not yet.
    if (at.index === -1 && parameters.includes(one)) continue;
    let [read, written] = [false, false];
    const use = (by: Operand): void => {
      read ||= !written && by.kind === "register" && by.register === one;
    };
    for (const each of instructions.slice(Math.max(at.index, 0))) {
      eachOperand(each, use);
      written ||= writtenBy(each) === one;
    }
    eachExitOperand(terminator, use);
    if (read) return true;
    if (written) continue;
    for (const to of successors(terminator))
      if (!seen.has(to)) {
        seen.add(to);
        work.push({ label: to, index: -1 });
      }
  }
  return false;
}

describe("registers", () => {
  it("are live where a block begins and at marks if they are read before they are written", () => {
    fc.assert(
      fc.property(blocks, (all) => {
        const { order, predecessors } = graphOf(all);
        const begin = liveAtBegin(all, predecessors, order, registers, 1000)!;
        const set = new RegisterSet(registers);
        for (const label of order) {
          const live = predecessors[label]!.length === 0 ? [] : liveBefore(all, label, -1);
          expect(begin[label]!.toSorted()).toStrictEqual(live);
          const found = new Map<CutMark, readonly Register[]>();
          eachMark(all[label]!, begin, set, (mark, list) => found.set(mark, list.toSorted()));
          const marks = all[label]!.instructions.flatMap((one, index) =>
            "cut" in one ? [{ cut: one.cut, index }] : [],
          );
          expect(found.size).toBe(marks.length);
          // A call's mark is where its result is not yet written.
          for (const { cut, index } of marks) {
            const rd = writtenBy(all[label]!.instructions[index]!);
            expect(found.get(cut)).toStrictEqual(liveBefore(all, label, index + 1).filter((one) => one !== rd));
          }
        }
        const total = begin.reduce((sum, list) => sum + list.length, 0);
        expect(liveAtBegin(all, predecessors, order, registers, total)).toStrictEqual(begin);
        if (total > 0) expect(liveAtBegin(all, predecessors, order, registers, total - 1)).toBeUndefined();
      }),
      { numRuns: 1000 },
    );
  });
});
