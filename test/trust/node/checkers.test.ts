/** Checkers in processes: the answers are our own checker's, each to its own question, whatever becomes of the others. */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { defaultBudgets, timesBudgets } from "etalon/proof";
import { type Asked, ask, type Question } from "etalon/trust";
import { afterEach, describe, expect, it } from "vitest";
import { Checkers, type CheckersOptions, largestHere } from "../../../src/trust/node/checkers.ts";
import { filesOf } from "../programs.ts";

const open: Checkers[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** Checkers that check nothing in this process. */
function checkers(options: Partial<CheckersOptions> = {}): Checkers {
  const made = new Checkers({ jobs: 2, here: 0, ...options });
  open.push(made);
  return made;
}

const good = filesOf("fn main(): int { write(read() + 1); return 0; }");
const trojan = filesOf("fn main(): int { write(read() + 2); return 0; }");
const starved = filesOf("fn main(): int { write(read() + 1); return 0; }", { heapBytes: 4096 });
const long = filesOf("fn main(): int { let n = 0; while n < 10 { n = n + 1; write('0' + n % 10); } return n; }");
const nothing = new Uint8Array();

const verdict = async (answer: Asked | Promise<Asked>): Promise<string> => (await answer).answer.verdict;

/** More than a process with 64 MiB can read. */
const huge = new TextEncoder().encode(`[${"[1],".repeat(8_000_000)}1]`);

describe("checkers", () => {
  it("give each question the answer that our own checker gives here", async () => {
    const { ask: asked } = checkers();
    const kinds: readonly Question[] = [
      good,
      { ...good, image: trojan.image },
      { ...good, source: { entry: "a.ell", files: new Map([["a.ell", good.source]]) } },
      { ...trojan, certificate: undefined },
      starved,
      { ...good, certificate: new TextEncoder().encode("{}") },
      { ...good, source: nothing },
      { ...good, image: nothing },
      long,
    ];
    const questions = [...kinds, ...kinds.toReversed(), ...kinds];
    const answers = await Promise.all(questions.map((question) => asked(question, {})));
    expect(answers).toStrictEqual(questions.map((question) => ask(question, {})));
    // One that is over its budget costs the others nothing.
    const little = { budgets: { ...timesBudgets(defaultBudgets, 0), paths: 1, terms: 1 } };
    const some = await Promise.all([asked(long, {}), asked(long, little), asked(good, {})]);
    expect(some.map(({ answer }) => answer.verdict)).toStrictEqual(["certified", "undecided", "certified"]);
    expect(new Set(answers.map(({ answer }) => answer.verdict))).toStrictEqual(
      new Set(["certified", "refused", "none", "starved", "invalid"]),
    );
  });

  it("answer for a process that ends, and for no other", async () => {
    const { ask: asked } = checkers({ memory: 64 });
    const all = [good, { ...good, certificate: huge }, good, { ...good, image: trojan.image }, good];
    const answers = await Promise.all(all.map((question) => asked(question, {})));
    expect(answers.map(({ answer }) => answer.verdict)).toStrictEqual([
      ...["certified", "undecided", "certified", "refused", "certified"],
    ]);
    expect(answers[1]?.answer).toMatchObject({
      reason: expect.stringContaining("more than 64 MiB of memory") as string,
    });
    expect(await verdict(asked(good, {}))).toBe("certified");
  });

  it("check the first ones in this process", async () => {
    // No process answers with so little memory.
    const { ask: asked } = checkers({ memory: 1, here: good.certificate.length });
    expect(await verdict(asked(good, {}))).toBe("certified");
    expect(await verdict(asked(good, {}))).toBe("undecided");
  });

  it("check none in this process that is large, however many may be", async () => {
    const { ask: asked } = checkers({ memory: 1, here: 2 ** 40 });
    const spaces = new Uint8Array(largestHere + 1 - good.certificate.length).fill(32);
    const large = Buffer.concat([good.certificate, spaces]);
    expect(await verdict(asked({ ...good, certificate: large }, {}))).toBe("undecided");
    expect(await verdict(asked({ ...good, certificate: large.subarray(1) }, {}))).toBe("invalid");
    expect(await verdict(asked({ ...good, certificate: large.subarray(0, largestHere) }, {}))).toBe("certified");
  });

  it("tell those who wait when they are closed", async () => {
    const one = checkers({ jobs: 1 });
    const waiting = [good, long].map((question) => one.ask(question, {}));
    one.close();
    expect((await Promise.allSettled(waiting)).map(({ status }) => status)).toStrictEqual(["fulfilled", "rejected"]);
    expect(await verdict(waiting[0]!)).toBe("undecided");
  });

  it.runIf(process.platform === "linux").each(["SIGINT", "SIGKILL"] as const)(
    "end with their asker at %s",
    async (signal) => {
      const door = new URL("../../../src/trust/node/checkers.ts", import.meta.url).href;
      const program = `import { readFileSync } from "node:fs";
        import { Checkers } from ${JSON.stringify(door)};
        const { ask } = new Checkers({ jobs: 1, here: 0 });
        const certificate = new TextEncoder().encode("{}");
        await ask({ source: certificate, image: certificate, certificate }, {});
        console.log(readFileSync("/proc/self/task/" + process.pid + "/children", "utf8"));`;
      const parent = spawn(process.execPath, ["--input-type=module", "-e", program], {
        stdio: ["ignore", "pipe", "ignore"],
      });
      const ended = new Promise((done) => parent.once("exit", (_, by) => done(by)));
      const child = await new Promise<number>((done) => parent.stdout.once("data", (text) => done(Number(text))));
      expect(child).toBeGreaterThan(0);
      parent.kill(signal);
      expect(await ended).toBe(signal);
      // Until it is gone; the test hangs where it stays.
      while (isAlive(child)) await new Promise((done) => setTimeout(done, 20));
    },
  );
});

/** Is there such a process? One that has ended may still have a number, where nobody asks what became of it. */
function isAlive(pid: number): boolean {
  try {
    return !/\) Z/.test(readFileSync(`/proc/${pid}/stat`, "utf8"));
  } catch {
    return false;
  }
}
