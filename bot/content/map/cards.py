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
    from collections.abc import Iterator

    from bot.content.map.order import Order, Way
    from bot.core.turn import Lang

    Played = schema.Scenario | schema.Training
    Node = schema.Scene | schema.Ending

#: Sizes of letters, in pixels.
NAME_SIZE: Final = 13.0
TEXT_SIZE: Final = 12.0
#: From one line of text to the next.
LINE: Final = 15.0
#: From the edge of a card to what stands in it.
PAD: Final = 10.0
#: The line of the number and the name of a scene, or of the outcome of an ending.
HEAD: Final = 30.0
#: A line of its own for each thing that is special about a node.
TAG: Final = 20.0
#: What the mark before the foot takes.
FOOT_MARK: Final = 18.0
#: From the edge of the box of a choice to its words.
CHOICE_PAD: Final = 5.0
#: Between the boxes of choices, and above them.
_CHOICE_GAP: Final = 6.0
#: How wide the box of a choice is, when there are so many; more are as wide as the last.
_CHOICE_WIDTHS: Final = (216.0, 134.0, 110.0, 104.0, 104.0)
#: Above the words of a choice stands its mark; under them is some room.
MARK: Final = 20.0
_UNDER_LABEL: Final = 8.0
_MOST_LABEL_LINES: Final = 4
_MOST_OPENING_LINES: Final = 2
_ENDING_WIDTH: Final = 224.0
#: Beside the name of a scene: its number, its flag, its pencil.
_NUMBER_ROOM: Final = 26.0
_FLAG_ROOM: Final = 34.0
_PENCIL_ROOM: Final = 24.0
#: What stands for a scene that does not exist.
MISSING_BOX: Final = Box(170.0, 44.0)


@dataclass(frozen=True, slots=True)
class Tag:
    """Something special about a node: `kind` is here, error, warning, start or unreached."""

    kind: str
    said: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The box of one choice: its words in lines, and what is read aloud of it."""

    way: Way
    lines: tuple[str, ...]
    aloud: str


@dataclass(frozen=True, slots=True)
class Card:
    """One node. `outcome` is empty for a scene, `choices` are for an ending.

    `title`, `opening` and `foot` are cut to fit; `aloud` and `whole` are not.
    """

    name: str
    number: int
    outcome: str
    title: str
    opening: tuple[str, ...]
    foot: str
    signs: int
    say: bool
    tags: tuple[Tag, ...]
    choices: tuple[Chosen, ...]
    choice_width: float
    choice_height: float
    box: Box
    aloud: str
    whole: str

    def has(self, *kinds: str) -> bool:
        """Say whether one of these is special about the node."""
        return any(tag.kind in kinds for tag in self.tags)

    @property
    def inner(self) -> float:
        """How wide its text may be."""
        return self.box.width - 2 * PAD

    @property
    def choices_top(self) -> float:
        """How far below the top of the card its choices begin."""
        return self.box.height - PAD - self.choice_height

    def choice_left(self, slot: int) -> float:
        """How far from the left edge of the card the box of the choice in a slot begins."""
        return self.box.slots[slot] - self.choice_width / 2


def missing_name(name: str) -> str:
    """Give the name under which a scene that does not exist is drawn; no node can be called so."""
    return f"missing:{name}"


def card(name: str, story: Played, told: Order, tags: tuple[Tag, ...], lang: Lang) -> Card:
    """Write one card."""
    node, ways = story.nodes[name], told.of(name)
    choice_width = _CHOICE_WIDTHS[min(max(len(ways), 1), len(_CHOICE_WIDTHS)) - 1]
    inner = len(ways) * (choice_width + _CHOICE_GAP) - _CHOICE_GAP if ways else _ENDING_WIDTH - 2 * PAD
    chosen = tuple(Chosen(way, _label(way, choice_width, lang), _choice_aloud(way, told, lang)) for way in ways)
    choice_height = MARK + max(len(each.lines) for each in chosen) * LINE + _UNDER_LABEL if chosen else 0.0
    whole = words.opening(node, story, lang)
    opening = wrapped(words.unbroken(whole), inner, TEXT_SIZE, _MOST_OPENING_LINES)
    foot = shortened(_foot(node, told, lang), inner - FOOT_MARK, TEXT_SIZE)
    ending = isinstance(node, schema.Ending)
    # An ending has its name on a line of its own.
    lines = len(opening) + bool(foot) + ending
    height = len(tags) * TAG + HEAD + lines * LINE + (_CHOICE_GAP + choice_height if chosen else 0) + PAD
    return Card(
        name=name,
        number=told.numbers[name],
        outcome=node.outcome if isinstance(node, schema.Ending) else "",
        title=shortened(name, inner if ending else inner - _beside_name(node), NAME_SIZE, bold=True),
        opening=opening,
        foot=foot,
        signs=len(node.signs),
        say=isinstance(node, schema.Scene) and node.say_it_your_way,
        tags=tags,
        choices=chosen,
        choice_width=choice_width,
        choice_height=choice_height,
        box=Box(inner + 2 * PAD, height, tuple(_slots(len(ways), choice_width))),
        aloud=_aloud(name, node, told, tags, whole, lang),
        whole=whole,
    )


def tags(name: str, story: Played, told: Order, here: str, severity: str, lang: Lang) -> Iterator[Tag]:  # noqa: PLR0913 - all that can be special
    """Say what is special about a node, the most pressing first. `severity`: of its problems, empty without any."""
    if name == here:
        yield Tag("here", words.HERE[lang])
    if severity:
        yield Tag("warning" if severity == "warning" else "error", words.PROBLEM[lang])
    if name == story.start:
        yield Tag("start", words.START[lang])
    if not told.is_reached(name):
        yield Tag("unreached", words.UNREACHED[lang])


def _slots(count: int, choice_width: float) -> Iterator[float]:
    for place in range(count):
        yield PAD + place * (choice_width + _CHOICE_GAP) + choice_width / 2


def _beside_name(node: Node) -> float:
    say = isinstance(node, schema.Scene) and node.say_it_your_way
    return _NUMBER_ROOM + (_FLAG_ROOM if node.signs else 0) + (_PENCIL_ROOM if say else 0)


def _label(way: Way, choice_width: float, lang: Lang) -> tuple[str, ...]:
    label = words.unbroken(words.one_line(getattr(way.choice.label, lang)))
    return wrapped(label, choice_width - 2 * CHOICE_PAD, TEXT_SIZE, _MOST_LABEL_LINES)


def _foot(node: Node, told: Order, lang: Lang) -> str:
    """Say where an ending lets one try again."""
    if isinstance(node, schema.Scene) or not node.retry:
        return ""
    number = told.numbers.get(node.retry)
    return f"{words.RETRY[lang]}{words.colon(lang)} {number or f'{words.BROKEN[lang]} ({node.retry})'}"


def _aloud(name: str, node: Node, told: Order, tags: tuple[Tag, ...], whole: str, lang: Lang) -> str:  # noqa: PLR0913 - all that is said
    """Say a node in one line: number, name, what is special, how it begins."""
    facts = [tag.said for tag in tags]
    if isinstance(node, schema.Ending):
        facts.append(words.OUTCOMES[node.outcome][lang])
    elif node.say_it_your_way:
        facts.append(words.SAY[lang])
    if node.signs:
        facts.append(words.signs(len(node.signs), lang))
    return ". ".join((f"{told.numbers[name]}, {name}", *facts, whole))


def _choice_aloud(way: Way, told: Order, lang: Lang) -> str:
    """Say a choice in one line: its words, its stance, where it leads."""
    choice = way.choice
    label = words.quoted(words.one_line(getattr(choice.label, lang)), lang)
    seen = f", {words.signs(len(choice.signs), lang)}" if choice.signs else ""
    return f"{label} ({words.STANCES[choice.stance][lang]}{seen}) → {_target(way, told, lang)}"


def _target(way: Way, told: Order, lang: Lang) -> str:
    if way.broken:
        return f"{way.choice.to} ({words.BROKEN[lang]})"
    back = f" ({words.LEADS_BACK[lang]})" if way.back else ""
    return f"{told.numbers[way.choice.to]} {way.choice.to}{back}"
