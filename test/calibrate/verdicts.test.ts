/** Commands that are no machines: each kind of bad behaviour has a verdict of its own, and none makes the measurement hang. */

import { calibrate, faults, faultySubject, type MeasuredMachine, type Observation } from "etalon/calibrate";
import { describe, expect, it } from "vitest";

const quick = { quick: true, random: 0 };
const nothingWrong = { ...faults[0]!, begin: () => ({}) };
const sound = faultySubject(nothingWrong);

/** A subject that counts how often it is asked. */
function counting(answer: (count: number, image: Parameters<MeasuredMachine["observe"]>[0]) => Promise<Observation>) {
  let count = 0;
  const subject: MeasuredMachine = { observe: (image) => answer(++count, image) };
  return { subject, count: () => count };
}

const always = (observation: Observation): MeasuredMachine => ({ observe: () => Promise.resolve(observation) });
const ended = (status: number, output = ""): Observation => ({
  kind: "ended",
  status,
  output: new TextEncoder().encode(output),
});

describe("a command that is no machine", () => {
  const cases: readonly (readonly [what: string, subject: MeasuredMachine, verdict: string, kind: string])[] = [
    ["is missing", always({ kind: "unavailable", reason: "there is no such command" }), "unusable", "missing"],
    ["hangs", always({ kind: "timeout" }), "undecided", "hangs"],
    ["floods", always({ kind: "flooded" }), "unusable", "floods"],
    ["writes by itself", always(ended(0, "hello")), "unusable", "garbage"],
    ["says the same to all", always(ended(0)), "unusable", "indifferent"],
    ["crashes", always(ended(139)), "unusable", "indifferent"],
  ];
  for (const [what, subject, verdict, kind] of cases) {
    it(`${what}: ${verdict}, ${kind}`, async () => {
      const result = await calibrate(subject, quick);
      expect([result.verdict, result.unusable?.kind, result.programs]).toEqual([verdict, kind, 0]);
      expect(result.unusable!.message).not.toBe("");
    });
  }
});

describe("a machine", () => {
  it("with nothing wrong is clean, however many jobs", async () => {
    for (const jobs of [1, 7]) expect((await calibrate(sound, { ...quick, jobs })).verdict).toBe("clean");
  });

  it("that hangs on everything after the handshake is left alone soon", async () => {
    const { subject, count } = counting((n, image) =>
      n <= 3 ? sound.observe(image) : Promise.resolve({ kind: "timeout" }),
    );
    const result = await calibrate(subject, quick);
    expect(result.verdict).toBe("undecided");
    expect(count()).toBeLessThan(40);
    expect(result.troubles.filter(({ kind }) => kind === "skipped").length).toBeGreaterThan(50);
  });

  it("that goes away is undecided", async () => {
    const { subject } = counting((n, image) =>
      n <= 10 ? sound.observe(image) : Promise.resolve({ kind: "unavailable", reason: "gone" }),
    );
    const { verdict, troubles } = await calibrate(subject, quick);
    expect([verdict, troubles.find(({ kind }) => kind === "unavailable")?.detail]).toEqual(["undecided", "gone"]);
  });

  it("that does not do the same twice is undecided, with both results", async () => {
    const { subject } = counting(async (n, image) => (n === 9 ? ended(70, "oops") : sound.observe(image)));
    const { verdict, troubles, deviations } = await calibrate(subject, quick);
    expect([verdict, troubles.length, deviations]).toEqual(["undecided", 1, []]);
    expect(troubles[0]!.detail).toMatch(/exit status 70, output 6f 6f 70 73, then exit status 42/);
  });

  it("that writes without end on one program deviates", async () => {
    const { subject } = counting(async (_, image) => {
      const seen = await sound.observe(image);
      // Only the programs with a full fence.
      const { bytes } = image.segments[0]!;
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      const words = Array.from({ length: bytes.length >>> 2 }, (_, i) => view.getUint32(4 * i, true));
      return words.includes(0x0ff0000f) ? { kind: "flooded" } : seen;
    });
    const result = await calibrate(subject, quick);
    expect(result.verdict).toBe("deviates");
    expect(result.deviations[0]?.seen.kind).toBe("flooded");
  });
});
