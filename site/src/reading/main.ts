/**
 * What the pages of the documentation do: the theme, the search, and the part of a page that is being read. All else is in
 * their HTML, and works without scripts.
 */

import { chooseTheme } from "../state/theme-choice.ts";
import { offerSearch } from "./finder.ts";
import "../tokens.css";
import "./reading.css";

/** Mark, in the list of the page's headings, the one that is read. */
function followReading(): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".contents a")];
  if (links.length === 0) return;
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  const mark = (): void => {
    const passed = headings.findLastIndex((heading) => (heading?.getBoundingClientRect().top ?? Infinity) < 120);
    links.forEach((link, index) => {
      if (index === Math.max(0, passed)) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    });
  };
  addEventListener("scroll", mark, { passive: true });
  mark();
}

document.querySelector("#theme")!.addEventListener("click", () => {
  chooseTheme(document.documentElement.dataset["theme"] === "dark" ? "light" : "dark");
});
document.querySelector('#pages [aria-current="page"]')?.scrollIntoView({ block: "nearest" });
offerSearch();
followReading();
