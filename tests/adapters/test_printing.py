"""The guide command behind its arguments: what is meant, and what is made of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

import pytest

from bot.adapters.printing import FORMS, UnknownPaperError, printed
from bot.content.build import build
from bot.content.learn import nothing_learned
from tests import small

if TYPE_CHECKING:
    from bot.core.script import Script
    from bot.core.turn import Lang

TODAY: Final = date(2026, 12, 1)


@pytest.fixture(scope="module", name="tiny")
def _tiny() -> Script:
    return build(small.look(small.files()).models, nothing_learned())


def test_what_is_named_is_printed(tiny: Script) -> None:
    """A story is a guide or a page, a workshop is a guide; a link is on the guide that has one."""
    assert ("pdf", "html") == FORMS
    name, plain = printed("ride-home", "pdf", "fr", "", tiny, TODAY)
    _, linked = printed("ride-home", "pdf", "fr", "https://t.me/bot?start=s_ride-home", tiny, TODAY)
    page, text = printed("ride-home", "html", "en", "", tiny, TODAY)
    workshop, guide = printed("workshop-5", "pdf", "en", "", tiny, TODAY)

    assert ("guide-histoire.pdf", "story-projector.html", "guide-workshop-5.pdf") == (name, page, workshop)
    assert all(data.startswith(b"%PDF-") for data in (plain, linked, guide))
    assert len(linked) > len(plain)
    assert b"A ride home" in text


@pytest.mark.parametrize(
    ("lang", "meant"), [("fr", "Vouliez-vous dire « ride-home »"), ("en", "did you mean «ride-home»")]
)
def test_an_unknown_name_is_answered_with_the_nearest(tiny: Script, lang: Lang, meant: str) -> None:
    """A misspelled name gets the one that may be meant, and the list of all; a training module has no guide."""
    with pytest.raises(UnknownPaperError, match=rf"{meant}.*ride-home.*workshop-1, .*workshop-6"):
        printed("ride-hone", "pdf", lang, "", tiny, TODAY)
    with pytest.raises(UnknownPaperError, match="listening"):
        printed("listening", "pdf", lang, "", tiny, TODAY)


@pytest.mark.parametrize(("lang", "words"), [("fr", "prenez --form pdf"), ("en", "take --form pdf")])
def test_a_workshop_has_no_page_for_a_projector(tiny: Script, lang: Lang, words: str) -> None:
    """Who asks for the page of a workshop is told to name a story, and which there are."""
    with pytest.raises(UnknownPaperError, match=f"{words}.*: ride-home"):
        printed("workshop-5", "html", lang, "", tiny, TODAY)
