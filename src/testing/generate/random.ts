/**
 * The random numbers of the generators. They are defined in core, since the machine's calibration uses them too.
 */

export { Chance } from "../../core/chance.ts";
