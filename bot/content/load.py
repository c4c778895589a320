"""A folder of content -> a Script, or every problem in it.

Rule: all or nothing. Content with one error is not played.
This is the only module of the content that touches the disk.
"""

from __future__ import annotations

import gc
import os
import re
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from bot.content.accepted import FILE as ACCEPTED
from bot.content.build import build
from bot.content.check import Checker, inspect
from bot.content.learn import nothing_learned
from bot.content.memory import FileMemory
from bot.content.positions import MOST_BYTES
from bot.content.problem import ContentError
from bot.content.rules.word_document import DOCUMENT
from bot.core.learned import NO_MEMORY

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.core.script import Script

FOLDERS: Final = ("dialogues", "knowledge")
#: A library of a thousand stories beside the hundred files of today is read; twice that is no content but a mistake.
MOST_FILES: Final = 2_000
#: How names of files end that a writer may have meant as content. Notepad adds `.txt` where nobody sees it; in
#: `dialogues/` nothing but a story is saved so, or as a document, while `knowledge/` may hold notes.
_CONTENT: Final = re.compile(rf"(?i).*\.ya?ml(\.txt)?|dialogues/(.*\.txt|{DOCUMENT.pattern.removeprefix('(?i)')})")
#: How names begin of files that nobody saved: hidden ones, and what Word keeps beside an open document.
_NOT_SAVED: Final = (".", "~$")
#: 22 bytes for each text: room for a hundred thousand.
_MOST_ACCEPTED: Final = 22 * 100_000

#: Of so many collections of what is young, none is followed by one of everything.
_NEVER: Final = 1_000_000_000


class NoContentError(Exception):
    """There is no content to read; the message says what to do."""


def load(folder: Path, kept: Path | None = None) -> Script:
    """Read, check and build the content of a folder.

    `kept`: a folder for what is learned from it, so that the next time is faster.
    Raises NoContentError when there is none, ContentError with every error when it must not be played.
    """
    return load_files(read_files(folder), kept)


def load_files(files: Mapping[str, bytes], kept: Path | None = None) -> Script:
    """Check and build a content that was read, path -> bytes, as `load` does; raises ContentError as it does."""
    with without_long_collections():
        return _loaded(files, kept)


def _loaded(files: Mapping[str, bytes], kept: Path | None) -> Script:
    memory = FileMemory(kept, files) if kept else None
    passed = memory is not None and memory.passed(files)
    content = Checker().look(files, passed=passed)
    if content.errors:
        raise ContentError(content.errors)
    if memory and not passed:
        memory.note_passed(files)
    return build(content.models, memory=memory or NO_MEMORY)


@contextmanager
def without_long_collections() -> Iterator[None]:
    """Let the garbage collector look only at what is young.

    Content holds no circles, so it goes without the collector, which would walk all that is held again and again while
    it grows: a quarter of the time a start takes.
    """
    often = gc.get_threshold()
    gc.set_threshold(*often[:2], _NEVER)
    try:
        yield
    finally:
        gc.set_threshold(*often)


def load_unlearned(folder: Path) -> Script:
    """Read, check and build the content of a folder for whoever only looks at what is shown: it understands no words.

    Raises what `load` raises.
    """
    content = inspect(read_files(folder))
    if content.errors:
        raise ContentError(content.errors)
    return build(content.models, nothing_learned())


def read_files(folder: Path) -> dict[str, bytes]:
    """Read every file under `dialogues/` and `knowledge/` that looks like content, and the pairs that were accepted.

    Returns path with forward slashes -> bytes. A file that only looks like content, such as `story.yaml.txt`, is among
    them, so that its name can be told; hidden files, which editors and systems make, are not.
    Raises NoContentError when a folder is missing, when there are too many files, or when one cannot be read.
    """
    try:
        missing = [name for name in FOLDERS if not (folder / name).is_dir()]
    except OSError as error:
        raise _unreadable(folder, error) from None
    if missing:
        raise NoContentError(
            f"No content: {folder} has no folder «{missing[0]}». Set BOT_CONTENT to the folder that holds both."
        )

    def refuse(error: OSError) -> None:
        raise _unreadable(error.filename, error)

    paths = paths_in(folder, refuse)
    if len(paths) > MOST_FILES:
        raise NoContentError(f"Too many files: {folder} holds {len(paths)} YAML files, {MOST_FILES} are the most.")
    found: dict[str, bytes] = {}
    for path in paths:
        name = _sayable(path.relative_to(folder).as_posix())
        try:
            if path.is_file():
                found[name] = _bytes(path, _MOST_ACCEPTED if name == ACCEPTED else MOST_BYTES)
        except OSError as error:
            raise _unreadable(path, error) from None
    return found


def _unreadable(path: str | Path, error: OSError) -> NoContentError:
    return NoContentError(f"Cannot read {_sayable(path)}: {error.strerror}. Let the bot's user read it.")


def _sayable(path: str | Path) -> str:
    r"""Give a path with each byte that is no UTF-8 as `\xe9`: no report, status or page could hold it as it is."""
    return os.fsencode(path).decode(errors="backslashreplace")


def paths_in(folder: Path, unlisted: Callable[[OSError], None]) -> list[Path]:
    """List the files named like content under `dialogues/` and `knowledge/`, in order; links to folders are left.

    `unlisted` is told each folder that cannot be listed, as an error that names it; it may raise.
    """
    found = (
        Path(at, file)
        for name in FOLDERS
        for at, _, files in os.walk(folder / name, onerror=unlisted)
        for file in files
    )
    return sorted(path for path in found if looks_like_content(path.relative_to(folder).as_posix()))


def looks_like_content(name: str) -> bool:
    """Whether a writer may have meant a file as content. `name`: its path inside the folder, with forward slashes."""
    return name == ACCEPTED or (bool(_CONTENT.fullmatch(name)) and not name.rpartition("/")[2].startswith(_NOT_SAVED))


def _bytes(path: Path, most: int) -> bytes:
    """Read at most one byte more than allowed: enough to see that there is too much."""
    with path.open("rb") as file:
        return file.read(most + 1)
