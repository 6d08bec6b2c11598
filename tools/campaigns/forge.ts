/**
 * Random forgeries: generated programs whose honest images get small changes that a forger might want (other operands
 * or operations, another order, code put in or left out), with claims repaired for as long as that helps. What is
 * certified must be equivalent on every input. `npm run campaign -- forge COUNT SEED`; with a last word
 * `blocks`, only programs that read or write blocks
 */

import type { Claims, Location } from "../../src/proof/certificate/claims.ts";
import { asDifferences, wholeClaims } from "../../src/proof/certificate/whole.ts";
import type { Verdict } from "../../src/proof/checker/verdict.ts";
import { Chance } from "../../src/testing/generate/random.ts";
import type { Draft, Mutable } from "../../test/proof/checker/forge.ts";
import { type BlockOfCases, CasesTally } from "./cases-tally.ts";
import { type CampaignSubject, endOf, generatedSubject, sameImage } from "./subject.ts";
import { forgeText, Text } from "./text.ts";

/** How many forgeries are made of one program. */
const forgeriesEach = 40;
const repairs = 12;

/** Anywhere where a word can be. */
export function anyLocation(chance: Chance, frame: number): Location {
  const kind = chance.below(8);
  if (kind === 0) return { kind: "constant", value: chance.pick([0, 1, -1, chance.below(256)]) };
  if (kind < 3 && frame > 0) return { kind: "slot", offset: 4 * chance.below(frame / 4) };
  return { kind: "register", register: 1 + chance.below(31) };
}

/** A change of the claims alone. */
function forgeClaims(claims: Draft, chance: Chance): void {
  const certified = chance.pick(claims.functions);
  const cut = certified.cuts.length > 0 ? chance.pick(certified.cuts) : undefined;
  switch (chance.below(7)) {
    case 0:
      certified.frame += chance.pick([-4, 4, 8]);
      break;
    case 1:
      if (cut !== undefined) certified.cuts = certified.cuts.filter((other) => other !== cut);
      break;
    case 2:
      if (cut !== undefined) cut.pc += chance.pick([-4, 4]);
      break;
    case 3:
      if (certified.saved.length > 0) chance.pick(certified.saved).location = anyLocation(chance, certified.frame);
      break;
    case 4:
      if (cut !== undefined && cut.values.length > 1) {
        const [a, b] = [chance.pick(cut.values), chance.pick(cut.values)];
        [a.location, b.location] = [b.location, a.location];
      }
      break;
    case 5:
      if (cut !== undefined)
        cut.values.push({
          value: { kind: "local", slot: chance.below(6) },
          location: anyLocation(chance, certified.frame),
        });
      break;
    default:
      if (cut !== undefined && cut.values.length > 0)
        chance.pick(cut.values).location = anyLocation(chance, certified.frame);
  }
}

/** A change of how the claims are written: of a base, of what is dropped, of what is added. */
function forgeDifferences(claims: Claims, chance: Chance): Claims {
  const draft = structuredClone(claims) as Mutable<Claims>;
  const { cuts } = chance.pick(draft.functions);
  if (cuts.length === 0) return draft;
  const index = chance.below(cuts.length);
  const cut = cuts[index]!;
  switch (chance.below(5)) {
    case 0:
      cut.base = index === 0 || chance.below(4) === 0 ? null : chance.below(index);
      break;
    case 1:
      if (cut.dropped.length > 0) cut.dropped.splice(chance.below(cut.dropped.length), 1);
      break;
    case 2:
      cut.dropped.push({ kind: "local", slot: chance.below(6) });
      break;
    case 3:
      if (cut.values.length > 0) cut.values.splice(chance.below(cut.values.length), 1);
      break;
    default: {
      const { values } = chance.pick(cuts);
      if (values.length > 0) cut.values.push(structuredClone(chance.pick(values)));
    }
  }
  return draft;
}

/** Repair what did not close, where that is a claim: drop it, or look for the value elsewhere. */
function repaired(claims: Draft, verdict: Verdict, names: readonly string[], chance: Chance): boolean {
  if (verdict.verdict !== "refused" || verdict.obligation === undefined) return false;
  const { what } = verdict.obligation;
  const certified = claims.functions[names.indexOf(verdict.obligation.function)];
  if (certified === undefined) return false;
  if (what.startsWith("the claimed value")) {
    const suspects = certified.cuts.filter(({ values }) => values.length > 0);
    if (suspects.length === 0) return false;
    const cut = chance.pick(suspects);
    const at = chance.below(cut.values.length);
    if (chance.below(2) === 0) cut.values.splice(at, 1);
    else cut.values[at]!.location = anyLocation(chance, certified.frame);
    return true;
  }
  if (what === "both sides arrive at the same cut point" && certified.cuts.length > 0) {
    const cut = chance.pick(certified.cuts);
    if (chance.below(2) === 0) cut.pc += chance.pick([-8, -4, 4, 8]);
    else certified.cuts = certified.cuts.filter((other) => other !== cut);
    return true;
  }
  return false;
}

/** Forgeries `from` up to `to` of a seed: how they ended, and those that are certified and wrong. Each `forgeriesEach` have one program. */
export function forgeries(seed: number, from: number, to: number, blocks: boolean): BlockOfCases {
  const tally = new CasesTally();
  let subject: CampaignSubject | undefined;
  for (let i = from; i < to; i++) {
    const chance = new Chance(seed * 1_000_003 + i);
    if (subject === undefined || i % forgeriesEach === 0)
      subject = generatedSubject(seed * 7919 + i, chance.pick([12, 25, 50]), 30, blocks);
    const names = subject.program.functions.map(({ name }) => name);
    const text = new Text(subject.image);
    const claims = structuredClone(wholeClaims(subject.claims)) as Draft;
    const twisted = chance.below(4) === 0;
    const said = (): Claims => (twisted ? forgeDifferences(asDifferences(claims), chance) : asDifferences(claims));
    if (chance.below(6) > 0) forgeText(text, chance);
    if (chance.below(3) === 0) forgeClaims(claims, chance);
    const image = text.image();
    if (sameImage(image, subject.image)) {
      tally.count("the image unchanged");
      continue;
    }
    const repair = (verdict: Verdict): boolean => repaired(claims, verdict, names, chance);
    const { end, input } = endOf(subject, image, { said, repair, repairs });
    tally.count(end);
    if (input !== undefined) tally.found({ program: subject.name, case: i, unsound: input });
  }
  return tally.finish();
}

/** Run the campaign; the last line is the counts. */
export function forge(count: number, seed: number, blocks: boolean): void {
  const totals: Record<string, number> = {};
  const atOnce = 25 * forgeriesEach;
  for (let from = 0; from < count; from += atOnce) {
    const { counts, found } = forgeries(seed, from, Math.min(count, from + atOnce), blocks);
    for (const [end, many] of Object.entries(counts)) totals[end] = (totals[end] ?? 0) + many;
    for (const one of found) console.log(JSON.stringify(one));
  }
  console.log(JSON.stringify({ seed, count, ...totals }));
}
