/** The theme of a page of the documentation, before it is drawn: what was chosen, or what the system says. */
(() => {
  let said = null;
  try {
    said = localStorage.getItem("etalon-theme");
  } catch {
    // A browser may refuse to keep anything.
  }
  const dark = matchMedia("(prefers-color-scheme: dark)").matches;
  document.documentElement.dataset.theme = said === "light" || said === "dark" ? said : dark ? "dark" : "light";
})();
