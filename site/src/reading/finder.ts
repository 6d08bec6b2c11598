/**
 * The search of the documentation. Its index is a file of the site, and is loaded when somebody searches.
 */

import MiniSearch, { type SearchResult } from "minisearch";
import { type Found, finderOptions } from "./finder-options.ts";

const most = 20;

/** Make the button and the keys `/` and Ctrl-K open the search. */
export function offerSearch(): void {
  const dialog = document.querySelector<HTMLDialogElement>("#finder")!;
  const field = dialog.querySelector("input")!;
  const status = dialog.querySelector(".said")!;
  const list = dialog.querySelector("ol")!;
  const root = document.documentElement.dataset["root"] ?? "./";
  let index: Promise<MiniSearch> | undefined;

  async function load(): Promise<MiniSearch> {
    const answer = await fetch(`${root}search.json`);
    if (!answer.ok) throw new Error(answer.statusText);
    return MiniSearch.loadJSON(await answer.text(), finderOptions);
  }

  function item(found: Found): HTMLElement {
    const row = document.createElement("li");
    const link = row.appendChild(document.createElement("a"));
    link.href = root + found.id;
    link.append(found.title, " ");
    const small = link.appendChild(document.createElement("small"));
    small.textContent = found.title === found.page ? found.begin : `${found.page}: ${found.begin}`;
    link.addEventListener("click", () => dialog.close());
    return row;
  }

  async function search(): Promise<void> {
    const words = field.value.trim();
    if (words === "") {
      list.replaceChildren();
      status.textContent = "";
      return;
    }
    try {
      index ??= load();
      const found = (await index).search(words) as (SearchResult & Found)[];
      if (field.value.trim() !== words) return;
      list.replaceChildren(...found.slice(0, most).map(item));
      const shown = found.length > most ? `, the best ${most} of them` : "";
      status.textContent = found.length === 0 ? "Nothing found." : `${found.length} passages${shown}`;
    } catch {
      index = undefined;
      status.textContent = "The index could not be loaded. A browser loads it only from a web server, not from a file.";
    }
  }

  const open = (): void => {
    dialog.showModal();
    field.select();
  };
  document.querySelector("#search")!.addEventListener("click", open);
  field.addEventListener("input", () => void search());
  addEventListener("keydown", (event) => {
    if (dialog.open) return;
    const writes = event.target instanceof HTMLElement && event.target.closest("input, textarea, select") !== null;
    const asked = (event.key === "/" && !writes && !event.ctrlKey && !event.metaKey) || isControlK(event);
    if (!asked) return;
    event.preventDefault();
    open();
  });
  dialog.addEventListener("keydown", (event) => {
    const links = [...list.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement as HTMLAnchorElement);
    if (event.key === "Enter" && document.activeElement === field) {
      event.preventDefault();
      links[0]?.click();
    } else if (event.key === "ArrowDown") {
      event.preventDefault();
      links[at + 1]?.focus();
    } else if (event.key === "ArrowUp") {
      event.preventDefault();
      (at > 0 ? links[at - 1]! : field).focus();
    }
  });
}

const isControlK = (event: KeyboardEvent): boolean => event.key === "k" && (event.ctrlKey || event.metaKey);
