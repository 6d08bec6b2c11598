/** The manifest for Kubernetes, as it gets to a terminal: valid by its schemas, and what it runs is a command line that the farm takes. */

import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readArguments } from "../../src/cli/arguments.ts";
import { printable } from "../../src/cli/view/printable.ts";
import { campaignOf } from "../../tools/farm/command/given.ts";
import { index } from "../../tools/farm/command/index-job.ts";
import { checkedJob, manifest, manifestOf } from "../../tools/farm/command/manifest.ts";
import { answerOf } from "./verb.ts";

const image = `registry.example/etalon@sha256:${"0".repeat(64)}`;
const words = ["generated", "--seed", "7", "--blocks", "400", "--cases", "30"];

async function printed(): Promise<Record<string, unknown>> {
  const { lines } = await answerOf(manifest, [...words, "--image", image, "--claim", "kept"]);
  return parse(lines.map(printable).join("\n")) as Record<string, unknown>;
}

describe("what is printed", () => {
  test("is a Job by the schemas of Kubernetes", async () => {
    const job = checkedJob(await printed());
    expect(job.apiVersion).toBe("batch/v1");
    expect(job.spec).toMatchObject({
      completionMode: "Indexed",
      completions: 400,
      parallelism: 20,
      backoffLimitPerIndex: 3,
    });
  });

  test("and the schemas notice mistakes", async () => {
    const made = (await printed()) as {
      spec: { completions: unknown; podFailurePolicy: { rules: { action: string }[] } };
    };
    made.spec.completions = "four hundred";
    made.spec.podFailurePolicy.rules[0]!.action = "Hope";
    expect(() => checkedJob(made)).toThrow(/completions must be integer[\s\S]*action must be equal to one of/);
  });

  test("runs the campaign: its words are those of `index`", () => {
    const campaign = campaignOf(readArguments(index, words));
    const { command, args } = manifestOf(campaign, { image, claim: "kept", parallelism: 5 }).spec!.template.spec!
      .containers[0]!;
    const [npm, run, silent, farm, dashes, verb, ...kind] = command!;
    expect([npm, run, silent, farm, dashes, verb]).toEqual(["npm", "run", "--silent", "farm", "--", "index"]);
    const given = readArguments(index, [...kind, ...args!]);
    expect(campaignOf(given)).toEqual(campaign);
    expect(given.text("results")).toBe("/results");
  });
});

test("an image by tag is refused: tomorrow it may be another", async () => {
  await expect(answerOf(manifest, [...words, "--image", "registry.example/etalon:latest"])).rejects.toMatchObject({
    exit: 2,
  });
});
