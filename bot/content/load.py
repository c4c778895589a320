"""A folder of content -> a Script, or every problem in it.

Rule: all or nothing. Content with one problem is not played.
This is the only module of the content that touches the disk.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from bot.content import checks
from bot.content.build import build
from bot.content.memory import FileMemory
from bot.content.positions import MOST_BYTES, Document, read
from bot.content.problem import ContentError, Problem, did_you_mean
from bot.content.schema import REQUIRED_FILES, Model, file_model
from bot.content.shape import fit
from bot.core.learned import NO_MEMORY

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path as FilePath

    from bot.core.script import Script

FOLDERS: Final = ("dialogues", "knowledge")
#: A library of a thousand stories beside the hundred files of today is read; twice that is no content but a mistake.
MOST_FILES: Final = 2_000


class NoContentError(Exception):
    """There is no content to read; the message says what to do."""


@dataclass(slots=True)
class Content:
    """What was read: documents with positions, and the models of those whose shape is right."""

    documents: dict[str, Document] = field(default_factory=dict)
    models: dict[str, Model] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load(folder: FilePath, kept: FilePath | None = None) -> Script:
    """Read, check and build the content of a folder.

    `kept`: a folder for what is learned from it, so that the next time is faster.
    Raises NoContentError when there is none, ContentError with every problem when it must not be played.
    """
    return load_files(read_files(folder), kept)


def load_files(files: Mapping[str, bytes], kept: FilePath | None = None) -> Script:
    """Do the same for files that were read already: path -> bytes. Raises ContentError."""
    memory = FileMemory(kept, files) if kept else None
    passed = memory is not None and memory.passed(files)
    content = inspect(files, passed=passed)
    if content.problems:
        raise ContentError(content.problems)
    if memory and not passed:
        memory.note_passed(files)
    return build(content.models, memory=memory or NO_MEMORY)


def read_files(folder: FilePath) -> dict[str, bytes]:
    """Read every YAML file under `dialogues/` and `knowledge/`: path with forward slashes -> bytes.

    Raises NoContentError when a folder is missing, when there are too many files, or when one cannot be read.
    """
    missing = [name for name in FOLDERS if not (folder / name).is_dir()]
    if missing:
        raise NoContentError(
            f"No content: {folder} has no folder «{missing[0]}». Set BOT_CONTENT to the folder that holds both."
        )
    paths = paths_in(folder)
    if len(paths) > MOST_FILES:
        raise NoContentError(f"Too many files: {folder} holds {len(paths)} YAML files, {MOST_FILES} are the most.")
    found: dict[str, bytes] = {}
    for path in paths:
        try:
            if path.is_file():
                found[path.relative_to(folder).as_posix()] = _bytes(path)
        except OSError as error:
            raise NoContentError(f"Cannot read {path}: {error.strerror}. Let the bot's user read it.") from None
    return found


def paths_in(folder: FilePath) -> list[FilePath]:
    """List what is named like a YAML file under `dialogues/` and `knowledge/`, in order; links to folders are left."""
    return sorted(path for name in FOLDERS for end in ("yaml", "yml") for path in (folder / name).rglob(f"*.{end}"))


def _bytes(path: FilePath) -> bytes:
    """Read at most one byte more than allowed: enough to see that there is too much."""
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def inspect(files: Mapping[str, bytes], *, passed: bool = False) -> Content:
    """Read, shape and check: every problem of every file, gathered. Touches nothing.

    `passed`: these very files passed the checks before, and are only read and shaped.
    """
    content = Content()
    for name, data in sorted(files.items()):
        _take(name, data, content)
    for name in REQUIRED_FILES:
        if name not in files:
            content.problems.append(
                Problem(
                    name,
                    1,
                    1,
                    "file-missing",
                    "this file is missing",
                    "bring it back from the last version that worked",
                )
            )
    whole = not content.problems
    if not passed:
        content.problems.extend(checks.run(content.models, content.documents, whole=whole))
    content.problems = sorted(set(content.problems))
    return content


def _take(name: str, data: bytes, content: Content) -> None:
    document = read(name, data)
    content.documents[name] = document
    content.problems.extend(document.problems)
    model = file_model(name)
    if model is None:
        known = [path.removeprefix("knowledge/") for path in REQUIRED_FILES]
        hint = did_you_mean(name.removeprefix("knowledge/"), known)
        content.problems.append(Problem(name, 1, 1, "unknown-file", "nothing is read from a file of this name", hint))
        return
    if document.problems:
        return
    fitted, problems = fit(document, model)
    content.problems.extend(problems)
    if fitted is not None:
        content.models[name] = fitted
