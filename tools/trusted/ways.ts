/**
 * How much each way to check asks to be believed, in files and code lines: those of ours that decide, those of packages, and those in Coq. What is
 * extracted from Coq is not read, but what printed it is.
 */

import { countOf, meanings, printer, statement } from "../coq/page.ts";
import { type Count, doorModules, sum } from "./count.ts";

/** The table, as lines of Markdown. */
export function waysTable(): readonly string[] {
  const first = doorModules();
  const second = doorModules("etalon/second").filter((module) => !module.startsWith("coq/extracted/"));
  const inCoq = countOf([...meanings, ...statement]);
  const none: Count = { files: 0, lines: 0 };
  const row = (way: string, modules: readonly string[], coq: Count, tools: Count): string => {
    const ours = modules.filter((module) => module.startsWith("src/"));
    const packages = modules.filter((module) => !module.startsWith("src/"));
    const cells = [sum(ours), sum(packages), coq, tools].map(({ files, lines }) =>
      files === 0 ? "" : `${lines.toLocaleString("en")} in ${files}`,
    );
    return `| ${[way, ...cells].join(" | ")} |`;
  };
  return [
    "| way | TypeScript of ours | packages | meanings and statement in Coq | printer |",
    "|---|---:|---:|---:|---:|",
    row("`etalon certify`", first, none, none),
    row("`etalon certify --second`", second, inCoq, sum(printer)),
    row(
      "`etalon certify --both`, of what both have in common",
      second.filter((module) => first.includes(module)),
      none,
      none,
    ),
    row("`etalon certify --coq` and `coqc`, when the program is read as it is printed", [], inCoq, none),
  ];
}
