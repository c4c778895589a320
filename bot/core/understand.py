"""What a turn means.

Rule: typed words are heard for danger first, wherever they stand: in a message, a caption, behind a command.
Only then may they be an answer in a story or a question. A word of command alone ("help", "stop") is that command.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from bot.core.place import Unreadable
from bot.core.standing import stands
from bot.core.text import fold, words
from bot.core.turn import (
    Choose,
    Commanded,
    Danger,
    Go,
    Group,
    InGroup,
    Intent,
    Lang,
    Media,
    Place,
    Pressed,
    Question,
    Said,
    Screen,
    SentMedia,
    Stale,
    Turn,
    Unclear,
    Wordless,
)

if TYPE_CHECKING:
    from bot.core.replies import Option
    from bot.core.script import Script

#: Commands, in both languages; also understood when typed as a plain word.
COMMANDS: Final[dict[str, Screen]] = {
    "start": Screen.MENU,
    "menu": Screen.MENU,
    "aide": Screen.HELP,
    "help": Screen.HELP,
    "scenarios": Screen.STORIES,
    "histoires": Screen.STORIES,
    "stories": Screen.STORIES,
    "question": Screen.ASK,
    "langue": Screen.LANGUAGE,
    "language": Screen.LANGUAGE,
    "cartes": Screen.GAME,
    "cards": Screen.GAME,
    "carnet": Screen.LOGBOOK,
    "logbook": Screen.LOGBOOK,
    "film": Screen.FILM,
    "signaux": Screen.GLOSSARY,
    "signs": Screen.GLOSSARY,
    "formation": Screen.ADULTS,
    "training": Screen.ADULTS,
    "donnees": Screen.PRIVACY,
    "privacy": Screen.PRIVACY,
    "effacer": Screen.ERASE,
    "erase": Screen.ERASE,
}
#: Words that mean "let me out", typed anywhere.
_WAYS_OUT: Final = {"stop": Screen.MENU, "arrete": Screen.MENU, "arreter": Screen.MENU, "quitter": Screen.MENU}
_PLAIN_WORDS: Final = {**COMMANDS, **_WAYS_OUT}
#: A command of one language says which language is wanted (`/help` is every bot's command, and says nothing).
_LANGUAGE_OF: Final[dict[str, Lang]] = {
    "aide": "fr",
    "histoires": "fr",
    "langue": "fr",
    "donnees": "fr",
    "effacer": "fr",
    "cartes": "fr",
    "carnet": "fr",
    "signaux": "fr",
    "formation": "fr",
    "stories": "en",
    "cards": "en",
    "logbook": "en",
    "signs": "en",
    "training": "en",
    "language": "en",
    "privacy": "en",
    "erase": "en",
}
#: What a deep link to a story starts with: t.me/<bot>?start=s_<scenario>
STORY_LINK: Final = "s_"
#: A link to a story that is gone is no text: nobody typed it.
_DEAD_LINK: Final = re.compile(re.escape(STORY_LINK) + r"[a-z0-9-]{1,40}")


def understand(turn: Turn, script: Script) -> Intent:
    """Say what a turn means in this content."""
    match turn.did:
        case Pressed(data):
            return _pressed(data, turn.lang, script)
        case Said(text, at):
            return _said(text, _story(at, script), turn.lang, script)
        case Commanded(name, argument):
            return _commanded(name, argument, turn.lang, script)
        case SentMedia(caption):
            danger = _danger(caption, None, turn.lang, script)
            return replace(danger, media=True) if danger else Media(turn.lang)
        case InGroup():
            return Group(turn.lang)


def _pressed(data: str, lang: Lang, script: Script) -> Intent:
    press = script.codec.decode(data)
    if isinstance(press, Unreadable):
        return Stale(press.lang or lang)
    if not stands(press, script):
        return Stale(press.place.lang)
    return Choose(press.place, press.choice) if press.choice else Go(press.place)


def _story(data: str, script: Script) -> Place | None:
    """Where in a story the message stands that somebody answers, if it stands in one."""
    press = script.codec.decode(data) if data else Unreadable()
    if isinstance(press, Unreadable) or not press.place.node or not stands(press, script):
        return None
    return press.place


def _said(text: str, at: Place | None, lang: Lang, script: Script) -> Intent:
    lang = at.lang if at else lang
    found = words(text)
    screen = _PLAIN_WORDS.get(found[0]) if len(found) == 1 else None
    if screen is Screen.FILM and not script.films:
        screen = None
    if screen:  # one word of command, "help" among them, and nothing else: there is no danger in it to miss
        return _go(screen, found[0], lang, at, script)
    written = _written(text, at, script)
    if written:  # a choice of this very scene, word for word as the bot wrote it: this is the story
        return written
    danger = _danger(text, at, lang, script)
    if danger:
        return danger
    if not found:
        return Wordless(lang)
    if at and at.screen is Screen.NODE:
        return _answer(text, at, script)
    return _question(text, lang, at, script)


def _options(at: Place, script: Script) -> list[Option]:
    choices = script.scenarios[at.scenario].nodes[at.node].choices
    return [choice.option(at.lang) for choice in choices.values()]


def _written(text: str, at: Place | None, script: Script) -> Choose | None:
    if at is None or at.screen is not Screen.NODE:
        return None
    understood = script.understanding.replies.written(text, _options(at, script))
    return Choose(at, understood.choice) if understood else None


def _answer(text: str, at: Place, script: Script) -> Intent:
    """Typed words in a story: one of its answers, or a question, or unclear."""
    understood = script.understanding.replies.understand(text, _options(at, script))
    if understood:
        return Choose(at, understood.choice, understood.act)
    verdict = script.understanding.questions.ask(text, at.lang)
    return Question(verdict, at) if verdict.kind == "answer" else Unclear(at)


def _question(text: str, lang: Lang, at: Place | None, script: Script) -> Question:
    verdict = script.understanding.questions.ask(text, lang)
    return Question(verdict, at, script.understanding.questions.known_words(text) if verdict.kind == "unknown" else ())


def _danger(text: str, at: Place | None, lang: Lang, script: Script) -> Danger | None:
    alarm = script.understanding.listener.hear(text)
    if alarm is None:
        return None
    verdict = script.understanding.questions.ask(text, lang)
    return Danger(alarm, verdict, lang if at else verdict.lang, at)


def _commanded(name: str, argument: str, lang: Lang, script: Script) -> Intent:
    screen = COMMANDS.get(fold(name))
    if screen is Screen.FILM and not script.films:
        screen = None
    scenario = argument.removeprefix(STORY_LINK) if name == "start" else ""
    if scenario in script.scenarios:
        return Go(Place(lang, Screen.NOTE, scenario))
    if name == "start" and _DEAD_LINK.fullmatch(argument):
        return Stale(lang)
    danger = _danger(argument if screen else f"{name} {argument}", None, lang, script)
    if danger:
        return danger
    if screen is None:
        return _question(f"{name.replace('_', ' ')} {argument}", lang, None, script)
    if argument.startswith(STORY_LINK):
        return Stale(lang)
    if screen is Screen.ASK and words(argument):
        return _question(argument, lang, None, script)
    return _go(screen, fold(name), lang, None, script)


def _go(screen: Screen, word: str, lang: Lang, at: Place | None, script: Script) -> Go:
    lang = _LANGUAGE_OF.get(word, lang)
    if screen is Screen.HELP and at:
        return Go(Place(lang, screen, at.scenario, at.node, at.seen, offer=at.offer))
    if screen is Screen.FILM:
        return Go(Place(lang, screen, item=next(iter(script.films))))
    return Go(Place(lang, screen))
