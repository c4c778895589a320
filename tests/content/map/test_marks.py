from __future__ import annotations

from itertools import combinations

from bot.content.map import marks
from bot.content.map.shapes import SHAPES


def contrast(one: str, other: str) -> float:
    """Give the contrast of two colours (WCAG 2.2, "contrast ratio")."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


LOOKS = (*marks.STANCES.values(), *marks.OUTCOMES.values())


def test_everything_can_be_read() -> None:
    """Each colour of letters has a contrast of 4.5 to 1 or more on every ground it stands on."""
    letters = (marks.INK, marks.SOFT_INK, marks.ALERT, marks.WARNING, marks.HERE)
    pairs = [(look.colour, ground) for look in LOOKS for ground in (look.ground, marks.PAPER)]
    pairs += [(colour, marks.PAPER) for colour in letters]
    pairs += [(colour, look.ground) for colour in (marks.INK, marks.SOFT_INK, marks.ALERT) for look in LOOKS]

    assert [] == [pair for pair in pairs if contrast(*pair) < 4.5]


def test_no_two_stances_differ_by_colour_alone() -> None:
    """Each stance has a mark of its own, and a line of its own by its dashes or its width."""
    looks = marks.STANCES.values()

    assert len(looks) == len({look.mark for look in looks})
    assert [] == [
        (one, other)
        for one, other in combinations(looks, 2)
        if one.dashes == other.dashes and abs(one.width - other.width) < 0.5
    ]


def test_no_two_outcomes_differ_by_colour_alone() -> None:
    """Each outcome has a mark of its own, and an outline of its own by its shape or its dashes."""
    assert len(marks.OUTCOMES) == len({look.mark for look in marks.OUTCOMES.values()})
    outlines = {(SHAPES[name](100, 60), look.dashes) for name, look in marks.OUTCOMES.items()}
    assert len(marks.OUTCOMES) == len(outlines)


def test_every_stance_and_outcome_has_a_look() -> None:
    """What a writer may write as a stance or an outcome can be drawn."""
    assert {"resists", "hesitates", "goes-along", "neutral"} == set(marks.STANCES)
    assert {"safe", "open", "caught", "done"} == set(marks.OUTCOMES) == set(SHAPES)
