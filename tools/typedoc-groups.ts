/**
 * A plugin of typedoc: what a door exports is shown in groups, by the folder it comes from, so that the page of a door with
 * two hundred names reads as a table of contents. Where a folder belongs is said here, once.
 */

import { relative, resolve } from "node:path";
import { type Application, Comment, CommentTag, type Context, Converter, type DeclarationReflection } from "typedoc";

const root = resolve(import.meta.dirname, "..");

/** Folders and files, the most specific first, and the group of what is declared there. */
const groups: readonly (readonly [place: RegExp, group: string])[] = [
  [/^src\/core\//, "Shared by all doors"],
  [/^src\/certify\//, "Advisories"],
  [/^src\/second\//, "The second checker"],
  [/^src\/lang\/(syntax|diagnosis|warnings|explain|files|library)\//, "Text and syntax"],
  [/^src\/lang\/editor\//, "For editors"],
  [/^src\/lang\/check\/report\./, "Text and syntax"],
  [/^src\/lang\/(check|program)\//, "Programs"],
  [/^src\/lang\/semantics\//, "The meaning of programs"],
  [/^src\/calibrate\//, "Measuring another machine"],
  [/^src\/engine\//, "Running images"],
  [/^src\/linux\//, "Programs that speak to Linux"],
  [/^src\/machine\/semantics\//, "The formal machine"],
  [/^src\/machine\/(elf\/|assembler\/|isa\/(image|layout)\.)/, "Files and images"],
  [/^src\/machine\/isa\//, "Instructions"],
  [/^src\/compiler\/certificate\//, "Certificates"],
  [/^src\/compiler\/(flow\/|passes\/allocate\/flow-to-allocated\.)/, "The languages in between"],
  [/^src\/compiler\/(pipeline|passes|stages?|steps|compile-error|target\/memory-layout)\./, "Compiling"],
  [/^src\/compiler\//, "Passes and what they make"],
  [/^src\/proof\/(certificate|checker)\//, "Certificates"],
  [/^src\/proof\/infer\//, "Certificates without a compiler"],
  [/^src\/proof\/evidence\/lockstep\//, "Source and machine in lockstep"],
  [/^src\/proof\/(evidence|argument)\//, "Testing one image"],
  [/^src\/rules\//, "Rules as data"],
  [/^src\/trust\/(attest|judge|statement)\./, "What is said of an image"],
  [/^src\/trust\//, "Keys and envelopes"],
  [/^src\/testing\/generate\//, "Generated programs of Ell"],
  [/^src\/testing\/mutants\//, "Seeded bugs"],
  [
    /^src\/testing\/property\/(judge|explain|indifferent|cases|campaign|record|tally|token|etalon-phases)\./,
    "Testing Etalon's compiler",
  ],
  [/^src\/testing\/property\//, "Testing a compiler of your own"],
];

/** Called by typedoc. */
export function load(app: Application): void {
  app.converter.on(Converter.EVENT_CREATE_DECLARATION, (context: Context, reflection: DeclarationReflection) => {
    const file = context.getSymbolFromReflection(reflection)?.declarations?.[0]?.getSourceFile().fileName;
    // Only what a door exports itself, not the parts of it.
    if (file === undefined || reflection.parent?.parent?.isProject() !== true) return;
    const path = relative(root, file).replaceAll("\\", "/");
    // What another door shows, too, has its page there.
    if (/^src\/([a-z]+\/)?index\.ts$/.test(path)) return;
    const group = groups.find(([place]) => place.test(path))?.[1];
    if (group === undefined)
      throw new Error(`${path} has no group (${reflection.name}): say in tools/typedoc-groups.ts where it belongs`);
    reflection.comment ??= new Comment();
    reflection.comment.blockTags.push(new CommentTag("@category", [{ kind: "text", text: group }]));
  });
}
