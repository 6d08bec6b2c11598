/**
 * Arguments: what a verb declares that it takes, and what the user gave, checked against it.
 *
 * `node:util` splits the words; this file knows which options there are, what values they take, and what to suggest
 * for one that does not exist.
 */

import { parseArgs } from "node:util";
import { usageError } from "./command-error.ts";
import { suggestion } from "./view/suggestion.ts";

/** An option of a verb. */
export interface OptionSpec {
  readonly name: string;
  readonly short?: string;
  /** What its value is called in the help; without it the option is a flag. */
  readonly value?: string;
  /** May it be given more than once? */
  readonly repeatable?: boolean;
  /** Options without which it has no effect. An option without effect is refused, never ignored. */
  readonly needs?: readonly string[];
  /** Options with which it has no effect; those that a verb does not have do not count. */
  readonly excludes?: readonly string[];
  readonly help: string;
}

/** What a verb takes. */
export interface Signature {
  readonly name: string;
  /** The words before its name on a command line; `etalon` unless said. */
  readonly program?: string;
  /** The operands by their names; those in brackets may be left out, and one that ends in … stands for any number. */
  readonly operands: readonly string[];
  /** May words after `--` follow? */
  readonly rest?: boolean;
  readonly options: readonly OptionSpec[];
}

const etalon = "etalon";

/** Stands between the values of an option: a character that no argument of a process contains. */
const separator = "\0";

/** The options that every verb has. */
export const commonOptions: readonly OptionSpec[] = [
  { name: "json", help: "print one JSON document instead of text" },
  { name: "help", short: "h", help: "show this help" },
];

/** For the verbs that have a verdict. */
export const quietOption: OptionSpec = {
  name: "quiet",
  short: "q",
  excludes: ["json"],
  help: "print the verdict only",
};

/** For the verbs that ask the certificate checker. */
export const termsOption: OptionSpec = {
  name: "terms",
  needs: ["json"],
  help: "with --json: both sides of every obligation that closed",
};

/** What the user gave. */
export class Arguments {
  readonly operands: readonly string[];
  /** The words after `--`. */
  readonly rest: readonly string[];
  readonly #values: ReadonlyMap<string, string | true>;

  constructor(operands: readonly string[], rest: readonly string[], values: ReadonlyMap<string, string | true>) {
    this.operands = operands;
    this.rest = rest;
    this.#values = values;
  }

  /** Was the flag given? */
  flag(name: string): boolean {
    return this.#values.get(name) === true;
  }

  /** The value of an option, as it was given. */
  text(name: string): string | undefined {
    const value = this.#values.get(name);
    return typeof value === "string" ? value : undefined;
  }

  /** The values of an option that may be given more than once, in order. */
  texts(name: string): readonly string[] {
    return this.text(name)?.split(separator) ?? [];
  }

  /** The value of an option that is a whole number, within bounds. Sizes may end in K, M or G. */
  integer(name: string, fallback: number, bounds: { readonly min: number; readonly max: number }): number {
    const given = this.text(name);
    if (given === undefined) return fallback;
    const value = wholeNumber(given);
    if (value === undefined) throw usageError(`--${name} takes a whole number, but got ${JSON.stringify(given)}`);
    if (value < bounds.min || value > bounds.max) {
      throw usageError(`--${name} takes a number from ${bounds.min} to ${bounds.max}, but got ${given}`);
    }
    return value;
  }
}

const units: Record<string, number> = { "": 1, K: 2 ** 10, M: 2 ** 20, G: 2 ** 30 };

function wholeNumber(text: string): number | undefined {
  const match = /^(\d{1,15}|0x[0-9a-f]{1,8})([KMG]?)$/i.exec(text);
  if (match === null) return undefined;
  return Number(match[1]) * units[match[2]!.toUpperCase()]!;
}

/** The arguments of a verb; throws a usage error. */
export function readArguments(signature: Signature, words: readonly string[]): Arguments {
  const specs = [...signature.options, ...commonOptions];
  const { tokens } = parseArgs({
    args: [...words],
    options: Object.fromEntries(
      specs.map(({ name, short, value }) => [
        name,
        { type: value === undefined ? "boolean" : "string", ...(short === undefined ? {} : { short }) } as const,
      ]),
    ),
    strict: false,
    allowPositionals: true,
    tokens: true,
  });

  const operands: string[] = [];
  const rest: string[] = [];
  const values = new Map<string, string | true>();
  let ended = false;
  for (const token of tokens) {
    if (token.kind === "option-terminator") ended = true;
    else if (token.kind === "positional") (ended ? rest : operands).push(token.value);
    else {
      const spec = specs.find(({ name }) => name === token.name);
      if (spec === undefined) throw unknownOption(signature, token.rawName, specs);
      const before = values.get(spec.name);
      if (before !== undefined && spec.repeatable !== true) throw usageError(`--${spec.name} is given twice`);
      const value = checkedValue(spec, token.value);
      values.set(spec.name, before === undefined ? value : `${before}${separator}${value}`);
    }
  }
  // `--` also just ends the options: `check -- -odd-name.ell`.
  if (signature.rest !== true) operands.push(...rest.splice(0));
  if (!values.has("help")) {
    checkOperands(signature, operands);
    checkTogether(specs, values);
  }
  return new Arguments(operands, rest, values);
}

function checkedValue(spec: OptionSpec, value: string | undefined): string | true {
  if (spec.value === undefined) {
    if (value !== undefined) throw usageError(`--${spec.name} takes no value`);
    return true;
  }
  if (value === undefined || value === "")
    throw usageError(`--${spec.name} needs a value: --${spec.name} ${spec.value}`);
  return value;
}

function checkTogether(specs: readonly OptionSpec[], values: ReadonlyMap<string, unknown>): void {
  for (const { name, needs, excludes } of specs) {
    if (!values.has(name)) continue;
    const missing = needs?.find((other) => !values.has(other));
    if (missing !== undefined) throw usageError(`--${name} has no effect without --${missing}`);
    const other = excludes?.find((candidate) => values.has(candidate));
    if (other !== undefined) throw usageError(`--${name} has no effect with --${other}`);
  }
}

function unknownOption({ name, program = etalon }: Signature, given: string, specs: readonly OptionSpec[]): Error {
  const near = suggestion(
    given.replace(/^-+/, ""),
    specs.map((spec) => spec.name),
  );
  const hint = near === undefined ? `\`${program} help ${name}\` lists its options` : `did you mean --${near}?`;
  return usageError(`\`${program} ${name}\` has no option ${given}`, hint);
}

function checkOperands({ name, program = etalon, operands, rest }: Signature, given: readonly string[]): void {
  const required = operands.filter((operand) => !operand.startsWith("["));
  const missing = required[given.length];
  if (missing !== undefined)
    throw usageError(`\`${program} ${name}\` needs ${missing}`, `${program} ${name} ${operands.join(" ")}`);
  const extra = given[operands.length];
  if (extra === undefined || operands.at(-1)?.includes("…") === true) return;
  const hint = rest === true ? "the program's own arguments go after `--`" : undefined;
  throw usageError(`\`${program} ${name}\` does not take ${JSON.stringify(extra)}`, hint);
}
