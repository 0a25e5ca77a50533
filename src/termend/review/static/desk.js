// The desk's keys, filter and moves from finding to finding; what is decided goes to the server through htmx.
"use strict";
(() => {
  const draft = document.body.dataset.draft;

  const one = (selector, root = document) => root.querySelector(selector);
  const finding = one("#finding");
  const filter = one("#filter");
  const bar = one(".bar");
  const help = one("#help");
  const wide = matchMedia("(min-width: 60rem)");
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const sheet = one("#sheet");
  const content = one("#sheet-content");
  const marker = one("#mark-this");

  const { check, band, state } = filter.elements;
  const flags = one(".prose").getElementsByClassName("flag");
  const walker = document.createTreeWalker(one(".prose"), NodeFilter.SHOW_ELEMENT,
    (node) => (node.classList.contains("flag") ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP));
  let marked = one('.prose .flag[aria-current]');
  let sifted = false; // whether some flags are out of the filter
  let current = panel()?.dataset.key || "";
  let posting = null; // what has sent something that is not answered yet
  let unfolding = null; // the sheet that is on its way
  let leaving = false; // whether another page is on its way
  let opened = 0; // sheets that were opened so far
  let sentFrom = 0; // the sheet from which something was sent
  let cut = false; // whether the server was out of reach
  let kept = null; // the choice that names arriving later must not take away
  let decided; // the paragraph of the finding that is being decided
  let inPanel = false; // whether the focus was in the panel that an answer replaces
  const due = new Set(); // paragraphs to be checked again
  let checking = false; // whether one is
  let resting; // until when nothing has happened for a while

  function panel() { return one(".panel", finding); }
  function flagOf(key) { return key ? document.getElementById(key) : null; }
  function shown(flag) {
    return (!check.value || flag.dataset.check === check.value)
      && (!band.value || flag.classList.contains(band.value))
      && (!state.value || flag.classList.contains(state.value));
  }
  function version() { return one("#tally").dataset.version; }

  // Where what is in sight of the draft ends.
  function floor() { return wide.matches ? innerHeight : one(".side").getBoundingClientRect().top; }

  // Mark the current flag in the draft, and bring it into view where it is not.
  function mark(scroll) {
    const found = flagOf(current);
    if (marked && marked !== found) {
      marked.removeAttribute("aria-current");
      marked.tabIndex = -1;
    }
    marked = found;
    if (!found) return;
    found.setAttribute("aria-current", "true");
    found.tabIndex = 0;
    if (!scroll) return;
    const box = found.getBoundingClientRect();
    const top = Math.max(0, bar.getBoundingClientRect().bottom); // where it is narrow, the bar scrolls away
    const bottom = floor();
    const room = bottom - top;
    if (box.top < top + room * 0.1 || box.bottom > bottom - room * 0.1) {
      scrollBy({ top: box.top - top - room * 0.35, behavior: still.matches ? "instant" : "auto" });
    }
  }

  function get(path, context) {
    htmx.ajax("GET", `/drafts/${draft}/${path}`, context).catch(() => { /* the events below tell of it */ });
  }
  function select(key) {
    if (!key) return;
    if (posting) return keys.press(() => select(key)); // fetching a panel would drop the answer
    current = key;
    mark(true);
    get(`findings/${encodeURIComponent(key)}`, { source: finding, target: finding, swap: "innerHTML" });
  }

  // The next flag, or the one before, that passes; from either end it goes round. Only what lies between is looked at.
  function neighbour(step, passes) {
    const start = flagOf(current);
    walker.currentNode = start || walker.root;
    let rounds = 0;
    while (rounds < 2) {
      let flag = step > 0 ? walker.nextNode() : walker.currentNode !== walker.root && walker.previousNode();
      if (!flag) {
        rounds++;
        walker.currentNode = walker.root;
        flag = step > 0 ? walker.nextNode() : walker.lastChild();
      }
      if (!flag || flag === start) return null;
      if (passes(flag)) return flag;
    }
    return null;
  }
  function move(step, passes = shown) { select(neighbour(step, passes)?.id); }

  // Where to go once the current finding is judged: the next open one that the decision does not take in.
  function following(button) {
    const flag = flagOf(current);
    const scope = button?.dataset.all;
    const takenIn = (other) => flag && scope && flag.dataset.term && other.dataset.term === flag.dataset.term
      && (scope === "term" || other.textContent === flag.textContent);
    return neighbour(1, (other) => shown(other) && other.classList.contains("open") && !takenIn(other))?.id || "";
  }

  function open(id) {
    const drawer = one(`#${id}`);
    if (!drawer) return;
    for (const each of document.querySelectorAll(".drawer")) each.hidden = each !== drawer;
    one(`[data-open="${id}"]`)?.setAttribute("aria-expanded", "true");
    const field = one("input:not([type=hidden])", drawer);
    field.focus();
    field.select();
    drawer.scrollIntoView({ block: "nearest" });
  }
  function close() {
    const drawer = one(".drawer:not([hidden])");
    if (!drawer) return false;
    const opener = one(`[data-open="${drawer.id}"]`);
    drawer.hidden = true;
    opener?.setAttribute("aria-expanded", "false");
    opener?.focus();
    return true;
  }

  function trouble(text) {
    const place = one(sheet.open ? "#sheet-trouble" : "#trouble");
    if (place.textContent !== text) place.textContent = text; // an alert is read out whenever it is set
    place.hidden = !text;
  }
  function say(text) { one("#said").textContent = text; }

  function act(key) {
    const choice = /^[1-9]$/.test(key) && finding.querySelectorAll("input[name=choice]")[key - 1];
    if (choice) {
      choice.checked = true;
      preview();
      return;
    }
    one(`[data-act="${key}"]`, finding)?.click();
  }
  // The sentence shows what is chosen.
  function preview() {
    const chosen = one("input[name=choice]:checked", finding);
    if (!chosen) return;
    for (const each of finding.querySelectorAll("[data-preview]")) each.hidden = each.dataset.preview !== chosen.value;
    const form = one("#edit");
    if (!form) return;
    const { print, old, from, to } = chosen.dataset;
    one("#edit-old").textContent = old;
    Object.entries({ text: print, old, from, to }).forEach(([name, value]) => { form.elements[name].value = value; });
  }

  // What opens over the draft: it is fetched and shown, unless something else was asked for meanwhile.
  async function unfold(path) {
    const mine = unfolding = {};
    const answer = await fetch(`/drafts/${draft}/${path}`).catch(() => null);
    const text = await answer?.text().catch(() => null);
    if (unfolding !== mine) return;
    unfolding = null;
    if (typeof text !== "string" || !answer.ok) {
      keys.forget();
      if (answer) trouble(text.trim());
      else gone();
      return;
    }
    trouble("");
    htmx.swap(content, text, { swapStyle: "innerHTML" }, { eventInfo: { target: content } });
    opened++;
    if (!sheet.open) sheet.showModal();
    fill();
    (one("input[type=search]", content) || one("h2", content)).focus();
    keys.drain();
  }
  function shut() {
    if (!sheet.open) return;
    trouble("");
    sheet.close();
    // Where nothing had the focus before, a field that is gone from sight keeps it until the next frame.
    if (sheet.contains(document.activeElement)) document.activeElement.blur();
  }
  // What was typed before the sheet stood there goes into its field.
  function type(key) {
    const field = document.activeElement;
    if (!sheet.contains(field) || !field.matches("input[type=search]")) return;
    field.setRangeText(key, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
  function markSelection() {
    const words = selected();
    marker.hidden = true;
    if (words) unfold(`mark?segment=${words.segment}&start=${words.start}&end=${words.end}`);
    return Boolean(words);
  }
  // A name of the source that has no row yet is the Chinese of the new row.
  function fill() {
    const chosen = one("input[name=as]:checked", content);
    const field = one("#mark-source", content);
    if (chosen?.dataset.name && field) field.value = chosen.dataset.name;
  }
  function show(segment) {
    shut();
    const row = one(`#s${segment}`);
    row?.scrollIntoView({ block: "center", behavior: still.matches ? "instant" : "auto" });
    row?.classList.add("shown");
    setTimeout(() => row?.classList.remove("shown"), 2000);
  }
  function besideShown() { return document.documentElement.classList.contains("with-source"); }
  function pressed() { one("#beside")?.setAttribute("aria-pressed", String(besideShown())); }

  // The paragraph that was mended is checked again by itself, the latest first, once the keys rest: checking would keep
  // the answers to those that follow waiting. What is wrong in it now stands below it.
  const REST = 40; // milliseconds
  function rest() {
    clearTimeout(resting);
    if (due.size) resting = setTimeout(checkDue, REST);
  }
  async function checkDue() {
    if (checking) return;
    if (posting || busy()) return rest();
    const segment = Array.from(due).at(-1);
    due.delete(segment);
    checking = true;
    await checkAgain(segment);
    checking = false;
    rest();
  }
  async function checkAgain(segment) {
    const answer = await fetch(`/drafts/${draft}/mended/${segment}`).catch(() => null);
    const text = answer?.ok ? await answer.text().catch(() => null) : null;
    const row = one(`#s${segment}`);
    if (due.has(segment) || text === null || !row) return;
    const fresh = document.createElement("template");
    fresh.innerHTML = text;
    for (const old of row.querySelectorAll(".mended")) old.remove();
    const news = fresh.content.firstElementChild;
    if (!news) return;
    one(".segment", row).after(news);
    say(news.textContent);
  }

  const COMMANDS = /^[jkJKuUs/hldnx?arecARvf1-9]$/;
  const ACTS = /^[arecARvfnuU1-9]$/; // those that need the panel of the current finding
  const MOVES = /^[jkJK]$/; // those that may be held down
  const FIELD = "input:not([type=radio]):not([type=checkbox]), select, textarea";

  function press(key) {
    rest();
    switch (key) {
      case "j": return move(1);
      case "k": return move(-1);
      case "J": return move(1, (flag) => shown(flag) && flag.classList.contains("open"));
      case "K": return move(-1, (flag) => shown(flag) && flag.classList.contains("open"));
      case "u": return one("#undo").click();
      case "U": return one("#again").click();
      case "s": return one("#beside")?.click();
      case "/": case "h": case "l": case "d": return one(`.bar [data-act="${key}"]`)?.click();
      case "x": {
        const menu = one("#take");
        menu.open = true;
        return one("a", menu).focus();
      }
      case "?": return help.showModal();
      case "n": if (markSelection()) return undefined;
    }
    return act(key);
  }
  function busy() { return (panel()?.dataset.key || "") !== current; }
  // Whether what was pressed can be obeyed now; else it waits for the answer that is on its way.
  function ready(key) {
    if (posting || unfolding || leaving) return false;
    return sheet.open || !(ACTS.test(key) && busy());
  }
  function obey(key) {
    if (typeof key === "function") key();
    else if (sheet.open) type(key);
    else if (!help.open && COMMANDS.test(key)) press(key);
  }
  function escape() {
    const menu = one("#take");
    leaving = false;
    if (unfolding) {
      unfolding = null;
      keys.forget();
    } else if (sheet.open) shut();
    else if (help.open) help.close();
    else if (menu.open) {
      menu.open = false;
      one("summary", menu).focus();
    } else return close();
    return true;
  }
  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Escape") {
      if (escape()) event.preventDefault();
      return;
    }
    const sent = posting && (sheet.open ? sheet.contains(posting) : posting.contains(event.target));
    if (!sent && !unfolding) {
      if (help.open || sheet.open || event.target.closest(FIELD)) return;
    }
    if (!one("#keys-on").checked || !(COMMANDS.test(event.key) || (unfolding && event.key.length === 1))) return;
    event.preventDefault();
    if (!event.repeat || MOVES.test(event.key)) keys.press(event.key);
  });
  // While one answer is on its way, nothing is sent a second time.
  document.addEventListener("submit", (event) => {
    if (!posting) return;
    event.preventDefault();
    event.stopPropagation();
  }, true);
  document.addEventListener("click", (event) => {
    const back = { undo: "u", again: "U" }[event.target.closest("button")?.id];
    if (!posting || !back) return;
    event.stopPropagation();
    keys.press(back);
  }, true);

  document.addEventListener("click", (event) => {
    const flag = event.target.closest(".prose .flag");
    if (flag && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      select(flag.id);
      return;
    }
    const opener = event.target.closest("[data-open]");
    if (opener) open(opener.dataset.open);
    const unfolds = event.target.closest("[data-sheet]");
    if (unfolds) unfold(unfolds.dataset.sheet);
    const goes = event.target.closest("[data-go]");
    if (goes) {
      shut();
      select(goes.dataset.go);
    }
    const shows = event.target.closest("[data-show]");
    if (shows) show(shows.dataset.show);
    if (event.target.closest("[data-shut]")) shut();
    const link = event.target.closest("a[href]");
    if (link && !link.hasAttribute("download") && !link.hash && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      leaving = true;
    }
    if (event.target.closest("[data-close]")) close();
    const menu = one("#take");
    if (menu.open && !event.target.closest("summary")) menu.open = false;
  });
  document.addEventListener("change", (event) => {
    if (event.target.name === "choice") preview();
    if (event.target.name === "as") {
      fill();
      if (event.target.value === "new") one(one("#mark-source").value ? "#mark-target" : "#mark-source").focus();
      if (event.target.value === "wrong") one("#mark-text").focus();
    }
    if (event.target.id === "keys-on") own.keep("keys", event.target.checked ? "on" : "off");
    if (event.target.form === filter) sift();
  });
  filter.addEventListener("submit", (event) => event.preventDefault());
  one("#back").addEventListener("click", () => move(-1));
  one("#forth").addEventListener("click", () => move(1));
  content.addEventListener("keydown", (event) => {
    if (event.target.id !== "mark-query" || event.key !== "ArrowDown") return;
    event.preventDefault();
    one("input[name=as]:checked, input[name=as]", content)?.focus();
  });
  // What is typed beside a choice makes the choice.
  content.addEventListener("input", (event) => {
    const kind = { source: "new", target: "new", text: "wrong" }[event.target.name];
    const choice = kind && one(`.options > label input[name=as][value=${kind}]`, content);
    if (choice) choice.checked = true;
  });
  document.addEventListener("selectionchange", () => {
    const words = sheet.open ? null : selected();
    marker.hidden = !words;
    if (!words) return;
    const below = words.box.bottom + 8;
    marker.style.top = `${below + 48 <= floor() ? below : Math.max(8, words.box.top - 48)}px`;
    marker.style.left = `${Math.max(8, Math.min(words.box.left, innerWidth - 190))}px`;
  });
  marker.addEventListener("mousedown", (event) => event.preventDefault()); // the selection stays
  marker.addEventListener("click", markSelection);
  one("#beside")?.addEventListener("click", () => {
    own.beside(!besideShown());
    pressed();
    mark(true);
  });
  pressed();
  one("#ask").addEventListener("click", () => help.showModal());
  one("#keys-on").checked = own.keysAreOn();

  function sieve() {
    const sifts = Boolean(check.value || band.value || state.value);
    if (!sifts && !sifted) return;
    sifted = sifts;
    for (const flag of flags) flag.classList.toggle("out", !shown(flag));
  }
  function sift() {
    sieve();
    const count = Array.from(flags).filter(shown).length;
    say(`${count} finding${count === 1 ? "" : "s"} shown`);
    const here = flagOf(current);
    if (here && !shown(here)) move(1);
  }

  document.addEventListener("htmx:configRequest", ({ detail }) => {
    if (detail.verb !== "post") return;
    const submitter = detail.triggeringEvent?.submitter;
    if (submitter?.dataset.all) detail.parameters.scope = "all";
    detail.parameters.version = version();
    detail.parameters.window = own.name;
    detail.parameters.next = detail.path.endsWith("/decide") ? following(submitter) : current;
    decided = detail.path.endsWith("/decide") ? panel()?.dataset.segment : undefined;
  });
  // An answer holds the panel and, after the seam, what changed elsewhere, each piece known by its id.
  document.addEventListener("htmx:beforeSwap", ({ detail }) => {
    if (detail.target.id === "suggestions") kept = one(".options > label input[name=as]:checked", content);
    inPanel = detail.target === finding && finding.contains(document.activeElement);
    const [swapped, elsewhere] = detail.serverResponse.split("<!--elsewhere-->");
    if (elsewhere === undefined || detail.xhr.status !== 200) return;
    detail.serverResponse = swapped;
    const since = new URLSearchParams(detail.requestConfig.path.split("?")[1]).get("version");
    if (since && since !== version()) return; // the answer to what was decided here came first, and says more
    const focused = document.activeElement?.closest(".prose .flag")?.id;
    const fresh = document.createElement("template");
    fresh.innerHTML = elsewhere;
    for (const piece of Array.from(fresh.content.children)) {
      if (piece.id === "said") say(piece.textContent);
      else document.getElementById(piece.id)?.replaceWith(piece);
    }
    sieve();
    if (!swapped) mark(false);
    if (focused) flagOf(focused)?.focus({ preventScroll: true });
  });
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    if (detail.requestConfig.verb !== "post") return;
    posting = detail.elt;
    sentFrom = opened;
  });
  document.addEventListener("htmx:afterRequest", ({ detail }) => {
    if (detail.requestConfig.verb === "post") posting = null;
    if (detail.failed) keys.forget();
    const asked = detail.requestConfig.path.includes("/changes");
    if (detail.successful && (!asked || cut)) trouble("");
    if (detail.successful) cut = false;
    setTimeout(keys.drain); // not before htmx is done with this request
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    if (detail.target.id === "suggestions") {
      if (kept) kept.checked = true;
      fill();
    }
    if (detail.target !== finding) return;
    const shownPanel = panel();
    if (detail.requestConfig?.verb === "post") current = shownPanel.dataset.key;
    mark(true); // again: where it is narrow, a taller panel leaves less of the draft in sight
    const done = detail.requestConfig?.verb === "post" ? one("#said").textContent + ". " : "";
    if (inPanel) one("h2", shownPanel)?.focus({ preventScroll: true });
    if (detail.requestConfig?.verb === "post") {
      if (detail.requestConfig.elt?.hasAttribute?.("data-swap") && sentFrom === opened) shut();
      const segment = decided ?? shownPanel.dataset.segment;
      if (segment !== undefined) due.add(segment);
      rest();
    }
    say(done + (shownPanel.dataset.said || one("h2", shownPanel).textContent));
  });
  document.addEventListener("htmx:responseError", ({ detail }) => trouble(detail.xhr.responseText.trim()));
  function gone() {
    cut = true;
    trouble("termend is no longer running. What you decided is kept: start termend review again and go on.");
  }
  document.addEventListener("htmx:sendError", gone);

  // The finding stands below the bar, however many lines that takes.
  new ResizeObserver(() => {
    document.documentElement.style.setProperty("--bar", `${bar.getBoundingClientRect().height}px`);
  }).observe(bar);

  // What other windows decide shows here too.
  const ask = () => {
    if (document.visibilityState === "visible" && !posting && !busy()) {
      get(`changes?version=${encodeURIComponent(version())}`, { source: one("#tally"), swap: "none" });
    }
  };
  setInterval(ask, 4000);
  document.addEventListener("visibilitychange", ask);
  addEventListener("pageshow", () => { leaving = false; });
  mark(true);
  keys.begin(ready, obey, own.keysAreOn());
})();
