/**
 * One simulation square, drawn: source left, machine right, time down, the relation across at both ends. Between them the
 * lines of the text and the instructions that the run passes; dashed threads are the compiler's word.
 */

import { proved } from "../state/light.ts";
import { compiled, source } from "../state/session.ts";
import type { WalkedSquare } from "../worker/analysis.ts";

const most = 7;
const rowHeight = 30;

function shorten(text: string, length: number): string {
  return text.length > length ? `${text.slice(0, length - 1)}…` : text;
}

function Cut({ x, y, letter }: { readonly x: number; readonly y: number; readonly letter: string | undefined }) {
  if (letter === undefined) return <rect class="cc" x={x - 9} y={y - 9} width="18" height="18" />;
  return (
    <>
      <circle class="cc f" cx={x} cy={y} r="11" />
      <text class="ct f" x={x} y={y + 4}>
        {letter}
      </text>
    </>
  );
}

function Related({ y, words, sound }: { readonly y: number; readonly words: string; readonly sound: boolean }) {
  if (!sound)
    return (
      <>
        <path class="brk" stroke-dasharray="6 4" d={`M30 ${y}H410`} />
        <path class="brk" d={`M212 ${y - 8}l16 16m0-16l-16 16`} />
        <text class="b w" x="220" y={y - 14} text-anchor="middle">
          ✗ {words}
        </text>
      </>
    );
  const half = words.length * 3.4 + 8;
  return (
    <>
      <path
        class="rel"
        d={`M27 ${y - 2}H${220 - half}M${220 + half} ${y - 2}H413M27 ${y + 2}H${220 - half}M${220 + half} ${y + 2}H413`}
      />
      <text class="s p" x="220" y={y + 4} text-anchor="middle">
        {words}
      </text>
    </>
  );
}

function relatedWords({ values, number }: WalkedSquare): string {
  if (number === 0) return "the start";
  return values.length === 0
    ? "related"
    : `related: ${values.filter(({ related }) => related).length} of ${values.length}`;
}

/** The square between two cut points. */
export function SquareFigure({ from, to }: { readonly from: WalkedSquare; readonly to: WalkedSquare }) {
  const text = source.value.split("\n");
  const lineOf = new Map(compiled.value?.assembly.map(({ pc, line }) => [pc, line]));
  const left = to.sourcePath.slice(0, most);
  const right = to.machinePath.slice(0, most);
  const rows = Math.max(left.length, right.length, 1);
  const more = to.sourcePath.length > most || to.machinePath.length > most ? 16 : 0;
  const top = 68;
  const bottom = top + 24 + rows * rowHeight + more;
  const low = bottom + (to.broken === undefined ? 40 : 52);
  // Room for the number of a line: more than two digits need more of it.
  const digits = Math.max(2, ...left.map(({ line }) => String(line).length));
  const indent = 54 + 7 * digits;
  const y = (row: number): number => top + 34 + row * rowHeight;
  const threads = right.flatMap(({ pc }, r) => {
    const l = left.findIndex(({ line }) => line === lineOf.get(pc));
    return l < 0 ? [] : [`M194 ${y(l) - 4}C205 ${y(l) - 4} 205 ${y(r) - 4} 216 ${y(r) - 4}`];
  });
  const label = `Square ${to.number}: from ${from.function}, ${from.source} and ${from.machine}, to ${to.function}, ${to.source} and ${to.machine}${to.broken === undefined ? ", commutes" : `, broken: ${to.broken}`}`;
  return (
    <svg
      class={`fig ${proved.value && to.broken === undefined ? "" : "unproved"}`}
      viewBox={`0 0 440 ${low + 30}`}
      role="img"
      aria-label={label}
    >
      <text x="14" y="14">
        {from.function}, {from.source}
      </text>
      <text x="426" y="14" text-anchor="end">
        {from.machine}
      </text>
      <path class="edge" d={`M27 51V${low - 12}m-4 -6l4 6l4-6M413 51V${low - 12}m-4 -6l4 6l4-6`} />
      <Related y={39} words={relatedWords(from)} sound />
      <Cut x={27} y={39} letter={from.letter} />
      <Cut x={413} y={39} letter={from.letter} />
      <rect class="box" x="40" y={top} width="154" height={bottom - top} rx="2" />
      <rect class="box" x="216" y={top} width="186" height={bottom - top} rx="2" />
      <text class="s" x="47" y={top + 15}>
        Ell, {to.sourceSteps} step{to.sourceSteps === 1 ? "" : "s"}
      </text>
      <text class="s" x="223" y={top + 15}>
        RV32IM, {to.machineSteps} instruction{to.machineSteps === 1 ? "" : "s"}
      </text>
      {threads.map((d, index) => (
        <path key={index} class="thr" d={d} />
      ))}
      {left.map(({ line, steps }, index) => (
        <g key={index}>
          <text class="t" x="47" y={y(index)}>
            {line}
          </text>
          <text class="w" x={indent} y={y(index)}>
            {shorten((text[line - 1] ?? "").trim(), 19 - digits)}
          </text>
          <text class="t t2" x={indent} y={y(index) + 13}>
            {steps} step{steps === 1 ? "" : "s"}
          </text>
        </g>
      ))}
      {right.map(({ pc, text: words, effect }, index) => (
        <g key={index}>
          <text class="t" x="223" y={y(index)}>
            {pc.toString(16)}
          </text>
          <text class="w" x="262" y={y(index)}>
            {shorten(words, 19)}
          </text>
          <text class="t t2" x="262" y={y(index) + 13}>
            {shorten(effect, 20)}
          </text>
        </g>
      ))}
      {more === 0 ? null : (
        <>
          <text class="s" x="47" y={bottom - 6}>
            {to.sourcePath.length > most ? "and more" : ""}
          </text>
          <text class="s" x="223" y={bottom - 6}>
            {to.machineSteps > most ? `and ${to.machineSteps - most} more` : ""}
          </text>
        </>
      )}
      <text class="s" x="220" y={bottom + 17} text-anchor="middle">
        {to.events.length === 0 ? "no reads and no writes" : shorten(to.events.join(", "), 60)}
      </text>
      <Related
        y={low}
        words={to.broken === undefined ? relatedWords(to) : shorten(to.broken, 50)}
        sound={to.broken === undefined}
      />
      <Cut x={27} y={low} letter={to.letter} />
      <Cut x={413} y={low} letter={to.letter} />
      <text x="14" y={low + 26}>
        {to.letter === undefined ? to.source : `${to.function}, ${to.source}`}
      </text>
      <text x="426" y={low + 26} text-anchor="end">
        {to.machine}
      </text>
    </svg>
  );
}
