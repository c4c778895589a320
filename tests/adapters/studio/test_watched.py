from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from bot.adapters.studio.watched import Watched
from bot.app import clock
from bot.content.load import NoContentError
from bot.core.turn import Said, Turn
from bot.core.understand import understand
from tests import small

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from bot.adapters.studio.watched import Seen

#: For a machine that does much else at the same time; nothing waits that long when it works.
PATIENCE = 120


@pytest.fixture(name="folder")
def _folder(tmp_path: Path) -> Path:
    return small.write_checked_today(tmp_path / "content", small.files())


@asynccontextmanager
async def watching(folder: Path, kept: Path | None) -> AsyncIterator[Watched]:
    """Watch a folder as long as the test lasts."""
    watched = Watched(folder, kept, clock)
    task = asyncio.create_task(watched.run())
    try:
        yield watched
    finally:
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task


async def until(watched: Watched, holds: Callable[[Seen], bool]) -> list[Seen]:
    """Wait for a state; give all that were seen on the way, the one waited for last."""
    seen = [watched.now]
    async with asyncio.timeout(PATIENCE):
        while not holds(seen[-1]):
            seen.append(await anext(watched.changes(seen[-1])))
    return seen


async def test_a_page_can_open_at_once(folder: Path) -> None:
    """Before anything is checked or learned, what can be read is there: models, documents and lines."""
    now = Watched(folder, None, clock).now

    assert ("checking", None, False) == (now.state, now.script, now.understands)
    assert set(small.files()) == set(now.models)
    assert now.line(small.STORY, ("nodes", "later")) > 1


async def test_buttons_work_before_words(folder: Path, tmp_path: Path) -> None:
    """First there is a script that understands nothing, then one that understands; what is learned is kept."""
    kept = tmp_path / "kept"
    async with watching(folder, kept) as watched:
        seen = await until(watched, lambda now: now.state == "fresh")

    playable = [each for each in seen if each.script]
    assert (False, "learning") == (playable[0].understands, playable[0].state)
    assert playable[-1].understands
    script = playable[-1].script
    assert script
    assert "what-is-consent" in str(understand(Turn(Said("what does consenting mean"), "en"), script))
    assert list(kept.glob("*-questions.npz"))


async def test_it_learns_without_a_place_to_keep_it(folder: Path) -> None:
    """Where nothing may be written, it is learned all the same."""
    async with watching(folder, None) as watched:
        seen = await until(watched, lambda now: now.state == "fresh")

    assert seen[-1].understands


async def test_a_problem_is_seen_and_goes(folder: Path, tmp_path: Path) -> None:
    """A file with a problem is told with its line; the last good script stays; mended, there is no problem left."""
    path = folder / small.STORY
    good = path.read_bytes()
    async with watching(folder, tmp_path / "kept") as watched:
        first = (await until(watched, lambda now: now.state == "fresh"))[-1]
        path.write_bytes(good.replace(b"to: in-the-car", b"to: in-the-cra"))
        broken = (await until(watched, lambda now: now.state == "refused"))[-1]
        path.write_bytes(good)
        mended = (await until(watched, lambda now: now.state == "fresh"))[-1]

    assert {small.STORY} == {problem.file for problem in broken.problems}
    assert first.script is broken.script
    assert () == mended.problems


async def test_a_story_that_is_no_yaml_is_told_and_not_drawn(folder: Path, tmp_path: Path) -> None:
    """What cannot be read is told; the story that was played stays."""
    path = folder / small.STORY
    async with watching(folder, tmp_path / "kept") as watched:
        await until(watched, lambda now: now.state == "fresh")
        path.write_bytes(b"id: [ride-home")
        seen = await until(watched, lambda now: bool(now.problems))

    assert ("refused", small.STORY) == (seen[-1].state, seen[-1].problems[0].file)
    assert small.STORY not in seen[-1].models
    assert seen[-1].script


async def test_a_warning_is_told_and_played(folder: Path, tmp_path: Path) -> None:
    """What may be played is played, and what is worth a look is told."""
    path = folder / small.STORY
    async with watching(folder, tmp_path / "kept") as watched:
        first = (await until(watched, lambda now: now.state == "fresh"))[-1]
        path.write_text(path.read_text("utf-8").replace("Tu rentres à pied.", "Tu rentres  à pied."), "utf-8")
        seen = await until(watched, lambda now: bool(now.problems))

    assert ["two-spaces"] == [problem.code for problem in seen[-1].problems]
    assert ("fresh", True) == (seen[-1].state, seen[-1].script is not first.script)


async def test_a_changed_story_costs_no_learning(folder: Path, tmp_path: Path) -> None:
    """What nothing is learned from is played as soon as it is checked, with what was learned before."""
    path = folder / small.STORY
    async with watching(folder, tmp_path / "kept") as watched:
        await until(watched, lambda now: now.state == "fresh")
        path.write_text(path.read_text("utf-8").replace("Tu rentres à pied.", "Tu rentres en courant."), "utf-8")
        seen = await until(watched, lambda now: "courant" in str(now.script))

    assert {"fresh"} == {each.state for each in seen}


async def test_a_story_can_be_broken_from_the_start(tmp_path: Path) -> None:
    """Content that has problems when the page opens has no script yet; mended, it is played."""
    folder = small.write_checked_today(
        tmp_path / "content", small.changed(small.STORY, "to: in-the-car", "to: in-the-cra")
    )
    async with watching(folder, tmp_path / "kept") as watched:
        broken = (await until(watched, lambda now: now.state == "refused"))[-1]
        small.write_checked_today(folder, small.files())
        mended = (await until(watched, lambda now: now.script is not None))[-1]

    assert (None, 2) == (broken.script, len(broken.problems))
    assert () == mended.problems


async def test_new_words_are_learned_while_the_old_are_understood(folder: Path, tmp_path: Path) -> None:
    """A changed phrasing is played at once with what was learned before, and understood when it is learned."""
    path = folder / small.ENTRIES
    asked = Turn(Said("quelle est la couleur du consentement"), "fr")
    async with watching(folder, tmp_path / "kept") as watched:
        await until(watched, lambda now: now.state == "fresh")
        text = path.read_text(encoding="utf-8")
        path.write_text(text.replace("consentir c quoi", "quelle est la couleur du consentement"), encoding="utf-8")
        learning = (await until(watched, lambda now: now.state == "learning"))[-1]
        learned = (await until(watched, lambda now: now.state == "fresh"))[-1]

    assert learning.script
    assert learned.script
    assert learning.understands
    before, after = (understand(asked, script) for script in (learning.script, learned.script))
    assert before != after
    assert "what-is-consent" in str(after)


async def test_files_come_and_go(folder: Path, tmp_path: Path) -> None:
    """A new file is read, and a deleted one is gone."""
    async with watching(folder, tmp_path / "kept") as watched:
        await until(watched, lambda now: now.state == "fresh")
        (folder / "dialogues" / "another.yaml").write_bytes(b"id: another")
        there = (await until(watched, lambda now: "dialogues/another.yaml" in now.documents))[-1]
        (folder / "dialogues" / "another.yaml").unlink()
        gone = (await until(watched, lambda now: now.state == "fresh"))[-1]

    assert any(problem.file == "dialogues/another.yaml" for problem in there.problems)
    assert "dialogues/another.yaml" not in gone.documents


async def test_a_folder_without_content_is_told(tmp_path: Path) -> None:
    """There is nothing to open a page for: the sentence is that of every other command."""
    with pytest.raises(NoContentError, match="No content"):
        Watched(tmp_path, None, clock)
