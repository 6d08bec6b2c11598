/**
 * Forged images with certificates that are repaired, step by step, where the refusal points. One instruction of each image is wrong, and an input shows it; so none may be
 * certified, by the first checker, by the second, or by either in turns. What a refusal gives away is used: a change of the certificate stays where the checker gets as far as
 * before, or further. `npm run campaign -- repaired COUNT SEED`; with a last word `endless`, of programs that never end (endless-programs.ts)
 */

import type { Level } from "../../src/compiler/level.ts";
import { parseProgram } from "../../src/lang/check/check.ts";
import { writeElf } from "../../src/machine/elf/write.ts";
import type { Image } from "../../src/machine/isa/image.ts";
import { asDifferences, wholeClaims } from "../../src/proof/certificate/whole.ts";
import { checkClaims } from "../../src/proof/checker/check.ts";
import type { ObligationName } from "../../src/proof/checker/relate/obligations.ts";
import { examined, imageIn, searchOf } from "../../src/second/examine.ts";
import type { Problem } from "../../src/second/problems.ts";
import { Chance } from "../../src/testing/generate/random.ts";
import type { Draft } from "../../test/proof/checker/forge.ts";
import { type BlockOfCases, CasesTally } from "./cases-tally.ts";
import { type About, type Focus, repairAt } from "./claim-repairs.ts";
import { endlessProgram } from "./endless-programs.ts";
import { type CampaignSubject, differsWithin, generatedSubject, subjectOfProgram } from "./subject.ts";
import { forgeInstruction, Text } from "./text.ts";

/** How many forged images are made of one program. */
const imagesEach = 10;

/** One of so many inputs has to show within so many steps that an image is wrong. */
const inputs = 30;
const steps = 20_000;

/** How large the programs are, how often the certificate of an image is repaired for each checker, and for how much of its usual budget the second searches. */
interface Extent {
  readonly sizes: readonly number[];
  readonly repairs: number;
  readonly times: number;
  /** Programs that never end, of so many statements in `main` at most, in the place of generated ones. */
  readonly endless?: number;
}

const whole: Extent = { sizes: [12, 25, 40], repairs: 24, times: 1 };

/** What a checker answers: how far it got, and where it points. */
interface Answer {
  readonly verdict: "certified" | "refused" | "undecided";
  /** Less is further. */
  readonly left: number;
  readonly focus: Focus;
}

type Ask = (subject: CampaignSubject, image: Image, claims: Draft, times: number) => Answer;

/** What the refusal of an obligation is about. */
function aboutOf(name: ObligationName): About {
  switch (name) {
    case "sameCut":
    case "sameEnd":
    case "returnIsCut":
    case "sameCallee":
    case "events":
    case "returns":
      return "cut points";
    case "fact":
    case "followed":
      return "facts";
    case "sp":
    case "saved":
    case "frameInStack":
    case "spAtEntry":
    case "restored":
    case "ra":
    case "stackArguments":
      return "frame";
    case "global":
    case "gp":
    case "heapPointer":
      return "anything";
    default:
      return "claims";
  }
}

const first: Ask = ({ program }, image, claims) => {
  const answer = checkClaims(program, image, asDifferences(claims));
  const { verdict, statistics } = answer;
  const { obligation } = answer.verdict === "refused" ? answer : { obligation: undefined };
  const found = program.functions.findIndex(({ name }) => name === obligation?.function);
  const pcs = [obligation?.from.pc, obligation?.pc].filter((pc) => pc !== undefined);
  const about = obligation === undefined ? "anything" : aboutOf(obligation.name);
  return {
    verdict,
    left: -statistics.obligations,
    focus: { about, inside: found === -1 ? undefined : found, pcs },
  };
};

/** What a problem of the second checker is about. */
function aboutProblem({ kind }: Problem): About {
  switch (kind) {
    case "NoCutHere":
    case "ExchangeDiffers":
    case "ExchangesLeft":
    case "EndsDiffer":
    case "CutIsMalformed":
      return "cut points";
    case "ClaimNotShown":
    case "GlobalNotClaimed":
    case "StoresDiffer":
    case "ArrayNotShown":
      return "claims";
    case "FactNotShown":
    case "IndexNotInBounds":
    case "LengthNotKnown":
    case "BlockNotKnown":
    case "AddressNotKnown":
      return "facts";
    case "PcNotKnown":
      return "frame";
    case "CellNotKnown":
    case "CellNotWritable":
    case "HeapTooLarge":
      return "layout";
    default:
      return "anything";
  }
}

const second: Ask = ({ program }, image, claims, times) => {
  const read = imageIn(writeElf(image));
  if (read === undefined)
    return { verdict: "refused", left: 1000, focus: { about: "layout", inside: undefined, pcs: [] } };
  const { problems } = examined(program, read, searchOf(program, asDifferences(claims), times));
  const focus: Focus = {
    about: problems.length === 0 ? "anything" : aboutProblem(problems[0]!),
    inside: undefined,
    pcs: problems.flatMap(({ text }) => (text.match(/0x[0-9a-f]{8}/g) ?? []).map(Number)),
  };
  return { verdict: problems.length === 0 ? "certified" : "refused", left: problems.length, focus };
};

/** Repairs a certificate for some checkers, each asked in its turn; how often it was changed before one of them certified, if one did. */
function repairedFor(
  asked: readonly Ask[],
  { subject, image, claims: given }: { subject: CampaignSubject; image: Image; claims: Draft },
  { repairs, times }: Extent,
  chance: Chance,
): number | undefined {
  const rounds = asked.map(() => ({ left: Number.POSITIVE_INFINITY }));
  let claims = structuredClone(given);
  let before = claims;
  for (let step = 0; step <= repairs; step++) {
    const turn = step % asked.length;
    const { verdict, left, focus } = asked[turn]!(subject, image, claims, times);
    if (verdict === "certified") return step;
    // What got the checker less far is taken back, mostly.
    if (left > rounds[turn]!.left && chance.below(4) > 0) claims = before;
    else rounds[turn]!.left = left;
    before = claims;
    claims = structuredClone(claims);
    for (let changes = 1 + chance.below(2); changes > 0; changes--) repairAt(claims, focus, chance);
  }
  return undefined;
}

function draftOf({ claims }: CampaignSubject): Draft {
  return structuredClone(wholeClaims(claims)) as Draft;
}

/**
 * Whether repairing is of use at all: certificates of honest images, `from` up to `to` of a seed, changed until the first checker refuses them, and repaired
 * in the same way.
 */
export function repairedHonest(seed: number, from: number, to: number): BlockOfCases {
  const tally = new CasesTally();
  for (let i = from; i < to; i++) {
    const chance = new Chance(seed * 1_000_003 + i);
    const subject = generatedSubject(seed * 7919 + i, 12, 0, false, chance.pick<Level>([0, 1, 2]));
    const claims = draftOf(subject);
    const { image } = subject;
    for (let tries = 0; tries < 20 && first(subject, image, claims, 1).verdict === "certified"; tries++)
      repairAt(claims, { about: "anything", inside: undefined, pcs: [] }, chance);
    if (first(subject, image, claims, 1).verdict === "certified") continue;
    const after = repairedFor([first], { subject, image, claims }, whole, chance);
    tally.count(after === undefined ? "still refused" : "repaired");
  }
  return tally.finish();
}

const attacks: readonly (readonly [string, readonly Ask[]])[] = [
  ["first", [first]],
  ["second", [second]],
  ["both in turns", [second, first]],
];

/** The program that a seed names, at one of the levels. */
function subjectFor(seed: number, { sizes, endless }: Extent, chance: Chance): CampaignSubject {
  const size = endless === undefined ? chance.pick(sizes) : 1 + chance.below(endless);
  const level = chance.pick<Level>([0, 1, 2]);
  if (endless === undefined) return generatedSubject(seed, size, inputs, false, level);
  const program = parseProgram(endlessProgram(seed, size));
  if (!program.ok) throw new Error(`endless ${seed} is no program`);
  return subjectOfProgram(`endless ${seed}`, program.value, inputs, level);
}

/** Forged images `from` up to `to` of a seed: how their certificates ended, and those that are certified. Each `imagesEach` have one program. */
export function repairedForgeries(seed: number, from: number, to: number, extent: Extent = whole): BlockOfCases {
  const tally = new CasesTally();
  let subject: CampaignSubject | undefined;
  for (let i = from; i < to; i++) {
    const chance = new Chance(seed * 1_000_003 + i);
    if (subject === undefined || i % imagesEach === 0) subject = subjectFor(seed * 7919 + i, extent, chance);
    const text = new Text(subject.image);
    forgeInstruction(text, chance);
    const image = text.image();
    if (!differsWithin(subject, image, steps)) {
      tally.count("no input shows a difference");
      continue;
    }
    tally.count("wrong images");
    for (const [name, asked] of attacks) {
      const after = repairedFor(asked, { subject, image, claims: draftOf(subject) }, extent, chance);
      tally.count(after === undefined ? `${name}: not certified` : `${name}: CERTIFIED AND DIFFERENT`);
      if (after !== undefined) tally.found({ program: subject.name, seed, case: i, checker: name, repairs: after });
    }
  }
  return tally.finish();
}

/** Run the campaign; the last line is the counts. */
export function repaired(count: number, seed: number, isEndless: boolean): void {
  const extent = isEndless ? { ...whole, endless: 8 } : whole;
  const { counts, found } = repairedForgeries(seed, 0, count, extent);
  for (const one of found) console.log(JSON.stringify(one));
  console.log(JSON.stringify({ seed, count, ...counts }));
}
