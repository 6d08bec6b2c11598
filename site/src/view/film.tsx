/**
 * The film strip: the squares about the present one, and, of a run that is longer, a timeline of all of them. The timeline is
 * paged and can be zoomed: a page of it is the whole run, a quarter of it, and so on, down to a few squares.
 */

import { useSignal } from "@preact/signals";
import { guessed } from "../state/light.ts";
import { details, goTo, lockstep, square, squareCount } from "../state/run.ts";
import { Letter } from "./letter.tsx";

/** Frames that the strip shows on either side of the present one. */
const beside = 2;

function Frame({ number }: { readonly number: number }) {
  const [from, to] = [details.value.get(number - 1), details.value.get(number)];
  const now = number === square.value;
  const title =
    to === undefined
      ? "…"
      : to.broken === undefined
        ? `${from?.function ?? "…"} → ${to.letter === undefined ? "end" : to.function}`
        : guessed.value
          ? "level no further"
          : "✗ broken";
  return (
    <li class="slot">
      <button
        type="button"
        class={`fr ${to?.broken === undefined ? "" : "brk"}`}
        {...(now ? { "aria-current": "step" } : {})}
        onClick={() => goTo(number)}
      >
        <b>{number.toLocaleString("en")}</b>
        <b>{title}</b>
        <span class="c2">
          {to === undefined
            ? `${lockstep.value?.steps[number] ?? 0} instr.`
            : `${to.sourceSteps} step${to.sourceSteps === 1 ? "" : "s"}, ${to.machineSteps} instr.`}
        </span>
        <span class="c2">
          {to === undefined || to.events.length === 0
            ? "no events"
            : to.events.slice(0, 2).join(", ") + (to.events.length > 2 ? ", …" : "")}
        </span>
      </button>
      <span class="pt">
        {to?.letter === undefined ? (
          <span class="end">{to?.source ?? "…"}</span>
        ) : (
          <Letter letter={to.letter} now={now} />
        )}
      </span>
    </li>
  );
}

/** The squares of a page of the timeline. */
interface TimelinePage {
  readonly first: number;
  readonly last: number;
  readonly span: number;
}

/** Fewer squares than this are no page of their own. */
const leastSpan = 16;
/** How many times smaller a page is at the next zoom. */
const factor = 4;
const [width, height, bins] = [960, 30, 240];

function pageAt(zoom: number): TimelinePage {
  const count = squareCount.value;
  const span = Math.max(Math.min(count, leastSpan), Math.ceil(count / factor ** zoom));
  const page = Math.floor((square.value - 1) / span);
  return { first: page * span + 1, last: Math.min(count, (page + 1) * span), span };
}

/** How much happened in each bin of a page: its largest square, and whether there were events. */
function binsOf({ first, last }: TimelinePage): readonly { readonly steps: number; readonly events: boolean }[] {
  const run = lockstep.value;
  if (run === undefined) return [];
  const count = Math.min(bins, last - first + 1);
  return Array.from({ length: count }, (_, bin) => {
    const from = first + Math.floor((bin * (last - first + 1)) / count);
    const to = Math.max(from + 1, first + Math.floor(((bin + 1) * (last - first + 1)) / count));
    let steps = 0;
    for (let number = from; number < to; number++) steps = Math.max(steps, run.steps[number] ?? 0);
    return { steps, events: (run.events[to - 1] ?? 0) > (run.events[from - 1] ?? 0) };
  });
}

function Timeline() {
  const zoom = useSignal(0);
  const count = squareCount.value;
  const page = pageAt(zoom.value);
  const { first, last, span } = page;
  const shown = binsOf(page);
  const most = Math.max(2, ...shown.map(({ steps }) => steps));
  const each = width / Math.max(1, shown.length);
  const at = ((square.value - first + 0.5) / (last - first + 1)) * width;
  const broken = lockstep.value?.broken;
  const deepest = span <= leastSpan;
  const move = (event: PointerEvent): void => {
    const { left, width: drawn } = (event.currentTarget as HTMLElement).getBoundingClientRect();
    goTo(first + Math.floor(((event.clientX - left) / drawn) * (last - first + 1)));
  };
  const key = (event: KeyboardEvent): void => {
    const targets: Partial<Record<string, number>> = {
      ArrowRight: square.value + 1,
      ArrowUp: square.value + 1,
      ArrowLeft: square.value - 1,
      ArrowDown: square.value - 1,
      PageDown: square.value - span,
      PageUp: square.value + span,
      Home: 1,
      End: count,
    };
    if (event.key === "+" && !deepest) zoom.value++;
    else if (event.key === "-" && zoom.value > 0) zoom.value--;
    else if (targets[event.key] === undefined) return;
    else goTo(targets[event.key]!);
    event.preventDefault();
  };
  const bars = shown
    .map(({ steps }, i) => {
      const tall = Math.max(2, (Math.log(1 + steps) / Math.log(1 + most)) * (height - 8));
      return `M${(i + 0.5) * each} ${height}v${-tall}`;
    })
    .join("");
  const marks = shown.flatMap(({ events }, i) => (events ? [`M${(i + 0.5) * each} 0v3`] : [])).join("");
  const thick = Math.max(1, Math.min(6, each - 1));
  return (
    <div class="time">
      <button
        type="button"
        class="btn"
        aria-label="Earlier page"
        disabled={first === 1}
        onClick={() => goTo(square.value - span)}
      >
        ◂
      </button>
      <div
        class="track"
        role="slider"
        tabIndex={0}
        aria-label="Timeline"
        aria-valuemin={1}
        aria-valuemax={count}
        aria-valuenow={square.value}
        aria-valuetext={`square ${square.value} of ${count}`}
        onKeyDown={key}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          move(event);
        }}
        onPointerMove={(event) => {
          if (event.buttons === 1) move(event);
        }}
      >
        <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
          <path class="bars" d={bars} stroke-width={thick} />
          <path class="marks" d={marks} stroke-width={Math.max(2, thick)} />
          {broken === undefined || broken < first || broken > last ? null : (
            <path class="brk" d={`M${((broken - first + 0.5) / (last - first + 1)) * width} 0v${height}`} />
          )}
          <path class="now" d={`M${at} 0v${height}`} />
        </svg>
      </div>
      <button
        type="button"
        class="btn"
        aria-label="Later page"
        disabled={last === count}
        onClick={() => goTo(square.value + span)}
      >
        ▸
      </button>
      <span class="sm">
        {first.toLocaleString("en")} to {last.toLocaleString("en")}
        {lockstep.value?.over === false ? ", walking on" : ""}
      </span>
      <button type="button" class="btn" aria-label="Zoom out" disabled={zoom.value === 0} onClick={() => zoom.value--}>
        −
      </button>
      <button type="button" class="btn" aria-label="Zoom in" disabled={deepest} onClick={() => zoom.value++}>
        +
      </button>
    </div>
  );
}

/** The strip, and the timeline where the run is longer. */
export function Film() {
  const count = squareCount.value;
  const first = Math.max(1, Math.min(square.value - beside, count - 2 * beside));
  const last = Math.min(count, first + 2 * beside);
  const start = details.value.get(first - 1);
  return (
    <div class="film">
      <ol aria-label="Squares of the run">
        <li class="pt">
          {start?.letter === undefined ? null : <Letter letter={start.letter} now={first === square.value} />}
        </li>
        {Array.from({ length: last - first + 1 }, (_, i) => (
          <Frame key={first + i} number={first + i} />
        ))}
      </ol>
      {count > 2 * beside + 1 ? <Timeline /> : null}
    </div>
  );
}
