from __future__ import annotations

import time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.alarm import Alarm, Group, Level, Listener, PatternError, compile_steps
from bot.core.text import MOST_CHARACTERS, short_forms

SHORT = short_forms({"jveux": "je veux", "kms": "kill myself", "jpp": "j'en peux plus"})


def listener(*patterns: str, harmless: tuple[str, ...] = (), known: tuple[str, ...] = ()) -> Listener:
    """Listen for these patterns, all of one group."""
    return Listener([Group("fr", Level.DISTRESS, ("distress",), patterns)], harmless, SHORT, known)


HEARD = [
    ("peur", "j'ai PEUR!!", "a word is heard whatever its case and its neighbours"),
    ("peur", "peeeeeur", "a stretched word is heard"),
    ("veut|veux", "je veux", "one of two words is heard"),
    ("suicid*", "pensées suicidaires", "a word that starts so is heard"),
    ("il vraiment? part", "il part", "a word that may be missing may be missing"),
    ("il vraiment? part", "il vraiment part", "a word that may be missing may be there"),
    ("il ... partir", "il partir", "a gap may be empty"),
    ("il ... partir", "il veut vraiment pas partir", "a gap jumps over three words"),
    ("j'ai peur", "jai peur, non: j ai peur", "a form with an apostrophe is two words"),
    ("je veux mourir", "jveux mourir", "a short form is written out first"),
    ("kill myself", "i wanna kms", "a short form of the other language too"),
    ("mourir", "je veux mourrir", "a word with one typo is heard"),
    ("exploiter", "se faire exlpoitr", "a long word with two typos is heard"),
    ("suicid*", "suicidée", "a start is heard with any end"),
    ("a a b", "a a a b", "a match may start at any of several equal words"),
    ("il m'a forcé", "il ma forcé", "an apostrophe may be left out"),
    ("il m a forcé", "il m'a forcée", "an apostrophe may be a space"),
]
NOT_HEARD = [
    ("peur", "vapeur", "a word inside another is not that word"),
    ("viol", "vol", "a short word with a typo is another word"),
    ("il ... partir", "il veut vraiment pas me partir", "a gap jumps over no more than three words"),
    ("veux mourir", "mourir veux", "the order of words counts"),
    ("suicid*", "suici", "a start must be whole"),
    ("il part", "il", "half a pattern is no pattern"),
    ("peur", "", "nothing says nothing"),
    ("peur", "😱😱", "an emoji is no word"),
]


@pytest.mark.parametrize(("pattern", "text", "promise"), HEARD, ids=[promise for *_, promise in HEARD])
def test_what_a_pattern_hears(pattern: str, text: str, promise: str) -> None:
    """The pattern language means what its table says."""
    assert listener(pattern).hear(text) is not None, promise


@pytest.mark.parametrize(("pattern", "text", "promise"), NOT_HEARD, ids=[promise for *_, promise in NOT_HEARD])
def test_what_a_pattern_leaves_alone(pattern: str, text: str, promise: str) -> None:
    """The pattern language means no more than its table says."""
    assert listener(pattern).hear(text) is None, promise


@pytest.mark.parametrize(
    "pattern", ["", "   ", "... peur", "peur ...", "peur?", "très? peur", "!!", "peur ??", "d'accord|ok", "a|", "😭"]
)
def test_a_pattern_that_says_nothing_clear_is_refused(pattern: str) -> None:
    """A writer learns of a pattern that cannot be read, before any teen depends on it."""
    with pytest.raises(PatternError, match=r"\w"):
        compile_steps(pattern)


def test_a_phrase_that_only_sounds_dangerous_is_taken_out() -> None:
    """«Mort de rire» is no danger, and takes nothing with it but itself."""
    hears = listener("mort|morte", "veux mourir", harmless=("mort|morte de rire",))

    assert [None, None] == [hears.hear("je suis mort de rire"), hears.hear("MORTE DE RIRE lol")]
    assert hears.hear("je suis mort de rire mais je veux mourir") is not None
    assert hears.hear("je suis mort de peur") is not None


def test_an_ordinary_word_is_no_typo() -> None:
    """A word the content itself uses is not taken for a misspelt danger."""
    assert listener("violer").hear("voiler") is not None
    assert listener("violer", known=("voiler",)).hear("voiler") is None


def test_a_word_of_danger_is_heard_though_it_is_ordinary() -> None:
    """A word that patterns name is heard even when the content uses it too."""
    assert listener("violer", known=("violer",)).hear("violer") is not None


GROUPS = [
    Group("fr", Level.DISCLOSURE, ("images", "reporting"), ("photo",)),
    Group("en", Level.DISTRESS, ("suicide", "distress"), ("die",)),
    Group("fr", Level.EMERGENCY, ("danger",), ("couteau",)),
    Group("en", Level.EMERGENCY, ("danger", "runaway"), ("knife",)),
]
EVERYTHING = ("danger", "suicide", "distress", "images", "reporting")


@pytest.mark.parametrize(
    ("text", "alarm"),
    [
        ("photo", Alarm(Level.DISCLOSURE, ("images", "reporting"), ("fr",))),
        ("photo die", Alarm(Level.DISTRESS, EVERYTHING[1:], ("en", "fr"))),
        ("die photo couteau", Alarm(Level.EMERGENCY, EVERYTHING, ("fr", "en"))),
        ("couteau knife", Alarm(Level.EMERGENCY, ("danger", "runaway"), ("fr", "en"))),
        ("salut", None),
    ],
)
def test_the_most_urgent_danger_leads(text: str, alarm: Alarm | None) -> None:
    """Of several dangers the most urgent gives the level, and the help for the others is not lost."""
    assert alarm == Listener(GROUPS, (), {}).hear(text)


def test_the_order_of_urgency() -> None:
    """An emergency comes before distress, and distress before a disclosure."""
    assert [Level.EMERGENCY, Level.DISTRESS, Level.DISCLOSURE] == list(Level)


@given(st.text(st.characters()))
@example("\ud800")
@example("\0")
def test_listening_never_fails(text: str) -> None:
    """Whatever is typed is listened to, and the answer is an alarm or nothing."""
    heard = listener("peur ... mort*", "e a? b").hear(text)

    assert heard in (None, Alarm(Level.DISTRESS, ("distress",), ("fr",)))


FILLERS = st.lists(st.sampled_from(["ok", "genre", "pis", "3", "😭", "…", "lol", "stp"]))


@given(FILLERS, FILLERS)
def test_words_around_a_danger_do_not_hide_it(before: list[str], after: list[str]) -> None:
    """Danger is heard wherever it stands in what a teen writes."""
    assert listener("veux mourir").hear(" ".join([*before, "je veux mourir", *after])) is not None


@pytest.mark.parametrize("filler", ["et puis il a dit ", "ok ", "a ", "jpp "])
def test_danger_at_the_end_of_a_long_message_is_heard(filler: str) -> None:
    """Every word of the longest message Telegram carries is looked at, also when short forms make it longer."""
    end = " je veux mourir"
    message = (filler * MOST_CHARACTERS)[: MOST_CHARACTERS - len(end)] + end

    assert listener("veux mourir").hear(message) is not None


def test_listening_to_a_hostile_text_is_quick() -> None:
    """No text, however built, holds up the others who wait."""
    gaps = " ... ".join(["mourir|partir|sortir"] * 8)
    hears = listener(gaps, *(f"{word} ... mourir" for word in ("partir", "sortir", "courir", "venir", "tenir")))
    start = time.perf_counter()
    hears.hear(" ".join(["partri", "sotrir", "mourrir"] * 2000))

    assert time.perf_counter() - start < 1.0
