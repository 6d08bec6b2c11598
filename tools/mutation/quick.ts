/**
 * Before the tests that judge mutants: properties stop after a while, and do not shrink, since a mutant is to be killed and
 * not explained.
 */

import * as fc from "fast-check";
import { roomOf } from "./rooms.ts";

fc.configureGlobal({ ...fc.readConfigureGlobal(), endOnFailure: true });
fc.installGlobalPlugin(fc.interruptAfterTimeLimit(roomOf(process.env["MUTATION_ROOM"])?.patience ?? 60));
