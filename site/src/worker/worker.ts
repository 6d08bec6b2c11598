/**
 * The worker: the library runs here, so that the page can always answer, and can stop it.
 */

import { expose } from "comlink";
import { Workbench } from "./workbench.ts";

expose(new Workbench());
