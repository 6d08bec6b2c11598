/**
 * Statistics of generated programs, counted over a stream of seeds.
 */

import { environmentOf } from "../../../src/core/environment.ts";
import { checkModule } from "../../../src/lang/check/check.ts";
import { evaluate } from "../../../src/lang/semantics/evaluate.ts";
import { generateInput } from "../../../src/testing/generate/arbitrary.ts";
import { labelsOf } from "../../../src/testing/generate/labels.ts";
import type { GeneratorOptions } from "../../../src/testing/generate/options.ts";
import { generateModule } from "../../../src/testing/generate/program.ts";

/** Shares are of all programs, 0 to 1. */
export interface Rates {
  readonly refused: number;
  readonly tooDeep: number;
  readonly running: number;
  readonly trapped: number;
  readonly silent: number;
  readonly medianNodes: number;
  readonly features: Readonly<Record<string, number>>;
}

/** Count over the seeds from 0. */
export function ratesOf(programs: number, options: GeneratorOptions): Rates {
  const counts = { refused: 0, tooDeep: 0, running: 0, trapped: 0, silent: 0 };
  const nodes: number[] = [];
  const features: Record<string, number> = {};
  for (let seed = 0; seed < programs; seed++) {
    const module = generateModule(seed, options);
    const labels = labelsOf(module);
    nodes.push(labels.nodes);
    for (const feature of labels.features) features[feature] = (features[feature] ?? 0) + 1 / programs;
    const checked = checkModule(module);
    if (!checked.ok) {
      counts.refused++;
      continue;
    }
    const run = evaluate(checked.value, environmentOf(generateInput(seed)), { clock: 20_000 });
    if (!run.ok) counts.tooDeep++;
    else {
      const { outcome, events } = run.value;
      if (outcome.kind === "running") counts.running++;
      if (outcome.kind === "trapped") counts.trapped++;
      if (!events.some((event) => "write" in event)) counts.silent++;
    }
  }
  nodes.sort((a, b) => a - b);
  const share = (count: number): number => count / programs;
  return {
    refused: share(counts.refused),
    tooDeep: share(counts.tooDeep),
    running: share(counts.running),
    trapped: share(counts.trapped),
    silent: share(counts.silent),
    medianNodes: nodes[nodes.length >> 1]!,
    features,
  };
}
