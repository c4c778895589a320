// The board of a group. Nothing is kept in the browser: the key is read once from the address, taken out of it, and held
// in memory. Texts of the server are only ever set as text.
"use strict";
(() => {
  const { words, looks, help } = JSON.parse(document.getElementById("data").textContent);
  const SVG = "http://www.w3.org/2000/svg";
  // Seconds: from one try to the next, and without a sign of life (the server gives one every 15).
  const WAITS = [1, 2, 4, 8, 15, 30];
  const SILENCE = 45;
  const KEY = /^[A-Za-z0-9_-]{22}$/;
  const by = (id) => document.getElementById(id);

  let key = "";
  let lang = (navigator.language || "fr").toLowerCase().startsWith("en") ? "en" : "fr";
  let phase = "connecting"; // or live, lost, gone, unknown, many, full, no-key
  let seconds = 0; // until the next try
  let report = null; // of both languages
  let heard = help; // who can be reached, as it was told last
  let shown = ""; // the id of the page that is shown
  let tries = 0;
  let timer = 0;
  let stream = null; // aborts the one that is open

  const say = (name, values = {}) =>
    words[name][lang].replace(/\{(\w+)\}/g, (_, value) => values[value]);

  // ---- elements

  function put(parent, name, text = "", kind = "") {
    const element = parent.appendChild(document.createElement(name));
    if (kind) element.className = kind;
    if (text) element.textContent = text;
    return element;
  }

  function mark(parent, look) {
    const drawn = document.createElementNS(SVG, "svg");
    drawn.setAttribute("viewBox", "-7 -7 14 14");
    drawn.setAttribute("class", "mark");
    drawn.setAttribute("aria-hidden", "true");
    const path = drawn.appendChild(document.createElementNS(SVG, "path"));
    path.setAttribute("d", look.mark);
    path.setAttribute("fill", look.colour);
    path.setAttribute("fill-rule", "evenodd");
    parent.append(drawn);
  }

  function rows(parent, list, most, said, fixed = "") {
    const all = put(parent, "ul", "", "rows");
    for (const row of list) {
      const look = looks[fixed || row.kind] || looks[""];
      const item = put(all, "li");
      const label = put(item, "p", "", "label");
      mark(label, look);
      put(label, "span", row.label);
      const bar = put(item, "div", "", "bar");
      const fill = put(bar, "span", "", "fill");
      fill.style.width = `calc(${Math.min(1, row.number / most)} * (100% - 10em))`;
      fill.style.background = look.colour;
      put(bar, "span", say(said, { number: row.number }), "number");
    }
  }

  function section(parent, told, most, title, level, wide = "") {
    const sheet = put(parent, "section", "", `sheet ${wide}`);
    put(sheet, level, title);
    rows(sheet, told.rows, most, "number");
    if (told.few.length) {
      const few = put(sheet, "div", "", "few");
      put(few, "p", say("few"));
      const list = put(few, "ul");
      for (const label of told.few) put(list, "li", label);
    }
  }

  // ---- pages: the whole of a chapter, then each of its points; last what was asked before and after

  const largest = (sections) => Math.max(1, ...sections.flatMap((each) => each.rows.map((row) => row.number)));

  function pages() {
    const list = [];
    const add = (chapter, id, draw) => list.push({ chapter, id, draw });
    report[lang].chapters.forEach((chapter, place) => {
      const names = report.fr.chapters[place].sections.map((each) => each.title);
      const points = chapter.sections.map((told, at) => ({ told, id: `${place}/${names[at]}/${names.slice(0, at).filter((name) => name === names[at]).length}` }));
      const endings = points.filter((each) => !each.told.title);
      const most = Math.max(chapter.number, largest(chapter.sections));
      if (endings.length || chapter.missed.length || !points.length) {
        add(place, `${place}`, (main) => whole(main, chapter, endings, most));
      }
      for (const point of points.filter((each) => each.told.title)) {
        add(place, point.id, (main) => {
          chapterLine(main, "p", chapter);
          section(main, point.told, most, point.told.title, "h2", "wide");
        });
      }
    });
    const asked = report[lang].asked;
    if (asked.length) {
      add(report[lang].chapters.length, "asked", (main) => {
        put(main, "h2", say("asked"));
        const sections = put(main, "div", "", "sections");
        for (const told of asked) section(sections, told, largest(asked), told.title, "h3");
      });
    }
    return list;
  }

  function chapterLine(main, level, chapter) {
    const line = put(main, level, chapter.title, level === "p" ? "chapter" : "");
    if (level === "p" && chapter.number) put(line, "span", ` · ${say("took-part", { number: chapter.number })}`, "number");
  }

  function whole(main, chapter, endings, most) {
    const head = put(main, "div", "", "headline");
    chapterLine(head, "h2", chapter);
    put(head, "p", chapter.number ? say("took-part", { number: chapter.number }) : say("waiting"), "number");
    const sections = put(main, "div", "", "sections");
    for (const { told } of endings) section(sections, told, most, say("endings"), "h3");
    if (chapter.missed.length) {
      const sheet = put(sections, "section", "", "sheet");
      put(sheet, "h3", say("missed"));
      put(sheet, "p", say("missed-note"), "hint");
      rows(sheet, chapter.missed, Math.max(...chapter.missed.map((row) => row.number)), "times", "sign");
    }
  }

  function current(list) {
    const same = list.findIndex((page) => page.id === shown);
    if (same >= 0) return same;
    return Math.max(0, list.findIndex((page) => page.chapter === parseInt(shown, 10)));
  }

  // ---- drawing

  function message(main, head, lines) {
    const box = put(main, "div", "", "message");
    if (head) put(box, "h2", head);
    for (const line of lines) put(box, "p", line);
  }

  function draw() {
    document.documentElement.lang = lang;
    by("title").textContent = say("title");
    document.title = `${say("title")} – Pile ou face`;
    by("note").textContent = say("note");
    by("help").textContent = (report || heard)[lang].help;
    by("language").setAttribute("aria-label", say("language"));
    for (const each of ["fr", "en"]) by(`lang-${each}`).setAttribute("aria-pressed", String(each === lang));
    by("before").textContent = `← ${say("before")}`;
    by("next").textContent = `${say("next")} →`;
    by("again").textContent = say("again");
    by("again").hidden = !["lost", "many", "full"].includes(phase);
    drawState();
    drawMain();
  }

  function drawState() {
    const far = report ? ["live", "connecting", "lost", "full"] : ["connecting"];
    const text = far.includes(phase) ? say(phase, { seconds }) : "";
    const state = by("state");
    state.className = ["live", "connecting"].includes(phase) ? "" : "trouble";
    if (state.textContent !== text) state.textContent = text;
  }

  function drawMain() {
    const main = by("main");
    main.replaceChildren();
    main.className = report && phase !== "live" ? "old" : "";
    const list = report && !report[lang].empty ? pages() : [];
    drawChapters(list);
    by("pages").hidden = list.length < 2;
    if (!report) {
      if (phase !== "connecting") message(main, "", [say(phase, { seconds })]);
      return;
    }
    if (phase !== "live") put(main, "p", say("not-fresh"), "stale");
    if (!list.length) {
      const titles = report[lang].chapters.map((chapter) => chapter.title);
      if (titles.length) message(main, titles.join(" · "), [say("waiting-head"), say("waiting")]);
      else message(main, "", [say("nothing-left")]);
      return;
    }
    const at = current(list);
    shown = list[at].id;
    list[at].draw(main);
    by("before").disabled = at === 0;
    by("next").disabled = at === list.length - 1;
    by("place").textContent = say("place", { at: at + 1, of: list.length });
  }

  function drawChapters(list) {
    const nav = by("chapters");
    const chapters = [...new Set(list.map((page) => page.chapter))];
    nav.hidden = chapters.length < 2;
    nav.setAttribute("aria-label", say("chapters"));
    by("pages").setAttribute("aria-label", say("pages"));
    const focused = [...nav.children].indexOf(document.activeElement);
    nav.replaceChildren();
    const now = list.length ? list[current(list)].chapter : -1;
    for (const chapter of nav.hidden ? [] : chapters) {
      const told = report[lang].chapters[chapter];
      const button = put(nav, "button", told ? told.title : say("asked"));
      button.type = "button";
      if (chapter === now) button.setAttribute("aria-current", "true");
      button.addEventListener("click", () => go(list.find((page) => page.chapter === chapter).id));
    }
    if (focused >= 0 && nav.children[focused]) nav.children[focused].focus();
  }

  function aloud(text) {
    by("aloud").textContent = text;
  }

  // ---- moving

  function go(id) {
    shown = id;
    draw();
    window.scrollTo(0, 0);
    const head = by("main").querySelector("h2");
    aloud(`${head ? head.textContent : ""} ${by("place").textContent}`);
  }

  function step(pagesOn) {
    if (!report || report[lang].empty) return;
    const list = pages();
    const to = list[current(list) + pagesOn];
    if (to) go(to.id);
  }

  function pressed(event) {
    if (event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return;
    const root = document.documentElement;
    const below = root.scrollHeight - root.clientHeight - root.scrollTop > 2;
    // What a presenter holds in the hand sends these two; they turn the page once there is nothing left to scroll.
    const turns = { ArrowRight: 1, ArrowLeft: -1, PageDown: below ? 0 : 1, PageUp: root.scrollTop > 2 ? 0 : -1 };
    const turn = turns[event.key] || 0;
    if (turn) {
      event.preventDefault();
      step(turn);
    }
  }

  function speak(other) {
    lang = other;
    draw();
  }

  // ---- the stream

  function became(next, wait = 0) {
    phase = next;
    seconds = wait;
    draw();
  }

  function later(next, wait) {
    became(next, wait);
    clearTimeout(timer);
    timer = setTimeout(connect, wait * 1000);
  }

  function ended(why) {
    key = "";
    report = null;
    became(why);
  }

  function lost() {
    later("lost", WAITS[Math.min(tries, WAITS.length - 1)]);
    tries += 1;
  }

  async function connect() {
    clearTimeout(timer);
    if (stream) stream.abort();
    if (!key) return;
    const mine = (stream = new AbortController());
    if (phase !== "lost" && phase !== "full") became("connecting");
    try {
      const answer = await fetch("board/events", {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ key }),
        cache: "no-store",
        credentials: "omit",
        redirect: "error",
        referrerPolicy: "no-referrer",
        signal: mine.signal,
      });
      if (mine === stream) await answered(answer, mine);
    } catch {
      if (mine === stream) lost();
    }
  }

  async function answered(answer, mine) {
    const wait = Math.min(300, parseInt(answer.headers.get("retry-after"), 10) || WAITS[0]);
    if (answer.ok) await listen(answer.body.getReader(), mine);
    else if (answer.status === 400 || answer.status === 404) ended(report ? "gone" : "unknown");
    else if (answer.status === 429) report ? ended("gone") : became("many", wait);
    else if (answer.status === 503 && (await answer.text())) later("full", wait);
    else lost();
  }

  async function listen(reader, mine) {
    const decoder = new TextDecoder();
    let rest = "";
    for (;;) {
      const silence = setTimeout(() => mine.abort(), SILENCE * 1000);
      const { done, value } = await reader.read().finally(() => clearTimeout(silence));
      if (mine !== stream) return;
      if (done) break;
      const blocks = (rest + decoder.decode(value, { stream: true })).split("\n\n");
      rest = blocks.pop();
      for (const block of blocks) if (happened(block)) return;
    }
    lost();
  }

  // Take one event; say whether it was the last.
  function happened(block) {
    const field = (name) =>
      block.split("\n").filter((line) => line.startsWith(`${name}: `)).map((line) => line.slice(name.length + 2)).join("\n");
    if (field("event") === "gone") {
      ended("gone");
      return true;
    }
    if (field("event") === "report") {
      const before = report && JSON.stringify(report[lang].chapters.concat(report[lang].asked));
      report = heard = JSON.parse(field("data"));
      tries = 0;
      became("live");
      if (before && before !== JSON.stringify(report[lang].chapters.concat(report[lang].asked))) aloud(say("updated"));
    }
    return false;
  }

  // ---- the beginning

  // Somebody who opens another group in the same tab changes the fragment alone: the page is not loaded anew.
  function open() {
    const found = location.hash.slice(1);
    if (!location.hash && key) return;
    history.replaceState(null, "", location.pathname);
    key = found;
    report = null;
    shown = "";
    tries = 0;
    if (!found) became("no-key");
    else if (!KEY.test(found)) ended("unknown");
    else connect();
  }

  by("lang-fr").addEventListener("click", () => speak("fr"));
  by("lang-en").addEventListener("click", () => speak("en"));
  by("before").addEventListener("click", () => step(-1));
  by("next").addEventListener("click", () => step(1));
  by("again").addEventListener("click", connect);
  window.addEventListener("online", () => phase === "lost" && connect());
  window.addEventListener("hashchange", open);
  document.addEventListener("keydown", pressed);
  open();
})();
