/**
 * Property tests while one looks on: how many cases a second, how they ended, what they exercised, and each counterexample
 * as it comes, which opens in the panes.
 */

import { useSignal } from "@preact/signals";
import { ended, findings, order, progress, running, startCampaign, stopCampaign } from "../state/campaign.ts";
import { compiler, level, namedPasses, openToken } from "../state/session.ts";
import type { CampaignFinding, CampaignOrder, CampaignProgress, RuleShare } from "../worker/analysis.ts";

const number = (count: number): string => Math.round(count).toLocaleString("en");

/** Which compiler. */
function compilerWords({
  compiler: name,
  level: at,
  passes,
}: Pick<CampaignOrder, "compiler" | "level" | "passes">): string {
  const named = passes.length === 0 ? "" : ` with passes ${passes.join(", ")}`;
  return `${name ?? "our own compiler"} at -O${at}${named}`;
}

function percent(count: number, of: number): string {
  return of === 0 ? "" : `${((100 * count) / of).toFixed(1)}%`;
}

function Counts(props: { readonly title: string; readonly of: number; readonly counts: readonly [string, number][] }) {
  const { title, of, counts } = props;
  if (counts.length === 0) return null;
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col" class="num">
            cases
          </th>
          <th scope="col" class="num">
            share
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.map(([name, count]) => (
          <tr key={name}>
            <td>{name}</td>
            <td class="m num">{number(count)}</td>
            <td class="m num">{percent(count, of)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Share({ title, share }: { readonly title: string; readonly share: RuleShare }) {
  const { reached, of, missing } = share;
  return (
    <details>
      <summary>
        {title}: <b>{reached}</b> of {of}
      </summary>
      <p class="m in">{missing.length === 0 ? "all of them" : `not yet: ${missing.join(", ")}`}</p>
    </details>
  );
}

function sorted(counts: Readonly<Record<string, number>>): [string, number][] {
  return Object.entries(counts).sort(([a, m], [b, n]) => n - m || a.localeCompare(b));
}

function Numbers({ now }: { readonly now: CampaignProgress }) {
  const { cases, counted, seconds, verdicts, outcomes, features, certificates, silent, exhausted, median, weak } = now;
  const figures = [
    ["cases", number(cases)],
    ["a second", number(cases / Math.max(seconds, 0.001))],
    ["discarded", percent(verdicts["refused"] ?? 0, counted) || "0%"],
    ["median nodes", number(median)],
  ];
  return (
    <>
      <dl class="nums sec">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {weak.length === 0 ? null : <p class="sec">Few differences would be seen: {weak.join("; ")}.</p>}
      <div class="sec counts">
        <Counts title="verdict" of={counted} counts={sorted(verdicts)} />
        <Counts title="certificate" of={counted} counts={sorted(certificates)} />
        <Counts
          title="the source"
          of={counted}
          counts={[...sorted(outcomes), ["wrote nothing", silent], ["machine exhausted", exhausted]]}
        />
      </div>
      <div class="ob">
        <Share title="rules of Ell" share={now.ell} />
        <Share title="rules of the machine" share={now.machine} />
        <details>
          <summary>features of the programs</summary>
          <div class="in">
            <Counts title="feature" of={counted} counts={sorted(features)} />
          </div>
        </details>
      </div>
      <p class="sec sm">Counts are of whole blocks: {number(counted)} cases. Rules are those of every tenth case.</p>
    </>
  );
}

function Found({ finding, by }: { readonly finding: CampaignFinding; readonly by: string | undefined }) {
  const { index, class: kind, detail, token, text, nodes } = finding;
  return (
    <li class="sec">
      <p>
        <b>✗ {kind}</b> <small>case {number(index)}</small>
      </p>
      <p>{detail}</p>
      {text === undefined ? null : <pre class="m">{text}</pre>}
      <p>
        <button type="button" class="btn" onClick={() => void openToken(token, by)}>
          Open it
        </button>{" "}
        <small>{nodes === undefined ? "as it was generated" : `made small: ${nodes} nodes`}</small>
      </p>
      <p class="m token">{token}</p>
    </li>
  );
}

/** The pane. */
export function Campaign() {
  const seed = useSignal("1");
  const certify = useSignal(false);
  const [now, by] = [progress.value, order.value];
  const chosen = { compiler: compiler.value, level: level.value, passes: namedPasses.value };
  const valid = /^\d{1,9}$/.test(seed.value);
  const start = (event: Event): void => {
    event.preventDefault();
    if (valid) void startCampaign({ seed: Number(seed.value), certify: certify.value, ...chosen });
  };
  return (
    <div class="campaign">
      <form class="sec" onSubmit={start}>
        <p>Generated programs, compiled, run on both sides and compared. A test proves nothing; it finds bugs.</p>
        <p class="line">
          <label>
            Seed{" "}
            <input
              type="text"
              inputMode="numeric"
              size={9}
              aria-invalid={!valid}
              value={seed.value}
              onInput={(event) => (seed.value = event.currentTarget.value)}
            />
          </label>
          <label>
            <input
              type="checkbox"
              checked={certify.value}
              onChange={(event) => (certify.value = event.currentTarget.checked)}
            />{" "}
            certificates too
          </label>
        </p>
        <p class="line">
          {running.value ? (
            <button key="stop" type="button" class="btn" onClick={stopCampaign}>
              Stop
            </button>
          ) : (
            <button key="start" type="submit" class="btn" disabled={!valid}>
              Start
            </button>
          )}
          <small>with {compilerWords(chosen)}</small>
        </p>
      </form>
      <p class="sec" role="status">
        {running.value
          ? `Running with ${by === undefined ? "" : compilerWords(by)}.`
          : order.value === undefined
            ? "No campaign yet."
            : `Ended${ended.value === undefined ? "" : `: ${ended.value}`}.`}{" "}
        {order.value === undefined
          ? null
          : findings.value.length === 0
            ? "No counterexample so far."
            : `${findings.value.length} counterexample${findings.value.length === 1 ? "" : "s"}.`}
      </p>
      {now === undefined ? null : <Numbers now={now} />}
      <ol aria-label="Counterexamples">
        {findings.value.map((finding) => (
          <Found key={finding.index} finding={finding} by={by?.compiler} />
        ))}
      </ol>
    </div>
  );
}
