/**
 * Bugs planted in the optimisations: each makes a program behave differently, or rely on what was not shown, and the checker
 * must not certify what it compiles. Without the bug it does. One bug does no harm: a value that cannot be explained at a
 * mark makes the way back to flow leave the function as it was.
 */

import { claimsOf, compile, type Passes, passes } from "etalon/compiler";
import { checkClaims } from "etalon/proof";
import { describe, expect, it } from "vitest";
import type { AssemblyItem } from "../../../src/compiler/assembly/assembly.ts";
import type { CutMark, Flow, FlowInstruction, Terminator } from "../../../src/compiler/flow/syntax.ts";
import { graphOf } from "../../../src/compiler/ssa/graph.ts";
import { loopsOf } from "../../../src/compiler/ssa/loops.ts";
import type { LocalValue, Ssa, SsaFunction } from "../../../src/compiler/ssa/syntax.ts";
import { programOf } from "../compiled.ts";

type TailCall = Extract<Terminator, { readonly op: "tail_call" }>;

function each(ssa: Ssa, edit: (f: SsaFunction) => SsaFunction): Ssa {
  return { ...ssa, functions: ssa.functions.map((f) => (f.kind === "plain" ? f : edit(f))) };
}

/** Edit the instructions of each block. */
function instructions(
  f: SsaFunction,
  edit: (list: readonly FlowInstruction[]) => readonly FlowInstruction[],
): SsaFunction {
  return { ...f, blocks: f.blocks.map((block) => ({ ...block, instructions: edit(block.instructions) })) };
}

/** Edit the copies at the end of each block of the flow that comes out. */
function copies(flow: Flow, edit: (list: readonly FlowInstruction[]) => readonly FlowInstruction[]): Flow {
  const functions = flow.functions.map((f) => ({
    ...f,
    blocks: f.blocks.map((block) => {
      const others = block.instructions.filter(({ op }) => op !== "copy");
      return { ...block, instructions: [...others, ...edit(block.instructions.filter(({ op }) => op === "copy"))] };
    }),
  }));
  return { ...flow, functions };
}

/** Global reads leave every loop, also one that writes the global. */
function hoistedReads(f: SsaFunction): SsaFunction {
  const lists = f.blocks.map((block) => block.instructions);
  const shared = f.shared.slice();
  for (const { before, blocks } of loopsOf(graphOf(f.blocks)))
    for (const label of before === undefined ? [] : blocks) {
      const moved = lists[label]!.filter(({ op }) => op === "get_global");
      for (const one of moved) if (one.op === "get_global") shared[one.rd] = true;
      lists[label] = lists[label]!.filter(({ op }) => op !== "get_global");
      lists[before!] = [...lists[before!]!, ...moved];
    }
  return { ...f, shared, blocks: f.blocks.map((block, label) => ({ ...block, instructions: lists[label]! })) };
}

/** No branch to a trap is left. */
function unchecked(f: SsaFunction): SsaFunction {
  const blocks = f.blocks.map((block) => {
    const { terminator } = block;
    if (terminator.op !== "branch" || f.blocks[terminator.then]!.terminator.op !== "trap") return block;
    const { origin } = terminator;
    return { ...block, terminator: { op: "jump", target: terminator.else, arguments: [], origin } as const };
  });
  return { ...f, blocks };
}

const sum = "fn main(): int { let a = new int[](9); let s = read(); for i in 0..len(a) { s = s + a[i]; } return s; }";
const swap =
  "fn main(): int { let a = read(); let b = read(); let n = read(); while n > 0 { let t = a; a = b; b = t; n = n - 1; } return a - b; }";

const twoCalls = `fn f(a: int, b: int): int { let r = 0; while a > 0 { a = a - b; r = r + 1; } return r; }
  fn main(): int { let n = read(); return f(n, 3) - f(n, 5); }`;

/** Edit the marks of each function, and what is known of variables there. */
function marks(
  f: SsaFunction,
  edit: (mark: CutMark, locals: readonly LocalValue[]) => readonly [CutMark, readonly LocalValue[]],
): SsaFunction {
  const locals = new Map<CutMark, readonly LocalValue[]>();
  const edited = instructions(f, (all) =>
    all.map((one) => {
      if (one.op !== "cut" && one.op !== "call") return one;
      const [cut, list] = edit(one.cut, f.locals.get(one.cut)!);
      locals.set(cut, list);
      return { ...one, cut };
    }),
  );
  return { ...edited, locals };
}

const bugs: (readonly [string, string, Partial<Passes>])[] = [
  [
    "an index is not checked",
    "fn main(): int { let a = new int[](9); return a[read()]; }",
    { eliminateChecks: (ssa) => each(ssa, unchecked) },
  ],
  [
    "what a check that is left out relies on is not stated",
    sum,
    { eliminateChecks: (ssa) => each(passes.eliminateChecks(ssa), (f) => ({ ...f, facts: new Map() })) },
  ],
  [
    "a stated fact is one off",
    sum,
    {
      eliminateChecks: (ssa) =>
        each(passes.eliminateChecks(ssa), (f) => ({
          ...f,
          facts: new Map(
            [...f.facts].map(([mark, list]) => [
              mark,
              list.map((fact) => (fact.kind === "order" ? { ...fact, gap: 1 } : fact)),
            ]),
          ),
        })),
    },
  ],
  [
    "an argument of a jump is forgotten",
    swap,
    { ssaToFlow: (ssa) => copies(passes.ssaToFlow(ssa), (all) => all.slice(1)) },
  ],
  [
    "arguments of a jump are copied one after the other",
    swap,
    { ssaToFlow: (ssa) => copies(passes.ssaToFlow(ssa), (all) => all.slice().reverse()) },
  ],
  [
    "an inlined function is given its arguments in another order",
    twoCalls,
    {
      inlineCalls: (ssa) =>
        passes.inlineCalls(
          each(ssa, (f) =>
            instructions(f, (all) =>
              all.map((one) => (one.op === "call" ? { ...one, arguments: one.arguments.toReversed() } : one)),
            ),
          ),
        ),
    },
  ],
  [
    "the result of an inlined call is that of another",
    twoCalls,
    {
      inlineCalls: (ssa) =>
        each(passes.inlineCalls(ssa), (f) =>
          instructions(f, (all) =>
            all.map((one) =>
              one.op === "operate" && one.operation === "sub" && f.name === "main" ? { ...one, left: one.right } : one,
            ),
          ),
        ),
    },
  ],
  [
    "marks in one inlined call are said to be in another",
    twoCalls,
    {
      inlineCalls: (ssa) =>
        each(passes.inlineCalls(ssa), (f) =>
          marks(f, (mark, list) => [mark.inlined === undefined ? mark : { ...mark, inlined: 1 - mark.inlined }, list]),
        ),
    },
  ],
  [
    "the variables of an inlined call are taken for those of the function",
    twoCalls,
    {
      inlineCalls: (ssa) =>
        each(passes.inlineCalls(ssa), (f) =>
          marks(f, (mark, list) => [
            mark,
            mark.inlined === undefined ? list : list.map(({ slot, at }) => ({ slot: Math.max(0, slot - 1), at })),
          ]),
        ),
    },
  ],
  [
    "a function that is called has no code",
    "fn f(n: int): int { if n < 2 { return n; } return f(n - 1) + f(n - 2); } fn main(): int { return f(read()); }",
    {
      dropUncalled: (flow) => {
        const calling = flow.functions.map((f) => ({
          ...f,
          blocks: f.blocks.map((block) => ({
            ...block,
            instructions: block.instructions.filter(({ op }) => op !== "call"),
          })),
        }));
        const without = passes.dropUncalled({ ...flow, functions: calling }).functions;
        return { ...flow, functions: flow.functions.map((f, i) => (f.name === "f" ? without[i]! : f)) };
      },
    },
  ],
  [
    "constants are divided as unsigned numbers",
    "fn main(): int { let a = -8; return a / 2; }",
    {
      foldConstants: (ssa) =>
        passes.foldConstants(
          each(ssa, (f) =>
            instructions(f, (all) =>
              all.map((one) =>
                one.op === "operate" && one.operation === "div"
                  ? { ...one, operation: "srl", right: { kind: "constant", value: 1 } }
                  : one,
              ),
            ),
          ),
        ),
    },
  ],
  [
    "a global is not written before a call that reads it",
    "let g = 1; fn f(): int { return g; } fn main(): int { g = read(); return f(); }",
    {
      removeDead: (ssa) =>
        each(passes.removeDead(ssa), (f) => instructions(f, (all) => all.filter(({ op }) => op !== "set_global"))),
    },
  ],
  [
    "a constant that is kept in a register is one more",
    "fn main(): int { let s = 0; for i in 0..read() { s = s * 1000 + i; } return s; }",
    {
      keepConstants: (ssa) =>
        each(passes.keepConstants(ssa), (f) =>
          instructions(f, (all) =>
            all.map((one) =>
              one.op === "copy" && one.from.kind === "constant"
                ? { ...one, from: { kind: "constant", value: one.from.value + 1 } }
                : one,
            ),
          ),
        ),
    },
  ],
  [
    "an element is taken to be what it was before it was written",
    "fn main(): int { let a = new int[](2); let x = a[1]; a[1] = read(); return x + a[1]; }",
    {
      numberValues: (ssa) =>
        each(ssa, (f) => {
          const reads = f.blocks.flatMap((block) => block.instructions).filter(({ op }) => op === "load_element");
          const [first, second] = reads;
          if (first?.op !== "load_element" || second?.op !== "load_element") return f;
          return instructions(f, (all) =>
            all.map((one) =>
              one === second
                ? { op: "copy", rd: second.rd, from: { kind: "register", register: first.rd }, origin: 0 }
                : one,
            ),
          );
        }),
    },
  ],
];

/** A rare call, over which something lives, and that something comes after. */
const rareCall = `let g = 0; fn fill(): int { g = read(); if g > 255 { return fill() + 1; } return g; }
  fn f(a: int, b: int): int { let c = a * b; if a == b { write(fill() + c); } g = c; return c + a; }
  fn main(): int { return f(read(), read()); }`;

bugs.push(
  [
    "a constant that is in no place is one more where it is read",
    "fn main(): int { let s = 0; for i in 0..read() { s = s * 1000 + i; } return s; }",
    {
      assignPlaces: (f, liveness) => {
        const { constants = new Map<number, number>(), ...made } = passes.assignPlaces(f, liveness);
        const all = [...(f.constants ?? []), ...constants];
        return { ...made, constants: new Map(all.map(([register, value]) => [register, value + 1])) };
      },
    },
  ],
  ["a function has no frame where it calls", rareCall, { frameRegion: (f) => f.blocks.map(() => false) }],
  [
    "a block runs with the frame that comes after one without",
    rareCall,
    {
      flowToMachine: (flow, memory, moves, region) => {
        const made = passes.flowToMachine(flow, memory, moves, region);
        if (!made.ok) return made;
        const functions = made.value.functions.map((f) => ({
          ...f,
          items: f.items.map((item) => (item.kind === "cut" ? { ...item, framed: true } : item)),
        }));
        return { ok: true, value: { ...made.value, functions } };
      },
    },
  ],
  [
    "what is kept over a call is not fetched",
    rareCall,
    {
      keepOverCalls: (f, liveness) => {
        const made = passes.keepOverCalls(f, liveness);
        const { keepers } = made;
        if (keepers === undefined) return made;
        const isFetch = (one: FlowInstruction): boolean =>
          one.op === "copy" && one.from.kind === "register" && one.from.register >= keepers;
        return {
          ...made,
          blocks: made.blocks.map((block) => ({
            ...block,
            instructions: block.instructions.filter((one) => !isFetch(one)),
          })),
        };
      },
    },
  ],
  [
    "what is kept over a call is fetched from the wrong place",
    rareCall,
    {
      keepOverCalls: (f, liveness) => {
        const made = passes.keepOverCalls(f, liveness);
        const { keepers } = made;
        if (keepers === undefined) return made;
        return {
          ...made,
          blocks: made.blocks.map((block) => {
            const fetched = block.instructions.flatMap((one) =>
              one.op === "copy" && one.from.kind === "register" && one.from.register >= keepers ? [one.from] : [],
            );
            return {
              ...block,
              instructions: block.instructions.map((one) =>
                one.op === "copy" && one.from.kind === "register" && one.from.register >= keepers
                  ? { ...one, from: fetched[fetched.length - 1 - fetched.indexOf(one.from)]! }
                  : one,
              ),
            };
          }),
        };
      },
    },
  ],
);

const steps =
  "fn main(): int { let a = new int[](9); let s = read(); for i in 0..9 { a[i] = s; s = s + 1; } for i in 1..9 { s = s + a[i]; } return s; }";

/** The additions of four bytes to an address, which are its steps, by something else. */
function stepping(edit: (step: FlowInstruction) => readonly FlowInstruction[]): Partial<Passes> {
  const isStep = (one: FlowInstruction): boolean =>
    one.op === "operate" && one.operation === "add" && one.right.kind === "constant" && one.right.value === 4;
  return {
    stepAddresses: (ssa) =>
      each(passes.stepAddresses(ssa), (f) =>
        instructions(f, (all) => all.flatMap((one) => (isStep(one) ? edit(one) : [one]))),
      ),
  };
}

bugs.push(
  [
    "an address steps two elements at a time",
    steps,
    stepping((one) => (one.op === "operate" ? [{ ...one, right: { kind: "constant", value: 8 } }] : [])),
  ],
  [
    "an address does not step",
    steps,
    stepping((one) => (one.op === "operate" ? [{ ...one, right: { kind: "constant", value: 0 } }] : [])),
  ],
  [
    "an element is reached one too far from its address",
    steps,
    {
      stepAddresses: (ssa) =>
        each(passes.stepAddresses(ssa), (f) =>
          instructions(f, (all) =>
            all.map((one) =>
              one.op === "load_element" && one.named !== undefined && one.index.kind === "constant"
                ? { ...one, index: { kind: "constant", value: one.index.value + 1 } }
                : one,
            ),
          ),
        ),
    },
  ],
  [
    "an address begins at the first element, whatever the counter begins with",
    steps,
    {
      stepAddresses: (ssa) =>
        each(passes.stepAddresses(ssa), (f) => ({
          ...f,
          blocks: f.blocks.map((block) => ({
            ...block,
            instructions: block.instructions.map((one, i, all) =>
              one.op === "operate" &&
              one.operation === "add" &&
              one.right.kind === "constant" &&
              one.right.value === 4 &&
              i === all.length - 1
                ? { ...one, right: { kind: "constant", value: 0 } as const }
                : one,
            ),
          })),
        })),
    },
  ],
);

/** A function that ends with a call, and does something before. */
const ending = `fn g(n: int, m: int): int { let s = 0; while n > 0 { s = s + m; n = n - 1; } while m > 0 { s = s ^ n; m = m - 1; } return s; }
  fn f(n: int, m: int): int { if n < 0 { return f(n + 1, m); } if g(n, m) > 3 { return 1; } return g(m, n) CHANGE; }
  fn main(): int { write(g(read(), 3)); return f(read(), read()); }`;

const tailCalls = (change: string): string => ending.replace(" CHANGE", change);

/** Edit the last calls of each function. */
function lastCalls(edit: (call: TailCall) => Terminator): Partial<Passes> {
  return {
    makeTailCalls: (flow) => {
      const made = passes.makeTailCalls(flow);
      const functions = made.functions.map((f) => ({
        ...f,
        blocks: f.blocks.map((block) => {
          const { terminator } = block;
          return terminator.op === "tail_call" ? { ...block, terminator: edit(terminator) } : block;
        }),
      }));
      return { ...made, functions };
    },
  };
}

/** Each call is taken for a last one. */
const everyCallLast: Partial<Passes> = {
  makeTailCalls: (flow) =>
    passes.makeTailCalls({
      ...flow,
      functions: flow.functions.map((f) => ({
        ...f,
        blocks: f.blocks.map((block) => {
          const at = block.instructions.findIndex(({ op }) => op === "call");
          const call = block.instructions[at];
          if (call?.op !== "call" || f.name === "_start") return block;
          const { callee, arguments: values, origin } = call;
          return {
            instructions: block.instructions.slice(0, at),
            terminator: { op: "tail_call", callee, arguments: values, origin } as const,
          };
        }),
      })),
    }),
};

/** The instructions of assembly without those that give back what a frame keeps, where a jump to a function follows. */
function keeping(dropped: (item: AssemblyItem) => boolean): Partial<Passes> {
  return {
    flowToMachine: (flow, memory, moves, region) => {
      const made = passes.flowToMachine(flow, memory, moves, region);
      if (!made.ok) return made;
      const functions = made.value.functions.map((f) => ({
        ...f,
        items: f.items.filter((item, i) => {
          const next = f.items.slice(i + 1).find(({ kind }) => kind !== "instruction");
          return next?.kind !== "tail" || !dropped(item);
        }),
      }));
      return { ok: true, value: { ...made.value, functions } };
    },
  };
}

/** Does an item load a register from the frame, or move sp? */
const isInstruction = (item: AssemblyItem, mnemonic: string, rd: (rd: number) => boolean): boolean =>
  item.kind === "instruction" &&
  item.instruction.mnemonic === mnemonic &&
  "rd" in item.instruction &&
  rd(item.instruction.rd);

bugs.push(
  ["a call is taken for the last thing that is done", tailCalls(""), everyCallLast],
  ["a call is taken for the last thing, and something is computed from it", tailCalls(" + 1"), everyCallLast],
  [
    "a last call has its arguments in another order",
    tailCalls(""),
    lastCalls((call) => ({ ...call, arguments: call.arguments.toReversed() })),
  ],
  [
    "a last call is of another function",
    tailCalls(""),
    lastCalls((call) => ({ ...call, callee: call.callee === 0 ? 1 : 0 })),
  ],
  [
    "in the place of a last call there is a return",
    tailCalls(""),
    lastCalls(({ origin, arguments: [value] }) => ({ op: "return", value, origin })),
  ],
  [
    "the frame is not given back before a last call",
    tailCalls(""),
    keeping((item) => isInstruction(item, "addi", (rd) => rd === 2)),
  ],
  [
    "the return address is that of another call",
    tailCalls(""),
    keeping((item) => isInstruction(item, "lw", (rd) => rd === 1)),
  ],
);

/** What the checker says of a text that this compiler has compiled. */
function verdict(text: string, using: Passes): string {
  const program = programOf(text);
  const compiled = compile(program, { level: 2 }, using);
  if (!compiled.ok) throw new Error(compiled.error.message);
  return checkClaims(program, compiled.value.image, claimsOf(compiled.value)).verdict;
}

describe("a bug in an optimisation is not certified", () => {
  it.each(bugs)("%s", (_, text, wrong) => {
    expect(verdict(text, passes)).toBe("certified");
    expect(verdict(text, { ...passes, ...wrong })).not.toBe("certified");
  });
});

describe("a value that cannot be explained", () => {
  it("leaves the function as it was: a global is read before a loop that writes it", () => {
    const text =
      "let g = 1; fn main(): int { let n = read(); let s = 0; while n > 0 { s = s + g; g = n; n = n - 1; } return s; }";
    const using: Passes = { ...passes, hoistInvariants: (ssa) => each(ssa, hoistedReads) };
    const compiled = compile(programOf(text), { level: 2 }, using);
    if (!compiled.ok) throw new Error(compiled.error.message);
    const { flow, optimised } = compiled.value;
    // Start-up always is.
    expect(optimised.functions.filter((f) => flow.functions.includes(f)).map(({ name }) => name)).toStrictEqual([
      "main",
      "_start",
    ]);
    expect(verdict(text, using)).toBe("certified");
  });
});
