/**
 * Lockstep: both machines from cut point to cut point. The film strip shows where in the run one is, the square what
 * happens, the relation what holds at its two ends, and the state what either side has there.
 */

import { guessed } from "../state/light.ts";
import { shownSquarePart, squareParts } from "../state/panes.ts";
import { ends, goTo, lockstep, square, squareCount } from "../state/run.ts";
import { input, stale } from "../state/session.ts";
import { Choice } from "./choice.tsx";
import { Film } from "./film.tsx";
import { RelationTable } from "./relation.tsx";
import { SquareFigure } from "./square.tsx";
import { State } from "./state.tsx";

function End({ first }: { readonly first: boolean }) {
  const path = first ? "M2 2v10M11 2v10L4 7z" : "M10 2v10M1 2v10l7-5z";
  return (
    <svg width="12" height="14" viewBox="0 0 12 14" aria-hidden="true">
      <path d={path} fill="currentColor" stroke="currentColor" stroke-width="1.5" />
    </svg>
  );
}

/** The whole of it. */
export function Lockstep() {
  const run = lockstep.value;
  const pair = ends.value;
  const count = squareCount.value;
  return (
    <section class={`lock ${stale.value ? "old" : ""}`} id="lockstep" aria-label="Lockstep">
      <div class="lh">
        <h2>Lockstep</h2>
        <span class="sm">{input.value === "" ? "on the empty input" : `on input ${input.value.slice(0, 24)}`}</span>
        <span class="grow" />
        <button type="button" class="btn" aria-label="First square" onClick={() => goTo(1)}>
          <End first />
        </button>
        <button
          type="button"
          class="btn"
          aria-label="Back"
          aria-keyshortcuts="["
          onClick={() => goTo(square.value - 1)}
        >
          ◀<span class="wide"> Back</span>
        </button>
        <span class="pos" role="status">
          square <b>{count === 0 ? 0 : square.value.toLocaleString("en")}</b> of {count.toLocaleString("en")}
          {pair?.[1].broken === undefined ? "" : guessed.value ? ", level no further" : ", broken"}
        </span>
        <button type="button" class="btn" aria-label="On" aria-keyshortcuts="]" onClick={() => goTo(square.value + 1)}>
          <span class="wide">On </span>▶
        </button>
        <button type="button" class="btn" aria-label="Last square" onClick={() => goTo(count)}>
          <End first={false} />
        </button>
      </div>
      {run === undefined || pair === undefined ? (
        <p class="empty">No run yet. Write a program, or open an example.</p>
      ) : (
        <>
          <Film />
          {run.stopped === undefined ? null : (
            <p class="empty">The walk stopped: {run.stopped}. Nothing is wrong with that.</p>
          )}
          {guessed.value ? (
            <p class="empty">
              No certificate was found: the cut points are guesses. Where the walk ends says nothing of the image,
              unless a test differs.
            </p>
          ) : null}
          <Choice label="Part of the square" names={squareParts} chosen={shownSquarePart} tabs />
          <div class={`lb only-${shownSquarePart.value.toLowerCase()}`}>
            <section class="sq" aria-label="Square">
              <div class="fh">
                <h2 class={pair[1].broken === undefined ? "" : "b"}>
                  {pair[1].broken === undefined
                    ? `Square ${pair[1].number.toLocaleString("en")} commutes`
                    : guessed.value
                      ? `Square ${pair[1].number.toLocaleString("en")}: level no further`
                      : `✗ Square ${pair[1].number.toLocaleString("en")} does not commute`}
                </h2>
                <span class="grow" />
                <span class="sm">dashed: only the compiler says so</span>
              </div>
              <SquareFigure from={pair[0]} to={pair[1]} />
            </section>
            <RelationTable from={pair[0]} to={pair[1]} />
            <State from={pair[0]} to={pair[1]} />
          </div>
        </>
      )}
    </section>
  );
}
