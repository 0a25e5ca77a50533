// The keys that wait: pressed while an answer, or the page itself, is on its way, they are obeyed in order once it is there.
"use strict";
window.keys = (() => {
  const waiting = []; // keys, and functions to be called in their turn
  let ready = () => false;
  let obey = () => { /* the page is not there yet */ };
  const early = (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.key.length !== 1) return;
    if (!event.target.closest?.("input, select, textarea")) waiting.push(event.key);
  };
  document.addEventListener("keydown", early);

  function drain() {
    while (waiting.length && ready(waiting[0])) obey(waiting.shift());
  }
  return {
    // From now on keys go to `toObey`, each as soon as `isReady` says so; those pressed earlier too, if keys are on.
    begin(isReady, toObey, on) {
      document.removeEventListener("keydown", early);
      ready = isReady;
      obey = toObey;
      if (!on) waiting.length = 0;
      drain();
    },
    press(key) {
      waiting.push(key);
      drain();
    },
    drain,
    forget() { waiting.length = 0; },
  };
})();
