from __future__ import annotations

import itertools
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

import pytest

from bot.core import engine, screens
from bot.core.alarm import Alarm, Level
from bot.core.faults import buttons_of, faults
from bot.core.game import LENGTHS, Round, deck
from bot.core.help import NOT_SAFE, WAYS, State, first_open, offer
from bot.core.screens.helping import LEAST_LIKELY
from bot.core.screens.message import MOST_LISTED, paged, way_text
from bot.core.script import way_back
from bot.core.turn import LANGS, Button, Go, Held, Moment, Place, Press, Screen, Verdict, text_of
from tests.chat import NIGHT, NOON, QUEBEC, help_text, one_of_many, stories

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.core.script import Scenario, Script
    from bot.core.turn import Lang, Reply

MOMENT = Moment(NOON)


def places(script: Script, lang: Lang) -> Iterator[Place]:
    """Give every place of the content in one language: stories with all signs or none, and danger heard or not."""
    for screen in (Screen.MENU, Screen.STORIES, Screen.HELP, Screen.SITUATIONS, Screen.SAY, Screen.CALLING):
        yield Place(lang, screen)
    for screen in (Screen.ASK, Screen.UNKNOWN, Screen.PRIVACY, Screen.ERASE, Screen.LANGUAGE, Screen.GAME):
        yield Place(lang, screen)
    for screen in (Screen.LOGBOOK, Screen.KEPT, Screen.GLOSSARY, Screen.ADULTS, Screen.GUIDE):
        yield Place(lang, screen)
    yield from programme_places(script, lang)
    for screen, names in (
        (Screen.SIGN, script.signs),
        (Screen.WAY, WAYS),
        (Screen.TOPIC, script.menus),
        (Screen.RESOURCE, script.resources),
        (Screen.THEME, script.themes),
        (Screen.ENTRY, script.entries),
    ):
        for name in names:
            yield Place(lang, screen, item=name)
    for story in script.scenarios.values():
        yield Place(lang, Screen.NOTE, story.id)
        for node in story.nodes.values():
            for seen, topic in itertools.product((0, (1 << len(story.signs)) - 1), ("", "suicide")):
                screens_there = (Screen.NODE, Screen.HELP, *((Screen.DEBRIEF, Screen.SIGNS) if node.ending else ()))
                for screen in screens_there:
                    yield Place(lang, screen, story.id, node.id, seen, offer=topic)


def programme_places(script: Script, lang: Lang) -> Iterator[Place]:
    """Give the places of the workshops, the film, the game and the logbook."""
    for number, workshop in script.workshops.items():
        yield Place(lang, Screen.STORIES, page=number)
        for page in range(max(1, len(workshop.guide))):
            yield Place(lang, Screen.GUIDE, item=f"workshop-{number}", page=page)
    for film in script.films.values():
        for page in range(len(film.frames) + 2):
            yield Place(lang, Screen.FILM, item=film.id, page=page)
    for theme in ("", *(theme for theme in script.themes if deck(Place(lang, Screen.GAME, item=theme), script))):
        yield Place(lang, Screen.GAME, item=theme)
        for length in LENGTHS:
            if length <= len(deck(Place(lang, Screen.GAME, item=theme), script)):
                held = Round(1, length).number()
                yield Place(lang, Screen.CARD, item=theme, held=held)
                yield from (Place(lang, Screen.TURNED, item=theme, held=held, page=bet) for bet in (1, 2, 3))
                yield Place(lang, Screen.SCORE, item=theme, held=Round(1, length, length, 3, 1, 2).number())
    for name, shown in script.logbook.pages.items():
        for page in range(len(shown.prompts)):
            yield Place(lang, Screen.PAGE, item=name, page=page)
            yield Place(lang, Screen.HELP, item=name, page=page, held=1, left=Screen.PAGE)
        yield from (Place(lang, Screen.PAGE_DONE, item=name, held=held) for held in (0, 1))


def presses(reply: Reply) -> list[Place]:
    """List the places the buttons of a message lead to."""
    return [button.press.place for button in buttons_of(reply) if button.press]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("now", [NOON, NIGHT], ids=["noon", "night"])
def test_every_place_makes_one_good_message(script: Script, lang: Lang, now: datetime) -> None:
    """Every place of the shipped content, by day and by night: nothing empty, within the limits, help one tap away."""
    for place in places(script, lang):
        assert [] == list(faults(screens.show(place, script, Moment(now)), script)), place


@pytest.mark.parametrize("lang", LANGS)
def test_a_notification_gives_nothing_away(script: Script, lang: Lang) -> None:
    """Whatever a message is about, it begins with the same words, which say nothing."""
    openings = {text_of(screens.show(place, script, MOMENT)).split("\n\n")[0] for place in places(script, lang)}

    assert {script.say("opening", lang)} == openings


@pytest.mark.parametrize("lang", LANGS)
def test_no_placeholder_reaches_a_teen(script: Script, lang: Lang) -> None:
    """Every figure and every value is filled in."""
    for place in places(script, lang):
        reply = screens.show(place, script, MOMENT)
        shown = text_of(reply) + "".join(button.label for button in buttons_of(reply))
        assert not {"{", "}"} & set(shown), place


@pytest.mark.parametrize("lang", LANGS)
def test_the_way_out_and_the_language_are_always_at_the_same_spot(script: Script, lang: Lang) -> None:
    """The last row holds help, the menu and the other language, in that order, each once."""
    for place in places(script, lang):
        reply = screens.show(place, script, MOMENT)
        row = [button.press.place.screen for button in reply.buttons[-1] if button.press]
        labels = [button.label for button in reply.buttons[-1]]
        assert (reply.place.screen is not Screen.HELP) == (Screen.HELP in row[:1]), place
        assert (reply.place.screen is not Screen.MENU) == (
            bool({script.say("button-menu", lang), script.say("button-stop", lang)} & set(labels))
        ), place
        assert (reply.place.screen is not Screen.LANGUAGE) == (script.say("button-language", lang) == labels[-1]), place


def test_the_help_line_says_at_night_that_it_is_open(script: Script) -> None:
    """At three in the morning a teen reads that somebody is there right now."""
    for lang in LANGS:
        place = Place(lang, Screen.MENU)
        night = help_text(screens.show(place, script, Moment(NIGHT)))
        assert night.startswith(script.say("help-line-night", lang, name="", way="").split(".")[0])
        assert night != help_text(screens.show(place, script, Moment(NOON)))


# ---- lists ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("number", [0, 1, MOST_LISTED, MOST_LISTED + 1, 3 * MOST_LISTED])
@pytest.mark.parametrize("width", [1, 2, 4])
def test_a_list_shows_everything_once_page_by_page(script: Script, number: int, width: int) -> None:
    """Going on page after page shows every item once, then begins again, and any page number is a page."""
    items = [Button(f"item {each}", Press(Place("fr", Screen.MENU))) for each in range(number)]
    pages = max(1, -(-number // MOST_LISTED))
    seen = []
    further, first = (script.say(key, "fr") for key in ("button-next", "button-first"))
    place = Place("fr", Screen.STORIES)
    for _ in range(pages):
        rows = paged(items, place, script, width)
        more = [row for row in rows if row[0].label in (further, first)]
        assert len(more) == (pages > 1)
        assert all((row[0].label == first) == (place.page == pages - 1) for row in more)
        seen += [button.label for row in rows if row not in more for button in row]
        assert all(len(row) <= width for row in rows)
        place = more[0][0].press.place if more and more[0][0].press else place

    assert [button.label for button in items] == seen
    assert 0 == place.page
    far, wrapped = (Place("fr", Screen.STORIES, page=page) for page in (99, 99 % pages))
    assert paged(items, wrapped, script) == paged(items, far, script)


@pytest.mark.parametrize("lang", LANGS)
def test_every_story_question_and_help_line_can_be_reached(script: Script, lang: Lang) -> None:
    """From the menu, pressing only: each story, each entry, each resource of a menu is found on some page."""
    found: set[tuple[Screen, str]] = set()
    waiting = [Place(lang, Screen.MENU), Place(lang, Screen.HELP)]
    seen = set(waiting)
    while waiting:
        for place in presses(engine.step(Go(waiting.pop()), script, MOMENT).reply):
            if place.lang == lang and not place.node and one_of_many(place) not in seen:
                seen.add(one_of_many(place))
                waiting.append(place)
                found.add((place.screen, place.item or place.scenario))

    assert set(script.scenarios) == {name for screen, name in found if screen is Screen.NOTE}
    assert set(script.entries) == {name for screen, name in found if screen is Screen.ENTRY}
    assert {each.id for menu in script.menus.values() for each in menu.order} == {
        name for screen, name in found if screen is Screen.RESOURCE
    }


@pytest.mark.parametrize("lang", LANGS)
def test_a_library_of_a_hundred_stories_a_workshop_can_be_read_page_by_page(script: Script, lang: Lang) -> None:
    """Stories, their guides and the modules for adults are all found, and no message has more than a list's buttons."""
    copies = {
        f"{story.id}-{number}": replace(story, id=f"{story.id}-{number}")
        for number in range(100)
        for story in script.scenarios.values()
    }
    library = replace(script, scenarios=copies)
    waiting = [Place(lang, Screen.STORIES), Place(lang, Screen.ADULTS)]
    seen = set(waiting)
    while waiting:
        reply = screens.show(waiting.pop(), library, MOMENT)
        assert len(buttons_of(reply)) <= MOST_LISTED + len(library.workshops) + 6
        for place in presses(reply):
            of_list = place.screen in (Screen.STORIES, Screen.ADULTS, Screen.GUIDE) and not place.scenario
            if place not in seen:
                seen.add(place)
                waiting += [place] if of_list and place.lang == lang else []

    told = {(place.screen, place.scenario) for place in seen if place.scenario and not place.node}
    stories = {name for name, story in copies.items() if story.workshop}
    assert {(Screen.NOTE, name) for name in copies} | {(Screen.GUIDE, name) for name in stories} <= told


def test_the_number_of_an_entry_is_the_number_of_its_button(script: Script) -> None:
    """On a shelf, button 9 opens the ninth statement, also on the second page."""
    for theme in script.themes.values():
        for page in range(-(-len(theme.entries) // MOST_LISTED)):
            reply = screens.show(Place("fr", Screen.THEME, item=theme.id, page=page), script, MOMENT)
            for button in buttons_of(reply):
                if button.label.isdecimal() and button.press:
                    entry = script.entries[button.press.place.item]
                    assert f"\n\n{button.label}. {entry.statement['fr']}\n\n" in text_of(reply)


# ---- help ----------------------------------------------------------------------------------------------------------


def test_each_message_ends_with_the_line_that_fits_it(script: Script) -> None:
    """A story, a scene, an ending, an answer and a topic each bring the help that was chosen for them."""
    for lang in LANGS:
        fitting: dict[Place, tuple[str, ...]] = {}
        for entry in script.entries.values():
            fitting[Place(lang, Screen.ENTRY, item=entry.id)] = entry.help
        for topic in script.menus:
            fitting[Place(lang, Screen.TOPIC, item=topic)] = (topic,)
        for story in script.scenarios.values():
            fitting[Place(lang, Screen.NOTE, story.id)] = story.help
            for node in story.nodes.values():
                topics = node.ending.help if node.ending else node.help or story.help
                fitting[Place(lang, Screen.NODE, story.id, node.id)] = topics
                fitting[Place(lang, Screen.NODE, story.id, node.id, offer="indigenous")] = ("indigenous",)
                if node.ending:
                    fitting[Place(lang, Screen.DEBRIEF, story.id, node.id)] = topics
        for place, topics in fitting.items():
            expected = first_open(script, topics, NOON).resource.name[lang]
            assert expected in help_text(screens.show(place, script, MOMENT)), place


def test_only_a_line_where_somebody_listens_is_named_as_open(script: Script) -> None:
    """A page that never sleeps is no open line: the help screen and the answer to danger name people."""
    page = next(
        each for each in script.resources.values() if not each.listens and offer(each, NOON).state is State.OPEN
    )
    menus = {topic: replace(menu, order=(page, *menu.order)) for topic, menu in script.menus.items()}
    other = replace(script, menus=menus)
    alarm = Alarm(Level.EMERGENCY, ("danger",))
    story = stories(script)[0]
    dangers = [
        screens.danger(place, alarm, Verdict("unknown", "fr"), other, MOMENT)
        for place in (Place("fr", Screen.HELP), Place("fr", Screen.HELP, story.id, story.start, offer="danger"))
    ]

    for reply in (screens.show(Place("fr", Screen.HELP), other, MOMENT), *dangers):
        assert page.name["fr"] not in text_of(reply)


def test_a_content_note_may_be_declined(script: Script) -> None:
    """Before a story begins, a teen reads what it is about, and one tap begins it or leads to another."""
    for story in script.scenarios.values():
        for lang in LANGS:
            reply = screens.show(Place(lang, Screen.NOTE, story.id), script, MOMENT)
            assert [] == [
                text[lang] for text in (story.summary, story.content_note) if text[lang] not in text_of(reply)
            ]
            begin = Place(lang, Screen.NODE, story.id, story.start, page=1)
            assert {begin, other_stories(story, lang)} <= set(presses(reply))


def other_stories(story: Scenario, lang: Lang) -> Place:
    """Give where a story's "another one" leads: to its workshop, or to the modules for adults."""
    return Place(lang, Screen.STORIES, page=story.workshop) if story.workshop else Place(lang, Screen.ADULTS)


def test_a_debrief_leads_on(script: Script) -> None:
    """After an ending: the signs that were met, a sentence to send, who can help, the turning point, other stories."""
    for story in script.scenarios.values():
        for node in story.nodes.values():
            if node.ending is None:
                continue
            for seen in (0, 1):
                reply = screens.show(Place("en", Screen.DEBRIEF, story.id, node.id, seen), script, MOMENT)
                leads = presses(reply)
                here = replace(reply.place, screen=Screen.SIGNS)
                assert bool(seen and story.signs) == (here in leads)
                assert replace(here, screen=Screen.SAY) in leads
                assert replace(here, screen=Screen.TOPIC, item=node.ending.help[0]) in leads
                assert other_stories(story, "en") in leads
                assert bool(story.workshop) == (replace(here, screen=Screen.PAGE) in leads)
                again = Place("en", Screen.NODE, story.id, way_back(story, node.ending, seen))
                assert bool(node.ending.retry) == (again in leads)


def test_an_answer_to_danger_offers_an_answer_only_when_there_is_one(script: Script) -> None:
    """Beside the help stands the answer to what was asked, and in sure danger never a myth in the same words."""
    myth = next(entry.id for entry in script.entries.values() if entry.kind == "myth")
    question = next(entry.id for entry in script.entries.values() if entry.kind == "question")
    alarm = Alarm(Level.DISCLOSURE, ("images", "reporting"))
    label = script.say("button-answer", "en")
    offers_it = {
        Verdict("answer", "en", (question,), (0.97,)): (True, True),
        Verdict("answer", "en", (myth,), (0.97,)): (True, False),
        Verdict("ask", "en", (question, "other"), (LEAST_LIKELY, 0.3)): (True, False),
        Verdict("ask", "en", (question,), (0.4,)): (False, False),
        Verdict("unknown", "en"): (False, False),
        Verdict("small", "en", ("greeting",), (0.99,)): (False, False),
    }
    for verdict, wanted in offers_it.items():
        for sure, offered in zip((False, True), wanted, strict=True):
            reply = screens.danger(Place("en", Screen.HELP), replace(alarm, sure=sure), verdict, script, MOMENT)
            assert offered == (label in [button.label for button in buttons_of(reply)]), verdict
            assert offered == (Place("en", Screen.ENTRY, item=(*verdict.entries, "")[0]) in presses(reply))


def test_in_danger_the_button_says_what_one_can_do(script: Script) -> None:
    """Where danger is sure, one button leads to what can be done about this very danger; in an emergency, none does."""
    label = script.say("button-what-to-do", "fr")
    for kind, entry in script.danger_entries.items():
        alarm = Alarm(Level.DISCLOSURE, ("distress",), kind)
        reply = screens.danger(Place("fr", Screen.HELP), alarm, Verdict("unknown", "fr"), script, MOMENT)
        assert Place("fr", Screen.ENTRY, item=entry) in presses(reply)
        assert label in [button.label for button in buttons_of(reply)]
    question = next(entry.id for entry in script.entries.values() if entry.kind == "question")
    urgent = Alarm(Level.EMERGENCY, ("danger",), "help-now")
    asked = Verdict("answer", "fr", (question,), (0.99,))
    reply = screens.danger(Place("fr", Screen.HELP), urgent, asked, script, MOMENT)
    assert Place("fr", Screen.ENTRY, item=question) not in presses(reply)


@pytest.mark.parametrize("lang", LANGS)
def test_what_may_be_no_danger_is_not_called_one(script: Script, lang: Lang) -> None:
    """Who may only have asked a question reads that the bot may be wrong, and finds the answer before all else."""
    entry = next(iter(script.entries))
    verdict = Verdict("answer", lang, (entry,), (0.97,))
    for level in (Level.DISTRESS, Level.DISCLOSURE):
        unsure = Alarm(level, ("images",), "images-asked", sure=False)
        reply = screens.danger(Place(lang, Screen.HELP), unsure, verdict, script, MOMENT)
        assert script.say("danger-unsure", lang) in text_of(reply)
        assert script.danger_answers["images-asked"][lang] not in text_of(reply)
        assert script.say("button-answer", lang) == buttons_of(reply)[0].label
        assert script.say("button-not-safe", lang) in [button.label for button in buttons_of(reply)]
        sure = screens.danger(Place(lang, Screen.HELP), replace(unsure, sure=True), verdict, script, MOMENT)
        assert script.say("button-not-safe", lang) == buttons_of(sure)[0].label


def test_an_emergency_is_never_put_in_doubt(script: Script) -> None:
    """Danger at this minute gets the emergency number first, however little the words say."""
    alarm = Alarm(Level.EMERGENCY, ("danger",), "help-now", sure=False)
    reply = screens.danger(Place("fr", Screen.HELP), alarm, Verdict("unknown", "fr"), script, MOMENT)

    assert script.say("danger-emergency", "fr") in text_of(reply)
    assert script.say("danger-unsure", "fr") not in text_of(reply)


def test_each_kind_of_danger_may_have_its_own_first_words(script: Script) -> None:
    """Who is blackmailed reads what to do, and who hurt someone does not read that it was not their fault."""
    verdict = Verdict("unknown", "en")
    for kind, answer in script.danger_answers.items():
        alarm = Alarm(Level.DISCLOSURE, ("distress",), kind)
        shown = text_of(screens.danger(Place("en", Screen.HELP), alarm, verdict, script, MOMENT))
        assert answer.en in shown
        assert script.say("danger-disclosure", "en") not in shown
    other = Alarm(Level.DISCLOSURE, ("distress",), "touched")
    assert script.say("danger-disclosure", "en") in text_of(
        screens.danger(Place("en", Screen.HELP), other, verdict, script, MOMENT)
    )
    assert "not your fault" not in script.danger_answers["hurt-someone"].en


def test_who_is_not_safe_reads_what_to_do_before_the_numbers(script: Script) -> None:
    """Who says that they are not safe sees the emergency number and where to go, then who answers."""
    reply = screens.show(Place("en", Screen.TOPIC, item=NOT_SAFE), script, MOMENT)

    assert text_of(reply).index(script.say("not-safe", "en")) < text_of(reply).index("Kids Help Phone")
    others = [topic for topic in script.menus if topic != NOT_SAFE]
    assert not any(
        script.say("not-safe", "en") in text_of(screens.show(Place("en", Screen.TOPIC, item=topic), script, MOMENT))
        for topic in others
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_rest_of_a_story_may_be_skipped(script: Script, lang: Lang) -> None:
    """From every scene one tap leaves the rest out: the signs so far, who can help, and the way back in."""
    for story in script.scenarios.values():
        for node in story.nodes.values():
            at = Place(lang, Screen.NODE, story.id, node.id, 1, offer="images")
            skipped = replace(at, screen=Screen.SKIPPED)
            assert (node.ending is None) == (skipped in presses(screens.show(at, script, MOMENT)))
            if node.ending is None:
                reply = screens.show(skipped, script, MOMENT)
                assert {at, replace(at, screen=Screen.SAY), other_stories(story, lang)} <= set(presses(reply))
                assert all(sign.name[lang] in text_of(reply) for sign in story.signs[:1])


def test_an_adult_in_training_is_spoken_to_as_one(script: Script) -> None:
    """A module says "vous" on its first page, when words are unclear, when it is left, and on the way back to it."""
    for story in script.scenarios.values():
        scene = Place("fr", Screen.NODE, story.id, story.start)
        note = text_of(screens.show(Place("fr", Screen.NOTE, story.id), script, MOMENT))
        skipped = screens.show(replace(scene, screen=Screen.SKIPPED), script, MOMENT)
        labels = [button.label for button in buttons_of(skipped)]
        assert (story.workshop == 0) == (script.say("type-or-press-adults", "fr") in note)
        assert (story.workshop == 0) == (script.say("skipped-adults", "fr") in text_of(skipped))
        assert (story.workshop == 0) == (script.say("button-back-to-module", "fr") in labels)


def test_a_closed_line_says_when_it_opens(script: Script) -> None:
    """Who reads that a line is closed reads the hour it opens, written as people write it."""
    shown = {
        lang: text_of(screens.show(Place(lang, Screen.RESOURCE, item="tel-jeunes"), script, Moment(NIGHT)))
        for lang in LANGS
    }

    assert script.say("closed-until", "fr", time="8 h") in shown["fr"]
    assert script.say("closed-until", "en", time="8 AM") in shown["en"]


def test_a_line_closed_for_the_weekend_does_not_seem_to_open_in_an_hour(script: Script) -> None:
    """A line that opens on another day says which: on a Friday night, «8 h 30» alone would mean tomorrow morning."""
    friday, saturday, monday = (
        datetime(2026, 3, day, hour, tzinfo=QUEBEC) for day, hour in ((13, 20), (14, 12), (16, 7))
    )
    resting = [name for name, each in script.resources.items() if offer(each, saturday).state is State.CLOSED]
    assert resting
    for name in resting:
        place = Place("fr", Screen.RESOURCE, item=name)
        heads = [text_of(screens.show(place, script, Moment(now))).split("\n\n")[1] for now in (friday, monday)]
        assert heads[0] != heads[1]


def test_hours_nobody_confirmed_are_never_called_open(script: Script) -> None:
    """A service without confirmed hours says so, at any hour, and is never marked as open."""
    unsure = []
    for each in script.resources.values():
        people = [way for way in each.ways if way.kind != "site"]
        if people and all(way.hours is None for way in people):
            unsure.append(each)
    assert unsure
    for each in unsure:
        for lang in LANGS:
            head = text_of(screens.show(Place(lang, Screen.RESOURCE, item=each.id), script, MOMENT)).split("\n\n")[1]
            assert head.endswith(script.say("hours-unknown", lang))


def test_what_is_not_certain_is_marked(script: Script) -> None:
    """A number or an address nobody could confirm carries the words «to be checked»."""
    for each in script.resources.values():
        for lang in LANGS:
            shown = text_of(screens.show(Place(lang, Screen.RESOURCE, item=each.id), script, MOMENT))
            for way in each.ways:
                assert way.verify == way_text(way, lang, script).endswith(script.say("to-verify", lang))
                if way.kind in ("text", "phone"):
                    assert way.where[lang] in shown


def test_small_print_is_honest(script: Script) -> None:
    """Each service says what its secrecy is worth, whether a person answers, and when this was last checked."""
    for each in script.resources.values():
        for lang in LANGS:
            shown = text_of(screens.show(Place(lang, Screen.RESOURCE, item=each.id), script, MOMENT))
            assert each.checked_on.isoformat() in shown
            assert (not each.listens) == (script.say("resource-not-a-person", lang) in shown)
            if each.confidential and each.listens:
                assert (each.know[lang] if each.know else script.say("resource-limits", lang)) in shown
            for number in each.regional:
                assert number.number in shown


def test_the_sentence_to_send_can_be_sent(script: Script) -> None:
    """The ready sentence for an adult stands in one piece, to be copied."""
    for lang in LANGS:
        assert script.say("say-text", lang) in text_of(screens.show(Place(lang, Screen.SAY), script, MOMENT))


# ---- the rest ------------------------------------------------------------------------------------------------------


def test_an_answer_says_what_is_true_where_it_comes_from_and_who_can_help(script: Script) -> None:
    """Each entry shows its verdict, its answer, its sources, and leads to help that fits it."""
    for entry in script.entries.values():
        for lang in LANGS:
            reply = screens.show(Place(lang, Screen.ENTRY, item=entry.id), script, MOMENT)
            shown = text_of(reply)
            assert f"{script.say(f'verdict-{entry.kind}', lang)} {entry.statement[lang]}" in shown
            assert entry.answer[lang] in shown
            assert [] == [name for name in entry.sources if name not in shown]
            assert ("legal" in entry.help) == (script.say("general-information", lang) in shown)
            assert Place(lang, Screen.TOPIC, item=entry.help[0]) in presses(reply)


def test_privacy_tells_what_is_held(script: Script) -> None:
    """Who asks what is kept reads the counters themselves, or that there are none, and never loses the way to erase."""
    place = Place("en", Screen.PRIVACY)
    none = screens.show(place, script, MOMENT)
    some = screens.show(place, script, Moment(NOON, lambda: Held(3, 41, ("2026-W10 · fr · help · 38",), 5)))

    assert script.say("privacy-none", "en") in text_of(none)
    assert script.say("privacy-held", "en", counters=3, total=41) in text_of(some)
    assert "2026-W10 · fr · help · 38" in text_of(some)
    assert script.say("privacy-small", "en", fewest=5) in text_of(some)
    assert script.say("privacy-none", "en") not in text_of(some)
    assert Place("en", Screen.ERASE) in presses(none)
    assert Place("en", Screen.ERASE) in presses(some)


def test_a_group_is_told_where_to_write(script: Script) -> None:
    """What the bot says in a group holds its private address."""
    reply = screens.notice("group", "fr", script, Moment(NOON, address="https://t.me/some_bot"))

    assert "https://t.me/some_bot" in text_of(reply)


def test_the_other_language_shows_the_same_thing(script: Script) -> None:
    """Changing language twice leads back to the very same message."""
    for place in places(script, "fr"):
        reply = screens.show(place, script, MOMENT)
        there = [each for each in presses(reply) if each.lang == "en"]
        assert 1 == len(there), place
        if reply.place.screen is Screen.LANGUAGE:
            continue
        back = [each for each in presses(screens.show(there[0], script, MOMENT)) if each.lang == "fr"]
        assert [reply.place] == back, place
