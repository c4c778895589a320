"""YAML text -> plain strings with positions.

Rule: what the writer typed is what the bot says.
PyYAML's implicit types destroy words (`no` becomes False, `22:00` becomes 1320, a repeated key silently wins), so
values are built from the parser's events: mappings, lists and strings, and `null` for nothing.
Anchors, aliases, tags, repeated keys and several documents are refused: each hides something from a reader of the file.
Depth, size and number of values are bounded, so that a hostile file cannot exhaust memory.
"""

from __future__ import annotations

import codecs
import re
from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

import yaml

from bot.content.problem import Problem, legacy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.problem import Path

#: The longest file today is 60 kB of evidence rows; four times that is still read by a person.
MOST_BYTES: Final = 256 * 1024
#: The deepest place today is 8 deep: nodes > node > choices > choice > said > language > text.
MOST_DEPTH: Final = 20
MOST_VALUES: Final = 50_000

Value = str | None | list["Value"] | dict[str, "Value"]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Document:
    """One file: its value, and the line and column (from 1) of every part of it."""

    file: str
    value: Value = None
    positions: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, path: Path) -> tuple[int, int]:
        """Give the position of a part, or of the nearest part around it.

        Parts of `path` that are not in the file are skipped: pydantic puts the tags of unions into its paths.
        """
        known: Path = ()
        for step in path:
            if (*known, step) in self.positions:
                known = (*known, step)
        return self.positions.get(known, (1, 1))


class _RefusedError(Exception):
    def __init__(self, place: tuple[int, int], code: str, sentence: str, hint: str) -> None:
        super().__init__(code)
        self.place = place
        self.code, self.sentence, self.hint = code, sentence, hint


def read(file: str, data: bytes) -> Document:
    """Read one file; whatever is wrong is in `problems`, nothing is raised."""
    document = Document(file)
    try:
        text = _decoded(data)
        _refuse_merge_marks(text)
        _Builder(document, _Lines(text), yaml.parse(text, Loader=_LOADER)).build()
    except _RefusedError as refused:
        line, column = refused.place
        document.problems.append(legacy(file, line, column, refused.code, refused.sentence, refused.hint))
    except yaml.YAMLError as error:
        document.problems.append(_syntax_problem(file, data, error))
    if document.problems:
        document.value = None
    return document


def _refuse_merge_marks(text: str) -> None:
    """Find what a merge left behind, also inside a text, where YAML would take it for words."""
    found = re.search(r"(?m)^(<<<<<<<|>>>>>>>) ", text)
    if found:
        hint = "keep one of the two sides, delete the marks"
        raise _RefusedError(_Lines(text).place(found.start()), "merge-conflict", "a merge left its marks here", hint)


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise _RefusedError(
            (1, 1), "file-too-large", f"the file is larger than {MOST_BYTES // 1024} kB", "split it into several files"
        )
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        raise _RefusedError(
            _Lines(before).place(len(before)),
            "not-utf-8",
            "this character is not UTF-8",
            "save the file as UTF-8 in your editor",
        ) from None


def _syntax_problem(file: str, data: bytes, error: yaml.YAMLError) -> Problem:
    """Say what the YAML parser stumbled over, in a writer's words where the cause is a common one."""
    text = data.decode("utf-8-sig", "replace")
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    # A forbidden character has no mark, but an offset in bytes.
    offset = mark.index if mark else len(text.encode()[: getattr(error, "position", 0)].decode("utf-8", "replace"))
    lines = _Lines(text)
    line, column = lines.place(min(offset, len(text)))
    written = lines.text(line)
    if "\t" in written[: len(written) - len(written.lstrip())]:
        return legacy(file, line, 1, "tab", "the line is indented with a tab", "use spaces")
    said = getattr(error, "problem", None) or getattr(error, "reason", None) or "cannot be read"
    hint = "put the text between double quotes; look at the end of the line above, too"
    return legacy(file, line, column, "yaml-syntax", f"this is not YAML: {said}", hint)


class _Lines:
    """Line and column (from 1) of an offset, counted as editors count: lines end at line feeds and carriage returns.

    YAML also ends lines at characters that no editor shows as an end.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1

    def text(self, line: int) -> str:
        """Give one line."""
        return self._text[self._starts[line - 1] :].partition("\n")[0]


class _Builder:
    """Walks the parser's events once, with a stack of its own: no recursion that depth could exhaust."""

    def __init__(self, document: Document, lines: _Lines, events: Iterator[Any]) -> None:
        self._document = document
        self._lines = lines
        self._events = events
        self._stack: list[tuple[Path, list[Value] | dict[str, Value], str | None]] = []
        self._documents = 0
        self._values = 0

    def build(self) -> None:
        for event in self._events:
            self._refuse_hidden(event)
            if isinstance(event, yaml.DocumentStartEvent):
                self._documents += 1
                if self._documents > 1:
                    raise _RefusedError(
                        self._place(event),
                        "several-documents",
                        "the file holds a second document",
                        "delete the line «---»",
                    )
            elif isinstance(event, yaml.ScalarEvent):
                self._scalar(event)
            elif isinstance(event, yaml.MappingStartEvent):
                self._open({}, event)
            elif isinstance(event, yaml.SequenceStartEvent):
                self._open([], event)
            elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
                self._stack.pop()

    def _place(self, event: Any) -> tuple[int, int]:
        return self._lines.place(event.start_mark.index)

    def _refuse_hidden(self, event: Any) -> None:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(
                place, "alias", f"«*{event.anchor}» repeats another part of the file", "write the text out"
            )
        if getattr(event, "anchor", None):
            raise _RefusedError(
                place, "anchor", f"«&{event.anchor}» names a part of the file", "put the text between double quotes"
            )
        if getattr(event, "tag", None):
            raise _RefusedError(
                place, "tag", f"«{event.tag}» changes what the value means", "put the text between double quotes"
            )

    def _scalar(self, event: Any) -> None:
        if self._stack:
            path, parent, key = self._stack[-1]
            if isinstance(parent, dict) and key is None:
                self._key(event, path, parent)
                return
        nothing = event.implicit[0] and event.value in ("", "null")
        self._put(None if nothing else event.value, event)

    def _key(self, event: Any, path: Path, parent: dict[str, Value]) -> None:
        name = event.value
        position = self._place(event)
        if name in parent:
            first = self._document.positions[(*path, name)][0]
            raise _RefusedError(
                self._place(event),
                "duplicate-key",
                f"«{name}» is already there, on line {first}",
                "keep one of the two",
            )
        self._document.positions[(*path, name)] = position
        parent[name] = None
        self._stack[-1] = (path, parent, name)

    def _open(self, container: list[Value] | dict[str, Value], event: Any) -> None:
        if self._stack and isinstance(self._stack[-1][1], dict) and self._stack[-1][2] is None:
            raise _RefusedError(
                self._place(event), "key-not-a-word", "a key must be a word", "put the text between double quotes"
            )
        if len(self._stack) >= MOST_DEPTH:
            raise _RefusedError(
                self._place(event),
                "too-deep",
                f"lists and keys are nested more than {MOST_DEPTH} deep",
                "check the indentation",
            )
        path = self._put(container, event)
        self._stack.append((path, container, None))

    def _put(self, value: Value, event: Any) -> Path:
        """Store a value where it belongs; return its path."""
        self._values += 1
        if self._values > MOST_VALUES:
            raise _RefusedError(
                self._place(event), "too-many-values", f"the file holds more than {MOST_VALUES} values", "split it"
            )
        position = self._place(event)
        if not self._stack:
            self._document.value = value
            self._document.positions[()] = position
            return ()
        path, parent, key = self._stack[-1]
        if isinstance(parent, list):
            parent.append(value)
            here: Path = (*path, len(parent) - 1)
            self._document.positions[here] = position
            return here
        if key is None:
            raise _RefusedError(self._place(event), "key-not-a-word", "a key must be a word", "check the indentation")
        parent[key] = value
        self._stack[-1] = (path, parent, None)
        return (*path, key)
