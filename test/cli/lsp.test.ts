/**
 * The language server, asked through the protocol by the protocol's own client library, as an editor would.
 */

import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  createProtocolConnection,
  DefinitionRequest,
  type Diagnostic,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  DocumentFormattingRequest,
  DocumentSymbolRequest,
  ExitNotification,
  HoverRequest,
  InitializedNotification,
  type InitializeResult,
  PrepareRenameRequest,
  type ProtocolConnection,
  PublishDiagnosticsNotification,
  ReferencesRequest,
  RenameRequest,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { root } from "./command.ts";

const folder = realpathSync(mkdtempSync(join(tmpdir(), "etalon-lsp-")));
const uriOf = (name: string): string => pathToFileURL(join(folder, name)).href;

const words = "// The next number.\npub fn next(): int {\n  return read() + zero;\n}\n\nconst zero = 0;\n";
const main =
  'import "./parts/words.ell";\n\nfn main(): int {\n  let a = new int[](3);\n  a[1] = next();\n  return a[1];\n}\n';

let server: ChildProcess | undefined;
let client: ProtocolConnection;
const published = new Map<string, (found: Diagnostic[]) => void>();

beforeAll(async () => {
  mkdirSync(join(folder, "parts"));
  writeFileSync(join(folder, "parts/words.ell"), words);
  writeFileSync(join(folder, "main.ell"), main);
  const started = spawn(process.execPath, [`${root}/bin/etalon.js`, "lsp", "--stdio"]);
  server = started;
  client = createProtocolConnection(new StreamMessageReader(started.stdout), new StreamMessageWriter(started.stdin));
  client.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
    published.get(uri)?.(diagnostics);
  });
  client.listen();
  const answer = await client.sendRequest<InitializeResult>("initialize", {
    processId: process.pid,
    capabilities: {},
    workspaceFolders: [{ uri: pathToFileURL(folder).href, name: "test" }],
  });
  expect(answer.capabilities).toMatchObject({ hoverProvider: true, renameProvider: { prepareProvider: true } });
  await client.sendNotification(InitializedNotification.type, {});
});

afterAll(() => {
  client.dispose();
  server?.kill();
  rmSync(folder, { recursive: true });
});

/** What is published about a document after `act`. */
async function diagnosed(name: string, act: () => Promise<void>): Promise<Diagnostic[]> {
  const uri = uriOf(name);
  const found = new Promise<Diagnostic[]>((done) => published.set(uri, done));
  await act();
  return await found;
}

const open = (name: string, text: string): Promise<Diagnostic[]> =>
  diagnosed(name, () =>
    client.sendNotification(DidOpenTextDocumentNotification.type, {
      textDocument: { uri: uriOf(name), languageId: "ell", version: 1, text },
    }),
  );

let version = 1;
const change = (name: string, text: string): Promise<Diagnostic[]> =>
  diagnosed(name, () =>
    client.sendNotification(DidChangeTextDocumentNotification.type, {
      textDocument: { uri: uriOf(name), version: ++version },
      contentChanges: [{ text }],
    }),
  );

/** The place of a word in a text, as a request has it. */
function at(
  name: string,
  text: string,
  word: string,
): { textDocument: { uri: string }; position: { line: number; character: number } } {
  const offset = text.indexOf(word);
  if (offset < 0) throw new Error(`no ${word}`);
  const before = text.slice(0, offset).split("\n");
  return {
    textDocument: { uri: uriOf(name) },
    position: { line: before.length - 1, character: before.at(-1)!.length },
  };
}

describe("etalon lsp", () => {
  it("publishes mistakes and warnings, with their codes and places, as the text changes", async () => {
    expect(await open("main.ell", main)).toStrictEqual([]);
    const [mistake, ...more] = await change("main.ell", main.replace("return a[1]", "return b[1]"));
    expect(more).toStrictEqual([]);
    expect(mistake).toMatchObject({
      severity: 1,
      code: "unknown-name",
      source: "etalon",
      range: { start: { line: 5, character: 9 }, end: { line: 5, character: 10 } },
    });
    const warned = await change("main.ell", main.replace("return a[1]", "return 0"));
    expect(warned).toStrictEqual([]);
    expect(await change("main.ell", main.replace("let a", "let b = read(); let a"))).toMatchObject([
      { severity: 2, code: "never-read" },
    ]);
    expect(await change("main.ell", main)).toStrictEqual([]);
  });

  it("knows an imported file as a part of the program that imports it, from the screen before the disk", async () => {
    expect(await open("parts/words.ell", words)).toStrictEqual([]);
    // It is no main file: that it has no `main` is no mistake, and one of its own is told in it.
    expect(await change("parts/words.ell", words.replace("zero;", "one;"))).toMatchObject([{ code: "unknown-name" }]);
    const inMain = await diagnosed("main.ell", async () => {
      await change("parts/words.ell", words.replace("pub ", ""));
    });
    expect(inMain).toMatchObject([{ code: "unknown-name" }]);
    expect(await change("parts/words.ell", words)).toStrictEqual([]);
  });

  it("shows type, definition with its comment, and rules on hover", async () => {
    const call = await client.sendRequest(HoverRequest.type, at("main.ell", main, "next()"));
    expect(JSON.stringify(call)).toMatch(/fn next\(\): int.*The next number\..*E11.*call_enter/);
    const element = await client.sendRequest(HoverRequest.type, at("main.ell", main, "[1];"));
    expect(JSON.stringify(element)).toMatch(/int.*E8.*index/);
    expect(await client.sendRequest(HoverRequest.type, at("main.ell", main, "\nfn main"))).toBeNull();
  });

  it("leads to definitions and back to references, over files", async () => {
    expect(await client.sendRequest(DefinitionRequest.type, at("main.ell", main, "next()"))).toMatchObject({
      uri: uriOf("parts/words.ell"),
      range: { start: { line: 1, character: 7 } },
    });
    expect(await client.sendRequest(DefinitionRequest.type, at("main.ell", main, "./parts"))).toMatchObject({
      uri: uriOf("parts/words.ell"),
    });
    const references = await client.sendRequest(ReferencesRequest.type, {
      ...at("parts/words.ell", words, "next()"),
      context: { includeDeclaration: true },
    });
    expect(references?.map(({ uri }) => uri)).toStrictEqual([uriOf("parts/words.ell"), uriOf("main.ell")]);
  });

  it("renames over files, and refuses with a reason", async () => {
    const place = at("main.ell", main, "next()");
    expect(await client.sendRequest(PrepareRenameRequest.type, place)).toMatchObject({ start: place.position });
    const edit = await client.sendRequest(RenameRequest.type, { ...place, newName: "following" });
    expect(Object.keys(edit?.changes ?? {}).sort()).toStrictEqual([uriOf("main.ell"), uriOf("parts/words.ell")]);
    await expect(client.sendRequest(RenameRequest.type, { ...place, newName: "main" })).rejects.toThrow(
      /something else/,
    );
    await expect(client.sendRequest(RenameRequest.type, { ...place, newName: "while" })).rejects.toThrow(
      /word of the language/,
    );
  });

  it("lays out, and lists what is declared", async () => {
    const options = { tabSize: 2, insertSpaces: true };
    await change("main.ell", main.replace("let a =", "let   a="));
    const edits = await client.sendRequest(DocumentFormattingRequest.type, {
      textDocument: { uri: uriOf("main.ell") },
      options,
    });
    expect(edits?.map(({ newText }) => newText)).toStrictEqual([main]);
    await change("main.ell", main);
    const symbols = await client.sendRequest(DocumentSymbolRequest.type, {
      textDocument: { uri: uriOf("parts/words.ell") },
    });
    expect(symbols).toMatchObject([
      { name: "next", detail: "fn next(): int", kind: 12 },
      { name: "zero", detail: "int", kind: 14 },
    ]);
  });

  it("has the standard library where the command has it", async () => {
    const text = 'import "std/math";\n\nfn main(): int {\n  return max(3, read());\n}\n';
    expect(await open("library.ell", text)).toStrictEqual([]);
    const place = at("library.ell", text, "max");
    const definition = await client.sendRequest(DefinitionRequest.type, place);
    expect(definition).toMatchObject({ uri: pathToFileURL(join(root, "std/math.ell")).href });
    expect(JSON.stringify(await client.sendRequest(HoverRequest.type, place))).toContain("fn max(a: int, b: int): int");
    await expect(client.sendRequest(RenameRequest.type, { ...place, newName: "most" })).rejects.toThrow(/library/);
    const [missing] = await change("library.ell", text.replace("std/math", "std/maths"));
    expect(missing).toMatchObject({ code: "missing-import", range: { start: { line: 0, character: 7 } } });
  });

  it("knows a file by whatever escapes the editor writes its path with", async () => {
    const other = "a b+c (2)";
    mkdirSync(join(folder, other, "parts"), { recursive: true });
    writeFileSync(join(folder, other, "parts/words.ell"), "");
    writeFileSync(join(folder, other, "main.ell"), main);
    // As an editor does that escapes all but letters and digits.
    const escaped = (name: string): string => `${uriOf("")}/a%20b%2Bc%20%282%29/${name}`;
    const shown = async (name: string, text: string): Promise<Diagnostic[]> => {
      const uri = escaped(name);
      const found = new Promise<Diagnostic[]>((done) => published.set(uri, done));
      const textDocument = { uri, languageId: "ell", version: 1, text };
      await client.sendNotification(DidOpenTextDocumentNotification.type, { textDocument });
      return await found;
    };
    // On disk the imported file is empty still: what the editor shows counts, and it is a part of the program.
    expect(await shown("parts/words.ell", words)).toStrictEqual([]);
    expect(await shown("main.ell", main)).toStrictEqual([]);
    const place = { ...at("main.ell", main, "next()"), textDocument: { uri: escaped("main.ell") } };
    expect(await client.sendRequest(DefinitionRequest.type, place)).toMatchObject({ uri: escaped("parts/words.ell") });
    const edit = await client.sendRequest(RenameRequest.type, { ...place, newName: "following" });
    expect(Object.keys(edit?.changes ?? {}).sort()).toStrictEqual([escaped("main.ell"), escaped("parts/words.ell")]);
  });

  it("falls back to the disk when an imported file is closed", async () => {
    await change("parts/words.ell", words.replace("pub ", ""));
    const inMain = await diagnosed("main.ell", () =>
      client.sendNotification(DidCloseTextDocumentNotification.type, {
        textDocument: { uri: uriOf("parts/words.ell") },
      }),
    );
    expect(inMain).toStrictEqual([]);
    await open("parts/words.ell", words);
  });

  it("shows comments of texts with the line ends of Windows", async () => {
    const text = "// The one.\n// And only.\nfn one(): int {\n  return 1;\n}\n\nfn main(): int {\n  return one();\n}\n";
    await open("windows.ell", text.replaceAll("\n", "\r\n"));
    const hover = await client.sendRequest(HoverRequest.type, at("windows.ell", text, "one();"));
    expect(JSON.stringify(hover)).toContain("The one.\\nAnd only.");
  });

  it("takes any text, and ends when it is told to", async () => {
    for (const text of [
      "",
      "\ud800",
      "fn",
      'import "../../../etc/passwd";',
      "{".repeat(600),
      `fn main(): int { return ${"(".repeat(300)} }`,
    ]) {
      await change("main.ell", text);
      const place = { textDocument: { uri: uriOf("main.ell") }, position: { line: 0, character: 1 } };
      await client.sendRequest(HoverRequest.type, place);
      await client.sendRequest(DefinitionRequest.type, place);
      await client.sendRequest(DocumentSymbolRequest.type, { textDocument: { uri: uriOf("main.ell") } });
    }
    const ended = new Promise<number | null>((done) => server?.on("exit", done));
    await client.sendRequest(ShutdownRequest.type);
    await client.sendNotification(ExitNotification.type);
    expect(await ended).toBe(0);
  });
});
