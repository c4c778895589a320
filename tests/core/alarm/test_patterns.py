from __future__ import annotations

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.alarm import PatternError, compile_steps
from bot.core.alarm.patterns import WIDEST_GAP, Patterns, Step
from bot.core.text import words

#: Word -> its classes, as `knowledge/danger/words.yaml` gives them.
CLASSES = {
    "frappe": ("hit",),
    "cogne": ("hit",),
    "tape": ("hit", "type"),
    "il": ("he-she",),
    "elle": ("he-she",),
}


def matches(pattern: str, text: str) -> list[tuple[str, int, int]]:
    """Give what one pattern finds in a text."""
    patterns = Patterns([(pattern, "it")])
    return list(patterns.matches([frozenset(patterns.forms(word, CLASSES)) for word in words(text)]))


HEARD = [
    ("peur", "j'ai PEUR!!", "a word is heard whatever its case and its neighbours"),
    ("peur", "peeeeeur", "a stretched word is heard"),
    ("veut|veux", "je veux", "one of two words is heard"),
    ("suicid*", "pensées suicidaires", "a word that starts so is heard"),
    ("suicid*", "suicidée", "a start is heard with any end"),
    ("suicid*", "suicid", "a start is heard with no end at all"),
    ("<hit>", "il me frappe", "a word of a class is heard"),
    ("<hit>", "il me tape", "a word of two classes is heard as one of them"),
    ("<type>", "il me tape", "a word of two classes is heard as the other too"),
    ("<he-she> me <hit>", "elle me cogne", "two classes are heard in their places"),
    ("<hit>|gifle me", "gifle me", "a class may stand beside a word"),
    ("il <hit>? part", "il part", "a class that may be missing may be missing"),
    ("il <hit>? part", "il frappe part", "a class that may be missing may be there"),
    ("il vraiment? part", "il part", "a word that may be missing may be missing"),
    ("il vraiment? part", "il vraiment part", "a word that may be missing may be there"),
    ("il vraiment|trop? part", "il trop part", "one of two words may be missing together"),
    ("il ... partir", "il partir", "a gap may be empty"),
    ("il ... partir", "il veut vraiment pas partir", "a gap jumps over three words"),
    ("il … partir", "il veut partir", "a gap may be typed as one sign"),
    ("j'ai peur", "j ai peur", "a form with an apostrophe is two words"),
    ("j'ai peur", "jai peur", "an apostrophe of a pattern may be left out"),
    ("il m'a forcé", "il ma forcé", "an apostrophe inside a pattern may be left out"),
    ("il m|t a <hit>", "il ta frappe", "an apostrophe may be left out after one of two letters"),
    ("il m'a dit j'ai peur", "il m'a dit jai peur", "each apostrophe may be left out by itself"),
    ("il m'a dit j'ai peur", "il ma dit jai peur", "all apostrophes may be left out"),
    ("a a b", "a a a b", "a match may start at any of several equal words"),
]
NOT_HEARD = [
    ("peur", "vapeur", "a word inside another is not that word"),
    ("il ... partir", "il veut vraiment pas me partir", "a gap jumps over no more than three words"),
    ("veux mourir", "mourir veux", "the order of words counts"),
    ("veux mourir", "veux pas mourir", "a word in between is no part of the pattern"),
    ("suicid*", "suici", "a start must be whole"),
    ("<hit>", "hit", "the name of a class is no word of it"),
    ("<unheard-of>", "il me frappe", "a class without words fits nothing"),
    ("<hit> <hit>", "il me frappe", "one word is not two of a class"),
    ("il <hit>? part", "il frappe cogne part", "a class that may be missing is there once at most"),
    ("il m'a vu", "il mavu", "a letter joins with the next word, and no word joins with a word"),
    ("il part", "il", "half a pattern is no pattern"),
    ("peur", "", "nothing says nothing"),
    ("peur", "😱😱", "an emoji is no word"),
]


@pytest.mark.parametrize(("pattern", "text", "promise"), HEARD, ids=[promise for *_, promise in HEARD])
def test_what_a_pattern_hears(pattern: str, text: str, promise: str) -> None:
    """The pattern language means what its table says."""
    assert matches(pattern, text), promise


@pytest.mark.parametrize(("pattern", "text", "promise"), NOT_HEARD, ids=[promise for *_, promise in NOT_HEARD])
def test_what_a_pattern_leaves_alone(pattern: str, text: str, promise: str) -> None:
    """The pattern language means no more than its table says."""
    assert [] == matches(pattern, text), promise


@pytest.mark.parametrize(
    "pattern",
    [
        "",
        "   ",
        "... peur",
        "peur ...",
        "peur?",
        "très? peur",
        "<hit>?",
        "!!",
        "peur ??",
        "d'accord|ok",
        "a|",
        "😭",
        "<>",
    ],
)
def test_a_pattern_that_says_nothing_clear_is_refused(pattern: str) -> None:
    """A writer learns of a pattern that cannot be read, before any teen depends on it."""
    with pytest.raises(PatternError, match=r"\w"):
        compile_steps(pattern)


def test_a_pattern_says_where_it_was_found() -> None:
    """A match names its first word and the place after its last, so that a phrase can be taken out whole."""
    assert [("it", 1, 4)] == matches("mort de rire", "trop mort de rire lol")
    assert [("it", 0, 3)] == matches("mort de? rire|rires", "mort de rire rires")
    assert [("it", 0, 2), ("it", 3, 5)] == sorted(matches("me <hit>", "me frappe pis me tape"))


def test_a_mended_word_is_compared_as_all_it_may_stand_for() -> None:
    """A word that may be one of several fits a pattern when one of them does."""
    patterns = Patterns([("veux mourir", "it")])
    row = [frozenset({"veux", "ceux"}), frozenset({"nourrir", "mourir"})]

    assert [("it", 0, 2)] == list(patterns.matches(row))
    assert [] == list(patterns.matches([row[0], frozenset({"nourrir"})]))


def test_each_pattern_tells_what_it_means() -> None:
    """Among many patterns, those that are in the text are named, and no other is."""
    patterns = Patterns([("je veux mourir", "suicide"), ("je veux partir", "ran-away"), ("je <hit>", "hit")])
    row = [frozenset(patterns.forms(word, CLASSES)) for word in words("je veux partir, je frappe")]

    assert {"ran-away", "hit"} == {means for means, _, _ in patterns.matches(row)}


def test_the_words_of_patterns_are_told() -> None:
    """Who mends spelling is told every word patterns name, joined ones too, and neither starts nor classes."""
    assert {"m", "as", "mas", "tu", "vite", "force"} == Patterns([("m'as tu <hit> vite? suicid*|forcé", "it")]).words
    assert frozenset() == Patterns([]).words


# ---- against a slow reader of the same language ------------------------------------------------------------------


def slow(steps: tuple[Step, ...], typed: tuple[str, ...]) -> set[tuple[int, int]]:
    """Find a pattern by trying everything: each start with the farthest end, one word or step at a time."""

    @cache
    def ends(step: int, place: int) -> frozenset[int]:
        if step == len(steps):
            return frozenset([place])
        here = steps[step]
        if here.gap:
            return frozenset().union(*(ends(step + 1, place + jump) for jump in range(WIDEST_GAP + 1)))
        skipped = ends(step + 1, place) if here.optional else frozenset()
        return skipped | (ends(step + 1, place + 1) if place < len(typed) and fits(here, typed[place]) else frozenset())

    found = {(start, ends(0, start)) for start in range(len(typed)) if fits(steps[0], typed[start])}
    return {(start, max(last)) for start, last in found if last}


def fits(step: Step, word: str) -> bool:
    """Say whether a word is one a step asks for."""
    classes = CLASSES.get(word, ())
    return any(
        word.startswith(form[:-1]) if form.endswith("*") else form == word or form[1:-1] in classes
        for form in step.fits
    )


#: No single letters: the ways to leave an apostrophe out are tested above.
WORD = st.sampled_from(["frappe", "cogne", "tape", "elle", "peur", "peureuse"])
FORM = WORD | st.sampled_from(["<hit>", "<he-she>", "<type>", "peur*", "ta*"])
STEP = st.lists(FORM, min_size=1, max_size=2).map("|".join)
MIDDLE = st.lists(STEP | STEP.map(lambda step: f"{step}?") | st.just("..."), max_size=4)
PATTERN = st.builds(lambda first, middle, last: " ".join([first, *middle, last]), STEP, MIDDLE, STEP) | STEP


@given(PATTERN, st.lists(WORD, max_size=8))
def test_a_fast_reader_and_a_slow_one_find_the_same(pattern: str, typed: list[str]) -> None:
    """Looked up by its rarest word and walked once, a pattern is found exactly where trying everything finds it."""
    expected = slow(compile_steps(pattern), tuple(typed))

    assert expected == {(start, end) for _, start, end in matches(pattern, " ".join(typed))}


@given(st.lists(PATTERN, max_size=6), st.lists(WORD, max_size=8))
def test_patterns_do_not_disturb_each_other(found: list[str], typed: list[str]) -> None:
    """A pattern means the same alone and among others."""
    patterns = Patterns((pattern, str(number)) for number, pattern in enumerate(found))
    together = set(patterns.matches([frozenset(patterns.forms(word, CLASSES)) for word in typed]))
    alone = {
        (str(number), start, end)
        for number, pattern in enumerate(found)
        for _, start, end in matches(pattern, " ".join(typed))
    }

    assert alone == together
