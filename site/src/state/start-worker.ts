/**
 * How a worker is started: from its file beside the page, or, where the page is one file, from a blob of what is packed in it.
 */

import { strFromU8, unzlibSync } from "fflate";
import { fromBase64 } from "./base64.ts";

let blob: string | undefined;

/** A fresh worker. */
export function startWorker(): Worker {
  const packed = document.querySelector("#worker")?.textContent;
  if (packed === undefined) return new Worker(new URL("../worker/worker.ts", import.meta.url), { type: "module" });
  if (import.meta.env.MODE !== "offline") throw new Error("only the page that is one file has a packed worker");
  blob ??= URL.createObjectURL(new Blob([unpacked(packed)], { type: "text/javascript" }));
  return new Worker(blob);
}

function unpacked(text: string): string {
  return strFromU8(unzlibSync(fromBase64(text)));
}
