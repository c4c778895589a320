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
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, Final

import yaml

from bot.content.rules.alias import RULE as ALIAS
from bot.content.rules.anchor import RULE as ANCHOR
from bot.content.rules.duplicate_key import RULE as DUPLICATE_KEY
from bot.content.rules.file_too_large import RULE as FILE_TOO_LARGE
from bot.content.rules.key_not_a_word import RULE as KEY_NOT_A_WORD
from bot.content.rules.merge_conflict import RULE as MERGE_CONFLICT
from bot.content.rules.not_utf_8 import RULE as NOT_UTF_8
from bot.content.rules.several_documents import RULE as SEVERAL_DOCUMENTS
from bot.content.rules.tag import RULE as TAG
from bot.content.rules.too_deep import RULE as TOO_DEEP
from bot.content.rules.too_many_values import RULE as TOO_MANY_VALUES
from bot.content.rules.yaml_syntax import RULE as YAML_SYNTAX
from bot.content.traps.cause import Stop, cause
from bot.content.traps.columns import OF_ORDER
from bot.content.traps.spot import Trap
from bot.content.traps.taken import taken_for_code, taken_for_key, taken_for_text
from bot.content.traps.unseen import HIDDEN, hidden, torn

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.problem import Path, Problem
    from bot.content.rule import Rule

#: The longest file today is 60 kB of evidence rows; four times that is still read by a person.
MOST_BYTES: Final = 256 * 1024
#: The deepest place today is 8 deep: nodes > node > choices > choice > said > language > text.
MOST_DEPTH: Final = 20
MOST_VALUES: Final = 50_000
#: Mistakes of writing in one file that are told at once.
_MOST_MENDED: Final = 20
#: Characters read again to find what they are: hundreds of tries in a story, a few seconds in the largest file.
_MOST_READ_AGAIN: Final = 3_000_000

_LINE_END: Final = re.compile(r"\r\n|\r|\n")
#: The mark of a block of text, and the blank in front of its first line.
_HEAD_OF_BLOCK: Final = re.compile(r"[^\r\n]*\s*")

Value = str | None | list["Value"] | dict[str, "Value"]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(slots=True)
class Document:
    """One file: its value, and the line and column (from 1) of every part of it.

    `blocks`: where the first line of a block of text (`fr: |`) stands, whose lines are parts of it, too.
    """

    file: str
    value: Value = None
    positions: dict[Path, tuple[int, int]] = field(default_factory=dict)
    blocks: dict[Path, tuple[int, int]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def at(self, path: Path) -> tuple[int, int]:
        """Give the position of a part, or of the nearest part around it.

        Parts of `path` that are not in the file are skipped: pydantic puts the tags of unions into its paths.
        A number behind a block of text is one of its lines, empty ones not counted.
        """
        known: Path = ()
        for step in path:
            if (*known, step) in self.positions:
                known = (*known, step)
            elif known in self.blocks and isinstance(step, int):
                return self._line_of(known, step)
        return self.positions.get(known, (1, 1))

    def _line_of(self, block: Path, number: int) -> tuple[int, int]:
        text: Any = self.value
        for step in block:
            text = text[step]
        line, column = self.blocks[block]
        written = (place for place, row in enumerate(text.split("\n")) for part in row.splitlines() if part.strip())
        return line + next(islice(written, number, None), 0), column


class _RefusedError(Exception):
    """The file must not be read on; `values` fill in the words of the rule."""

    def __init__(self, place: tuple[int, int], rule: Rule, **values: Any) -> None:
        super().__init__(rule.code)
        self.place, self.rule, self.values = place, rule, values


def read(file: str, data: bytes) -> Document:
    """Read one file; whatever is wrong is in `problems`, nothing is raised."""
    document = Document(file)
    try:
        text = _decoded(data)
        _refuse_merge_marks(text)
        _read_on(document, text)
    except _RefusedError as refused:
        document.problems.append(refused.rule.at(file, refused.place, **refused.values))
    if document.problems:
        document.value = None
    return document


def _read_on(document: Document, text: str) -> None:
    """Read a text; where it cannot be read, mend it and read on, so that the next mistake is told as well."""
    told = [_told(document.file, text, trap) for trap in chain(torn(text), hidden(text))]
    text, again = HIDDEN.sub("", text) if told else text, _Again()
    for _ in range(_MOST_MENDED):
        document.positions.clear()
        document.problems.clear()
        try:
            _Builder(document, text).build()
        except yaml.YAMLError as error:
            stop = _stop(text, error)
            found = cause(text, stop, again.stops)
            in_order = found is not None and found.rule.code not in OF_ORDER
            if told and not in_order:
                break
            problem = _told(document.file, text, found or Trap(YAML_SYNTAX, stop.key))
            if all(each.line != problem.line for each in told):
                told.append(problem)
            if found and found.mended and in_order:
                text = found.mended
                continue
        break
    if told:
        # What was mended may have moved what stands behind it: a line that is told already says nothing more.
        lines = {each.line for each in told}
        document.positions.clear()
        document.blocks.clear()
        document.problems[:] = [*told, *(each for each in document.problems if each.line not in lines)]


def _told(file: str, text: str, trap: Trap) -> Problem:
    return trap.rule.at(file, _Lines(text).place(trap.offset), **trap.values)


def _refuse_merge_marks(text: str) -> None:
    """Find what a merge left behind, also inside a text, where YAML would take it for words."""
    found = re.search(r"(?m)^ *(<<<<<<<|>>>>>>>) ", text)
    if found:
        raise _RefusedError(_Lines(text).place(found.start()), MERGE_CONFLICT)


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise _RefusedError((1, 1), FILE_TOO_LARGE, most=MOST_BYTES // 1024)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        before = data[: error.start].decode()
        raise _RefusedError(_Lines(before).place(len(before)), NOT_UTF_8) from None


class _Again:
    """Says where the parser stops in a mended text; once it has read enough, that it stops at the beginning."""

    def __init__(self) -> None:
        self._left = _MOST_READ_AGAIN

    def stops(self, text: str) -> int | None:
        """Give the offset where the parser stops, or None when it reads the whole."""
        self._left -= len(text)
        if self._left < 0:
            return 0
        try:
            for _ in yaml.parse(text, Loader=_LOADER):
                pass
        except yaml.YAMLError as error:
            return _offset(text, error)
        return None


def _offset(text: str, error: yaml.YAMLError) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    # A forbidden character has no mark, but an offset in bytes.
    offset = mark.index if mark else len(text.encode()[: getattr(error, "position", 0)].decode("utf-8", "replace"))
    return min(offset, len(text))


def _stop(text: str, error: yaml.YAMLError) -> Stop:
    """Say where the parser stopped, and where the last text and the brackets around that place begin."""
    offset = _offset(text, error)
    begun: list[int] = []
    with suppress(yaml.YAMLError):
        for token in yaml.scan(text, Loader=_LOADER):
            if token.start_mark.index >= offset:
                break
            # One that ends on a line above is over: it is not to blame.
            if isinstance(token, yaml.ScalarToken) and not _LINE_END.search(text, token.end_mark.index, offset):
                begun = [token.start_mark.index]
    context, mark = str(getattr(error, "context", "")), getattr(error, "context_mark", None)
    if mark and any(word in context for word in ("flow", "quoted", "simple key")):
        begun.append(mark.index)
    return Stop(offset, tuple(begun), mark.index if mark and "simple key" in context else offset)


@dataclass(slots=True)
class _Open:
    """A list or a mapping that is being filled: where it stands, and the key whose value comes next."""

    path: Path
    value: list[Value] | dict[str, Value]
    key: str | None = None
    flow: bool = False


class _Lines:
    """Line and column (from 1) of an offset, counted as editors count: lines end at line feeds and carriage returns.

    YAML also ends lines at characters that no editor shows as an end.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(found.end() for found in _LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


class _Builder:
    """Walks the parser's events once, with a stack of its own: no recursion that depth could exhaust."""

    def __init__(self, document: Document, text: str) -> None:
        self._document = document
        self._text = text
        self._lines = _Lines(text)
        self._events: Iterator[Any] = yaml.parse(text, Loader=_LOADER)
        self._stack: list[_Open] = []
        self._documents = 0
        self._values = 0

    def build(self) -> None:
        """Build the value; what is refused ends it, and is told."""
        try:
            for event in self._events:
                self._take(event)
        except _RefusedError as refused:
            self._tell(refused.rule, refused.place, refused.values)

    def _take(self, event: Any) -> None:
        self._refuse_hidden(event)
        if isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                raise _RefusedError(self._place(event), SEVERAL_DOCUMENTS)
        elif isinstance(event, yaml.ScalarEvent):
            self._scalar(event)
        elif isinstance(event, yaml.MappingStartEvent):
            self._open({}, event)
        elif isinstance(event, yaml.SequenceStartEvent):
            self._open([], event)
        elif isinstance(event, (yaml.MappingEndEvent, yaml.SequenceEndEvent)):
            self._stack.pop()

    def _tell(self, rule: Rule, place: tuple[int, int], values: Mapping[str, Any]) -> None:
        """Tell a problem, unless its line is told already: the second one follows from the first."""
        if all(each.line != place[0] for each in self._document.problems):
            self._document.problems.append(rule.at(self._document.file, place, **values))

    def _place(self, event: Any) -> tuple[int, int]:
        return self._lines.place(event.start_mark.index)

    def _refuse_hidden(self, event: Any) -> None:
        place = self._place(event)
        if isinstance(event, yaml.AliasEvent):
            raise _RefusedError(place, ALIAS, name=event.anchor)
        if getattr(event, "anchor", None):
            raise _RefusedError(place, ANCHOR, name=event.anchor)
        if getattr(event, "tag", None):
            raise _RefusedError(place, TAG, name=event.tag)

    def _scalar(self, event: Any) -> None:
        if self._stack:
            here = self._stack[-1]
            if isinstance(here.value, dict) and here.key is None:
                self._key(event, here, here.value)
                return
        if not event.style:
            self._look(self._taken_for_text(event))
        elif event.style == '"':
            self._look(taken_for_code(self._text, *_span(event)))
        nothing = event.implicit[0] and event.value in ("", "null")
        path = self._put(None if nothing else event.value, event)
        if event.style == "|":
            line, column = self._place(event)
            begins = _HEAD_OF_BLOCK.match(self._text, event.start_mark.index)
            column = self._lines.place(begins.end())[1] if begins else column
            self._document.blocks[path] = (line + 1, column)

    def _look(self, trap: Trap | None) -> None:
        if trap:
            self._tell(trap.rule, self._lines.place(trap.offset), trap.values)

    def _taken_for_text(self, event: Any) -> Trap | None:
        here = self._stack[-1] if self._stack else _Open((), [])
        key = here.key or next((step for step in reversed(here.path) if isinstance(step, str)), None)
        return taken_for_text(self._text, *_span(event), key=key, flow=here.flow)

    def _key(self, event: Any, here: _Open, parent: dict[str, Value]) -> None:
        name = event.value
        if not event.style:
            self._look(taken_for_key(self._text, *_span(event), flow=here.flow))
        if name in parent:
            first = self._document.positions[(*here.path, name)][0]
            raise _RefusedError(self._place(event), DUPLICATE_KEY, name=name, line=first)
        self._document.positions[(*here.path, name)] = self._place(event)
        parent[name] = None
        here.key = name

    def _open(self, container: list[Value] | dict[str, Value], event: Any) -> None:
        if self._stack and isinstance(self._stack[-1].value, dict) and self._stack[-1].key is None:
            raise _RefusedError(self._place(event), KEY_NOT_A_WORD)
        if len(self._stack) >= MOST_DEPTH:
            raise _RefusedError(self._place(event), TOO_DEEP, most=MOST_DEPTH)
        path = self._put(container, event)
        self._stack.append(_Open(path, container, flow=bool(event.flow_style)))

    def _put(self, value: Value, event: Any) -> Path:
        """Store a value where it belongs; return its path."""
        self._values += 1
        if self._values > MOST_VALUES:
            raise _RefusedError(self._place(event), TOO_MANY_VALUES, most=MOST_VALUES)
        position = self._place(event)
        if not self._stack:
            self._document.value = value
            self._document.positions[()] = position
            return ()
        here = self._stack[-1]
        if isinstance(here.value, list):
            here.value.append(value)
            path: Path = (*here.path, len(here.value) - 1)
            self._document.positions[path] = position
            return path
        if here.key is None:
            raise _RefusedError(self._place(event), KEY_NOT_A_WORD)
        path = (*here.path, here.key)
        here.value[here.key] = value
        here.key = None
        return path


def _span(event: Any) -> tuple[int, int]:
    return event.start_mark.index, event.end_mark.index
