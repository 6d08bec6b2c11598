/**
 * The compiler: the list of its stages. It is the one place that knows the passes, their order, and the languages in
 * between. A new pass is a file of its own, which exports a `Stage`, and a line here: `compile`, the phases of the
 * property tests, the exhibits of the mutants and the report of `etalon check` follow this list.
 */

import { failure, type Result, success } from "../core/result.ts";
import type { CompileError } from "./compile-error.ts";
import { allocated } from "./languages/allocated.ts";
import { assembly } from "./languages/assembly.ts";
import { ell } from "./languages/ell.ts";
import { flow } from "./languages/flow.ts";
import { layout } from "./languages/layout.ts";
import { machine } from "./languages/machine.ts";
import { optimised } from "./languages/optimised.ts";
import { ssa } from "./languages/ssa.ts";
import type { Passes } from "./passes.ts";
import { fromPlain, plainly } from "./ssa/plain.ts";
import type { Ssa } from "./ssa/syntax.ts";
import { chain, type InMemory, type Optimisation, type Stage } from "./stage.ts";
import { memoryLayout } from "./target/memory-layout.ts";

const langToFlow: Stage<"lang-to-flow", typeof ell, typeof flow> = {
  name: "lang-to-flow",
  from: ell,
  to: flow,
  calls: ["langToFlow"],
  run: (program, { using }) => using.langToFlow(program),
};

/** What both stages are for, into SSA form and back: without it every function goes through them as it is. */
const throughSsa = { ssa: { level: 1, does: "values that are written once, and no copies" } } as const;

const flowToSsa: Stage<"flow-to-ssa", typeof flow, typeof ssa> = {
  name: "flow-to-ssa",
  from: flow,
  to: ssa,
  calls: ["flowToSsa"],
  optimises: throughSsa,
  run: (program, { using, chosen }) =>
    chosen.has("ssa") ? byOptimiser("flowToSsa", using.flowToSsa, program) : success(plainly(program)),
};

/** An optimisation of SSA, called as its stage. */
function optimisation<Name extends string>(
  name: Name,
  pass:
    | "inlineCalls"
    | "foldConstants"
    | "numberValues"
    | "eliminateChecks"
    | "hoistInvariants"
    | "removeDead"
    | "stepAddresses"
    | "keepConstants",
  level: Optimisation["level"],
  does: string,
): Stage<Name, typeof ssa, typeof ssa> {
  return {
    name,
    from: ssa,
    to: ssa,
    calls: [pass],
    optimises: { [name]: { level, does, needs: ["ssa"] } },
    run: (program, { using }) => byOptimiser(pass, using[pass], program),
  };
}

const inline: Stage<"inline", typeof ssa, typeof ssa> = {
  ...optimisation("inline", "inlineCalls", 2, "small functions are part of the code that calls them"),
  run: (program, { using: { inlineCalls }, chosen }) =>
    byOptimiser("inlineCalls", inlineCalls && ((given: Ssa) => inlineCalls(given, chosen.has("uncalled"))), program),
};
const fold = optimisation("fold", "foldConstants", 1, "what is the same each time is computed by the compiler");
const number = optimisation("number", "numberValues", 1, "what was computed before is not computed again");
const checks = optimisation("checks", "eliminateChecks", 2, "checks that cannot fail are left out");
const hoist = optimisation("hoist", "hoistInvariants", 2, "what is the same in each round is computed before the loop");
const dead = optimisation("dead", "removeDead", 1, "what nothing needs is not computed");
const step = optimisation("step", "stepAddresses", 2, "the addresses of elements step with a loop's counter");

const constants = optimisation("constants", "keepConstants", 2, "constants in loops are kept in registers");

const ssaToFlow: Stage<"ssa-to-flow", typeof ssa, typeof optimised> = {
  name: "ssa-to-flow",
  from: ssa,
  to: optimised,
  calls: ["ssaToFlow"],
  optimises: throughSsa,
  run: (program, { using, chosen }) =>
    chosen.has("ssa") ? byOptimiser("ssaToFlow", using.ssaToFlow, program) : success(fromPlain(program)),
};

/** An optimisation of flow, called as its stage. */
function optimisationOfFlow<Name extends string>(
  name: Name,
  pass: "dropUncalled" | "makeTailCalls",
  does: string,
): Stage<Name, typeof optimised, typeof optimised> {
  return {
    name,
    from: optimised,
    to: optimised,
    calls: [pass],
    optimises: { [name]: { level: 2, does } },
    run: (program, { using }) => byOptimiser(pass, using[pass], program),
  };
}

const uncalled = optimisationOfFlow("uncalled", "dropUncalled", "functions that nothing calls have no code");
const tail = optimisationOfFlow("tail", "makeTailCalls", "a call that is the last thing done is a jump");

const flowToAllocated: Stage<"flow-to-allocated", typeof optimised, typeof allocated> = {
  name: "flow-to-allocated",
  title: "register allocation",
  from: optimised,
  to: allocated,
  calls: ["arrangeBlocks", "livenessOf", "keepOverCalls", "assignPlaces", "flowToAllocated"],
  optimises: {
    keep: { level: 2, does: "values that live over rare calls are kept elsewhere meanwhile", needs: ["ssa"] },
  },
  isNeeded: true,
  run(program, { using, chosen }) {
    const keepOverCalls = ifChosen("keep", chosen, "keepOverCalls", using.keepOverCalls);
    if (!keepOverCalls.ok) return keepOverCalls;
    return success(using.flowToAllocated(program, { ...using, keepOverCalls: keepOverCalls.value }));
  },
};

const flowToMachine: Stage<"flow-to-machine", typeof allocated, typeof assembly> = {
  name: "flow-to-machine",
  title: "code generation",
  from: allocated,
  to: assembly,
  calls: ["sequentialise", "frameRegion", "flowToMachine"],
  optimises: { wrap: { level: 2, does: "a frame is made only where it is needed" } },
  isNeeded: true,
  run(program, { using, sizes, chosen }) {
    const memory = memoryLayout(program.globals, sizes);
    if (!memory.ok) return memory;
    const region = ifChosen("wrap", chosen, "frameRegion", using.frameRegion);
    if (!region.ok) return region;
    return within(memory.value, using.flowToMachine(program, memory.value, using.sequentialise, region.value));
  },
};

const relax: Stage<"relax", typeof assembly, typeof layout> = {
  name: "relax",
  from: assembly,
  to: layout,
  calls: ["relax"],
  run: ({ program, memory }, { using }) => within(memory, using.relax(program, memory)),
};

const link: Stage<"link", typeof layout, typeof machine> = {
  name: "link",
  from: layout,
  to: machine,
  calls: ["link"],
  run: ({ program, memory }, { using }) => using.link(program, memory),
};

/** What a pass of the optimiser makes of a program; there may be no optimiser at hand. */
function byOptimiser<Program, Made>(
  name: keyof Passes,
  pass: ((program: Program) => Made) | undefined,
  program: Program,
): Result<Made, CompileError> {
  return pass === undefined ? failure(isMissing(name)) : success(pass(program));
}

/** A pass that a stage calls where an optimisation is chosen; there may be none at hand. */
function ifChosen<Pass>(
  optimisation: string,
  chosen: ReadonlySet<string>,
  name: keyof Passes,
  pass: Pass | undefined,
): Result<Pass | undefined, CompileError> {
  if (!chosen.has(optimisation)) return success(undefined);
  return pass === undefined ? failure(isMissing(name)) : success(pass);
}

function isMissing(name: keyof Passes): CompileError {
  const message = `the passes given have no \`${name}\`; choose level 0, or give all \`passes\``;
  return { kind: "option", message, node: undefined };
}

/** What was made, with the memory that it was made for. */
function within<Program, Failure>(
  memory: InMemory<unknown>["memory"],
  made: Result<Program, Failure>,
): Result<InMemory<Program>, Failure> {
  return made.ok ? success({ program: made.value, memory }) : made;
}

/** The stages, in order: from Ell to the image. */
export const stages = chain(
  langToFlow,
  flowToSsa,
  inline,
  fold,
  number,
  checks,
  hoist,
  dead,
  step,
  constants,
  ssaToFlow,
  uncalled,
  tail,
  flowToAllocated,
  flowToMachine,
  relax,
  link,
);
