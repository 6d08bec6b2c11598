/**
 * The files that an editor has to do with: those that it shows, as they are on the screen, and those on disk beside them.
 *
 * A program is looked at from its main file. So a file that others import is looked at as a part of each program that it is
 * in; main files are looked for among the open files and in the folders that the editor has open.
 */

import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { TextDocument } from "vscode-languageserver-textdocument";
import { decodeSource, type Loader, type ProgramFile, readableFiles } from "../../../lang/index.ts";
import { readBytes } from "../../host/files.ts";
import { programFiles } from "../../host/program-files.ts";

/** A program that is being written, looked at from one main file. */
export interface OpenProgram {
  readonly files: readonly ProgramFile[];
  /** The path in it of the file that was asked about. */
  readonly path: string;
  /** The main file's text, path and loader, to read it strictly. */
  readonly main: { readonly text: string; readonly path: string; readonly load: Loader };
  /** Where a file of it lies. */
  readonly document: (path: string) => TextDocument;
}

/** How many files of the open folders are looked at for main files. */
const maximumFiles = 500;

/** The files at hand. */
export class Workspace {
  private readonly open: () => readonly TextDocument[];
  private folders: readonly string[] = [];
  private found: readonly string[] | undefined;
  private readonly onDisk = new Map<string, { readonly time: number; readonly document: TextDocument | undefined }>();

  /** `open` gives the documents that the editor shows. */
  constructor(open: () => readonly TextDocument[]) {
    this.open = open;
  }

  /** The editor has these folders open. */
  enter(folders: readonly string[]): void {
    this.folders = folders;
    this.refresh();
  }

  /** Files came, went or changed on disk. */
  refresh(): void {
    this.found = undefined;
  }

  /** A file as the editor shows it, or as it is on disk. */
  document(uri: string): TextDocument | undefined {
    return this.shown(uri) ?? this.stored(uri);
  }

  private shown(uri: string): TextDocument | undefined {
    return this.open().find((document) => sameFile(document.uri, uri));
  }

  /**
   * The programs that a file is in: the one that begins in it, if it has a `main`, else those that import it; when there is none,
   * the file is taken for a main file.
   */
  programsWith(uri: string): readonly OpenProgram[] {
    const document = this.document(uri);
    if (document === undefined) return [];
    const own = this.programFrom(document, uri);
    if (hasMain(own)) return [own];
    const others = this.importersOf(uri).filter(hasMain);
    return others.length > 0 ? others : [own];
  }

  /** Every program in which the file at `uri` is, as main file or imported. */
  everyProgramWith(uri: string): readonly OpenProgram[] {
    const own = this.programsWith(uri);
    const mainOf = ({ main, document }: OpenProgram): string => document(main.path).uri;
    const seen = new Set(own.map(mainOf));
    return [...own, ...this.importersOf(uri).filter((program) => !seen.has(mainOf(program)))];
  }

  /** The programs from other main files in which the file at `uri` is. */
  private importersOf(uri: string): readonly OpenProgram[] {
    const others = this.mainFiles().filter((other) => !sameFile(other, uri));
    return others.flatMap((other) => {
      const main = this.document(other);
      const program = main === undefined ? undefined : this.programFrom(main, uri);
      return program === undefined || program.path === "" ? [] : [program];
    });
  }

  /** The program whose main file is this one; `path` is empty when the file at `uri` is not in it. */
  private programFrom(main: TextDocument, uri: string): OpenProgram {
    const text = main.getText();
    const file = pathOf(main.uri) ?? "-";
    const { entry, load: fromDisk, placeOf } = programFiles(file, new TextEncoder().encode(text));
    const uriOf = (path: string): string => (path === entry ? main.uri : pathToFileURL(placeOf(path)).href);
    const load: Loader = (path) => {
      const shown = this.shown(uriOf(path));
      return shown === undefined ? fromDisk(path) : { ok: true, value: shown.getText() };
    };
    const files = readableFiles(text, load, entry);
    const document = (path: string): TextDocument => this.document(uriOf(path)) ?? main;
    const path = files.find((each) => sameFile(uriOf(each.path), uri))?.path ?? "";
    return { files, path, main: { text, path: entry, load }, document };
  }

  private mainFiles(): readonly string[] {
    this.found ??= this.folders.flatMap((folder) => {
      const path = pathOf(folder);
      return path === undefined ? [] : programsUnder(path);
    });
    return this.found;
  }

  private stored(uri: string): TextDocument | undefined {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    const time = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.NaN;
    const known = this.onDisk.get(uri);
    if (known?.time === time) return known.document;
    const document = Number.isNaN(time) ? undefined : read(uri, path);
    this.onDisk.set(uri, { time, document });
    return document;
  }
}

function hasMain({ files }: OpenProgram): boolean {
  return files.at(-1)?.module.declarations.some((d) => d.kind === "function" && d.name === "main") === true;
}

/** Editors escape more characters of a path than they must, each in its own way: what counts is the path. */
function sameFile(a: string, b: string): boolean {
  if (a === b) return true;
  const path = pathOf(a);
  return path !== undefined && path === pathOf(b);
}

function pathOf(uri: string): string | undefined {
  try {
    return fileURLToPath(uri);
  } catch {
    // A document without a file, such as a new one: it has no neighbours.
    return undefined;
  }
}

function read(uri: string, path: string): TextDocument | undefined {
  try {
    const text = decodeSource(readBytes(path));
    return text.ok ? TextDocument.create(uri, "ell", 0, text.value) : undefined;
  } catch {
    // It cannot be read: for an editor that is a file that is not there.
    return undefined;
  }
}

/** The programs in a folder and the folders in it, but for hidden ones and `node_modules`. */
function programsUnder(folder: string): readonly string[] {
  const found: string[] = [];
  const pending = [folder];
  for (let at = pending.shift(); at !== undefined && found.length < maximumFiles; at = pending.shift()) {
    for (const entry of entriesOf(at)) {
      const path = join(at, entry.name);
      if (entry.isFile() && entry.name.endsWith(".ell")) found.push(pathToFileURL(path).href);
      else if (
        entry.isDirectory() &&
        !entry.name.startsWith(".") &&
        entry.name !== "node_modules" &&
        relative(folder, path).split(/[\\/]/).length <= 8
      )
        pending.push(path);
    }
  }
  return found.slice(0, maximumFiles);
}

function entriesOf(folder: string) {
  try {
    return readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  } catch {
    // A folder that may not be read has nothing for us.
    return [];
  }
}
