"""Other content in the middle of a story: whoever stands there is answered, whatever became of the place."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from itertools import cycle
from typing import TYPE_CHECKING, Final

import pytest

from bot.adapters.telegram.service import Service
from bot.content.build import build
from bot.content.check import inspect
from bot.content.learn import nothing_learned
from bot.content.load import read_files
from bot.conversation import Uncounted
from bot.core.place import Codec
from bot.core.turn import LANGS, Place, Press, Screen
from tests.adapters.telegram.process import ROOT, all_confirmed, until
from tests.botapi import TelegramServer, User
from tests.chat import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Iterator, Mapping

    from bot.core.script import Choice, Ending, Node, Scenario, Script
    from bot.core.turn import Lang
    from tests.botapi.text import Raw

#: Nobody types this as an answer, and no content knows it.
_WORDS: Final = "zxcvb qwerty"


@cache
def content() -> Script:
    """Give all shipped stories and training modules; what typed words mean is not what this is about."""
    return build(inspect(read_files(ROOT), passed=True).models, nothing_learned())


def with_stories(script: Script, scenarios: Mapping[str, Scenario]) -> Script:
    """Give a content with other stories, and the codec that goes with them."""
    nodes = {name: {node.id: list(node.choices) for node in story.nodes.values()} for name, story in scenarios.items()}
    items = (*script.codec._items.values(),)
    return replace(script, scenarios=dict(scenarios), codec=Codec(nodes, items))


def _leads(choice: Choice, name: Callable[[str], str]) -> Choice:
    return replace(choice, to=name(choice.to))


def _named(story: Scenario, name: Callable[[str], str], kept: Callable[[str], bool] = bool) -> Scenario:
    """Give a story whose nodes have other names, those that are kept; everything leads to where its nodes are now."""

    def ending(found: Ending) -> Ending:
        return replace(found, retry=tuple(dict.fromkeys(name(each) for each in found.retry)))

    def node(found: Node) -> Node:
        choices = {each.id: _leads(each, name) for each in found.choices.values()}
        return replace(found, id=name(found.id), choices=choices, ending=ending(found.ending) if found.ending else None)

    nodes = {name(each.id): node(each) for each in story.nodes.values() if kept(each.id)}
    return replace(story, start=name(story.start), nodes=nodes, turns=tuple(dict.fromkeys(map(name, story.turns))))


def renamed(script: Script) -> Script:
    """Every node of every story has another name."""
    return with_stories(
        script, {each.id: _named(each, lambda name: f"new-{name}") for each in script.scenarios.values()}
    )


def removed(script: Script, rest: int) -> Script:
    """Every second node of every story is gone, the even ones or the odd ones; what led there leads to a neighbour."""

    def story(whole: Scenario) -> Scenario:
        gone = {name for place, name in enumerate(whole.nodes) if place % 2 == rest}
        left = next(name for name in whole.nodes if name not in gone)
        return _named(whole, lambda name: left if name in gone else name, lambda name: name not in gone)

    return with_stories(script, {each.id: story(each) for each in script.scenarios.values()})


def without_first_choice(script: Script) -> Script:
    """Every scene lost its first choice; where there was only one, it is another now."""

    def node(whole: Node) -> Node:
        first, *others = whole.choices.values() if whole.choices else (None,)
        if first is None:
            return whole
        left = others or [replace(first, id=f"other-{first.id}")]
        return replace(whole, choices={each.id: each for each in left})

    return with_stories(
        script,
        {
            each.id: replace(each, nodes={name: node(found) for name, found in each.nodes.items()})
            for each in script.scenarios.values()
        },
    )


def without_stories(script: Script) -> Script:
    """Every story has another name: none of those that are played is left."""
    return with_stories(
        script, {f"new-{each.id}": replace(each, id=f"new-{each.id}") for each in script.scenarios.values()}
    )


def signs_turned(script: Script) -> Script:
    """The signs of every story stand in another order, and one is gone: bits mean other signs."""
    return with_stories(
        script, {each.id: replace(each, signs=tuple(reversed(each.signs))[1:]) for each in script.scenarios.values()}
    )


_ALL: Final = {True}
_SOME: Final = {True, False}
_NONE: Final = {False}
#: Each change, and whom it stops in a story: of those who press their first button, and of those who type.
CHANGES: Final[dict[str, tuple[Callable[[Script], Script], set[bool], set[bool]]]] = {
    "renamed": (renamed, _ALL, _ALL),
    "even nodes removed": (lambda script: removed(script, 0), _SOME, _SOME),
    "odd nodes removed": (lambda script: removed(script, 1), _SOME, _SOME),
    "first choice removed": (without_first_choice, _SOME, _NONE),
    "story removed": (without_stories, _ALL, _ALL),
    "signs in another order": (signs_turned, _NONE, _NONE),
}


@asynccontextmanager
async def serving(script: Script) -> AsyncIterator[tuple[TelegramServer, Service]]:
    """Run the service in this process while the block lasts, so that its content can be swapped at a moment."""
    async with TelegramServer() as server:
        service = Service(script, lambda: NOON, Uncounted(), cycle(range(100)).__next__)
        running = asyncio.create_task(service.run(server.token, server.url, 1e6))
        try:
            await until(lambda: server.counts["getUpdates"] > 0, 30)
            yield server, service
        finally:
            service.stop()
            await asyncio.wait_for(running, 30)


def standing(server: TelegramServer, script: Script) -> Iterator[tuple[User, Lang, str, str]]:
    """Put somebody at every node of every story, in both languages."""
    number = 1000
    for story in script.scenarios.values():
        for node in story.nodes:
            for lang in LANGS:
                number += 1
                user = User(server, number, language_code=lang)
                place = Place(lang, Screen.NODE, story.id, node, (1 << len(story.signs)) - 1)
                user.forge(script.codec.encode(Press(place)))
                yield user, lang, story.id, node


@pytest.mark.parametrize("change", CHANGES)
async def test_whoever_stands_in_a_story_is_answered_when_the_content_is_swapped(change: str) -> None:
    """At every node, in both languages: a press and a typed reply each get one answer, with help one tap away."""
    old = content()
    swap, stopped, stopped_typing = CHANGES[change]
    async with serving(old) as (server, service):
        teens = list(standing(server, old))
        await all_confirmed(server, 120)
        shown: list[Raw] = [dict(user.chat.last() or {}) for user, *_ in teens]
        new = swap(old)
        service.play(new)
        for (user, *_), message in zip(teens, shown, strict=True):
            user.press(message["message_id"], user.buttons(message)[0]["callback_data"])
        await all_confirmed(server, 120)
        pressed = {new.say("stale", lang) in (user.chat.last() or {})["text"] for user, lang, *_ in teens}
        without_help = [user.id for user, lang, *_ in teens if not _offers_help(user, new, lang)]
        for (user, *_), message in zip(teens, shown, strict=True):
            written: Raw = {"text": message["text"], "entities": message["entities"]}
            user.say(_WORDS, reply_to=server.world.message(user.chat, server.world.bot, written))
        await all_confirmed(server, 120)
        without_help += [user.id for user, lang, *_ in teens if not _offers_help(user, new, lang)]
        typed = {new.say("stale", lang) in (user.chat.last() or {})["text"] for user, lang, *_ in teens}
        replies = server.replies_per_update()

    assert len(teens) > 800
    assert 3 * len(teens) == len(replies)
    assert [] == [each.update for each in replies if each.reply is None]
    assert ([], 0) == (server.confirmed_too_early(), server.surplus_replies())
    assert [] == without_help
    assert (stopped, stopped_typing) == (pressed, typed)


def _offers_help(user: User, script: Script, lang: Lang) -> bool:
    return any(button["text"] == script.say("button-help", lang) for button in user.buttons())
