/**
 * Before the tests that judge mutants: properties stop after a while, and do not shrink, since a mutant is to be killed and
 * not explained. Lexer and parser are made here, outside of every test: a mutant of how they are made would else be held
 * to concern only the test that happened to be first.
 */

import { parseModule } from "etalon/lang";
import * as fc from "fast-check";

fc.configureGlobal({ endOnFailure: true });
fc.installGlobalPlugin(fc.interruptAfterTimeLimit(150));
parseModule("");
