"""One open page: the lists, the map, the chat, the problems, and what joins them.

Rule: whatever somebody does on a page stays on that page; only the content is shared, and only read.
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from nicegui import background_tasks, ui

from bot.adapters.reasons import reasons
from bot.adapters.studio import catalogue
from bot.adapters.studio.apart import apart
from bot.adapters.studio.faults import Faults, counted
from bot.adapters.studio.phone import Bar, Deeds, Phone
from bot.adapters.studio.phrasings import tried
from bot.adapters.studio.region import Region, choice_of_language, tag
from bot.adapters.studio.shelf import Shelf
from bot.adapters.studio.stage import Chosen, Stage
from bot.adapters.studio.talk import Talk
from bot.adapters.studio.why import Why, account
from bot.adapters.studio.words import say
from bot.core.understand import understand

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine

    from nicegui.events import GenericEventArguments

    from bot.adapters.studio.talk import Key
    from bot.adapters.studio.watched import Seen, Watched
    from bot.adapters.studio.why import Account
    from bot.core.turn import Lang

log = logging.getLogger(__name__)

#: The longest text Telegram lets somebody send; a page that sends more is no page of ours.
MOST_TYPED: Final = 4096
_PARTS: Final = (("content", "content"), ("map", "stage"), ("chat", "chat"), ("problems-title", "problems"))


class Page:
    """What one browser tab shows."""

    def __init__(self, watched: Watched, now: Callable[[], datetime], lot: Callable[[], int], lang: Lang) -> None:
        """Draw the page in the current NiceGUI client. `now` and `lot`: see `Talk`."""
        self._watched = watched
        self._now = now
        self._lot = lot
        self.lang: Lang = lang
        self.seen: Seen = watched.now
        self.talk: Talk | None = None
        self.chosen: Chosen | None = None
        self._note = ""
        self._account: Account | None = None
        self._accounted: object = None
        self._draw()
        self._take(self.seen)

    async def follow(self) -> None:
        """Show what changes on the disk until cancelled."""
        async for seen in self._watched.changes(self.seen):
            try:
                self._take(seen)
            except Exception:  # a page that cannot show one state goes on to the next; what broke is in the log
                log.exception("a page could not be refreshed")

    # ---- what changes ----------------------------------------------------------------------------------------------

    def _take(self, seen: Seen) -> None:
        """Show other content; the chat stays where it was."""
        before, self.seen = self.seen, seen
        if seen.script and self.talk is None:
            self.talk = Talk(seen.script, self.lang, self._now, self._lot)
        elif seen.script and self.talk and seen.script is not self.talk.script:
            self._note = "" if self.talk.set_script(seen.script) else "place-gone"
            self._accounted = None
        if self.chosen is None:
            self._choose_first()
        if self.chosen and self.chosen.kind == "entry" and before.script is not seen.script:
            self.chosen = replace(self.chosen, tried=None)
            self._try_phrasings()
        self._show()

    def _choose_first(self) -> None:
        groups = catalogue.stories(self.seen)
        if groups:
            self.chosen = Chosen("story", groups[0].items[0].id)

    def choose(self, kind: str, name: str) -> None:
        """Show a story or an entry."""
        self.chosen = Chosen(kind, name)
        if kind == "entry":
            self._try_phrasings()
        self._show()

    def _try_phrasings(self) -> None:
        entry = self.chosen and catalogue.entry_of(self.chosen.id, self.seen)
        script = self.seen.script
        if entry and script and self.seen.understands:

            async def trying() -> None:
                found = await apart(tried, entry, script)
                if self.chosen and self.chosen.id == entry.item.id and self.seen.script is script:
                    self.chosen = replace(self.chosen, tried=found)
                    self._show()

            self._later(trying())

    def _later(self, work: Coroutine[Any, Any, None]) -> None:
        background_tasks.create(work, context=self._client)

    def play(self, story: str, node: str) -> None:
        """Begin a story, or go on from one of its nodes, as far as the content that is played has them."""
        self.chosen = Chosen("story", story, node=node)
        if self.talk and story in self.talk.script.scenarios:
            if not node:
                self.talk.open_story(story)
            elif node in self.talk.script.scenarios[story].nodes:
                self.talk.play_from(story, node)
        self._moved()

    def choose_at(self, node: str, choice: str) -> None:
        """Give an answer of the story that is shown."""
        if self.talk and self.chosen and (story := self.talk.script.scenarios.get(self.chosen.id)):
            found = story.nodes.get(node)
            if found and choice in found.choices:
                self.talk.choose(story.id, node, choice)
        self._moved()

    def ask(self, question: str) -> None:
        """Type a question in the chat."""
        if self.talk:
            self.talk.ask(question)
        self._moved()

    def say(self, text: str) -> None:
        """Type words in the chat."""
        if self.talk and self.seen.understands and 0 < len(text.strip()) <= MOST_TYPED:
            self.talk.say(text.strip())
        self._moved()

    def press(self, key: Key) -> None:
        """Press a button of the last message."""
        if self.talk:
            self.talk.press(key)
        self._moved()

    def restart(self) -> None:
        """Begin the chat again."""
        if self.talk:
            self.talk.begin()
        self._moved()

    def set_clock(self, at: datetime | None) -> None:
        """Stop the bot's clock, or let it run."""
        if self.talk:
            self.talk.set_clock(at)
        self._show()

    def set_spoken(self, lang: Lang) -> None:
        """Change the language of the bot and of what is shown of the content."""
        if self.talk:
            self.talk.set_lang(lang)
        self._show()

    def set_lang(self, lang: Lang) -> None:
        """Change the language of the page, and of the bot with it."""
        self.lang = lang
        self.set_spoken(lang)

    def show_line(self, file: str, line: int) -> None:
        """Show the story or the entry a line belongs to."""
        found = catalogue.owner(file, line, self.seen)
        if found:
            self.choose(*found)

    def _moved(self) -> None:
        """The talk went on: the map follows it."""
        self._note = ""
        place = self.talk.place if self.talk else None
        if place and place.scenario and place.node and self.chosen and self.chosen.id != place.scenario:
            self.chosen = Chosen("story", place.scenario)
        if place and place.node and self.chosen and self.chosen.kind == "story":
            self.chosen = replace(self.chosen, node=place.node)
        self._show()

    # ---- what is shown ---------------------------------------------------------------------------------------------

    def _draw(self) -> None:
        self._client = client = ui.context.client
        # Plain elements in place of NiceGUI's own page: it is a second <main>.
        client.page_container.tag = "div"
        for inner in client.page_container.default_slot.children:
            inner.tag = "div"
        client.content.classes(replace="studio")
        with client.content:
            self._skip = Region(tag("div", look="skips"), self._draw_skips)
            with tag("header"):
                self._head = Region(tag("div", look="head"), self._draw_head)
                self._state = Region(tag("p", look="state", role="status"), self._draw_state)
            with tag("nav", id="content", tabindex=-1) as self._nav:
                self._shelf = Shelf(self.choose)
            with tag("main", id="stage", tabindex=-1):
                self._stage = Stage(self.play, self.ask)
            with tag("aside", id="chat", tabindex=-1) as self._aside:
                self._try = Region(tag("h2", look="unseen"), _draw_chat_title)
                self._closed = Region(tag("p", look="closed"), self._draw_closed)
                deeds = Deeds(self.press, self.set_spoken, self.restart, self._night, lambda: self.set_clock(None))
                self._phone = Phone(deeds)
                self._why = Why(self.choose)
            with tag("section", id="problems", aria_labelledby="problems-title", tabindex=-1):
                self._faults = Faults(self.show_line)
        ui.on("said", lambda event: self.say(_text(event)))
        ui.on("node", lambda event: self.play(self.chosen.id, _text(event)) if self.chosen else None)
        ui.on("choice", lambda event: self.choose_at(*_texts(event)))
        ui.on("clock", lambda event: self.set_clock(self._moment(_text(event))))

    def _night(self) -> None:
        self.set_clock(((self.talk and self.talk.at) or self._now()).replace(hour=3, minute=0, second=0, microsecond=0))

    def _moment(self, text: str) -> datetime | None:
        """Read a local time as the browser writes it; None when the field was emptied."""
        try:
            return datetime.fromisoformat(text).replace(tzinfo=self._now().tzinfo)
        except ValueError:
            return None

    def _show(self) -> None:
        lang, seen, talk = self.lang, self.seen, self.talk
        spoken = talk.lang if talk else lang
        place = talk.place if talk else None
        if self.chosen:
            here = place.node if place and place.scenario == self.chosen.id else ""
            file = catalogue.file_of(self.chosen.kind, self.chosen.id, seen) or self.chosen.file
            self.chosen = replace(self.chosen, here=here, file=file)
        self._client.content.props["lang"] = lang
        self._client.content.props["data-title"] = say("title", lang)
        self._skip.show(lang)
        self._head.show(lang)
        self._state.show((lang, seen.state, len(seen.problems), seen.understands, seen.script is not None))
        self._nav.props["aria-label"] = say("content", lang)
        self._aside.props["aria-label"] = say("chat", lang)
        self._shelf.show(seen, lang, spoken, (self.chosen.kind, self.chosen.id) if self.chosen else None)
        self._stage.show(seen, lang, spoken, self.chosen, understands=seen.understands)
        self._try.show(lang)
        self._closed.show((lang, talk is None, seen.state))
        self._phone.show(
            talk.exchanges if talk else (),
            Bar(lang, spoken, talk.at if talk else None),
            say(self._note, lang) if self._note else "",
            typing=seen.understands and talk is not None,
        )
        self._why.show(self._last_account(), lang, spoken)
        self._faults.show(seen, lang)

    def _last_account(self) -> Account | None:
        """Account for the last typed words, once for each answer."""
        talk = self.talk
        typed = next((each for each in reversed(talk.exchanges) if each.typed), None) if talk else None
        if talk is None or typed is None or not self.seen.understands:
            return None
        asked = (typed.number, typed.version, talk.lang)
        if asked != self._accounted:
            self._accounted = asked
            intent = understand(typed.turn, talk.script)
            self._account = account(typed.typed, intent, reasons(talk.script, typed.typed), talk.script, talk.lang)
        return self._account

    def _draw_skips(self, lang: Lang) -> None:
        for key, target in (("skip-map", "stage"), ("skip-chat", "chat"), ("skip-problems", "problems")):
            tag("a", say(key, lang), "skip", href=f"#{target}")

    def _draw_head(self, lang: Lang) -> None:
        with tag("h1"):
            tag("span", say("project", lang), "quiet")
            tag("span", say("name", lang))
        with tag("ul", look="parts"):
            for key, target in _PARTS:
                with tag("li"):
                    tag("a", say(key, lang), href=f"#{target}")
        choice_of_language("page-language", "lang", lang, lang, self.set_lang)

    def _draw_state(self, shown: tuple[Lang, str, int, bool, bool]) -> None:
        lang, state, problems, understands, playable = shown
        tag("span", say(f"state-{state}", lang), f"chip {state}")
        if state == "refused":
            played = "refused-with-script" if playable else "refused-without-script"
            tag("span", f"{counted(problems, lang)}. {say(played, lang)}")
        elif state == "learning":
            tag("span", say("learning-again" if understands else "learning-first", lang))

    def _draw_closed(self, shown: tuple[Lang, bool, str]) -> None:
        lang, closed, state = shown
        if closed:
            tag("span", say("refused-without-script" if state == "refused" else "opening", lang))


def _draw_chat_title(lang: Lang) -> None:
    tag("span", say("chat", lang))


def _texts(event: GenericEventArguments) -> tuple[str, str]:
    """Give the two texts the page's script sent, if it is that."""
    match event.args:
        case [str(first), str(second)]:
            return first, second
        case _:
            return "", ""


def _text(event: GenericEventArguments) -> str:
    """What the page's script sent, if it is a text."""
    return event.args if isinstance(event.args, str) else ""
