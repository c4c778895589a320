"""What was chosen in the lists: a story with its map, or an entry with its answer.

Rule: what stands here is what the files say now, also while another file has a problem.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nicegui import background_tasks

from bot.adapters.studio import catalogue
from bot.adapters.studio.apart import apart
from bot.adapters.studio.problems import in_words
from bot.adapters.studio.region import Region, tag
from bot.adapters.studio.shelf import badge
from bot.adapters.studio.words import say
from bot.content import schema
from bot.content.map.svg import svg
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from nicegui.element import Element

    from bot.adapters.studio.catalogue import Entry
    from bot.adapters.studio.phrasings import Tried
    from bot.adapters.studio.problems import Tally, Told
    from bot.adapters.studio.watched import Seen
    from bot.core.turn import Lang

    Story = schema.Scenario | schema.Training


@dataclass(frozen=True, slots=True)
class Chosen:
    """A story or an entry, and the file it was last seen in.

    `here`: the node the chat stands at; `node`: the one whose line is shown; "" for none.
    `tried`: what the phrasings of the entry are answered with, once that is known.
    """

    kind: str
    id: str
    file: str = ""
    here: str = ""
    node: str = ""
    tried: tuple[Tried, ...] | None = None


@dataclass(frozen=True, slots=True)
class _StoryShown:
    lang: Lang
    spoken: Lang
    file: str
    line: int
    story: Story
    here: str
    marked: Mapping[str, Tally]


class Stage:
    """The middle of the page."""

    def __init__(self, play: Callable[[str, str], None], ask: Callable[[str], None]) -> None:
        """`play` is told the story to begin and "", or its node; `ask` the question to type in the chat."""
        self._play = play
        self._ask = ask
        self._is_whole = False
        self._head = Region(tag("div", look="stage-head"), self._draw_head)
        self._map = tag("div", look="map-box", id="map", data_map="")
        self._mapped: _StoryShown | None = None
        self._node = Region(tag("div", look="node-card", role="status"), self._draw_node)
        self._outline = Region(tag("div"), self._draw_outline)
        self._entry = Region(tag("div"), self._draw_entry)
        self._trouble = Region(tag("div"), self._draw_trouble)

    def show(self, seen: Seen, lang: Lang, spoken: Lang, chosen: Chosen | None, *, understands: bool) -> None:
        """Show what is chosen, or say what could be."""
        found = catalogue.story_of(chosen.id, seen) if chosen and chosen.kind == "story" else None
        entry = catalogue.entry_of(chosen.id, seen) if chosen and chosen.kind == "entry" else None
        story = None
        if found and chosen:
            file, model = found
            here = chosen.here if chosen.here in model.nodes else ""
            story = _StoryShown(lang, spoken, file, 1, model, here, catalogue.marked(file, model, seen))
        self._head.show((lang, spoken, (story.file, story.story) if story else None, entry))
        # Where the chat stands is marked by the page itself: a map is not drawn again for each answer.
        self._show_map(replace(story, here="") if story else None)
        self._map.props["data-here"] = story.here if story else ""
        node = chosen.node if chosen and story and chosen.node in story.story.nodes else ""
        source = f"{story.file}:{seen.line(story.file, ('nodes', node))}" if story else ""
        self._node.show((lang, node, source, story is not None and story.here == node))
        self._outline.show(story)
        self._entry.show((lang, entry, chosen.tried if chosen and entry else None, understands))
        missing = chosen if not story and not entry else None
        self._trouble.show(
            (lang, chosen is None, (missing.file or missing.id) if missing else None, _told(missing, seen, lang))
        )

    def _draw_head(self, shown: tuple[Lang, Lang, tuple[str, Story] | None, Entry | None]) -> None:
        lang, spoken, found, entry = shown
        if found:
            file, story = found
            tag("h2", story.title.fr if spoken == "fr" else story.title.en, id="stage-title", lang=spoken)
            tag("code", f"{file}:1", "source")
            play = tag("button", say("play-story", lang), "main", id="play-story", type="button")
            play.on("click", lambda: self._play(story.id, ""), args=[])
            tag("p", say("map-hint", lang), "quiet")
            whole = tag("button", say("whole-map", lang), "plain", id="whole-map", type="button")
            whole.props["aria-pressed"] = "true" if self._is_whole else "false"
            whole.on("click", lambda: self._fit(whole), args=[])
        elif entry:
            item = entry.item
            tag("p", say(f"kind-{entry.kind}", lang), f"kind {entry.kind}")
            tag("h2", item.title[spoken], id="stage-title", lang=spoken)
            tag("code", f"{item.file}:{item.line}", "source")
            badge(item.problems, lang)
            ask = tag("button", say("ask-it", lang), "main", id="ask-it", type="button")
            ask.on("click", lambda: self._ask(item.title[spoken]), args=[])

    def _fit(self, button: Element) -> None:
        """Show the whole map as wide as the page, or at the size it can be read."""
        self._is_whole = not self._is_whole
        button.props["aria-pressed"] = "true" if self._is_whole else "false"
        self._map.classes(toggle="whole")

    def _show_map(self, shown: _StoryShown | None) -> None:
        """Draw the map anew where it changed. An older one of the story stays until then, and the focus with it."""
        if shown == self._mapped:
            return
        if not (shown and self._mapped and shown.story.id == self._mapped.story.id):
            self._map.clear()
        self._mapped = shown
        if shown:
            background_tasks.create(self._draw_map(shown), name="map", context=self._map)

    async def _draw_map(self, shown: _StoryShown) -> None:
        """Draw a map apart, since a dense one takes its time; by then another may be wanted, or none."""
        marked = {name: each.severity for name, each in shown.marked.items() if each.severity}
        picture = await apart(svg, shown.story, shown.lang, marked=marked)
        if shown is self._mapped and not self._map.is_deleted:
            self._map.clear()
            # The picture escapes every text itself; the page's policy runs no script that could be hidden in one.
            tag("div", innerHTML=picture)

    def _draw_node(self, shown: tuple[Lang, str, str, bool]) -> None:
        lang, node, source, here = shown
        if node:
            tag("span", say("node", lang), "unseen")
            tag("strong", node)
            tag("code", source, "source")
            if here:
                tag("span", say("here", lang), "quiet")

    def _draw_outline(self, shown: _StoryShown | None) -> None:
        if shown is None:
            return
        story, lang, spoken = shown.story, shown.lang, shown.spoken
        with tag("details", data_fold="outline"):
            tag("summary", say("outline", lang))
            with tag("ul", look="outline"):
                for name, node in story.nodes.items():
                    with tag("li"):
                        current = "step" if name == shown.here else None
                        button = tag("button", name, "link", id=f"outline-{name}", type="button", aria_current=current)
                        button.on("click", lambda name=name: self._play(story.id, name), args=[])
                        tag("span", say(_kind(name, story), lang), "quiet")
                        badge(shown.marked.get(name, catalogue.NONE), lang)
                        if isinstance(node, schema.Scene):
                            with tag("ul"):
                                for choice in node.choices:
                                    label = choice.label.fr if spoken == "fr" else choice.label.en
                                    tag("li", say("leads-to", lang, label=label, to=choice.to), lang=spoken)

    def _draw_entry(self, shown: tuple[Lang, Entry | None, tuple[Tried, ...] | None, bool]) -> None:
        lang, entry, tried, understands = shown
        if entry is None:
            return
        with tag("div", look="two"):
            for each in LANGS:
                with tag("section", look="side", lang=each):
                    tag("h3", say("in-french" if each == "fr" else "in-english", lang), lang=lang)
                    tag("p", entry.item.title[each], "statement")
                    for part in entry.answer[each].split("\n\n"):
                        tag("p", part)
                    number = len(entry.phrasings[each])
                    with tag("details", data_fold=f"phrasings-{each}", lang=lang):
                        tag("summary", say("phrasings", lang, number=number))
                        with tag("ul", lang=each):
                            for text in entry.phrasings[each]:
                                tag("li", text)
        tag("h3", say("answered-with", lang))
        if not understands:
            tag("p", say("not-yet", lang), "quiet")
        elif tried is None:
            tag("p", say("trying", lang), "quiet")
        else:
            _draw_tried(tried, lang)

    def _draw_trouble(self, shown: tuple[Lang, bool, str | None, tuple[Told, ...]]) -> None:
        lang, nothing, missing, problems = shown
        if nothing:
            tag("p", say("no-story", lang), "quiet")
        elif missing is not None:
            tag("h2", missing, id="stage-title")
            tag("p", say("cannot-read" if problems else "gone", lang))
            with tag("ul", look="plain-list"):
                for problem in problems:
                    with tag("li"):
                        tag("code", f"{problem.file}:{problem.line}", "source")
                        tag("span", f" {problem.sentence}")
                        tag("span", f" → {problem.hint}" if problem.hint else "", "quiet")


def _kind(name: str, story: Story) -> str:
    """Give the key of the word for what a node is."""
    node = story.nodes[name]
    if isinstance(node, schema.Ending):
        return f"node-{node.outcome}"
    return "node-start" if name == story.start else "node-scene"


def _told(missing: Chosen | None, seen: Seen, lang: Lang) -> tuple[Told, ...]:
    """Give the problems of a file that cannot be read: it was seen before, or is chosen by its path."""
    if missing is None:
        return ()
    return tuple(in_words(problem, lang) for problem in seen.problems if problem.file in (missing.file, missing.id))


def _draw_tried(tried: tuple[Tried, ...], lang: Lang) -> None:
    others = [each for each in tried if not each.right]
    if not others:
        tag("p", say("all-answered", lang, number=len(tried)))
        return
    tag("p", say("some-answered", lang, right=len(tried) - len(others), number=len(tried)))
    with tag("ul", look="plain-list"):
        for each in others:
            with tag("li"):
                tag("q", each.text, lang=each.lang)
                tag("span", f" {say(f'gets-{each.kind}', lang, **each.told)}")
