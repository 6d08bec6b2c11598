/**
 * Property tests while one looks on: a worker of their own, what it says, and its end. Counterexamples that are kept are
 * limited by the worker.
 */

import { signal } from "@preact/signals";
import { proxy, wrap } from "comlink";
import type { CampaignFinding, CampaignOrder, CampaignProgress } from "../worker/analysis.ts";
import type { Workbench } from "../worker/workbench.ts";
import { startWorker } from "./start-worker.ts";

/** The campaign that runs, or the last one. */
export const order = signal<CampaignOrder | undefined>(undefined);
export const progress = signal<CampaignProgress | undefined>(undefined);
export const findings = signal<readonly CampaignFinding[]>([]);
export const running = signal(false);
/** Why it ended by itself. */
export const ended = signal<string | undefined>(undefined);

let worker: Worker | undefined;

/** Begin one; another ends. */
export async function startCampaign(wanted: CampaignOrder): Promise<void> {
  stopCampaign();
  const own = startWorker();
  worker = own;
  order.value = wanted;
  progress.value = undefined;
  findings.value = [];
  ended.value = undefined;
  running.value = true;
  const told = proxy((now: CampaignProgress) => {
    if (worker === own) progress.value = now;
  });
  const found = proxy((finding: CampaignFinding) => {
    if (worker === own) findings.value = [...findings.value, finding];
  });
  try {
    const failed = new Promise<never>((_, reject) => {
      own.onerror = (event) => reject(new Error(event.message));
    });
    await Promise.race([wrap<Workbench>(own).campaign(wanted, told, found), failed]);
    if (worker === own) ended.value = "enough was found";
  } catch (error) {
    if (worker === own) ended.value = `the worker failed, which is a mistake of ours: ${String(error)}`;
  } finally {
    if (worker === own) stopCampaign();
  }
}

/** End it; what it said stays. */
export function stopCampaign(): void {
  worker?.terminate();
  worker = undefined;
  running.value = false;
}
