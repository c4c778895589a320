from __future__ import annotations

import itertools
import re
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import engine
from bot.core.draft import DAYS, SPOKEN, Draft
from bot.core.facilitating import entrance
from bot.core.game import LENGTHS, SEEDS, Round, cards_of
from bot.core.invitation import (
    FIRST_WEEK,
    MOST_STORIES,
    MOST_STORIES_WITH_QUESTION,
    Invitation,
    _check,
    group_of,
    invitation,
    last_day,
    until,
    week_of,
    well_written,
)
from bot.core.place import CODE_LETTERS, MOST_BYTES, MOST_SIGNS, MOST_THEN, digest
from bot.core.standing import stands
from bot.core.turn import ALONE, LANGS, Broken, Commanded, Go, Invited, Moment, Place, Press, Screen, Turn, text_of
from bot.core.understand import understand
from tests.chat import QUEBEC, stories
from tests.groups import CODE, KEY, THIS_WEEK, without

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bot.core.script import Script
    from bot.core.turn import Intent, Lang

#: https://core.telegram.org/bots/features#deep-linking
MOST_LETTERS: Final = 64
LETTERS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-"
CODES: Final = ("", CODE, "--------", "________", "00000000", "zZ9_-aAb")
#: Weeks that two letters can say.
WEEKS: Final = st.integers(FIRST_WEEK, FIRST_WEEK + 36**2 - 1)


def invitations(script: Script) -> st.SearchStrategy[Invitation]:
    """Give any invitation that could be made of the shipped content."""
    names = [story.id for story in stories(script)]
    cards = [entry.id for entry in cards_of("", script)]
    codes = st.just("") | st.text(LETTERS, min_size=CODE_LETTERS, max_size=CODE_LETTERS)
    base = {"until": WEEKS, "lang": st.sampled_from(SPOKEN), "group": codes}
    rounds = st.builds(Round, st.integers(0, SEEDS - 1), st.sampled_from(LENGTHS))
    themes = ["", *(theme for theme in script.themes if len(cards_of(theme, script)) >= max(LENGTHS))]

    def series(most: int) -> st.SearchStrategy[tuple[str, ...]]:
        return st.lists(st.sampled_from(names), min_size=1, max_size=most, unique=True).map(tuple)

    return st.one_of(
        st.builds(Invitation, stories=series(MOST_STORIES), **base),
        st.builds(Invitation, stories=series(MOST_STORIES_WITH_QUESTION), question=st.sampled_from(cards), **base),
        st.builds(Invitation, played=rounds, item=st.sampled_from(themes), **base),
        st.builds(Invitation, base["until"], base["lang"], item=st.sampled_from(list(script.logbook.pages))),
    )


def sample(script: Script) -> Iterator[Invitation]:
    """Give the same sixty invitations of every kind on every machine, each story in some."""
    names = [story.id for story in stories(script)]
    card = cards_of("", script)[0].id
    theme = cards_of("", script)[0].theme
    for number, name in enumerate(names):
        then = tuple(names[(number + step) % len(names)] for step in (1, 2))
        week, lang, code = THIS_WEEK + 7 * number, SPOKEN[number % len(SPOKEN)], CODES[number % len(CODES)]
        yield Invitation(week, lang, (name,), group=code)
        yield Invitation(week, lang, (name, *then), group=code)
        yield Invitation(week, lang, (name, then[0]), question=card, group=code)
    for number, code in enumerate(CODES):
        yield Invitation(THIS_WEEK, None, played=Round(number * 9, 10), item=theme, group=code)
        yield Invitation(THIS_WEEK, "fr", item=f"workshop-{number + 1}")


def followed(payload: str, script: Script, lang: Lang = "fr") -> Intent:
    """Follow a link."""
    return understand(Turn(Commanded("start", payload), lang), script)


# ---- what is written is what is read ---------------------------------------------------------------------------------


@given(data=st.data())
@settings(max_examples=300)
def test_an_invitation_comes_back_from_its_link(data: st.DataObject, content: Callable[[], Script]) -> None:
    """Whatever is suggested of the shipped content, to whatever group: the link says it whole, and fits in one."""
    script = content()
    suggested = data.draw(invitations(script))
    payload = suggested.payload()

    assert suggested == invitation(payload, script)
    assert re.fullmatch(rf"[A-Za-z0-9_-]{{1,{MOST_LETTERS}}}", payload)
    assert well_written(payload)
    assert (suggested.group, suggested.until) == (group_of(payload), until(payload))
    assert isinstance(followed(payload, script), Invited)


def test_an_invitation_looks_as_the_manual_says() -> None:
    """The form of a link is the one the module describes, so that what is printed goes on working."""
    week = FIRST_WEEK + 3 * 36 + 35
    one, two, card, theme = (digest(name) for name in ("one", "two", "card", "theme"))
    expected = {
        Invitation(week, "fr", ("one", "two"), question="card", group=CODE): f"i_f3z2{one}{two}{card}{CODE}",
        Invitation(week, None, ("one",)): f"i_b3z1{one}",
        Invitation(week, "en", played=Round(18, 10), item="theme", group=CODE): f"i_e3zd0011{theme}{CODE}",
        Invitation(week, "en", played=Round(0, 5)): "i_e3zc0000",
        Invitation(week, "fr", item="one"): f"i_f3zp{one}",
    }

    assert list(expected.values()) == [each.payload()[:-3] for each in expected]


def test_the_sample_is_worth_its_name(script: Script) -> None:
    """What follows is measured on sixty links that differ in kind, language, length and group."""
    found = list(sample(script))

    assert 60 <= len({each.payload() for each in found})
    assert {"stories", "cards", "page"} == {each.kind for each in found}
    assert set(SPOKEN) == {each.lang for each in found}
    assert {story.id for story in stories(script)} == {name for each in found for name in each.stories}


# ---- what was cut or changed -----------------------------------------------------------------------------------------


def test_a_link_that_was_cut_is_told_from_a_whole_one(script: Script) -> None:
    """However many letters are missing at the end, or at the beginning, no link passes for another one."""
    payloads = [each.payload() for each in sample(script)]
    cuts = [
        cut
        for payload in payloads
        for at in range(1, len(payload))
        for cut in (payload[:at], payload[at:], payload[:2] + payload[2 + at :])
    ]

    assert [] == [cut for cut in cuts if cut not in payloads and well_written(cut)]


def test_whoever_follows_a_cut_link_is_told_so(script: Script) -> None:
    """A link that lost its end says that it is broken, in either language, and never leads to the menu in silence."""
    for suggested, lang in itertools.product(list(sample(script))[::12], LANGS):
        payload = suggested.payload()
        silent = [
            cut
            for cut in (payload[:at] for at in range(2, len(payload)))
            if followed(cut, script, lang) != Broken(lang)
        ]
        assert [] == silent


def test_a_changed_letter_is_told_from_the_right_one(script: Script) -> None:
    """Of all links with one letter changed, fewer than one in ten thousand passes; none that changed its check does."""
    tried, passed, checks = 0, 0, 0
    for payload in (each.payload() for each in sample(script)):
        for at, letter in itertools.product(range(2, len(payload)), LETTERS):
            if letter != payload[at]:
                tried += 1
                if well_written(payload[:at] + letter + payload[at + 1 :]):
                    passed += 1
                    checks += at >= len(payload) - 3

    assert tried > 80_000
    assert passed < tried / 10_000
    assert not checks


def test_letters_that_changed_places_are_told(script: Script) -> None:
    """Two neighbours typed the wrong way round never pass, nor does a letter typed twice."""
    for payload in (each.payload() for each in sample(script)):
        for at in range(2, len(payload) - 1):
            swapped = payload[:at] + payload[at + 1] + payload[at] + payload[at + 2 :]
            assert swapped == payload or not well_written(swapped)
            assert not well_written(payload[:at] + payload[at] + payload[at:])


@given(st.text(st.characters()) | st.text(LETTERS, max_size=40).map("i_".__add__))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Whatever stands behind a link is an invitation or is not, and only what is none has no last week."""
    assert isinstance(group_of(text), str)
    try:
        assert until(text) >= FIRST_WEEK
    except ValueError:
        assert not well_written(text)


REST: Final = st.text(LETTERS, min_size=4, max_size=28)


@given(
    head=st.tuples(st.sampled_from("feb"), st.text("0123456789abcdefghijklmnopqrstuvwxyz", min_size=2, max_size=2)),
    kind=st.sampled_from("123cdp"),
    rest=REST,
)
@settings(max_examples=400)
def test_a_link_that_somebody_made_up_is_read_or_refused(
    head: tuple[str, str], kind: str, rest: str, content: Callable[[], Script]
) -> None:
    """Whoever reckons the check letters by hand gets what the content has, or is told that it is gone."""
    script = content()
    payload = f"i_{head[0]}{head[1]}{kind}{rest}"
    payload += _check(payload)
    found = invitation(payload, script)

    assert found is None or well_written(payload)
    assert found is None or stands(Press(entrance(found, "fr")), script)


@pytest.mark.parametrize("number", range(1, MOST_STORIES + 1))
@pytest.mark.parametrize("asked", [False, True])
def test_no_link_leads_to_a_button_that_is_too_long(script: Script, number: int, *, asked: bool) -> None:
    """Also of a link with more in it than the bot would suggest, whatever is taken over fits into every button."""
    names = tuple(story.id for story in stories(script)[:number])
    card = cards_of("", script)[0].id if asked else ""
    found = invitation(Invitation(THIS_WEEK, "fr", names, question=card, group=CODE).payload(), script)
    assert found
    run = entrance(found, "fr").run
    story = stories(script)[0]
    end = next(node.id for node in story.nodes.values() if node.ending)
    offer = next(iter(script.menus))
    bits = ((1 << MOST_SIGNS) - 1, (1 << 31) - 1)
    longest = Place("fr", Screen.HELP, story.id, end, bits[0], "", 4, offer, bits[1], Screen.PAGE, run)

    assert len(script.codec.encode(Press(longest)).encode()) <= MOST_BYTES


@pytest.mark.parametrize("length", LENGTHS)
@pytest.mark.parametrize("seed", [0, 1, SEEDS - 1])
def test_every_round_begins_for_the_group_it_was_made_for(script: Script, seed: int, length: int) -> None:
    """From whatever number the cards are shuffled, the link leads to that round, counted for that group."""
    suggested = Invitation(THIS_WEEK, "fr", played=Round(seed, length), group=CODE)
    reply = engine.step(
        Invited(suggested.payload(), "fr"), script, Moment(datetime(2026, 3, 11, 12, tzinfo=QUEBEC))
    ).reply
    begin = [
        button.press.place
        for row in reply.buttons
        for button in row
        if button.press and button.press.place.screen is Screen.CARD
    ]

    assert [Round(seed, length).number()] == [place.held for place in begin]
    assert [CODE] == [place.run.group for place in begin]


# ---- content that changed --------------------------------------------------------------------------------------------


def test_a_removed_story_is_left_out_and_the_others_stay(script: Script) -> None:
    """Of a series, what is still there is played in its order; once nothing is, the link leads to nothing."""
    names = tuple(story.id for story in stories(script)[:3])
    suggested = Invitation(THIS_WEEK, "fr", names, group=CODE)
    for gone in itertools.chain.from_iterable(itertools.combinations(names, number) for number in (1, 2)):
        left = tuple(name for name in names if name not in gone)
        assert replace(suggested, stories=left) == invitation(suggested.payload(), without(script, *gone))

    assert invitation(suggested.payload(), without(script, *names)) is None
    assert CODE == group_of(suggested.payload())


def test_a_statement_that_is_no_card_any_more_is_left_out(script: Script) -> None:
    """A statement that became a question is asked no more, and the stories go on; so is one that is gone."""
    story, card = stories(script)[0].id, cards_of("", script)[0]
    suggested = Invitation(THIS_WEEK, "fr", (story,), question=card.id, group=CODE)
    changed = replace(script, entries={**script.entries, card.id: replace(card, card=None)})
    fewer = replace(script, entries={name: each for name, each in script.entries.items() if name != card.id})

    assert suggested == invitation(suggested.payload(), script)
    for content in (changed, fewer):
        assert replace(suggested, question="") == invitation(suggested.payload(), content)


def test_a_theme_with_too_few_cards_is_gone(script: Script) -> None:
    """A round that could not be played to its end does not begin; a shorter one of the same theme does."""
    theme = cards_of("", script)[0].theme
    short = replace(script.themes[theme], entries=tuple(card.id for card in cards_of(theme, script))[:7])
    fewer = replace(script, themes={**script.themes, theme: short})
    none = replace(script, themes={name: each for name, each in script.themes.items() if name != theme})
    five, ten = (Invitation(THIS_WEEK, "fr", played=Round(7, length), item=theme, group=CODE) for length in LENGTHS)

    assert [five, ten] == [invitation(each.payload(), script) for each in (five, ten)]
    assert [five, None] == [invitation(each.payload(), fewer) for each in (five, ten)]
    assert [None, None] == [invitation(each.payload(), none) for each in (five, ten)]


def test_a_page_that_is_gone_leads_to_nothing(script: Script) -> None:
    """A page of the logbook that is no longer there is told as gone, and a sign or a theme is no page."""
    suggested = Invitation(THIS_WEEK, "fr", item="workshop-1")
    pages = {name: page for name, page in script.logbook.pages.items() if name != "workshop-1"}

    assert suggested == invitation(suggested.payload(), script)
    assert invitation(suggested.payload(), replace(script, logbook=replace(script.logbook, pages=pages))) is None
    for item in (next(iter(script.themes)), next(iter(script.signs))):
        assert invitation(Invitation(THIS_WEEK, "fr", item=item).payload(), script) is None


def test_nobody_is_counted_over_a_logbook(script: Script) -> None:
    """Whatever a link says, a page of the logbook leads to no group: what is done with it is nobody's business."""
    found = invitation(Invitation(THIS_WEEK, "fr", item="plan", group=CODE).payload(), script)

    assert found == Invitation(THIS_WEEK, "fr", item="plan")
    assert ALONE == entrance(found, "fr").run


def test_a_module_for_adults_is_never_suggested(script: Script) -> None:
    """Whatever a link says, no teen is led into a training module; the stories beside it are played."""
    teens = stories(script)[0].id
    for module in (story.id for story in script.scenarios.values() if not story.workshop):
        alone, beside = Invitation(THIS_WEEK, "fr", (module,)), Invitation(THIS_WEEK, "fr", (module, teens, module))
        assert invitation(alone.payload(), script) is None
        assert Invitation(THIS_WEEK, "fr", (teens,)) == invitation(beside.payload(), script)


# ---- the last week ---------------------------------------------------------------------------------------------------

#: Days on which links are made: all of the years that two letters can say, less the longest a link lasts.
DATES: Final = st.dates(date(2026, 1, 12), date(2050, 6, 30))


@given(DATES)
def test_a_week_ends_on_its_sunday(day: date) -> None:
    """Every day lies in a week that ends on a Sunday, today or in the six days to come."""
    sunday = last_day(week_of(day), day)

    assert 7 == sunday.isoweekday()
    assert 0 <= (sunday - day).days < 7
    assert week_of(day) == week_of(sunday) == week_of(sunday + timedelta(1)) - 1
    assert FIRST_WEEK == week_of(date(2026, 1, 5))


@given(today=DATES, days=st.integers(0, len(DAYS) - 1))
@settings(max_examples=60)
def test_a_link_works_to_its_last_day_and_not_the_day_after(
    today: date, days: int, content: Callable[[], Script]
) -> None:
    """A link works for as many days as was said or a few more, to the last minute of a Sunday, and then is over."""
    script = content()
    week = Draft(days=days).until(today)
    payload = Invitation(week, "fr", (stories(script)[0].id,), group=CODE).payload()
    sunday = last_day(week, today)
    last_minute = datetime(sunday.year, sunday.month, sunday.day, 23, 59, tzinfo=QUEBEC)
    first_minute = datetime(today.year, today.month, today.day, 0, 0, tzinfo=QUEBEC)
    over = script.say("link-over", "fr")

    assert 0 <= (sunday - today).days - DAYS[days] < 7
    for now in (first_minute, last_minute):
        assert Screen.NOTE is engine.step(Invited(payload, "fr"), script, Moment(now)).reply.place.screen
    day_after = engine.step(Invited(payload, "fr"), script, Moment(last_minute + timedelta(minutes=1)))
    assert over in text_of(day_after.reply)
    assert Screen.MENU is day_after.reply.place.screen


def test_a_link_to_results_is_no_invitation(script: Script) -> None:
    """The two kinds of links are never taken for each other, and a secret that lost a letter is told as broken."""
    assert Go(Place("fr", Screen.OPENED, key=KEY)) == followed(f"r_{KEY}", script)
    assert [Broken("fr")] * 3 == [followed(each, script) for each in (f"r_{KEY[:-1]}", f"r_{KEY}x", "r_")]
    assert not well_written(f"r_{KEY}")


#: More stories than a button carries are never made.
assert MOST_STORIES == MOST_THEN + 1
