/**
 * Mutants of traps: when a run stops itself, and why.
 */

import type { Flow, FlowFunction, Terminator } from "../../compiler/flow/syntax.ts";
import type { Trap } from "../../core/behaviour.ts";
import type { Mutant } from "./catalogue.ts";
import { misbranch, misflow, trapBranch } from "./flow-edits.ts";
import { assign, block, local, misread } from "./source-edits.ts";

type Branch = Extract<Terminator, { op: "branch" }>;

/** Edit the branches to one kind of trap. */
const misguard = (trap: Trap, edit: (branch: Branch, f: FlowFunction) => Terminator) =>
  misbranch((t, f) => {
    const found = trapBranch(t, f);
    return found?.trap === trap ? edit(found.branch, f) : t;
  });

/** No check: the run continues. */
const unguarded = ({ else: target, origin }: Branch): Terminator => ({ op: "jump", target, origin });

/** Edit the bounds checks before loads, or before stores. */
const misguardAccess = (access: "load_element" | "store_element") =>
  misguard("bounds", (branch, f) =>
    f.blocks[branch.else]!.instructions[0]?.op === access ? unguarded(branch) : branch,
  );

/** Another trap at the same site. */
const renamed = (from: Trap, to: Trap) =>
  misflow((f: FlowFunction, _: Flow) => ({
    ...f,
    blocks: f.blocks.map((b) =>
      b.terminator.op === "trap" && b.terminator.trap === from
        ? { ...b, terminator: { ...b.terminator, trap: to } }
        : b,
    ),
  }));

/** Mutants of this class. */
export const traps: readonly Mutant[] = [
  {
    name: "zero-divisor-unchecked",
    description: "A division by zero goes on with the machine's answer.",
    class: "traps",
    wraps: "langToFlow",
    passes: misguard("divide", unguarded),
  },
  {
    name: "zero-divisor-of-remainder-unchecked",
    description: "A remainder by zero goes on with the machine's answer.",
    class: "traps",
    wraps: "langToFlow",
    passes: misguard("divide", (branch, f) => {
      const next = f.blocks[branch.else]!.instructions[0];
      return next?.op === "operate" && next.operation === "rem" ? unguarded(branch) : branch;
    }),
  },
  {
    name: "division-by-minus-one-traps",
    description: "Every divisor below 1 is taken for zero.",
    class: "traps",
    wraps: "langToFlow",
    passes: misguard("divide", (branch) => ({ ...branch, comparison: "ge", left: branch.right, right: branch.left })),
  },
  {
    name: "load-bounds-unchecked",
    description: "The index of a load is not checked.",
    class: "traps",
    wraps: "langToFlow",
    passes: misguardAccess("load_element"),
  },
  {
    name: "store-bounds-unchecked",
    description: "The index of a store is not checked.",
    class: "traps",
    wraps: "langToFlow",
    passes: misguardAccess("store_element"),
  },
  {
    name: "bounds-signed",
    description: "The bounds check takes the index as signed, so a negative one passes.",
    class: "traps",
    wraps: "langToFlow",
    passes: misguard("bounds", (branch) => ({ ...branch, comparison: "ge" })),
  },
  {
    name: "bounds-off-by-one",
    description: "The bounds check lets the index that equals the length pass.",
    class: "traps",
    wraps: "langToFlow",
    passes: misguard("bounds", (branch) => ({ ...branch, comparison: "ltu", left: branch.right, right: branch.left })),
  },
  {
    name: "bounds-only-at-length",
    description: "The bounds check refuses only the index that equals the length.",
    class: "traps",
    wraps: "langToFlow",
    passes: misguard("bounds", (branch) => ({ ...branch, comparison: "eq" })),
  },
  {
    name: "negative-length-unchecked",
    description: "`new` with a negative length does not trap.",
    class: "traps",
    wraps: "langToFlow",
    passes: misguard("length", unguarded),
  },
  {
    name: "empty-array-refused",
    description: "`new` with length 0 traps as if it were negative.",
    class: "traps",
    wraps: "langToFlow",
    passes: misguard("length", (branch) => ({ ...branch, comparison: "ge", left: branch.right, right: branch.left })),
  },
  {
    name: "length-trap-says-bounds",
    description: "A negative length is reported as an index out of bounds.",
    class: "traps",
    wraps: "langToFlow",
    passes: renamed("length", "bounds"),
  },
  {
    name: "bounds-trap-says-divide",
    description: "An index out of bounds is reported as a division by zero.",
    class: "traps",
    wraps: "langToFlow",
    passes: renamed("bounds", "divide"),
  },
  {
    name: "store-checked-before-its-value",
    description: "In a[i] = e, the bounds check comes before e is evaluated.",
    class: "traps",
    wraps: "langToFlow",
    passes: misread({
      statement: (s, fresh) => {
        if (s.kind !== "assign_element") return s;
        const [array, index] = [fresh(), fresh()] as const;
        const at = { array: local(array, s.id), index: local(index, s.id) };
        const check = { kind: "index", id: s.id, type: "int", element: s.element, ...at } as const;
        return block(
          s.id,
          assign(array, s.array, s.id),
          assign(index, s.index, s.id),
          { kind: "discard", id: s.id, expression: check },
          { ...s, ...at },
        );
      },
    }),
  },
  {
    name: "assert-left-out",
    description: "`assert` is left out, as from a release build.",
    class: "traps",
    wraps: "langToFlow",
    passes: misread({ statement: (s) => (s.kind === "assert" ? block(s.id) : s) }),
  },
  {
    name: "assert-goes-on",
    description: "`assert` evaluates its condition, and goes on when it is false.",
    class: "traps",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) =>
        s.kind === "assert" ? { kind: "if", id: s.id, condition: s.condition, then: block(s.id), else: undefined } : s,
    }),
  },
  {
    name: "assert-inverted",
    description: "`assert` traps when its condition is true.",
    class: "traps",
    wraps: "langToFlow",
    passes: misread({
      statement: (s) =>
        s.kind === "assert"
          ? { ...s, condition: { kind: "unary", id: s.id, type: "bool", operator: "!", operand: s.condition } }
          : s,
    }),
  },
];
