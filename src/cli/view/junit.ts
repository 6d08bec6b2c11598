/**
 * Test results in JUnit's XML, as build servers read it: one suite for each instruction, one case for each class.
 */

/** A case. Without a complaint it passed. */
export interface JunitCase {
  readonly suite: string;
  readonly name: string;
  readonly complaint?: { readonly kind: "failure" | "error"; readonly message: string; readonly text?: string };
}

/** The XML document of some cases. */
export function junitDocument(name: string, cases: readonly JunitCase[]): string {
  const suites = Map.groupBy(cases, ({ suite }) => suite);
  const lines = [`<?xml version="1.0" encoding="UTF-8"?>`, `<testsuites name="${escaped(name)}"${counts(cases)}>`];
  for (const [suite, members] of suites) {
    lines.push(`  <testsuite name="${escaped(suite)}"${counts(members)}>`);
    for (const { name: test, complaint } of members) {
      const open = `    <testcase classname="${escaped(suite)}" name="${escaped(test)}"`;
      if (complaint === undefined) {
        lines.push(`${open}/>`);
        continue;
      }
      const { kind, message, text = "" } = complaint;
      lines.push(
        `${open}>`,
        `      <${kind} message="${escaped(message)}">${escaped(text)}</${kind}>`,
        "    </testcase>",
      );
    }
    lines.push("  </testsuite>");
  }
  return `${[...lines, "</testsuites>"].join("\n")}\n`;
}

function counts(cases: readonly JunitCase[]): string {
  const of = (kind: "failure" | "error"): number => cases.filter(({ complaint }) => complaint?.kind === kind).length;
  return ` tests="${cases.length}" failures="${of("failure")}" errors="${of("error")}"`;
}

/** Text as XML may have it: control characters are not allowed, even escaped. */
function escaped(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
  const printable = [...text].map((c) => (c < " " && c !== "\n" && c !== "\t" ? "\ufffd" : c)).join("");
  return printable.replaceAll(/[&<>"]/g, (character) => names[character]!);
}
