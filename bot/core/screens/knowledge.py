"""Questions and their answers, and the glossary of warning signs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.help import NOT_SAFE
from bot.core.screens.message import (
    back_to_story,
    in_story,
    joined,
    message,
    packed,
    paged,
    paged_items,
    short,
    strong,
    to,
)
from bot.core.turn import Button, Paragraph, Place, Press, Reply, Screen, Span

if TYPE_CHECKING:
    from bot.core.screens.message import Rows
    from bot.core.script import Entry, Script
    from bot.core.turn import Lang, Moment, Verdict

#: A sign leads to this many stories in which it shows.
MOST_STORIES: Final = 3


def ask(place: Place, script: Script, moment: Moment) -> Reply:
    """Ask for a question, or a theme."""
    return message(place, script, moment, [script.say("ask", place.lang)], theme_rows(place, script))


def theme_rows(place: Place, script: Script) -> Rows:
    """Give the shelves, and the way back to the story that was left to look at them."""
    buttons = [
        Button(theme.title[place.lang], Press(in_story(place, Screen.THEME, theme.id)))
        for theme in script.themes.values()
    ]
    return (*packed(buttons), *back_to_story(place, script))


def theme(place: Place, script: Script, moment: Moment) -> Reply:
    """Show the statements and questions of one shelf."""
    lang, shelf = place.lang, script.themes[place.item]
    sayings = any(script.entries[name].kind != "question" for name in shelf.entries)
    title = script.say("theme" if sayings else "theme-questions", lang, title=shelf.title[lang])
    body: list[Paragraph | str] = [strong(title)]
    numbered = list(enumerate(shelf.entries, 1))
    body += [f"{number}. {script.entries[name].statement[lang]}" for number, name in paged_items(numbered, place)]
    buttons = [Button(str(number), Press(in_story(place, Screen.ENTRY, name))) for number, name in numbered]
    rows = (*paged(buttons, place, script, width=4), *back_to_story(place, script))
    return message(place, script, moment, body, rows)


def entry(place: Place, script: Script, moment: Moment) -> Reply:
    """Show one answer."""
    return show_entry(place, script, moment)


def show_entry(place: Place, script: Script, moment: Moment, *, asked: bool = False) -> Reply:
    """Show one answer; when it was typed for (`asked`), also the way to say that it is not the question."""
    lang, shown = place.lang, script.entries[place.item]
    verdict = script.say(f"verdict-{shown.kind}", lang)
    body: list[Paragraph | str] = [
        (Span(verdict + " ", strong=True), Span(shown.statement[lang])),
        shown.answer[lang],
    ]
    body += small_print(shown, lang, script)
    rows: list[tuple[Button, ...]] = []
    if asked:
        rows.append((to("button-not-my-question", in_story(place, Screen.UNKNOWN), script),))
    rows.append(
        (
            to("button-more-questions", in_story(place, Screen.THEME, shown.theme), script),
            to("button-who-can-help", in_story(place, Screen.TOPIC, shown.help[0]), script),
        )
    )
    rows += [
        (Button(f"🚩 {script.signs[name].name[lang]}", Press(in_story(place, Screen.SIGN, name))),)
        for name in shown.signs
    ]
    rows += [
        (Button(short(f"💡 {script.entries[name].statement[lang]}"), Press(in_story(place, Screen.ENTRY, name))),)
        for name in shown.related
    ]
    return message(place, script, moment, body, (*rows, *back_to_story(place, script)), shown.help)


def small_print(shown: Entry, lang: Lang, script: Script) -> list[str]:
    """Say what kind of information an answer is, and where it comes from."""
    small = [script.say("general-information", lang)] if "legal" in shown.help else []
    if shown.laws:
        small.append(script.say("laws", lang, names=joined(law[lang] for law in shown.laws)))
    if shown.sources:
        small.append(script.say("sources", lang, names=joined(shown.sources)))
    return small


def small_talk(place: Place, kind: str, script: Script, moment: Moment) -> Reply:
    """Give a small human answer to what is no question, and ways to go on."""
    talk = script.small_talk[kind]
    not_safe = ((to("button-not-safe", in_story(place, Screen.TOPIC, NOT_SAFE), script),),) if talk.not_safe else ()
    rows = (
        *not_safe,
        (
            to("button-stories", Place(place.lang, Screen.STORIES), script),
            to("button-ask", Place(place.lang, Screen.ASK), script),
        ),
        *back_to_story(place, script),
    )
    return message(place, script, moment, [talk.answer[place.lang]], rows)


def unknown(place: Place, script: Script, moment: Moment) -> Reply:
    """Say that nobody here knows, and where people are who may."""
    return message(place, script, moment, [script.say("unknown", place.lang)], theme_rows(place, script))


def did_you_mean(place: Place, verdict: Verdict, script: Script, moment: Moment) -> Reply:
    """Offer the entries that may be meant, and "none of these"; the texts above, numbers on the buttons."""
    lang = place.lang
    body: list[Paragraph | str] = [script.say("did-you-mean", lang)]
    body.extend(f"{number}. {script.entries[name].statement[lang]}" for number, name in enumerate(verdict.entries, 1))
    numbers = tuple(
        Button(str(number), Press(in_story(place, Screen.ENTRY, name)))
        for number, name in enumerate(verdict.entries, 1)
    )
    none = to("button-none-of-these", in_story(place, Screen.UNKNOWN), script)
    return message(place, script, moment, body, (numbers, (none,), *back_to_story(place, script)))


def glossary(place: Place, script: Script, moment: Moment) -> Reply:
    """List the warning signs."""
    lang = place.lang
    body: list[Paragraph | str] = [strong(script.say("glossary-title", lang)), script.say("glossary-text", lang)]
    buttons = [
        Button(short(f"🚩 {each.name[lang]}"), Press(in_story(place, Screen.SIGN, each.id)))
        for each in script.signs.values()
    ]
    rows = (*paged(buttons, place, script), *back_to_story(place, script))
    return message(place, script, moment, body, rows)


def sign(place: Place, script: Script, moment: Moment) -> Reply:
    """Explain one warning sign, and lead to stories in which it shows."""
    lang, shown = place.lang, script.signs[place.item]
    body: list[Paragraph | str] = [strong(f"🚩 {shown.name[lang]}"), shown.why[lang], script.say("signs-rule", lang)]
    stories = [story for story in script.scenarios.values() if story.workshop and shown in story.signs]
    rows: list[tuple[Button, ...]] = []
    if stories and not place.node:
        body.append(script.say("sign-stories", lang))
        rows = [
            (Button(short(f"📖 {story.title[lang]}"), Press(Place(lang, Screen.NOTE, story.id))),)
            for story in stories[:MOST_STORIES]
        ]
    rows.append((to("button-glossary", in_story(place, Screen.GLOSSARY), script),))
    return message(place, script, moment, body, (*rows, *back_to_story(place, script)))
