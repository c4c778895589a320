from __future__ import annotations

import asyncio
import logging
import os
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.content import watching
from bot.content.watching import changes, look

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

#: Long enough for a noisy machine to write a file and the next.
STILL = 0.3


class Told:
    """The changes that were told."""

    def __init__(self) -> None:
        self.times = 0

    async def listen(self, folder: Path) -> None:
        """Count each change, until cancelled."""
        async for _ in changes(folder, STILL):
            self.times += 1

    async def are(self, times: int, seconds: float = 30.0) -> None:
        """Wait until so many were told, and for another moment in which there could be one more."""
        async with asyncio.timeout(seconds):
            while self.times < times:  # noqa: ASYNC110 - the generator sets no event
                await asyncio.sleep(0.01)
        await asyncio.sleep(3 * STILL)
        assert times == self.times


@asynccontextmanager
async def watched(folder: Path) -> AsyncIterator[Told]:
    """Watch a folder while the block lasts; its first look is over when the block begins."""
    told = Told()
    task = asyncio.create_task(told.listen(folder))
    try:
        await told.are(1)
        yield told
    finally:
        task.cancel()
        await asyncio.wait((task,))


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    """Give a folder with two files."""
    for name in ("dialogues/one.yaml", "knowledge/entries/two.yaml"):
        path = tmp_path / "content" / name
        path.parent.mkdir(parents=True)
        path.write_text("x")
    return tmp_path / "content"


async def test_a_changed_file_is_told_once(folder: Path) -> None:
    """A new text, a new file and a deleted one are a change each."""
    story = folder / "dialogues" / "one.yaml"
    async with watched(folder) as told:
        story.write_text("y")
        await told.are(2)
        (folder / "dialogues" / "new").mkdir()
        (folder / "dialogues" / "new" / "three.yml").write_text("z")
        await told.are(3)
        story.unlink()
        await told.are(4)


async def test_many_files_at_once_are_one_change(folder: Path) -> None:
    """What `git pull` brings is taken together."""
    async with watched(folder) as told:
        for number in range(50):
            (folder / "dialogues" / f"{number}.yaml").write_text("x")
        await told.are(2)


async def test_a_file_written_beside_and_renamed_is_one_change(folder: Path) -> None:
    """The way most editors save: a file beside, a backup, and two renames."""
    story = folder / "dialogues" / "one.yaml"
    async with watched(folder) as told:
        beside = story.with_name(".one.yaml.swp")
        beside.write_text("y")
        story.rename(story.with_name("one.yaml~"))
        beside.rename(story)
        await told.are(2)


async def test_what_is_no_content_is_no_change(folder: Path) -> None:
    """Manuals, editors' own files and other folders wake nobody."""
    async with watched(folder) as told:
        (folder / "dialogues" / "README.md").write_text("x")
        (folder / "dialogues" / ".one.yaml.swp").write_text("x")
        (folder / "knowledge" / "entries").touch()
        (folder / "other.yaml").write_text("x")
        await told.are(1)


async def test_a_file_that_keeps_changing_is_told_when_it_is_still(folder: Path) -> None:
    """Ten changes a second for three seconds are one change."""
    story = folder / "dialogues" / "one.yaml"
    async with watched(folder) as told:
        for number in range(30):
            story.write_text(str(number))
            await asyncio.sleep(0.1)
        await told.are(2)


async def test_a_file_that_never_keeps_still_is_told_all_the_same(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Unrest has an end: whoever writes all the time does not keep everybody else's changes from being taken."""
    monkeypatch.setattr(watching, "LONGEST_UNREST", 2 * STILL)
    story = folder / "dialogues" / "one.yaml"
    async with watched(folder) as told:
        async with asyncio.timeout(30):
            number = 0
            while told.times < 2:
                number += 1
                story.write_text(str(number))
                await asyncio.sleep(STILL / 6)

        assert told.times == 2


async def test_a_folder_that_goes_and_comes_back_is_watched_again(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Going, coming back and the first change afterwards are told, though another folder stands there now."""
    monkeypatch.setattr(watching, "LOOK_WATCHED", 1000.0)
    async with watched(folder) as told:
        (folder / "dialogues").rename(folder / "elsewhere")
        await told.are(2)
        (folder / "dialogues").mkdir()
        (folder / "dialogues" / "one.yaml").write_text("x")
        await told.are(3)
        (folder / "dialogues" / "one.yaml").write_text("y")
        await told.are(4)


async def test_a_folder_behind_a_link_is_watched(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed file behind a link is told, and so is, at the next look, a link that leads elsewhere now."""
    monkeypatch.setattr(watching, "LOOK_WATCHED", 1.0)
    real = folder / "first"
    (folder / "dialogues").rename(real)
    (folder / "dialogues").symlink_to("first")
    async with watched(folder) as told:
        (real / "one.yaml").write_text("y")
        await told.are(2)
        (folder / "second").mkdir()
        (folder / "second" / "one.yaml").write_text("z")
        (folder / "new").symlink_to("second")
        (folder / "new").rename(folder / "dialogues")
        await told.are(3)


async def test_links_in_a_circle_are_left_alone(folder: Path) -> None:
    """A link to itself, and one to a folder above, are neither followed nor told."""
    before = look(folder)
    (folder / "dialogues" / "self.yaml").symlink_to("self.yaml")
    (folder / "dialogues" / "above").symlink_to("..")
    async with watched(folder) as told:
        (folder / "dialogues" / "one.yaml").write_text("y")
        await told.are(2)

    assert before.keys() == look(folder).keys()


async def test_without_watches_the_folder_is_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """When the system has none left, changes are told all the same, and one sentence in the log says why later."""

    def none_left(*_: object, **__: object) -> AsyncIterator[None]:
        raise OSError('OS file watch limit reached. about ["/secret"]')

    monkeypatch.setattr(watching, "awatch", none_left)
    monkeypatch.setattr(watching, "LOOK_UNWATCHED", 0.2)
    async with watched(folder) as told:
        for times in (2, 3):
            (folder / "dialogues" / "one.yaml").write_text("y" * times)
            await told.are(times)

    assert ["the system tells of no changes (OSError): the content is looked at every 0 s instead"] == [
        record.getMessage() for record in caplog.records
    ]


async def test_a_name_that_is_no_utf_8_ends_no_watch(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library that watches breaks on such a name; the file is told, and so is what changes afterwards."""
    monkeypatch.setattr(watching, "LOOK_UNWATCHED", 0.2)
    async with watched(folder) as told:
        (folder / "dialogues" / os.fsdecode(b"caf\xe9.yaml")).touch()
        await told.are(2)
        (folder / "dialogues").rename(folder / "elsewhere")
        await told.are(3)
        (folder / "elsewhere").rename(folder / "dialogues")
        await told.are(4)


def test_a_folder_that_can_no_longer_be_listed_is_a_change(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever closes a folder is told so, even when no file was seen in it."""
    (folder / "dialogues" / "empty").mkdir()
    before = look(folder)
    listed = os.scandir

    def refused(path: str) -> object:
        if path == str(folder / "dialogues" / "empty"):
            raise PermissionError(13, "Permission denied", path)
        return listed(path)

    monkeypatch.setattr(os, "scandir", refused)
    assert before.keys() < look(folder).keys()


async def test_a_folder_that_is_missing_is_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A content that is not there yet is told once it is."""
    monkeypatch.setattr(watching, "LOOK_UNWATCHED", 0.2)
    async with watched(tmp_path / "content") as told:
        for name in ("knowledge", "dialogues"):
            (tmp_path / "content" / name).mkdir(parents=True)
        (tmp_path / "content" / "dialogues" / "one.yaml").write_text("x")
        await told.are(2)


async def test_the_library_that_watches_says_nothing(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    """What it would log of each change is not in the log, not even at its most talkative."""
    caplog.set_level(logging.DEBUG)
    async with watched(folder) as told:
        (folder / "dialogues" / "one.yaml").write_text("y")
        await told.are(2)

    assert [] == [record.name for record in caplog.records if record.name.startswith("watchfiles")]
