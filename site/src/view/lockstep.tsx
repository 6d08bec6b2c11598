/**
 * Lockstep: both machines from cut point to cut point. The film strip shows where in the run one is, the square what
 * happens, the relation what holds at its two ends, and the state what either side has there.
 */

import { useSignal } from "@preact/signals";
import { ends } from "../state/light.ts";
import { compiled, goTo, input, square, squareCount, stale } from "../state/session.ts";
import type { Held, WalkedSquare } from "../worker/analysis.ts";
import { Letter } from "./panes.tsx";
import { SquareFigure } from "./square.tsx";

/** Frames that the strip shows on either side of the present one. */
const beside = 2;

function Frame({ number, squares }: { readonly number: number; readonly squares: readonly WalkedSquare[] }) {
  const [from, to] = [squares[number - 1]!, squares[number]!];
  const now = number === square.value;
  const title =
    to.broken === undefined ? `${from.function} → ${to.letter === undefined ? "end" : to.function}` : "✗ broken";
  return (
    <li class="slot">
      <button
        type="button"
        class={`fr ${to.broken === undefined ? "" : "brk"}`}
        {...(now ? { "aria-current": "step" } : {})}
        onClick={() => goTo(number)}
      >
        <b>{number}</b>
        <b>{title}</b>
        <span class="c2">
          {to.sourceSteps} step{to.sourceSteps === 1 ? "" : "s"}, {to.machineSteps} instr.
        </span>
        <span class="c2">
          {to.events.length === 0
            ? "no events"
            : to.events.slice(0, 2).join(", ") + (to.events.length > 2 ? ", …" : "")}
        </span>
      </button>
      <span class="pt">
        {to.letter === undefined ? <span class="end">{to.source}</span> : <Letter letter={to.letter} now={now} />}
      </span>
    </li>
  );
}

function Film({ squares }: { readonly squares: readonly WalkedSquare[] }) {
  const count = squareCount.value;
  const first = Math.max(1, Math.min(square.value - beside, count - 2 * beside));
  const last = Math.min(count, first + 2 * beside);
  const start = squares[first - 1];
  return (
    <div class="film">
      <ol aria-label="Squares of the run">
        <li class="pt">
          {start?.letter === undefined ? null : <Letter letter={start.letter} now={first === square.value} />}
        </li>
        {Array.from({ length: last - first + 1 }, (_, i) => (
          <Frame key={first + i} number={first + i} squares={squares} />
        ))}
      </ol>
      {count > 2 * beside + 1 ? (
        <input
          type="range"
          aria-label="Timeline"
          min={1}
          max={count}
          value={square.value}
          onInput={(event) => goTo(Number(event.currentTarget.value))}
        />
      ) : null}
    </div>
  );
}

/** What is looked at besides the claimed values: the walk says only whether all of it holds. */
function others({ letter, events, source, machine, broken, values }: WalkedSquare): readonly (readonly string[])[] {
  if (broken !== undefined)
    return values.some(({ related }) => !related)
      ? []
      : [[letter === undefined ? "the end" : "the place", source, machine]];
  const exchanged = events.length === 0 ? "none" : events.length > 2 ? `${events.length} of them` : events.join(", ");
  return [
    ["events", exchanged, exchanged],
    letter === undefined ? ["the end", source, machine] : ["globals, frame", "as claimed", "as claimed"],
  ];
}

function Conjuncts({ at, end }: { readonly at: WalkedSquare; readonly end: boolean }) {
  const { values, broken, letter, number } = at;
  const sound = broken === undefined;
  return (
    <>
      <tr class={`at ${sound ? "" : "b"}`}>
        <th colSpan={4} scope="rowgroup">
          {sound ? null : `✗ end of square ${number}: ${broken}`}
          {sound && letter !== undefined ? <Letter letter={letter} now={end} /> : null}
          {sound ? ` ${at.function}, ${at.source}` : null}
        </th>
      </tr>
      {values.map(({ name, source, location, machine, related }) => (
        <tr key={`${name} ${location}`} class={related ? "" : "no"}>
          <td>{name}</td>
          <td class="m">{source}</td>
          <td class="m">
            {location} = {machine}
          </td>
          <Holds yes={related} />
        </tr>
      ))}
      {number === 0 ? (
        <tr>
          <td colSpan={4} class="mut">
            Nothing is claimed at the start.
          </td>
        </tr>
      ) : (
        others(at).map(([name, source, machine]) => (
          <tr key={name} class={sound ? "" : "no"}>
            <td>{name}</td>
            <td class="m">{source}</td>
            <td class="m">{machine}</td>
            <Holds yes={sound} />
          </tr>
        ))
      )}
    </>
  );
}

function Holds({ yes }: { readonly yes: boolean }) {
  return (
    <td class="ok">
      {yes ? "✓" : "✗"}
      <span class="vh">{yes ? "holds" : "does not hold"}</span>
    </td>
  );
}

function HeldList({
  label,
  held,
  none,
}: {
  readonly label: string;
  readonly held: readonly Held[];
  readonly none: string;
}) {
  return (
    <div>
      <h3>{label}</h3>
      {held.length === 0 ? (
        <p class="mut">{none}</p>
      ) : (
        <dl class="held">
          {held.map(({ name, value }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function State({ from, to }: { readonly from: WalkedSquare; readonly to: WalkedSquare }) {
  const atEnd = useSignal(false);
  const at = atEnd.value ? to : from;
  const squares = compiled.value?.lockstep.squares ?? [];
  const events = squares.slice(0, at.number + 1).flatMap((one) => one.events);
  const next = atEnd.value ? [] : to.events;
  return (
    <section class="state" aria-label="State">
      <div class="fh">
        <h2>State</h2>
        <span class="grow" />
        <fieldset class="seg" aria-label="State at">
          <button type="button" aria-pressed={!atEnd.value} onClick={() => (atEnd.value = false)}>
            at {from.letter ?? "the start"}
          </button>
          <button type="button" aria-pressed={atEnd.value} onClick={() => (atEnd.value = true)}>
            at {to.letter ?? "the end"}
          </button>
        </fieldset>
      </div>
      <div class="sides">
        <HeldList label={`Ell, ${at.function}`} held={at.variables} none="no variables" />
        <HeldList label="registers written" held={at.registers} none="none yet" />
      </div>
      <h3>Events so far</h3>
      <p class="tape">
        {events.length > 12 ? <span class="mut">{events.length - 12} before, then</span> : null}
        {events.slice(-12).map((event, index) => (
          <span key={index} class="ev">
            {event}
          </span>
        ))}
        {next.slice(0, 6).map((event, index) => (
          <span key={`next ${index}`} class="ev next" title="in this square">
            {event}
          </span>
        ))}
        {events.length + next.length === 0 ? <span class="mut">none</span> : null}
      </p>
    </section>
  );
}

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
  const run = compiled.value?.lockstep;
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
        <button type="button" class="btn" aria-keyshortcuts="[" onClick={() => goTo(square.value - 1)}>
          ◀<span class="wide"> Back</span>
        </button>
        <span class="pos" role="status">
          square <b>{count === 0 ? 0 : square.value}</b> of {count}
          {pair?.[1].broken === undefined ? "" : ", broken"}
        </span>
        <button type="button" class="btn" aria-keyshortcuts="]" onClick={() => goTo(square.value + 1)}>
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
          <Film squares={run.squares} />
          {run.stopped === undefined ? null : (
            <p class="empty">The walk stopped: {run.stopped}. Nothing is wrong with that.</p>
          )}
          <div class="lb">
            <section class="sq" aria-label="Square">
              <div class="fh">
                <h2 class={pair[1].broken === undefined ? "" : "b"}>
                  {pair[1].broken === undefined
                    ? `Square ${square.value} commutes`
                    : `✗ Square ${square.value} does not commute`}
                </h2>
                <span class="grow" />
                <span class="sm">dashed: only the compiler says so</span>
              </div>
              <SquareFigure from={pair[0]} to={pair[1]} />
            </section>
            <section class="rel" aria-label="The relation">
              <div class="fh">
                <h2>The relation</h2>
                <span class="sm">on this run</span>
              </div>
              <table>
                <thead>
                  <tr>
                    <th scope="col">conjunct</th>
                    <th scope="col">Ell</th>
                    <th scope="col">machine</th>
                    <th scope="col">
                      <span class="vh">holds</span>
                    </th>
                  </tr>
                </thead>
                <tbody>
                  <Conjuncts at={pair[0]} end={false} />
                  <Conjuncts at={pair[1]} end />
                </tbody>
              </table>
            </section>
            <State from={pair[0]} to={pair[1]} />
          </div>
        </>
      )}
    </section>
  );
}
