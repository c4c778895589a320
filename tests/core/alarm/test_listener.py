from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.alarm import (
    RINGS,
    RINGS_IN_PART,
    RINGS_WITH_PATTERN,
    Alarm,
    Danger,
    Harmless,
    Level,
    Listener,
    PatternError,
)
from bot.core.lexicon import Lexicon

if TYPE_CHECKING:
    from collections.abc import Sequence

LEXICON: Final = Lexicon.of({"jveux": "je veux", "kms": "kill myself", "jpp": "j'en peux plus"}, {})
CLASSES: Final = {**dict.fromkeys(("il", "elle", "he", "she"), ("he-she",)), "frappe": ("hit",), "hits": ("hit",)}
DANGERS: Final = (
    Danger(
        "armed",
        Level.EMERGENCY,
        ("danger",),
        ("couteau", "knife"),
        (
            "il a un couteau",
            "he has a knife",
            "elle tient un couteau",
            "y a un couteau devant moi",
            "knife in his hand",
        ),
    ),
    Danger(
        "hurt",
        Level.EMERGENCY,
        ("sexual-violence", "danger"),
        ("<he-she> me <hit>",),
        ("il me frappe", "elle me frappe", "he hits me", "she hits me", "il me frappe encore"),
    ),
    Danger(
        "despair",
        Level.DISTRESS,
        ("suicide", "distress"),
        ("veux mourir", "kill myself", "en peux ... plus"),
        ("je veux mourir", "veux mourir ce soir", "i want to kill myself", "kill myself tonight", "j'en peux plus"),
    ),
    Danger(
        "asked",
        Level.DISCLOSURE,
        ("images", "reporting"),
        ("photo nue", "nude pic*"),
        ("il veut une photo nue", "une photo nue de moi", "he wants a nude pic", "photo nue sinon", "nude pics of me"),
    ),
)
HARMLESS: Final = (
    Harmless(
        ("mort|morte de rire", "veux mourir de rire"),
        ("je suis mort de rire", "morte de rire lol", "je veux manger", "il fait beau", "he is late", "un beau film"),
    ),
    Harmless((), ("j'aime la photo", "elle est belle", "what a nice film", "il mange", "je veux mourir dans ce jeu")),
)


def listener(
    dangers: Sequence[Danger] = DANGERS, harmless: Sequence[Harmless] = HARMLESS, lexicon: Lexicon = LEXICON
) -> Listener:
    """Listen for these dangers."""
    return Listener(dangers, harmless, CLASSES, lexicon)


@cache
def small() -> Listener:
    """Listen for the dangers above, learned once."""
    return listener()


SPOKEN: Final = (
    "il me frappe",
    "elle me frape",
    "kms",
    "une photo nue stp",
    "mort de rire",
    "il fait beau",
    "",
    "salut",
)


def spoken(hears: Listener) -> list[tuple[Alarm | None, object]]:
    """Say a few texts; give what is heard and why, to the last bit."""
    return [(hears.hear(text), hears.why(text)) for text in SPOKEN]


# ---- an example is what it says ----------------------------------------------------------------------------------


@pytest.mark.parametrize("danger", DANGERS, ids=lambda danger: danger.id)
def test_every_example_of_a_danger_is_heard_as_that_danger(danger: Danger) -> None:
    """A line moderators wrote down has the level and the help they gave it, however it is typed."""
    for line in danger.examples:
        for typed in (line, line.upper(), f"  {line.replace(' ', '   ')}!!! 😭", line.replace("'", "’")):
            assert Alarm(danger.level, danger.topics, danger.id) == small().hear(typed), typed


def test_every_harmless_example_is_harmless() -> None:
    """A line moderators wrote down as harmless raises nothing, also when a pattern is in it."""
    lines = [line for each in HARMLESS for line in each.examples]

    assert [None] * len(lines) == [small().hear(line) for line in lines]
    assert "je veux mourir dans ce jeu" in lines


def test_what_likeness_alone_hears_may_be_in_doubt(monkeypatch: pytest.MonkeyPatch) -> None:
    """Danger said outright, or written down, is sure; what only looks like it is sure from one belief on."""
    hears = small()
    alike = "elle a tenu un cutter devant ma soeur"
    monkeypatch.setattr("bot.core.alarm.listener.RINGS", 0.0)
    for least, sure in ((0.0, True), (1.1, False)):
        monkeypatch.setattr("bot.core.alarm.listener.SURE", least)
        heard = {text: hears.hear(text) for text in (alike, "il a un couteau", "ya un couteau la la")}
        assert [sure, True, True] == [bool(alarm and alarm.sure) for alarm in heard.values()]


def test_what_must_be_said_outright_is_not_taken_from_likeness() -> None:
    """Who is only like somebody who hurt is not told so: the kind is then another one, or none."""
    hurt = Danger(
        "hurt", Level.DISCLOSURE, ("distress",), ("je l ai frappee",), ("je lui ai fait mal hier",), outright=True
    )
    hears = listener((hurt,))
    heard = {
        text: hears.hear(text)
        for text in ("je l'ai frappée", "je lui ai fait mal hier", "je lui ai fait mal hier soir")
    }

    assert ["hurt", "hurt", ""] == [alarm.kind if alarm else None for alarm in heard.values()]
    assert [("distress",)] * 3 == [alarm.topics if alarm else None for alarm in heard.values()]


def test_an_example_is_believed_against_everything_else() -> None:
    """One line is enough: what all other lines, and every pattern, say otherwise does not count against it."""
    odd = Danger("odd", Level.EMERGENCY, ("trafficking",), (), ("il fait très beau",))
    calm = Harmless((), ("il a son couteau",))
    hears = listener((*DANGERS, odd), (*HARMLESS, calm))

    assert Alarm(Level.EMERGENCY, ("trafficking",), "odd") == hears.hear("Il fait très beau.")
    assert hears.hear("il a son couteau") is None


def test_a_short_form_in_an_example_may_be_written_out() -> None:
    """An example with a short form is the same line as the one that writes it out."""
    hears = listener((Danger("gone", Level.DISTRESS, ("runaway",), (), ("jveux m'en aller",)),))

    assert [Alarm(Level.DISTRESS, ("runaway",), "gone")] * 2 == [
        hears.hear("jveux m'en aller"),
        hears.hear("Je veux m en aller"),
    ]


def test_an_example_without_words_is_no_example() -> None:
    """A line of signs only does not make every silence a danger."""
    hears = listener((Danger("mute", Level.EMERGENCY, ("danger",), (), ("😭😭", "…", "au secours")),))

    assert [None, None] == [hears.hear(""), hears.hear("😱")]


# ---- patterns ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("pis là je veux mourir", ("despair",)),
        ("je veux mourrir", ("despair",)),
        ("jveux mourir", ("despair",)),
        ("i'm gonna kms", ("despair",)),
        ("jpp", ("despair",)),
        ("elle me frape", ("hurt",)),
        ("des nude pictures", ("asked",)),
        ("une photo nue, pis j'en peux vraiment plus", ("asked", "despair")),
        ("bonjour", ()),
        ("", ()),
    ],
)
def test_patterns_are_heard_in_what_teens_type(text: str, named: tuple[str, ...]) -> None:
    """Short forms are written out and misspelled words mended before patterns are compared."""
    assert named == small().why(text).dangers


def test_a_phrase_that_only_sounds_dangerous_is_taken_out() -> None:
    """«Mort de rire» is no danger, and takes nothing with it but itself."""
    dead = Danger("dead", Level.DISTRESS, ("distress",), ("mort|morte", "de ... mourir"), ("il est mort",))
    hears = listener((*DANGERS, dead))
    named = {
        "je suis mort de rire": (),
        "MORTE DE RIRE lol": (),
        "je veux mourir de rire": (),
        "je suis mort de rire mais je veux mourir": ("despair",),
        "il est mort de peur": ("dead",),
        "mort de rire, mais mon ami est mort hier": ("dead",),
        "mort de rire mourir": (),
    }

    assert named == {text: hears.why(text).dangers for text in named}


def test_a_pattern_that_cannot_be_read_stops_the_listener() -> None:
    """No listener is made that silently leaves a pattern out."""
    with pytest.raises(PatternError):
        listener((Danger("odd", Level.DISTRESS, ("distress",), ("... rien",), ()),))
    with pytest.raises(PatternError):
        listener(harmless=(Harmless(("rien?",), ()),))


# ---- how urgent, and which help ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "level", "topics"),
    [
        ("une photo nue de elle", Level.DISCLOSURE, ("images", "reporting")),
        ("photo nue sinon je veux mourir", Level.DISTRESS, ("suicide", "distress")),
        ("je veux mourir une photo nue il a un couteau", Level.EMERGENCY, ("danger",)),
    ],
)
def test_the_most_urgent_danger_leads(text: str, level: Level, topics: tuple[str, ...]) -> None:
    """Of several dangers the most urgent gives the level and the help that is shown first."""
    alarm = small().hear(text)

    assert alarm is not None
    assert (level, topics) == (alarm.level, alarm.topics[: len(topics)])


def test_help_for_the_less_urgent_danger_is_not_lost() -> None:
    """Behind the help for the most urgent danger stands the help for the others, each topic once."""
    alarm = small().hear("photo nue sinon je veux mourir")

    assert alarm is not None
    assert {"suicide", "distress"} <= set(alarm.topics)
    assert len(alarm.topics) == len(set(alarm.topics))


def test_help_that_the_content_no_longer_has_is_never_offered() -> None:
    """Topics that are gone are left out, where none is left all others stand in, and what is heard stays the same."""
    fewer = small().among(["danger", "reporting"])
    heard = {text: fewer.hear(text) for text in ("il me frappe", "je veux mourir", "il veut une photo nue", "il mange")}

    assert {
        "il me frappe": ("danger",),
        "je veux mourir": ("danger", "reporting"),
        "il veut une photo nue": ("reporting",),
        "il mange": None,
    } == {text: alarm and alarm.topics for text, alarm in heard.items()}
    for text, alarm in heard.items():
        before = small().hear(text)
        assert (before and (before.level, before.kind, before.sure)) == (
            alarm and (alarm.level, alarm.kind, alarm.sure)
        )


def test_the_order_of_urgency() -> None:
    """An emergency comes before distress, and distress before a disclosure."""
    assert [Level.EMERGENCY, Level.DISTRESS, Level.DISCLOSURE] == list(Level)


def test_a_pattern_needs_less_belief_than_likeness_alone() -> None:
    """Danger said outright rings sooner than danger that is only alike."""
    assert 0 < RINGS_WITH_PATTERN < RINGS < 1


def test_a_part_of_a_text_needs_more_belief_than_the_whole() -> None:
    """A sentence alone has lost what the others say of it: it must be surer to ring."""
    assert RINGS < RINGS_IN_PART < 1


# ---- any text ----------------------------------------------------------------------------------------------------


@given(st.text(st.characters()))
@example("\ud800")
@example("\0")
def test_listening_never_fails(text: str) -> None:
    """Whatever is typed is listened to, and the answer is an alarm with a level and help, or nothing."""
    heard, why = small().hear(text), small().why(text)

    assert heard is None or (heard.level in Level and heard.topics)
    assert 0 <= why.belief <= 1


FILLERS = st.lists(st.sampled_from(["ok", "genre", "pis", "3", "😭", "…", "lol", "stp"]), max_size=12)


@given(FILLERS, FILLERS)
def test_words_around_a_danger_do_not_hide_it(before: list[str], after: list[str]) -> None:
    """Danger said outright is heard wherever it stands in what a teen writes."""
    heard = small().hear(" ".join([*before, "je veux mourir", *after]))

    assert heard is not None
    assert (Level.DISTRESS, "suicide") == (heard.level, heard.topics[0])


WORDS = st.lists(
    st.sampled_from([word for danger in DANGERS for line in danger.examples for word in line.split()] + ["lol", "3"])
)


@given(WORDS.map(lambda typed: " ".join(typed[:12])))
def test_why_tells_what_is_decided_by(text: str) -> None:
    """What the moderator reads under `ask --why` is what rings, or does not."""
    hears = small()
    why = hears.why(text)
    rings = why.belief >= RINGS or why.part >= RINGS_IN_PART or (why.belief >= RINGS_WITH_PATTERN and bool(why.dangers))

    assert (hears.hear(text) is not None) == (rings if why.known is None else not why.known)


@pytest.mark.parametrize("text", ["", "   ", "😭😭", "…", "?!", "\u200b", "\0"])
def test_a_text_without_words_is_no_danger(text: str) -> None:
    """Silence, signs and emoji raise nothing, however many of the examples are dangers."""
    assert small().hear(text) is None
    assert listener(harmless=()).hear(text) is None


def test_a_listener_without_dangers_hears_nothing() -> None:
    """A content without dangers raises no alarm, and says why."""
    hears = listener((), ())
    why = hears.why("je veux mourir")

    assert hears.hear("je veux mourir") is None
    assert (0, None, (), None) == (why.belief, why.level, why.dangers, why.known)


def test_the_order_of_files_makes_no_difference() -> None:
    """Dangers and harmless lines in another order are heard the same."""
    assert spoken(small()) == spoken(listener(DANGERS[::-1], HARMLESS[::-1]))
