"""What a turn means.

Rule: typed words are heard for danger first, wherever they stand: in a message, a caption, behind a command.
Only then may they be an answer in a story or a question. A word of command alone ("help", "stop") is that command.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.core.alarm import Level
from bot.core.invitation import PREFIX, RESULTS_PREFIX, well_written
from bot.core.place import Unreadable, is_key
from bot.core.standing import stands, still_asked
from bot.core.text import fold, words
from bot.core.turn import (
    Broken,
    Choose,
    Commanded,
    Danger,
    Go,
    Group,
    InGroup,
    Intent,
    Invited,
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
    "animation": Screen.SUGGEST,
    "facilitate": Screen.SUGGEST,
    "donnees": Screen.PRIVACY,
    "privacy": Screen.PRIVACY,
    "effacer": Screen.ERASE,
    "erase": Screen.ERASE,
}
#: Words that mean "let me out", typed anywhere.
_WAYS_OUT: Final = {"stop": Screen.MENU, "arrete": Screen.MENU, "arreter": Screen.MENU, "quitter": Screen.MENU}
_PLAIN_WORDS: Final = {**COMMANDS, **_WAYS_OUT}
#: In a story, words that mean "not this": what is left of it is passed over.
_SKIPS: Final = frozenset(("passer", "passe", "sauter", "skip", "pass"))
#: Commands nobody announced and everybody tries. Never as plain words: "game" alone may be the start of a sentence.
_TRIED: Final = {
    **_WAYS_OUT,
    "annuler": Screen.MENU,
    "cancel": Screen.MENU,
    "retour": Screen.MENU,
    "back": Screen.MENU,
    "quit": Screen.MENU,
    "exit": Screen.MENU,
    "sos": Screen.HELP,
    "urgence": Screen.HELP,
    "jeu": Screen.GAME,
    "game": Screen.GAME,
    "quiz": Screen.GAME,
    "mythe": Screen.GAME,
    "myth": Screen.GAME,
    "ask": Screen.ASK,
    "plan": Screen.LOGBOOK,
    "movie": Screen.FILM,
    "guide": Screen.ADULTS,
    "supprimer": Screen.ERASE,
    "delete": Screen.ERASE,
}
_TYPED_COMMANDS: Final = {**COMMANDS, **_TRIED}
#: From this likeness on, an unknown command is a known one with a slip of the finger ("/carte", "/histoire").
_SLIP: Final = 0.8
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
    "animation": "fr",
    "annuler": "fr",
    "retour": "fr",
    "urgence": "fr",
    "jeu": "fr",
    "mythe": "fr",
    "supprimer": "fr",
    "stories": "en",
    "cards": "en",
    "logbook": "en",
    "signs": "en",
    "training": "en",
    "facilitate": "en",
    "language": "en",
    "privacy": "en",
    "erase": "en",
}
#: What a deep link to a story starts with: t.me/<bot>?start=s_<scenario>
STORY_LINK: Final = "s_"
#: What one to the stories of a workshop starts with: t.me/<bot>?start=w_<number>
WORKSHOP_LINK: Final = "w_"
#: What a link may carry behind `/start` (https://core.telegram.org/bots/features#deep-linking): "fb", "qr_poster".
_LINKED: Final = re.compile(r"[A-Za-z0-9_-]{1,64}")
#: Words, as people write them where there is no room for spaces: what a link carries has capitals or digits.
_WORDS: Final = re.compile(r"[^\W\d_]+([_-][^\W\d_]+)+")
#: A link to a story or a workshop that is gone is no text: nobody typed it.
_DEAD_LINK: Final = re.compile(rf"{STORY_LINK}[a-z0-9-]{{1,40}}|{WORKSHOP_LINK}[0-9]{{1,2}}")


def understand(turn: Turn, script: Script) -> Intent:
    """Say what a turn means in this content."""
    match turn.did:
        case Pressed(data):
            return _pressed(data, turn.lang, script)
        case Said(text, at):
            return _replied(text, at, turn.lang, script) if at else _said(text, None, turn.lang, script)
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
    press = still_asked(press, script)
    if not stands(press, script):
        return Stale(press.place.lang)
    return Choose(press.place, press.choice) if press.choice else Go(press.place)


def _replied(text: str, data: str, lang: Lang, script: Script) -> Intent:
    """Typed words that answer a message with a place in a story.

    Where that place is gone, they were most likely meant for the story: what is no danger, no command and no sure
    question gets the kind restart that a button of such a message gets.
    """
    press = script.codec.decode(data)
    if not isinstance(press, Unreadable):
        press = still_asked(press, script)
        if press.place.node and stands(press, script):
            return _said(text, press.place, lang, script)
    lang = (press.lang if isinstance(press, Unreadable) else press.place.lang) or lang
    intent = _said(text, None, lang, script)
    unsure = isinstance(intent, Question) and intent.verdict.kind != "answer"
    return Stale(lang) if unsure or isinstance(intent, Wordless) else intent


def _said(text: str, at: Place | None, lang: Lang, script: Script) -> Intent:
    lang = at.lang if at else lang
    found = words(text)
    playing = at is not None and bool(_options(at, script))
    screen = _PLAIN_WORDS.get(found[0]) if len(found) == 1 else None
    if screen is Screen.ERASE and playing:  # it may be said to somebody of the story; the command still erases
        screen = None
    if screen is Screen.FILM and not script.films:
        screen = None
    if screen:  # one word of command, "help" among them, and nothing else: there is no danger in it to miss
        return _go(screen, found[0], lang, at, script)
    if at and playing and len(found) == 1 and found[0] in _SKIPS:
        return Go(replace(at, screen=Screen.SKIPPED))
    written = _written(text, at, script)
    if written:  # a choice of this very scene, word for word: this is the story
        return _with_help_in_sight(written, text, script)
    danger = _danger(text, at, lang, script)
    if danger:
        return danger
    if not found:
        return Unclear(at) if at and playing else Wordless(lang)
    if at and at.screen is Screen.NODE:
        return _answer(text, at, script)
    return _question(text, lang, at, script)


def _with_help_in_sight(written: Choose, text: str, script: Script) -> Choose:
    """Take the step; where its words are not the label that was shown, and sound like a cry, help stays in sight.

    What sounds like a disclosure is mostly the story itself.
    """
    place = written.place
    shown = script.scenarios[place.scenario].nodes[place.node].choices[written.choice].label
    alarm = None if words(shown[place.lang]) == words(text) else script.understanding.listener.hear(text)
    if alarm is None or alarm.level is Level.DISCLOSURE:
        return written
    return replace(written, place=replace(place, offer=alarm.topics[0]))


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
    known = _command(fold(name))
    screen = _TYPED_COMMANDS[known] if known else None
    if screen is Screen.FILM and not script.films:
        screen = None
    followed = _followed(argument, lang, script) if name == "start" else None
    if followed:
        return followed
    danger = _danger(argument if screen else f"{name} {argument}", None, lang, script)
    # What a link carries was probably typed by nobody: only what is surely danger is heard in it.
    if danger and (danger.alarm.sure or name != "start" or not _LINKED.fullmatch(argument)):
        return danger
    if name == "start" and argument.startswith((PREFIX, RESULTS_PREFIX)):
        return _broken(argument[len(PREFIX) :], lang, script)
    if screen is None:
        return _question(f"{name.replace('_', ' ')} {argument}", lang, None, script)
    if argument.startswith(STORY_LINK):
        return Stale(lang)
    if screen is Screen.ASK and words(argument):
        return _question(argument, lang, None, script)
    return _go(screen, known, lang, None, script)


def _broken(behind: str, lang: Lang, script: Script) -> Intent:
    """The link of a facilitator, broken; or words that only begin like one, which are heard as words are."""
    danger = _danger(behind, None, lang, script) if _WORDS.fullmatch(behind) else None
    return danger or Broken(lang)


def _followed(argument: str, lang: Lang, script: Script) -> Intent | None:
    """Say what a link means that the bot or a facilitator made; None for whatever else stands behind `/start`."""
    scenario = argument.removeprefix(STORY_LINK)
    if scenario in script.scenarios:
        return Go(Place(lang, Screen.NOTE, scenario))
    workshop = next((each for each in script.workshops if argument == f"{WORKSHOP_LINK}{each}"), None)
    if workshop:
        return Go(Place(lang, Screen.STORIES, page=workshop))
    if _DEAD_LINK.fullmatch(argument):
        return Stale(lang)
    if well_written(argument):
        return Invited(argument, lang)
    key = argument.removeprefix(RESULTS_PREFIX)
    if key != argument and is_key(key):
        alarm = script.understanding.listener.hear(key)
        if alarm is None or not alarm.sure:  # as many letters as a secret, and no cry
            return Go(Place(lang, Screen.OPENED, key=key))
    return None


def _command(name: str) -> str:
    """Give the command that is meant, also with a slip of the finger; "" when there is none like it."""
    if name in _TYPED_COMMANDS:
        return name
    near = process.extractOne(name, list(_TYPED_COMMANDS), scorer=OSA.normalized_similarity, score_cutoff=_SLIP)
    return near[0] if near else ""


def _go(screen: Screen, word: str, lang: Lang, at: Place | None, script: Script) -> Go:
    lang = _LANGUAGE_OF.get(word, lang)
    if screen in (Screen.HELP, Screen.MENU) and at:
        return Go(Place(lang, screen, at.scenario, at.node, at.seen, offer=at.offer, run=at.run))
    if screen is Screen.FILM:
        return Go(Place(lang, screen, item=next(iter(script.films))))
    return Go(Place(lang, screen))
