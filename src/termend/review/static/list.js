// Keys of the pages that have no draft open: each presses the button or follows the link that names it.
"use strict";
(() => {
  if (document.body.dataset.draft) return;
  for (const field of document.querySelectorAll("input[name=window]")) field.value = own.name;
  for (const choice of document.querySelectorAll(".tools select")) {
    choice.addEventListener("change", () => choice.form.requestSubmit());
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || !own.keysAreOn()) return;
    if (event.target.closest("input, select, textarea")) return;
    const act = document.querySelector(`[data-act="${CSS.escape(event.key)}"]`);
    if (!act || act.disabled) return;
    event.preventDefault();
    if (act.matches("input")) act.focus();
    else act.click();
  });
})();
