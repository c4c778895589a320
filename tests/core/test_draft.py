from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.draft import (
    DAYS,
    SPOKEN,
    Draft,
    carried,
    draft_at,
    draft_of,
    made,
    may_add,
    may_ask,
    may_count,
    place_of,
    suggestible,
)
from bot.core.game import LENGTHS, SEEDS, Round, cards_of
from bot.core.invitation import Invitation
from bot.core.place import MOST_BYTES, MOST_HELD_BITS
from bot.core.standing import stands
from bot.core.turn import LANGS, Place, Press, Run, Screen
from tests.chat import stories
from tests.groups import THIS_WEEK, without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.core.script import Script

#: The last week that two letters of a link can say.
LAST_WEEK: Final = THIS_WEEK + 1200
HOW: Final = Draft().number()


def drafts() -> list[Draft]:
    """Give every way to suggest something."""
    each = itertools.product(range(len(SPOKEN)), range(len(DAYS)), (False, True), range(len(LENGTHS)))
    return [Draft(spoken, days, counted, length) for spoken, days, counted, length in each]


def uncounted(script: Script) -> Iterator[Invitation]:
    """Give invitations of every kind and language whose choices are counted nowhere, each story and theme in some."""
    names = [story.id for story in stories(script)]
    question = next(entry.id for entry in script.entries.values() if entry.card)
    for lang, week in itertools.product(SPOKEN, (THIS_WEEK, LAST_WEEK)):
        for first, second, third in zip(names, names[1:] + names[:1], names[2:] + names[:2], strict=True):
            yield Invitation(week, lang, (first,))
            yield Invitation(week, lang, (first,), question=question)
            yield Invitation(week, lang, (first, second), question=question)
            yield Invitation(week, lang, (first, second, third))
        for item in script.logbook.pages:
            yield Invitation(week, lang, item=item)
        for theme, seed, length in itertools.product(("", *script.themes), (0, 1, SEEDS - 1), LENGTHS):
            if length <= len(cards_of(theme, script)):
                yield Invitation(week, lang, played=Round(seed, length), item=theme)


# ---- how something is suggested --------------------------------------------------------------------------------------


def test_every_draft_comes_back_from_its_number() -> None:
    """Language, days, length and whether it is counted are all in one number, each draft in its own, none of them 0."""
    assert drafts() == [draft_of(draft.number()) for draft in drafts()]
    assert set(range(1, len(drafts()) + 1)) == {draft.number() for draft in drafts()}


@given(st.integers(-10, 200) | st.integers(0, (1 << MOST_HELD_BITS) - 1) | st.integers())
def test_any_number_is_a_draft_or_nothing(number: int) -> None:
    """Whatever a button holds, it is a draft that writes that number again, or a clear nothing."""
    found = draft_of(number)

    assert (found is not None) == (1 <= number <= len(drafts()))
    assert found is None or number == found.number()


def test_a_place_without_a_draft_is_told() -> None:
    """What needs a draft says so where there is none."""
    with pytest.raises(LookupError):
        draft_at(Place("fr", Screen.DRAFT))


def test_a_link_is_first_made_for_both_languages_a_month_and_nobody_counted() -> None:
    """Whoever changes nothing makes the link that suits most groups, and adds nobody's choices up."""
    assert (None, 30, False) == (Draft().lang, DAYS[Draft().days], Draft().counted)
    assert {"fr", "en", None} == {draft.lang for draft in drafts()}


# ---- what has room ---------------------------------------------------------------------------------------------------

ROOM: Final = [
    # how many stories come then, whether a statement is asked, may one be asked, may a story be added
    (0, False, True, True),
    (1, False, True, True),
    (2, False, False, False),
    (0, True, True, True),
    (1, True, True, False),
    (2, True, False, False),
]


@pytest.mark.parametrize(("then", "asked", "ask", "add"), ROOM)
def test_there_is_room_for_three_stories_or_two_with_a_statement(
    script: Script, then: int, *, asked: bool, ask: bool, add: bool
) -> None:
    """Three stories fit into a button, or two and a statement; whatever more is asked for is not offered."""
    first, *others = [story.id for story in stories(script)]
    run = Run("", tuple(others[:then]), next(iter(cards_of("", script))).id if asked else "")
    place = Place("fr", Screen.DRAFT, first, held=HOW, run=run)

    assert (ask, add) == (may_ask(place), may_add(place))
    assert suggestible(place, script) == (then < 2 or not asked)


def test_what_is_no_suggestion_is_refused(script: Script) -> None:
    """Too many stories, a module for adults, two kinds at once, a theme without cards: none can be suggested."""
    one, two, three, four = [story.id for story in stories(script)][:4]
    module = next(story.id for story in script.scenarios.values() if not story.workshop)
    theme = next(theme for theme in script.themes if not cards_of(theme, script))
    card = cards_of("", script)[0].id
    base = Place("fr", Screen.DRAFT, held=HOW)
    refused = [
        replace(base, scenario=one, run=Run("", (two, three, four))),
        replace(base, scenario=one, run=Run("", (two, three), card)),
        replace(base, scenario=module),
        replace(base, scenario=one, run=Run("", (module,))),
        replace(base, scenario=one, item="workshop-1"),
        replace(base, run=Run("", (one,))),
        replace(base, run=Run("", (), card)),
        replace(base, item="workshop-1", run=Run("", (), card)),
        replace(base, item=card),
        replace(base, item=theme),
        replace(base, held=0),
    ]

    assert [] == [place for place in refused if suggestible(place, script)]
    assert [] == [place for place in refused if stands(Press(place), script)]


def test_a_round_needs_as_many_cards_as_it_is_long(script: Script) -> None:
    """A theme with seven cards can be suggested for five, and not for ten."""
    theme = next(theme for theme in script.themes if cards_of(theme, script))
    few = replace(script.themes[theme], entries=tuple(card.id for card in cards_of(theme, script))[:7])
    fewer = replace(script, themes={**script.themes, theme: few})
    short, long = (Place("fr", Screen.DRAFT, item=theme, held=Draft(length=length).number()) for length in (0, 1))

    assert suggestible(long, script)
    assert suggestible(short, fewer)
    assert not suggestible(long, fewer)


def test_what_is_made_is_what_was_drafted(script: Script) -> None:
    """Stories in their order with their statement, a page, a round from the seed that was drawn: all come through."""
    today, until = date(2026, 3, 11), Draft().until(date(2026, 3, 11))
    one, two = [story.id for story in stories(script)][:2]
    theme, card = next(theme for theme in script.themes if cards_of(theme, script)), cards_of("", script)[0].id
    made_of = {
        Place("fr", Screen.OPENED, one, held=HOW, run=Run("", (two,), card)): Invitation(
            until, None, (one, two), question=card, group="AbCd_-12"
        ),
        Place("en", Screen.OPENED, item="plan", held=Draft(2).number()): Invitation(until, "en", item="plan"),
        Place("fr", Screen.OPENED, item=theme, held=Draft(1, length=1).number()): Invitation(
            until, "fr", played=Round(7, 10), item=theme, group="AbCd_-12"
        ),
    }

    assert list(made_of.values()) == [made(place, script, today, SEEDS + 7, "AbCd_-12") for place in made_of]


def test_a_logbook_is_suggested_without_counting(script: Script) -> None:
    """Choices of a story and of a round can be added up, of a page of the logbook never."""
    base = Place("fr", Screen.DRAFT, held=HOW)

    assert may_count(replace(base, scenario=stories(script)[0].id), script)
    assert may_count(replace(base, item=cards_of("", script)[0].theme), script)
    assert may_count(base, script)
    assert [] == [page for page in script.logbook.pages if may_count(replace(base, item=page), script)]


# ---- a finished invitation in a button -------------------------------------------------------------------------------


def test_an_invitation_without_a_group_is_all_in_its_buttons(script: Script) -> None:
    """Every invitation of the shipped content that counts nothing comes back from the button of its message."""
    wrong = []
    for suggested, lang in itertools.product(uncounted(script), LANGS):
        place = place_of(suggested, lang)
        data = script.codec.encode(Press(place))
        read = script.codec.decode(data)
        if read != Press(place) or len(data.encode()) > MOST_BYTES or carried(place, script) != suggested:
            wrong.append(suggested)
        if not stands(Press(place), script):
            wrong.append(suggested)

    assert [] == wrong


@given(held=st.integers(0, (1 << MOST_HELD_BITS) - 1), which=st.integers(0, 3))
def test_any_number_is_an_invitation_or_nothing(held: int, which: int, content: Callable[[], Script]) -> None:
    """Whatever number stands beside a story, a page, a theme or nothing: an invitation that stands, or nothing."""
    script = content()
    base = Place("fr", Screen.OPENED, held=held)
    named = (
        base,
        replace(base, scenario=stories(script)[0].id),
        replace(base, item="plan"),
        replace(base, item=cards_of("", script)[0].theme),
    )
    found = carried(named[which], script)

    assert found is None or found == carried(place_of(found, "fr"), script)
    assert found is None or not found.group


def test_a_removed_story_does_not_make_the_others_another_invitation(script: Script) -> None:
    """A button that carries three stories, of which one is gone, goes on with the other two in their order."""
    one, two, three = [story.id for story in stories(script)][:3]
    data = script.codec.encode(Press(place_of(Invitation(THIS_WEEK, "fr", (one, two, three)), "fr")))
    fewer = without(script, two)
    press = fewer.codec.decode(data)

    assert isinstance(press, Press)
    assert Invitation(THIS_WEEK, "fr", (one, three)) == carried(press.place, fewer)
