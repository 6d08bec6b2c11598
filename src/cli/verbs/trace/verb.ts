/**
 * `etalon trace FILE`: a run, step by step, each step under the name and number of its rule.
 */

import { describeOutcome, describePosition, type Environment, environmentOf, type Outcome } from "../../../index.ts";
import { type Configuration, type NodeId, type Rule, rules, watchSteps } from "../../../lang/index.ts";
import { linuxCalls } from "../../../linux/index.ts";
import { type Image, type RunOptions, type TracedStep, tracedStep, watchMachine } from "../../../machine/index.ts";
import { nodeOf } from "../../../proof/index.ts";
import { explainEll, machineAnswer, plainText, type RuleAnswer } from "../../../rules/index.ts";
import type { Arguments } from "../../arguments.ts";
import { arrivalOf, arrivalOption } from "../../arrival-option.ts";
import { exitCodes } from "../../exit-codes.ts";
import { build, compilingOptions, refuseCompilingOptions } from "../../host/built.ts";
import { readBytes } from "../../host/files.ts";
import type { LoadedProgram } from "../../host/load.ts";
import { isElf, loadImage } from "../../host/load-image.ts";
import { loadProcessImage, processOf } from "../../host/load-process.ts";
import { describeEvent, wholeInput } from "../../host/streams.ts";
import { spentWords } from "../../spent.ts";
import type { Context, Ended, Verb } from "../../verb.ts";
import { type Origin, originsOf } from "../../view/origin.ts";
import { trapWords } from "../../view/program-end.ts";
import type { Output } from "../../view/terminal.ts";
import { denyWarnings, loadAndWarn, refuseDenyWarnings } from "../../view/warnings.ts";
import { traceLockstep } from "./lockstep.ts";

/** `etalon trace`. */
export const traceVerb: Verb = {
  name: "trace",
  summary: "show a run step by step, with the rule of each step",
  operands: ["FILE"],
  options: [
    { name: "machine", help: "show the machine's steps instead of Ell's, as is done for an A.elf" },
    {
      name: "lockstep",
      excludes: ["machine"],
      help: "both machines from cut point to cut point, with the relation of the certificate at each",
    },
    {
      name: "svg",
      value: "FILE.svg",
      needs: ["lockstep"],
      help: "with --lockstep: draw the simulation diagram to a file too",
    },
    {
      name: "image",
      value: "A.elf",
      needs: ["lockstep"],
      help: "with --lockstep: the binary; compiled from FILE unless given",
    },
    {
      name: "certificate",
      value: "C.json",
      needs: ["lockstep", "image"],
      help: "with --lockstep: its certificate; beside A.elf unless given",
    },
    { name: "skip", value: "STEPS", help: "leave out so many steps at the start" },
    { name: "limit", value: "STEPS", help: "show at most so many; 1000 unless given" },
    arrivalOption,
    denyWarnings,
    ...compilingOptions,
  ],
  details: [
    "Standard input is the program's. Its output is not written but shown, byte by byte, as events.\n" +
      "The rules have the names and numbers of docs/ell-semantics.md and docs/machine.md.",
  ],
  examples: [
    "echo 7 | etalon trace examples/sieve.ell --limit 40",
    "etalon trace examples/hello.ell --machine",
    "echo 7 | etalon trace examples/sieve.ell --lockstep --svg sieve.svg",
  ],
  run(context) {
    const path = context.arguments.operands[0]!;
    if (context.arguments.flag("lockstep")) return traceLockstep(context, path);
    const bytes = readBytes(path);
    if (isElf(bytes)) {
      refuseCompilingOptions(context.arguments, `${path} is compiled already`);
      refuseDenyWarnings(context.arguments, `${path} is compiled already`);
      // Blocks move in parts where the calls are Ell's, as in the runs of `check`.
      if (arrivalOf(context.arguments) !== undefined) return traceOnMachine(context, loadImage(path).image);
      const loaded = loadProcessImage(path, bytes);
      const { image, sp, heap } = processOf(path, loaded);
      const progress = { retired: 0 };
      const clock = (): number => progress.retired;
      const system = (environment: Environment<number>) => linuxCalls(environment, { heap, clock });
      return traceOnMachine(context, image, { sp, system, fenceI: !loaded.own }, progress);
    }
    const loaded = loadAndWarn(path, context, bytes);
    const machine = context.arguments.flag("machine");
    if (!machine)
      refuseCompilingOptions(context.arguments, "Ell has no limit of memory; --machine shows the machine's steps");
    const { exit, document } = machine
      ? traceOnMachine(context, build(loaded, context.arguments).image)
      : traceSource(context, loaded);
    return { exit, document: { ...document, warnings: loaded.warnings } };
  },
};

interface Window {
  readonly skip: number;
  readonly limit: number;
}

function windowOf(given: Arguments): Window {
  const bounds = { min: 0, max: Number.MAX_SAFE_INTEGER };
  return { skip: given.integer("skip", 0, bounds), limit: given.integer("limit", 1000, bounds) };
}

/** The steps in the window, in JSON or as lines; and how it ended. */
function show<Step>(
  { json, terminal, arguments: given }: Context,
  steps: Iterable<Step>,
  outcomeOf: (step: Step) => Outcome | undefined,
  toDocument: (step: Step, index: number) => object,
  toLine: (step: Step, index: number, out: Output) => string,
  reasonOf: (last: Step) => string | undefined = () => undefined,
): Ended {
  const { skip, limit } = windowOf(given);
  const documents: object[] = [];
  let index = 0;
  let outcome: Outcome = { kind: "running" };
  let last: Step | undefined;
  for (const step of steps) {
    if (index >= skip + limit) break;
    if (index >= skip) {
      if (json) documents.push(toDocument(step, index));
      else terminal.out.line(toLine(step, index, terminal.out));
    }
    outcome = outcomeOf(step) ?? outcome;
    last = step;
    index++;
  }
  const reason = last === undefined ? undefined : reasonOf(last);
  const spent = outcome.kind === "running" && reason !== undefined;
  if (!json) {
    if (outcome.kind !== "running")
      terminal.out.line(`${describeOutcome(outcome)}${reason === undefined ? "" : `: ${reason}`}`);
    else terminal.error.line(`etalon: stopped after step ${index - 1}; ${reason ?? "--limit shows more"}`);
  }
  const stopped = spent ? { stopped: reason } : {};
  return { exit: spent ? exitCodes.undecided : exitCodes.ok, document: { outcome, ...stopped, steps: documents } };
}

function traceSource(context: Context, loaded: LoadedProgram): Ended {
  const environment = environmentOf(wholeInput(context.terminal), arrivalOf(context.arguments));
  let seen = 0;
  const eventsNow = (): string[] => {
    const events = environment.events.slice(seen).map(describeEvent);
    seen = environment.events.length;
    return events;
  };
  const watched = function* () {
    for (const step of watchSteps(loaded.program, environment)) yield { ...step, events: eventsNow() };
  };
  const explainer = explainEll(loaded.program);
  const numberOf = new Map<Rule, number>(rules.map((rule, i) => [rule, i + 1]));
  return show(
    context,
    watched(),
    ({ outcome }) => outcome,
    ({ rule, before, after, outcome, events }, index) => {
      const node = nodeOf(before);
      const where = node === undefined ? undefined : loaded.position(node);
      const instance = instanceDocument(explainer.answer(rule, { before, after, outcome }));
      return { step: index, rule, number: numberOf.get(rule), ...where, value: valueIn(after), events, ...instance };
    },
    ({ rule, before, after, events }, index, out) => {
      const node = nodeOf(before);
      const value = valueIn(after);
      const effects = [...(value === undefined ? [] : [`= ${value}`]), ...events].join("  ");
      const at = node === undefined ? "" : describePosition(loaded.position(node));
      const rules = `${String(numberOf.get(rule)).padStart(2)} ${rule}`.padEnd(23);
      const text = node === undefined ? "" : excerpt(loaded, node);
      return `${out.paint("quiet", String(index).padStart(6))}  ${out.paint("strong", rules)} ${at.padEnd(8)} ${text.padEnd(34)} ${effects}`.trimEnd();
    },
    ({ detail, spent, after: last }) => {
      if (detail !== undefined) return trapWords(detail, loaded.textOf);
      return last === undefined ? undefined : spentWords({ spent, last }, loaded);
    },
  );
}

/** The rule with its values: what its letters are bound to, and its inference rule. */
function instanceDocument(answer: RuleAnswer): object {
  if (answer.kind === "fails") return {};
  const { bindings, premises, from, event, to } = answer.instance;
  const instance = {
    premises: premises.map(plainText),
    from: plainText(from),
    ...(event === undefined ? {} : { event: plainText(event) }),
    to: plainText(to),
  };
  return { bindings, instance };
}

function valueIn(configuration: Configuration<number> | undefined): number | undefined {
  return configuration?.control.at === "value" ? configuration.control.value : undefined;
}

/** The text of a node, not too long. */
function excerpt({ textOf }: LoadedProgram, node: NodeId): string {
  const text = textOf(node);
  return text.length <= 34 ? text : `${text.slice(0, 33)}…`;
}

/** The steps of an image; `progress` is told how many there were. */
function traceOnMachine(context: Context, image: Image, process: RunOptions = {}, progress = { retired: 0 }): Ended {
  const find = originsOf(image);
  const { skip, limit } = windowOf(context.arguments);
  const arrival = arrivalOf(context.arguments);
  const options = { ...process, input: wholeInput(context.terminal), arrival, budget: skip + limit };
  return show(
    context,
    counted(watchMachine(image, options), progress),
    ({ step }) => step.outcome,
    (moment, at) => {
      const { index, instruction: _, ...rest } = tracedStep(at, moment.step, moment.events);
      const instance = instanceDocument(machineAnswer(rest.rule, moment));
      return { ...rest, step: index, origin: find(rest.pc), ...instance };
    },
    ({ step, events }, index, out) => {
      const traced = tracedStep(index, step, events);
      return machineLine(traced, index, find(traced.pc), out);
    },
  );
}

/** The same steps, counted as they are taken. */
function* counted<T>(steps: Iterable<T>, progress: { retired: number }): Generator<T> {
  for (const step of steps) {
    yield step;
    progress.retired++;
  }
}

function machineLine(step: TracedStep, index: number, origin: Origin | undefined, out: Output): string {
  const { number, pc, text, wrote, loaded, stored, taken, events } = step;
  const effects = [
    ...(loaded === undefined ? [] : [`M[${loaded.address.toString(16)}] → ${loaded.value}`]),
    ...(stored === undefined ? [] : [`M[${stored.address.toString(16)}] ← ${stored.value}`]),
    ...(wrote === undefined ? [] : [`${wrote.name} = ${wrote.value}`]),
    ...(taken === undefined ? [] : [taken ? "taken" : "not taken"]),
    ...events.map(describeEvent),
  ].join("  ");
  const place =
    origin === undefined ? "" : `${origin.imported === true ? `${origin.file}:` : ""}${origin.line}:${origin.column}`;
  const assembly = (text ?? "(no instruction)").replace("\t", " ");
  return `${out.paint("quiet", String(index).padStart(6))}  ${pc.toString(16).padStart(8)}  ${out.paint("strong", number.padEnd(4))}${assembly.padEnd(24)} ${place.padEnd(8)} ${effects}`.trimEnd();
}
