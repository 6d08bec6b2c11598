/**
 * The server: which requests of the Language Server Protocol there are, and what answers each. The answers are in files of
 * their own; nothing of the protocol's transport is there.
 */

import {
  createConnection,
  type InitializeResult,
  ProposedFeatures,
  TextDocumentSyncKind,
  TextDocuments,
} from "vscode-languageserver/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { diagnosticsOf } from "./diagnostics.ts";
import { formatEdits } from "./format.ts";
import { hoverAt } from "./hover.ts";
import { definitionAt, referencesAt } from "./navigation.ts";
import { prepareRename, renameEdits } from "./rename.ts";
import { symbolsOf } from "./symbols.ts";
import { Workspace } from "./workspace.ts";

/** What the server can do. */
const capabilities: InitializeResult = {
  serverInfo: { name: "etalon" },
  capabilities: {
    textDocumentSync: TextDocumentSyncKind.Incremental,
    hoverProvider: true,
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    documentFormattingProvider: true,
    documentSymbolProvider: true,
  },
};

/** Serve one editor until it says `exit` or closes its end. */
export async function serve(input: NodeJS.ReadableStream, output: NodeJS.WritableStream): Promise<void> {
  const connection = createConnection(ProposedFeatures.all, input, output);
  const documents = new TextDocuments(TextDocument);
  const workspace = new Workspace(() => documents.all());

  connection.onInitialize(({ workspaceFolders }) => {
    workspace.enter(workspaceFolders?.map(({ uri }) => uri) ?? []);
    return capabilities;
  });

  // A change in one file may make or mend a mistake in those that import it.
  const check = (): void => {
    for (const document of documents.all())
      void connection.sendDiagnostics({ uri: document.uri, diagnostics: diagnosticsOf(workspace, document) });
  };
  documents.onDidChangeContent(check);
  documents.onDidSave(() => workspace.refresh());
  documents.onDidClose(({ document }) => {
    void connection.sendDiagnostics({ uri: document.uri, diagnostics: [] });
    check();
  });
  connection.onDidChangeWatchedFiles(() => {
    workspace.refresh();
    check();
  });

  connection.onHover(({ textDocument, position }) => hoverAt(workspace, textDocument.uri, position));
  connection.onDefinition(({ textDocument, position }) => definitionAt(workspace, textDocument.uri, position));
  connection.onReferences(({ textDocument, position, context }) =>
    referencesAt(workspace, textDocument.uri, position, context.includeDeclaration),
  );
  connection.onPrepareRename(({ textDocument, position }) => prepareRename(workspace, textDocument.uri, position));
  connection.onRenameRequest(({ textDocument, position, newName }) =>
    renameEdits(workspace, textDocument.uri, position, newName),
  );
  connection.onDocumentFormatting(({ textDocument }) => formatEdits(documents.get(textDocument.uri)));
  connection.onDocumentSymbol(({ textDocument }) => symbolsOf(documents.get(textDocument.uri)));

  documents.listen(connection);
  connection.listen();
  await new Promise<void>((ended) => input.once("close", ended));
}
