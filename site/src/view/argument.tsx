/**
 * The argument: the verdict by its name, what was shown for it, and what did not close. After a refusal, hints one after
 * the other, so that who wants to find the mistake can.
 */

import { useSignal } from "@preact/signals";
import { textOf } from "../state/input-text.ts";
import { details, goTo, lockstep, squareCount } from "../state/run.ts";
import {
  breakCompiler,
  checked,
  choice,
  compiler,
  given,
  input,
  level,
  memory,
  namedPasses,
  problem,
  setLevel,
  stale,
  tested,
} from "../state/session.ts";
import type { Checked, Tested } from "../worker/analysis.ts";
import { Letter } from "./letter.tsx";
import { ObligationList, openingWords } from "./obligations.tsx";
import { OnDemand } from "./on-demand.tsx";

function Numbers({ of }: { readonly of: NonNullable<Checked["statistics"]> }) {
  const numbers = [
    ["obligations", of.obligations],
    ["by syntax", of.bySyntax],
    ["paths", of.paths],
    ["cut points", of.cuts],
    ["functions", of.functions],
  ] as const;
  return (
    <dl class="nums">
      {numbers.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value.toLocaleString("en")}</dd>
        </div>
      ))}
    </dl>
  );
}

const breakingRules = () => import("../rules/hint.tsx").then(({ BreakingRules }) => BreakingRules);

function Hints() {
  const shown = useSignal(0);
  const broken = details.value.get(lockstep.value?.broken ?? -1);
  const found = tested.value?.counterexample;
  const hints = [
    {
      part: undefined,
      title: "Which square breaks",
      text:
        broken === undefined
          ? `No square breaks on this input: ${squareCount.value} commute.`
          : `Square ${broken.number}, in ${broken.function}, ${broken.source}: ${broken.broken}.`,
      act: broken === undefined ? undefined : { words: "Show it", run: () => goTo(broken.number) },
    },
    {
      part: undefined,
      title: "An input that shows it",
      text:
        tested.value === undefined
          ? "The search is not over."
          : found === undefined
            ? `None was found among ${tested.value.distinct} inputs.`
            : `${found.input.length === 0 ? "The empty input" : `The input ${textOf(found.input)}`}. ${found.words}`,
      act: found === undefined ? undefined : { words: "Walk on it", run: () => (input.value = textOf(found.input)) },
    },
    {
      part: broken === undefined ? undefined : <OnDemand load={breakingRules} number={broken.number} />,
      title: "The rule, with its values",
      text: broken === undefined ? "There is no step to show: no square breaks on this input." : "",
      act: undefined,
    },
  ];
  return (
    <div class="hint">
      <div class="ph">
        <h2>Hints</h2>
        <span class="sm">
          {shown.value} of {hints.length} shown
        </span>
      </div>
      {hints.slice(0, shown.value).map(({ title, text, act, part }, index) => (
        <div key={title} class="sec">
          <p>
            {index + 1} <b>{title}</b>
          </p>
          {text === "" ? null : <p>{text}</p>}
          {part}
          {act === undefined ? null : (
            <button type="button" class="btn" onClick={act.run}>
              {act.words}
            </button>
          )}
        </div>
      ))}
      {shown.value < hints.length ? (
        <p class="sec">
          <button type="button" class="btn" onClick={() => shown.value++}>
            Hint {shown.value + 1}: {hints[shown.value]!.title}
          </button>
        </p>
      ) : null}
    </div>
  );
}

function Verdict({ answer }: { readonly answer: Checked }) {
  switch (answer.verdict) {
    case "certified":
      return (
        <>
          <div class="sec">
            <p class="ver p">certified</p>
            <p>These bytes conform to this source, for every input. No line of the compiler was run to show it.</p>
            {answer.statistics === undefined ? null : <Numbers of={answer.statistics} />}
          </div>
          <ObligationList groups={answer.groups} />
        </>
      );
    case "refused":
      return (
        <>
          <div class="sec">
            <p class="ver b">✗ refused</p>
            <p>
              {answer.what === undefined ? answer.reason : "Not shown: "}
              {answer.what === undefined ? null : <b>{answer.what}</b>}
              {answer.where === undefined ? null : (
                <>
                  , from {answer.letter === undefined ? null : <Letter letter={answer.letter} />} {answer.where}
                </>
              )}
            </p>
            <dl class="terms">
              {answer.source === undefined ? null : (
                <>
                  <dt>Ell</dt>
                  <dd>{answer.source}</dd>
                </>
              )}
              {answer.machine === undefined ? null : (
                <>
                  <dt>machine</dt>
                  <dd class="x">{answer.machine}</dd>
                </>
              )}
            </dl>
            {answer.by === undefined ? null : <p>{openingWords(answer.by)}</p>}
            <p class="sm">
              {answer.statistics?.obligations ?? 0} obligations closed before this one. A refusal alone does not say
              that the binary is wrong.
            </p>
          </div>
          <Hints key={`${compiler.value}`} />
        </>
      );
    case "undecided":
    case "starved":
    case "invalid":
      return (
        <div class="sec">
          <p class="ver">{answer.verdict}</p>
          <p>{answer.reason}</p>
          <p class="mut">Neither accepted nor refused.</p>
        </div>
      );
  }
}

function TestWords({ report }: { readonly report: Tested }) {
  const { verdict, runs, distinct, counterexample } = report;
  return (
    <div class="sec">
      {counterexample === undefined ? (
        <p>
          <b>{verdict}</b> on {runs} inputs, {distinct} of them different: no difference.
        </p>
      ) : (
        <p>
          <b>✗ {verdict}</b> on{" "}
          {counterexample.input.length === 0 ? "the empty input" : `the input ${textOf(counterexample.input)}`}.
        </p>
      )}
    </div>
  );
}

function sizeText(name: string, bytes: number | undefined): string {
  return bytes === undefined ? `the usual ${name}` : `${bytes.toLocaleString("en")} bytes of ${name}`;
}

/** Why there is no verdict. */
function nothingChecked(): string {
  const found = problem.value;
  if (found === undefined) return "Not checked yet.";
  return found.kind === "limit"
    ? `There is nothing to check. ${found.message}`
    : "The program has a mistake: there is nothing to check.";
}

/** The argument. */
export function Argument() {
  const answer = stale.value || problem.value !== undefined ? undefined : checked.value;
  const broken = choice.value;
  return (
    <>
      <h2 class="vh">Certificate</h2>
      {given.value === undefined ? null : (
        <div class="sec">
          <p>
            <b>The image came as a file,</b> with its certificate: nothing was compiled here.
          </p>
          <p>
            <button type="button" class="btn" onClick={() => (given.value = undefined)}>
              Compile the program instead
            </button>
          </p>
        </div>
      )}
      {Object.keys(memory.value).length === 0 ? null : (
        <div class="sec">
          <p>
            <b>Little memory:</b> {sizeText("stack", memory.value.stackBytes)},{" "}
            {sizeText("heap", memory.value.heapBytes)}.
          </p>
          <p>
            <button type="button" class="btn" onClick={() => (memory.value = {})}>
              Take the usual memory
            </button>
          </p>
        </div>
      )}
      {namedPasses.value.length === 0 || given.value !== undefined ? null : (
        <div class="sec">
          <p>
            <b>At -O{level.value}</b> with passes <span class="m">{namedPasses.value.join(", ")}</span>
          </p>
          <p>
            <button type="button" class="btn" onClick={() => setLevel(level.value)}>
              Make all of -O{level.value}
            </button>
          </p>
        </div>
      )}
      {compiler.value === undefined ? null : (
        <div class="sec cause">
          <p>
            <b>{broken?.group === "innocent variants" ? "Another compiler:" : "You broke the compiler:"}</b>{" "}
            <span class="m">{compiler.value}</span>
          </p>
          <p>{broken?.description}</p>
          <p>
            <button type="button" class="btn" onClick={() => void breakCompiler(undefined)}>
              Repair it
            </button>{" "}
            <small>
              pass {broken?.pass}, {broken?.group}
            </small>
          </p>
        </div>
      )}
      {answer === undefined ? <p class="sec mut">{nothingChecked()}</p> : <Verdict answer={answer} />}
      {tested.value === undefined || answer === undefined ? null : <TestWords report={tested.value} />}
    </>
  );
}

/** The verdicts as chips, by name. */
export function Chips() {
  const [answer, report] = [checked.value, tested.value];
  if (stale.value || problem.value !== undefined || answer === undefined)
    return (
      <span class="chips" role="status">
        <span class="chip und">
          <b>not checked</b>
          {problem.value === undefined ? <span class="wide"> since the last edit</span> : null}
        </span>
      </span>
    );
  return (
    <span class="chips" role="status">
      {answer.verdict === "certified" ? (
        <span class="chip proof">
          <b>certified</b> for every input
        </span>
      ) : (
        <span class={`chip ${answer.verdict === "refused" ? "bad" : "und"}`}>
          <b>{answer.verdict === "refused" ? "✗ refused" : answer.verdict}</b>
        </span>
      )}
      {report === undefined ? null : report.verdict === "differs" ? (
        <span class="chip badline">
          <b>✗ differs</b> on 1 input
        </span>
      ) : (
        <span class={`chip ${report.verdict === "tested" ? "test" : "und"}`}>
          <b>{report.verdict}</b> on {report.runs} inputs
        </span>
      )}
    </span>
  );
}
