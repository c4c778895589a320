"""The film, the guide and the help screens by way: what stands there, and what a forged button may not show."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from bot.core import screens
from bot.core.faults import buttons_of
from bot.core.help import WAYS, State, reached_by
from bot.core.script import FilmScene, FilmSide
from bot.core.standing import stands
from bot.core.turn import LANGS, Moment, Place, Press, Screen, text_of
from tests.chat import NIGHT, NOON, stories

if TYPE_CHECKING:
    from datetime import datetime

    from bot.core.script import Film, Script
    from bot.core.turn import Lang

MOMENT = Moment(NOON)


@pytest.fixture(name="film", scope="module")
def _film(script: Script) -> Film:
    """Give the film that ships."""
    return next(iter(script.films.values()))


# ---- the film ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_film_shows_both_sides_and_then_asks(script: Script, film: Film, lang: Lang) -> None:
    """Tap by tap: heads and its scenes, tails and its scenes, every question, and what to take from it."""
    place, read = Place(lang, Screen.FILM, item=film.id), []
    for _ in range(len(film.frames) + 2):
        reply = screens.show(place, script, MOMENT)
        read.append(text_of(reply))
        onward = [button.press.place for button in buttons_of(reply) if button.press]
        place = next((each for each in onward if each.lang == lang and each.page == place.page + 1), place)
    whole = "\n".join(read)

    assert {"heads", "tails"} == {side.coin for side in film.sides}
    assert film.content_note[lang] in read[0]
    assert film.after[lang] in read[-1]
    for side in film.sides:
        assert side.title[lang] in whole
        assert [] == [
            line.words[lang] for scene in side.scenes for line in scene.lines if line.words[lang] not in whole
        ]
    assert [] == [question[lang] for question in film.discussion if question[lang] not in whole]


def test_a_scene_of_the_film_takes_a_breath_and_a_title_does_not(script: Script, film: Film) -> None:
    """Only where somebody speaks does somebody seem to type."""
    for page, frame in enumerate(film.frames, 1):
        reply = screens.show(Place("fr", Screen.FILM, item=film.id, page=page), script, MOMENT)
        assert isinstance(frame, FilmScene) == reply.breath
        assert isinstance(frame, FilmScene | FilmSide) or not reply.breath


def test_a_real_film_is_offered_when_the_operator_has_one(script: Script, film: Film) -> None:
    """With an address set, the note and the end have a button to it; without one, none."""
    moment = replace(MOMENT, film="https://example.org/film")
    for page in (0, len(film.frames) + 1):
        place = Place("en", Screen.FILM, item=film.id, page=page)
        urls = [[button.url for button in buttons_of(screens.show(place, script, each))] for each in (moment, MOMENT)]
        assert ["https://example.org/film" in each for each in urls] == [True, False]


# ---- the guide -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("lang", LANGS)
def test_the_guide_of_a_workshop_leads_to_the_questions_of_its_stories(script: Script, lang: Lang) -> None:
    """Behind its last page stand its stories, each with its signs and its questions for a group."""
    for number, workshop in script.workshops.items():
        last = Place(lang, Screen.GUIDE, item=f"workshop-{number}", page=len(workshop.guide) - 1)
        leads = [button.press.place for button in buttons_of(screens.show(last, script, MOMENT)) if button.press]
        told = [story for story in stories(script) if story.workshop == number]
        assert {story.id for story in told} == {place.scenario for place in leads if place.screen is Screen.GUIDE} - {
            ""
        }
        for story in told:
            shown = text_of(screens.show(Place(lang, Screen.GUIDE, story.id), script, MOMENT))
            assert all(question[lang] in shown for question in story.facilitator_questions)
            assert all(sign.name[lang] in shown for sign in story.signs)


# ---- help by way ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("now", [NOON, NIGHT], ids=["noon", "night"])
@pytest.mark.parametrize("kind", WAYS)
def test_help_by_way_names_everybody_who_listens_there_open_first(script: Script, kind: str, now: datetime) -> None:
    """Whoever can be reached in that way stands in the list once, those who answer now before the others."""
    found = reached_by(script, kind, now)
    states = [each.state.value for each, _ in found]
    expected = {
        resource.id
        for menu in script.menus.values()
        for resource in menu.order
        if resource.listens and any(way.kind == kind for way in resource.ways)
    }

    assert expected == {each.resource.id for each, _ in found}
    assert len(expected) == len(found)
    assert sorted(states) == states
    assert State.OPEN == found[0][0].state
    assert all(way.kind == kind for _, way in found)


@pytest.mark.parametrize("lang", LANGS)
def test_help_says_what_happens_there_and_what_secrecy_means(script: Script, lang: Lang) -> None:
    """One tap from the help screen: what happens when one writes or calls, and where secrecy ends."""
    leads = [
        button.press.place
        for button in buttons_of(screens.show(Place(lang, Screen.HELP), script, MOMENT))
        if button.press
    ]
    [calling] = [place for place in leads if place.screen is Screen.CALLING]
    shown = text_of(screens.show(calling, script, MOMENT))

    assert {*WAYS} == {place.item for place in leads if place.screen is Screen.WAY}
    for key in ("calling-what", "calling-secret", "calling-choice"):
        assert script.say(key, lang) in shown


# ---- what does not stand -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("place", "fine"),
    [
        (Place("fr", Screen.FILM, item="nowhere"), False),
        (Place("fr", Screen.FILM, item="same-evening", page=99), False),
        (Place("fr", Screen.FILM, item="same-evening", page=3), True),
        (Place("fr", Screen.GUIDE, page=99), False),
        (Place("fr", Screen.GUIDE, item="plan"), False),
        (Place("fr", Screen.GUIDE, item="workshop-5", page=1), True),
        (Place("fr", Screen.GUIDE, "understanding-exploitation"), False),
        (Place("fr", Screen.STORIES, page=7), False),
        (Place("fr", Screen.STORIES, page=5, held=99), True),
        (Place("fr", Screen.WAY, item="site"), False),
        (Place("fr", Screen.SIGN, item="nowhere"), False),
        (Place("fr", Screen.HELP, item="nowhere", left=Screen.FILM), False),
        (Place("fr", Screen.HELP, item="same-evening", page=3, left=Screen.FILM), True),
    ],
)
def test_a_forged_button_of_the_programme_shows_nothing(script: Script, place: Place, *, fine: bool) -> None:
    """Pages that do not exist, and help left from a place that does not, get a kind restart."""
    assert fine == stands(Press(place), script)
