// What a page of plain elements cannot do by itself. Every text that is sent is looked at again where it arrives.
(() => {
  "use strict";
  const send = (name, value) => window.emitEvent?.(name, value);

  // ---- the map: a node or a choice of it is pressed by mouse and by keyboard
  const pressed = (event) => {
    const part = event.target.closest?.("[data-map] :is([data-node], [data-choice])");
    if (!part) return false;
    const { node, from, choice } = part.dataset;
    if (choice) send("choice", [from, choice]);
    else send("node", node);
    return true;
  };
  document.addEventListener("click", pressed);
  document.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && pressed(event)) event.preventDefault();
  });

  // ---- what is typed
  document.addEventListener("submit", (event) => {
    if (!event.target.matches("[data-said]")) return;
    event.preventDefault();
    const field = event.target.querySelector("input");
    if (!field.value.trim()) return;
    send("said", field.value);
    field.value = "";
  });
  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-clock]")) send("clock", event.target.value);
  });

  // ---- searching the lists, without accents and capitals
  const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  const search = () => {
    const field = document.querySelector("[data-search]");
    if (!field) return;
    const wanted = plain(field.value.trim());
    let found = 0;
    for (const item of document.querySelectorAll("[data-item]")) {
      item.hidden = wanted !== "" && !plain(item.textContent + item.firstElementChild.id).includes(wanted);
      if (!item.hidden) found += 1;
    }
    const lists = field.closest("nav");
    for (const fold of lists.querySelectorAll("details[data-fold]")) {
      const holds = fold.querySelector("[data-item]:not([hidden])") !== null;
      fold.hidden = !holds;
      if (wanted !== "") fold.open = holds;
      else fold.open = unfolded.has(fold.dataset.fold) || fold.querySelector("[aria-current]") !== null;
    }
    for (const heading of lists.querySelectorAll("h3")) {
      heading.hidden = heading.nextElementSibling?.querySelector("[data-item]:not([hidden])") === null;
    }
    const told = lists.querySelector("[data-found]");
    const words = wanted === "" ? "" : told.dataset.found.replace("{number}", found);
    if (told.textContent !== words) told.textContent = words;
  };
  document.addEventListener("input", (event) => {
    if (event.target.matches("[data-search]")) search();
  });

  // ---- what was unfolded stays so when it is drawn again
  const unfolded = new Set();
  document.addEventListener(
    "click",
    (event) => {
      const fold = event.target.closest?.("summary")?.parentElement;
      if (!fold?.dataset.fold) return;
      if (fold.open) unfolded.delete(fold.dataset.fold);
      else unfolded.add(fold.dataset.fold);
    },
    true,
  );

  // ---- focus: whoever works by keyboard is not thrown out by what is drawn anew
  let last = null;
  const nameOf = ({ id, dataset: { node, from, choice } }) => {
    if (choice) return `[data-map] [data-from="${CSS.escape(from)}"][data-choice="${CSS.escape(choice)}"]`;
    if (node) return `[data-map] [data-node="${CSS.escape(node)}"]`;
    return id ? `#${CSS.escape(id)}` : null;
  };
  document.addEventListener("focusin", (event) => {
    last = { name: nameOf(event.target), chat: event.target.closest("[data-log]") !== null, element: event.target };
  });
  document.addEventListener("pointerdown", (event) => {
    if (!event.target.closest?.("a, button, input, summary, [tabindex]")) last = null;
  });
  const refocus = () => {
    if (last === null || last.element.isConnected || document.activeElement !== document.body) return;
    const same = last.name && document.querySelector(last.name);
    const again = same ?? (last.chat ? document.querySelector("[data-keys]") : null);
    (again ?? document.querySelector("main"))?.focus({ preventScroll: true });
  };

  // ---- the chat: the newest message is seen from its beginning
  let shown = "";
  const newest = () => [...document.querySelectorAll("[data-log] [data-message]")].pop();
  const beginning = () => {
    const message = newest();
    if (!message) return;
    const above = message.previousElementSibling?.classList.contains("mine") ? message.previousElementSibling : message;
    message.parentElement.scrollTop = above.offsetTop - 8;
  };
  const sized = new ResizeObserver(beginning);
  const follow = () => {
    const message = newest();
    if (!message || message.dataset.message === shown) return;
    if (shown === "") sized.observe(message.parentElement);
    else reveal("aside");
    shown = message.dataset.message;
    beginning();
  };

  // ---- on a phone, what was asked for is brought into sight: the chat when it answers, the map when it is chosen
  const reveal = (name) => {
    const part = document.querySelector(name);
    const { top, bottom } = part.getBoundingClientRect();
    if (top > innerHeight * 0.8 || bottom < innerHeight * 0.2) part.scrollIntoView();
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("nav [data-item] button, [data-problem]")) reveal("main");
  });

  // ---- the map: the scene the chat stands at is marked, and in sight
  let stood = null;
  const center = () => {
    const box = document.querySelector("[data-map]");
    if (!box) return;
    const node = box.querySelector(`[data-node="${CSS.escape(box.dataset.here ?? "")}"]`);
    for (const other of box.querySelectorAll("[aria-current]")) {
      if (other !== node) other.removeAttribute("aria-current");
    }
    if (!node || stood === node) return;
    stood = node;
    node.setAttribute("aria-current", "step");
    const [around, inside] = [box.getBoundingClientRect(), node.getBoundingClientRect()];
    if (inside.left < around.left || inside.right > around.right) {
      box.scrollLeft += (inside.left + inside.right - around.left - around.right) / 2;
    }
    if (inside.top < around.top || inside.bottom > around.bottom) {
      box.scrollTop += (inside.top + inside.bottom - around.top - around.bottom) / 2;
    }
  };

  // ---- the document says its language and title
  const name = () => {
    const page = document.querySelector(".studio");
    if (!page) return;
    if (document.documentElement.lang !== page.lang) document.documentElement.lang = page.lang;
    if (page.dataset.title && document.title !== page.dataset.title) document.title = page.dataset.title;
  };

  let waiting = false;
  const settle = () => {
    waiting = false;
    name();
    search();
    follow();
    center();
    refocus();
  };
  new MutationObserver(() => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(settle);
  }).observe(document.documentElement, { childList: true, subtree: true, attributes: true, attributeFilter: ["lang", "data-title", "data-here", "aria-current"] });
})();
