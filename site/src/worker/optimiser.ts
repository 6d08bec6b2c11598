/** All passes of the compiler, loaded when a level above 0 is first chosen: the optimiser's are much code. */

export { passes, reportOf } from "etalon/compiler";
