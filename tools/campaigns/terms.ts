/**
 * Forgeries against what an optimising compiler claims: terms that places hold, values that are computed, facts, cut points that share a
 * point. In every example, compiled at its best, code is changed as a forger would who has a false claim for it: a check is left out and
 * a fact put in its place, a load is left out and its place said to hold the term; and claims of all these kinds are edited at random,
 * moved, copied and swapped. What is certified must be equivalent on every input. `npm run campaign -- terms COUNT SEED [PROGRAM …]`
 */

import type { Level } from "../../src/compiler/level.ts";
import { elementOf } from "../../src/lang/syntax/types.ts";
import { registerNumbers } from "../../src/machine/isa/register.ts";
import type { Claims, Fact, Location, SourceTerm } from "../../src/proof/certificate/claims.ts";
import { asDifferences, wholeClaims } from "../../src/proof/certificate/whole.ts";
import type { Verdict } from "../../src/proof/checker/verdict.ts";
import { Chance } from "../../src/testing/generate/random.ts";
import type { Draft, Mutable } from "../../test/proof/checker/forge.ts";
import { anyLocation } from "./forge.ts";
import { type CampaignSubject, type End, endOf, everyExample, generatedSubject, subjectOf } from "./subject.ts";
import { forgeText, nop, Text } from "./text.ts";

type Certified = Draft["functions"][number];
type Cut = Certified["cuts"][number];

/** One forgery in progress. */
interface Forging {
  readonly subject: CampaignSubject;
  readonly text: Text;
  readonly claims: Draft;
  readonly chance: Chance;
}

/** A way to forge; false where the program has nothing for it. */
type Way = (forging: Forging) => boolean;

/** What is in a register at a cut point, as a term: a value that is claimed there, or what it holds. */
function termIn(cut: Cut, register: number): SourceTerm | undefined {
  if (register === 0) return { kind: "constant", value: 0 };
  const here = (location: Location): boolean => location.kind === "register" && location.register === register;
  const value = cut.values.find(({ location }) => here(location))?.value;
  return value ?? cut.held?.find(({ location }) => here(location))?.term;
}

/** The function with a pc, and its last cut point at the pc or before it. */
function around(claims: Draft, pc: number): { readonly certified: Certified; readonly cut: Cut } | undefined {
  const certified = claims.functions.filter(({ entry }) => entry <= pc).sort((a, b) => b.entry - a.entry)[0];
  const cut = certified?.cuts.filter((one) => one.pc <= pc).sort((a, b) => b.pc - a.pc)[0];
  return certified === undefined || cut === undefined ? undefined : { certified, cut };
}

/** Some cut points of a function: this one, those that speak of as much, or all. */
function some(certified: Certified, cut: Cut, chance: Chance): readonly Cut[] {
  switch (chance.below(3)) {
    case 0:
      return [cut];
    case 1:
      return certified.cuts.filter(({ values }) => values.length >= cut.values.length);
    default:
      return certified.cuts;
  }
}

function state(cuts: readonly Cut[], fact: Fact): void {
  for (const cut of cuts) cut.facts = [...(cut.facts ?? []), structuredClone(fact)];
}

/** Say that a register holds a term, at cut points where nothing is said of it. */
function hold(cuts: readonly Cut[], register: number, term: SourceTerm): void {
  for (const cut of cuts)
    if (termIn(cut, register) === undefined)
      cut.held = [...(cut.held ?? []), structuredClone({ location: { kind: "register", register }, term }) as never];
}

/** Branches that are as good as never taken. */
const untaken = {
  bltu: { operation: "sltu", holds: false },
  bgeu: { operation: "sltu", holds: true },
  blt: { operation: "slt", holds: false },
  bge: { operation: "slt", holds: true },
  beq: { operation: "equal", holds: false },
  bne: { operation: "equal", holds: true },
} as const;

/** Code is changed, and a claim says why that is right. */
const justified: Readonly<Record<string, Way>> = {
  "a branch left out, and a fact in its place": ({ text, claims, chance }) => {
    const at = anInstruction(text, chance, ({ mnemonic }) => mnemonic in untaken);
    const i = at === undefined ? undefined : text.at(at);
    if (at === undefined || i === undefined || !("rs2" in i)) return false;
    const place = around(claims, text.base + 4 * at);
    if (place === undefined) return false;
    const [left, right] = [termIn(place.cut, i.rs1), termIn(place.cut, i.rs2)];
    text.put(at, nop);
    if (left === undefined || right === undefined) return true;
    const { operation, holds } = untaken[i.mnemonic as keyof typeof untaken];
    state(some(place.certified, place.cut, chance), { condition: { kind: "apply", operation, left, right }, holds });
    return true;
  },
  "a load left out, and its register said to hold the term": ({ subject, text, claims, chance }) => {
    const at = anInstruction(text, chance, ({ mnemonic }) => mnemonic === "lw" || mnemonic === "lbu");
    const i = at === undefined ? undefined : text.at(at);
    if (at === undefined || i === undefined || !("imm" in i) || !("rd" in i) || !("rs1" in i)) return false;
    const place = around(claims, text.base + 4 * at);
    if (place === undefined) return false;
    const { certified, cut } = place;
    const base = termIn(cut, i.rs1);
    const global = subject.program.globals.length > 0 ? chance.below(subject.program.globals.length) : 0;
    const term: SourceTerm =
      base === undefined
        ? { kind: "global", index: global }
        : i.imm === 0
          ? { kind: "length", array: base }
          : { kind: "element", array: base, index: { kind: "constant", value: (i.imm - 4) >> 2 } };
    hold(some(certified, cut, chance), i.rd, term);
    text.put(at, nop);
    return true;
  },
  "an instruction left out, and its register said to hold a term": ({ subject, text, claims, chance }) => {
    const at = anInstruction(text, chance, (instruction) => "rd" in instruction && instruction.rd > 0);
    const i = at === undefined ? undefined : text.at(at);
    if (at === undefined || i === undefined || !("rd" in i)) return false;
    const place = around(claims, text.base + 4 * at);
    if (place === undefined) return false;
    hold(some(place.certified, place.cut, chance), i.rd, aTerm(subject, place, claims, chance, 2));
    text.put(at, nop);
    return true;
  },
  "any change of the text": ({ text, chance }) => {
    forgeText(text, chance);
    return true;
  },
};

function anInstruction(
  text: Text,
  chance: Chance,
  wanted: (i: NonNullable<ReturnType<Text["at"]>>) => boolean,
): number | undefined {
  for (let tries = 0; tries < 40; tries++) {
    const at = chance.below(text.words.length);
    const i = text.at(at);
    if (i !== undefined && wanted(i)) return at;
  }
  return undefined;
}

const operations = ["add", "sub", "mul", "sll", "srl", "and", "slt", "sltu", "equal"] as const;

/** A term over what there is at a cut point; its arrays are arrays, for the most part. */
function aTerm(
  subject: CampaignSubject,
  { certified }: { readonly certified: Certified },
  claims: Draft,
  chance: Chance,
  depth: number,
): SourceTerm {
  const { program } = subject;
  const { slots } = program.functions[claims.functions.indexOf(certified)]!;
  const leaf = (array: boolean): SourceTerm => {
    const fits = ({ type }: { readonly type: (typeof slots)[number]["type"] }): boolean =>
      (elementOf(type) !== undefined) === array;
    const locals = [...slots.keys()].filter((slot) => fits(slots[slot]!));
    const globals = [...program.globals.keys()].filter((index) => fits(program.globals[index]!));
    if (locals.length > 0 && chance.below(3) > 0) return { kind: "local", slot: chance.pick(locals) };
    if (globals.length > 0 && chance.below(2) === 0) return { kind: "global", index: chance.pick(globals) };
    if (array && locals.length > 0) return { kind: "local", slot: chance.pick(locals) };
    if (chance.below(3) === 0) {
      const location = anyLocation(chance, certified.frame);
      if (location.kind !== "constant") return location;
    }
    return chance.below(6) === 0
      ? { kind: "pending", index: chance.below(3) }
      : { kind: "constant", value: chance.pick([0, 1, -1, 4, chance.below(256), 0x7fff_ffff]) };
  };
  const inner = (): SourceTerm => aTerm(subject, { certified }, claims, chance, depth - 1);
  if (depth === 0) return leaf(chance.below(12) === 0);
  switch (chance.below(6)) {
    case 0:
      return { kind: "length", array: leaf(chance.below(12) > 0) };
    case 1:
      return { kind: "element", array: leaf(true), index: inner() };
    case 2:
      return leaf(false);
    default:
      return { kind: "apply", operation: chance.pick(operations), left: inner(), right: inner() };
  }
}

/** A function with cut points, and one of these. */
function aCut({ claims, chance }: Forging): { readonly certified: Certified; readonly cut: Cut } | undefined {
  const certified = chance.pick(claims.functions);
  return certified.cuts.length === 0 ? undefined : { certified, cut: chance.pick(certified.cuts) };
}

/** A way that takes a cut point. */
function atACut(way: (forging: Forging, certified: Certified, cut: Cut) => boolean): Way {
  return (forging) => {
    const place = aCut(forging);
    return place !== undefined && way(forging, place.certified, place.cut);
  };
}

/** The lists of a cut point that may be left out. */
function listOf<K extends "held" | "computed" | "facts">(cut: Cut, kind: K): NonNullable<Cut[K]> {
  cut[kind] ??= [] as never;
  return cut[kind]!;
}

const optional = ["held", "computed", "facts"] as const;

/** Claims are changed, one way at a time. */
const lies: Readonly<Record<string, Way>> = {
  "a fact made up": atACut(({ subject, claims, chance }, certified, cut) => {
    const condition = aTerm(subject, { certified }, claims, chance, 2);
    state(some(certified, cut, chance), { condition, holds: chance.below(2) === 0 });
    return true;
  }),
  "a fact turned around": atACut(({ chance }, _, cut) => {
    if (cut.facts === undefined || cut.facts.length === 0) return false;
    const fact = chance.pick(cut.facts);
    fact.holds = !fact.holds;
    return true;
  }),
  "a fact at the entry": ({ subject, claims, chance }) => {
    const certified = chance.pick(claims.functions);
    const condition = aTerm(subject, { certified }, claims, chance, 2) as Mutable<SourceTerm>;
    certified.facts = [...(certified.facts ?? []), { condition, holds: chance.below(2) === 0 }];
    return true;
  },
  "a term made up": atACut(({ subject, claims, chance }, certified, cut) => {
    hold(some(certified, cut, chance), 5 + chance.below(27), aTerm(subject, { certified }, claims, chance, 2));
    return true;
  }),
  "a term in another place": atACut(({ chance }, certified, cut) => {
    const location = anyLocation(chance, certified.frame);
    if (cut.held === undefined || cut.held.length === 0 || location.kind === "constant") return false;
    chance.pick(cut.held).location = location;
    return true;
  }),
  "a term changed": atACut(({ subject, claims, chance }, certified, cut) => {
    const terms = [
      ...(cut.held ?? []),
      ...(cut.computed ?? []),
      ...(cut.facts ?? []).map((fact) => ({
        get term() {
          return fact.condition;
        },
        set term(term) {
          fact.condition = term;
        },
      })),
    ];
    if (terms.length === 0) return false;
    const one = chance.pick(terms);
    one.term = changed(one.term, () => aTerm(subject, { certified }, claims, chance, 1), chance);
    return true;
  }),
  "a value said to be computed": atACut(({ subject, claims, chance }, certified, cut) => {
    if (cut.values.length === 0) return false;
    const [claim] = cut.values.splice(chance.below(cut.values.length), 1);
    listOf(cut, "computed").push({
      value: claim!.value,
      term: aTerm(subject, { certified }, claims, chance, 1),
    });
    return true;
  }),
  "values said to be computed from the places that they are in": atACut(({ chance }, certified, cut) => {
    const inPlaces = cut.values.filter(({ location: { kind } }) => kind !== "constant");
    if (inPlaces.length === 0) return false;
    const { value, location } = chance.pick(inPlaces);
    const [is, text] = [JSON.stringify(value), JSON.stringify(location)];
    for (const one of some(certified, cut, chance)) {
      const kept = one.values.filter((claim) => JSON.stringify(claim) !== JSON.stringify({ value, location }));
      if (kept.length === one.values.length) continue;
      one.values = kept.filter((claim) => JSON.stringify(claim.location) !== text);
      listOf(one, "computed").push({
        value: JSON.parse(is) as typeof value,
        term: JSON.parse(text) as Mutable<SourceTerm>,
      });
    }
    return true;
  }),
  "what is said dropped": atACut(({ chance }, _, cut) => {
    const list = cut[chance.pick(optional)];
    if (list === undefined || list.length === 0) return false;
    list.splice(chance.below(list.length), 1);
    return true;
  }),
  "what is said, said of another cut point": atACut(({ chance }, certified, cut) => {
    const other = chance.pick(certified.cuts);
    const kind = chance.pick(optional);
    const list: readonly unknown[] = other[kind] ?? [];
    if (list.length === 0) return false;
    (listOf(cut, kind) as unknown[]).push(structuredClone(chance.pick(list)));
    return true;
  }),
  "two cut points swapped": atACut(({ chance }, certified, cut) => {
    const other = chance.pick(certified.cuts);
    if (other === cut) return false;
    switch (chance.below(3)) {
      case 0:
        [cut.pc, other.pc] = [other.pc, cut.pc];
        break;
      case 1:
        [cut.phase, cut.node, other.phase, other.node] = [other.phase, other.node, cut.phase, cut.node];
        break;
      default: {
        const lists = ({ values, computed, held, facts }: Cut): Partial<Cut> =>
          ({ values, computed, held, facts }) as never;
        const [mine, theirs] = [lists(cut), lists(other)];
        Object.assign(cut, theirs);
        Object.assign(other, mine);
      }
    }
    return true;
  }),
  "a cut point once more, at another pc or point": atACut(({ chance }, certified, cut) => {
    const { pc, phase, node } = chance.pick(certified.cuts);
    const copy = structuredClone(cut);
    certified.cuts.push(chance.below(2) === 0 ? { ...copy, pc } : { ...copy, phase, node });
    return true;
  }),
  "sp or a saved register elsewhere": atACut(({ chance }, certified, cut) => {
    if (chance.below(2) === 0) cut.sp = chance.pick([0, certified.frame, certified.frame + 16, 4]);
    else
      cut.saved = [
        { register: chance.pick([registerNumbers.ra, 8, 9]), location: anyLocation(chance, certified.frame) },
      ];
    return true;
  }),
  "another base of globals": ({ claims, chance }) => {
    const { globals } = claims.layout;
    claims.layout.base = chance.pick([globals, globals + 4, globals - 4, claims.layout.scratch, 0]);
    return true;
  },
};

/** A term with one of its parts replaced, or a number or an operation in it. */
function changed(term: SourceTerm, other: () => SourceTerm, chance: Chance): SourceTerm {
  if (chance.below(4) === 0) return other();
  switch (term.kind) {
    case "constant":
      return { ...term, value: (term.value + chance.pick([1, -1, 4, -4])) | 0 };
    case "apply":
      switch (chance.below(4)) {
        case 0:
          return { ...term, operation: chance.pick(operations) };
        case 1:
          return { ...term, left: term.right, right: term.left };
        case 2:
          return { ...term, left: changed(term.left, other, chance) };
        default:
          return { ...term, right: changed(term.right, other, chance) };
      }
    case "element":
      return { ...term, index: changed(term.index, other, chance) };
    default:
      return other();
  }
}

/** Repair what did not close: a claim of the kind that is refused is dropped somewhere in that function, or made everywhere. */
function repaired({ claims, subject, chance }: Forging, verdict: Verdict): boolean {
  if (verdict.verdict !== "refused" || verdict.obligation === undefined) return false;
  const { name, function: inside, from } = verdict.obligation;
  const certified = claims.functions[subject.program.functions.findIndex((f) => f.name === inside)];
  if (certified === undefined) return false;
  const kind = name === "fact" ? "facts" : name === "held" || name === "computed" ? name : undefined;
  if (kind === undefined) return false;
  const here = certified.cuts.find(({ pc }) => pc === from.pc);
  const suspects = certified.cuts.filter((cut) => (cut[kind]?.length ?? 0) > 0);
  if (suspects.length === 0) return false;
  const list = chance.pick(suspects)[kind]! as unknown[];
  const at = chance.below(list.length);
  // What is not shown on arrival may follow from the same at the beginning: an invariant that supports itself.
  if (here !== undefined && chance.below(2) === 0) (listOf(here, kind) as unknown[]).push(structuredClone(list[at]));
  else list.splice(at, 1);
  return true;
}

const repairs = 8;

/** Forge in one of some ways for which the program has something, and name it. */
function one(ways: Readonly<Record<string, Way>>, forging: Forging): string {
  for (;;) {
    const name = forging.chance.pick(Object.keys(ways));
    if (ways[name]!(forging)) return name;
  }
}

/** How many of each way ended how. */
export type Tally = Record<string, Record<string, number>>;

/** One forgery of a subject: by which way it was made, and how it ended. */
function forgery(subject: CampaignSubject, chance: Chance): End & { readonly way: string } {
  const forging = {
    subject,
    text: new Text(subject.image),
    claims: structuredClone(wholeClaims(subject.claims)) as Draft,
    chance,
  };
  const code = chance.below(4) > 0;
  const way = one(code ? justified : lies, forging);
  for (let more = code ? chance.below(3) : chance.below(2); more > 0; more--) one(lies, forging);
  const image = forging.text.image();
  const said = (): Claims => asDifferences(forging.claims);
  return { way, ...endOf(subject, image, { said, repair: (verdict) => repaired(forging, verdict), repairs }) };
}

/** So many forgeries, over these programs in turn, and generated ones in between where `generated` is true. */
export function forgeTerms(
  count: number,
  seed: number,
  { names, level, inputs, generated }: { names: readonly string[]; level: Level; inputs: number; generated: boolean },
): Tally {
  const tally: Tally = {};
  const subjects = names.map((name) => subjectOf(name, inputs, level));
  let made: CampaignSubject | undefined;
  for (let i = 0; i < count; i++) {
    const chance = new Chance(seed * 1_000_003 + i);
    if (generated && i % 40 === 0) made = generatedSubject(seed * 7919 + i, 60, 30, false, level);
    const subject = made !== undefined && i % 2 === 0 ? made : subjects[i % subjects.length]!;
    const { way, end, input } = forgery(subject, chance);
    tally[way] ??= {};
    tally[way][end] = (tally[way][end] ?? 0) + 1;
    if (input !== undefined) console.log(JSON.stringify({ program: subject.name, seed, case: i, way, unsound: input }));
  }
  return tally;
}

/** Run the campaign at the best level; a line for each way, and the sum as the last. */
export function terms(count: number, seed: number, chosen: readonly string[]): void {
  const names = everyExample().filter((name) => chosen.length === 0 || chosen.includes(name));
  const tally = forgeTerms(count, seed, { names, level: 2, inputs: 200, generated: chosen.length === 0 });
  const sum: Record<string, number> = {};
  for (const [way, ends] of Object.entries(tally).sort()) {
    console.log(JSON.stringify({ way, ...ends }));
    for (const [end, number] of Object.entries(ends)) sum[end] = (sum[end] ?? 0) + number;
  }
  console.log(JSON.stringify({ seed, count, ...sum }));
}
