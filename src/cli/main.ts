/**
 * The process of the command: its words, its streams and its exit code. bin/etalon.js imports this file to run it; whoever
 * wants the command inside another process takes `command` itself, with a terminal of their own.
 */

import { command } from "./command.ts";
import { processTerminal } from "./view/terminal.ts";

process.exitCode = await command(process.argv.slice(2), processTerminal(process.env));
