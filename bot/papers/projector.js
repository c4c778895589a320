
// A story for a whole group. Nothing is kept but in this page, and every text is put in as text.
(() => {
  "use strict";
  const story = JSON.parse(document.getElementById("story").textContent);
  const part = (id) => document.getElementById(id);
  const said = part("said"), rest = part("rest");
  //: The smallest letters, in pixels; what is longer is scrolled.
  const SMALLEST = 20;
  let lang = document.documentElement.lang;
  let stopped = false;
  //: Every step so far: the note; scenes, with the hands and what was chosen; what came after a choice; the end.
  const trail = [{ kind: "note" }];

  const both = (texts) => texts[lang];
  const word = (name, number) => both(story.words[name]).replace("{number}", number);
  const here = () => trail[trail.length - 1];
  const node = (step) => story.nodes[step.node];

  // ---- elements
  const add = (parent, tag, kind, text) => {
    const element = document.createElement(tag);
    if (kind) element.className = kind;
    if (text !== undefined) element.textContent = text;
    parent.append(element);
    return element;
  };
  const button = (parent, kind, text, pressed) => {
    const element = add(parent, "button", kind, text);
    element.type = "button";
    element.addEventListener("click", pressed);
    return element;
  };
  const onward = (name, pressed) => button(add(rest, "div", "ways"), "go", word(name), pressed);

  // ---- the steps
  const go = (step) => {
    trail.push(step);
    show(true);
  };
  const enter = (name) => {
    const ending = story.nodes[name].debrief !== null;
    go({ kind: ending ? "end" : "scene", node: name, hands: story.nodes[name].choices.map(() => 0), chosen: null });
  };
  const choose = (place) => {
    const step = here(), choice = node(step).choices[place];
    step.chosen = place;
    if (both(choice.feedback)) go({ kind: "feedback", node: step.node, choice: place });
    else enter(choice.to);
  };
  const back = () => {
    if (stopped) stopped = false;
    else if (trail.length > 1) trail.pop();
    show(true);
  };
  const seen = () => {
    const met = new Set();
    for (const step of trail) {
      if (step.kind !== "scene" && step.kind !== "end") continue;
      node(step).seen.forEach((sign) => met.add(sign));
      if (step.chosen !== null) node(step).choices[step.chosen].seen.forEach((sign) => met.add(sign));
    }
    return [...met].sort((one, other) => one - other);
  };

  // ---- what a step looks like
  const lines = (step) => {
    for (const line of node(step).lines) {
      const shown = add(said, "p", line.who ? "line" : "line told");
      if (line.who) add(shown, "span", "who", both(line.who));
      add(shown, "span", "", both(line.words));
    }
  };
  const questions = (parent) => {
    const list = add(parent, "ol", "questions");
    story.questions.forEach((question) => add(list, "li", "", both(question)));
  };
  const helpers = (parent) => {
    add(parent, "h3", "", word("help"));
    const list = add(parent, "ul", "lines");
    for (const line of both(story.help)) {
      const shown = add(list, "li");
      add(shown, "strong", "", line.name);
      line.ways.forEach((way) => add(shown, "span", "", way));
      add(shown, "span", "", word("checked") + " " + line.checked);
    }
  };
  const option = (list, choice, place, step) => {
    const number = place + 1;
    const row = add(list, "li", "option");
    const pressed = button(row, "choice", undefined, () => choose(place));
    add(pressed, "span", "number", number);
    const label = add(pressed, "span", "", both(choice.label));
    add(label, "span", "tag");
    const hands = add(row, "div", "hands");
    hands.setAttribute("role", "group");
    hands.setAttribute("aria-label", word("hands-of", number));
    button(hands, "fewer", "\u2212", () => raise(place, -1)).setAttribute("aria-label", word("fewer", number));
    add(hands, "output", "count", step.hands[place]);
    button(hands, "more", "+", () => raise(place, 1)).setAttribute("aria-label", word("more", number));
  };
  const raise = (place, by) => {
    const step = here();
    if (stopped || step.kind !== "scene" || place >= step.hands.length) return;
    step.hands[place] = Math.max(0, step.hands[place] + by);
    count();
  };
  const count = () => {
    const hands = here().hands, most = Math.max(...hands);
    const leading = hands.filter((each) => each === most).length === 1 && most > 0;
    [...rest.querySelectorAll(".option")].forEach((row, place) => {
      const first = leading && hands[place] === most;
      row.classList.toggle("leading", first);
      row.querySelector(".tag").textContent = first ? word("group") : "";
      row.querySelector(".count").textContent = hands[place];
    });
    const group = leading ? word("group-is", hands.indexOf(most) + 1) : "";
    part("tally").textContent = most > 0 && !leading ? word("tie") : group;
    fit();
  };

  const looks = {
    note: () => {
      add(said, "p", "", both(story.summary));
      add(said, "p", "quoted", both(story.note));
      add(said, "p", "", word("rules"));
      add(said, "p", "small", word("alone"));
      onward("begin", () => enter(story.start));
      return word("before");
    },
    scene: (step) => {
      lines(step);
      add(rest, "h3", "", word("ask"));
      const list = add(rest, "ol", "options");
      node(step).choices.forEach((choice, place) => option(list, choice, place, step));
      const tally = add(rest, "p");
      tally.id = "tally";
      tally.setAttribute("role", "status");
      add(rest, "p", "small", word("keys", node(step).choices.length));
      count();
      return word("scene", trail.filter((each) => each.kind === "scene").length);
    },
    feedback: (step) => {
      const choice = node(step).choices[step.choice];
      add(said, "p", "quoted", both(choice.label));
      add(said, "p", "", both(choice.feedback));
      onward("on", () => enter(choice.to));
      return word("chosen");
    },
    end: (step) => {
      lines(step);
      onward("on", () => go({ kind: "remember", node: step.node }));
      return word("ending");
    },
    remember: (step) => {
      add(said, "p", "", both(node(step).debrief));
      const met = seen();
      if (met.length) {
        add(said, "h3", "", word("signs"));
        const list = add(said, "ul", "signs");
        met.forEach((sign) => add(list, "li", "", both(story.signs[sign])));
      }
      onward("on", () => go({ kind: "talk", node: step.node }));
      return word("remember");
    },
    talk: () => {
      questions(said);
      helpers(said);
      onward("again", () => {
        trail.length = 1;
        show(true);
      });
      return word("talk");
    },
    calm: () => {
      add(said, "p", "", word("calm-text"));
      helpers(said);
      add(said, "h3", "", word("talk"));
      questions(said);
      onward("return", back);
      return word("calm");
    },
  };

  const bar = () => {
    part("bar").replaceChildren();
    add(part("bar"), "strong", "", word("help-bar"));
    both(story.bar).forEach((line) => add(part("bar"), "span", "", line));
  };
  const show = (moved) => {
    document.documentElement.lang = lang;
    document.title = both(story.title);
    part("title").textContent = both(story.title);
    part("back").textContent = word("back");
    part("back").disabled = !stopped && trail.length === 1;
    part("stop").textContent = word("stop");
    part("stop").disabled = stopped;
    part("language").textContent = word("language");
    part("language").lang = lang === "fr" ? "en" : "fr";
    bar();
    said.replaceChildren();
    rest.replaceChildren();
    const kind = stopped ? "calm" : here().kind;
    part("parts").className = kind;
    part("heading").textContent = looks[kind](here());
    fit();
    if (moved) {
      document.querySelector("main").scrollTop = 0;
      part("heading").focus();
    }
  };
  // The largest letters with which all of a step is seen: between those that surely fit and those that do not.
  const fit = () => {
    const main = document.querySelector("main");
    const fits = (size) => {
      main.style.setProperty("--size", size + "px");
      return main.scrollHeight <= main.clientHeight && main.scrollWidth <= main.clientWidth;
    };
    let least = SMALLEST, most = Math.max(SMALLEST, Math.round(window.innerHeight / 18)) + 1;
    while (most - least > 1) {
      const middle = Math.floor((least + most) / 2);
      if (fits(middle)) least = middle;
      else most = middle;
    }
    fits(least);
  };

  part("back").addEventListener("click", back);
  part("stop").addEventListener("click", () => {
    stopped = true;
    show(true);
  });
  part("language").addEventListener("click", () => {
    lang = lang === "fr" ? "en" : "fr";
    show(false);
  });
  document.addEventListener("keydown", (event) => {
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
    if (!digit || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    raise(Number(digit[1]) - 1, event.shiftKey ? -1 : 1);
  });
  window.addEventListener("resize", fit);
  show(false);
})();
