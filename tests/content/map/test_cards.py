from __future__ import annotations

import pytest

from bot.content.map.cards import CHOICE_PAD, NAME_SIZE, TEXT_SIZE, Card, card, tags
from bot.content.map.measure import width
from bot.content.map.order import order
from bot.core.turn import LANGS, Lang
from tests.content.map.stories import Played, broken, ride_home, shipped


def cards(story: Played, lang: Lang, here: str = "", severity: str = "") -> dict[str, Card]:
    """Write the cards of a story."""
    told = order(story)
    return {
        name: card(name, story, told, tuple(tags(name, story, told, here, severity, lang)), lang)
        for name in told.numbers
    }


@pytest.mark.parametrize("lang", LANGS)
def test_no_text_is_wider_than_its_card(lang: Lang) -> None:
    """On every card of every story, names, first words and labels fit where they stand."""
    for story in (*shipped().values(), broken()):
        for each in cards(story, lang).values():
            assert width(each.title, NAME_SIZE, bold=True) <= each.inner
            assert [] == [line for line in (*each.opening, each.foot) if width(line, TEXT_SIZE) > each.inner]
            room = each.choice_width - 2 * CHOICE_PAD
            assert [] == [line for one in each.choices for line in one.lines if width(line, TEXT_SIZE) > room]


@pytest.mark.parametrize("lang", LANGS)
def test_labels_are_whole(lang: Lang) -> None:
    """No label of a shipped story is cut on its card: the whole of it can be read on paper."""
    cut = [
        (story.id, one.lines)
        for story in shipped().values()
        for each in cards(story, lang).values()
        for one in each.choices
        if one.lines[-1].endswith("…") and not getattr(one.way.choice.label, lang).endswith("…")
    ]

    assert [] == cut


def test_each_choice_has_a_slot_under_it() -> None:
    """A card has a slot for each choice, in the middle of its box, inside the card."""
    each = cards(ride_home(), "en")["at-the-stop"]

    assert 3 == len(each.box.slots)
    assert each.choice_left(0) + each.choice_width < each.choice_left(1)
    assert each.choice_left(2) + each.choice_width < each.box.width


def test_what_is_special_is_said() -> None:
    """Where one is, problems, the start, and what nobody reaches are tags, the most pressing first."""
    kinds = [tag.kind for tag in cards(ride_home(), "en", "at-the-stop", "warning")["at-the-stop"].tags]
    assert ["here", "warning", "start"] == kinds
    lonely = cards(broken(), "en", severity="error")["lonely"]
    assert lonely.has("unreached")
    assert lonely.has("error")
    assert "nobody reaches it" in lonely.aloud


def test_a_choice_is_read_aloud_with_its_target() -> None:
    """What a screen reader says of a choice holds its words, its stance, its signs, and where it leads."""
    stop, lonely = (cards(broken(), "en")[name].choices for name in ("at-the-stop", "lonely"))

    assert "“Why me?” (hesitates, 1 warning sign) → 3 later" == stop[1].aloud
    assert "“I get in” (goes along) → in-the-cra (does not exist)" == stop[2].aloud
    assert "“Again” (goes along) → 5 lonely (leads back)" == lonely[1].aloud


def test_an_ending_says_where_to_try_again() -> None:
    """An ending with a way back names the number of the scene, and says so when there is none."""
    assert "Try again: 1" == cards(ride_home(), "en")["later"].foot
    wrong = ride_home({"retry: at-the-stop\n  in-the-car": "retry: stop\n  in-the-car"})
    assert "Try again: does not exist (stop)" == cards(wrong, "en")["later"].foot
