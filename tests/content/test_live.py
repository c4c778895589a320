from __future__ import annotations

import asyncio
import gc
import os
import shutil
import signal
import weakref
from contextlib import asynccontextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pytest

from bot.content import live as live_module
from bot.content.check import inspect
from bot.content.live import Live, digest
from bot.content.load import load_files
from bot.content.problem import ContentError
from bot.core.turn import Choose, Place, Press, Question, Said, Screen, Turn
from bot.core.understand import understand
from tests import small
from tests.chat import NOON

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable, Mapping

    from bot.content.check import Content
    from bot.core.script import Script
    from bot.core.turn import Verdict

FILES: Final = small.files()
#: A changed text, a mistake, and a changed example: nothing to learn, nothing to play, something to learn.
STORY_CHANGED: Final = small.changed(small.STORY, "A car stops in front of you.", "A truck stops in front of you.")
BROKEN: Final = small.changed(small.STORY, "to: in-the-car", "to: in-the-cra")
LEARNED_CHANGED: Final = small.changed(small.ENTRIES, "consent definition", "zorblax definition")
LEARNED_AGAIN: Final = small.changed(small.ENTRIES, "consent definition", "quuxly definition")


@pytest.fixture(scope="module", name="learned")
def _learned(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder in which the small content is learned; read it, never write into it."""
    folder = tmp_path_factory.mktemp("learned")
    load_files(FILES, folder)
    return folder


@pytest.fixture(name="kept")
def _kept(learned: Path, tmp_path: Path) -> Path:
    """Give a folder of one's own in which the small content is learned."""
    return Path(shutil.copytree(learned, tmp_path / "kept"))


def opened(kept: Path | None, told: Callable[[Live], None] = lambda _: None, **more: Callable[..., Content]) -> Live:
    """Play the small content."""
    return Live(FILES, load_files(FILES, kept), lambda: NOON, kept=kept, told=told, **more)


def first_line(script: Script) -> str:
    """Give the first line of the story."""
    return script.scenarios["ride-home"].nodes["at-the-stop"].lines[0].words.en


def asked(script: Script, question: str) -> Verdict:
    """Ask a question outside any story."""
    intent = understand(Turn(Said(question), "en"), script)
    assert isinstance(intent, Question)
    return intent.verdict


def learners() -> list[int]:
    """List the processes that learn for this one."""
    children = Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text(encoding="ascii").split()
    return [
        int(number)
        for number in children
        if "bot.content.learner" in Path(f"/proc/{number}/cmdline").read_text(encoding="utf-8")
    ]


def names(folder: Path) -> set[str]:
    """List what is in a folder."""
    return {path.name for path in folder.iterdir()}


def learned_parts(script: Script) -> tuple[object, ...]:
    """Give the large parts of what was learned."""
    questions, replies, listener = (
        script.understanding.questions,
        script.understanding.replies,
        script.understanding.listener,
    )
    return questions.matcher, questions.languages, replies._acts, listener._likeness, listener._vocabulary


class Looks:
    """A look at all files that notes them."""

    def __init__(self) -> None:
        self.at: list[Mapping[str, bytes]] = []

    def __call__(self, files: Mapping[str, bytes]) -> Content:
        """Look."""
        self.at.append(files)
        return inspect(files)


async def until(happened: Callable[[], object], seconds: float = 60.0) -> None:
    """Wait until something is so. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not happened():  # noqa: ASYNC110 - what happens elsewhere sets no event
            await asyncio.sleep(0.01)


@asynccontextmanager
async def held_learner() -> AsyncIterator[int]:
    """Wait for a learner and hold it still while the block lasts; it goes on afterwards if it is still there."""
    await until(learners)
    [number] = learners()
    os.kill(number, signal.SIGSTOP)
    try:
        yield number
    finally:
        if number in learners():
            os.kill(number, signal.SIGCONT)


async def test_a_name_that_is_no_utf_8_is_refused_like_any_wrong_name(kept: Path, tmp_path: Path) -> None:
    """The file is told, and once it is gone, changes are taken as before."""
    folder = small.write(tmp_path / "content", FILES)
    stranger = folder / "dialogues" / "film" / os.fsdecode(b"caf\xe9.yaml")
    live = opened(kept)
    following = asyncio.create_task(live.follow(folder, 0.1))
    stranger.touch()
    await until(lambda: live.state.kind == "refused")
    told = [(each.file, each.code) for each in live.state.problems]
    stranger.unlink()
    await until(lambda: live.state.kind == "fresh")
    small.write(folder, STORY_CHANGED)
    await until(lambda: first_line(live.script) == "A truck stops in front of you.")

    assert [("dialogues/film/caf\\xe9.yaml", "file-name")] == told
    following.cancel()
    await asyncio.wait((following,))


async def test_a_name_that_git_gives_as_bytes_is_refused_too(kept: Path) -> None:
    """Taking files never raises, whatever the names are that another program hands over."""
    live = opened(kept)
    state = await live.refresh({**FILES, "dialogues/film/caf\udce9.yaml": b""})

    assert ("refused", ["file-name"]) == (state.kind, [each.code for each in state.problems])
    with pytest.raises(ContentError):
        load_files({**FILES, "dialogues/film/caf\udce9.yaml": b""}, kept)


# ---- what is not learned from --------------------------------------------------------------------------------------


async def test_the_same_files_change_nothing(kept: Path) -> None:
    """Nothing is looked at, built or told when no byte has changed."""
    told: list[Live] = []
    looks = Looks()
    live = opened(kept, told.append, look=looks)
    before = live.script, live.state
    await live.refresh(dict(FILES))

    assert before == (live.script, live.state)
    assert ([], []) == (told, looks.at)


async def test_a_changed_story_is_played_with_what_was_learned_before(kept: Path) -> None:
    """New texts are played once `refresh` returns; the matcher is the very same, and nothing is learned."""
    told: list[str] = []
    live = opened(kept, lambda live: told.append(live.state.kind))
    before, files = live.script.understanding, names(kept)
    state = await live.refresh(STORY_CHANGED)
    new = names(kept) - files

    assert "A truck stops in front of you." == first_line(live.script)
    assert ("fresh", len(FILES), digest(STORY_CHANGED)) == (state.kind, state.files, state.digest)
    assert before.questions.matcher is live.script.understanding.questions.matcher
    assert ["fresh"] == told
    assert ["passed.npz"] == [name.rpartition("-")[2] for name in new]
    assert [] == learners()


async def test_typed_words_mean_the_choices_of_the_new_story(kept: Path) -> None:
    """A word that only the new label holds is understood with a slip of the finger, as after a start."""
    live = opened(kept)
    changed = small.changed(small.STORY, 'said: {fr: ["je refuse", ', 'said: {fr: ["plutôt une carambole juteuse", ')
    await live.refresh(changed)
    place = live.script.codec.encode(Press(Place("en", Screen.NODE, "ride-home", "at-the-stop")))
    meant = understand(Turn(Said("une carambolle", place), "en"), live.script)
    after_a_start = understand(Turn(Said("une carambolle", place), "en"), load_files(changed, kept))

    assert isinstance(meant, Choose)
    assert ("say-no", after_a_start) == (meant.choice, meant)


async def test_content_with_a_problem_is_refused_whole(kept: Path) -> None:
    """What is played is played on, also the texts of files without a problem; every problem is told."""
    live = opened(kept)
    before = live.script
    state = await live.refresh({**STORY_CHANGED, small.TRAINING: b"id: x\n"})

    assert before is live.script
    assert "refused" == state.kind
    assert {small.TRAINING} == {problem.file for problem in state.problems}
    assert digest(FILES) == state.digest


async def test_the_log_names_the_place_of_a_problem_and_nothing_that_stands_there(
    kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Somebody may have pasted a teen's words into a file: no word of it is in the log."""
    live = opened(kept)
    await live.refresh(small.changed(small.STORY, "to: in-the-car", "to: je-mappelle-zebulon"))

    assert "dialogues/ride-home.yaml:45 target-missing" in caplog.text
    assert "zebulon" not in caplog.text


async def test_a_mended_file_is_played(kept: Path) -> None:
    """After a refusal the next files are looked at as ever; what was played before needs no look at all."""
    looks = Looks()
    live = opened(kept, look=looks)
    before = live.script
    kinds = [(await live.refresh(files)).kind for files in (BROKEN, FILES, BROKEN, STORY_CHANGED)]

    assert ["refused", "fresh", "refused", "fresh"] == kinds
    assert [BROKEN, BROKEN, STORY_CHANGED] == looks.at
    assert before is not live.script
    assert "A truck stops in front of you." == first_line(live.script)


async def test_what_breaks_while_it_is_built_changes_nothing_and_is_tried_again(kept: Path) -> None:
    """A fault of ours is told by its kind; what is played is played on, and the same files are taken the next time."""
    faults = [RuntimeError("je m'appelle zebulon")]

    def breaking(files: Mapping[str, bytes]) -> Content:
        if faults:
            raise faults.pop()
        return inspect(files)

    live = opened(kept, look=breaking)
    before = live.script
    state = await live.refresh(STORY_CHANGED)

    assert ("failed", "build", "RuntimeError") == (state.kind, state.trouble, state.detail)
    assert before is live.script
    assert "fresh" == (await live.refresh(STORY_CHANGED)).kind


async def test_the_collector_stops_nobody_while_new_files_are_looked_at(kept: Path) -> None:
    """It walks everything that is held neither while they are looked at nor because of what was made of them."""
    everything: list[int] = []
    made: list[list[int]] = []

    def crowding(files: Mapping[str, bytes]) -> Content:
        made.extend([number] for number in range(200_000))
        return inspect(files)

    def note(phase: str, info: dict[str, int]) -> None:
        everything.extend([1] if (phase, info["generation"]) == ("start", 2) else [])

    live = opened(kept, look=crowding)
    gc.collect()
    often = gc.get_threshold()
    gc.callbacks.append(note)
    try:
        await live.refresh(STORY_CHANGED)
        made.extend([number] for number in range(20_000))
    finally:
        gc.callbacks.remove(note)
        gc.unfreeze()

    assert [] == everything
    assert often == gc.get_threshold()


async def test_content_that_is_no_longer_played_is_let_go(kept: Path) -> None:
    """Nothing of it stays, though the collector never looks: it holds no circles."""
    live = opened(kept)
    gc.collect()
    gc.disable()
    try:
        before = live.script
        old: list[weakref.ref[object]] = [
            weakref.ref(each) for each in (before.understanding.replies, before.understanding.listener, before.codec)
        ]
        del before
        await live.refresh(STORY_CHANGED)
        gone = [each() for each in old]
        old += [weakref.ref(each) for each in learned_parts(live.script)]
        await live.refresh(LEARNED_CHANGED)
        await live.settled()
        # A thread lets go of what it gave back only a moment later.
        await until(lambda: not any(each() for each in old))
    finally:
        gc.enable()

    assert [None] * 3 == gone
    assert "fresh" == live.state.kind
    assert 8 == len(old)


# ---- what is learned from ------------------------------------------------------------------------------------------


async def test_changed_examples_are_learned_elsewhere_and_then_played(kept: Path) -> None:
    """Until they are, what is played stays whole, texts and all."""
    told: list[tuple[str, str]] = []
    live = opened(kept, lambda live: told.append((live.state.kind, first_line(live.script))))
    changed = {**LEARNED_CHANGED, small.STORY: STORY_CHANGED[small.STORY]}
    state = await live.refresh(changed)
    before = first_line(live.script)
    settled = await live.settled()

    assert ("learning", digest(FILES)) == (state.kind, state.digest)
    assert "A car stops in front of you." == before
    assert ("fresh", None, digest(changed)) == (settled.kind, settled.learning, settled.digest)
    assert [("learning", before), ("fresh", "A truck stops in front of you.")] == told
    assert ("what-is-consent",) == asked(live.script, "zorblax definition").entries


async def test_what_is_learned_elsewhere_is_what_a_start_learns(kept: Path, tmp_path: Path) -> None:
    """After a reload every question is ranked, and danger heard, as after a start with the same files."""
    live = opened(kept)
    await live.refresh(LEARNED_CHANGED)
    await live.settled()
    started = load_files(LEARNED_CHANGED, tmp_path / "other").understanding
    reloaded = live.script.understanding

    for text in ("zorblax definition", "what is consent", "do i owe something", "au secours", "salut"):
        assert started.questions.ask(text, "en") == reloaded.questions.ask(text, "en")
        assert started.listener.why(text) == reloaded.listener.why(text)
        assert started.replies.act(text) == reloaded.replies.act(text)


async def test_a_story_changed_while_learning_is_in_what_is_played_then(kept: Path) -> None:
    """What is being learned is not begun again for a text; the newest texts are played with it."""
    live = opened(kept)
    await live.refresh(LEARNED_CHANGED)
    async with held_learner() as number:
        state = await live.refresh({**LEARNED_CHANGED, small.STORY: STORY_CHANGED[small.STORY]})
        still = learners()
    await live.settled()

    assert ("learning", [number]) == (state.kind, still)
    assert "A truck stops in front of you." == first_line(live.script)
    assert ("what-is-consent",) == asked(live.script, "zorblax definition").entries


async def test_the_last_version_wins_and_only_one_is_learned_at_a_time(kept: Path) -> None:
    """A newer version ends the learner of the one before, and is learned instead."""
    live = opened(kept)
    seen: list[list[int]] = []
    for content in (LEARNED_CHANGED, LEARNED_AGAIN, LEARNED_CHANGED, LEARNED_AGAIN):
        await live.refresh(content)
        await until(lambda: learners() not in ([], *seen))
        seen.append(learners())
    state = await live.settled()

    assert ("fresh", digest(LEARNED_AGAIN)) == (state.kind, state.digest)
    assert [1] * 4 == [len(each) for each in seen]
    assert [] == learners()


async def test_a_learner_that_soon_ends_is_let_end(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who changes examples all the time sees each version that was nearly learned, and the last one in the end."""
    monkeypatch.setattr(live_module, "WORTH_ENDING", 0.0)
    played: list[str] = []
    live = opened(kept, lambda live: played.append(live.state.digest))
    await live.refresh(LEARNED_CHANGED)
    async with held_learner():
        await live.refresh(LEARNED_AGAIN)
    await live.settled()

    assert [digest(each) for each in (FILES, LEARNED_CHANGED, LEARNED_AGAIN)] == list(dict.fromkeys(played))
    assert "fresh" == live.state.kind


async def test_going_back_ends_the_learner(kept: Path) -> None:
    """Whoever takes a change of examples back plays what was played, and nothing is learned for nobody."""
    live = opened(kept)
    before = live.script
    await live.refresh(LEARNED_CHANGED)
    async with held_learner():
        state = await live.refresh(FILES)
    await live.settled()

    assert ("fresh", None) == (state.kind, state.learning)
    assert before is live.script
    assert [] == learners()


async def test_a_mistake_while_learning_is_told_and_what_passed_is_played(kept: Path) -> None:
    """The last content without a problem is learned and played; the newer one is still refused."""
    live = opened(kept)
    await live.refresh(LEARNED_CHANGED)
    async with held_learner():
        state = await live.refresh({**LEARNED_CHANGED, small.STORY: BROKEN[small.STORY]})
    settled = await live.settled()

    assert ("refused", True) == (state.kind, state.learning is not None)
    assert ("refused", None, digest(LEARNED_CHANGED)) == (settled.kind, settled.learning, settled.digest)
    assert state.problems == settled.problems
    assert ("what-is-consent",) == asked(live.script, "zorblax definition").entries


async def test_a_killed_learner_changes_nothing_and_the_next_change_tries_again(
    kept: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """One sentence in the log says by which signal; the same files, when they come again, are learned from."""
    live = opened(kept)
    before = live.script
    await live.refresh(LEARNED_CHANGED)
    async with held_learner() as number:
        os.kill(number, signal.SIGKILL)
    state = await live.settled()
    told = [record.getMessage() for record in caplog.records if record.levelname == "ERROR"]

    assert ("failed", "learn", "it ended with signal 9") == (state.kind, state.trouble, state.detail)
    assert ["the content could not be learned from, the one before it stays: it ended with signal 9"] == told
    assert before is live.script
    await live.refresh(LEARNED_CHANGED)
    assert "fresh" == (await live.settled()).kind


async def test_learning_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    """A folder that cannot be written is found out, and what is played is played on."""
    kept = tmp_path / "a-file"
    kept.write_bytes(b"")
    live = opened(kept)
    await live.refresh(LEARNED_CHANGED)
    state = await live.settled()

    assert ("failed", "what was learned could not be kept") == (state.kind, state.detail)


async def test_without_a_folder_learning_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where nothing is kept, what is learned goes through a folder that is gone afterwards."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    live = opened(None)
    await live.refresh(LEARNED_CHANGED)
    state = await live.settled()

    assert "fresh" == state.kind
    assert ("what-is-consent",) == asked(live.script, "zorblax definition").entries
    assert set() == names(tmp_path)


async def test_what_was_learned_before_is_recalled_without_a_learner(kept: Path) -> None:
    """Going back to examples that are still kept takes no process."""
    load_files(LEARNED_CHANGED, kept)
    live = opened(kept)
    await live.refresh(LEARNED_CHANGED)
    seen: list[int] = []
    while live.state.kind == "learning":
        seen += learners()
        await asyncio.sleep(0.005)

    assert ("fresh", []) == (live.state.kind, seen)


async def test_closing_ends_the_learner(kept: Path) -> None:
    """A bot that stops leaves no process behind."""
    live = opened(kept)
    await live.refresh(LEARNED_CHANGED)
    async with held_learner() as number:
        closing = asyncio.create_task(live.close())
        await asyncio.sleep(0)
        os.kill(number, signal.SIGCONT)
        await closing

    assert [] == learners()
