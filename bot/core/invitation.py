"""What a facilitator suggests, and the link that carries it.

Rule: everything is in the link. It can be printed, it works on every machine, and nothing is looked up to follow it.

    https://t.me/<bot>?start=i_f1d1Ab3dX9qErT5wZ0y8LqQ
                             ^^^^^                     prefix, language (`b`: both), last week (two letters)
                                  ^                    kind: 1 to 3 stories, `c` or `d` cards, `p` page
                                   ^^^^                what: a digest for each story; a shuffle, a theme; a page
                                       ^^^^            the statement asked before and after, if any
                                           ^^^^^^^^    the code of the group, if its choices are counted
                                                   ^^^ check letters: a link that was cut or mistyped is known

Telegram allows 64 letters of A-Z, a-z, 0-9, _ and - (https://core.telegram.org/bots/features#deep-linking); the longest
link has 29.
"""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from bot.core.game import LENGTHS, SEEDS, Round, cards_of
from bot.core.place import CODE_LETTERS, DIGEST_LETTERS, base36, digest, from_base36

if TYPE_CHECKING:
    from datetime import date

    from bot.core.script import Script
    from bot.core.turn import Lang

#: What the payload of an invitation starts with.
PREFIX: Final = "i_"
#: What the payload of a link to results starts with; the secret follows.
RESULTS_PREFIX: Final = "r_"
#: A story, what comes behind it, and one statement fill a button; more than an hour of stories is too much anyway.
MOST_STORIES: Final = 3
MOST_STORIES_WITH_QUESTION: Final = 2
#: Weeks are counted from this one, which begins on 5 January 2026; two letters last until 2050. A clock that stands
#: before or behind makes links that end at once, or with the last week there is.
FIRST_WEEK: Final = 105_660
LAST_WEEK: Final = FIRST_WEEK + 36**2 - 1
_WEEK_LETTERS: Final = 2
_SHUFFLE_LETTERS: Final = 4
_CHECK_LETTERS: Final = 3
_DAYS: Final = 7
_LANGS: Final[dict[str, Lang | None]] = {"f": "fr", "e": "en", "b": None}
_LETTERS: Final = {lang: letter for letter, lang in _LANGS.items()}
_FORM: Final = re.compile(
    rf"{PREFIX}(?P<lang>[feb])(?P<until>[0-9a-z]{{{_WEEK_LETTERS}}})(?P<kind>[123cdp])(?P<rest>[A-Za-z0-9_-]{{4,28}})"
    rf"(?P<check>[A-Za-z0-9_-]{{{_CHECK_LETTERS}}})"
)
#: How many letters say what is suggested, by kind.
_WHAT: Final = {
    **{str(number): number * DIGEST_LETTERS for number in range(1, MOST_STORIES + 1)},
    "c": _SHUFFLE_LETTERS,
    "d": _SHUFFLE_LETTERS + DIGEST_LETTERS,
    "p": DIGEST_LETTERS,
}


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is suggested. `lang` is None for both languages; `until` is the number of its last week.

    `stories` in order; or `played`, the round of cards that everybody gets, with `item` its theme or "" for all; or
    `item` alone, a page of the logbook. `question`: the statement asked before and after. `group`: see `Run`.
    """

    until: int
    lang: Lang | None = None
    stories: tuple[str, ...] = ()
    played: Round | None = None
    item: str = ""
    question: str = ""
    group: str = ""

    @property
    def kind(self) -> Literal["stories", "cards", "page"]:
        """What kind of thing is suggested."""
        return "stories" if self.stories else "cards" if self.played else "page"

    def payload(self) -> str:
        """Write it as what a link carries."""
        if self.stories:
            kind, what = str(len(self.stories)), "".join(map(digest, self.stories))
        elif self.played:
            kind = "d" if self.item else "c"
            shuffle = base36(self.played.seed << 1 | LENGTHS.index(self.played.length)).rjust(_SHUFFLE_LETTERS, "0")
            what = shuffle + (digest(self.item) if self.item else "")
        else:
            kind, what = "p", digest(self.item)
        week = base36(self.until - FIRST_WEEK).rjust(_WEEK_LETTERS, "0")
        question = digest(self.question) if self.question else ""
        whole = PREFIX + _LETTERS[self.lang] + week + kind + what + question + self.group
        return whole + _check(whole)


def well_written(payload: str) -> bool:
    """Say whether a payload is one that `Invitation.payload` could have written, whatever it names."""
    form = _FORM.fullmatch(payload)
    if form is None or form["check"] != _check(payload[:-_CHECK_LETTERS]):
        return False
    more = len(form["rest"]) - _WHAT[form["kind"]]
    return more in (0, DIGEST_LETTERS, CODE_LETTERS, DIGEST_LETTERS + CODE_LETTERS)


def invitation(payload: str, script: Script) -> Invitation | None:
    """Read a payload that is `well_written`. What is no longer in the content is left out; None when nothing is left.

    The group of an invitation is `group_of`, whatever is left.
    """
    form = _FORM.fullmatch(payload)
    if form is None or not well_written(payload):
        return None
    codec = script.codec
    what, more = form["rest"][: _WHAT[form["kind"]]], form["rest"][_WHAT[form["kind"]] :]
    asked = codec.item(more[:DIGEST_LETTERS]) if len(more) % CODE_LETTERS else ""
    entry = script.entries.get(asked)
    question = asked if entry and entry.card else ""
    until, lang, group = _week(form["until"]), _LANGS[form["lang"]], group_of(payload)
    if form["kind"].isdigit():
        names = (codec.scenario(what[at : at + DIGEST_LETTERS]) for at in range(0, len(what), DIGEST_LETTERS))
        # Once each: whoever plays a story twice would be counted twice.
        stories = tuple(dict.fromkeys(name for name in names if name and script.scenarios[name].workshop))
        if len(stories) > MOST_STORIES_WITH_QUESTION:  # no button has room for more; the bot makes no such link
            question = ""
        return Invitation(until, lang, stories, None, "", question, group) if stories else None
    if form["kind"] == "p":
        page = codec.item(what)
        # What is done with a logbook is counted nowhere, whatever a link says.
        return Invitation(until, lang, item=page) if page in script.logbook.pages else None
    number = from_base36(what[:_SHUFFLE_LETTERS].lstrip("0") or "0")
    if number is None or number >> 1 >= SEEDS:
        return None
    theme = codec.item(what[_SHUFFLE_LETTERS:]) if form["kind"] == "d" else ""
    if form["kind"] == "d" and theme not in script.themes:
        return None
    played = Round(number >> 1, LENGTHS[number & 1])
    enough = len(cards_of(theme, script)) >= played.length
    return Invitation(until, lang, played=played, item=theme, group=group) if enough else None


def group_of(payload: str) -> str:
    """Give the code of the group in a payload that is `well_written`; "" when there is none."""
    form = _FORM.fullmatch(payload)
    if form is None:
        return ""
    more = form["rest"][_WHAT[form["kind"]] :]
    return more[-CODE_LETTERS:] if len(more) >= CODE_LETTERS else ""


def until(payload: str) -> int:
    """Give the number of the last week of a payload that is `well_written`. Raises ValueError for any other."""
    form = _FORM.fullmatch(payload)
    if form is None:
        raise ValueError("no payload of an invitation")
    return _week(form["until"])


def week_of(day: date) -> int:
    """Give the number of the week a day lies in; weeks begin on Mondays."""
    return (day.toordinal() - 1) // _DAYS


def week_after(today: date, days: int) -> int:
    """Give the number of the last week of a link made today that works for so many days, to the week's end."""
    return min(max(week_of(today.fromordinal(today.toordinal() + days)), FIRST_WEEK + 1), LAST_WEEK)


def last_day(week: int, some_day: date) -> date:
    """Give the Sunday of a week. `some_day` is any day: the core has no calendar of its own."""
    return some_day.fromordinal((week + 1) * _DAYS)


def _week(letters: str) -> int:
    return FIRST_WEEK + int(letters, 36)


def _check(whole: str) -> str:
    """Three letters by which a link that was cut or mistyped is told from a whole one. They keep no secret."""
    return base64.urlsafe_b64encode(hashlib.blake2s(whole.encode(), digest_size=3).digest()).decode()[:_CHECK_LETTERS]
