// What this window remembers: its own name, so that it undoes its own decisions, and the reader's habits.
"use strict";
window.own = (() => {
  const store = (area, key, value) => {
    try {
      if (value === undefined) return area.getItem(key);
      area.setItem(key, value);
    } catch { /* storage is a comfort only */ }
    return null;
  };
  let name = null;
  const naming = () => {
    name = store(sessionStorage, "termend-window");
    if (name) return name;
    name = Array.from(crypto.getRandomValues(new Uint8Array(4)), (b) => b.toString(16).padStart(2, "0")).join("");
    store(sessionStorage, "termend-window", name);
    return name;
  };
  if (location.search.includes("token=")) history.replaceState(null, "", location.pathname);
  // Whether the source stands beside the draft: as the reader had it last, else where there is room. A page waits for
  // what is asked of a store, so one without a source asks nothing before it is painted.
  const page = document.documentElement;
  const besideIs = (on) => page.classList.toggle("with-source", on);
  if (page.matches(".sourced")) {
    const wide = matchMedia("(min-width: 80rem)").matches;
    besideIs((store(localStorage, "termend-beside") || (wide ? "on" : "off")) === "on");
  }
  return {
    get name() { return name || naming(); },
    beside(on) {
      besideIs(on);
      store(localStorage, "termend-beside", on ? "on" : "off");
    },
    keep: (key, value) => store(localStorage, `termend-${key}`, value),
    keysAreOn: () => store(localStorage, "termend-keys") !== "off",
  };
})();
