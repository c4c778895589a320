"""A part of the page that is drawn again only when what it shows has changed.

Rule: whoever reads or types in a part that did not change is not disturbed, wherever else something was saved.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from nicegui import html

from bot.adapters.studio.words import say
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable

    from nicegui.element import Element

    from bot.core.turn import Lang

V = TypeVar("V")
_NOTHING: Any = object()


def tag(name: str, text: str = "", look: str = "", **attributes: object) -> Element:
    """Make a plain element. Text is text: nothing in it is ever read as HTML.

    `look`: its classes. An underscore in the name of an attribute stands for a hyphen, and one at its end for nothing.
    What is None is left out.
    """
    given = {key.rstrip("_").replace("_", "-"): value for key, value in attributes.items() if value is not None}
    element: Element = getattr(html, name)(text or None, **given)
    return element.classes(look) if look else element


def choice_of_language(label: str, name: str, lang: Lang, now: Lang, choose: Callable[[Lang], None]) -> None:
    """Make two buttons of which one is pressed. `label`: the key of what it is about; `name`: a start for their ids."""
    with tag("div", look="choice"):
        tag("span", say(label, lang), id=f"{name}-label")
        with tag("div", look="toggle", role="group", aria_labelledby=f"{name}-label"):
            for each in LANGS:
                pressed = "true" if each == now else "false"
                said = say(f"lang-{each}", each)
                button = tag("button", said, id=f"{name}-{each}", type="button", lang=each, aria_pressed=pressed)
                button.on("click", partial(choose, each), args=[])


class Region(Generic[V]):
    """An element and what is shown in it."""

    def __init__(self, element: Element, draw: Callable[[V], None]) -> None:
        """`draw` fills the empty element with a value."""
        self.element = element
        self._draw = draw
        self._shown: V = _NOTHING

    def show(self, value: V) -> bool:
        """Draw a value unless it is shown already; say whether it was drawn."""
        if self._shown is not _NOTHING and value == self._shown:
            return False
        self._shown = value
        self.element.clear()
        with self.element:
            self._draw(value)
        return True
