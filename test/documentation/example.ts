/**
 * Examples in the documentation, as things that can be run.
 *
 * An example is a fenced `ts` block after `@example` in a doc comment, or any fenced `ts` block in a Markdown page. In it
 *
 *     expression; // => value
 *
 * says that the expression (or the constant just declared) deeply equals the value, itself an expression in scope. An
 * unfinished value goes on in the next comment lines until it is whole.
 */

import ts from "typescript";

/** One example and where it stands. */
export interface Example {
  readonly file: string;
  /** The line of the file, from 1, that holds the first line of the code. */
  readonly line: number;
  readonly code: string;
}

/** Called for each `// =>`, with the value computed, the value promised, and the line in the example's file. */
export type Check = (actual: unknown, expected: unknown, line: number) => void;

const fence = /^```ts\n(.*?)^```$/gms;
const lineOf = (text: string, offset: number): number => text.slice(0, offset).split("\n").length;

/** The examples in a Markdown page. */
export function examplesInMarkdown(file: string, text: string): Example[] {
  return [...text.matchAll(fence)].map((match) => ({ file, line: lineOf(text, match.index) + 1, code: match[1]! }));
}

/** The examples in the doc comments of a TypeScript file. An `@example` without a `ts` block is an error. */
export function examplesInSource(file: string, text: string): Example[] {
  const examples: Example[] = [];
  for (const comment of text.matchAll(/\/\*\*.*?\*\//gs)) {
    const first = lineOf(text, comment.index);
    const prose = comment[0].replace(/^[ \t]*(\/\*\*|\*\/|\*)?[ \t]?/gm, "").replace(/[ \t]*\*\/$/, "");
    for (const tag of prose.matchAll(/^@example\b(?:(?!^@\w).)*/gms)) {
      const found = examplesInMarkdown(file, tag[0]);
      const line = first + lineOf(prose, tag.index) - 1;
      if (found.length === 0) throw new Error(`${file}:${line}: @example without a \`\`\`ts block`);
      for (const example of found) examples.push({ ...example, line: line + example.line - 1 });
    }
  }
  return examples;
}

/** JavaScript for the body of an async function of `load` (a dynamic import) and `check`. */
function bodyOf(example: Example): string {
  const source = ts.createSourceFile("example.ts", example.code, ts.ScriptTarget.ES2024, true);
  const lineAt = (position: number): number => example.line + source.getLineAndCharacterOfPosition(position).line;
  const edits: { readonly from: number; readonly to: number; readonly text: string }[] = [];
  let promises = 0;
  for (const statement of source.statements) {
    if (ts.isImportDeclaration(statement)) {
      edits.push({ from: statement.getStart(), to: statement.end, text: loading(statement) });
      continue;
    }
    const promise = promiseAfter(example.code, statement.end);
    if (promise === undefined) continue;
    const subject = subjectOf(statement);
    if (subject === undefined) continue;
    promises++;
    const check = `check(${subject}, (${promise}), ${lineAt(statement.getStart())});`;
    if (ts.isExpressionStatement(statement)) edits.push({ from: statement.getStart(), to: statement.end, text: check });
    else edits.push({ from: statement.end, to: statement.end, text: ` ${check}` });
  }
  const written = example.code.split("// =>").length - 1;
  if (written !== promises) {
    throw new Error(
      `${example.file}:${example.line}: ${written} \`// =>\` comments, but ${promises} follow a statement`,
    );
  }
  let code = example.code;
  for (const { from, to, text } of edits.reverse()) code = code.slice(0, from) + text + code.slice(to);
  return ts.transpile(code, { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2024 });
}

/** The text after `// =>` behind a statement, with the comment lines that finish it. */
function promiseAfter(code: string, end: number): string | undefined {
  const [first = "", ...rest] = code.slice(end).split("\n");
  let promise = /^[ \t]*\/\/ =>(.*)$/.exec(first)?.[1];
  for (const line of rest) {
    const more = /^[ \t]*\/\/(?! =>)(.*)$/.exec(line)?.[1];
    if (promise === undefined || more === undefined || isExpression(promise)) break;
    promise += `\n${more}`;
  }
  return promise?.trim();
}

function isExpression(text: string): boolean {
  const { diagnostics } = ts.transpileModule(`(${text}\n);`, { reportDiagnostics: true });
  return diagnostics!.length === 0;
}

/** What a promise behind this statement is about. */
function subjectOf(statement: ts.Statement): string | undefined {
  if (ts.isExpressionStatement(statement)) return statement.expression.getText();
  if (!ts.isVariableStatement(statement) || statement.declarationList.declarations.length !== 1) return undefined;
  const { name } = statement.declarationList.declarations[0]!;
  return ts.isIdentifier(name) ? name.text : undefined;
}

/** `import { a as b } from "m"` as `const { a: b } = await load("m")`. */
function loading(statement: ts.ImportDeclaration): string {
  const module = statement.moduleSpecifier.getText();
  const clause = statement.importClause;
  if (clause === undefined) return `await load(${module});`;
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return "";
  const names: string[] = clause.name === undefined ? [] : [`default: ${clause.name.text}`];
  const bindings = clause.namedBindings;
  if (bindings !== undefined && ts.isNamespaceImport(bindings))
    return `const ${bindings.name.text} = await load(${module});`;
  for (const element of bindings?.elements ?? []) {
    if (element.isTypeOnly) continue;
    names.push(
      element.propertyName === undefined ? element.name.text : `${element.propertyName.text}: ${element.name.text}`,
    );
  }
  return `const { ${names.join(", ")} } = await load(${module});`;
}

type Body = (load: (module: string) => Promise<unknown>, check: Check) => Promise<void>;
const AsyncFunction = (async () => {}).constructor as new (...text: string[]) => Body;

/** Run an example. It rejects with whatever the example throws, or `check` does. */
export async function run(example: Example, check: Check): Promise<void> {
  await new AsyncFunction("load", "check", bodyOf(example))((module) => import(/* @vite-ignore */ module), check);
}

/**
 * Type-check examples as modules of this package, all in one program.
 *
 * @returns what the compiler says, as `file:line: message`, for each example in order.
 */
export function typeErrors(examples: readonly Example[], root: string): string[][] {
  const configuration = ts.getParsedCommandLineOfConfigFile(
    `${root}/tsconfig.json`,
    { noUnusedLocals: false, noUnusedParameters: false },
    {
      ...ts.sys,
      onUnRecoverableConfigFileDiagnostic: (diagnostic) => {
        throw new Error(message(diagnostic));
      },
    },
  )!;
  const texts = new Map(examples.map((example, i) => [`${root}/test/example-${i}.ts`, example.code]));
  const host = ts.createCompilerHost(configuration.options);
  const program = ts.createProgram([...texts.keys()], configuration.options, {
    ...host,
    readFile: (file) => texts.get(file) ?? host.readFile(file),
    fileExists: (file) => texts.has(file) || host.fileExists(file),
    getSourceFile: (file, version, ...rest) => {
      const text = texts.get(file);
      return text === undefined ? host.getSourceFile(file, version, ...rest) : ts.createSourceFile(file, text, version);
    },
  });
  return [...texts.keys()].map((file, i) => {
    const source = program.getSourceFile(file)!;
    const { file: origin, line } = examples[i]!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((diagnostic) => {
      const within = source.getLineAndCharacterOfPosition(diagnostic.start ?? 0).line;
      return `${origin}:${line + within}: ${message(diagnostic)}`;
    });
  });
}

function message(diagnostic: ts.Diagnostic): string {
  return ts.flattenDiagnosticMessageText(diagnostic.messageText, "\n");
}
