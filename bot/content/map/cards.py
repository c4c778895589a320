"""What stands on each card of the picture, and how large it is.

Rule: the size of a card follows from its words, cut to fit; nothing is drawn here.
A scene is a card with a small box for each choice, side by side, so that each arrow leaves right under its own words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.map import words
from bot.content.map.measure import shortened, wrapped
from bot.content.map.sketch import Box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bot.content.map.order import Order, Way
    from bot.core.turn import Lang

    Played = schema.Scenario | schema.Training

#: Sizes of letters, in pixels.
NAME_SIZE: Final = 13.0
TEXT_SIZE: Final = 12.0
#: From one line of text to the next.
LINE: Final = 15.0
#: From the edge of a card to what stands in it.
PAD: Final = 10.0
HEAD: Final = 30.0
#: From the edge of the box of a choice to its words.
CHOICE_PAD: Final = 5.0
#: Between the boxes of choices.
CHOICE_GAP: Final = 6.0
#: How wide the box of a choice is, when there are so many; more are as wide as the last.
_CHOICE_WIDTHS: Final = (216.0, 134.0, 110.0, 104.0, 104.0)
#: Above the words of a choice stands its mark.
MARK: Final = 20.0
_MOST_LABEL_LINES: Final = 4
_MOST_OPENING_LINES: Final = 2
_ENDING_WIDTH: Final = 224.0
_MISSING_WIDTH: Final = 170.0
_MISSING_HEIGHT: Final = 44.0
#: A line of its own for what is special about a node.
TAG: Final = 20.0
#: What the mark before the foot takes.
FOOT_MARK: Final = 18.0


@dataclass(frozen=True, slots=True)
class Chosen:
    """The box of one choice, measured from the upper left corner of its card if it stood first."""

    way: Way
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One node. `tags` stand above its head: what is special about it, as (kind, words)."""

    name: str
    number: int
    title: str
    opening: tuple[str, ...]
    foot: str
    choices: tuple[Chosen, ...]
    choice_width: float
    choice_height: float
    tags: tuple[tuple[str, str], ...]
    box: Box

    @property
    def choices_top(self) -> float:
        """How far below the top of the card its choices begin."""
        return self.box.height - PAD - self.choice_height

    def slot_left(self, slot: int) -> float:
        """How far from the left edge of the card the box in a slot begins."""
        return self.box.slots[slot] - self.choice_width / 2


def missing_box() -> Box:
    """Give the size of what stands for a scene that does not exist."""
    return Box(_MISSING_WIDTH, _MISSING_HEIGHT)


def missing_name(name: str) -> str:
    """Give the name under which a scene that does not exist is drawn; no node can be called so."""
    return f"missing:{name}"


def card(name: str, story: Played, told: Order, tags: Iterable[tuple[str, str]], lang: Lang) -> Card:
    """Write one card."""
    node, ways, shown = story.nodes[name], told.of(name), tuple(tags)
    choice_width = _CHOICE_WIDTHS[min(max(len(ways), 1), len(_CHOICE_WIDTHS)) - 1]
    inner = len(ways) * (choice_width + CHOICE_GAP) - CHOICE_GAP if ways else _ENDING_WIDTH - 2 * PAD
    labels = [_label(way, choice_width, lang) for way in ways]
    choice_height = MARK + max(map(len, labels), default=0) * LINE + 8 if ways else 0.0
    opening = wrapped(words.unbroken(words.opening(node, story, lang)), inner, TEXT_SIZE, _MOST_OPENING_LINES)
    foot = _foot(node, told, lang)
    height = len(shown) * TAG + HEAD + len(opening) * LINE + (LINE if foot else 0) + PAD
    height += choice_height + 6 if ways else 0
    height += LINE if isinstance(node, schema.Ending) else 0
    slots = tuple(PAD + place * (choice_width + CHOICE_GAP) + choice_width / 2 for place in range(len(ways)))
    return Card(
        name=name,
        number=told.numbers[name],
        title=shortened(name, inner - _marks_room(node), NAME_SIZE, bold=True),
        opening=opening,
        foot=shortened(foot, inner - FOOT_MARK, TEXT_SIZE),
        choices=tuple(Chosen(way, lines) for way, lines in zip(ways, labels, strict=True)),
        choice_width=choice_width,
        choice_height=choice_height,
        tags=shown,
        box=Box(inner + 2 * PAD, height, slots),
    )


def _marks_room(node: schema.Scene | schema.Ending) -> float:
    """Leave room beside the name of a scene for its number, its flag and its pencil; that of an ending has its line."""
    if isinstance(node, schema.Ending):
        return 0.0
    return 26.0 + (34 if node.signs else 0) + (24 if node.say_it_your_way else 0)


def _label(way: Way, choice_width: float, lang: Lang) -> tuple[str, ...]:
    label = words.unbroken(words.one_line(getattr(way.choice.label, lang)))
    return wrapped(label, choice_width - 2 * CHOICE_PAD, TEXT_SIZE, _MOST_LABEL_LINES)


def _foot(node: schema.Scene | schema.Ending, told: Order, lang: Lang) -> str:
    """Say where an ending lets one try again."""
    if isinstance(node, schema.Scene) or not node.retry:
        return ""
    number = told.numbers.get(node.retry)
    return f"{words.RETRY[lang]}{words.colon(lang)} {number or f'{node.retry} ({words.BROKEN[lang]})'}"


def tags(name: str, story: Played, told: Order, here: str, marked: str, lang: Lang) -> Iterator[tuple[str, str]]:  # noqa: PLR0913 - all that can be special
    """Say what is special about a node: kind and words, the most pressing first."""
    if name == here:
        yield "here", words.HERE[lang]
    if marked:
        yield "marked", words.PROBLEM[lang]
    if name == story.start:
        yield "start", words.START[lang]
    if not told.is_reached(name):
        yield "unreached", words.UNREACHED[lang]
