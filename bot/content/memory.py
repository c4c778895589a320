"""What was learned from the content, kept in files, so that starting takes one second instead of many.

Rule: like compiled Python, it may be deleted at any time; it holds nothing but what the content says.
The name of a file is a digest of the content and of the code that learns, so that a changed word or line of code never
meets something learned before it. Arrays are read without `pickle`: a file can be wrong, but cannot run anything.
A folder that cannot be written, or a file that cannot be read, only costs the time.
That a content passed the checks is kept the same way, under a digest of every file of it.
"""

from __future__ import annotations

import hashlib
import io
import logging
import os
import time
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np

from bot.core.learned import Learned
from bot.core.linear import Linear

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

log = logging.getLogger(__name__)

#: Files of what was learned that are kept, three for a version of the content: those used last, and two versions more.
MOST_KEPT: Final = 9
#: Notes of what passed, kept apart from them: while stories are written there are many, and what was learned stays one.
MOST_NOTES: Final = 12
#: Seconds after which a file that nobody finished writing belongs to nobody: its writer was killed.
_ABANDONED: Final = 3600
_CODE: Final = Path(__file__).parents[1]
#: The code that learns and that chooses what is learned from; the rest may change without learning anew.
LEARNS: Final = (
    *("__init__.py", "content/__init__.py", "core/__init__.py"),
    *(f"content/{name}.py" for name in ("build", "kinds", "learn", "memory", "schema")),
    *(f"core/{name}.py" for name in ("language", "learned", "lexicon", "linear", "questions", "replies", "script")),
    *(f"core/{name}.py" for name in ("sound", "space", "spelling", "text", "turn")),
    "core/alarm/*.py",
    "core/matching/*.py",
)
#: The code that checks.
_CHECKS: Final = ("core/**/*.py", "content/**/*.py")
#: Files that nothing is learned from: a changed button or phone number costs no learning.
_NOT_LEARNED: Final = (
    "dialogues/",
    "knowledge/accepted.",
    "knowledge/facts.",
    "knowledge/helplines.",
    "knowledge/interface.",
    "knowledge/laws.",
    "knowledge/signs.",
    "knowledge/wording.",
)
#: No word and no feature holds a line break.
_BREAK: Final = "\n"
_NOTE: Final = "-passed.npz"


class FileMemory:
    """Files in one folder, for one version of the content."""

    def __init__(self, folder: Path, content: Mapping[str, bytes]) -> None:
        """`content`: path -> bytes of every file; those that nothing is learned from make no difference."""
        self._folder = folder
        self._version = version(content)

    def passed(self, content: Mapping[str, bytes]) -> bool:
        """Say whether this very content was seen by these very checks before, and passed."""
        path = self._passed(content)
        with suppress(OSError, ValueError):
            return _opened(path.read_bytes(), path.name) == b""
        return False

    def note_passed(self, content: Mapping[str, bytes]) -> None:
        """Note that this very content passed the checks."""
        path = self._passed(content)
        with suppress(OSError):
            self._keep(path, _sealed(b"", path.name))

    def _passed(self, content: Mapping[str, bytes]) -> Path:
        return self._folder / f"{_digest(content, _CHECKS)}{_NOTE}"

    def kept(self, name: str) -> Learned | None:
        """Give what is kept under this name of this very content; None when it is not, or is not whole."""
        path = self._path(name)
        with suppress(OSError, ValueError):
            learned = _unpacked(_opened(path.read_bytes(), path.name))
            with suppress(OSError):
                os.utime(path)  # what is used stays, however long ago it was learned; one deleted meanwhile stays so
            return learned
        return None

    def recall(self, name: str, learn: Callable[[], Learned]) -> Learned:
        """Give what was learned under this name from this very content, or learn it now and keep it."""
        kept = self.kept(name)
        if kept is not None:
            return kept
        log.info("learning %s from the content; what is learned is kept for the next start", name)
        learned = learn()
        path = self._path(name)
        try:
            self._keep(path, _sealed(_packed(learned), path.name))
        except OSError as error:
            log.debug("what was learned is not kept: %s", type(error).__name__)
        return learned

    def _path(self, name: str) -> Path:
        return self._folder / f"{self._version}-{name}.npz"

    def _keep(self, path: Path, data: bytes) -> None:
        """Write beside and rename: whoever reads at the same time sees the whole file or none."""
        self._folder.mkdir(parents=True, exist_ok=True)
        beside = path.with_suffix(f".{os.getpid()}")
        try:
            beside.write_bytes(data)
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
        self._put_away()

    def _put_away(self) -> None:
        """Delete what is old: of what was learned, of the notes, and what somebody was killed over while writing."""
        dated = {path: path.stat().st_mtime for path in self._folder.iterdir() if path.is_file()}
        newest = sorted((path for path in dated if path.suffix == ".npz"), key=lambda path: -dated[path])
        learned = [path for path in newest if not path.name.endswith(_NOTE)]
        notes = [path for path in newest if path.name.endswith(_NOTE)]
        long_ago = time.time() - _ABANDONED
        given_up = [path for path in dated if path.suffix[1:].isdigit() and dated[path] < long_ago]
        for old in (*learned[MOST_KEPT:], *notes[MOST_NOTES:], *given_up):
            old.unlink(missing_ok=True)


def version(content: Mapping[str, bytes]) -> str:
    """Name what is learned from a content (path -> bytes) by this code: equal names, equal learning."""
    return _digest({name: data for name, data in content.items() if not name.startswith(_NOT_LEARNED)}, LEARNS)


def _digest(content: Mapping[str, bytes], code: tuple[str, ...]) -> str:
    digest = hashlib.blake2s(_code(code), digest_size=12)
    for name, data in sorted(content.items()):
        digest.update(f"{name}\0{len(data)}\0".encode(errors="surrogateescape"))
        digest.update(data)
    return digest.hexdigest()


@cache
def _code(patterns: tuple[str, ...]) -> bytes:
    """Digest the code as it was when this process began: a later version on the disk is not what runs here."""
    digest = hashlib.blake2s()
    for path in sorted(path for pattern in patterns for path in _CODE.glob(pattern)):
        digest.update(path.read_bytes())
    return digest.digest()


def _sealed(data: bytes, name: str) -> bytes:
    """Put a seal in front, so that a file that is torn, changed or of another name is not looked into."""
    return hashlib.blake2s(name.encode() + data).digest() + data


def _opened(file: bytes, name: str) -> bytes:
    """Raises ValueError when the file is not what `_sealed` made under this name."""
    data = file[hashlib.blake2s().digest_size :]
    if file != _sealed(data, name):
        raise ValueError("not what was kept")
    return data


def _packed(learned: Learned) -> bytes:
    arrays: dict[str, np.ndarray] = {"numbers": np.array(learned.numbers, np.float64)}
    for kind, features in learned.known.items():
        arrays[f"known/{kind}/names"] = np.frombuffer(_BREAK.join(features).encode(), np.uint8)
        arrays[f"known/{kind}/numbers"] = np.array([number for number, _ in features.values()], np.int64)
        arrays[f"known/{kind}/rarity"] = np.array([rarity for _, rarity in features.values()], np.float64)
    for name, linear in learned.weights.items():
        arrays[f"weights/{name}/classes"] = np.array(linear.classes)
        arrays[f"weights/{name}/starts"] = linear.starts
        arrays[f"weights/{name}/of"] = linear.of
        arrays[f"weights/{name}/weights"] = linear.weights
    packed = io.BytesIO()
    np.savez(packed, allow_pickle=False, **arrays)
    return packed.getvalue()


def _unpacked(data: bytes) -> Learned:
    """Read what `_packed` wrote."""
    with np.load(io.BytesIO(data), allow_pickle=False) as arrays:
        known: dict[str, dict[str, tuple[int, float]]] = {}
        weights: dict[str, Linear] = {}
        for key in arrays.files:
            part, _, rest = key.partition("/")
            name, _, last = rest.rpartition("/")
            if part == "known" and last == "names":
                names = arrays[key].tobytes().decode().split(_BREAK) if len(arrays[key]) else []
                values = zip(
                    arrays[f"known/{name}/numbers"].tolist(), arrays[f"known/{name}/rarity"].tolist(), strict=True
                )
                known[name] = dict(zip(names, values, strict=True))
            elif part == "weights" and last == "classes":
                weights[name] = Linear(
                    int(arrays[key]), *(arrays[f"weights/{name}/{field}"] for field in ("starts", "of", "weights"))
                )
        return Learned(known, weights, tuple(arrays["numbers"].tolist()))
