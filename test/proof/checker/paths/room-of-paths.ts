/**
 * A story told to a path: what the path says, how that differs from what is true of numbers, and from what the path without a mutant says.
 */

import { impossible } from "../../../../src/core/impossible.ts";
import type { Literal } from "../../../../src/proof/checker/paths/facts.ts";
import type { Path } from "../../../../src/proof/checker/paths/path.ts";
import { showTerm, type Term } from "../../../../src/proof/checker/terms/term.ts";
import type { Work } from "../../../../src/proof/checker/terms/work.ts";
import { evaluator } from "../terms/evaluate-term.ts";
import { inputs } from "../terms/random-words.ts";
import { assignmentOf, type Difference, termsOf } from "../terms/room-of-terms.ts";
import type { Exploration, Story } from "./random-facts.ts";

/** The classes of a room. */
export interface Room {
  readonly Path: typeof Path;
  readonly Work: typeof Work;
}

/** The end of a run: what was decided on the way, by line, and the facts there. */
interface Leaf {
  readonly decided: readonly (readonly [line: number, holds: boolean])[];
  readonly facts: readonly Literal[];
}

interface Explored {
  readonly outer: readonly Leaf[];
  readonly inner: readonly Leaf[];
  /** Is anything wrong with what `explore` returned, or with what is known afterwards? */
  readonly fault: string | undefined;
  /** Did a run have an answer, or were there too many? Then the path is left where it was. */
  readonly ended: boolean;
}

/** What a path says at a step. */
type Answer = boolean | undefined | Term | Explored;

interface Told {
  readonly answers: readonly Answer[];
  readonly work: number;
}

/** What of an answer does not depend on the table. */
type Summary = readonly (boolean | undefined | string)[];

export interface Expected {
  readonly answers: Summary;
  readonly work: number;
}

const plenty = 1e15;
/** So many inner explorations are looked at. */
const mostInner = 20;

/** Stories told to one path after the other of a room; it is cleared for each. */
export class Telling {
  readonly #work: Work;
  readonly #path: Path;
  readonly #lasting: ReadonlyMap<string, Term>;

  constructor({ Path: P, Work: W }: Room) {
    this.#work = new W(plenty);
    this.#path = new P(this.#work);
    this.#lasting = new Map(inputs.map(({ name, sort }) => [name, this.#path.lasting(name, sort)]));
  }

  tell({ lines, steps }: Story): Told {
    const path = this.#path;
    path.clear();
    const left = this.#work.left;
    // Symbols that last have other numbers.
    const lasts = lines.length % 4 === 0;
    const terms = termsOf(path, lines, (name, sort) => (lasts ? this.#lasting.get(name)! : path.symbol(name, sort)));
    let ended = false;
    const answers = steps.map((step): Answer => {
      if (ended) return undefined;
      switch (step.kind) {
        case "fact":
          path.assume(terms[step.line]!, step.holds);
          return undefined;
        case "known":
          return path.known(terms[step.line]!);
        case "decided": {
          const known = path.known(terms[step.line]!);
          return known === undefined ? undefined : path.decide(terms[step.line]!);
        }
        case "natural":
          return path.isNatural(terms[step.line]!);
        case "settled":
          return path.settled(terms[step.line]!);
        case "same":
          return path.same(terms[step.line]!, terms[step.other]!);
        case "impossible":
          return path.isImpossible;
        case "explored": {
          const found = explored(path, terms, step);
          ({ ended } = found);
          return found;
        }
        default:
          return impossible(step);
      }
    });
    return { answers, work: left - this.#work.left };
  }
}

function explored(path: Path, terms: readonly (Term | undefined)[], step: Exploration): Explored {
  const { decisions, inner, late, arrives, answer, most } = step;
  const [outerLeaves, innerLeaves]: [Leaf[], Leaf[]] = [[], []];
  const before = path.facts;
  let fault: string | undefined;
  let runs = 0;
  const end = path.explore([] as Leaf["decided"], most, (from) => {
    runs++;
    let decided = from;
    if (arrives) path.arrive(() => decided);
    for (;;) {
      const at = decided.length === 0 ? 0 : decisions.indexOf(decided.at(-1)![0]) + (decided.at(-1)![1] ? 1 : 2);
      if (at >= decisions.length) break;
      decided = [...decided, [decisions[at]!, path.decide(terms[decisions[at]!]!)] as const];
    }
    const last = late.filter((line) => !decisions.includes(line));
    const lastOf = (): Leaf["decided"] => last.map((line) => [line, path.decide(terms[line]!)] as const);
    if (outerLeaves.length >= mostInner) {
      outerLeaves.push({ decided: [...decided, ...lastOf()], facts: path.facts.all });
      return undefined;
    }
    const around = path.facts;
    const within = path.explore(undefined, 50, () => {
      const answers = inner.map((line) => [line, path.decide(terms[line]!)] as const);
      innerLeaves.push({ decided: [...decided, ...answers], facts: path.facts.all });
    });
    if (within !== undefined) fault ??= `inner runs end with ${within}`;
    if (path.facts !== around) fault ??= "inner runs change what is known";
    outerLeaves.push({ decided: [...decided, ...lastOf()], facts: path.facts.all });
    return runs === answer + 1 ? "answer" : undefined;
  });
  const expected = runs === answer + 1 ? "answer" : undefined;
  if (end === "over budget") {
    if (runs !== most) fault ??= `over budget after ${runs}`;
  } else if (end !== expected) fault ??= `${end} after ${runs} runs`;
  else if (end === undefined && path.facts !== before) fault ??= "runs change what is known";
  if (end !== undefined) return { outer: [], inner: [], fault, ended: true };
  return { outer: outerLeaves, inner: outerLeaves.length > mostInner ? [] : innerLeaves, fault, ended: false };
}

/** What is told, as it is compared. */
export function expectedOf({ answers, work }: Told): Expected {
  return { answers: answers.map(summary), work };
}

function summary(answer: Answer): boolean | undefined | string {
  if (typeof answer === "boolean" || answer === undefined) return answer;
  if ("kind" in answer) return showTerm(answer, 20);
  return `${answer.fault} ${[answer.outer, answer.inner]
    .map((leaves) =>
      leaves
        .map(({ decided, facts }) => `${decided.map(([, holds]) => Number(holds)).join("")}/${facts.length}`)
        .join(" "),
    )
    .join(", ")}`;
}

/** A difference; where a path says more, the step and what it says. */
export interface PathDifference extends Difference {
  readonly claims: readonly { readonly step: number; readonly answer: boolean }[];
}

/** How what is told with a mutant differs from what is right, or else from what is told without it. */
export function outcomeOf(story: Story, telling: Telling, expected: Expected): PathDifference | undefined {
  const none: PathDifference["claims"] = [];
  let told: Told;
  try {
    told = telling.tell(story);
  } catch (error) {
    return { kind: "ends", text: String(error).slice(0, 100), claims: none };
  }
  const { answers, work } = told;
  try {
    const wrong = wrongOf(story, answers);
    if (wrong !== undefined) return { kind: "wrong", text: wrong, claims: none };
  } catch (error) {
    return { kind: "ends", text: String(error).slice(0, 100), claims: none };
  }
  const claims: { step: number; answer: boolean }[] = [];
  let [less, other]: [string | undefined, string | undefined] = [undefined, undefined];
  for (const [i, answer] of answers.entries()) {
    const [one, before] = [summary(answer), expected.answers[i]];
    if (one === before) continue;
    const { kind } = story.steps[i]!;
    if (typeof one === "string" || typeof before === "string") other ??= `step ${i}: ${one} for ${before}`;
    else if (one === undefined || (!one && kind !== "known" && kind !== "decided"))
      less ??= `step ${i}: ${one} for ${before}`;
    else claims.push({ step: i, answer: one });
  }
  if (claims.length > 0)
    return { kind: "knows more", text: claims.map(({ step, answer }) => `step ${step}: ${answer}`).join(", "), claims };
  if (less !== undefined) return { kind: "knows less", text: less, claims };
  if (other !== undefined) return { kind: "other", text: other, claims };
  return work === expected.work ? undefined : { kind: "work", text: `${work} for ${expected.work}`, claims };
}

/** Something that a path says and that is not so of numbers of which the facts are true. */
function wrongOf({ steps, trials }: Story, answers: readonly Answer[]): string | undefined {
  for (const answer of answers)
    if (typeof answer === "object" && "fault" in answer && answer.fault !== undefined) return answer.fault;
  for (const { trial, words, upTo } of trials) {
    const value = evaluator(assignmentOf(trial));
    for (const [i, step] of steps.entries()) {
      const before = answers[i - 1];
      if (i >= upTo || (typeof before === "object" && "ended" in before && before.ended)) break;
      const fault = (text: string): string => `step ${i} (${step.kind}): ${text}`;
      const answer = answers[i];
      switch (step.kind) {
        case "fact":
          break;
        case "known":
        case "decided":
          if (answer !== undefined && answer !== (words[step.line] !== 0)) return fault(String(words[step.line]));
          break;
        case "natural":
          if (answer === true && words[step.line]! < 0) return fault(`${words[step.line]}`);
          break;
        case "settled":
          if (value(answer as Term) !== words[step.line])
            return fault(`${words[step.line]} for ${value(answer as Term)}`);
          break;
        case "same":
          if (answer === true && words[step.line] !== words[step.other])
            return fault(`${words[step.line]} and ${words[step.other]}`);
          break;
        case "impossible":
          if (answer === true) return fault("but it is possible");
          break;
        case "explored": {
          const { outer, inner } = answer as Explored;
          for (const [leaves, name] of [
            [outer, "outer"],
            [inner, "inner"],
          ] as const) {
            if (leaves.length === 0) continue;
            const reached = leaves.filter(({ facts }) =>
              facts.every(({ atom, holds }) => (value(atom) !== 0) === holds),
            );
            // What is decided later on has the inner ones explored once more.
            if (reached.length === 0 || (reached.length > 1 && leaves === outer))
              return fault(`${reached.length} ${name} leaves`);
            for (const [line, holds] of reached.flatMap(({ decided }) => decided))
              if (holds !== (words[line] !== 0)) return fault(`${name}: line ${line} is not ${holds}`);
          }
          break;
        }
        default:
          return impossible(step);
      }
    }
  }
  return undefined;
}
