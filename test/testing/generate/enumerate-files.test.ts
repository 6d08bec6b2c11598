/**
 * The enumeration of programs of several files: valid ones, each once, in every form; and compiled they behave as the program in
 * one file does.
 */

import { describe, expect, it } from "vitest";
import { compile } from "../../../src/compiler/pipeline.ts";
import { environmentOf } from "../../../src/core/environment.ts";
import { checkModule } from "../../../src/lang/check/check.ts";
import { evaluate } from "../../../src/lang/semantics/evaluate.ts";
import { runMachine } from "../../../src/machine/semantics/run.ts";
import { conforms } from "../../../src/proof/evidence/conforms.ts";
import { enumerateModules } from "../../../src/testing/generate/enumerate.ts";
import { enumerateFiles } from "../../../src/testing/generate/enumerate-files.ts";
import { programOfFiles, textOfFiles } from "../../../src/testing/generate/spread.ts";

const input = Uint8Array.of(5, 200);
const budget = 1_000_000;

describe("the enumeration of small programs of several files", () => {
  it("has each once, in every form", () => {
    const texts = [...enumerateFiles(5)].map(textOfFiles);
    expect(new Set(texts).size).toBe(texts.length);
    // A global is in the main file, another one or a third, and there are two files or three.
    const spread = [...enumerateModules(5)].filter(({ declarations }) => declarations.length > 1).length;
    expect(texts).toHaveLength(5 * spread);
    const functions = enumerateFiles(6, { from: 6, constants: [1] });
    const homes = new Set<string>();
    for (const files of functions) {
      const home = [...files].find(([, text]) => /fn \w+\(x: int\)/.test(text))?.[0];
      if (home !== undefined) homes.add(`${home} of ${files.size}`);
    }
    expect([...homes].sort()).toStrictEqual(["main.ell of 2", "main.ell of 3", "parts/a.ell of 2", "parts/a.ell of 3"]);
  });

  it("behaves as the programs in one file, and so does what is compiled", () => {
    const options = { from: 4, constants: [0, -1] };
    const alone = [...enumerateModules(6, options)].filter(({ declarations }) => declarations.length > 1);
    const forms = [...enumerateFiles(6, options)];
    let at = 0;
    for (const [i, module] of alone.entries()) {
      const count = module.declarations.some(({ name }) => name === "f") ? 4 : 5;
      for (let form = 0; form < count; form++) {
        const files = forms[at++]!;
        // Some of them: each takes a compilation.
        if (i % 7 !== 0 && !(count === 4 && i % 2 === 0)) continue;
        const [one, many] = [checkModule(module), programOfFiles(files)];
        if (!one.ok || !many.ok) throw new Error(textOfFiles(files));
        const expected = evaluate(one.value, environmentOf(input), { clock: 20_000 });
        const compiled = compile(many.value);
        if (!expected.ok || !compiled.ok) throw new Error(textOfFiles(files));
        const run = runMachine(compiled.value.image, { input, budget });
        expect(conforms(run, expected.value).verdict, textOfFiles(files)).not.toBe("differs");
      }
    }
    expect(at).toBe(forms.length);
  });
});
