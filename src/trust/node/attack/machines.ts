/** Attacks from below, where no argument about bytes reaches; by the checker; and by the author. */

import { calibrate } from "../../../calibrate/calibrate.ts";
import { faults, faultySubject } from "../../../calibrate/faults/catalogue.ts";
import { demonstrate } from "../../../proof/argument/demonstrate.ts";
import { hashOf } from "../../../proof/certificate/hash.ts";
import { type Checker, forgeries, ours, selfTest } from "../../attack/forgeries.ts";
import { openly } from "../../attack/handed.ts";
import { type Scenario, type Step, step } from "./scenario.ts";
import { good, writes } from "./world.ts";

/** A demonstration of what breaks without an assumption, as the steps of an attack. */
function demonstrated(id: "loading" | "system-calls"): readonly Step[] {
  const { runs, breaks, check } = demonstrate(id);
  const [, right, wrong] = runs;
  // Where it happens to be possible depends on the compiler, and is not the point.
  const named = (what: string): string => what.replace(/ \(.*\)$/, "");
  return [
    step(named(right!.what), check, /^conforms/),
    step(
      `${named(wrong!.what)}: it writes something else, and ends well`,
      breaks ? "nobody notices" : "it is noticed",
      "nobody notices",
    ),
  ];
}

/** How many forgeries a checker refuses, and what it says of good and bad. */
function examined(checker: Checker): string {
  const { accepts, refusesTrojan, forgeries: all, believed } = selfTest(checker);
  const refused = believed.length === 0 ? "all" : believed.length === all ? "none" : "some";
  const of = (yes: boolean): string => (yes ? "yes" : "no");
  return `good: ${of(accepts)}; of ${all} forgeries ${refused} refused; trojan: ${of(!refusesTrojan)}`;
}

/** These attacks. */
export const machines: readonly Scenario[] = [
  {
    id: "loader",
    who: "firmware, boot loader or kernel",
    can: "change one bit while the file is loaded",
    holds: "the model's run",
    stoppedBy: undefined,
    play: () => Promise.resolve(demonstrated("loading")),
  },
  {
    id: "lying-kernel",
    who: "the kernel",
    can: "lose bytes that were written, and report success",
    holds: "the model's run",
    stoppedBy: undefined,
    play: () => Promise.resolve(demonstrated("system-calls")),
  },
  {
    id: "faulty-cpu",
    who: "whoever made the processor, on purpose or not",
    can: "have `srai` do what `srli` does",
    holds: "the model's run",
    stoppedBy: "`calibrate`, for a fault that is there each time; of rare ones it misses some",
    async play() {
      const fault = faults.find(({ name }) => name === "srai-as-srli")!;
      const { runs, breaks, check } = demonstrate("hardware");
      const quick = { quick: true, random: 0 };
      const sound = await calibrate(faultySubject({ ...fault, begin: () => ({}) }), quick);
      const faulty = await calibrate(faultySubject(fault), quick);
      return [
        step(`on the model: it writes ${JSON.stringify(runs[1]!.output)}`, check, /^conforms/),
        step(
          `on the faulty processor: it writes ${JSON.stringify(runs[2]!.output)}, and ends well`,
          breaks ? "nobody notices" : "it is noticed",
          "nobody notices",
        ),
        step("a sound processor, calibrated", sound.verdict, "clean"),
        step("the faulty one, calibrated", faulty.verdict, "deviates"),
      ];
    },
  },
  {
    id: "checker-yes",
    who: "whoever replaced the checker",
    can: "say yes to everything",
    holds: "nothing",
    stoppedBy: "forgeries that a checker has to refuse: `etalon check --self-test`",
    play: () =>
      Promise.resolve([
        step("our checker", examined(ours), "good: yes; of 40 forgeries all refused; trojan: no"),
        step(
          "the one that says yes",
          examined(() => true),
          "good: yes; of 40 forgeries none refused; trojan: yes",
        ),
      ]),
  },
  {
    id: "checker-sly",
    who: "whoever replaced the checker, and knows the forgeries",
    can: "say no to these, and yes to the trojan",
    holds: "nothing",
    stoppedBy: undefined,
    play() {
      const known = new Set(forgeries(good).map(({ image }) => hashOf(image).sha256));
      const sly: Checker = (_, image) => !known.has(hashOf(image).sha256);
      return Promise.resolve([
        step("our checker", examined(ours), "good: yes; of 40 forgeries all refused; trojan: no"),
        step("the sly one", examined(sly), "good: yes; of 40 forgeries all refused; trojan: yes"),
      ]);
    },
  },
  {
    id: "bad-source",
    who: "an author, or whoever got a change in",
    can: "put the back door into the source",
    holds: "the image is faithfully bad",
    stoppedBy: undefined,
    play() {
      const door = openly();
      const said = (made: typeof good): string =>
        ours(made.source, made.image, made.certificate) ? "certified" : "refused";
      return Promise.resolve([
        step('the good source: on "kt" its image writes', `${writes(good.image, "kt")}, ${said(good)}`, "-, certified"),
        step('the bad source: on "kt" its image writes', `${writes(door.image, "kt")}, ${said(door)}`, "+, certified"),
      ]);
    },
  },
];
