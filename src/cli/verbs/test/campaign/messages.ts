/**
 * What the command and its worker threads say to each other. All of it is plain data.
 */

import type { BlockResult, CampaignSettings, Finding } from "../../../../testing/index.ts";

/** What a worker is made with. */
export interface WorkerSetup {
  readonly settings: CampaignSettings;
  /** One word, which becomes 1 when all work must stop. */
  readonly stop: Int32Array<SharedArrayBuffer>;
}

/** A block for a worker to run. */
export interface Order {
  readonly block: number;
  readonly cases: number;
}

/** What a worker answers. */
export type Answer =
  | { readonly kind: "found"; readonly finding: Finding }
  /** How many more cases of the block are done. */
  | { readonly kind: "cases"; readonly count: number }
  /** The block is done; or, after a stop, as much of it as its result says. */
  | { readonly kind: "block"; readonly result: BlockResult };
