// Keys of the pages that have no draft open: each presses the button or follows the link that names it.
"use strict";
(() => {
  for (const field of document.querySelectorAll("input[name=window]")) field.value = own.name;
  for (const choice of document.querySelectorAll(".tools select")) {
    choice.addEventListener("change", () => choice.form.requestSubmit());
  }
  let leaving = false; // whether another page is on its way: what is pressed now was not meant for this one
  function press(key) {
    const act = document.querySelector(`[data-act="${CSS.escape(key)}"]`);
    if (!act || act.disabled) return;
    if (act.matches("input")) act.focus();
    else act.click();
  }
  document.addEventListener("submit", () => { leaving = true; });
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[href]");
    if (link && !link.hasAttribute("download") && !event.ctrlKey && !event.metaKey && !event.shiftKey) leaving = true;
  });
  addEventListener("pageshow", () => { leaving = false; });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") leaving = false; // it stopped
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !own.keysAreOn()) return;
    if (event.target.closest("input, select, textarea")) return;
    if (!document.querySelector(`[data-act="${CSS.escape(event.key)}"]`)) return;
    event.preventDefault();
    keys.press(event.key);
  });
  keys.begin(() => !leaving, press, own.keysAreOn());
})();
