/**
 * `etalon challenge`: everybody's image of one source, each judged, then compared. It says who is right, not who agrees with
 * whom: all may have the same wrong binary.
 */

import { issueCertificate } from "../../compiler/index.ts";
import { positionsIn } from "../../index.ts";
import { hex } from "../../machine/index.ts";
import {
  bundleDigest,
  bundleOf,
  defaultBudgets,
  describeAct,
  type SourceFiles,
  timesBudgets,
  writeCertificate,
} from "../../proof/index.ts";
import {
  type Answered,
  type Challenge,
  type Challenged,
  type ChallengeOutcome,
  challenge,
  type Differing,
  type Policy,
  usualPolicy,
} from "../../trust/index.ts";
import { type Candidate, fetchAll, type ServerReport } from "../../trust/node/index.ts";
import type { Arguments } from "../arguments.ts";
import { usageError } from "../command-error.ts";
import { exitCodes } from "../exit-codes.ts";
import { keepBlame } from "../host/blame.ts";
import { build } from "../host/built.ts";
import { checkerAtHand } from "../host/checker.ts";
import { certificateBeside, exists, readBytes } from "../host/files.ts";
import { loadProgram, sourceOf } from "../host/load.ts";
import { loadImage } from "../host/load-image.ts";
import { optimisationOptions } from "../host/optimisation-options.ts";
import { cacheIn, printServers, serverOptions, serversDocument, serversIn } from "../host/servers.ts";
import { checkedName, loadLock, loadPolicy, lockedUnder, lockOption, usualLock } from "../host/trust-files.ts";
import type { Verb } from "../verb.ts";
import { budgetOf, budgetOption } from "../view/budget.ts";
import { plural, sha256 } from "../view/facts.ts";
import { indented } from "../view/layout.ts";
import { printable } from "../view/printable.ts";
import { bytesDocument } from "../view/program-end.ts";
import type { Output, Role } from "../view/terminal.ts";
import { shown } from "./check/counterexample.ts";

/** `etalon challenge`. */
export const challengeVerb: Verb = {
  name: "challenge",
  summary: "compare everybody's binary of one source, and say who is right",
  operands: ["NAME|FILE"],
  options: [
    ...serverOptions,
    { name: "image", value: "A.elf", repeatable: true, help: "an image that you have; its certificate lies beside it" },
    { name: "build", help: "one that is compiled here, of FILE" },
    lockOption,
    {
      name: "policy",
      value: "FILE",
      help: "whose statements count: a false one is kept as evidence, in the folder blame",
    },
    { name: "runs", value: "N", help: "generated inputs for an image that is not certified; 300 unless given" },
    budgetOption,
    ...optimisationOptions.map((option) => ({ ...option, needs: ["build"] })),
  ],
  details: [
    "Each image is certified, or refused, by itself; after a refusal inputs are sought on which it is wrong, made of the\n" +
      "constants in the code that the checker stopped in. Then the code is compared, from point to point of the source.",
    "Exits 0 when all are certified, the same or not; 1 when one is refused or wrong; 4 when one is not shown; 5 when\n" +
      "there is none.",
  ],
  examples: [
    "etalon challenge mine --from http://127.0.0.1:8080",
    "etalon challenge mine.ell --image theirs.elf --build",
  ],
  async run({ terminal, json, arguments: given }) {
    const operand = given.operands[0]!;
    const local = operand.endsWith(".ell") ? loadProgram(operand) : undefined;
    const servers = serversIn(given);
    const images = given.texts("image");
    if (servers.length + images.length === 0 && !given.flag("build"))
      throw usageError("`etalon challenge` needs --from URL, --image A.elf or --build");
    if (given.flag("build") && local === undefined)
      throw usageError("--build needs FILE: the digest in the lock file says what the source is, not where");
    const lock = given.text("lock") ?? usualLock;
    const source = local === undefined ? undefined : sourceOf(local);
    const digest =
      source === undefined
        ? lockedUnder(checkedName(operand), lock, loadLock(lock)).source
        : bundleDigest(bundleOf(source));
    const policyPath = given.text("policy");
    const policy = policyPath === undefined ? usualPolicy : loadPolicy(policyPath);
    const budgets = timesBudgets(defaultBudgets, budgetOf(given));
    const found = await fetchAll({
      ...{ source: digest, servers, cache: cacheIn(given), checker: checkerAtHand().digest, assumptions: [], budgets },
      least: { stackBytes: 0, heapBytes: 0 },
      policy,
      onProgress: (text) => terminal.progress(text),
    });
    terminal.progress("");
    const files = source ?? found.files;
    const blame = found.tried.flatMap((one) => keepBlame(".", one));
    const all = [
      ...(given.flag("build") && local !== undefined ? [builtHere(local, given)] : []),
      ...images.map(imageAt),
      ...found.tried.map((one) => offered(one, found.offeredBy, policy)),
    ];
    const runs = given.integer("runs", 300, { min: 0, max: 1_000_000 });
    const result: Challenge =
      files === undefined
        ? { outcome: "none", program: undefined, images: [], differences: [] }
        : challenge(files, all, { budgets, runs });
    terminal.progress("");
    const place = placesOf(result, files);
    if (!json) print(result, place, found.servers, blame, terminal.out);
    return { exit: exitOf(result), document: documentOf(digest, result, place, found.servers, blame) };
  },
};

function builtHere(loaded: ReturnType<typeof loadProgram>, given: Arguments): Challenged {
  const built = build(loaded, given);
  const certificate = issueCertificate(built.compilation, sourceOf(loaded), built.file);
  return { image: built.file, certificate: new TextEncoder().encode(writeCertificate(certificate)), from: ["here"] };
}

function imageAt(path: string): Challenged {
  const { bytes: image } = loadImage(path);
  const beside = certificateBeside(path);
  return { image, certificate: exists(beside) ? readBytes(beside) : undefined, from: [path] };
}

function offered(
  { image, certificate, judgement }: Candidate,
  offeredBy: ReadonlyMap<string, readonly URL[]>,
  { signed }: Policy,
): Challenged {
  const signers = judgement.judged.flatMap(({ statement, signers: keys, outcome }) => {
    // A server may show what was said of other files.
    const isOther = outcome.kind === "fails" && (outcome.fault === "other-image" || outcome.fault === "other-source");
    return statement === undefined || isOther ? [] : keys;
  });
  const holders = [...(signed?.holders ?? [])].filter(([, keys]) =>
    keys.some(({ id }) => signers.some((key) => key.id === id)),
  );
  const from = (offeredBy.get(sha256(image)) ?? []).map(({ host }) => host);
  return { image, certificate, from, saidBy: holders.map(([name]) => name) };
}

/** Where a node of the program is, and its text. */
interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly text: string;
}

type PlaceOf = (node: number | undefined) => Place | undefined;

function placesOf({ program }: Challenge, files: SourceFiles | undefined): PlaceOf {
  if (program === undefined || files === undefined) return () => undefined;
  const texts = new Map([...files.files].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));
  const { entry } = files;
  const find = positionsIn({ name: entry, text: texts.get(entry) ?? "", imported: texts });
  return (node) => {
    const span = node === undefined ? undefined : program.origins[node];
    if (span === undefined) return undefined;
    const { line, column, file = entry } = find(span);
    const text = (texts.get(file) ?? "").slice(span.start, Math.min(span.end, span.start + 60)).replaceAll(/\s+/g, " ");
    return { file, line, column, text };
  };
}

function exitOf({ outcome, images }: Challenge): number {
  if (outcome === "none") return exitCodes.unavailable;
  if (images.every(({ state }) => state === "right")) return exitCodes.ok;
  const bad = images.some(({ state, answer }) => state === "wrong" || answer.verdict === "refused");
  return bad ? exitCodes.differs : exitCodes.undecided;
}

const words: Readonly<Record<ChallengeOutcome, string>> = {
  "same-certified": "everybody has the same image, and it is right",
  "same-wrong": "everybody has the same image, and it is WRONG: that they agree says nothing",
  "same-unshown": "everybody has the same image, and nothing shows that it is right",
  "different-certified": "the images differ, and all of them are right: nobody is to blame",
  "different-some-wrong": "the images differ, and what is marked WRONG is wrong",
  "different-unshown": "the images differ, and of what is marked UNSHOWN it is not known whether it is right",
  none: "UNAVAILABLE: nobody gave an image of this source",
};

const column = 9;

function print(
  { outcome, images, differences }: Challenge,
  place: PlaceOf,
  servers: readonly ServerReport[],
  blame: readonly string[],
  out: Output,
): void {
  const entry = (title: string, text: string): void => out.line(indented(title, text, column, out.width));
  const roles: Readonly<Record<Answered["state"], Role>> = { right: "good", wrong: "bad", unshown: "doubt" };
  for (const [i, image] of images.entries()) {
    const head = image.state.toUpperCase();
    out.line(
      `${out.paint(roles[image.state], head)}${" ".repeat(column - head.length)}${image.sha256.slice(0, 16)}…  ${printable(image.from.join(", "))}`,
    );
    if (image.saidBy.length > 0) entry("", `said by ${image.saidBy.join(", ")}: that is their word`);
    entry("", answerWords(image, place));
    if (image.shown !== undefined) entry("", inputWords(image.shown));
    else if (image.tried > 0) entry("", `${plural(image.tried, "input")} tried: none shows that it is wrong`);
    for (const difference of differences) if (difference.b === i) entry("", differenceWords(difference, images, place));
  }
  printServers(servers, out);
  out.line(
    `${out.paint("strong", "VERDICT")}  ${out.paint(outcome.endsWith("certified") ? "good" : outcome.endsWith("wrong") ? "bad" : "doubt", words[outcome])}`,
  );
  for (const one of blame) out.line(`         a statement by a key of the policy is false; the evidence is in ${one}`);
}

function at(found: Place | undefined): string {
  return found === undefined ? "" : `, ${found.file}:${found.line}:${found.column} \`${found.text}\``;
}

function answerWords({ answer }: Answered, place: PlaceOf): string {
  switch (answer.verdict) {
    case "certified":
      return `certified: ${plural(answer.statistics.obligations, "obligation")}`;
    case "refused": {
      const { obligation } = answer;
      if (obligation === undefined) return `refused: ${answer.reason}`;
      const pc = obligation.pc === undefined ? "" : `, at ${hex(obligation.pc)}`;
      const sides = `source ${obligation.source ?? ""}, machine ${obligation.machine ?? ""}`;
      return `refused: ${answer.reason}${at(place(obligation.node ?? obligation.from.node))}${pc}: ${sides}`;
    }
    case "undecided":
    case "starved":
      return `${answer.verdict}: ${answer.reason}`;
    case "invalid":
      return `the ${answer.part} is invalid`;
    case "none":
      return "without a certificate";
  }
}

function inputWords({ input, difference }: NonNullable<Answered["shown"]>): string {
  if (difference.kind !== "behaviour") return `input ${shown(input)}`;
  const { source, machine } = difference.at;
  return `input ${shown(input)}: the source ${describeAct(source)}, the image ${describeAct(machine)}`;
}

function differenceWords(
  { class: kind, node, left, right, a }: Differing,
  images: readonly Answered[],
  place: PlaceOf,
): string {
  const pc = ({ pc: where, text }: typeof left): string => (where === undefined ? text : `${hex(where)} ${text}`);
  return `first difference (${kind})${at(place(node))}: ${pc(left)} in ${images[a]!.sha256.slice(0, 8)}, ${pc(right)} here`;
}

function documentOf(
  source: string,
  { outcome, images, differences }: Challenge,
  place: PlaceOf,
  servers: readonly ServerReport[],
  blame: readonly string[],
): Record<string, unknown> {
  const where = (node: number | undefined) => {
    const found = place(node);
    return found === undefined ? null : { file: found.file, line: found.line, column: found.column, text: found.text };
  };
  return {
    ...{ source, outcome, servers: serversDocument(servers), blame },
    images: images.map(({ sha256: digest, from, saidBy, state, answer, tried, shown: found }) => ({
      ...{ sha256: digest, from, saidBy, state, verdict: answer.verdict, tried },
      reason: "reason" in answer ? answer.reason : null,
      where: answer.verdict === "refused" ? where(answer.obligation?.node ?? answer.obligation?.from.node) : null,
      input: found === undefined ? null : bytesDocument(found.input),
    })),
    differences: differences.map(({ a, b, class: kind, node, left, right }) => ({
      ...{ a, b, class: kind, where: where(node) },
      left: { pc: left.pc ?? null, text: left.text },
      right: { pc: right.pc ?? null, text: right.text },
    })),
  };
}
