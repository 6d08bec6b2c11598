/**
 * What inference found for an image without a certificate that could not be certified: how far each function is level with the source,
 * and hints from where the two part to where to look. Loaded when it is looked at.
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
    case "no entry":
      return "not found: nothing that was understood calls it";
    case "over budget":
    case "apart":
      return `not looked at to the end${reason === undefined ? "" : `: ${reason}`}`;
  }
}

function Functions({ functions }: Inferred) {
  return (
    <ul class="functions">
      {functions.map((one) => (
        <li key={one.name} class={one.kind === "level" ? "mut" : ""}>
          <b class="m">{one.name}</b> {reached(one)}
        </li>
      ))}
    </ul>
  );
}

/** What each side does next in the functions that are not level. */
function Next({ functions }: Inferred) {
  return (
    <>
      {functions.map(({ name, apart }) =>
        apart === undefined ? null : (
          <div key={name}>
            <p>
              <b class="m">{name}</b>: {apart.what}.
            </p>
            <dl class="terms">
              <dt>Ell</dt>
              <dd>
                {apart.source ?? "goes on"}
                {apart.nextLine === undefined ? "" : `, line ${apart.nextLine}`}
              </dd>
              <dt>machine</dt>
              <dd>
                {apart.machine ?? "goes on"}
                {apart.nextPc === undefined ? "" : `, pc ${hex(apart.nextPc)}`}
              </dd>
            </dl>
          </div>
        ),
      )}
    </>
  );
}

/** What kind of thing is missing, and where to look. */
function Look({ functions }: Inferred) {
  return (
    <>
      {functions.map(({ name, apart }) =>
        apart?.hint === undefined ? null : (
          <p key={name}>
            <b class="m">{name}</b>
            {apart.missing === undefined ? "" : ` (${apart.missing})`}: {apart.hint}.
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
        <p class="sm">
          What is not shown is not wrong for that. It is where a test differs: then an input shows it, and lockstep the
          square.
        </p>
      </div>
      <Hints
        hints={[
          { title: "What comes next on each side", part: <Next {...inferred} /> },
          ...onRun,
          { title: "What is missing, and where to look", part: <Look {...inferred} /> },
        ]}
      />
    </>
  );
}
