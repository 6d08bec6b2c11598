/**
 * The argument: the verdict by its name, what was shown for it, and what did not close. After a refusal, hints one after
 * the other, so that who wants to find the mistake can.
 */

import { textOf } from "../state/input-text.ts";
import { guessed } from "../state/light.ts";
import { details, goTo, lockstep, squareCount } from "../state/run.ts";
import {
  assembly,
  breakCompiler,
  checked,
  choice,
  compiled,
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
  undoAssembly,
} from "../state/session.ts";
import type { Checked, Tested } from "../worker/analysis.ts";
import { type Hint, Hints } from "./hints.tsx";
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

const notShown = () => import("./not-shown.tsx").then(({ NotShown }) => NotShown);

const breakingRules = () => import("../rules/hint.tsx").then(({ BreakingRules }) => BreakingRules);

/** What the run and the tests show of a mistake. */
function runHints(): readonly Hint[] {
  const broken = details.value.get(lockstep.value?.broken ?? -1);
  const found = tested.value?.counterexample;
  return [
    {
      title: guessed.value ? "Where lockstep ends" : "Which square breaks",
      text:
        broken === undefined
          ? `No square breaks on this input: ${squareCount.value} commute.`
          : `Square ${broken.number}, in ${broken.function}, ${broken.source}: ${broken.broken}.`,
      act: broken === undefined ? undefined : { words: "Show it", run: () => goTo(broken.number) },
    },
    {
      title: "An input that shows it",
      text:
        tested.value === undefined
          ? "The search is not over."
          : found === undefined
            ? `None was found among ${tested.value.distinct} inputs.`
            : `${found.input.length === 0 ? "The empty input" : `The input ${textOf(found.input)}`}. ${found.words}`,
      act: found === undefined ? undefined : { words: "Walk on it", run: () => (input.value = textOf(found.input)) },
    },
  ];
}

/** The rules at the step that breaks. */
function ruleHint(): Hint {
  const broken = details.value.get(lockstep.value?.broken ?? -1);
  const title = "The rule, with its values";
  return broken === undefined
    ? { title, text: "There is no step to show: no square breaks on this input." }
    : { title, part: <OnDemand load={breakingRules} number={broken.number} /> };
}

function Verdict({ answer }: { readonly answer: Checked }) {
  switch (answer.verdict) {
    case "certified":
      return (
        <>
          <div class="sec">
            <p class="ver p">certified</p>
            <p>
              These bytes conform to this source, for every input.{" "}
              {compiled.value?.inferred === undefined
                ? "No line of the compiler was run to show it."
                : "Nobody gave a certificate for them: one was found, and the checker accepts it."}
            </p>
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
          <Hints key={`${compiler.value}`} hints={[...runHints(), ruleHint()]} />
        </>
      );
    case "not shown":
      return (
        <>
          <div class="sec">
            <p class="ver">not shown</p>
            <p>No certificate was found for this image: it is neither certified nor refused.</p>
          </div>
          <OnDemand load={notShown} onRun={runHints()} />
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
  if (found.kind === "unassembled") return "The edited assembly has a mistake: there is nothing to check.";
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
      {assembly.value === undefined ? null : (
        <div class="sec">
          <p>
            <b>The assembly was edited by hand.</b> No compiler speaks for it: a certificate is looked for.
          </p>
          <p>
            <button type="button" class="btn" onClick={undoAssembly}>
              Back to the image as it came
            </button>
          </p>
        </div>
      )}
      {given.value === undefined || assembly.value !== undefined ? null : (
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
      {compiler.value === undefined || assembly.value !== undefined ? null : (
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
