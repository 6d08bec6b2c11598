/** The attack verb: the list, one attack as a document, and a name that there is none of. */

import { expect, it } from "vitest";
import { document, etalon } from "./command.ts";

it("lists the attacks, and plays one", async () => {
  expect(((await document(["attack"])).json["attacks"] as object[]).length).toBe(20);
  const { json } = await document(["attack", "bad-source"]);
  expect(json).toMatchObject({ exit: 0, attacks: [{ id: "bad-source", stoppedBy: null, asWritten: true }] });
  expect(await etalon(["attack", "stolen"])).toMatchObject({ exit: 2, out: "" });
});
