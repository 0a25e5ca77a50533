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
  let name = store(sessionStorage, "termend-window");
  if (!name) {
    name = Array.from(crypto.getRandomValues(new Uint8Array(4)), (b) => b.toString(16).padStart(2, "0")).join("");
    store(sessionStorage, "termend-window", name);
  }
  if (location.search.includes("token=")) history.replaceState(null, "", location.pathname);
  return {
    name,
    habit: (key) => store(localStorage, `termend-${key}`),
    keep: (key, value) => store(localStorage, `termend-${key}`, value),
    keysAreOn: () => store(localStorage, "termend-keys") !== "off",
  };
})();
