"""For facilitators: choosing what is suggested to a group, and how."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.disclosure import FEWEST
from bot.core.draft import DAYS, SPOKEN, Draft, draft_at, made, may_add, may_ask, may_count
from bot.core.game import LENGTHS, cards_of
from bot.core.invitation import Invitation, last_day
from bot.core.screens.message import message, paged, paged_items, strong, to
from bot.core.turn import Button, Paragraph, Place, Press, Reply, Screen

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from bot.core.script import Script
    from bot.core.turn import Lang, Moment


#: Numbers of statements lie this many to a row.
_NUMBERS_A_ROW: Final = 4


def suggest(place: Place, script: Script, moment: Moment) -> Reply:
    """Show what can be suggested to a group: stories, cards, a page; and the guide and the training."""
    lang = place.lang
    how = Draft().number()
    shelves = tuple(
        Button(str(number), Press(Place(lang, Screen.SHELF, item=f"workshop-{number}", held=how)))
        for number in script.workshops
    )
    body: list[Paragraph | str] = [
        strong(script.say("suggest-title", lang)),
        script.say("suggest-text", lang),
        _workshops(script, lang),
    ]
    rows = (
        shelves,
        (
            to("button-suggest-cards", Place(lang, Screen.ROUNDS), script),
            to("button-suggest-page", Place(lang, Screen.PAGES), script),
        ),
        (to("button-adults-menu", Place(lang, Screen.ADULTS), script),),
    )
    return message(place, script, moment, body, rows)


def _workshops(script: Script, lang: Lang) -> str:
    """Say what the numbers mean."""
    return "\n".join(f"{number}. {workshop.title[lang]}" for number, workshop in script.workshops.items())


def shelf(place: Place, script: Script, moment: Moment) -> Reply:
    """Show the stories of a workshop; the one that is pressed is added to what is suggested."""
    lang, workshop = place.lang, script.workshops[int(place.item.rpartition("-")[2])]
    named = (place.scenario, *place.run.then)
    buttons = [
        Button(story.title[lang], Press(_with_story(place, story.id)))
        for story in script.scenarios.values()
        if story.workshop == workshop.number and story.id not in named
    ]
    rows = paged(buttons, place, script)
    others = tuple(
        Button(str(number), Press(replace(place, item=f"workshop-{number}", page=0)))
        for number in script.workshops
        if number != workshop.number
    )
    back = _drafted(place) if place.scenario else Place(lang, Screen.SUGGEST)
    body: list[Paragraph | str] = [
        strong(workshop.title[lang]),
        script.say("shelf-text", lang),
        _workshops(script, lang),
    ]
    return message(place, script, moment, body, (*rows, others, (to("button-back", back, script),)))


def _drafted(place: Place) -> Place:
    return replace(place, screen=Screen.DRAFT, item="", page=0)


def _with_story(place: Place, story: str) -> Place:
    if not place.scenario:
        return replace(_drafted(place), scenario=story)
    return replace(_drafted(place), run=replace(place.run, then=(*place.run.then, story)))


def rounds(place: Place, script: Script, moment: Moment) -> Reply:
    """Show the rounds of cards: of any theme, or of one."""
    lang = place.lang
    buttons = []
    for theme in ("", *script.themes):
        cards = len(cards_of(theme, script))
        title = script.themes[theme].title[lang] if theme else script.say("any-theme", lang)
        buttons += [
            Button(
                script.say("round-line", lang, title=title, number=length),
                Press(Place(lang, Screen.DRAFT, item=theme, held=Draft(length=which).number())),
            )
            for which, length in enumerate(LENGTHS)
            if length <= cards
        ]
    body: list[Paragraph | str] = [strong(script.say("game-title", lang)), script.say("rounds-text", lang)]
    back = (to("button-back", Place(lang, Screen.SUGGEST), script),)
    return message(place, script, moment, body, (*paged(buttons, place, script), back))


def pages(place: Place, script: Script, moment: Moment) -> Reply:
    """Show the pages of the logbook."""
    lang = place.lang
    buttons = [
        Button(page.title[lang], Press(Place(lang, Screen.DRAFT, item=page.id, held=Draft().number())))
        for page in script.logbook.pages.values()
    ]
    body: list[Paragraph | str] = [strong(script.say("logbook-title", lang)), script.say("pages-text", lang)]
    back = (to("button-back", Place(lang, Screen.SUGGEST), script),)
    return message(place, script, moment, body, (*paged(buttons, place, script), back))


def pick(place: Place, script: Script, moment: Moment) -> Reply:
    """Show themes, then the statements of one: the one that is pressed is asked before and after."""
    lang = place.lang
    listed: list[str] = []
    if not place.item:
        buttons = [
            Button(theme.title[lang], Press(replace(place, item=theme.id, page=0)))
            for theme in script.themes.values()
            if any(script.entries[name].card for name in theme.entries)
        ]
        back = _drafted(place)
    else:
        cards = [script.entries[name] for name in script.themes[place.item].entries if script.entries[name].card]
        numbered = list(enumerate(cards, 1))
        listed = [f"{number}. {card.statement[lang]}" for number, card in paged_items(numbered, place)]
        buttons = [
            Button(str(number), Press(replace(_drafted(place), run=replace(place.run, question=card.id))))
            for number, card in numbered
        ]
        back = replace(place, item="", page=0)
    width = _NUMBERS_A_ROW if place.item else 1
    body: list[Paragraph | str] = [strong(script.say("pick-title", lang)), script.say("pick-text", lang), *listed]
    rows = (*paged(buttons, place, script, width), (to("button-back", back, script),))
    return message(place, script, moment, body, rows)


def draft(place: Place, script: Script, moment: Moment) -> Reply:
    """Show what is suggested and how; each press changes one thing, the last makes the link."""
    lang, how, today = place.lang, draft_at(place), moment.now.date()
    until = day_in_words(last_day(how.until(today), today), lang, script)
    body: list[Paragraph | str] = [strong(script.say("draft-title", lang))]
    body += suggested_in_words(made(place, script, today, 0), lang, script)
    counting = moment.groups and may_count(place, script)
    if counting:
        body.append(script.say("draft-counted" if how.counted else "draft-uncounted", lang, fewest=FEWEST))
    body.append(script.say("draft-text", lang))
    spoken = SPOKEN[how.spoken] or "both"
    rows: list[tuple[Button, ...]] = [(to("button-make-link", replace(place, screen=Screen.OPENED, page=1), script),)]
    spoken_next = _changed(place, replace(how, spoken=(how.spoken + 1) % len(SPOKEN)))
    days_next = _changed(place, replace(how, days=(how.days + 1) % len(DAYS)))
    rows.append((to(f"button-spoken-{spoken}", spoken_next, script),))
    rows.append((Button(script.say("button-until", lang, date=until), Press(days_next)),))
    if counting:
        key = "button-counted" if how.counted else "button-not-counted"
        rows.append((to(key, _changed(place, replace(how, counted=not how.counted)), script),))
    rows += _more(place, how, script, moment)
    rows.append((to("button-begin-again", Place(lang, Screen.SUGGEST), script),))
    return message(place, script, moment, body, tuple(rows))


def _more(place: Place, how: Draft, script: Script, moment: Moment) -> Iterable[tuple[Button, ...]]:
    """Add a story, or a statement asked before and after; what is counted nowhere needs no such statement."""
    if may_add(place):
        workshop = script.scenarios[place.scenario].workshop
        there = replace(place, screen=Screen.SHELF, item=f"workshop-{workshop}", page=0)
        yield (to("button-add-story", there, script),)
    if place.run.question:
        yield (to("button-no-question", replace(place, run=replace(place.run, question="")), script),)
    elif may_ask(place) and how.counted and moment.groups:
        yield (to("button-add-question", replace(place, screen=Screen.PICK, item="", page=0), script),)


def _changed(place: Place, how: Draft) -> Place:
    return replace(place, held=how.number())


def suggested_in_words(suggested: Invitation, lang: Lang, script: Script) -> list[Paragraph | str]:
    """Say what is suggested."""
    if suggested.stories:
        found: list[Paragraph | str] = [
            f"{number}. {_titled(script, name, lang)}" for number, name in enumerate(suggested.stories, 1)
        ]
    elif suggested.played:
        title = script.themes[suggested.item].title[lang] if suggested.item else script.say("any-theme", lang)
        found = [script.say("round-line", lang, title=title, number=suggested.played.length)]
    else:
        found = [f"📓 {script.logbook.pages[suggested.item].title[lang]}"]
    if suggested.question:
        found.append(script.say("draft-question", lang, statement=script.entries[suggested.question].statement[lang]))
    return found


def _titled(script: Script, story: str, lang: Lang) -> str:
    found = script.scenarios[story]
    return script.say("story-line", lang, title=found.title[lang], minutes=found.minutes)


def day_in_words(day: date, lang: Lang, script: Script) -> str:
    """Write a day as people read it."""
    month = script.say(f"month-{day.strftime('%b').lower()}", lang)
    number = "1er" if lang == "fr" and day.day == 1 else str(day.day)
    return script.say("date", lang, day=number, month=month, year=day.year)
