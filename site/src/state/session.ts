/**
 * The state of the page, and the only way it changes: a question is asked, and the worker answers in stages. What does not
 * come in time can be stopped; a worker that is stopped is replaced by a fresh one.
 */

import { batch, computed, signal } from "@preact/signals";
import { type Remote, wrap } from "comlink";
import type { Result } from "etalon";
import type { Level } from "etalon/compiler";
import type { RuleKey } from "etalon/rules";
import {
  type Checked,
  type Compiled,
  type CompilerChoice,
  type GivenFiles,
  type ImportedFile,
  type MemorySizes,
  nothingCompiled,
  type Replayed,
  type Tested,
  usualEntry,
  type WalkedSquare,
} from "../worker/analysis.ts";
import type { Workbench } from "../worker/workbench.ts";
import { column } from "./column.ts";
import { exampleText, first, importedByExample } from "./examples.ts";
import { bytesOf, textOf } from "./input-text.ts";
import { collapsed, collapsedIn } from "./panes.ts";
import { programOf, ruleInLink } from "./rule-link.ts";
import { goTo, lockstep, prepareRun, square, squareCount } from "./run.ts";
import { readState, type Shared } from "./shared.ts";
import { startWorker } from "./start-worker.ts";
import { lookedAt, wantedStep } from "./wanted-step.ts";

export const source = signal<string>(first.source);
/** What the main file is called. */
export const entry = signal<string>(usualEntry);
/** The files that it imports, but for the standard library. */
export const files = signal<readonly ImportedFile[]>([]);
export const input = signal<string>(first.input);
/** The example in the editor; empty for a text of one's own. */
export const example = signal<string>(first.name);
/** The compiler that is asked, where it is not ours. */
export const compiler = signal<string | undefined>(undefined);
/** The levels of the compiler, in order. */
export const levels: readonly Level[] = [0, 1, 2];

/** How much the compiler optimises. The page begins with nothing: plain code is easier to follow. */
export const level = signal<Level>(0);
/** Names of optimisations that are made or, with a `-`, left out at that level. */
export const namedPasses = signal<readonly string[]>([]);
/** Assembly that was edited by hand, and is looked at in the place of what the compiler makes. */
export const assembly = signal<string | undefined>(undefined);
/** How the assembly is looked at. */
export const assemblyViews = ["Listing", "Text"] as const;
export const assemblyView = signal<(typeof assemblyViews)[number]>("Listing");
/** An image and a certificate that came as files, and are looked at instead of what would be compiled. */
export const given = signal<GivenFiles | undefined>(undefined);
/** Stack and heap, where they are not the usual ones. */
export const memory = signal<MemorySizes>({});
/** All of these: what the page asks about. */
const question = computed(() => ({
  source: source.value,
  entry: entry.value,
  files: files.value,
  input: input.value,
  compiler: compiler.value,
  level: level.value,
  passes: namedPasses.value,
  assembly: assembly.value,
  given: given.value,
  memory: memory.value,
}));
export const choices = signal<readonly CompilerChoice[]>([]);

/** The last program that could be compiled; `stale` while the text is another. */
export const compiled = signal<Extract<Compiled, { kind: "compiled" }> | undefined>(undefined);
export const stale = signal(false);
export const problem = signal<Exclude<Compiled, { kind: "compiled" }> | undefined>(undefined);
export const checked = signal<Checked | undefined>(undefined);
export const tested = signal<Tested | undefined>(undefined);
/** What the worker is doing, in words, once that takes long enough to say so. */
export const busy = signal<string | undefined>(undefined);
/** Something to say that is about no line of the program. */
export const notice = signal<{ readonly title: string; readonly text: string; readonly quoted?: string } | undefined>(
  undefined,
);

export const inputProblem = computed(() => {
  const bytes = bytesOf(input.value);
  return bytes.ok ? undefined : bytes.error;
});
export const choice = computed(() => choices.value.find(({ name }) => name === compiler.value));

interface Running {
  readonly worker: Worker;
  readonly bench: Remote<Workbench>;
}

let running: Running | undefined;
let asked = 0;
let working = false;
/** The square that a link asks for, once the run is there; or the rule, at whose first step it opens. */
let wanted: number | undefined;
let wantedRule: RuleKey | undefined;

function start(): Running {
  const worker = startWorker();
  return { worker, bench: wrap<Workbench>(worker) };
}

function bench(): Remote<Workbench> {
  running ??= start();
  return running.bench;
}

/** End what the worker does, whatever it is. */
function stop(): void {
  asked++;
  running?.worker.terminate();
  running = undefined;
  working = false;
  busy.value = undefined;
}

/** End all that is being done, on the reader's word. */
export function stopAll(): void {
  stop();
  for (const end of asides.values()) end();
  notice.value = { title: "Stopped.", text: "Edit the program, or its input, to go on." };
}

/** Say what is being done, if it takes long enough to be noticed. */
async function stage<T>(words: string, work: Promise<T>): Promise<T> {
  const mine = asked;
  const timer = setTimeout(() => {
    if (mine === asked) busy.value = words;
  }, 200);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
    if (mine === asked) busy.value = undefined;
  }
}

async function ask(): Promise<void> {
  if (working) stop();
  const mine = ++asked;
  const current = (): boolean => mine === asked;
  const bytes = bytesOf(input.value);
  if (!bytes.ok) return;
  working = true;
  try {
    const asking = { ...question.value, input: bytes.value };
    const answer = await stage<Compiled>(
      asking.assembly === undefined ? "Compiling…" : "Looking for a certificate…",
      bench().compile(asking),
    );
    if (!current()) return;
    const shown = answer.kind === "compiled" ? await prepareRun(answer.lockstep, wanted, squaresOf) : undefined;
    if (!current()) return;
    show(answer, shown);
    if (answer.kind !== "compiled") return;
    if (asking.source === source.peek()) void showWantedRule();
    const verdict = await stage<Checked>("Checking the certificate…", bench().check());
    if (!current()) return;
    checked.value = verdict;
    const report = await stage<Tested>("Testing on inputs…", bench().test());
    if (!current()) return;
    tested.value = report;
    while (lockstep.value?.over === false) {
      const run = await bench().walkOn();
      if (!current()) return;
      lockstep.value = run;
      if (wanted !== undefined || run.broken !== undefined) goTo(wanted ?? run.broken ?? 1);
      if (wanted !== undefined && wanted <= squareCount.value) wanted = undefined;
    }
    wanted = undefined;
  } catch (error) {
    if (!current()) return;
    stop();
    notice.value = {
      title: "The worker failed. This is a mistake of ours.",
      text: "Edit the program to go on.",
      quoted: String(error),
    };
  } finally {
    if (current()) working = false;
  }
}

/** Squares of the run that the worker has; a worker that was stopped has none, and is asked everything again. */
async function squaresOf(from: number, to: number): Promise<readonly WalkedSquare[]> {
  if (running === undefined) {
    wanted = square.value;
    void ask();
    return [];
  }
  return bench().squares(from, to);
}

/** Ask the worker about what it has compiled; one that was stopped has nothing. */
export async function ofWorker<T>(
  question: (bench: Remote<Workbench>) => Promise<T>,
  otherwise: Awaited<T>,
): Promise<Awaited<T>> {
  if (running === undefined) return otherwise;
  const from = running;
  try {
    return await question(from.bench);
  } catch (error) {
    // It may have been stopped since, or be at work on another program.
    if (running !== from || (error instanceof Error && error.message === nothingCompiled)) return otherwise;
    throw error;
  }
}

/** The same, for what is of no use any more once another program is asked for. */
export async function workerSays<T>(question: (bench: Remote<Workbench>) => Promise<T>): Promise<T | undefined> {
  const mine = asked;
  const [answer] = await ofWorker<readonly T[]>(async (bench) => [await question(bench)], []);
  return mine === asked ? answer : undefined;
}

/** Go to the first step at which the rule of a link fires. */
async function showWantedRule(): Promise<void> {
  const key = wantedRule;
  wantedRule = undefined;
  if (key === undefined) return;
  const [at] = (await workerSays((bench) => bench.findRule(key))) ?? [];
  if (at === undefined) return;
  batch(() => {
    goTo(at.square);
    wantedStep.value = at;
    column.value = "Rule";
  });
}

function show(answer: Compiled, showRun: (() => void) | undefined): void {
  batch(() => {
    checked.value = undefined;
    tested.value = undefined;
    if (answer.kind !== "compiled") {
      problem.value = answer;
      return;
    }
    problem.value = undefined;
    stale.value = false;
    compiled.value = answer;
    showRun?.();
    if (wanted !== undefined && wanted <= squareCount.value) wanted = undefined;
  });
}

/** The text in the editor is now this. */
export function edit(text: string): void {
  if (text === source.value) return;
  source.value = text;
  example.value = "";
}

/** The text of an imported file is now this. */
export function editFile(path: string, text: string): void {
  files.value = files.value.map((file) => (file[0] === path ? [path, text] : file));
  example.value = "";
}

/** Give the program one more file, with nothing in it; or take one away. */
export function addFile(path: string): void {
  files.value = [...files.value, [path, ""]];
}

export function removeFile(path: string): void {
  files.value = files.value.filter((file) => file[0] !== path);
}

/** The program has this one file. */
function alone(text: string): void {
  source.value = text;
  entry.value = usualEntry;
  files.value = [];
  assembly.value = undefined;
  wantedStep.value = undefined;
}

/** Open an example. */
export async function openExample(name: string): Promise<void> {
  const [text, imported] = await Promise.all([exampleText(name), importedByExample(name)]);
  batch(() => {
    alone(text);
    files.value = imported;
    example.value = name;
    input.value = name === first.name ? first.input : "";
    compiler.value = undefined;
    given.value = undefined;
    memory.value = {};
    square.value = 1;
    notice.value = undefined;
  });
}

/** Back to the image as it came, or as the compiler makes it. */
export function undoAssembly(): void {
  assembly.value = undefined;
}

/** The compiler is asked again: what was edited by hand is another image. */
function giveUpEdit(): void {
  if (assembly.value === undefined) return;
  undoAssembly();
  notice.value = {
    title: "The compiler’s image is here again.",
    text: "What was edited by hand was given up for it.",
  };
}

/** Compile at this level, with all of its optimisations. */
export function setLevel(wanted: Level): void {
  batch(() => {
    giveUpEdit();
    level.value = wanted;
    namedPasses.value = [];
    given.value = undefined;
  });
}

/** Make an optimisation, or leave it out. */
export function choosePass(name: string, made: boolean): void {
  giveUpEdit();
  const others = namedPasses.value.filter((one) => one !== `-${name}`);
  namedPasses.value = made ? others : [...others, `-${name}`];
}

/** Break the compiler in this way, and open the program that shows it, plainly compiled; with no name, our compiler again. */
export async function breakCompiler(name: string | undefined): Promise<void> {
  giveUpEdit();
  given.value = undefined;
  memory.value = {};
  if (name === undefined) {
    compiler.value = undefined;
    return;
  }
  await loadChoices();
  const found = choices.value.find((one) => one.name === name);
  batch(() => {
    compiler.value = name;
    square.value = 1;
    if (found?.witness === undefined) return;
    setLevel(0);
    example.value = "";
    alone(found.witness.source);
    input.value = textOf(found.witness.input);
  });
}

/** The list of compilers, loaded when first needed. */
export async function loadChoices(): Promise<void> {
  if (choices.value.length > 0) return;
  choices.value = (await aside("Loading the compilers…", (own) => own.compilers())) ?? [];
}

/** Workers of their own, each for one answer: the other may be stopped at any time. */
const asides = new Map<Worker, () => void>();

/** Ask a worker of its own; undefined when it was stopped. */
async function aside<T>(words: string, question: (own: Remote<Workbench>) => Promise<T>): Promise<T | undefined> {
  const { worker, bench: own } = start();
  const stopped = new Promise<undefined>((settle) => asides.set(worker, () => settle(undefined)));
  const timer = setTimeout(() => (busy.value = words), 200);
  try {
    return await Promise.race([question(own), stopped]);
  } finally {
    clearTimeout(timer);
    if (busy.value === words) busy.value = undefined;
    asides.delete(worker);
    worker.terminate();
  }
}

/** The step whose rule is shown, if one is. */
function shownStep(): Shared["step"] {
  const at = lookedAt.value;
  return column.value === "Rule" && at?.square === square.value ? { side: at.side, index: at.index } : undefined;
}

/** What is shown now. */
export function present(): Shared {
  const step = shownStep();
  return {
    source: source.value,
    ...(entry.value === usualEntry ? {} : { entry: entry.value }),
    ...(files.value.length === 0 ? {} : { files: files.value }),
    input: input.value,
    compiler: compiler.value,
    ...(level.value === 0 ? {} : { level: level.value }),
    ...(assembly.value === undefined ? {} : { assembly: assembly.value }),
    ...(namedPasses.value.length === 0 ? {} : { passes: namedPasses.value }),
    square: square.value,
    given: given.value,
    memory: memory.value,
    ...(step === undefined ? {} : { step }),
    ...(collapsed.value.size === 0 ? {} : { collapsed: [...collapsed.value] }),
  };
}

/** The address of the present state. */
export async function shareLink(): Promise<string> {
  const shown = present();
  const { linkOf } = await import("./link.ts");
  return `${location.href.replace(/#.*/s, "")}${linkOf(shown)}`;
}

/** Show this. */
function open(shared: Shared): void {
  batch(() => {
    notice.value = undefined;
    example.value = "";
    source.value = shared.source;
    entry.value = shared.entry ?? usualEntry;
    files.value = shared.files ?? [];
    input.value = shared.input;
    compiler.value = shared.compiler;
    level.value = shared.level ?? 0;
    namedPasses.value = shared.passes ?? [];
    assembly.value = shared.assembly;
    if (shared.assembly !== undefined) assemblyView.value = "Text";
    given.value = shared.given;
    memory.value = shared.memory ?? {};
    collapsed.value = collapsedIn(shared.collapsed ?? []);
    wanted = shared.square === 0 ? undefined : shared.square;
    wantedStep.value = shared.step && { square: shared.square, ...shared.step };
    if (shared.step !== undefined) column.value = "Rule";
  });
  if (shared.compiler !== undefined) void loadChoices();
}

/** Take the state from the address, if it has one; or, in a page that is one file, from there. */
async function openLink(hash: string): Promise<void> {
  const [, token, by] = tokenLink.exec(hash) ?? [];
  if (token !== undefined) {
    void openToken(token, by);
    return;
  }
  const key = ruleInLink(hash);
  if (key !== undefined) {
    void openRule(key);
    return;
  }
  if (hash !== "" && hash !== "#") {
    const { readLink } = await import("./link.ts");
    const shared = readLink(hash);
    if (shared.ok) open(shared.value);
    else
      refuse(
        "This link holds no state that can be read.",
        `${shared.error} The example ${first.name} is open instead.`,
        hash,
      );
    return;
  }
  const kept = document.querySelector("#state")?.textContent;
  if (kept === undefined || kept === "null") return;
  const shared = readState(kept);
  if (shared.ok) open(shared.value);
  else refuse("This file holds no state that can be read.", shared.error, kept);
}

/** Open the program that shows a rule, and the step at which it does. */
async function openRule(key: RuleKey): Promise<void> {
  const program = await programOf(key);
  if (!program.ok) {
    notice.value = { title: "This rule cannot be shown at work.", text: program.error };
    return;
  }
  const { source: text, input: bytes } = program.value;
  open({ source: text, input: textOf(new TextEncoder().encode(bytes)), compiler: undefined, square: 0 });
  wantedRule = key;
  // What is there already is not asked for again.
  if (compiled.value !== undefined && !stale.value) void showWantedRule();
}

function refuse(title: string, text: string, quoted: string): void {
  batch(() => {
    notice.value = { title, text, quoted: quoted.slice(0, 200) };
    alone(first.source);
    input.value = first.input;
    compiler.value = undefined;
    given.value = undefined;
    memory.value = {};
  });
}

const tokenLink = /^#(?:replay=)?(e\d+[a-z][\w-]*)(?:&compiler=([\w-]{1,80}))?$/;

/** Open the case that a replay token names, with our compiler or the one of that name. */
export async function openToken(token: string, by?: string): Promise<void> {
  const answer = await aside<Result<Replayed, string>>("Making the case again…", async (own) =>
    own.replay(token.trim()),
  );
  if (answer === undefined) return;
  if (!answer.ok) {
    refuse("This is no replay token.", `${answer.error}. The example ${first.name} is open instead.`, token);
    return;
  }
  const { source: text, input: bytes, memory: sizes, level: at, passes } = answer.value;
  open({ source: text, input: textOf(bytes), compiler: by, level: at, passes, square: 1, memory: sizes });
  wanted = undefined;
}

/** Begin: answer the present question, and each later one once typing pauses. */
export async function begin(): Promise<void> {
  addEventListener("hashchange", () => void openLink(location.hash));
  try {
    await openLink(location.hash);
  } catch (error) {
    refuse(
      "What reads links could not be loaded.",
      `Load the page again. The example ${first.name} is open.`,
      String(error),
    );
  }
  let pause: ReturnType<typeof setTimeout> | undefined;
  question.subscribe(() => {
    const opening = pause === undefined;
    // What is still answered is about another program: it would be shown beside this one.
    if (!opening) asked++;
    batch(() => {
      stale.value = !opening;
      checked.value = undefined;
      tested.value = undefined;
    });
    clearTimeout(pause);
    pause = setTimeout(() => void ask(), opening ? 0 : 250);
  });
}
