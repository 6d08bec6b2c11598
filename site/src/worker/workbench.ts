/**
 * The library at work on one question: compile and walk, then check the certificate, then test on inputs. Each answer is
 * plain data; what one stage made is kept here for the next.
 */

import { failure, type Result, success } from "etalon";
import { certify, type SourceFiles } from "etalon/certify";
import { type Loader, type Program, readProgram } from "etalon/lang";
import type { Image } from "etalon/machine";
import { type Certificate, defaultBudgets, describeConformance, holdAgainst, timesBudgets } from "etalon/proof";
import type { RuleAnswer, RuleKey } from "etalon/rules";
import {
  type Against,
  type CampaignOrder,
  type Checked,
  type Compiled,
  type CompilerChoice,
  type CutMark,
  type FlowRow,
  type ImportedFile,
  type Inferred,
  type Lockstep,
  nothingCompiled,
  type PassChanges,
  type Question,
  type Replayed,
  type ShownGain,
  type ShownGraph,
  type ShownPath,
  type SquareRules,
  type StepAt,
  type Tested,
  type WalkedSquare,
} from "./analysis.ts";
import type { CampaignListener } from "./campaign.ts";
import { compilers } from "./compilers.ts";
import { lettersOf, positions } from "./lettering.ts";
import { letterOf, Obligations, whereOf } from "./obligations.ts";
import type { RuleSteps } from "./rule-steps.ts";
import { Run } from "./run.ts";
import type { Passes } from "./stages.ts";
import { compiledSubject, givenSubject, type Subject } from "./subject.ts";

interface Work {
  readonly source: SourceFiles;
  readonly program: Program;
  readonly image: Image;
  readonly file: Uint8Array;
  readonly certificate: Certificate;
  readonly cuts: readonly CutMark[];
  readonly place: ReturnType<typeof positions>;
  readonly run: Run;
  readonly passes: Passes | undefined;
  readonly inferred: Inferred | undefined;
  /** What closed, once the certificate was checked. */
  obligations: Obligations | undefined;
  rules: RuleSteps | undefined;
}

/** Steps that are walked before the page shows anything, and then at a time. */
const walking = { first: 400_000, then: 1_000_000 } as const;

/** The inputs of a test, and the steps of the source on each. */
const testing = { seed: 1, runs: 100, clock: 10_000 } as const;

const encoded = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Finds what a program imports. The standard library is loaded when a file imports anything. */
async function loaderOf(text: string, others: readonly ImportedFile[], missing: string[]): Promise<Loader> {
  const own = among(others, missing);
  if (![text, ...others.map(([, of]) => of)].some((one) => one.includes("import"))) return own;
  const { standardLoader } = await import("./standard-library.ts");
  return standardLoader(own);
}

/** Finds an imported file among those that the page has; the paths of others are kept. */
function among(files: readonly ImportedFile[], missing: string[]): Loader {
  const texts = new Map(files);
  return (path) => {
    const text = texts.get(path);
    if (text !== undefined) return success(text);
    missing.push(path);
    const known = files.map(([one]) => one).join(", ");
    return failure({
      message: "is not among the files of this page",
      ...(known === "" ? {} : { hint: `it has ${known}` }),
    });
  };
}

/** What the page calls. */
export class Workbench {
  #work: Work | undefined;

  /** Parse, compile and walk in lockstep. */
  async compile({
    source: text,
    entry: main,
    files: others,
    input,
    compiler,
    level,
    passes: named,
    assembly: edited,
    given,
    memory,
  }: Question): Promise<Compiled> {
    this.#work = undefined;
    const missing: string[] = [];
    const read = readProgram(text, await loaderOf(text, others, missing), main);
    if (!read.ok) return { kind: "refused", diagnostics: read.error, missing };
    const { program } = read.value;
    const place = positions(text, read.value);
    const files = read.value.files.map((one) => [one.path, encoded(one.text)] as const);
    const written = { text, program, source: { entry: main, files } };
    const compiled =
      given === undefined
        ? await compiledSubject(written, { compiler, level, passes: named, memory }, place)
        : undefined;
    let found: Result<Subject, string> = compiled ?? givenSubject(program, given!.image, given!.certificate);
    if (edited !== undefined) {
      const { assembledSubject } = await import("./by-hand.ts");
      const assembled = assembledSubject(edited, written, compiled?.ok === true ? compiled.value : undefined, place);
      if (!assembled.ok) return { kind: "unassembled", text: edited, diagnostics: assembled.error };
      found = assembled;
    }
    if (!found.ok) return { kind: "limit", message: found.error };
    const { image, file, certificate, assembly, passes: passesOf, inferred } = found.value;
    const cuts = lettersOf(program, certificate, place);
    // A given certificate may call the main file by another name, and be for files that nobody imports; whether it may is the
    // checker's question.
    const { entry } = certificate.source;
    const imported = new Map(files.slice(0, -1));
    if (given !== undefined) for (const [path, of] of others) imported.set(path, encoded(of));
    const source = { entry, files: [...imported, [entry, files.at(-1)![1]] as const] };
    const run = new Run({ program, image, claims: certificate }, input, cuts, place);
    run.walkOn(walking.first);
    const passes = passesOf(cuts);
    this.#work = {
      ...{ source, program, image, file, certificate, cuts, place, run, passes, inferred },
      obligations: undefined,
      rules: undefined,
    };
    return {
      kind: "compiled",
      functions: program.functions.map(({ name }) => name),
      assembly,
      passes: passes?.list() ?? [],
      optimisations: passes?.optimisations() ?? [],
      cuts,
      imageBytes: file.length,
      inferred,
      lockstep: run.summary(),
    };
  }

  /** Walk on by a stretch. */
  walkOn(): Lockstep {
    const { run } = this.#present();
    run.walkOn(walking.then);
    return run.summary();
  }

  /** The squares of the run from one to another. */
  squares(from: number, to: number): readonly WalkedSquare[] {
    return this.#present().run.squares(from, to);
  }

  /** Check the certificate of what was compiled last. */
  check(): Checked {
    const work = this.#present();
    const { source, file, certificate, inferred } = work;
    if (inferred?.certified === false) return { verdict: "not shown", statistics: undefined };
    const answer = certify(source, file, certificate, {
      list: true,
      terms: true,
      // The witnesses of some bugs need a memory that is soon spent: here that is a question of its own.
      least: { stackBytes: 0, heapBytes: 0 },
      // What is inferred says more than it needs to, and costs more to check.
      ...(inferred === undefined ? {} : { budgets: timesBudgets(defaultBudgets, 4) }),
    });
    switch (answer.verdict) {
      case "certified":
        work.obligations = new Obligations(answer.obligations, work.cuts, work.place);
        return { verdict: "certified", statistics: answer.statistics, groups: work.obligations.groups() };
      case "refused": {
        const { obligation, reason, statistics } = answer;
        return {
          verdict: "refused",
          reason,
          statistics,
          what: obligation?.what,
          by: obligation?.by,
          where: obligation && whereOf(obligation, work.place),
          letter: obligation && letterOf(obligation, work.cuts),
          source: obligation?.source,
          machine: obligation?.machine,
        };
      }
      case "undecided":
        return { verdict: "undecided", reason: answer.reason, statistics: answer.statistics };
      case "starved":
        return { verdict: "starved", reason: answer.reason, statistics: undefined };
      case "invalid":
        return { verdict: "invalid", reason: `the ${answer.part} cannot be read`, statistics: undefined };
    }
  }

  /** The image as a text that assembles to it, if it is of the usual shape. */
  async assemblerText(): Promise<string | undefined> {
    const { image } = this.#present();
    const { assemblerText } = await import("./by-hand.ts");
    return assemblerText(image);
  }

  /** What a pass made, as lines. */
  passRows(index: number): readonly FlowRow[] {
    return this.#present().passes?.rows(index) ?? [];
  }

  /** A function of the flow graph that a pass made, drawn. */
  async passGraph(index: number, name: string, against: Against): Promise<ShownGraph | undefined> {
    return this.#present().passes?.graph(index, name, against);
  }

  /** What each pass changed: from the one before, or from what our own compiler makes. */
  async passChanges(against: Against): Promise<readonly PassChanges[]> {
    return this.#present().passes?.changes(against) ?? [];
  }

  /** What each optimisation gained. */
  async gains(): Promise<readonly ShownGain[]> {
    return this.#present().passes?.gains() ?? [];
  }

  /** The paths from a cut point, so many from one on, each with the obligations at its end. */
  paths(pc: number, from: number, count: number): readonly ShownPath[] {
    return this.#present().obligations?.paths(pc, from, count) ?? [];
  }

  /** Run what was compiled last on generated inputs, beside its source. */
  test(): Tested {
    const { program, image } = this.#present();
    const subject = { program, image };
    const { verdict, runs, distinct, counterexamples } = holdAgainst(subject, testing);
    const found = counterexamples.find(({ engine }) => engine === "machine") ?? counterexamples[0];
    const counterexample = found && {
      input: Uint8Array.from(found.input),
      words:
        found.difference.kind === "behaviour"
          ? describeConformance({ verdict: "differs", difference: found.difference.at })
          : "",
      engine: found.engine,
    };
    return { verdict, runs, distinct, counterexample };
  }

  /** The rules of the run, loaded when they are first asked for. */
  async #rules(): Promise<RuleSteps> {
    const work = this.#present();
    const { RuleSteps: Rules } = await import("./rule-steps.ts");
    work.rules ??= new Rules(work.program, (square) => work.run.before(square), work.place);
    return work.rules;
  }

  /** The steps inside a square. */
  async rulesOf(square: number): Promise<SquareRules> {
    return (await this.#rules()).inSquare(square);
  }

  /** The rule that fired at a step, with the values at hand. */
  async firedAt(at: StepAt): Promise<readonly RuleAnswer[]> {
    return (await this.#rules()).fired(at);
  }

  /** Any rule at a step: that it fires, or why not. */
  async ruleAt(at: StepAt, key: RuleKey): Promise<readonly RuleAnswer[]> {
    return (await this.#rules()).answer(at, key);
  }

  /** The first step at which a rule fires. */
  async findRule(key: RuleKey): Promise<readonly StepAt[]> {
    return (await this.#rules()).find(key);
  }

  /** The compilers to choose from. */
  async compilers(): Promise<readonly CompilerChoice[]> {
    const all = await compilers();
    return all.map(({ name, group, description, pass, witness }) => ({ name, group, description, pass, witness }));
  }

  /** What a replay token names; or why it is none. */
  async replay(token: string): Promise<Result<Replayed, string>> {
    const { replayed } = await import("./replayed.ts");
    return replayed(token);
  }

  /** Test a compiler on generated programs, until this worker is ended. */
  async campaign(
    order: CampaignOrder,
    progress: CampaignListener["progress"],
    found: CampaignListener["found"],
  ): Promise<void> {
    const { runCampaign } = await import("./campaign.ts");
    return runCampaign(order, { progress, found });
  }

  #present(): Work {
    if (this.#work === undefined) throw new Error(nothingCompiled);
    return this.#work;
  }
}
