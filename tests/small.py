"""A small whole content, for tests that change one thing in it.

Rule: nothing in it is real.
It is the folder `content/base`, and the texts of the interface, made from the table of their keys.
"""

from __future__ import annotations

import pathlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from bot.content.check import Checker
from bot.core.interface import KEYS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.check import Content
    from bot.content.problem import Path

#: The day on which everything in it was checked.
CHECKED: Final = b"2025-11-23"
_CHECKER: Final = Checker()
BASE: Final = pathlib.Path(__file__).parent / "content" / "base"
STORY: Final = "dialogues/ride-home.yaml"
FILM: Final = "dialogues/film/evening.yaml"
TRAINING: Final = "dialogues/training/listening.yaml"
LOGBOOK: Final = "dialogues/logbook.yaml"
WORKSHOPS: Final = "dialogues/workshops.yaml"
ENTRIES: Final = "knowledge/entries/rides.yaml"
HELPLINES: Final = "knowledge/helplines.yaml"
INTERFACE: Final = "knowledge/interface.yaml"
HELD: Final = "knowledge/danger/held.yaml"
LOW: Final = "knowledge/danger/low.yaml"
TOLD: Final = "knowledge/danger/told.yaml"
JOKES: Final = "knowledge/danger/harmless/jokes.yaml"
SMALL_TALK: Final = "knowledge/small-talk.yaml"
REPLIES: Final = "knowledge/replies.yaml"


def interface(changes: Mapping[str, str | None] | None = None) -> bytes:
    """Write the interface file, each text its key and its placeholders; some of them changed, or left out (None)."""
    texts: dict[str, str | None] = {key: f"{key} {text_of(key)}".strip() for key in KEYS}
    texts.update(changes or {})
    rows = (f'  {key}: {{fr: "{text}", en: "{text}"}}\n' for key, text in texts.items() if text is not None)
    return "".join(("texts:\n", *rows)).encode()


def text_of(key: str) -> str:
    """Return the placeholders a text of the interface must hold."""
    return " ".join(f"{{{name}}}" for name in sorted(KEYS[key]))


def files() -> dict[str, bytes]:
    """Return every file of the small content: path -> bytes."""
    kept = {path.relative_to(BASE).as_posix(): path.read_bytes() for path in sorted(BASE.rglob("*.yaml"))}
    return {**kept, INTERFACE: interface()}


def changed(file: str, old: str, new: str) -> dict[str, bytes]:
    """Return the small content with one place changed."""
    return both_changed(file, {old: new})


def both_changed(file: str, changes: Mapping[str, str]) -> dict[str, bytes]:
    """Return the small content with several places of a file changed, such as a text in both its languages."""
    content = files()
    for old, new in changes.items():
        before = content[file].decode()
        if before.count(old) != 1:
            raise AssertionError(f"{file} holds «{old}» {before.count(old)} times")
        content[file] = before.replace(old, new).encode()
    return content


def look(content: Mapping[str, bytes]) -> Content:
    """Check a content that differs from the last one in a few places, with a checker that sees what they are."""
    return _CHECKER.look(content)


def problems(content: Mapping[str, bytes]) -> list[str]:
    """Say what is wrong with a content, one line each."""
    return [str(problem) for problem in look(content).problems]


def codes(content: Mapping[str, bytes]) -> list[str]:
    """Return the codes of the problems of a content."""
    return [problem.code for problem in look(content).problems]


def words(count: int) -> str:
    """Make a text of so many words."""
    return "So " * (count - 1) + "so."


def write(folder: pathlib.Path, content: Mapping[str, bytes]) -> pathlib.Path:
    """Write a content to a folder; return the folder."""
    for name, data in content.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def write_checked_today(folder: pathlib.Path, content: Mapping[str, bytes]) -> pathlib.Path:
    """Write a content whose facts were checked today, for commands that know the real date; return the folder."""
    today = datetime.now(UTC).date().isoformat().encode()
    return write(folder, {name: data.replace(CHECKED, today) for name, data in content.items()})


def parts(value: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """Give every part of a value with its path, the value itself first."""
    yield path, value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from parts(inner, (*path, key))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from parts(inner, (*path, number))


def with_part(value: Any, path: Path, new: Any) -> Any:
    """Return a copy of a value in which the part at a path is another one."""
    if not path:
        return new
    copy: Any = dict(value) if isinstance(value, dict) else list(value)
    copy[path[0]] = with_part(copy[path[0]], path[1:], new)
    return copy
