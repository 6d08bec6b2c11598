/** Properties stop after a while, and do not shrink: a mutant is to be killed, not explained. */

import * as fc from "fast-check";

fc.configureGlobal({ endOnFailure: true });
fc.installGlobalPlugin(fc.interruptAfterTimeLimit(250));
