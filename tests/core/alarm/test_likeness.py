from __future__ import annotations

import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alarm.likeness import Example, Likeness
from bot.core.spelling import Reading
from bot.core.text import words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from bot.core.learned import Learned
    from bot.core.spelling import Readings

ROOT: Final = Path(__file__).parents[3]
CLASSES: Final = {
    **dict.fromkeys(("il", "elle", "he", "she"), ("he-she",)),
    **dict.fromkeys(("me", "moi", "us"), ("me",)),
    **dict.fromkeys(("frappe", "cogne", "hits", "punches"), ("hit",)),
    **dict.fromkeys(("aime", "adore", "loves", "likes"), ("love",)),
    **dict.fromkeys(("mourir", "die"), ("die",)),
}
#: What a moderator may write: level, danger, line.
WRITTEN: Final = (
    ("emergency", "hurt-now", "il me frappe"),
    ("emergency", "hurt-now", "elle me frappe encore"),
    ("emergency", "hurt-now", "il me cogne tout le temps"),
    ("emergency", "held-now", "il barre la porte"),
    ("emergency", "held-now", "la porte est barrée"),
    ("distress", "suicide", "je veux mourir"),
    ("distress", "suicide", "j'ai envie de mourir ce soir"),
    ("distress", "suicide", "mourir serait mieux"),
    ("", "", "il me aime"),
    ("", "", "elle me adore encore"),
    ("", "", "je veux manger"),
    ("", "", "j'ai envie de dormir ce soir"),
    ("", "", "la porte est bleue"),
    ("", "", "il fait beau"),
    ("", "", "je mange tout le temps"),
)
EXAMPLES: Final = tuple(Example(tuple(words(line)), level, danger) for level, danger, line in WRITTEN)


@cache
def learned() -> Likeness:
    """Learn from the lines above, once."""
    return Likeness(EXAMPLES, CLASSES)


@pytest.fixture(name="likeness")
def _likeness() -> Likeness:
    """Give what is learned from the lines above."""
    return learned()


def read(text: str) -> list[Readings]:
    """Read a text whose words are all spelled right."""
    return [(Reading(word, 1.0),) for word in words(text)]


def danger(likeness: Likeness, text: str) -> float:
    """Give how likely it is that a text is a danger."""
    return 1 - likeness.beliefs(read(text))[""]


@pytest.mark.parametrize(("level", "text"), [(level, text) for level, _, text in WRITTEN])
def test_a_line_is_most_like_what_it_was_written_down_as(likeness: Likeness, level: str, text: str) -> None:
    """What moderators showed is believed: of all levels, that of the example comes first."""
    beliefs = likeness.beliefs(read(text))

    assert level == max(beliefs, key=lambda name: beliefs[name])


@given(st.lists(st.sampled_from([word for example in EXAMPLES for word in example.words] + ["жук", "zxcvb", "moi"])))
def test_beliefs_are_shares_of_one(typed: list[str]) -> None:
    """Whatever the words, there is one belief for each level and one for none, and they sum to one."""
    beliefs = learned().beliefs([(Reading(word, 1.0),) for word in typed])

    assert ["", "distress", "emergency"] == sorted(beliefs)
    assert all(0 <= belief <= 1 for belief in beliefs.values())
    assert pytest.approx(1, abs=1e-5) == sum(beliefs.values())


@pytest.mark.parametrize(("text", "harmless"), [("she punches us", "she likes us"), ("he hits us", "he loves us")])
def test_what_is_learned_in_one_language_helps_in_the_other(likeness: Likeness, text: str, harmless: str) -> None:
    """Not one English line was shown, and «he hits us» is nearer to danger than «he loves us»: classes say so."""
    without = Likeness(EXAMPLES, {})

    assert danger(likeness, text) > 0.5 > danger(likeness, harmless)
    assert abs(danger(without, text) - danger(without, harmless)) < danger(likeness, text) - danger(likeness, harmless)


def test_a_word_never_shown_says_nothing(likeness: Likeness) -> None:
    """Words in letters nobody ever wrote leave the belief where it is without any word."""
    assert likeness.beliefs([]) == likeness.beliefs(read("жук ббб щщэ"))


def test_each_reading_of_a_word_counts_for_its_share(likeness: Likeness) -> None:
    """A word that may be «mourir» or «manger» is between the two."""
    wanted = read("je veux")
    likely = [
        1 - likeness.beliefs([*wanted, reading])[""]
        for reading in (
            (Reading("mourir", 1.0),),
            (Reading("mourir", 0.6), Reading("manger", 0.4)),
            (Reading("manger", 1.0),),
        )
    ]

    assert sorted(likely, reverse=True) == likely
    assert 3 == len(set(likely))


def test_the_nearest_danger_comes_first(likeness: Likeness) -> None:
    """Of the dangers of a level the one whose examples are nearest leads, and none of that level is lost."""
    assert ["hurt-now", "held-now"] == likeness.nearest(read("elle me cogne"), "emergency")
    assert ["held-now", "hurt-now"] == likeness.nearest(read("elle barre la porte"), "emergency")
    assert ["suicide"] == likeness.nearest(read("elle me cogne"), "distress")
    assert [] == likeness.nearest(read("elle me cogne"), "disclosure")


def test_without_examples_nothing_is_a_danger() -> None:
    """A content without a danger raises no alarm."""
    empty = Likeness((), {})
    harmless = Likeness([example for example in EXAMPLES if not example.level], CLASSES)

    assert {"": 1.0} == empty.beliefs(read("je veux mourir"))
    assert {"": 1.0} == harmless.beliefs(read("je veux mourir"))
    assert [] == harmless.nearest(read("je veux mourir"), "")


# ---- the same, always --------------------------------------------------------------------------------------------


ASKED: Final = ("il me frappe", "elle me aime", "he hits me", "envie de rien", "la porte", "", "mourir mourir mourir")


def told(likeness: Likeness) -> list[tuple[dict[str, float], list[str]]]:
    """Ask a few texts; give every belief to its last bit."""
    return [(likeness.beliefs(read(text)), likeness.nearest(read(text), "emergency")) for text in ASKED]


def test_the_order_of_examples_makes_no_difference(likeness: Likeness) -> None:
    """Whoever sorts a file of examples, or moves a line to another file, changes nothing that is heard."""
    orders: list[Sequence[Example]] = [EXAMPLES[::-1], sorted(EXAMPLES, key=lambda example: example.words[::-1])]
    orders += [EXAMPLES[place:] + EXAMPLES[:place] for place in range(1, len(EXAMPLES), 4)]

    assert [told(likeness)] * len(orders) == [told(Likeness(order, CLASSES)) for order in orders]


def test_the_order_of_classes_makes_no_difference(likeness: Likeness) -> None:
    """Sorting the file of word classes changes nothing that is heard."""
    backwards = dict(reversed(CLASSES.items()))

    assert told(likeness) == told(Likeness(EXAMPLES, backwards))


_PROGRAM: Final = (
    "from tests.core.alarm.test_likeness import CLASSES, EXAMPLES, Likeness, told; "
    "from tests.core.alarm.test_listener import small, spoken; "
    "print(hash('word'), told(Likeness(EXAMPLES, CLASSES)), spoken(small()), sep='\\n')"
)


def test_chance_makes_no_difference() -> None:
    """Two processes that order their sets differently learn the same, to the last bit, and hear the same."""
    outputs = [
        subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            cwd=ROOT,
            env={"PATH": os.environ["PATH"], "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout.splitlines()
        for seed in ("1", "2", "3")
    ]

    assert 3 == len({output[0] for output in outputs})
    assert [outputs[0][1:]] * 3 == [output[1:] for output in outputs]
    assert [str(told(Likeness(EXAMPLES, CLASSES)))] == outputs[0][1:2]


class Kept:
    """A memory that keeps what it is told, and counts how often it had to learn."""

    def __init__(self) -> None:
        self.kept: dict[str, Learned] = {}
        self.learned = 0

    def recall(self, name: str, learn: Callable[[], Learned]) -> Learned:
        """Give what is kept, or learn it."""
        if name not in self.kept:
            self.kept[name] = learn()
            self.learned += 1
        return self.kept[name]


def test_a_memory_only_saves_time(likeness: Likeness) -> None:
    """What was learned before is not learned again, and says exactly the same."""
    memory = Kept()

    assert [told(likeness)] * 2 == [told(Likeness(EXAMPLES, CLASSES, memory)) for _ in range(2)]
    assert 1 == memory.learned


def test_telling_levels_apart_does_not_need_the_danger(likeness: Likeness) -> None:
    """How urgent a text is does not depend on how moderators sort dangers of one level into files."""
    merged = [Example(example.words, example.level, example.level) for example in EXAMPLES]

    assert [beliefs for beliefs, _ in told(likeness)] == [beliefs for beliefs, _ in told(Likeness(merged, CLASSES))]
