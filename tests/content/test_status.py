from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pytest

from bot.content.live import State
from bot.content.problem import Problem
from bot.content.status import MOST_PROBLEMS, Status, StatusError, in_words, read, why_none, write
from bot.core.script import Both
from bot.core.turn import LANGS
from tests.chat import NIGHT, NOON

if TYPE_CHECKING:
    from pathlib import Path

    from bot.core.turn import Lang

FRESH: Final = State(NOON, NIGHT, "0123456789ab", 99)
SECRET: Final = "«je m'appelle zebulon»"
PROBLEMS: Final = tuple(
    Problem("dialogues/one.yaml", line, 2, "target-missing", "error", Both(SECRET, SECRET), Both(SECRET, SECRET))
    for line in range(1, 31)
)
STATES: Final = {
    "fresh": FRESH,
    "learning": replace(FRESH, learning=NOON),
    "refused": replace(FRESH, problems=PROBLEMS),
    "refused-and-learning": replace(FRESH, problems=PROBLEMS[:1], learning=NOON),
    "read": replace(FRESH, trouble="read", detail="No content."),
    "build": replace(FRESH, trouble="build", detail="KeyError"),
    "learn": replace(FRESH, trouble="learn", detail="it ended with signal 9"),
}


@pytest.mark.parametrize("state", STATES)
def test_a_status_comes_back_as_it_was_written(state: str, tmp_path: Path) -> None:
    """Whatever the state, what is read is what was written, in a folder made when it is missing."""
    status = Status.of(STATES[state], tmp_path, reload=True)
    path = tmp_path / "not" / "there" / "status.json"
    for _ in range(2):
        write(path, status)

    assert status == read(path)
    assert ["status.json"] == [each.name for each in path.parent.iterdir()]


def test_a_status_names_places_and_nothing_that_stands_there(tmp_path: Path) -> None:
    """Sentence and hint quote the file, and somebody may have pasted a teen's words into it."""
    write(tmp_path / "status.json", Status.of(STATES["refused"], tmp_path, reload=True))
    written = (tmp_path / "status.json").read_text()

    assert ["dialogues/one.yaml", 1, "target-missing"] == json.loads(written)["problems"][0]
    assert (MOST_PROBLEMS, 30) == (len(json.loads(written)["problems"]), json.loads(written)["problem_count"])
    assert "zebulon" not in written


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("state", STATES)
def test_every_state_is_told_in_both_languages(state: str, lang: Lang, tmp_path: Path) -> None:
    """The content, its size and time, what waits and what to do: one sentence a line, nothing left to fill in."""
    told = in_words(Status.of(STATES[state], tmp_path, reload=True), lang)

    assert all(part in told for part in ("0123456789ab", "99", "2026-03-11 03:00", str(tmp_path)))
    assert "{" not in told
    assert STATES[state].detail in told
    assert ("dialogues/one.yaml:1 target-missing" in told) == state.startswith("refused")
    assert ("… " in told) == (state == "refused")


@pytest.mark.parametrize("lang", LANGS)
def test_no_two_states_read_alike(lang: Lang, tmp_path: Path) -> None:
    """Whoever reads the words knows the state."""
    told = {in_words(Status.of(state, tmp_path, reload=True), lang) for state in STATES.values()}

    assert len(STATES) == len(told)


def test_only_what_needs_nobody_is_well(tmp_path: Path) -> None:
    """Learning is well; what is refused or failed is not, and neither is a bot that does not run."""
    done = subprocess.Popen([sys.executable, "-c", ""])
    done.wait()
    states = {name: Status.of(state, tmp_path, reload=True) for name, state in STATES.items()}

    assert {"fresh", "learning"} == {name for name, status in states.items() if status.well}
    assert os.getpid() == states["fresh"].pid
    assert (False, False) == (
        replace(states["fresh"], pid=done.pid).well,
        replace(states["fresh"], kind="stopped").well,
    )


@pytest.mark.parametrize(("lang", "words"), [("fr", "ne tourne pas"), ("en", "does not run")])
def test_a_bot_that_stopped_is_told_first(lang: Lang, words: str, tmp_path: Path) -> None:
    """Nobody takes what was for what is."""
    told = in_words(replace(Status.of(FRESH, tmp_path, reload=True), kind="stopped"), lang)

    assert words in told.splitlines()[0]


@pytest.mark.parametrize(("lang", "words"), [("fr", "qu'au redémarrage"), ("en", "at the next start only")])
def test_switched_off_is_told(lang: Lang, words: str, tmp_path: Path) -> None:
    """Who waits for a change in vain reads why."""
    assert words in in_words(Status.of(FRESH, tmp_path, reload=False), lang)
    assert words not in in_words(Status.of(FRESH, tmp_path, reload=True), lang)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("written", [None, b"", b"{", b"[]", b'{"problems": []}', b'{"problems": [1]}', b"\xff"])
def test_a_file_that_is_none_is_told_in_one_sentence(written: bytes | None, lang: Lang, tmp_path: Path) -> None:
    """Missing, empty, torn or foreign: its path and what to do, and no traceback."""
    path = tmp_path / "status.json"
    if written is not None:
        path.write_bytes(written)
    with pytest.raises(StatusError) as caught:
        read(path)

    assert ("none" if written is None else "unreadable") == caught.value.reason
    assert str(path) in why_none(caught.value, path, lang)


@pytest.mark.parametrize(
    "wrong",
    [
        *({"loaded": ""}, {"since": "yesterday"}, {"learning": "soon"}, {"kind": "learning", "learning": ""}),
        *({"pid": "x"}, {"pid": 0}, {"pid": -1}, {"pid": 2**80}, {"pid": True}, {"pid": None}, {"files": "99"}),
        *({"kind": "odd"}, {"kind": []}, {"kind": "failed", "trouble": "odd"}, {"kind": "failed", "trouble": ""}),
        *({"reload": 1}, {"detail": None}, {"content": 5}, {"problem_count": "1"}, {"other": 1}),
        *({"problems": "abc"}, {"problems": [["a", "1", "b"]]}, {"problems": [["a", float("inf"), "b"]]}),
    ],
    ids=str,
)
def test_a_damaged_file_is_told_in_one_sentence(wrong: dict[str, object], tmp_path: Path) -> None:
    """Whatever part of a status is not what a bot writes, there is one sentence, and no traceback or false answer."""
    path = tmp_path / "status.json"
    write(path, Status.of(FRESH, tmp_path, reload=True))
    path.write_text(json.dumps({**json.loads(path.read_text()), **wrong}))
    with pytest.raises(StatusError, match="unreadable"):
        read(path)


def test_a_file_that_never_ends_inwards_is_told_too(tmp_path: Path) -> None:
    """A hundred thousand brackets are no status."""
    path = tmp_path / "status.json"
    path.write_text("[" * 100_000)
    with pytest.raises(StatusError, match="unreadable"):
        read(path)
