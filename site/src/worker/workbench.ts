/**
 * The library at work on one question: compile and walk, then check the certificate, then test on inputs. Each answer is
 * plain data; what one stage made is kept here for the next.
 */

import { certify, type Obligation } from "etalon/certify";
import { type Program, readProgram } from "etalon/lang";
import type { Image } from "etalon/machine";
import { type Certificate, describeConformance, holdAgainst } from "etalon/proof";
import type { Checked, Compiled, CompilerChoice, CutMark, ObligationGroup, Question, Tested } from "./analysis.ts";
import { compilers } from "./compilers.ts";
import { lettersOf, positions } from "./lettering.ts";
import { compiledSubject, givenSubject } from "./subject.ts";
import { walk } from "./walk.ts";

interface Work {
  readonly source: Uint8Array;
  readonly program: Program;
  readonly image: Image;
  readonly file: Uint8Array;
  readonly certificate: Certificate;
  readonly cuts: readonly CutMark[];
  readonly place: ReturnType<typeof positions>;
}

/** The inputs of a test, and the steps of the source on each. */
const testing = { seed: 1, runs: 100, clock: 10_000 } as const;

/** What the page calls. */
export class Workbench {
  #work: Work | undefined;

  /** Parse, compile and walk in lockstep. */
  async compile({ source: text, input, compiler, given }: Question): Promise<Compiled> {
    this.#work = undefined;
    const read = readProgram(text);
    if (!read.ok) return { kind: "refused", diagnostics: read.error };
    const { program } = read.value;
    const place = positions(text, program);
    const found =
      given === undefined
        ? await compiledSubject(text, program, compiler, place)
        : givenSubject(program, given.image, given.certificate);
    if (!found.ok) return { kind: "limit", message: found.error };
    const { image, file, certificate, assembly, flow } = found.value;
    const cuts = lettersOf(program, certificate, place);
    this.#work = { source: new TextEncoder().encode(text), program, image, file, certificate, cuts, place };
    return {
      kind: "compiled",
      lines: text.replace(/\n$/, "").split("\n").length,
      functions: program.functions.map(({ name }) => name),
      assembly,
      flow: flow(cuts),
      cuts,
      imageBytes: file.length,
      lockstep: walk(program, image, certificate, input, cuts, place),
    };
  }

  /** Check the certificate of what was compiled last. */
  check(): Checked {
    const { source, file, certificate } = this.#present();
    const answer = certify(source, file, certificate, {
      list: true,
      // The witnesses of some bugs need a memory that is soon spent: here that is a question of its own.
      least: { stackBytes: 0, heapBytes: 0 },
    });
    switch (answer.verdict) {
      case "certified":
        return { verdict: "certified", statistics: answer.statistics, groups: this.#groups(answer.obligations) };
      case "refused": {
        const { obligation, reason, statistics } = answer;
        return {
          verdict: "refused",
          reason,
          statistics,
          what: obligation?.what,
          where: obligation && `${this.#from(obligation)}, ${this.#end(obligation)}`,
          letter: obligation && this.#letter(obligation),
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

  /** The compilers to choose from. */
  async compilers(): Promise<readonly CompilerChoice[]> {
    const all = await compilers();
    return all.map(({ name, group, description, pass, witness }) => ({ name, group, description, pass, witness }));
  }

  #present(): Work {
    if (this.#work === undefined) throw new Error("nothing is compiled");
    return this.#work;
  }

  #letter({ from }: Obligation): string | undefined {
    return this.#present().cuts.find(({ pc }) => pc === from.pc)?.letter;
  }

  #from({ function: name, from }: Obligation): string {
    const { line, column } = this.#present().place(from.node);
    return `${name}, ${from.phase} ${line}:${column}`;
  }

  #end({ node, pc }: Obligation): string {
    const { line, column } = node === undefined ? { line: 0, column: 0 } : this.#present().place(node);
    const source = node === undefined ? "an end of the source" : `${line}:${column}`;
    return `to ${source}${pc === undefined ? "" : ` and ${pc.toString(16)}`}`;
  }

  #groups(obligations: readonly Obligation[]): readonly ObligationGroup[] {
    const groups = new Map<number, ObligationGroup & { readonly obligations: { what: string; end: string }[] }>();
    for (const obligation of obligations) {
      const { pc } = obligation.from;
      const group = groups.get(pc) ?? {
        function: obligation.function,
        letter: this.#letter(obligation),
        from: this.#from(obligation),
        obligations: [],
      };
      groups.set(pc, group);
      group.obligations.push({ what: obligation.what, end: this.#end(obligation) });
    }
    return [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
  }
}
