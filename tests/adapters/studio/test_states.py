"""What the page says of the content, from one state to the next, without a browser and without waiting for learning."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from threading import Event
from typing import TYPE_CHECKING

import pytest
from nicegui import background_tasks, ui
from nicegui.testing.user_simulation import user_simulation

from bot.adapters.studio import stage
from bot.adapters.studio.page import Page
from bot.adapters.studio.watched import Watched
from tests import small
from tests.adapters.studio.opened import PATIENCE
from tests.adapters.studio.seeing import seen
from tests.chat import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from nicegui.element import Element
    from nicegui.testing import User


@pytest.fixture(name="watched")
def _watched(tmp_path: Path) -> Watched:
    """Give a folder that is read once, and changes when a test says so."""
    return Watched(small.write_checked_today(tmp_path, small.files()), None, lambda: NOON)


@asynccontextmanager
async def opened(watched: Watched) -> AsyncIterator[User]:
    """Open the page without a browser."""

    def root() -> None:
        page = Page(watched, lambda: NOON, lambda: 7, "fr")
        following = background_tasks.create(page.follow(), context=ui.context.client)
        ui.context.client.on_delete(following.cancel)

    async with user_simulation(root) as user:
        await user.open("/")
        yield user


def shown(user: User) -> str:
    """Give every text of the page."""
    assert user.client
    return "\n".join(each._text or "" for each in user.client.elements.values())


async def sees(user: User, text: str) -> None:
    """Wait until the page shows some words."""
    async with asyncio.timeout(PATIENCE):
        while text not in shown(user):  # noqa: ASYNC110 - what is waited for is what is seen
            await asyncio.sleep(0)


def field(user: User) -> Element:
    """Give the field in which words are typed."""
    assert user.client
    (found,) = [each for each in user.client.elements.values() if each.props.get("id") == "say"]
    return found


async def test_before_the_check_the_map_is_there(watched: Watched) -> None:
    """What can be read is shown at once; the chat says that it is not open yet."""
    async with opened(watched) as user:
        await sees(user, "Un tour d'auto")
        await sees(user, "Le contenu s’ouvre…")
        await sees(user, "Vérification…")


class Slow:
    """Draws maps, when a test says so."""

    def __init__(self) -> None:
        self.asked, self.may_end, self.ended = Event(), Event(), Event()

    def __call__(self, *_: object, **__: object) -> str:
        """Draw."""
        self.asked.set()
        self.may_end.wait(PATIENCE)
        self.ended.set()
        return "the slow map"


async def test_a_map_that_takes_long_holds_nobody_up(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a map is drawn, the page goes on; then it is there, and an older one stays until a newer one is."""
    slow = Slow()
    async with opened(watched) as user:
        await pictured(user, "<svg")
        monkeypatch.setattr(stage, "svg", slow)
        broken = seen(small.changed(small.STORY, "to: in-the-car", "to: in-the-cra"))
        await watched._tell(models=broken.models, problems=broken.problems, state="refused")
        await sees(user, "2 problèmes")
        assert await asyncio.to_thread(slow.asked.wait, PATIENCE)
        assert "<svg" in picture(user)
        slow.may_end.set()
        await pictured(user, "the slow map")


async def test_a_map_that_is_no_longer_wanted_is_not_shown(watched: Watched, monkeypatch: pytest.MonkeyPatch) -> None:
    """A story that can no longer be read takes its map with it, also the one that is still being drawn."""
    slow = Slow()
    monkeypatch.setattr(stage, "svg", slow)
    async with opened(watched) as user:
        assert await asyncio.to_thread(slow.asked.wait, PATIENCE)
        await watched._tell(models={}, documents={}, state="refused")
        slow.may_end.set()
        assert await asyncio.to_thread(slow.ended.wait, PATIENCE)
        await sees(user, "plus dans les fichiers")

        assert "" == picture(user)


async def test_a_page_may_be_closed_while_its_map_is_drawn(
    watched: Watched, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """What was drawn for a page that is gone is shown nowhere, and nothing is logged."""
    slow = Slow()
    monkeypatch.setattr(stage, "svg", slow)
    async with opened(watched) as user:
        assert await asyncio.to_thread(slow.asked.wait, PATIENCE)
        assert user.client
        user.client.delete()
        (drawing,) = [task for task in background_tasks.running_tasks if task.get_name() == "map"]
        slow.may_end.set()
        await drawing

        assert "" == picture(user)
    assert "" == caplog.text


def picture(user: User) -> str:
    """Give the map that is shown."""
    assert user.client
    return "".join(str(each.props.get("innerHTML", "")) for each in user.client.elements.values())


async def pictured(user: User, text: str) -> None:
    """Wait until a map is shown."""
    async with asyncio.timeout(PATIENCE):
        while text not in picture(user):  # noqa: ASYNC110 - what is waited for is what is seen
            await asyncio.sleep(0)


async def test_while_it_learns_the_buttons_work(watched: Watched) -> None:
    """Before anything is learned, one sentence says what happens; the chat is open, and its field is not."""
    async with opened(watched) as user:
        await watched._tell(script=seen().script, state="learning")
        await sees(user, "une minute ou deux, la première fois")
        await sees(user, "button-stories")

        assert field(user).props["disabled"] is True


async def test_while_it_learns_again_words_are_understood_as_before(watched: Watched) -> None:
    """When something changed that is learned from, the field stays open and another sentence says what happens."""
    async with opened(watched) as user:
        await watched._tell(script=seen().script, state="learning", understands=True)
        await sees(user, "il comprend ce qu’on tape comme avant")

        assert "disabled" not in field(user).props


async def test_problems_are_told_in_their_number(watched: Watched) -> None:
    """Refused content says how many problems there are, and what the chat plays meanwhile."""
    broken = seen(small.changed(small.STORY, "to: in-the-car", "to: in-the-cra"))
    async with opened(watched) as user:
        await watched._tell(problems=broken.problems, state="refused")
        await sees(user, "2 problèmes. La discussion s’ouvrira dès que les problèmes seront corrigés.")
        await watched._tell(script=seen().script, problems=broken.problems, state="refused")
        await sees(user, "2 problèmes. La discussion joue la dernière version sans problème.")


async def test_a_page_that_is_closed_follows_nothing(watched: Watched) -> None:
    """Changes after a page was closed reach no page, and break nothing."""
    async with opened(watched):
        pass
    await watched._tell(script=seen().script, state="fresh")

    assert "fresh" == watched.now.state
