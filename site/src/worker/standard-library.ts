/** The texts of the standard library, apart from the rest, so that a page whose program does not import them does not load them. */

export { standardLoader } from "etalon/lang";
