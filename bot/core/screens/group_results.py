"""For facilitators: what a group did, opened with its secret, and erased with it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.disclosure import FEWEST
from bot.core.results import report
from bot.core.screens.message import message, strong, to
from bot.core.turn import Button, Chart, Paragraph, Place, Reply, Screen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.results import Chapter, Report, Row, Section
    from bot.core.script import Script
    from bot.core.turn import Lang, Moment

#: Sections on one page of the results: more are long to scroll through beside a group that waits.
_SECTIONS_A_PAGE: Final = 4


def results(place: Place, script: Script, moment: Moment) -> Reply:
    """Show what a group did: an overview, then the points of each story, a few to a page."""
    lang = place.lang
    if moment.found is None:
        raise LookupError("results belong to a group: the engine lets no other pass")
    told = report(moment.found, script, lang)
    leaves = _leaves(told, script)
    number = place.page % len(leaves)
    here = replace(place, held=0, page=number)
    body: list[Paragraph | str] = [strong(script.say("results-title", lang)), *leaves[number]]
    body.append(script.say("results-rule", lang, fewest=FEWEST))
    rows: list[tuple[Button, ...]] = []
    if len(leaves) > 1:
        following = (number + 1) % len(leaves)
        rows.append((to("button-next" if following else "button-first", replace(here, page=following), script),))
    refresh = to("button-refresh", here, script)
    chart = (to("button-chart", replace(here, screen=Screen.CHART, page=0), script),) if not told.empty else ()
    rows.append((refresh, *chart))
    board = (to("button-board", replace(here, screen=Screen.BOARD, page=0), script),) if moment.board else ()
    rows.append((*board, to("button-erase-group", replace(here, screen=Screen.CLOSING, page=0), script)))
    return message(here, script, moment, body, tuple(rows))


def _leaves(told: Report, script: Script) -> list[list[Paragraph | str]]:
    """Lay the report out on pages: an overview, then the points of each chapter."""
    lang = told.lang
    first: list[Paragraph | str] = []
    if not told.chapters:
        first.append(script.say("results-removed", lang))
    for chapter in told.chapters:
        first += _overview(chapter, script, lang)
    for section in told.asked:
        first += _section(section, script, lang)
    leaves = [first]
    for chapter in told.chapters:
        points = [section for section in chapter.sections if section.title]
        for start in range(0, len(points), _SECTIONS_A_PAGE):
            leaf: list[Paragraph | str] = [strong(chapter.title)]
            for section in points[start : start + _SECTIONS_A_PAGE]:
                leaf += _section(section, script, lang)
            leaves.append(leaf)
    return leaves


def _overview(chapter: Chapter, script: Script, lang: Lang) -> Iterable[Paragraph | str]:
    yield strong(chapter.title)
    if not chapter.number:
        yield script.say("results-few", lang, fewest=FEWEST)
        return
    yield script.say("results-begun", lang, number=chapter.number)
    for section in chapter.sections:
        if not section.title:
            yield from _section(replace(section, title=script.say("results-endings", lang)), script, lang)
    if chapter.missed:
        yield script.say("results-missed", lang)
        yield "\n".join(script.say("results-times", lang, number=row.number, label=row.label) for row in chapter.missed)


def _section(section: Section, script: Script, lang: Lang) -> Iterable[Paragraph | str]:
    yield strong(section.title)
    lines = [_row(row, script, lang) for row in section.rows]
    if section.few:
        lines.append(script.say("results-small", lang))
        lines += [f"• {label}" for label in section.few]
    yield "\n".join(lines)


def _row(row: Row, script: Script, lang: Lang) -> str:
    return script.say("results-row", lang, number=row.number, label=row.label)


def chart(place: Place, script: Script, moment: Moment) -> Reply:
    """Show what a group did as a picture."""
    lang = place.lang
    if moment.found is None:
        raise LookupError("results belong to a group: the engine lets no other pass")
    there = Place(lang, Screen.RESULTS, held=1, key=place.key)
    rows = ((to("button-back-to-results", there, script),),)
    body: list[Paragraph | str] = [
        strong(script.say("results-title", lang)),
        script.say("results-rule", lang, fewest=FEWEST),
    ]
    told = report(moment.found, script, lang)
    return message(Place(lang, Screen.MENU), script, moment, body, rows, paper=Chart(told))


def board(place: Place, script: Script, moment: Moment) -> Reply:
    """Give the address of the page that shows results as they come."""
    lang = place.lang
    url = Button(script.say("button-open-board", lang), url=f"{moment.board}#{place.key}")
    back = to("button-back-to-results", replace(place, screen=Screen.RESULTS), script)
    body: list[Paragraph | str] = [strong(script.say("board-title", lang)), script.say("board-text", lang)]
    return message(place, script, moment, body, ((url,), (back,)))


def closing(place: Place, script: Script, moment: Moment) -> Reply:
    """Ask once more before a group's results are erased."""
    lang = place.lang
    rows = (
        (to("button-erase-yes", replace(place, screen=Screen.CLOSED), script),),
        (to("button-back-to-results", replace(place, screen=Screen.RESULTS), script),),
    )
    body: list[Paragraph | str] = [strong(script.say("closing-title", lang)), script.say("closing-text", lang)]
    return message(place, script, moment, body, rows)


def closed(place: Place, script: Script, moment: Moment) -> Reply:
    """Say that a group's results are erased. The message stands at the menu: nothing is left to open."""
    lang = place.lang
    rows = ((to("button-suggest", Place(lang, Screen.SUGGEST), script),),)
    return message(Place(lang, Screen.MENU), script, moment, [script.say("closed", lang)], rows)
