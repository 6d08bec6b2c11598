/**
 * One function with more and more variables that are all live at once: how certificate, time and memory grow with them.
 * Listed whole at each cut point, n variables make n² claims; as differences they are linear.
 */

import { issueCertificate } from "etalon/compiler";
import { writeElf } from "etalon/machine";
import { writeCertificate } from "etalon/proof";
import { powerLaw, prepared, type Sample, sample, warmUp } from "./growth.ts";
import { type Benchmark, threeDigits } from "./measure.ts";

/** `n` variables, each read, and each used twice by statements after all of them. */
export function wideFunction(n: number): string {
  const each = (line: (i: number) => string): string => Array.from({ length: n }, (_, i) => `  ${line(i)}\n`).join("");
  const first = each((i) => `let v${i} = read();`);
  const second = each((i) => `s = s + v${i} * ${(i % 97) + 2};`);
  const third = each((i) => `s = s * 3 + v${i};`);
  return `fn main(): int {\n  let s = 0;\n${first}${second}${third}  return s;\n}\n`;
}

interface Wide extends Sample {
  readonly variables: number;
  readonly source: number;
  readonly certificate: number;
}

function measured(variables: number): Wide {
  const text = wideFunction(variables);
  const { compilation } = prepared(text);
  const source = new TextEncoder().encode(text);
  const certificate = writeCertificate(issueCertificate(compilation, source, writeElf(compilation.image)));
  return { variables, source: source.length, certificate: certificate.length, ...sample(text) };
}

/** The table, and the power laws. */
export function wideFunctionsBenchmark(quick: boolean): Benchmark {
  return {
    room: "wide functions",
    *rows() {
      // Growth is not a rate.
    },
    *figures() {
      yield "| variables | source, kB | certificate, kB | compile, ms | check, ms | live heap while checking, MB |";
      yield "|---:|---:|---:|---:|---:|---:|";
      warmUp(wideFunction(200));
      const samples = (quick ? [250, 500, 1_000] : [500, 1_000, 2_000, 5_000]).map(measured);
      for (const { variables, source, certificate, compile, check, memory } of samples) {
        const cells = [source / 1e3, certificate / 1e3, compile, check, memory / 1e6].map(threeDigits);
        yield `| ${variables.toLocaleString("en")} | ${cells.join(" | ")} |`;
      }
      const law = (name: string, of: (wide: Wide) => number): string => {
        const { exponent, r2 } = powerLaw(samples.map((wide) => [wide.variables, of(wide)] as const));
        return `${name} ∝ variables^${exponent.toFixed(2)} (R² = ${r2.toFixed(4)})`;
      };
      const laws = [
        law("certificate", ({ certificate }) => certificate),
        law("compile time", ({ compile }) => compile),
        law("check time", ({ check }) => check),
        law("memory", ({ memory }) => memory),
      ];
      yield `\n${laws.join("; ")}\n`;
    },
  };
}
