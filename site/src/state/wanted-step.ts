/**
 * The step that a link to a rule, or a hint, wants to be looked at once its square is here.
 */

import { signal } from "@preact/signals";
import type { StepAt } from "../worker/analysis.ts";

export const wantedStep = signal<StepAt | undefined>(undefined);
