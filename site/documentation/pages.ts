/**
 * The pages of the documentation, in the order in which they are shown. Each is a Markdown file of the repository, and has its
 * only home there; here is where it stands on the site.
 */

import { globSync, readdirSync } from "node:fs";
import { join } from "node:path";

/** The repository. */
export const root = join(import.meta.dirname, "../..");

/** A page: the file that it is made of, and the file that it becomes. */
export interface PlannedPage {
  /** From the root of the repository. */
  readonly source: string;
  /** From the root of the site. */
  readonly out: string;
  /** How the list of pages calls it. */
  readonly name: string;
}

/** A part of the documentation. */
export interface Part {
  readonly title: string;
  readonly pages: readonly PlannedPage[];
}

const page = (source: string, name: string, out = `${source.replace(/^docs\/|\.md$/g, "")}.html`): PlannedPage => ({
  source,
  name,
  out: out.toLowerCase(),
});

/** The pages of the library's doors, as typedoc has written them. */
const apiFolder = "docs/api";

function doors(): PlannedPage[] {
  return globSync("**/*.md", { cwd: join(root, apiFolder) })
    .filter((file) => file !== "README.md")
    .sort()
    .map((file) => page(`${apiFolder}/${file}`, file.slice(0, -3)));
}

function decisions(): PlannedPage[] {
  return readdirSync(join(root, "docs/decisions"))
    .sort()
    .map((file) => {
      const [, number = "", words = ""] = /^(\d+)-(.*)\.md$/.exec(file) ?? [];
      return page(`docs/decisions/${file}`, `${number} ${words.replaceAll("-", " ")}`);
    });
}

/** All of them, with the pages of the library or without. */
export const parts = (library: boolean): readonly Part[] => [
  {
    title: "Start",
    pages: [
      page("docs/README.md", "What Etalon is", "index.html"),
      page("docs/tutorial.md", "Ten minutes"),
      page("examples/bring-your-own/README.md", "Your own language", "bring-your-own.html"),
      page("examples/student-compiler/README.md", "A compiler in an afternoon", "student-compiler.html"),
      page("docs/teaching.md", "Teaching with Etalon"),
      page("docs/playground.md", "The playground"),
      page("examples/README.md", "Examples", "examples.html"),
    ],
  },
  {
    title: "The argument",
    pages: [
      page("docs/argument.md", "The argument"),
      page("docs/certificates.md", "Certificates"),
      page("docs/versions.md", "Versions"),
      page("src/proof/checker/theorem.md", "The theorem", "theorem.html"),
      page("docs/laws.md", "Laws of terms"),
      page("docs/assumptions.md", "Assumptions"),
      page("docs/conformance.md", "What others say of an image"),
      page("docs/stolen-key.md", "A stolen key, in ten minutes"),
      page("docs/substitutes.md", "Binaries from others"),
      page("docs/attacks.md", "Attacks"),
      page("docs/bootstrap.md", "The metre"),
    ],
  },
  {
    title: "Ell and the machine",
    pages: [
      page("docs/ell.md", "Ell"),
      page("docs/std.md", "The standard library of Ell"),
      page("docs/ell-semantics.md", "The meaning of Ell"),
      page("docs/machine.md", "The machine"),
      page("docs/coq.md", "The Coq companion"),
      page("docs/machine-interface.md", "The machine interface"),
      page("docs/inference.md", "Certificates by inference"),
      page("docs/compiler.md", "The compiler"),
    ],
  },
  {
    title: "The command",
    pages: [
      page("docs/command.md", "The command"),
      page("docs/property-testing.md", "Property testing"),
      page("docs/mutants.md", "Mutants"),
      page("docs/campaigns.md", "Campaigns"),
      page("docs/farm.md", "The farm"),
      page("docs/calibrate.md", "Calibration"),
      page("docs/engine.md", "The engines"),
      page("docs/suites.md", "Suites of other projects"),
    ],
  },
  { title: "The library", pages: [page("docs/library.md", "The doors"), ...(library ? doors() : [])] },
  {
    title: "Taking part",
    pages: [
      page("CONTRIBUTING.md", "Contributing"),
      page("docs/architecture.md", "Architecture"),
      page("docs/extending.md", "Four changes"),
      page("docs/mutation.md", "Mutation of the sources"),
      page("docs/benchmarks.md", "Benchmarks"),
      page("docs/release.md", "Releasing"),
      page("SECURITY.md", "Security"),
      page("CHANGELOG.md", "Changelog"),
    ],
  },
  { title: "Decisions", pages: decisions() },
];
