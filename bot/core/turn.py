"""The values that travel: Turn in, Intent inside, Outcome and Reply out.

Rule: small, frozen, and without a person: no id, no name, no channel.
Data flows one way: update -> Turn -> Intent -> Outcome -> Reply -> message.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.alarm import Alarm
    from bot.core.disclosure import Found
    from bot.core.results import Report

Lang = Literal["fr", "en"]
LANGS: Final[tuple[Lang, ...]] = ("fr", "en")


def other(lang: Lang) -> Lang:
    """Return the language that is not this one."""
    return "en" if lang == "fr" else "fr"


@enum.unique
class Screen(enum.Enum):
    """What can be shown. The value is the letter it has in a button."""

    MENU = "m"
    STORIES = "l"
    NOTE = "n"
    NODE = "d"
    DEBRIEF = "b"
    SIGNS = "s"
    HELP = "h"
    TOPIC = "t"
    RESOURCE = "r"
    SAY = "y"
    ASK = "q"
    THEME = "k"
    ENTRY = "a"
    UNKNOWN = "u"
    PRIVACY = "p"
    ERASE = "e"
    LANGUAGE = "g"
    GAME = "c"
    CARD = "v"
    TURNED = "w"
    SCORE = "x"
    LOGBOOK = "j"
    PAGE = "o"
    PAGE_DONE = "z"
    FILM = "f"
    GLOSSARY = "i"
    SIGN = "1"
    WAY = "2"
    CALLING = "3"
    ADULTS = "4"
    GUIDE = "5"
    SITUATIONS = "6"
    KEPT = "7"
    SKIPPED = "8"
    BEFORE = "9"
    AFTER = "0"
    SUGGEST = "B"
    SHELF = "C"
    DRAFT = "D"
    PICK = "E"
    ROUNDS = "F"
    FORWARD = "G"
    QR = "H"
    PRINTED = "I"
    PROJECTED = "J"
    OPENED = "K"
    RESULTS = "L"
    CHART = "M"
    BOARD = "N"
    CLOSING = "O"
    CLOSED = "P"
    PAGES = "Q"


#: Screens outside the scenes of a story that hold something to go back to when help was opened from them. What a
#: facilitator suggested is in the note, the round, the page: whoever went for help there must not need the link again.
RESUMED: Final = frozenset(
    (
        *(Screen.NOTE, Screen.BEFORE, Screen.GAME, Screen.LOGBOOK),
        *(Screen.CARD, Screen.TURNED, Screen.PAGE, Screen.PAGE_DONE, Screen.FILM),
    )
)


@dataclass(frozen=True, slots=True)
class Run:
    """What a facilitator suggested to a group, as it travels with whoever follows the link.

    `group`: the code of a group whose choices are counted; "" where nothing is. `again`: this is not the first time
    through, so that choices are not counted. `then`: the stories that come after this one.
    `question`: the statement that is asked about before and after.
    """

    group: str = ""
    then: tuple[str, ...] = ()
    question: str = ""
    again: bool = False

    @property
    def counted(self) -> str:
        """The code of the group this choice is counted for; "" when it is not."""
        return "" if self.again else self.group

    def later(self) -> Run:
        """The same, once a choice is no longer the first one at its place."""
        return replace(self, again=bool(self.group))


#: Of somebody whom nobody invited.
ALONE: Final = Run()


@dataclass(frozen=True, slots=True)
class Place:
    """Where a conversation stands. Everything needed to go on; it travels in the button, not on the server.

    `scenario`, `node` and `seen` say where in a story, also while the help screen is open, so that one tap leads back.
    `seen` is a set of bits: bit i is the scenario's i-th warning sign, met on this path.
    `item` is what the screen is about: a topic, a resource, a theme, an entry, a sign, a film, a page of the logbook.
    `page`: which part of it, where it has several.
    `held` is a number that only the screen reads: a round of the card game, or what is ticked in the logbook.
    `left`: on the help screen, which of `RESUMED` it was opened from; the other fields are then those of that screen.
    `offer` is a help topic: danger was heard in this story, and that help stays offered until the story ends.
    `run` is what a facilitator suggested; on the screens where one is made, what is being suggested.
    `key` is the secret that opens the results of a group. It is in no message but that of whoever made the group.
    """

    lang: Lang
    screen: Screen
    scenario: str = ""
    node: str = ""
    seen: int = 0
    item: str = ""
    page: int = 0
    offer: str = ""
    held: int = 0
    left: Screen | None = None
    run: Run = ALONE
    key: str = ""


@dataclass(frozen=True, slots=True)
class Press:
    """What a button means: go to a place, or give an answer at that place."""

    place: Place
    choice: str = ""


# ---- in: what a person did -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pressed:
    """A button; `data` is what it carried, trusted by nobody."""

    data: str


@dataclass(frozen=True, slots=True)
class Said:
    """Typed words; `at` is what the message they answer carried, if they answer one."""

    text: str
    at: str = ""


@dataclass(frozen=True, slots=True)
class Commanded:
    """A command such as `/start`, without the slash, and what stood behind it."""

    name: str
    argument: str = ""


@dataclass(frozen=True, slots=True)
class SentMedia:
    """A picture, voice, file, contact or place. Only its caption, typed words, is looked at."""

    caption: str = ""


@dataclass(frozen=True, slots=True)
class InGroup:
    """Somebody put the bot into a group, or spoke to it there."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One thing a person did, and the language their client is in."""

    did: Pressed | Said | Commanded | SentMedia | InGroup
    lang: Lang


# ---- inside: what it means -----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the knowledge base says to a typed question, best entry first.

    `kind`: `answer` (one entry, sure), `ask` (up to three, "did you mean"), `unknown`, or `small` (small talk, with its
    kind in place of the entry).
    `scores` are the probabilities of being right, one for each entry.
    """

    kind: Literal["answer", "ask", "unknown", "small"]
    lang: Lang
    entries: tuple[str, ...] = ()
    scores: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Go:
    """Show this place."""

    place: Place


@dataclass(frozen=True, slots=True)
class Choose:
    """Give this answer at this place; `act` is what the teen's own words did, when it was typed and understood so."""

    place: Place
    choice: str
    act: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """Typed words that are neither a button nor a danger; `at` is the story they interrupt, if any.

    `unknown`: of a question nobody understood, the words that may be counted (`Questions.known_words`).
    """

    verdict: Verdict
    at: Place | None = None
    unknown: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Danger:
    """Typed words in which danger was heard; the question in them, if any, is not lost.

    `media`: the words came with something that is never opened.
    """

    alarm: Alarm
    verdict: Verdict
    lang: Lang
    at: Place | None = None
    media: bool = False


@dataclass(frozen=True, slots=True)
class Unclear:
    """Typed words inside a story that fit none of its answers."""

    at: Place


@dataclass(frozen=True, slots=True)
class Stale:
    """A button that no longer leads anywhere, or never did."""

    lang: Lang


@dataclass(frozen=True, slots=True)
class Invited:
    """Somebody followed the link of a facilitator; `payload` is well written, whatever it names."""

    payload: str
    lang: Lang


@dataclass(frozen=True, slots=True)
class Broken:
    """A link of a facilitator that was cut, or changed."""

    lang: Lang


@dataclass(frozen=True, slots=True)
class Wordless:
    """A message without a word in it: an emoji, a dot, nothing."""

    lang: Lang


@dataclass(frozen=True, slots=True)
class Media:
    """Something that is never opened."""

    lang: Lang


@dataclass(frozen=True, slots=True)
class Group:
    """A place where the bot does not talk."""

    lang: Lang


Intent = Go | Choose | Question | Danger | Unclear | Stale | Invited | Broken | Wordless | Media | Group


# ---- out: what to show and what to do ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """Words with one look."""

    text: str
    strong: bool = False


Paragraph = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Button:
    """What can be pressed: a press for the bot, or the address of a page."""

    label: str
    press: Press | None = None
    url: str = ""


@dataclass(frozen=True, slots=True)
class QrCode:
    """A picture of a link, to scan."""

    link: str


@dataclass(frozen=True, slots=True)
class Guide:
    """The printed guide to a story, or to a workshop (`workshop` above 0). `link`: what to scan on it, if anything."""

    lang: Lang
    story: str = ""
    workshop: int = 0
    link: str = ""


@dataclass(frozen=True, slots=True)
class Projector:
    """The page on which a whole group plays a story."""

    lang: Lang
    story: str


@dataclass(frozen=True, slots=True)
class Chart:
    """The results of a group as a picture."""

    report: Report


Paper = QrCode | Guide | Projector | Chart


@dataclass(frozen=True, slots=True)
class Reply:
    """One message. `help_line` is not part of the body: it is asked for by type, so no message can lack it.

    `breath`: it is read better after a moment in which somebody seems to type.
    `paper`: something that is made for it, and sent with these words beneath.
    """

    place: Place
    body: tuple[Paragraph, ...]
    help_line: Paragraph
    buttons: tuple[tuple[Button, ...], ...]
    urgent: bool = False
    breath: bool = False
    paper: Paper | None = None


class Act(enum.Enum):
    """What the adapter does in the chat besides showing the reply."""

    DELETE_WHAT_CAME = "delete-what-came"
    ERASE_CHAT = "erase-chat"
    LEAVE_WHAT_WAS_SHOWN = "leave-what-was-shown"
    BESIDE = "beside"
    LEAVE = "leave"


#: The event that counts words of the content in questions nobody understood.
UNKNOWN_WORDS: Final = "unknown-words"


@dataclass(frozen=True, slots=True)
class Count:
    """One to add to a counter. There is nobody in it."""

    event: str
    lang: Lang
    content: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One to add to what a group did. There is nobody in it, and no time.

    `group` is the group's code, `scene` what was answered (`node/<story>/<node>`, `end/<story>`, …), `choice` how, and
    `among` everything that could have been answered.
    """

    group: str
    scene: str
    choice: str = ""
    among: tuple[str, ...] = ("",)


@dataclass(frozen=True, slots=True)
class Opening:
    """A group to open: what was suggested, as its link says it, and the secret that opens its results."""

    payload: str
    key: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """Everything that follows from one turn.

    `opens`: a group that must be kept before the reply may say that it is. `erases`: the secret of one to forget.
    """

    reply: Reply
    counts: tuple[Count, ...] = ()
    acts: tuple[Act, ...] = ()
    marks: tuple[Mark, ...] = ()
    opens: Opening | None = None
    erases: str = ""


@dataclass(frozen=True, slots=True)
class Held:
    """What the bot counted in the weeks that are over, told on demand: how many counters, their sum, the largest ones.

    Counters below `fewest` are not among them.
    """

    counters: int = 0
    total: int = 0
    lines: tuple[str, ...] = ()
    fewest: int = 0


@dataclass(frozen=True, slots=True)
class Moment:
    """What the core cannot know by itself: the local time in Québec, what is held, and where the bot lives.

    `held` is asked only when it is shown: adding it up takes longer than most answers.
    `chance` gives a number of 16 bits, for a game that begins; `film` is the address of a real film, if there is one.
    `groups`: whether groups can be kept; `new_code` and `new_key` draw the code of one, and its secret.
    `found` is the group the turn's secret opens; `board` the address of the page that shows its results.
    """

    now: datetime
    held: Callable[[], Held] = Held
    address: str = ""
    chance: Callable[[], int] = lambda: 0
    film: str = ""
    groups: bool = False
    new_code: Callable[[], str] = lambda: ""
    new_key: Callable[[], str] = lambda: ""
    found: Found | None = None
    board: str = ""


def text_of(reply: Reply) -> str:
    """Return the words of a reply as a person reads them, help line last."""
    return "\n\n".join("".join(span.text for span in part) for part in (*reply.body, reply.help_line))


def answerable(reply: Reply) -> bool:
    """Say whether typed words may answer this message: it stands at a point of a story."""
    return reply.place.screen is Screen.NODE
