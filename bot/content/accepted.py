"""Which two texts were accepted as saying the same, in French and in English.

Rule: only short digests are kept, one line for each pair, sorted: two people who accept different texts merge in peace.
A pair has no place, so moving a text, or the file it stands in, forgets nothing.
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.script import Both

#: Where the pairs stand, inside the content folder.
FILE: Final = "knowledge/accepted.txt"
#: Ten hexadecimal digits: among 100,000 texts, less than one chance in a hundred that any two look alike.
_DIGITS: Final = 10
_LINE: Final = re.compile(rf"[0-9a-f]{{{_DIGITS}}} [0-9a-f]{{{_DIGITS}}}")
_HEAD: Final = "# French and English texts that were read side by side and say the same. Made by: check --accept\n"


@dataclass(frozen=True, slots=True)
class Accepted:
    """Digests of accepted texts: French -> the English ones beside it, and the other way round."""

    english: Mapping[str, frozenset[str]] = field(default_factory=dict)
    french: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.english)


NONE_ACCEPTED: Final = Accepted()


def fingerprint(text: str) -> str:
    """Give the digest of a text; spaces and line ends make no difference."""
    return hashlib.blake2s(" ".join(text.split()).encode(), digest_size=_DIGITS // 2).hexdigest()


def read_accepted(data: bytes) -> Accepted:
    """Read the file of pairs; lines that are none are left out, so that the marks of a merge lose nothing else."""
    english: dict[str, set[str]] = defaultdict(set)
    french: dict[str, set[str]] = defaultdict(set)
    for line in data.decode("utf-8", "replace").splitlines():
        if _LINE.fullmatch(line.strip()):
            fr, en = line.split()
            english[fr].add(en)
            french[en].add(fr)
    return Accepted(
        {fr: frozenset(found) for fr, found in english.items()}, {en: frozenset(found) for en, found in french.items()}
    )


def write_accepted(pairs: Iterable[Both]) -> bytes:
    """Write the file of pairs."""
    lines = sorted({f"{fingerprint(pair.fr)} {fingerprint(pair.en)}\n" for pair in pairs})
    return "".join((_HEAD, *lines)).encode()
