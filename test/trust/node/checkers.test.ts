/** Checkers beside who asks: the answers are our own checker's, each to its own question, whatever becomes of the others. */

import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { type CertifyOptions, defaultBudgets, timesBudgets } from "etalon/proof";
import { type Asked, ask, type Question } from "etalon/trust";
import { afterEach, describe, expect, it } from "vitest";
import { type StartChecker, startThread } from "../../../src/trust/node/checker.ts";
import { CheckerPool } from "../../../src/trust/node/checker-pool.ts";
import { Checkers, type CheckersOptions, largestSmall } from "../../../src/trust/node/checkers.ts";
import { filesOf } from "../programs.ts";

const open: Checkers[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

/** Checkers that check nothing in this thread. */
function checkers(options: Partial<CheckersOptions> = {}): Checkers {
  const made = new Checkers({ jobs: 2, beside: true, byOne: 0, ...options });
  open.push(made);
  return made;
}

const good = filesOf("fn main(): int { write(read() + 1); return 0; }");
const trojan = filesOf("fn main(): int { write(read() + 2); return 0; }");
const starved = filesOf("fn main(): int { write(read() + 1); return 0; }", { heapBytes: 4096 });
const long = filesOf("fn main(): int { let n = 0; while n < 10 { n = n + 1; write('0' + n % 10); } return n; }");
const nothing = new Uint8Array();

const verdict = async (answer: Asked | Promise<Asked>): Promise<string> => (await answer).answer.verdict;

/** The same with so large a certificate that a process checks it. */
function large(question: Question): Question {
  const spaces = new Uint8Array(largestSmall).fill(32);
  return { ...question, certificate: Buffer.concat([question.certificate ?? nothing, spaces]) };
}

const text = (part: string, times: number): Uint8Array => new TextEncoder().encode(`[${part.repeat(times)}1]`);

/** More than a process with 64 MiB can read, which suffice for small programs. */
const exhausting = [
  { file: "source", question: { ...good, source: text("1,", 8_000_000) } },
  { file: "certificate", question: { ...good, certificate: text("[1],", 8_000_000) } },
] as const;

/** The checker throws where it is asked so: it trusts that its caller has budgets. */
const unheard: CertifyOptions = { budgets: null as never };

describe("checkers", () => {
  it.each([
    ["in one thread", { jobs: 1 }],
    ["in several threads", { jobs: 3 }],
    ["here", { jobs: 1, beside: false }],
    ["here and then in threads", { beside: false, byOne: 3 * good.certificate.length }],
  ])("give each question the answer that our own checker gives, %s", async (_, options) => {
    const { ask: asked } = checkers(options);
    const kinds: readonly Question[] = [
      good,
      { ...good, image: trojan.image },
      { ...good, source: { entry: "a.ell", files: new Map([["a.ell", good.source]]) } },
      { ...trojan, certificate: undefined },
      starved,
      { ...good, certificate: new TextEncoder().encode("{}") },
      { ...good, source: nothing },
      { ...good, image: nothing },
      large(trojan),
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

  it("answer for a thread that ends, and for no other", async () => {
    // A real thread, which is ended where it should begin with one question, and has another one by then.
    const start: StartChecker = (memory, asker) => {
      const thread = startThread(memory, asker);
      return { ...thread, send: (order) => (order.question === trojan ? thread.end() : thread.send(order)) };
    };
    const pool = new CheckerPool({ start, memory: 256, open: 2 });
    const all: readonly Question[] = [trojan, good, starved, { ...good, image: trojan.image }, good];
    const answers = await Promise.all(all.map((question) => pool.ask({ question, options: {} }, 1)));
    pool.close();
    expect(answers.map(({ answer }) => answer.verdict)).toStrictEqual([
      ...["undecided", "certified", "starved", "refused", "certified"],
    ]);
    expect(answers[0]?.answer).toMatchObject({ reason: expect.stringMatching(/ended .* more than 256 MiB/) as string });
  });

  it.each(exhausting)("answer for a process that a $file ends, and for no other", async ({ question }) => {
    const memory = 64;
    const { ask: asked } = checkers({ jobs: 1, memory });
    const all = [good, question, good, { ...good, image: trojan.image }, good];
    const answers = await Promise.all(all.map((one) => asked(one, {})));
    expect(answers.map(({ answer }) => answer.verdict)).toStrictEqual([
      ...["certified", "undecided", "certified", "refused", "certified"],
    ]);
    expect(answers[1]?.answer).toMatchObject({
      reason: expect.stringContaining(`more than ${memory} MiB of memory`) as string,
    });
    expect(await verdict(asked(good, {}))).toBe("certified");
  });

  it("say of a question at which the checker throws what it threw, wherever it is asked, and go on", async () => {
    expect(() => ask(good, unheard)).toThrow(TypeError);
    for (const beside of [true, false]) {
      const { ask: asked } = checkers({ jobs: 1, beside });
      const answers = await Promise.all([
        asked(good, {}),
        ...[good, large(good)].map((question) => asked(question, unheard)),
        ...[good, large(good)].map((question) => asked(question, {})),
      ]);
      expect(answers.map(({ answer }) => answer.verdict)).toStrictEqual([
        ...["certified", "defect", "defect", "certified", "certified"],
      ]);
      expect(answers[1]?.answer).toMatchObject({ reason: expect.stringMatching(/^TypeError: .*\n +at /) as string });
    }
  });

  it("check the first ones here, unless a thread does", async () => {
    // No thread answers with so little memory.
    const { ask: asked } = checkers({ memory: 4, beside: false, byOne: good.certificate.length });
    expect(await verdict(asked(good, {}))).toBe("certified");
    expect(await verdict(asked(good, {}))).toBe("undecided");
    const { ask: one } = checkers({ jobs: 1, memory: 4, beside: false });
    expect(await verdict(one(good, {}))).toBe("certified");
    expect(await verdict(one(good, {}))).toBe("certified");
  });

  it("check none here that is large", async () => {
    const { ask: asked } = checkers({ jobs: 1, memory: 1, beside: false });
    const certificate = large(good).certificate!;
    const most = largestSmall - good.source.length - good.image.length;
    expect(await verdict(asked({ ...good, certificate: certificate.subarray(0, most) }, {}))).toBe("certified");
    expect(await verdict(asked({ ...good, certificate: certificate.subarray(0, most + 1) }, {}))).toBe("undecided");
  });

  it.each(["thread", "process"])("tell those who wait for a %s when they are closed", async (kind) => {
    const one = checkers({ jobs: 1 });
    const waiting = [good, long, long].map((question) => one.ask(kind === "thread" ? question : large(question), {}));
    one.close();
    const [first, ...others] = await Promise.allSettled(waiting);
    expect(first).toMatchObject({ value: { answer: { verdict: "undecided" } } });
    expect(others.map(({ status }) => status)).toStrictEqual(["rejected", "rejected"]);
  });

  it.runIf(process.platform === "linux").each(["SIGINT", "SIGKILL"] as const)(
    "end with their asker at %s",
    async (signal) => {
      const door = new URL("../../../src/trust/node/checkers.ts", import.meta.url).href;
      const program = `import { readFileSync } from "node:fs";
        import { Checkers, largestSmall } from ${JSON.stringify(door)};
        const { ask } = new Checkers({ jobs: 1, beside: true });
        const small = new TextEncoder().encode("{}");
        const certificate = new Uint8Array(largestSmall + 1);
        for (const one of [small, certificate]) await ask({ source: small, image: small, certificate: one }, {});
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
