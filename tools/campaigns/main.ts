/**
 * Long campaigns, run by hand and recorded in docs/campaigns.md: `npm run campaign -- NAME [NUMBER …] [WORD …]`.
 */

import { aliased } from "./aliased.ts";
import { bitFlips } from "./bit-flips.ts";
import { bothEdits, bothForge, bothGenerated, bothMutants } from "./both.ts";
import { compilerMutants } from "./compiler-mutants.ts";
import { edits } from "./edits.ts";
import { endless } from "./endless.ts";
import { forge } from "./forge.ts";
import { generated } from "./generated.ts";
import { inferredGenerated, inferredInnocents } from "./inference.ts";
import { inferredEdits, inferredMutants, inferredSmallEdits } from "./inferred-wrong.ts";
import { outside } from "./outside.ts";
import { repaired } from "./repaired.ts";
import { terms } from "./terms.ts";

const [name, ...words] = process.argv.slice(2);
const [a, b, c] = words.filter((word) => /^\d+$/.test(word)).map(Number);
const chosen = words.filter((word) => !/^\d+$/.test(word));

switch (name) {
  case "aliased":
    aliased(a ?? 1_000, b ?? 1);
    break;
  case "bit-flips":
    bitFlips(chosen);
    break;
  case "both-edits":
    bothEdits(a ?? 1_000, b ?? 1, chosen);
    break;
  case "both-forge":
    bothForge(a ?? 1_000, b ?? 1);
    break;
  case "both-generated":
    bothGenerated(a ?? 1_000, b ?? 1, c ?? 25);
    break;
  case "both-mutants":
    bothMutants(chosen);
    break;
  case "compiler-mutants":
    await compilerMutants(a ?? 500, b ?? 1);
    break;
  case "edits":
    edits(a ?? 1_000, b ?? 1, chosen);
    break;
  case "endless":
    endless(a ?? 1_000, b ?? 1, chosen.includes("both"));
    break;
  case "forge":
    forge(a ?? 10_000, b ?? 1, chosen.includes("blocks"));
    break;
  case "generated":
    generated(a ?? 1_000, b ?? 1, c ?? 40);
    break;
  case "inferred-edits":
    inferredEdits(a ?? 1_000, b ?? 1, chosen);
    break;
  case "inferred-generated":
    inferredGenerated(a ?? 1_000, b ?? 1, c ?? 30, chosen);
    break;
  case "inferred-innocents":
    if (a !== 0 && a !== 1 && a !== 2) throw new Error("inferred-innocents takes a level: 0, 1 or 2");
    inferredInnocents(a, chosen);
    break;
  case "inferred-mutants":
    inferredMutants(chosen);
    break;
  case "inferred-small-edits":
    inferredSmallEdits(a ?? 1_000, b ?? 1, c ?? 25, chosen);
    break;
  case "outside":
    outside(a ?? 1_000, b ?? 1, chosen.includes("second"));
    break;
  case "repaired":
    repaired(a ?? 100, b ?? 1, chosen.includes("endless"));
    break;
  case "terms":
    terms(a ?? 1_000, b ?? 1, chosen);
    break;
  default:
    console.error(
      "usage: npm run campaign -- aliased COUNT SEED | bit-flips [PROGRAM …] | both-edits COUNT SEED [PROGRAM …] | both-forge COUNT SEED | both-generated COUNT SEED SIZE | both-mutants [PROGRAM …] | compiler-mutants COUNT SEED | edits COUNT SEED [PROGRAM …] | endless COUNT SEED [both] | forge COUNT SEED [blocks] | generated COUNT SEED SIZE | inferred-edits COUNT SEED [PROGRAM …] | inferred-generated COUNT SEED SIZE [STYLE …] | inferred-innocents LEVEL [PROGRAM …] | inferred-mutants [PROGRAM …] | inferred-small-edits COUNT SEED SIZE [STYLE …] | outside COUNT SEED [second] | repaired COUNT SEED [endless] | terms COUNT SEED [PROGRAM …]",
    );
    process.exitCode = 2;
}
