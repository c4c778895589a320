"""A facilitator, by buttons: what is suggested, where the secret stands, and what becomes of both."""

from __future__ import annotations

import itertools
import sys
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final

import pytest

from bot.core.draft import Draft, draft_of, place_of
from bot.core.facilitating import SCREENS
from bot.core.faults import buttons_of, faults
from bot.core.game import Round, cards_of
from bot.core.invitation import Invitation, group_of, invitation, until
from bot.core.turn import (
    LANGS,
    Act,
    Choose,
    Commanded,
    Go,
    Guide,
    Invited,
    Opening,
    Outcome,
    Place,
    Press,
    Pressed,
    Projector,
    QrCode,
    Run,
    Said,
    Screen,
    Turn,
    other,
    text_of,
)
from bot.core.understand import understand
from tests.chat import QUEBEC, stories
from tests.groups import (
    CODE,
    KEY,
    THIS_WEEK,
    Circle,
    Member,
    card_of,
    everywhere,
    holds,
    presses,
    series,
    suggested,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from _typeshed import TraceFunction

    from bot.core.script import Scenario, Script
    from bot.core.turn import Intent, Lang

# ---- a facilitator chooses -------------------------------------------------------------------------------------------


def facilitator(script: Script, lang: Lang = "fr", *, kept: bool = True) -> Member:
    """Give somebody who asked for what can be suggested."""
    member = Member(Circle(script, kept=kept), lang)
    member.command("/animation" if lang == "fr" else "/facilitate")
    return member


def with_link(script: Script, lang: Lang = "fr") -> Member:
    """Give somebody who has just made a link to the first story whose choices are counted."""
    member = facilitator(script, lang)
    member.press("1")
    member.press(stories(script)[0].title[lang])
    member.key("button-not-counted")
    member.key("button-make-link")
    return member


@pytest.mark.parametrize("lang", LANGS)
def test_a_link_is_made_by_buttons(script: Script, lang: Lang) -> None:
    """Story, language, last day, counting, second story, statement: each press changes one thing, the last makes it."""
    first, second = two(script)
    member = facilitator(script, lang)
    member.press(str(first.workshop))
    member.press(first.title[lang])
    assert Draft() == draft_of(member.reply.place.held)
    assert script.say("draft-uncounted", lang) in member.text
    assert not member.has("button-add-question")
    for key, spoken in (("button-spoken-both", 1), ("button-spoken-fr", 2), ("button-spoken-en", 0)):
        member.key(key)
        assert Draft(spoken) == draft_of(member.reply.place.held)
    member.key("button-spoken-both")
    for days in (3, 0, 1, 2):
        member.press(script.say("button-until", lang, date="").rstrip())
        assert Draft(1, days) == draft_of(member.reply.place.held)
    member.key("button-not-counted")
    assert Draft(1, counted=True) == draft_of(member.reply.place.held)
    member.key("button-add-story")
    member.press(str(second.workshop))
    member.press(second.title[lang])
    assert (first.id, (second.id,)) == (member.reply.place.scenario, member.reply.place.run.then)
    card = add_statement(member, script)
    assert card == member.reply.place.run.question
    assert not member.has("button-add-story")
    assert not member.has("button-add-question")
    member.key("button-make-link")

    opening = member.outcome.opens
    week = Draft().until(member.circle.now.date())
    expected = Invitation(week, "fr", (first.id, second.id), question=card, group=CODE)
    assert Opening(expected.payload(), KEY) == opening
    assert expected == invitation(expected.payload(), script)
    assert f"https://t.me/a_bot?start={expected.payload()}" in member.text
    assert (Screen.OPENED, KEY) == (member.reply.place.screen, member.reply.place.key)
    assert Place(lang, Screen.OPENED, key=KEY) == member.reply.place


def add_statement(member: Member, script: Script) -> str:
    """Add the first statement that can be asked; return its id."""
    card = script.entries[card_of(script)]
    member.key("button-add-question")
    member.press(script.themes[card.theme].title[member.reply.place.lang])
    (press,) = (press for press in presses(member.outcome) if card.id == press.place.run.question)
    member.press_data(script.codec.encode(press))
    return card.id


def two(script: Script) -> tuple[Scenario, Scenario]:
    """Give two stories of different workshops."""
    first = stories(script)[0]
    return first, next(story for story in stories(script) if story.workshop != first.workshop)


def test_what_was_added_can_be_taken_back(script: Script) -> None:
    """A statement is taken off again, counting too, and everything begins again by one press."""
    member = with_statement(script)
    member.key("button-no-question")
    assert "" == member.reply.place.run.question
    assert member.has("button-add-question")
    member.key("button-counted")
    assert not member.has("button-add-question")
    member.key("button-begin-again")
    assert Place("fr", Screen.SUGGEST) == member.reply.place


def with_statement(script: Script) -> Member:
    """Give somebody who is about to make a link to one story with a statement."""
    member = facilitator(script)
    member.press("1")
    member.press(stories(script)[0].title["fr"])
    member.key("button-not-counted")
    add_statement(member, script)
    return member


def test_no_story_is_suggested_twice(script: Script) -> None:
    """A story that was chosen is not on the shelf again, and after the third none can be added."""
    member = facilitator(script)
    member.press("5")
    for number in range(3):
        titles = [press.place for press in presses(member.outcome) if press.place.screen is Screen.DRAFT]
        added = [place for place in titles if number == len(place.run.then)]
        assert all(place.scenario not in place.run.then for place in added)
        assert all(len(place.run.then) == len(set(place.run.then)) for place in added)
        member.press_data(script.codec.encode(Press(added[0])))
        assert member.has("button-add-story") == (number < 2)
        if number < 2:
            member.key("button-add-story")
    assert not member.has("button-add-question")


@pytest.mark.parametrize("kind", ["cards", "page"])
def test_a_round_and_a_page_are_suggested_by_buttons(script: Script, kind: str) -> None:
    """A round of a theme has the cards that were drawn when the link was made; a page is the page, counted nowhere."""
    member = facilitator(script)
    member.key("button-suggest-cards" if kind == "cards" else "button-suggest-page")
    place = next(press.place for press in presses(member.outcome) if press.place.screen is Screen.DRAFT)
    member.press_data(script.codec.encode(Press(place)))
    assert (kind == "cards") == member.has("button-not-counted")
    if kind == "cards":
        member.key("button-not-counted")
    assert not member.has("button-add-story")
    assert not member.has("button-add-question")
    member.key("button-make-link")
    found = made_by(member)

    assert found
    assert (kind, place.item) == (found.kind, found.item)
    assert (Round(77, 5), CODE, True) == (found.played, found.group, bool(member.outcome.opens)) or kind == "page"
    assert (None, "", False) == (found.played, found.group, bool(member.outcome.opens)) or kind == "cards"


def made_by(member: Member) -> Invitation | None:
    """Read the link in the last message."""
    _, _, behind = member.text.partition("?start=")
    return invitation(behind.split()[0], member.script)


def test_a_page_is_never_counted_whatever_a_button_says(script: Script) -> None:
    """A draft of a page that says it is counted makes a link without a group."""
    circle = Circle(script)
    place = Place("fr", Screen.OPENED, item="plan", page=1, held=Draft(counted=True).number())
    outcome = circle.answer(Turn(Pressed(script.codec.encode(Press(place))), "fr"))

    assert outcome.opens is None
    assert (Screen.OPENED, "") == (outcome.reply.place.screen, outcome.reply.place.key)


def test_each_link_is_counted_by_what_it_suggests_and_by_nothing_more(script: Script) -> None:
    """That something was suggested is counted by its kind; which story it was, and for whom, is in no counter."""
    member = with_link(script)

    assert [("suggested", "fr", "stories")] == [(each.event, each.lang, each.content) for each in member.outcome.counts]
    assert () == member.outcome.marks


def test_without_groups_nothing_offers_counting(script: Script) -> None:
    """Where no group can be kept, no text and no button speaks of counting, and no link opens a group."""
    circle = Circle(script, kept=False)
    first = circle.answer(Turn(Commanded("animation"), "fr"))
    keys = ("button-counted", "button-not-counted", "button-add-question", "button-results", "draft-uncounted")
    words = {script.say(key, lang) for key in keys for lang in LANGS}
    walk = everywhere(first, circle, lambda press: press.place.screen in SCREENS and one_story_at_most(press))

    assert {Screen.SHELF, Screen.DRAFT, Screen.OPENED, Screen.FORWARD} <= {press.place.screen for press in walk}
    for outcome in (first, *walk.values()):
        assert outcome.opens is None
        assert not outcome.reply.place.key
        labels = {button.label for button in buttons_of(outcome.reply)}
        assert not labels & words
        assert not [each for each in words if each in text_of(outcome.reply)]


def test_a_counted_draft_of_a_bot_that_kept_groups_makes_a_plain_link(script: Script) -> None:
    """A button from before groups were turned off makes a link that counts nothing, and says nothing of results."""
    circle = Circle(script, kept=False)
    place = Place("fr", Screen.OPENED, stories(script)[0].id, page=1, held=Draft(counted=True).number())
    outcome = circle.answer(Turn(Pressed(script.codec.encode(Press(place))), "fr"))

    assert outcome.opens is None
    assert (Screen.OPENED, "") == (outcome.reply.place.screen, outcome.reply.place.key)
    assert f"?start={Invitation(Draft().until(circle.now.date()), None, (place.scenario,)).payload()}" in text_of(
        outcome.reply
    )


def test_whatever_can_be_drafted_can_be_made(script: Script) -> None:
    """From every draft that buttons lead to, a link is made that is read back as what was suggested."""
    circle = Circle(script)
    first = circle.answer(Turn(Commanded("facilitate"), "en"))
    walk = everywhere(first, circle, lambda press: press.place.screen in SCREENS and one_story_at_most(press))
    stale = {script.say("stale", lang) for lang in LANGS}
    made = [outcome for outcome in walk.values() if outcome.opens]

    assert {"stories", "cards"} == {each.content for outcome in made for each in outcome.counts}
    assert [] == [press for press, outcome in walk.items() if any(text in text_of(outcome.reply) for text in stale)]
    assert [] == [fault for outcome in walk.values() for fault in faults(outcome.reply, script)]
    for outcome in made:
        assert outcome.opens
        assert invitation(outcome.opens.payload, script)
        assert outcome.opens.payload in text_of(outcome.reply)


def one_story_at_most(press: Press) -> bool:
    """Keep a walk among drafts short: one story, one statement, one length of time."""
    run, how = press.place.run, draft_of(press.place.held)
    return not run.then and not run.question and (how is None or how.days == Draft().days)


# ---- the secret ------------------------------------------------------------------------------------------------------

#: Messages that may hold the secret, and those that are pressed from them.
HOLDERS: Final = frozenset(
    (Screen.OPENED, Screen.RESULTS, Screen.CHART, Screen.BOARD, Screen.CLOSING, Screen.CLOSED, Screen.QR)
) | frozenset((Screen.FORWARD, Screen.PRINTED, Screen.PROJECTED))


def test_the_secret_is_drawn_apart_and_is_not_in_the_link(script: Script) -> None:
    """The link that a group gets holds the code of the group, and not a letter of the secret's own row."""
    opening = with_link(script).outcome.opens

    assert opening
    assert CODE == group_of(opening.payload)
    assert KEY == opening.key
    assert opening.key not in opening.payload


def test_only_messages_of_the_facilitator_hold_the_secret(script: Script) -> None:
    """What is pressed beside the message that opens the results holds the secret only where results are shown."""
    circle = with_link(script).circle
    first = circle.answer(Turn(Commanded("start", f"r_{KEY}"), "fr"))
    walk = everywhere(first, circle, lambda press: bool(press.place.key))
    kept = {press.place.screen for press, outcome in walk.items() if holds(outcome, KEY, script)}

    assert {Screen.OPENED, Screen.RESULTS, Screen.CHART, Screen.BOARD, Screen.CLOSING} == kept
    assert HOLDERS | {Screen.MENU, Screen.HELP} == {press.place.screen for press in walk}
    for screen in (Screen.QR, Screen.FORWARD, Screen.PRINTED, Screen.PROJECTED, Screen.MENU, Screen.HELP):
        assert [] == [
            press for press, outcome in walk.items() if press.place.screen is screen and holds(outcome, KEY, script)
        ]


def test_the_message_with_the_secret_is_never_written_over(script: Script) -> None:
    """Whatever is pressed under it comes as a message of its own, but for the same message in the other language."""
    for lang in LANGS:
        member = with_link(script, lang)
        here = member.reply.place
        for press in presses(member.outcome):
            outcome = member.circle.answer(Turn(Pressed(script.codec.encode(press)), lang))
            same = outcome.reply.place == replace(here, lang=other(lang))
            assert same or Act.BESIDE in outcome.acts, press
            assert not (same and Act.BESIDE in outcome.acts)
            assert () == outcome.marks
            assert outcome.opens is None


@pytest.mark.parametrize("gone", ["story", "cards"])
def test_the_secret_stays_when_what_was_suggested_is_gone(script: Script, gone: str) -> None:
    """Content that is removed, and may come back, takes no secret with it: what is pressed still comes beside."""
    story, theme = stories(script)[0].id, cards_of("", script)[0].theme
    suggestion, content = {
        "story": (Invitation(THIS_WEEK, "fr", (story,), group=CODE), without(script, story)),
        "cards": (
            Invitation(THIS_WEEK, "fr", played=Round(7, 5), item=theme, group=CODE),
            replace(script, themes={name: each for name, each in script.themes.items() if name != theme}),
        ),
    }[gone]
    circle = Circle(script)
    circle.opened[KEY] = suggestion.payload()
    opened = circle.answer(Turn(Commanded("start", f"r_{KEY}"), "fr"))
    circle.script = content
    lost = []
    for press in presses(opened):
        outcome = circle.answer(Turn(Pressed(script.codec.encode(press)), "fr"))
        if Act.BESIDE not in outcome.acts and outcome.reply.place.key != KEY:
            lost.append(press.place.screen)

    assert [] == lost


def test_the_results_open_with_the_secret_from_anywhere(script: Script) -> None:
    """The secret behind a link, on any device, shows the message again, and the results one press away."""
    circle = with_link(script).circle
    member = Member(circle, "en")
    member.command(f"/start r_{KEY}")

    assert Place("en", Screen.OPENED, key=KEY) == member.reply.place
    member.key("button-results")
    member.stands_at(Screen.RESULTS)
    acts = [member.outcome.acts]
    assert stories(script)[0].title["en"] in member.text
    member.key("button-refresh")
    assert [(Act.BESIDE,), ()] == [*acts, member.outcome.acts]


def test_a_group_is_erased_by_two_presses_and_not_by_one(script: Script) -> None:
    """Erasing asks once more; the second press hands the secret over to be forgotten, and the results are gone."""
    member = with_link(script)
    member.key("button-results")
    member.key("button-erase-group")
    assert "" == member.outcome.erases
    member.stands_at(Screen.CLOSING)
    member.key("button-erase-yes")

    assert KEY == member.outcome.erases
    assert {} == member.circle.opened
    member.stands_at(Screen.MENU)
    member.command(f"/start r_{KEY}")
    assert script.say("results-gone", "fr") in member.text


@pytest.mark.parametrize("number", range(7))
def test_results_are_good_messages_page_by_page(script: Script, number: int) -> None:
    """Of every story with everything to tell, each page of the results fits into a message, in both languages."""
    suggestion = series(script)[number]
    circle = Circle(script)
    circle.opened[KEY] = suggestion.payload()
    first = circle.answer(Turn(Commanded("start", f"r_{KEY}"), "fr"))
    walk = everywhere(first, circle, lambda press: bool(press.place.key) and press.place.screen is not Screen.CLOSED)

    assert [] == [(press, fault) for press, each in walk.items() for fault in faults(each.reply, script)]
    for lang in LANGS:
        shown = "\n".join(text_of(outcome.reply) for press, outcome in walk.items() if press.place.lang == lang)
        for name in suggestion.stories:
            nodes = script.scenarios[name].nodes.values()
            labels = {choice.label[lang] for node in nodes for choice in node.choices.values()}
            assert [] == [label for label in labels if label not in shown]


# ---- papers ----------------------------------------------------------------------------------------------------------


def test_each_story_of_a_series_has_its_own_papers(script: Script) -> None:
    """The guide and the projector page that are pressed are those of that story, the guide with the group's link."""
    suggestion = suggested(script)[3]
    circle = Circle(script)
    circle.opened[KEY] = suggestion.payload()
    link = f"https://t.me/a_bot?start={suggestion.payload()}"
    for number, name in enumerate(suggestion.stories):
        guide, page = (
            circle.follow(Go(Place("fr", screen, page=number, key=KEY)))
            for screen in (Screen.PRINTED, Screen.PROJECTED)
        )
        assert Guide("fr", name, link=link) == guide.reply.paper
        assert Projector("fr", name) == page.reply.paper
    assert QrCode(link) == circle.follow(Go(Place("fr", Screen.QR, key=KEY))).reply.paper


def test_the_guide_to_a_workshop_has_the_link_to_its_stories(script: Script) -> None:
    """What a facilitator prints for a workshop carries a link, and whoever follows it is at that workshop's stories."""
    for number in script.workshops:
        circle = Circle(script)
        paper = circle.follow(Go(Place("fr", Screen.PRINTED, item=f"workshop-{number}"))).reply.paper

        assert Guide("fr", workshop=number, link=f"https://t.me/a_bot?start=w_{number}") == paper
        shown = circle.answer(Turn(Commanded("start", paper.link.rpartition("=")[2]), "fr"))
        told = {press.place.scenario for press in presses(shown) if press.place.screen is Screen.NOTE}
        assert told == {story.id for story in stories(script) if story.workshop == number} != set()


@pytest.mark.parametrize("counted", [False, True])
def test_papers_of_a_removed_story_are_refused_kindly(script: Script, *, counted: bool) -> None:
    """A button for the papers of a story that was removed gets an answer, and no paper of what is not suggested."""
    suggestion = replace(suggested(script)[3], group=CODE if counted else "")
    circle = Circle(script)
    circle.opened[KEY] = suggestion.payload()
    here = Place("fr", Screen.OPENED, key=KEY) if counted else place_of(suggestion, "fr")
    opened = circle.follow(Go(here))
    buttons = [press for press in presses(opened) if press.place.screen in (Screen.PRINTED, Screen.PROJECTED)]
    assert 6 == len(buttons)
    for number in (1, 2, 3):
        for gone in itertools.combinations(suggestion.stories, number):
            circle.script = without(script, *gone)
            for press in buttons:
                reply = circle.answer(Turn(Pressed(script.codec.encode(press)), "fr")).reply
                left = set(suggestion.stories) - set(gone)
                assert not isinstance(reply.paper, (Guide, Projector)) or reply.paper.story in left


# ---- a story that is played while content changes --------------------------------------------------------------------


def test_a_link_lasts_as_long_as_it_says(script: Script) -> None:
    """The day that the message names is the last on which the link is followed."""
    member = with_link(script)
    opening = member.outcome.opens
    assert opening
    assert until(opening.payload) == Draft().until(member.circle.now.date())
    assert (
        script.say("opened-until", "fr", date=script.say("date", "fr", day=12, month="avril", year=2026)) in member.text
    )


def hurried(answer: Callable[[], Outcome]) -> Outcome:
    """Answer within so many lines of code. Raises TimeoutError for what would go on."""
    left = 200_000

    def count(_: FrameType, event: str, __: object) -> TraceFunction:
        nonlocal left
        left -= event == "line"
        if left < 0:
            raise TimeoutError("it goes on and on")
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        return answer()
    finally:
        sys.settrace(before)


@pytest.mark.parametrize("year", [1970, 2025, 2051])
def test_a_clock_that_is_wrong_makes_no_endless_and_no_dead_link(script: Script, year: int) -> None:
    """Before the first week that a link can say, and after the last: an answer all the same, and no dead link."""
    circle = Circle(script, datetime(year, 6, 1, 12, 0, tzinfo=QUEBEC))
    place = Place("fr", Screen.OPENED, stories(script)[0].id, page=1, held=Draft().number())
    outcome = hurried(lambda: circle.answer(Turn(Pressed(script.codec.encode(Press(place))), "fr")))
    _, _, behind = text_of(outcome.reply).partition("?start=")

    assert not behind or invitation(behind.split()[0], script)


def _intents(script: Script) -> Iterator[Intent]:
    """Give what a link, a button and typed words mean in a story of a group."""
    suggestion = suggested(script)[0]
    story = script.scenarios[suggestion.stories[0]]
    place = Place("fr", Screen.NODE, story.id, story.start, run=Run(CODE))
    yield Invited(suggestion.payload(), "fr")
    yield Go(replace(place, page=1))
    yield from (Choose(place, choice) for choice in story.nodes[story.start].choices)
    data = script.codec.encode(Press(place))
    yield from (
        understand(Turn(Said(words, data), "fr"), script) for words in ("passer", "aide", "je veux mourir", "?")
    )


def test_nothing_about_a_group_is_remembered_between_two_turns(script: Script) -> None:
    """The same turn gives the same marks, however often it comes and whatever came before."""
    intents = list(_intents(script))
    alone = [Circle(script).follow(intent) for intent in intents]
    circle = Circle(script)
    together = [circle.follow(intent) for intent in itertools.chain(reversed(intents), intents)]

    assert alone == together[len(intents) :]
    assert any(outcome.marks for outcome in alone)


@pytest.mark.parametrize("lang", LANGS)
def test_results_of_what_left_the_content_are_told_to_be_so(script: Script, lang: Lang) -> None:
    """A story removed since is not taken for an erased group: results, link and papers say that it is gone."""
    circle, story = Circle(script), stories(script)[0].id
    circle.opened[KEY] = Invitation(THIS_WEEK, stories=(story,), group=CODE).payload()
    circle.script = without(script, story)
    places = [Place(lang, screen, key=KEY) for screen in (Screen.RESULTS, Screen.OPENED, Screen.QR, Screen.PRINTED)]
    told = [text_of(circle.answer(Turn(Pressed(script.codec.encode(Press(place))), lang)).reply) for place in places]

    assert [] == [each for each in told if script.say("results-removed", lang) not in each]
    assert [] == [each for each in told if script.say("results-gone", lang) in each]
