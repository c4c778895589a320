"""The one way to make a message, and how buttons lie in it.

Rule: `message` adds the help line, the help button and the way out, so that none can be forgotten.
The help screen is the one message without a help button: it is the help.
A message whose place is the help screen but which is not it (an answer to danger) has one all the same.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, TypeVar

from bot.core.help import first_open
from bot.core.turn import RESUMED, Button, Paragraph, Place, Press, Reply, Screen, Span, other

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bot.core.script import Both, Line, Script, Way
    from bot.core.turn import Lang, Moment, Paper

T = TypeVar("T")

#: A list longer than this has pages: more buttons than this hide the help line on a small phone.
MOST_LISTED: Final = 8
#: A narrow phone shows about this much of a label on a row of its own, and on half a row.
_LABEL: Final = 38
_HALF_LABEL: Final = 17
#: Between these hours, local time, most services sleep.
_NIGHT: Final = (0, 8)

#: Screens that are left in the middle of something: the button out of them says "stop".
_STOPPABLE: Final = frozenset((Screen.NODE, Screen.FILM, Screen.CARD, Screen.TURNED, Screen.PAGE))

Rows = tuple[tuple[Button, ...], ...]
#: Where a place says which page of a list is shown: `held` where `page` says which list.
PageField = Literal["page", "held"]


def message(  # noqa: PLR0913 - a message has this many parts
    place: Place,
    script: Script,
    moment: Moment,
    body: Iterable[Paragraph | str],
    rows: Rows = (),
    topics: Sequence[str] = (),
    *,
    urgent: bool = False,
    is_help: bool = False,
    breath: bool = False,
    paper: Paper | None = None,
) -> Reply:
    """Make the message of a place: opening, body, help line; rows of buttons, and the last row."""
    paragraphs = tuple((Span(part),) if isinstance(part, str) else part for part in body)
    opening = (Span(script.say("opening", place.lang)),)
    return Reply(
        place,
        (opening, *paragraphs),
        help_line(topics, place.lang, script, moment),
        (*rows, _last_row(place, script, is_help=is_help)),
        urgent,
        breath,
        paper,
    )


def help_line(topics: Sequence[str], lang: Lang, script: Script, moment: Moment) -> Paragraph:
    """Name somebody who is there now, and say how to reach them."""
    found = first_open(script, topics, moment.now)
    night = _NIGHT[0] <= moment.now.hour < _NIGHT[1]
    way = way_text(found.ways[0], lang, script)
    key = "help-line-night" if night else "help-line"
    return (Span(script.say(key, lang, name=found.resource.name[lang], way=way)),)


def _last_row(place: Place, script: Script, *, is_help: bool) -> tuple[Button, ...]:
    """Help, the way out, the other language: always at the same spot."""
    lang = place.lang
    playing = place.screen in _STOPPABLE
    row = [] if is_help else [_help_button(place, script)]
    if place.screen is not Screen.MENU:
        menu = _kept(Place(lang, Screen.MENU), place)
        row.append(to("button-stop" if playing else "button-menu", menu, script))
    translated = replace(place, lang=other(lang))
    if place.screen is not Screen.LANGUAGE:
        row.append(Button(script.say("button-language", lang), Press(translated)))
    return tuple(row)


def _help_button(place: Place, script: Script) -> Button:
    """Open help, and keep the way back: to the story, or to the game, the film, the page that was left."""
    back = in_story(place, Screen.HELP)
    if place.screen in RESUMED:
        back = replace(place, screen=Screen.HELP, left=place.screen)
    return to("button-help", _kept(back, place), script)


def _kept(there: Place, place: Place) -> Place:
    """Lead elsewhere from the message that opens a group's results, and let that message stay."""
    return replace(there, key=place.key) if place.screen is Screen.OPENED else there


def to(key: str, place: Place, script: Script) -> Button:
    """Make a button that leads to a place."""
    return Button(script.say(key, place.lang), Press(place))


def strong(text: str) -> Paragraph:
    """Write a title."""
    return (Span(text, strong=True),)


def short(label: str) -> str:
    """Cut a label to what a phone shows."""
    return label if len(label) <= _LABEL else label[: _LABEL - 1].rstrip() + "…"


def packed(buttons: Sequence[Button]) -> Rows:
    """Lay buttons out two to a row where both labels can be read, one to a row elsewhere; the order stays."""
    rows: list[tuple[Button, ...]] = []
    for button in buttons:
        if rows and len(rows[-1]) == 1 and max(len(rows[-1][0].label), len(button.label)) <= _HALF_LABEL:
            rows[-1] = (*rows[-1], button)
        else:
            rows.append((button,))
    return tuple(rows)


def paged(items: Sequence[Button], place: Place, script: Script, width: int = 1, by: PageField = "page") -> Rows:
    """Lay buttons out, `width` to a row, and add "more" when there are further pages. Goes round at the end."""
    shown = paged_items(items, place, by)
    rows = [tuple(shown[start : start + width]) for start in range(0, len(shown), width)]
    return (*rows, *more_pages(len(items), place, script, by))


def paged_items(items: Sequence[T], place: Place, by: PageField = "page") -> Sequence[T]:
    """Give the items of the page a place is at."""
    page = getattr(place, by) % _pages(len(items))
    return items[page * MOST_LISTED : (page + 1) * MOST_LISTED]


def more_pages(number: int, place: Place, script: Script, by: PageField = "page") -> Rows:
    """Lead to the next page of so many items, if there is one."""
    pages = _pages(number)
    if pages == 1:
        return ()
    following = (getattr(place, by) % pages + 1) % pages
    there = replace(place, page=following) if by == "page" else replace(place, held=following)
    return ((to("button-next" if following else "button-first", there, script),),)


def _pages(number: int) -> int:
    return max(1, -(-number // MOST_LISTED))


def back_to_story(place: Place, script: Script) -> Rows:
    """Lead back to the point of a story, or to what else was left for this."""
    if place.left:
        return ((to("button-back-to-that", replace(place, screen=place.left, left=None), script),),)
    if not place.scenario:
        return ()
    key = "button-back-to-story" if script.scenarios[place.scenario].workshop else "button-back-to-module"
    return ((to(key, in_story(place, Screen.NODE if place.node else Screen.NOTE), script),),)


def spoken_to(key: str, scenario: str, script: Script) -> str:
    """Give the key of a text for who plays: a teen in a story, an adult in a training module."""
    return key if script.scenarios[scenario].workshop else f"{key}-adults"


def in_story(place: Place, screen: Screen, item: str = "") -> Place:
    """Another screen about the same point of the same story."""
    return Place(place.lang, screen, place.scenario, place.node, place.seen, item, offer=place.offer, run=place.run)


def way_text(way: Way, lang: Lang, script: Script) -> str:
    """Say in words how to use one way, such as "text CONNECT to 686868"."""
    values = {"where": way.where[lang]}
    key = f"way-{way.kind}"
    if way.keyword:
        key, values["keyword"] = "way-text-keyword", way.keyword[lang]
    if way.press is not None:
        key, values["press"] = "way-phone-press", str(way.press)
    text = script.say(key, lang, **values)
    return f"{text} {script.say('to-verify', lang)}" if way.verify else text


def bubbles(lines: Iterable[Line], lang: Lang) -> list[Paragraph]:
    """Write what people say, each with their name; the narrator has none."""
    found: list[Paragraph] = []
    for line in lines:
        speaker = (Span(line.who[lang] + colon(lang), strong=True),) if line.who else ()
        found.append((*speaker, Span(line.words[lang])))
    return found


def named(name: Both, words: str, lang: Lang) -> Paragraph:
    """Write a name in strong letters, and what is said of it."""
    return (Span(name[lang] + colon(lang), strong=True), Span(words))


def colon(lang: Lang) -> str:
    """Give a colon with the spaces of the language."""
    return " : " if lang == "fr" else ": "


def joined(names: Iterable[str]) -> str:
    """Write a list on one line."""
    return " · ".join(names)
