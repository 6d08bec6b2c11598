/**
 * Is what a path says so of all words of which the facts are true? A solver's answer, where it says more than it did without a mutant.
 */

import { impossible } from "../../../../src/core/impossible.ts";
import { always, Circuit, type Literal, never } from "../../bits/circuit.ts";
import { solve } from "../../bits/solve.ts";
import { type Bits, bitWords, inputWord } from "../../bits/words.ts";
import { arrays, inputs } from "../terms/random-words.ts";
import type { Story } from "./random-facts.ts";
import type { PathDifference } from "./room-of-paths.ts";

/** Gates beyond which no solver is asked. */
const mostGates = 60_000;

/** What is said and wrong of some words; undefined where nothing is, or where it is not known. */
export async function refuted({ lines, steps }: Story, { claims }: PathDifference): Promise<string | undefined> {
  const circuit = new Circuit();
  const arithmetic = bitWords(circuit);
  const words: Bits[] = [];
  let premise: Literal = always;
  const given = new Map<string, Bits>();
  const once = (key: string, most: number): Bits => {
    const found = given.get(key);
    if (found !== undefined) return found;
    const word = inputWord(circuit);
    given.set(key, word);
    const tooLarge = arithmetic.sltu(arithmetic.constant(most | 0), word)[0]!;
    premise = circuit.and(premise, circuit.not(tooLarge));
    return word;
  };
  for (const line of lines) {
    switch (line.kind) {
      case "constant":
        words.push(arithmetic.constant(line.value));
        break;
      case "input":
        words.push(once(`input ${line.of}`, inputs[line.of]!.most));
        break;
      case "length":
        words.push(once(`length ${line.of}`, arrays[line.of]!.element === "byte" ? 0x7fff_ffff : 0x3fff_ffff));
        break;
      case "apply":
        words.push(arithmetic[line.operation](words[line.left]!, words[line.right]!));
        break;
      case "load": {
        const { element } = arrays[line.array]!;
        const most = element === "int" ? 0xffff_ffff : element === "byte" ? 255 : 1;
        const at = lines[line.index]!;
        words.push(once(`element ${line.array} ${at.kind === "constant" ? at.value : line.index}`, most));
        break;
      }
      default:
        return undefined;
    }
    if (circuit.gates.length > mostGates) return undefined;
  }
  const isTrue = (line: number): Literal => words[line]!.reduce((x, y) => circuit.or(x, y), never);
  const fault = (step: Story["steps"][number], answer: boolean): Literal => {
    switch (step.kind) {
      case "known":
      case "decided":
        return answer ? circuit.not(isTrue(step.line)) : isTrue(step.line);
      case "natural":
        return words[step.line]![31]!;
      case "same":
        return circuit.not(arithmetic.equal(words[step.line]!, words[step.other]!)[0]!);
      case "impossible":
        return always;
      case "fact":
      case "settled":
      case "explored":
        return never;
      default:
        return impossible(step);
    }
  };
  for (const { step: at, answer } of claims) {
    let goal = circuit.and(premise, fault(steps[at]!, answer));
    for (const step of steps.slice(0, at))
      if (step.kind === "fact")
        goal = circuit.and(goal, step.holds ? isTrue(step.line) : circuit.not(isTrue(step.line)));
    const found = await solve(circuit, goal);
    if (!found.possible) continue;
    const numbers = [...given].map(([name, bits]) => {
      const value = bits.reduce((sum, bit, i) => sum | (found.holds(bit) ? 1 << i : 0), 0);
      return `${name} = ${value}`;
    });
    return `step ${at} (${steps[at]!.kind}): ${answer}, but not for ${numbers.join(", ")}`;
  }
  return undefined;
}
