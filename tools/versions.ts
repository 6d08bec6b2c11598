/**
 * The programs whose behaviours hold the numbers of the semantics (test/proof/versions.test.ts): 1,000 generated ones, a line
 * each. Run it when the language has got something that they do not have; then renew the record.
 *
 *     node --conditions=etalon-source tools/versions.ts
 */

import { writeFileSync } from "node:fs";
import { printModule } from "etalon/lang";
import { generateCase } from "etalon/testing";

const lines = Array.from({ length: 1000 }, (_, index) =>
  printModule(generateCase(1, index, { size: 25, swarm: false }).module)
    .replaceAll(/\n\s*/g, " ")
    .trim(),
);
writeFileSync(new URL("../test/proof/versions-programs.txt", import.meta.url), `${lines.join("\n")}\n`);
