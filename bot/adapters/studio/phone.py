"""The chat on the page, as narrow as a phone: the real bot, its messages and its buttons.

Rule: a message that is shown stays; only what was answered anew is drawn anew.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.adapters.studio.region import Region, choice_of_language, tag
from bot.adapters.studio.words import say

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from nicegui.element import Element

    from bot.adapters.studio.talk import Exchange, Key
    from bot.core.turn import Lang, Paragraph


@dataclass(frozen=True, slots=True)
class Bar:
    """What stands above the messages: the languages of page and bot, and the clock when it is stopped."""

    lang: Lang
    spoken: Lang
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Deeds:
    """What can be done in the chat."""

    press: Callable[[Key], None]
    speak: Callable[[Lang], None]
    restart: Callable[[], None]
    night: Callable[[], None]
    now: Callable[[], None]


class Phone:
    """The messages, what is above them and the field below; the words typed there reach the page as `said`."""

    def __init__(self, deeds: Deeds) -> None:
        self._deeds = deeds
        self._drawn: dict[int, tuple[tuple[object, ...], list[Element]]] = {}
        self._bar = Region(tag("div", look="bar"), self._draw_bar)
        with tag("div", look="phone"):
            self._log = tag("div", look="log", id="messages", role="log", tabindex=0, data_log="")
            self._note = Region(tag("p", look="note", role="status"), self._draw_note)
            self._field = Region(tag("div", look="field"), self._draw_field)

    def show(self, exchanges: Sequence[Exchange], bar: Bar, note: str, *, typing: bool) -> None:
        """Show a talk; `note` is said under it; `typing`: words can be typed."""
        self._bar.show(bar)
        self._note.show(note)
        self._field.show((bar.lang, typing))
        self._log.props["aria-label"] = say("messages", bar.lang)
        wanted = {each.number for each in exchanges}
        for number in [number for number in self._drawn if number not in wanted]:
            self._remove(number)
        for each in exchanges:
            last = each is exchanges[-1]
            state = (each.version, each.said, each.reply, bar.lang, last)
            if number_state := self._drawn.get(each.number):
                if number_state[0] == state:
                    continue
                self._remove(each.number)
            with self._log:
                self._drawn[each.number] = (state, self._message(each, bar.lang, last=last))

    def _remove(self, number: int) -> None:
        for element in self._drawn.pop(number)[1]:
            element.delete()

    def _message(self, exchange: Exchange, lang: Lang, *, last: bool) -> list[Element]:
        spoken = exchange.reply.place.lang
        made = []
        if exchange.said:
            made.append(tag("div", look="bubble mine"))
            with made[-1]:
                tag("span", say("from-you", lang), "unseen")
                tag("p", exchange.said)
        made.append(tag("div", look="bubble", lang=spoken, data_message=exchange.number))
        with made[-1]:
            tag("span", say("from-bot", lang), "unseen", lang=lang)
            for paragraph in exchange.reply.body:
                _paragraph(paragraph)
            if exchange.reply.paper:
                tag("p", say("paper", lang), lang=lang)
            _paragraph(exchange.reply.help_line, "help")
        if last:
            made.append(
                tag("div", look="keys", role="group", tabindex=-1, aria_label=say("answers", lang), data_keys="")
            )
            with made[-1]:
                for number, row in enumerate(exchange.keys):
                    with tag("div", look="row", lang=spoken):
                        for place, key in enumerate(row):
                            self._key(key, f"key-{exchange.number}-{number}-{place}", lang)
        return made

    def _key(self, key: Key, name: str, lang: Lang) -> None:
        if key.url:
            label = say("opens-page", lang, label=key.label)
            tag(
                "a",
                f"{key.label} ↗",
                "key",
                id=name,
                href=key.url,
                target="_blank",
                rel="noopener noreferrer",
                aria_label=label,
            )
            return
        button = tag("button", key.label, "key", id=name, type="button")
        button.on("click", lambda: self._deeds.press(key), args=[])

    def _draw_bar(self, bar: Bar) -> None:
        lang = bar.lang
        choice_of_language("chat-language", "speak", lang, bar.spoken, self._deeds.speak)
        tag("button", say("again", lang), "plain", id="restart", type="button").on(
            "click", self._deeds.restart, args=[]
        )
        with tag("div", look="clock"):
            tag("label", say("clock", lang), for_="clock")
            for name, deed in (("clock-night", self._deeds.night), ("clock-now", self._deeds.now)):
                tag("button", say(name, lang), "plain", id=name, type="button").on("click", deed, args=[])
            value = bar.at.strftime("%Y-%m-%dT%H:%M") if bar.at else ""
            tag("input_", id="clock", type="datetime-local", value=value, data_clock="")

    def _draw_note(self, note: str) -> None:
        if note:
            tag("span", note)

    def _draw_field(self, shown: tuple[Lang, bool]) -> None:
        lang, typing = shown
        with tag("form", data_said=""):
            tag("label", say("type", lang), "unseen", for_="say")
            off = None if typing else True
            tag(
                "input_",
                id="say",
                type="text",
                autocomplete="off",
                maxlength=4096,
                placeholder=say("type", lang),
                disabled=off,
            )
            tag("button", say("send", lang), type="submit", disabled=off)


def _paragraph(paragraph: Paragraph, look: str = "") -> None:
    with tag("p", look=look):
        for span in paragraph:
            tag("strong" if span.strong else "span", span.text)
