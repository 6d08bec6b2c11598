/**
 * `manifest`: a Kubernetes Indexed Job that runs a campaign. Its type names the fields that Kubernetes knows, and it is checked against the
 * schemas of Kubernetes before it is printed.
 */

import { Job } from "kubernetes-models/batch/v1";
import { stringify } from "yaml";
import { usageError } from "../../../src/cli/command-error.ts";
import { exitCodes } from "../../../src/cli/exit-codes.ts";
import type { Campaign } from "../jobs/campaign.ts";
import { campaignOf, campaignOptions, numberOf } from "./given.ts";
import type { Verb } from "./verb.ts";

/** What a cluster must be told beside the campaign. */
export interface ClusterOptions {
  /** An image of this checkout, with its packages installed. */
  readonly image: string;
  /** A claim of a volume that many pods can write. */
  readonly claim: string;
  /** Blocks that run at once. */
  readonly parallelism: number;
}

/** A document as a Job; throws where the schemas of Kubernetes say that it is none. */
export function checkedJob(document: unknown): Job {
  const job = new Job(document as ConstructorParameters<typeof Job>[0]);
  job.validate();
  return job;
}

/** The campaign as a job: one index for each block. */
export function manifestOf(campaign: Campaign, { image, claim, parallelism }: ClusterOptions): Job {
  const { kind, seed, blocks, cases, size, trial, version } = campaign;
  const words = { seed, blocks, cases, size, ...(trial === "" ? {} : { trial }), results: "/results" };
  return new Job({
    metadata: {
      name: `etalon-${kind}-${seed}`,
      annotations: { "etalon.example/version": version },
    },
    spec: {
      completions: blocks,
      parallelism: Math.min(parallelism, blocks),
      completionMode: "Indexed",
      backoffLimitPerIndex: 3,
      // One bad block must not end the others.
      maxFailedIndexes: blocks,
      podFailurePolicy: {
        rules: [
          // A node that was drained is not the block's fault.
          { action: "Ignore", onPodConditions: [{ type: "DisruptionTarget", status: "True" }] },
          {
            action: "FailIndex",
            onExitCodes: {
              containerName: "block",
              operator: "In",
              values: [exitCodes.differs, exitCodes.usage, exitCodes.internal],
            },
          },
        ],
      },
      template: {
        spec: {
          restartPolicy: "Never",
          automountServiceAccountToken: false,
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 1000,
            fsGroup: 1000,
            seccompProfile: { type: "RuntimeDefault" },
          },
          containers: [
            {
              name: "block",
              image,
              command: ["npm", "run", "--silent", "farm", "--", "index", kind],
              args: Object.entries(words).flatMap(([name, value]) => [`--${name}`, String(value)]),
              resources: { requests: { cpu: "1", memory: "512Mi" }, limits: { memory: "1536Mi" } },
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ["ALL"] } },
              volumeMounts: [{ name: "results", mountPath: "/results" }],
            },
          ],
          volumes: [{ name: "results", persistentVolumeClaim: { claimName: claim } }],
        },
      },
    },
  });
}

/** The verb. */
export const manifest: Verb = {
  name: "manifest",
  operands: ["KIND"],
  summary: "print a Kubernetes Indexed Job that runs a campaign: one index for each block",
  options: [
    ...campaignOptions,
    {
      name: "image",
      value: "IMAGE@DIGEST",
      help: "an image of this checkout after `npm ci`, whose working folder is the checkout",
    },
    { name: "claim", value: "NAME", help: "a persistent volume claim that many pods may write (results)" },
    { name: "parallelism", value: "N", help: "how many blocks run at once (20)" },
  ],
  run({ given, say }) {
    const campaign = campaignOf(given);
    const image = given.text("image");
    if (image === undefined || !/@sha256:[0-9a-f]{64}$/.test(image))
      throw usageError(
        "--image takes an image by digest, such as registry.example/etalon@sha256:…",
        "a tag may be another image tomorrow",
      );
    const job = manifestOf(campaign, {
      image,
      claim: given.text("claim") ?? "results",
      parallelism: numberOf(given, "parallelism", 20, 1, 100_000),
    });
    const document = checkedJob(job.toJSON()).toJSON() as Readonly<Record<string, unknown>>;
    for (const line of stringify(document).trimEnd().split("\n")) say(line);
    return Promise.resolve({ exit: exitCodes.ok, document: { manifest: document } });
  },
};
