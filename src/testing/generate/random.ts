/**
 * The generator's stream of chances, which the machine's calibration draws from too: its home is core.
 */

export { Chance } from "../../core/chance.ts";
