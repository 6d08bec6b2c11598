/**
 * What inference found for an image without a certificate that could not be certified: how far each function is level with the source,
 * what comes next on either side, and hints that tell more and more. Loaded when it is looked at.
 */

import { compiled } from "../state/session.ts";
import type { Inferred, InferredFunction } from "../worker/analysis.ts";
import { type Hint, Hints } from "./hints.tsx";

const hex = (pc: number): string => pc.toString(16);

/** How far, in words. */
function reached({ kind, apart, reason }: InferredFunction): string {
  if (apart !== undefined) return `level up to line ${apart.line} and pc ${hex(apart.pc)}`;
  switch (kind) {
    case "level":
      return "level throughout";
    case "never called":
      return "no run comes to it: every call of it is inlined";
    case "no entry":
      return "not found: nothing that was understood calls it";
    case "over budget":
    case "apart":
      return `not looked at to the end${reason === undefined ? "" : `: ${reason}`}`;
  }
}

/** What comes next on each side where the two part. */
function Next({ apart }: { readonly apart: NonNullable<InferredFunction["apart"]> }) {
  const { what, source, nextLine, machine, nextPc } = apart;
  return (
    <dl class="terms">
      <dt>not shown</dt>
      <dd>{what}</dd>
      <dt>Ell</dt>
      <dd>
        {source ?? "goes on"}
        {nextLine === undefined ? "" : `, line ${nextLine}`}
      </dd>
      <dt>machine</dt>
      <dd>
        {machine ?? "goes on"}
        {nextPc === undefined ? "" : `, pc ${hex(nextPc)}`}
      </dd>
    </dl>
  );
}

function Functions({ functions }: Inferred) {
  return (
    <ul class="functions">
      {functions.map((one) => (
        <li key={one.name} class={one.kind === "level" || one.kind === "never called" ? "mut" : ""}>
          <b class="m">{one.name}</b> {reached(one)}
          {one.apart === undefined ? null : <Next apart={one.apart} />}
        </li>
      ))}
    </ul>
  );
}

/** The hints of one level, of each function that has some. */
function Level({ functions, level }: { readonly functions: readonly InferredFunction[]; readonly level: 0 | 1 | 2 }) {
  return (
    <>
      {functions.map(({ name, apart }) =>
        apart?.hints === undefined ? null : (
          <p key={name}>
            <b class="m">{name}</b>: {apart.hints[level]}
          </p>
        ),
      )}
    </>
  );
}

/** All of it; `onRun` are the hints from the run and from the tests. */
export function NotShown({ onRun }: { readonly onRun: readonly Hint[] }) {
  const inferred = compiled.value?.inferred;
  if (inferred === undefined) return null;
  const { level, functions, reason } = inferred;
  return (
    <>
      <div class="sec">
        <p>
          <b>
            {level} of {functions.length}
          </b>{" "}
          functions are level with the source throughout.
        </p>
        <Functions {...inferred} />
        {level === functions.length && reason !== undefined ? <p>The checker: {reason}</p> : null}
        <p class="sm">What is not shown may still be right. Where a test differs it is wrong, and an input shows it.</p>
      </div>
      <Hints
        hints={[
          { title: "A question", part: <Level functions={functions} level={0} /> },
          { title: "Where to look", part: <Level functions={functions} level={1} /> },
          { title: "What is right", part: <Level functions={functions} level={2} /> },
          ...onRun,
        ]}
      />
    </>
  );
}
