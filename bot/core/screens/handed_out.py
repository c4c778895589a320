"""For facilitators: a link that was made, and all that goes with it: a picture to scan, a message, papers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from bot.core.disclosure import FEWEST
from bot.core.draft import carried
from bot.core.invitation import Invitation, invitation, last_day
from bot.core.screens.message import help_line, message, strong, to
from bot.core.screens.suggesting import day_in_words, suggested_in_words
from bot.core.turn import LANGS, Button, Guide, Paragraph, Place, Press, Projector, QrCode, Reply, Screen, other

if TYPE_CHECKING:
    from collections.abc import Iterable

    from bot.core.script import Script
    from bot.core.turn import Lang, Moment


def opened(place: Place, suggested: Invitation, script: Script, moment: Moment) -> Reply:
    """Show a link that was made, and what goes with it. With a secret in the place, this message opens the results."""
    lang = place.lang
    body: list[Paragraph | str] = [
        strong(script.say("opened-title", lang)),
        *suggested_in_words(suggested, lang, script),
    ]
    body.append(_link(suggested, moment))
    body.append(script.say("opened-until", lang, date=_until(suggested, lang, script, moment)))
    if place.key:
        body.append(script.say("opened-key", lang, fewest=FEWEST))
    rows: list[tuple[Button, ...]] = []
    if place.key:
        rows.append((to("button-results", replace(place, screen=Screen.RESULTS, held=1), script),))
    rows.append(
        (
            to("button-qr", replace(place, screen=Screen.QR), script),
            to("button-forward", replace(place, screen=Screen.FORWARD), script),
        )
    )
    rows += _papers(place, suggested, script)
    return message(place, script, moment, body, tuple(rows))


def _papers(place: Place, suggested: Invitation, script: Script) -> Iterable[tuple[Button, ...]]:
    """Lead to the guide and the projector page of each story."""
    several = len(suggested.stories) > 1
    for number, _ in enumerate(suggested.stories):
        labels = (script.say(key, place.lang) for key in ("button-print-guide", "button-project"))
        guide_label, page_label = (f"{label} {number + 1}" if several else label for label in labels)
        yield (
            Button(guide_label, Press(replace(place, screen=Screen.PRINTED, page=number))),
            Button(page_label, Press(replace(place, screen=Screen.PROJECTED, page=number))),
        )


def _link(suggested: Invitation, moment: Moment) -> str:
    return f"{moment.address}?start={suggested.payload()}"


def _until(suggested: Invitation, lang: Lang, script: Script, moment: Moment) -> str:
    return day_in_words(last_day(suggested.until, moment.now.date()), lang, script)


def suggested_at(place: Place, script: Script, moment: Moment) -> Invitation | None:
    """Give the invitation a place is about; None when its group is gone, or what it suggests."""
    if place.key:
        return invitation(moment.found.payload, script) if moment.found else None
    return carried(place, script)


def qr(place: Place, suggested: Invitation, script: Script, moment: Moment) -> Reply:
    """Show the link as a picture to scan."""
    lang, link = place.lang, _link(suggested, moment)
    # A statement alone on a wall would be read as true.
    body = [*suggested_in_words(replace(suggested, question=""), lang, script), link]
    body.append(script.say("opened-until", lang, date=_until(suggested, lang, script, moment)))
    return message(Place(lang, Screen.MENU), script, moment, body, paper=QrCode(link))


def forward(place: Place, suggested: Invitation, script: Script, moment: Moment) -> Reply:
    """Show a message to hand on to the group, in its language or in both."""
    body: list[Paragraph | str] = []
    for lang in (suggested.lang,) if suggested.lang else LANGS:
        body += [
            script.say(f"forward-{suggested.kind}", lang),
            *suggested_in_words(replace(suggested, question=""), lang, script),
        ]
        body.append(script.say("forward-counted" if suggested.group else "forward-uncounted", lang))
    body.append(_link(suggested, moment))
    spoken = suggested.lang or place.lang
    if suggested.lang is None:  # who reads the other language finds somebody to talk to, too
        body.append(help_line((), other(spoken), script, moment))
    return message(Place(spoken, Screen.MENU), script, moment, body)


def printed(place: Place, suggested: Invitation | None, script: Script, moment: Moment) -> Reply:
    """Give the guide on paper: of a story that is suggested, or of one story or workshop by itself."""
    lang, name = place.lang, _story(place, suggested)
    if name:
        link = _link(suggested, moment) if suggested else f"{moment.address}?start=s_{name}"
        asked, title = Guide(lang, story=name, link=link), script.scenarios[name].title[lang]
    else:
        workshop = script.workshops[int(place.item.rpartition("-")[2])]
        link = f"{moment.address}?start=w_{workshop.number}"
        asked, title = Guide(lang, workshop=workshop.number, link=link), workshop.title[lang]
    body = [script.say("guide-of", lang, title=title), script.say("printed-text", lang)]
    return message(Place(lang, Screen.MENU), script, moment, body, paper=asked)


def projected(place: Place, suggested: Invitation | None, script: Script, moment: Moment) -> Reply:
    """Give the page on which a whole group plays a story."""
    lang, name = place.lang, _story(place, suggested)
    body: list[Paragraph | str] = [strong(script.scenarios[name].title[lang]), script.say("projected-text", lang)]
    return message(Place(lang, Screen.MENU), script, moment, body, paper=Projector(lang, name))


def _story(place: Place, suggested: Invitation | None) -> str:
    """Name the story a paper is about; "" where it is about a workshop."""
    if suggested is None:
        return place.scenario
    return suggested.stories[place.page] if place.page < len(suggested.stories) else ""
