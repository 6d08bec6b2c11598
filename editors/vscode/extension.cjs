/**
 * The extension: it starts `etalon lsp` for files that end in `.ell`, and stops it when the editor is done with them.
 */

const { workspace } = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");

let client;

/** Called by the editor when the first such file is opened. */
function activate() {
  const command = workspace.getConfiguration("ell").get("command", "etalon");
  const server = { command, args: ["lsp", "--stdio"] };
  const options = {
    documentSelector: [{ language: "ell" }],
    synchronize: { fileEvents: workspace.createFileSystemWatcher("**/*.ell") },
  };
  client = new LanguageClient("ell", "Ell", server, options);
  return client.start();
}

/** Called by the editor when it ends. */
function deactivate() {
  return client?.stop();
}

module.exports = { activate, deactivate };
