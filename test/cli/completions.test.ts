/** The completion scripts, in the shells that they are for. What a shell offers is asked of the shell itself. */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { etalon, folder, root } from "./command.ts";

const file = folder();
const installed = (shell: string): boolean => spawnSync(shell, ["-c", "exit 0"]).status === 0;

/** What is typed, and what is then offered: of a path, its last part. */
const expected: Readonly<Record<string, readonly string[]>> = {
  "etalon ch": ["challenge", "check"],
  "etalon c": ["calibrate", "certify", "challenge", "check", "compile", "completions"],
  "etalon check --ima": ["--image"],
  "etalon run --ima": [],
  "etalon calibrate --js": ["--json"],
  "etalon exec --engine ref": ["reference"],
  "etalon completions z": ["zsh"],
  "etalon help ce": ["certify"],
  "etalon check --image package-l": ["package-lock.json"],
  "etalon test --corpus exampl": ["examples"],
  "etalon check --seed pack": [],
  "etalon check READ": ["README.md"],
};
const typed = Object.keys(expected);

function run(shell: string, ...words: readonly string[]): string {
  const done = spawnSync(shell, words, { cwd: root, encoding: "utf8", timeout: 60_000 });
  if (done.status !== 0) throw new Error(`${shell}: ${done.stderr}`);
  return done.stdout;
}

/** What each shell writes for the lines, one after the other, each ended by a line `done`. */
const offersOf: Readonly<Record<string, (script: string) => string>> = {
  bash(script) {
    const ask = (line: string): string => {
      const words = line.split(" ").map((word) => `'${word}'`);
      return `COMP_WORDS=(${words.join(" ")}); COMP_CWORD=${words.length - 1}; _etalon; printf '%s\\n' "\${COMPREPLY[@]}" done`;
    };
    return run("bash", "-c", [`source ${script}`, ...typed.map(ask)].join("\n"));
  },
  zsh(script) {
    // A terminal of zsh's own, in which what the completion system offers is written to a file, too.
    const offers = file("offers", "");
    const setup = [
      "PROMPT=",
      // ^X begins longer keys as well, for which zsh would wait 0.4 s each time.
      "KEYTIMEOUT=1",
      `cd ${root}`,
      `autoload -Uz compinit`,
      "compinit -u -D",
      `source ${script}`,
      `compadd() { if [[ " $* " == *" -"[OAD]" "* ]]; then builtin compadd "$@"; return; fi; local -a hits; builtin compadd -O hits "$@"; print -rl -- $hits >>${offers}; builtin compadd "$@" }`,
      `finish() { print done >>${offers}; zle kill-whole-line }`,
      "zle -N finish",
      'bindkey "^X" finish',
    ].join("\n");
    const ask = (line: string, i: number): string => `zpty -n -w shell '${line}'$'\\t\\x18'; await ${i + 1}`;
    const session = [
      "zmodload zsh/zpty",
      // What the terminal shows must be taken from it, or it waits.
      `await() { local i; for i in {1..1000}; do zpty -r -t shell; (( $(grep -c '^done$' ${offers}) >= $1 )) && return; sleep 0.02; done }`,
      "zpty shell zsh -f -i",
      `zpty -w shell 'source ${file("setup.zsh", setup)}'`,
      ...typed.map(ask),
      "zpty -d shell",
    ];
    run("zsh", "-f", "-c", session.join("\n"));
    return readFileSync(offers, "utf8");
  },
  fish(script) {
    const ask = (line: string): string => `complete -C '${line}'; echo done`;
    return run("fish", "--no-config", "-c", [`source ${script}`, ...typed.map(ask)].join("\n"));
  },
};

/** One offer as it is compared: fish adds a description, zsh an equals sign, and paths have a beginning and perhaps an end. */
const plain = (offer: string): string => offer.split("\t")[0]!.replace(/[=/]$/, "").replace(/.*\//, "");

describe.each(["bash", "zsh", "fish"])("%s", (shell) => {
  const has = installed(shell);
  if (!has) console.warn(`There is no ${shell} here: its completion is not tested.`);

  it.skipIf(!has)("reads its script, and completes verbs, options, values and files", async () => {
    const script = file(`completion.${shell}`, (await etalon(["completions", shell])).out);
    expect(run(shell, "-n", script)).toBe("");
    const parts = offersOf[shell]!(script).split(/^done$/m);
    const offers = typed.map((line, i) => [line, [...new Set(parts[i]!.trim().split("\n").map(plain))].toSorted()]);
    expect(Object.fromEntries(offers)).toStrictEqual(
      Object.fromEntries(typed.map((line) => [line, expected[line]!.length === 0 ? [""] : expected[line]])),
    );
  });
});

it("names the shells that there are scripts for", async () => {
  const shown = await etalon(["completions", "tcsh"]);
  expect([shown.exit, shown.error]).toStrictEqual([2, expect.stringContaining("bash, zsh, fish")]);
});
