/**
 * Long campaigns, run by hand and recorded in docs/campaigns.md: `npm run campaign -- NAME [NUMBER …]`.
 */

import { bitFlips } from "./bit-flips.ts";
import { compilerMutants } from "./compiler-mutants.ts";
import { edits } from "./edits.ts";
import { forge } from "./forge.ts";
import { generated } from "./generated.ts";
import { outside } from "./outside.ts";

const [name, ...numbers] = process.argv.slice(2);
const [a, b, c] = numbers.map(Number);

switch (name) {
  case "bit-flips":
    bitFlips();
    break;
  case "compiler-mutants":
    await compilerMutants(a ?? 500, b ?? 1);
    break;
  case "edits":
    edits(a ?? 1_000, b ?? 1);
    break;
  case "forge":
    forge(a ?? 10_000, b ?? 1);
    break;
  case "generated":
    generated(a ?? 1_000, b ?? 1, c ?? 40);
    break;
  case "outside":
    outside(a ?? 1_000, b ?? 1);
    break;
  default:
    console.error(
      "usage: npm run campaign -- bit-flips | compiler-mutants COUNT SEED | edits COUNT SEED | forge COUNT SEED | generated COUNT SEED SIZE | outside COUNT SEED",
    );
    process.exitCode = 2;
}
