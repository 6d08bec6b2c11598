/** What a farm under attack works on: short blocks of every kind, and some that kill whoever runs them. */

import type { Campaign } from "../jobs/campaign.ts";
import { versionOf } from "../jobs/version.ts";

/** Blocks that end their process, and others that throw. */
const poisonous = 2;

/** The campaigns: `blocks` blocks in all, and the poison. */
export function campaignsOf(blocks: number, seed: number): readonly Campaign[] {
  const version = versionOf();
  const of = (kind: Campaign["kind"], count: number, cases: number, trial: Campaign["trial"] = ""): Campaign => ({
    kind,
    version,
    seed,
    blocks: count,
    cases,
    size: 15,
    trial,
  });
  const forged = Math.ceil(blocks / 100);
  const edited = Math.ceil(blocks / 100);
  const generated = Math.floor((blocks - forged - edited) * 0.4);
  const property = generated;
  return [
    of("forge", forged, 40),
    of("edits", edited, 20),
    of("generated", generated, 3),
    of("property", property, 3),
    of("trial", blocks - forged - edited - generated - property, 2, "none"),
    of("trial", poisonous, 1, "exit"),
  ];
}

/** Is this the poison? */
export function isPoison({ trial }: Campaign): boolean {
  return trial === "exit";
}
