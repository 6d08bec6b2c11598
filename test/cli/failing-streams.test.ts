/** A full disk, a directory in the place of a file, an I/O error: on every verb one line, and exit code 3. */

import { spawnSync } from "node:child_process";
import { closeSync, existsSync, mkdirSync, openSync, readdirSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { describe, expect, it } from "vitest";
import { verbs } from "../../src/cli/verbs.ts";
import { etalon, etalonProcess, etalonWith, folder, root } from "./command.ts";
import { programs } from "./programs.ts";

const file = folder();
const hello = file("hello.ell", programs.hello);
const echo = file("echo.ell", programs.echo);
const elf = file("echo.elf");
etalonProcess(["compile", echo, "-o", elf]);
etalonProcess(["compile", hello]);
const key = file("key.pem");
etalonProcess(["keys", key]);
const hasFull = existsSync("/dev/full");

/** Run the command here with open files in the places of its streams; `pipe` is a file that is read afterwards. */
async function withStreams(words: readonly string[], paths: readonly [string, string, string]) {
  const opened = (path: string, flags: string): number => openSync(path === "pipe" ? file("pipe", "") : path, flags);
  const said = file("said");
  const error = paths[2] === "pipe" ? said : paths[2];
  const streams = [opened(paths[0], "r"), opened(paths[1], "w"), opened(error, "w")] as const;
  try {
    const exit = await etalonWith(words, streams, dirname(hello));
    return { exit, error: error === said ? readFileSync(said, "utf8") : null };
  } finally {
    for (const descriptor of streams) closeSync(descriptor);
  }
}

/** The same as a process. */
function processWithStreams(words: readonly string[], paths: readonly [string, string, string]) {
  const descriptors = paths.map((path, i): number | "pipe" =>
    path === "pipe" ? path : openSync(path, i === 0 ? "r" : "w"),
  );
  try {
    const done = spawnSync(process.execPath, [`${root}/bin/etalon.js`, ...words], {
      cwd: dirname(hello),
      stdio: descriptors,
      encoding: "utf8",
    });
    // None, where it is no pipe.
    return { exit: done.status, error: done.stderr as string | null };
  } finally {
    for (const descriptor of descriptors) if (typeof descriptor === "number") closeSync(descriptor);
  }
}

/** The quickest thing that each verb prints something for. */
const quick: Readonly<Record<string, readonly string[]>> = {
  check: ["check", hello, "--runs", "1", "--no-qemu"],
  run: ["run", hello],
  parse: ["parse", hello],
  compile: ["compile", hello, "-o", file("made.elf")],
  assemble: ["assemble", file("stop.s", "_start: ecall"), "-o", file("stop.elf")],
  exec: ["exec", elf],
  trace: ["trace", hello, "--limit", "3"],
  test: ["test", "--runs", "1", "--workers", "1"],
  replay: ["replay", "e1gB7lgGQDtcA"],
  mutants: ["mutants", "--list"],
  calibrate: ["calibrate", "--quick", "--random", "0", "--", "/none"],
  disassemble: ["disassemble", hello],
  assumptions: ["assumptions"],
  help: ["help"],
  certify: ["certify", hello],
  upgrade: ["upgrade", file("hello.cert.json"), "-o", file("newer.cert.json")],
  explain: ["explain"],
  fmt: ["fmt", "--check", hello],
  completions: ["completions", "bash"],
  keys: ["keys", file("new.pem")],
  attest: ["attest", hello, "--key", key, "-o", file("said.jsonl")],
  lock: ["lock", "add", "hello", "--source", hello, "--lock", file("etalon.lock")],
  release: [
    ...["release", "hello", "--source", hello, "--expires", "2099-12-31"],
    ...["--key", key, "-o", file("hello.release.jsonl")],
  ],
  publish: ["publish", "--store", file("store")],
  challenge: ["challenge", hello, "--build"],
};

const oneLine = /^etalon: [^\n]+\n$/;

describe.skipIf(!hasFull)("a full disk", () => {
  // What `lsp` writes is answers, and nobody asks here; `view` needs the page to be built, and `fetch` a server.
  // They have tests of their own.
  for (const { name } of verbs.filter((verb) => !["lsp", "view", "fetch"].includes(verb.name))) {
    it(`under the standard output of ${name}`, async () => {
      const input = file("input", "abc");
      const shown = await withStreams(quick[name] ?? [name], [input, "/dev/full", "pipe"]);
      expect(shown.error).toBe("etalon: cannot write standard output: no space left on the device\n");
      expect(shown.exit).toBe(3);
    });
  }

  it("under the one document of --json", () => {
    const shown = processWithStreams(["run", hello, "--json"], ["/dev/null", "/dev/full", "pipe"]);
    expect(shown.error).toBe("etalon: cannot write standard output: no space left on the device\n");
    expect(shown.exit).toBe(3);
  });

  it("under both streams leaves the exit code", () => {
    expect(processWithStreams(["run", hello], ["/dev/null", "/dev/full", "/dev/full"]).exit).toBe(3);
    expect(processWithStreams(["rnu", hello], ["/dev/null", "/dev/full", "/dev/full"]).exit).toBe(3);
  });

  const written: readonly (readonly string[])[] = [
    ["compile", hello, "-o", "/dev/full"],
    ["trace", hello, "--lockstep", "--svg", "/dev/full"],
    ["test", "--runs", "1", "--workers", "1", "--out", "/dev/full"],
    ["replay", "e1gB7lgGQDtcA", "--save", "/dev/full"],
  ];
  for (const words of written) {
    it(`under the file that ${words[0]} writes`, async () => {
      const shown = await withStreams(words, ["/dev/null", "pipe", "pipe"]);
      expect(shown.error).toMatch(/^etalon: cannot write \/dev\/full: no space left on the device\n$/);
      expect(shown.exit).toBe(3);
    });
  }

  it("that fills up while a campaign runs", () => {
    const limited = (words: string): ReturnType<typeof spawnSync> =>
      spawnSync("sh", ["-c", `ulimit -f 1; '${process.execPath}' '${root}/bin/etalon.js' ${words}`], {
        cwd: dirname(hello),
        encoding: "utf8",
      });
    const shown = limited(`test --runs 100000 --workers 1 --size 5 --out '${file("campaign.jsonl")}'`);
    expect([shown.status, shown.stderr]).toStrictEqual([3, expect.stringMatching(oneLine)]);
    const bare = limited(`compile '${echo}' -o '${file("limited.elf")}'`);
    expect([bare.status, bare.stderr]).toStrictEqual([3, expect.stringMatching(oneLine)]);
  });
});

describe("a directory", () => {
  const directory = dirname(hello);
  for (const [name, words] of Object.entries({
    run: ["run", echo],
    "run --json": ["run", echo, "--json"],
    exec: ["exec", elf],
    trace: ["trace", echo],
    "trace --lockstep": ["trace", echo, "--lockstep"],
    "compile -": ["compile", "-"],
  })) {
    it(`as the standard input of ${name}`, () => {
      const json = words.includes("--json");
      const shown = processWithStreams(words, [directory, "pipe", "pipe"]);
      expect(shown.exit).toBe(3);
      if (!json) expect(shown.error).toBe("etalon: cannot read standard input: it is a directory\n");
    });
  }

  const operands: readonly (readonly string[])[] = [
    ["check", directory],
    ["check", hello, "--image", directory],
    ["compile", hello, "-o", directory],
    ["exec", elf, "--file", `a=${directory}`],
    ["disassemble", directory],
    ["test", "--merge", directory],
    ["test", "--out", directory],
  ];
  it("where a file is expected", async () => {
    for (const words of operands) {
      const shown = await etalon(words);
      expect([shown.exit, shown.error], words.join(" ")).toStrictEqual([3, expect.stringMatching(oneLine)]);
    }
  });
});

describe.skipIf(!existsSync("/proc/self/mem"))("an I/O error", () => {
  // Reading the address 0 of a process fails with EIO.
  it("is a file error, of standard input and of a file", () => {
    expect(processWithStreams(["run", echo], ["/proc/self/mem", "pipe", "pipe"])).toStrictEqual({
      exit: 3,
      error: "etalon: cannot read standard input: input/output error\n",
    });
    expect(etalonProcess(["check", "/proc/self/mem"]).error).toMatch(/cannot read .*input\/output error/);
  });
});

it("no folder for temporary files is a file error", () => {
  const shown = etalonProcess(["calibrate", "--quick", "--", "/bin/true"], { env: { TMPDIR: hello } });
  expect([shown.exit, shown.error]).toStrictEqual([3, expect.stringMatching(oneLine)]);
});

describe.skipIf(!existsSync("/dev/stdin"))("streams in the place of files", () => {
  const shell = (line: string, cwd: string) =>
    spawnSync("bash", ["-c", line.replaceAll(/\betalon(?= [a-z])/g, `'${process.execPath}' '${root}/bin/etalon.js'`)], {
      cwd,
      encoding: "buffer",
    });
  const place = dirname(hello);

  for (const [line, left] of [
    ["etalon compile HERE/hello.ell -o /dev/null", []],
    ["etalon compile /dev/stdin <HERE/hello.ell", ["program.cert.json", "program.elf"]],
    ["etalon compile <(cat HERE/hello.ell)", ["program.cert.json", "program.elf"]],
    ["etalon compile <(cat HERE/hello.ell) -o /dev/stdout >c.elf && etalon exec c.elf", ["c.elf"]],
    ["etalon check <(cat HERE/hello.ell) --runs 1 --no-qemu", []],
    ["etalon trace <(cat HERE/hello.ell)", []],
    ["etalon trace <(etalon compile HERE/hello.ell -o -)", []],
    ["etalon disassemble <(etalon compile HERE/hello.ell -o -)", []],
    ["etalon exec <(etalon compile HERE/hello.ell -o -)", []],
    ["etalon replay e1gB7lgGQDtcA --save /dev/null", []],
    ["etalon trace HERE/hello.ell --lockstep --svg /dev/null", []],
  ] as const) {
    it(line, () => {
      const name = file(`streams/${line.replaceAll(/\W/g, "-")}`);
      mkdirSync(name, { recursive: true });
      const inside = line.replaceAll("HERE", place);
      const shown = shell(inside, name);
      expect([shown.status, shown.stderr.toString().replace(/^\/dev\/.*\n/, "")]).toStrictEqual([0, ""]);
      expect(readdirSync(name)).toStrictEqual(left);
    });
  }

  it("leave nothing in /dev", () => {
    expect(readdirSync("/dev").filter((name) => /cert|elf|\.in$/.test(name))).toStrictEqual([]);
  });

  it("are the same program as the file, and give the same bytes however it comes", () => {
    shell("etalon compile - -o one.elf <hello.ell; etalon compile <(cat hello.ell) -o two.elf", place);
    const [one, two] = ["one", "two"].map((name) => readFileSync(`${place}/${name}.elf`, "base64"));
    expect(two).toBe(one);
  });
});
