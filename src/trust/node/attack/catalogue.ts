/** All attacks, and how one is played. */

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { assumptions } from "../../../proof/argument/assumptions.ts";
import { builders } from "./builders.ts";
import { files } from "./files.ts";
import { history } from "./history.ts";
import { machines } from "./machines.ts";
import type { Attack, Played } from "./scenario.ts";

/** The attacks, from who builds to who wrote. */
export const attacks: readonly Attack[] = [...builders, ...history, ...files, ...machines].map((scenario) => ({
  ...scenario,
  breaks: assumptions().find(({ attacks: breakers }) => breakers.includes(scenario.id))?.id,
}));

/** Play an attack, in a folder that is removed afterwards. */
export async function play(scenario: Attack): Promise<Played> {
  const folder = mkdtempSync(join(tmpdir(), "etalon-attack-"));
  try {
    const steps = await scenario.play({ folder });
    return { scenario, steps, asWritten: steps.every(({ asWritten }) => asWritten) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
