"""The lists on the page: stories by workshop, entries by theme, each with its state.

Rule: a list that did not change is not drawn again, so that its focus and its search stay.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.adapters.studio import catalogue
from bot.adapters.studio.region import Region, tag
from bot.adapters.studio.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from nicegui.element import Element

    from bot.adapters.studio.catalogue import Group, Item
    from bot.adapters.studio.problems import Tally
    from bot.adapters.studio.watched import Seen
    from bot.core.turn import Lang

Shown = tuple["Lang", "Lang", tuple["Group", ...]]
_NAMED: Final = {str(catalogue.TRAINING): "training", str(catalogue.UNREADABLE): "unreadable"}


class Shelf:
    """The two lists, and a field that searches them."""

    def __init__(self, choose: Callable[[str, str], None]) -> None:
        """`choose` is told the kind and id of what is chosen."""
        self._choose = choose
        self._buttons: dict[tuple[str, str], Element] = {}
        self._chosen: tuple[str, str] | None = None
        self._search = Region(tag("div", look="search"), self._draw_search)
        self._stories = Region(tag("section", aria_labelledby="stories-title"), self._draw_stories)
        self._entries = Region(tag("section", aria_labelledby="entries-title"), self._draw_entries)

    def show(self, seen: Seen, lang: Lang, spoken: Lang, chosen: tuple[str, str] | None) -> None:
        """`lang` is that of the page, `spoken` that of the titles."""
        self._search.show(lang)
        self._stories.show((lang, spoken, catalogue.stories(seen)))
        self._entries.show((lang, spoken, catalogue.entries(seen)))
        self._mark(chosen)

    def _mark(self, chosen: tuple[str, str] | None) -> None:
        before = self._buttons.get(self._chosen) if self._chosen else None
        if before and self._chosen != chosen and not before.is_deleted:
            before.props(remove="aria-current")
        self._chosen = chosen
        now = self._buttons.get(chosen) if chosen else None
        if now and now.props.get("aria-current") != "true":
            now.props["aria-current"] = "true"

    def _draw_search(self, lang: Lang) -> None:
        tag("label", say("search", lang), for_="search")
        tag("input_", id="search", type="search", autocomplete="off", data_search="")
        tag("p", look="unseen", role="status", data_found=say("found", lang, number="{number}"))

    def _draw_stories(self, shown: Shown) -> None:
        lang, spoken, groups = shown
        self._forget("story")
        tag("h2", say("stories", lang), id="stories-title")
        for group in groups:
            key = _NAMED.get(group.key)
            name = say(key, lang) if key else say("workshop", lang, number=group.key)
            heading = tag("h3", name)
            if group.title[spoken]:
                with heading:
                    tag("span", f" · {group.title[spoken]}", "quiet", lang=spoken)
            self._list(group, lang, spoken)

    def _draw_entries(self, shown: Shown) -> None:
        lang, spoken, groups = shown
        self._forget("entry")
        tag("h2", say("entries", lang), id="entries-title")
        for group in groups:
            errors = sum(item.problems.errors for item in group.items)
            with tag("details", open=True if errors else None, data_fold=group.key):
                with tag("summary"):
                    tag("span", group.title[spoken], lang=spoken)
                    tag("span", str(len(group.items)), "count")
                self._list(group, lang, spoken)

    def _list(self, group: Group, lang: Lang, spoken: Lang) -> None:
        with tag("ul"):
            for item in group.items:
                with tag("li", data_item=""):
                    self._button(item, lang, spoken)

    def _button(self, item: Item, lang: Lang, spoken: Lang) -> None:
        button = tag("button", look="item", type="button", id=f"{item.kind}-{item.id}")
        button.on("click", lambda: self._choose(item.kind, item.id), args=[])
        self._buttons[item.kind, item.id] = button
        with button:
            tag("span", item.title[spoken], "title", lang=spoken)
            with tag("span", look="quiet"):
                tag("span", say("scenes" if item.kind == "story" else "phrasings", lang, number=item.size))
                badge(item.problems, lang)

    def _forget(self, kind: str) -> None:
        self._buttons = {key: button for key, button in self._buttons.items() if key[0] != kind}


def badge(problems: Tally, lang: Lang) -> None:
    """Say how many problems there are; nothing when there is none."""
    if problems.severity:
        number = problems.errors + problems.warnings
        tag("span", say("problems", lang, number=number), f"badge {problems.severity}")
