"""Talk to the bot in a test, the way a teen does: say, press, command, see.

Rule: the real understanding, the real engine and the real buttons; no adapter, no await.
Every button is written to the text Telegram would carry and read back at each turn, so that every talk proves that
nothing needs to be remembered between two turns.
An assertion that fails shows the whole talk.
"""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from bot.conversation import Conversation, Uncounted
from bot.core.draft import draft_of
from bot.core.facilitating import SCREENS
from bot.core.faults import buttons_of, faults
from bot.core.game import round_of
from bot.core.turn import ALONE, Commanded, Press, Pressed, Said, Screen, SentMedia, Turn, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.script import Scenario, Script
    from bot.core.turn import Button, Lang, Outcome, Place, Reply

QUEBEC: Final = ZoneInfo("America/Toronto")
#: A Wednesday: schools and offices are open at noon, and hardly anybody answers at three in the morning.
NOON: Final = datetime(2026, 3, 11, 12, 0, tzinfo=QUEBEC)
NIGHT: Final = datetime(2026, 3, 11, 3, 0, tzinfo=QUEBEC)


def stories(script: Script) -> list[Scenario]:
    """List the stories for teens: training modules are none."""
    return [story for story in script.scenarios.values() if story.workshop]


def one_of_many(place: Place) -> Place:
    """Give the place that stands for all that differ only in how a game went, or in what is ticked.

    There are more rounds and more pages than can be walked; what can be pressed in them is the same.
    """
    screen = place.left or place.screen
    if screen in SCREENS:  # what is suggested, and how
        how = draft_of(place.held)
        held = 2 if how and how.counted else min(place.held, 1)
        return replace(place, scenario=place.scenario and "any", held=held, run=ALONE)
    if screen in (Screen.CARD, Screen.TURNED, Screen.SCORE):
        found = round_of(place.held)
        return replace(place, held=found.drawn if found else 0)
    if screen in (Screen.PAGE, Screen.PAGE_DONE):
        return replace(place, held=min(place.held, 1))
    return place


def help_text(reply: Reply) -> str:
    """Return the words of the help line."""
    return "".join(span.text for span in reply.help_line)


def ways_through(story: Scenario) -> dict[str, list[str]]:
    """Give a shortest way of choices to every node of a story."""
    ways: dict[str, list[str]] = {story.start: []}
    waiting = deque([story.start])
    while waiting:
        node = waiting.popleft()
        for choice in story.nodes[node].choices.values():
            if choice.to not in ways:
                ways[choice.to] = [*ways[node], choice.id]
                waiting.append(choice.to)
    return ways


class Chat:
    """One person talking to the bot; it begins at the menu. `lang` is the language of the person's Telegram."""

    def __init__(self, script: Script, lang: Lang = "fr", now: datetime = NOON) -> None:
        self.script = script
        self._lang: Lang = lang
        self._conversation = Conversation(script, lambda: now, Uncounted(), lambda: 0)
        self._talk: list[str] = []
        self.outcome: Outcome
        self.command("/start")

    @property
    def reply(self) -> Reply:
        """The bot's last message."""
        return self.outcome.reply

    @property
    def text(self) -> str:
        """The words of the bot's last message."""
        return text_of(self.reply)

    @property
    def buttons(self) -> list[str]:
        """The labels under the bot's last message."""
        return [button.label for button in buttons_of(self.reply)]

    def data(self, label: str) -> str:
        """Return what a button carries."""
        press = self._button(label).press
        self._promise(press is not None, f"«{label}» opens a page, and cannot be pressed here")
        return self.script.codec.encode(press) if press else ""

    def press(self, label: str) -> None:
        """Press a button, by its label or by a start of it that only it has."""
        self.press_data(self.data(label), label)

    def press_data(self, data: str, label: str = "") -> None:
        """Press a button by what it carries: one from an older message, or from older content."""
        self._turn(f"[{label or data}]", Pressed(data))

    def say(self, text: str, *, reply: bool = True) -> None:
        """Type words; with `reply`, as an answer to the bot's last message when that stands in a story."""
        in_story = bool(self._talk) and self.reply.place.screen is Screen.NODE
        at = self.script.codec.encode(Press(self.reply.place)) if reply and in_story else ""
        self._turn(text, Said(text, at))

    def command(self, line: str) -> None:
        """Send a command, such as `/start s_some-story`."""
        name, _, argument = line.removeprefix("/").partition(" ")
        self._turn(line, Commanded(name, argument))

    def send_media(self, caption: str = "") -> None:
        """Send a picture or a file, with or without words."""
        self._turn(f"(a picture: {caption})", SentMedia(caption))

    def sees(self, part: str, buttons: Sequence[str] = ()) -> None:
        """Assert that the last message holds these words and these buttons."""
        self._promise(part in self.text, f"«{part}» is not in the last message")
        for label in buttons:
            self._button(label)

    def _turn(self, shown: str, did: Pressed | Said | Commanded | SentMedia) -> None:
        self.outcome = self._conversation.answer(Turn(did, self._lang))
        self._talk += [f"> {shown}", self.text, "  ".join(f"[{label}]" for label in self.buttons)]
        for fault in faults(self.reply, self.script):
            self._promise(kept=False, promise=str(fault))

    def _button(self, label: str) -> Button:
        shown = buttons_of(self.reply)
        found = [each for each in shown if each.label == label] or [b for b in shown if b.label.startswith(label)]
        self._promise(len(found) == 1, f"«{label}» names {len(found)} of the buttons")
        return found[0]

    def _promise(self, kept: bool, promise: str) -> None:  # noqa: FBT001 - reads like an assertion
        assert kept, "\n".join((promise, "-" * 60, *self._talk))


def back_label(story: str, script: Script, lang: Lang) -> str:
    """Give the label of the button that leads back to a story, or to a training module."""
    key = "button-back-to-story" if script.scenarios[story].workshop else "button-back-to-module"
    return script.say(key, lang)
