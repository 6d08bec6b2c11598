/** The diagnostics of the front end for a text, and the properties that all diagnostics must have. */

import { type Diagnostic, renderDiagnostics } from "etalon";
import { maximumDiagnostics, parseProgram } from "etalon/lang";
import { expect } from "vitest";

/** The diagnostics of a text; none when it is a program. Checks that they are well-formed and can be rendered. */
export function diagnose(text: string): readonly Diagnostic[] {
  const checked = parseProgram(text);
  if (checked.ok) return [];
  expect(checked.error.length).toBeGreaterThan(0);
  expect(checked.error.length).toBeLessThanOrEqual(maximumDiagnostics + 1);
  for (const { span, related } of checked.error)
    for (const { start, end } of [span, ...(related ?? []).map((place) => place.span)]) {
      expect(start).toBeGreaterThanOrEqual(0);
      expect(end).toBeGreaterThanOrEqual(start);
      expect(end).toBeLessThanOrEqual(text.length);
    }
  const rendered = renderDiagnostics({ name: "a.ell", text }, checked.error);
  expect(rendered).not.toMatch(/[^\n -~\u00a0-\uffff]/);
  for (const line of rendered.split("\n")) expect(line.length).toBeLessThan(400);
  return checked.error;
}
