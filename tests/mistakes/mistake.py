"""A mistake as data: edits of the shipped content, and the places where it must be told.

Rule: places are given by text, never by number, so that they stand when the shipped text moves; an edit that no longer
fits what ships says so, and is never laid half.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal

import yaml

Severity = Literal["error", "warning"]
Files = Mapping[str, bytes]

HERE: Final = Path(__file__).parent
#: Edits that are right, and in a form of their own.
FINE: Final = "fine"
#: Where the whole file is meant.
FIRST_LINE: Final = "first line"
_LINE_ENDS: Final = {"windows": "\r\n"}
_NAMES: Final = frozenset(("renamed", "copied", "removed", "text"))


class DoesNotFitError(Exception):
    """An edit or a place does not fit what ships; the message says which text to look for."""


@dataclass(frozen=True, slots=True)
class Place:
    """One line of one file: the only one that holds `text`, or the first that does from the text `after` on."""

    file: str
    text: str
    after: str = ""

    def line(self, files: Files) -> int:
        """Give its number, from 1. Raises DoesNotFitError when it is none, or not the only one."""
        if self.text == FIRST_LINE:
            return 1
        text = _read(files.get(self.file, b""))
        start = _once(text, self.after, self.file) if self.after else 0
        found = text.find(self.text, start)
        if found < 0 or (not self.after and text.find(self.text, found + 1) >= 0):
            raise DoesNotFitError(f"{self.file}: not on one line: {self.text!r}")
        return text.count("\n", 0, found) + 1


@dataclass(frozen=True, slots=True)
class Mistake:
    """What a moderator did, and where the check must tell it: at one of `places`, as grave as `severity`."""

    slug: str
    family: str
    did: str
    severity: Severity
    edits: tuple[Mapping[str, Any], ...]
    places: tuple[Place, ...]

    @property
    def changes_names(self) -> bool:
        """Whether a file comes, goes or changes its name: then the folder must be read, and not its files only."""
        return any(_NAMES & edit.keys() for edit in self.edits)

    def laid(self, files: Files) -> dict[str, bytes]:
        """Lay the edits over files: path -> bytes. Raises DoesNotFitError."""
        changed = dict(files)
        for edit in self.edits:
            _lay(edit, changed)
        return changed


def read_mistakes(folder: Path = HERE) -> list[Mistake]:
    """Read every mistake of every family, in the order of the files."""
    return [
        Mistake(
            slug=row["slug"],
            family=path.stem,
            did=row["did"],
            severity=row["severity"],
            edits=tuple(row["edits"]),
            places=tuple(_place(given, row["edits"][0]["file"]) for given in row["at"]),
        )
        for path in sorted(folder.glob("*.yaml"))
        if path.stem != FINE
        for row in yaml.safe_load(path.read_text("utf-8"))
    ]


def read_fine(folder: Path = HERE) -> list[Mistake]:
    """Read the edits that are right: mistakes to be told nowhere."""
    rows = yaml.safe_load((folder / f"{FINE}.yaml").read_text("utf-8"))
    return [Mistake(row["slug"], FINE, row["why"], "error", tuple(row["edits"]), ()) for row in rows]


def _place(given: str | Mapping[str, str], file: str) -> Place:
    return Place(file, given) if isinstance(given, str) else Place(**{"file": file, **given})


def _lay(edit: Mapping[str, Any], files: dict[str, bytes]) -> None:
    file = edit["file"]
    if "text" in edit:
        files[file] = edit["text"].encode()
        return
    if file not in files:
        raise DoesNotFitError(f"{file}: no such file ships")
    if "copied" in edit:
        files[edit["copied"]] = files[file]
    elif "renamed" in edit:
        files[edit["renamed"]] = files.pop(file)
    elif "removed" in edit:
        del files[file]
    elif "encoding" in edit:
        text = files[file].decode().replace("\n", _LINE_ENDS.get(edit.get("line_ends", ""), "\n"))
        files[file] = text.encode(edit["encoding"])
    elif "cut" in edit:
        files[file] = _moved(files[file].decode(), edit).encode()
    else:
        files[file] = _replaced(files[file].decode(), edit).encode()


def _replaced(text: str, edit: Mapping[str, Any]) -> str:
    find: str = edit["find"]
    replace: str = edit["replace"]
    file: str = edit["file"]
    if edit.get("every"):
        if find not in text:
            raise DoesNotFitError(f"{file}: not there: {find!r}")
        return text.replace(find, replace)
    start = text.find(find, _once(text, edit["after"], file)) if "after" in edit else _once(text, find, file)
    if start < 0:
        raise DoesNotFitError(f"{file}: not there after {edit['after']!r}: {find!r}")
    return text[:start] + replace + text[start + len(find) :]


def _moved(text: str, edit: Mapping[str, Any]) -> str:
    """Take out what stands from `cut` to before `until`, and put it before `put_before`, if that is given."""
    start = _once(text, edit["cut"], edit["file"])
    end = text.find(edit["until"], start)
    if end < 0:
        raise DoesNotFitError(f"{edit['file']}: not there after {edit['cut']!r}: {edit['until']!r}")
    taken, rest = text[start:end], text[:start] + text[end:]
    if "put_before" not in edit:
        return rest
    there = _once(rest, edit["put_before"], edit["file"])
    return rest[:there] + taken + rest[there:]


def _once(text: str, part: str, file: str) -> int:
    """Give where the part stands in the text."""
    if text.count(part) != 1:
        raise DoesNotFitError(f"{file}: {text.count(part)} times, not once: {part!r}")
    return text.index(part)


def _read(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
