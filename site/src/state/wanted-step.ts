/**
 * The step that is looked at in the pane of rules, and the one that a link or a hint wants to be looked at once its square is
 * here.
 */

import { signal } from "@preact/signals";
import type { StepAt } from "../worker/analysis.ts";

/** None until the pane of rules was open. */
export const lookedAt = signal<StepAt | undefined>(undefined);

export const wantedStep = signal<StepAt | undefined>(undefined);
