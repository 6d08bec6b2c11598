/** Before every test file: fast-check draws from the one seed of the tests. What a test gives itself still wins. */

import * as fc from "fast-check";
import { testSeed } from "./seed.ts";

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: testSeed });
