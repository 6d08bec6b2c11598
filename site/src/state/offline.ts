/**
 * The present state as one HTML file that needs no server: the page that the build made for this, with the state written
 * into its element. A page that is such a file already makes the next one from itself.
 */

import { present } from "./session.ts";
import { stateText } from "./shared.ts";

const holder = '<script type="application/json" id="state">null</script>';

/** A text as the content of an element that is never run: without `<` nothing in it can end the element. */
function inElement(json: string): string {
  return json.replaceAll("<", "\\u003c");
}

/** Is this page such a file? */
export const isOneFile = (): boolean => document.querySelector("#worker") !== null;

async function template(): Promise<string> {
  if (isOneFile()) return ownPage();
  const answer = await fetch("offline.html");
  if (!answer.ok) throw new Error(`offline.html: ${answer.status}`);
  return answer.text();
}

/** This page as it was read: without what its script has put into it. */
function ownPage(): string {
  const page = document.documentElement.cloneNode(true) as HTMLElement;
  page.querySelector("body")?.replaceChildren();
  for (const style of page.querySelectorAll("style:not(#look)")) style.remove();
  page.querySelector("#state")!.textContent = "null";
  return `<!doctype html>\n${page.outerHTML}`;
}

/** The file, as text. */
async function offlineFile(): Promise<string> {
  const page = await template();
  return page.replace(holder, () => holder.replace("null", () => inElement(stateText(present()))));
}

/** Offer it as a download. */
export async function saveOffline(): Promise<void> {
  const url = URL.createObjectURL(new Blob([await offlineFile()], { type: "text/html" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = "etalon-playground.html";
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
