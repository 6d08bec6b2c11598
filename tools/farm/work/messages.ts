/** What a farm's process and those that run its blocks say to each other. */

import type { Job } from "../jobs/campaign.ts";
import type { Result } from "../jobs/result.ts";

/** A block to run, with the name of its job. */
export interface Order {
  readonly id: string;
  readonly job: Job;
}

/** That the process has loaded all that it needs; a result; or what was thrown. */
export type Answer =
  | { readonly kind: "ready" }
  | { readonly kind: "result"; readonly result: Result }
  | { readonly kind: "threw"; readonly message: string };
