"""One chat on the page, with the real bot: what was said, what was answered, and how to go on.

Rule: it is kept in the page and nowhere else, and every button carries the bytes it would carry on Telegram.
When the content, the clock or the language changes, the last message is answered anew and the talk stays where it was.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from bot.conversation import Conversation, Uncounted
from bot.core.place import Unreadable
from bot.core.turn import Commanded, Place, Press, Pressed, Said, Screen, Turn, answerable

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from bot.core.script import Script
    from bot.core.turn import Lang, Outcome, Reply

log = logging.getLogger(__name__)

#: A talk this long is no test of anything any more; what is older is let go.
MOST_EXCHANGES: Final = 200


@dataclass(frozen=True, slots=True)
class Key:
    """A button as it is shown: what it carries, or the page it opens."""

    label: str
    data: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One turn and its answer. `said`: what the person did, as it is shown; empty for the first message.

    `number` counts from 0, and stays when older exchanges are let go; `version` counts how often it was answered.
    """

    number: int
    said: str
    turn: Turn
    reply: Reply
    keys: tuple[tuple[Key, ...], ...]
    version: int = 0

    @property
    def typed(self) -> str:
        """The words the bot had to understand, if words were typed."""
        return self.turn.did.text if isinstance(self.turn.did, Said) else ""


class Talk:
    """A chat that begins at the menu."""

    def __init__(self, script: Script, lang: Lang, now: Callable[[], datetime], lot: Callable[[], int]) -> None:
        """`now` gives the time in Québec when no other is set, `lot` a number of 16 bits."""
        self.lang = lang
        self.at: datetime | None = None
        self.exchanges: list[Exchange] = []
        self._now = now
        self._lot = lot
        self._dealt = lot()
        self._said = 0
        self._conversation = self._with(script)
        self.begin()

    @property
    def script(self) -> Script:
        """The content that answers."""
        return self._conversation.script

    @property
    def last(self) -> Exchange:
        """The last exchange."""
        return self.exchanges[-1]

    @property
    def place(self) -> Place:
        """Where the talk stands."""
        return self.last.reply.place

    def begin(self) -> None:
        """Forget the talk and begin at the menu."""
        self.exchanges.clear()
        self._take("", Turn(Commanded("start"), self.lang))

    def open_story(self, story: str) -> None:
        """Show the content note of a story."""
        self._take(f"/start s_{story}", Turn(Commanded("start", f"s_{story}"), self.lang))

    def play_from(self, story: str, node: str) -> None:
        """Go to a node, as if no sign had been seen before."""
        self._take(f"→ {node}", Turn(Pressed(self._data(Place(self.lang, Screen.NODE, story, node))), self.lang))

    def choose(self, story: str, node: str, choice: str) -> None:
        """Give an answer of a scene, as if no sign had been seen before."""
        label = self.script.scenarios[story].nodes[node].choices[choice].label[self.lang]
        data = self._data(Place(self.lang, Screen.NODE, story, node), choice)
        self._take(label, Turn(Pressed(data), self.lang))

    def press(self, key: Key) -> None:
        """Press a button."""
        self._take(key.label, Turn(Pressed(key.data), self.lang))

    def say(self, text: str) -> None:
        """Type words, as an answer to the last message; a slash in front makes a command."""
        if text.startswith("/"):
            name, _, argument = text[1:].partition(" ")
            self._take(text, Turn(Commanded(name, argument.strip()), self.lang))
        else:
            at = self._data(self.place) if answerable(self.last.reply) else ""
            self._take(text, Turn(Said(text, at), self.lang))

    def ask(self, text: str) -> None:
        """Type a question outside of any story."""
        self._take(text, Turn(Said(text), self.lang))

    def set_clock(self, at: datetime | None) -> None:
        """Stop the clock at a moment, or let it run (None)."""
        self.at = at
        self._answer_again(self.last.turn)

    def set_lang(self, lang: Lang) -> None:
        """Go on in a language, from the same place."""
        self.lang = lang
        self._answer_again(self._in(lang, self.last.turn))

    def set_script(self, script: Script) -> bool:
        """Go on with other content; False when the last message has no place in it, and is left as it was."""
        before = self.place
        self._conversation = self._with(script)
        reply = self._outcome(self.last.turn).reply
        if before.node and (before.scenario, before.node) != (reply.place.scenario, reply.place.node):
            return False
        self._answer_again(self.last.turn)
        return True

    # ---- inside ----------------------------------------------------------------------------------------------------

    def _with(self, script: Script) -> Conversation:
        return Conversation(script, lambda: self.at or self._now(), Uncounted(), lambda: self._dealt)

    def _take(self, said: str, turn: Turn) -> None:
        self._dealt = self._lot()
        reply = self._outcome(turn).reply
        self.exchanges.append(Exchange(self._said, said, turn, reply, self._keys(reply)))
        self._said += 1
        self.lang = reply.place.lang
        del self.exchanges[:-MOST_EXCHANGES]

    def _answer_again(self, turn: Turn) -> None:
        reply = self._outcome(turn).reply
        keys = self._keys(reply)
        if (turn, reply, keys) != (self.last.turn, self.last.reply, self.last.keys):
            changed = replace(self.last, turn=turn, reply=reply, keys=keys, version=self.last.version + 1)
            self.exchanges[-1] = changed

    def _outcome(self, turn: Turn) -> Outcome:
        try:
            return self._conversation.answer(turn)
        except Exception:  # as on Telegram: whatever breaks, an answer follows; what broke is in the log, without words
            log.exception("a turn of the page broke")
            return self._conversation.sorry(turn.lang)

    def _data(self, place: Place, choice: str = "") -> str:
        return self.script.codec.encode(Press(place, choice))

    def _keys(self, reply: Reply) -> tuple[tuple[Key, ...], ...]:
        encode = self.script.codec.encode
        return tuple(
            tuple(Key(each.label, encode(each.press) if each.press else "", each.url) for each in row)
            for row in reply.buttons
        )

    def _in(self, lang: Lang, turn: Turn) -> Turn:
        """Say the same in another language; words stay as they were typed."""
        did = turn.did
        match did:
            case Pressed(data):
                did = Pressed(self._data_in(lang, data))
            case Said(text, at):
                did = Said(text, self._data_in(lang, at))
            case _:
                pass
        return Turn(did, lang)

    def _data_in(self, lang: Lang, data: str) -> str:
        press = self.script.codec.decode(data) if data else Unreadable()
        return data if isinstance(press, Unreadable) else self._data(replace(press.place, lang=lang), press.choice)
