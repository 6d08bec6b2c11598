/**
 * The toolbar: which program, on which input, by which compiler; the verdicts; and the link to all of that.
 */

import { useSignal } from "@preact/signals";
import { useRef } from "preact/hooks";
import { exampleNames } from "../state/examples.ts";
import { isOneFile, saveOffline } from "../state/offline.ts";
import { openTable } from "../state/open-table.ts";
import { present, presenting } from "../state/presentation.ts";
import {
  breakCompiler,
  choices,
  compiler,
  example,
  input,
  inputProblem,
  level,
  levels,
  loadChoices,
  notice,
  openExample,
  openToken,
  present as presentState,
  setLevel,
  shareLink,
} from "../state/session.ts";
import { setTheme, theme } from "../state/theme.ts";
import { Chips } from "./argument.tsx";

/** The compiler that the switch breaks ours with, before another is chosen. */
const firstMutant = "bounds-off-by-one";

function BreakSwitch() {
  const broken = compiler.value !== undefined;
  const groups = Map.groupBy(choices.value, ({ group }) => group);
  return (
    <>
      <button
        type="button"
        class="sw"
        id="break"
        role="switch"
        aria-checked={broken}
        onClick={() => void breakCompiler(broken ? undefined : firstMutant)}
        onMouseEnter={() => void loadChoices()}
      >
        <span class="t" /> Break the compiler
      </button>
      {broken && choices.value.length > 0 ? (
        <select
          aria-label="Which bug"
          value={compiler.value}
          onChange={(e) => void breakCompiler(e.currentTarget.value)}
        >
          {[...groups].map(([group, members]) => (
            <optgroup key={group} label={group}>
              {members.map(({ name }) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      ) : null}
    </>
  );
}

function LevelChoice() {
  return (
    <label class="field">
      <span class="k">Level</span>
      <select
        id="level"
        aria-keyshortcuts="o"
        title="How much the compiler optimises: nothing, what is simple, or everything"
        value={level.value}
        onChange={(event) => setLevel(levels[event.currentTarget.selectedIndex] ?? 0)}
      >
        {levels.map((one) => (
          <option key={one} value={one}>
            -O{one}
          </option>
        ))}
      </select>
    </label>
  );
}

function Share() {
  const copied = useSignal(false);
  const share = async (): Promise<void> => {
    const link = await shareLink();
    history.replaceState(null, "", link);
    try {
      await navigator.clipboard.writeText(link);
      copied.value = true;
      setTimeout(() => (copied.value = false), 2000);
    } catch {
      notice.value = { title: "The link is in the address bar.", text: "The browser does not let the page copy it." };
    }
  };
  return (
    <button
      type="button"
      class="btn"
      id="share"
      onClick={() => void share()}
      // Some browsers let a page copy only at once: what makes links is loaded before the click.
      onPointerEnter={() => void import("../state/link.ts")}
      onFocus={() => void import("../state/link.ts")}
    >
      <span aria-live="polite">{copied.value ? "Link copied" : "Share"}</span>
    </button>
  );
}

/** A text for the clipboard; where the browser refuses that, it is shown. */
async function copy(text: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    notice.value = { title: "Copied.", text: `${text.split("\n").length} lines.` };
  } catch {
    notice.value = { title: "The browser does not let the page copy this:", text: "", quoted: text };
  }
}

/** The present state as code. */
async function copyCode(): Promise<void> {
  const { libraryCode } = await import("../state/library-code.ts");
  await copy(libraryCode(presentState()));
}

/** The present state inside another page. */
async function embedCode(): Promise<string> {
  const address = (await shareLink()).replace(/\?[^#]*/, "").replace("#", "?embed=ell,lockstep#");
  const frame = document.createElement("iframe");
  frame.title = "Etalon";
  frame.width = "100%";
  frame.height = "700";
  frame.setAttribute("src", address);
  return frame.outerHTML;
}

/** What can be done with the present state besides. */
function More() {
  const menu = useRef<HTMLDetailsElement>(null);
  const act = (run: () => Promise<void>) => () => {
    if (menu.current !== null) menu.current.open = false;
    void run().catch((error: unknown) => {
      notice.value = { title: "That did not work.", text: String(error) };
    });
  };
  const show = (table: "mutants" | "faults"): Promise<void> => {
    openTable.value = table;
    return Promise.resolve();
  };
  const replay = (event: SubmitEvent): void => {
    event.preventDefault();
    const token = new FormData(event.currentTarget as HTMLFormElement).get("token");
    act(() => openToken(typeof token === "string" ? token : ""))();
  };
  return (
    <details class="menu" ref={menu}>
      <summary class="btn">More</summary>
      <div class="sheet">
        <button type="button" class="btn q" onClick={act(saveOffline)}>
          Save as a file
        </button>
        <button type="button" class="btn q" onClick={act(copyCode)}>
          Copy as library code
        </button>
        <button type="button" class="btn q" onClick={act(async () => copy(await embedCode()))}>
          Copy for another page
        </button>
        <button type="button" class="btn q" onClick={act(() => show("mutants"))}>
          The mutants’ kill matrix
        </button>
        <button type="button" class="btn q" onClick={act(() => show("faults"))}>
          The calibration matrix
        </button>
        <form onSubmit={replay}>
          <label class="field">
            <span class="k">Replay token</span>
            <input type="text" name="token" size={16} spellcheck={false} autocomplete="off" />
          </label>
          <button type="submit" class="btn">
            Open
          </button>
        </form>
      </div>
    </details>
  );
}

/** The bar at the top. */
export function Toolbar() {
  return (
    <header class="bar">
      <h1 class="brand">
        <svg viewBox="0 0 24 16" aria-hidden="true">
          <path
            d="M1 3h22v10H1zM5 3v5M9 3v3M13 3v5M17 3v3M21 3v5"
            fill="none"
            stroke="currentColor"
            stroke-width="1.5"
          />
        </svg>
        Etalon
      </h1>
      <label class="field">
        <span class="k">Example</span>
        <select id="example" value={example.value} onChange={(event) => void openExample(event.currentTarget.value)}>
          {example.value === "" ? <option value="">(other text)</option> : null}
          {exampleNames.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
      <label class="field">
        <span class="k">Input</span>
        <input
          id="input"
          type="text"
          spellcheck={false}
          title="Printable characters as they are; other bytes as \n, \t, \\ or \x00"
          aria-invalid={inputProblem.value !== undefined}
          value={input.value}
          onInput={(event) => (input.value = event.currentTarget.value)}
        />
      </label>
      <LevelChoice />
      <BreakSwitch />
      <span class="grow" />
      {isOneFile() ? null : (
        <a class="btn q" href="../index.html">
          Docs
        </a>
      )}
      <Chips />
      <Share />
      <More />
      <button type="button" class="btn q" id="present" aria-keyshortcuts="p" onClick={() => present(!presenting.value)}>
        {presenting.value ? (
          <>
            Leave <kbd>Esc</kbd>
          </>
        ) : (
          "Present"
        )}
      </button>
      <button
        type="button"
        class="btn q"
        id="theme"
        aria-label={theme.value === "dark" ? "Light theme" : "Dark theme"}
        onClick={() => setTheme(theme.value === "dark" ? "light" : "dark")}
      >
        ◐
      </button>
    </header>
  );
}
