/**
 * The generators for fast-check: one `Arbitrary` of well-typed Ell programs and one of inputs, with the shrinker of
 * shrink.ts. A counterexample prints as Ell source.
 */

import * as fc from "fast-check";
import { checkModule } from "../../lang/check/check.ts";
import type { Program } from "../../lang/program/program.ts";
import { printModule } from "../../lang/syntax/print.ts";
import type { Module } from "../../lang/syntax/tree.ts";
import type { GeneratorOptions } from "./options.ts";
import { generateModule } from "./program.ts";
import { Chance } from "./random.ts";
import { inputCandidates, moduleCandidates } from "./shrink.ts";

class ModuleArbitrary extends fc.Arbitrary<Module> {
  readonly #options: GeneratorOptions;

  constructor(options: GeneratorOptions) {
    super();
    this.#options = options;
  }

  override generate(random: fc.Random): fc.Value<Module> {
    return this.#value(generateModule(random.nextInt(-(2 ** 31), 2 ** 31 - 1), this.#options));
  }

  override canShrinkWithoutContext(value: unknown): value is Module {
    return typeof value === "object" && value !== null && "declarations" in value;
  }

  override shrink(value: Module): fc.Stream<fc.Value<Module>> {
    return fc.stream(moduleCandidates(value)).map((candidate) => this.#value(candidate));
  }

  #value(module: Module): fc.Value<Module> {
    Object.defineProperty(module, fc.toStringMethod, { value: () => printModule(module) });
    return new fc.Value(module, undefined);
  }
}

/**
 * Well-typed, terminating Ell programs as syntax trees, to print, parse and check.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { checkModule } from "etalon/lang";
 * import { arbitraryModule } from "etalon/testing";
 * fc.sample(arbitraryModule({ size: 40 }), 10).every((module) => checkModule(module).ok); // => true
 * ```
 */
export function arbitraryModule(options: GeneratorOptions = {}): fc.Arbitrary<Module> {
  return new ModuleArbitrary(options);
}

/** A syntax tree and the program that the checker made of it. */
export interface CheckedModule {
  readonly module: Module;
  readonly program: Program;
}

/** Check a tree that is well-typed by construction. It throws when the checker refuses it: then one of the two has a defect. */
export function checkGenerated(module: Module): CheckedModule {
  const checked = checkModule(module);
  if (checked.ok) return { module, program: checked.value };
  throw new Error(`a generated program was refused: ${checked.error[0]?.message}\n${printModule(module)}`);
}

/**
 * Well-typed, terminating Ell programs, checked.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { environmentOf } from "etalon";
 * import { evaluate } from "etalon/lang";
 * import { arbitraryProgram } from "etalon/testing";
 * const [checked] = fc.sample(arbitraryProgram(), { numRuns: 1, seed: 1 });
 * evaluate(checked!.program, environmentOf(new Uint8Array())).ok; // => true
 * ```
 */
export function arbitraryProgram(options: GeneratorOptions = {}): fc.Arbitrary<CheckedModule> {
  return arbitraryModule(options).map(
    (module) => {
      const checked = checkGenerated(module);
      Object.defineProperty(checked, fc.toStringMethod, { value: () => printModule(module) });
      return checked;
    },
    (checked) => (checked as CheckedModule).module,
  );
}

const likelyBytes: readonly number[] = [0, 0, 1, 255, 255, 127, 128, 10, 32, 48, 49, 57, 65, 97];

/** The input of a seed: mostly short, with many bytes from the ends of the range 0…255. */
export function generateInput(seed: number, maximumLength = 16): Uint8Array {
  const chance = new Chance(seed);
  const length = chance.percent(15) ? 0 : Math.min(chance.below(maximumLength + 1), chance.below(maximumLength + 1));
  const input = new Uint8Array(length);
  for (let i = 0; i < length; i++) input[i] = chance.percent(60) ? chance.pick(likelyBytes) : chance.below(256);
  return input;
}

class InputArbitrary extends fc.Arbitrary<Uint8Array> {
  readonly #maximumLength: number;

  constructor(maximumLength: number) {
    super();
    this.#maximumLength = maximumLength;
  }

  override generate(random: fc.Random): fc.Value<Uint8Array> {
    return new fc.Value(generateInput(random.nextInt(-(2 ** 31), 2 ** 31 - 1), this.#maximumLength), undefined);
  }

  override canShrinkWithoutContext(value: unknown): value is Uint8Array {
    return value instanceof Uint8Array;
  }

  override shrink(value: Uint8Array): fc.Stream<fc.Value<Uint8Array>> {
    return fc.stream(inputCandidates(value)).map((candidate) => new fc.Value(candidate, undefined));
  }
}

/**
 * Inputs: at most `maximumLength` bytes, by default 16.
 *
 * @example
 * ```ts
 * import * as fc from "fast-check";
 * import { arbitraryInput } from "etalon/testing";
 * fc.sample(arbitraryInput(4), 10).every((bytes) => bytes.length <= 4); // => true
 * ```
 */
export function arbitraryInput(maximumLength = 16): fc.Arbitrary<Uint8Array> {
  return new InputArbitrary(maximumLength);
}
