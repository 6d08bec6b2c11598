/**
 * Who may import whom: the directions of the house, held by `npm run lint`.
 *
 *     core ◀─ lang, machine ◀─ compiler ◀─ proof        cli sees only the doors (src/index.ts, src/<room>/index.ts)
 *
 * The trusted checker (proof/check, proof/term, proof/certificate) takes nothing but types from the compiler. A folder
 * named `node` inside a room is the fence for what needs Node; everything else in the rooms runs in a browser too.
 */

const rooms = "^src/(core|lang|machine|compiler|proof|certify)/";
const trusted = "^src/proof/(check|term|certificate)([/.]|$)";

const doors = ["^src/index\\.ts$", "^src/[^/]+/index\\.ts$"];

/** A file of `room` may import only what matches one of `allowed`. */
const only = (room, comment, ...allowed) => ({
  name: `${room}-imports`,
  comment,
  severity: "error",
  from: { path: `^src/${room}/`, pathNot: "^src/[^/]+/node/" },
  to: { pathNot: allowed },
});

const npm = "^node_modules/";

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    only("core", "core imports nothing outside itself.", "^src/core/"),
    only("lang", "lang imports core; its parser stands on chevrotain.", "^src/(core|lang)/", `${npm}(@?chevrotain)`),
    only("machine", "machine imports core.", "^src/(core|machine)/"),
    only("compiler", "compiler imports core, lang and machine.", "^src/(core|lang|machine|compiler)/"),
    only("proof", "proof imports the other rooms.", "^src/(core|lang|machine|compiler|proof)/", npm),
    only("certify", "certify shows what the checker has, and nothing else.", "^src/(core|lang|machine|proof|certify)/"),
    {
      name: "the-trusted-process-stands-alone",
      comment: "Nothing that the door `etalon/certify` reaches is of the compiler or makes anything (types aside).",
      severity: "error",
      from: { path: "^src/certify/" },
      to: {
        path: "^src/(compiler|proof/(conformance|generate|lockstep|mutants|property))/",
        reachable: true,
      },
    },
    {
      name: "cli-imports",
      comment: "The command sees what a user of the package sees: the doors.",
      severity: "error",
      from: { path: "^src/cli/" },
      to: { path: "^src/", pathNot: ["^src/cli/", ...doors] },
    },
    {
      name: "checker-takes-only-types-from-the-compiler",
      comment: "The checker must not run a line of the thing it checks. Use `import type`.",
      severity: "error",
      from: { path: trusted },
      to: { path: "^src/compiler/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "checker-stands-alone",
      comment: "Within proof, the trusted checker imports only check, term and certificate.",
      severity: "error",
      from: { path: trusted },
      to: { path: "^src/proof/", pathNot: trusted },
    },
    {
      name: "checker-without-packages",
      comment: "The trusted checker depends on no package from outside.",
      severity: "error",
      from: { path: trusted },
      to: { path: npm },
    },
    {
      name: "what-is-said-decides-nothing",
      comment: "What is accepted, compiled or certified does not depend on hints and warnings.",
      severity: "error",
      from: {
        path: "^src/(core|lang|machine|compiler|proof)/",
        pathNot: "^src/lang/(index\\.ts$|warnings/|diagnosis/)",
      },
      to: { path: "^src/lang/(warnings|diagnosis)/" },
    },
    {
      name: "terms-below-the-checker",
      comment: "Terms and the certificate format know nothing of the checker.",
      severity: "error",
      from: { path: "^src/proof/(term|certificate)([/.]|$)" },
      to: { path: "^src/proof/check/" },
    },
    {
      name: "no-node-in-browser-rooms",
      comment: "Only src/cli and folders named `node` may use Node's own modules.",
      severity: "error",
      from: { path: `${rooms}|^src/index\\.ts$`, pathNot: "^src/[^/]+/node/" },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "no-way-through-the-fence",
      comment: "Browser-safe files do not import a `node` folder.",
      severity: "error",
      from: { path: `${rooms}|^src/index\\.ts$`, pathNot: "^src/[^/]+/node/" },
      to: { path: "^src/[^/]+/node/" },
    },
    {
      name: "doors-are-for-visitors",
      comment: "Inside src, files import each other directly; only the command and src/index.ts use a door.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(cli/|index\\.ts$)" },
      to: { path: ["^src/index\\.ts$", "^src/.+/index\\.ts$"] },
    },
    {
      name: "src-stands-alone",
      comment: "The package does not import its tests, examples, benchmarks or tools.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|examples|bench|tools|bin)/" },
    },
    {
      name: "no-development-packages-in-src",
      comment:
        "What src imports must be in `dependencies`; for a type-only import, too, as it reaches the published types.",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-cycles",
      comment: "No file imports itself, however far around.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "resolvable",
      comment: "Every import resolves.",
      severity: "error",
      from: {},
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "^(dist|docs|coverage)/" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["etalon-source", "import", "node", "types", "default"],
      extensions: [".ts", ".js", ".d.ts", ".json"],
    },
  },
};
