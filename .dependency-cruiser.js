/**
 * Who may import whom: the walls of the house, held by `npm run lint`.
 *
 *     core ◀─ lang, machine ◀─ proof/certificate ◀─ compiler ◀─ proof ◀─ testing       cli sees only the doors
 *                      ▲
 *                 engine ◀─ linux ◀─ calibrate
 *
 * `rules` shows what lang and machine say; only the command and the site use it. The trusted checker (proof/checker) stands
 * beside the compiler: it imports nothing of it, not even types. A folder named `node` inside a room is the fence for what
 * needs Node; everything else in the rooms runs in a browser too.
 */

const rooms =
  "^src/(core|lang|machine|rules|engine|linux|calibrate|compiler|proof|testing|infer|certify|second|trust)/";

/** The last ones are not public: what the command alone needs of a fenced folder, and doors without what compiles. */
const doors = [
  "^src/index\\.ts$",
  "^src/[^/]+/index\\.ts$",
  "^src/trust/node/(attack/)?index\\.ts$",
  "^src/trust/judging\\.ts$",
  "^src/compiler/origins\\.ts$",
];

const npm = "^node_modules/";

/** The files of `room` may import only what matches one of `allowed`; doors show what they like. */
const only = (room, ...allowed) => ({
  name: `${room.replaceAll("/", "-")}-imports`,
  comment: `What src/${room} may import: see the picture at the top.`,
  severity: "error",
  from: { path: `^src/${room}/`, pathNot: ["^src/[^/]+/node/", ...doors] },
  to: { pathNot: allowed },
});

const room = (...names) => `^src/(${names.join("|")})/`;

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    only("core", room("core")),
    only("lang", room("core", "lang"), `${npm}(@?chevrotain)`),
    only("machine", room("core", "machine")),
    only("rules", room("core", "lang", "machine", "rules")),
    only("engine", room("core", "machine", "engine")),
    only("linux", room("core", "machine", "engine", "linux")),
    only("calibrate", room("core", "machine", "engine", "linux", "calibrate")),
    only("proof/certificate", room("core", "proof/certificate"), `${npm}@noble/`),
    only("proof/checker", room("core", "lang", "machine", "proof/certificate", "proof/checker")),
    only("compiler", room("core", "lang", "machine", "proof/certificate", "compiler")),
    only("proof", room("core", "lang", "machine", "compiler", "proof"), npm),
    only("testing", room("core", "lang", "machine", "compiler", "proof", "testing"), npm),
    only("infer", room("core", "lang", "machine", "proof", "infer")),
    only("certify", room("core", "lang", "machine", "proof", "certify")),
    only(
      "second",
      room("core", "lang", "proof/certificate", "second"),
      "^src/proof/checker/source\\.ts$",
      "^coq/extracted/",
    ),
    only("host", room("host"), "^(node:)?v8$"),
    only("trust", room("core", "lang", "machine", "compiler", "proof", "trust"), `${npm}@noble/`),
    {
      name: "who-said-it-decides-nothing",
      comment: "What is certified does not depend on signatures: only the command uses src/trust.",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/(trust|cli)/" },
      to: { path: "^src/trust/" },
    },
    {
      name: "the-trusted-process-stands-alone",
      comment: "Nothing that the door `etalon/certify` reaches is of the compiler or makes anything (types aside).",
      severity: "error",
      from: { path: "^src/certify/" },
      to: {
        path: "^src/(compiler|testing|engine|linux|calibrate|rules|infer|proof/(infer|evidence|argument))/",
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
      name: "inference-when-asked",
      comment:
        "The command loads inference with --infer and not before: whatever imports it is itself imported when it is asked for (types aside).",
      severity: "error",
      from: { path: "^src/cli/", pathNot: "^src/cli/verbs/(check/infer|test/(shown|external))\\.ts$" },
      to: {
        path: "^src/(infer/|cli/verbs/(check/infer|test/(shown|external))\\.ts$)",
        dynamic: false,
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "site-imports",
      comment:
        "The playground, too, sees only the doors, and the texts of the examples; the documentation shows the tests' forgeries, and what attackers hand over.",
      severity: "error",
      from: { path: "^site/" },
      to: {
        path: "^(src|test|bench|tools|bin)/",
        pathNot: [...doors, "^test/proof/checker/[a-z-]*forge[a-z-]*\\.ts$", "^src/trust/attack/handed\\.ts$"],
      },
    },
    {
      name: "what-is-said-decides-nothing",
      comment: "What is accepted, compiled or certified does not depend on hints and warnings.",
      severity: "error",
      from: {
        path: "^src/(core|lang|machine|compiler|proof|testing)/",
        pathNot: "^src/lang/(index\\.ts$|warnings/|diagnosis/|explain/|editor/)",
      },
      to: { path: "^src/lang/(warnings|diagnosis|explain|editor)/" },
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
      to: {
        path: ["^src/index\\.ts$", "^src/.+/index\\.ts$", "^src/trust/judging\\.ts$", "^src/compiler/origins\\.ts$"],
      },
    },
    {
      name: "src-stands-alone",
      comment: "The package does not import its tests, examples, benchmarks or tools.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(test|examples|bench|tools|bin|site)/" },
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
    exclude: { path: "^(dist|site/dist|docs|coverage|editors)/" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["etalon-source", "import", "node", "types", "default"],
      extensions: [".ts", ".js", ".d.ts", ".json"],
    },
  },
};
