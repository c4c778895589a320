"""No text a teen may read is overlooked."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

import pytest

from bot.content.check import inspect
from bot.content.positions import read
from bot.content.texts import CALLED, shown_texts
from tests import small

if TYPE_CHECKING:
    from bot.content.problem import Path

#: What no teen reads as a text: how things are typed, what only reviewers and writers see, addresses.
NEVER_SHOWN: Final = frozenset(
    [
        "phrasings",
        "said",
        "short",
        "common",
        "groups",
        "classes",
        "patterns",
        "phrases",
        "examples",
        "facts",
        "url",
        "instead",
    ]
)


def texts(value: Any) -> list[Path]:
    """Give the paths of the texts that stand in two languages and may be shown."""
    return [
        path
        for path, part in small.parts(value)
        if isinstance(part, str) and path[-1] in ("fr", "en") and NEVER_SHOWN.isdisjoint(path)
    ]


@pytest.mark.parametrize("name", sorted(small.files()))
def test_no_shown_text_escapes_the_check_of_its_braces(name: str) -> None:
    """In every text a teen may read, a figure that does not exist is told where the text stands."""
    broken = read(name, small.files()[name]).value
    paths = texts(broken)
    for path in paths:
        broken = small.with_part(broken, path, "{nobody-knows}")
    # Indented, JSON has each text on a line of its own.
    written = json.dumps(broken, indent=0)
    told = {
        problem.line
        for problem in inspect({**small.files(), name: written.encode()}).problems
        if problem.file == name and problem.code in ("figure-missing", "brace-alone", "brace-in-figure")
    }
    lines = [number for number, line in enumerate(written.splitlines(), 1) if "{nobody-knows}" in line]

    assert len(paths) == len(lines)
    assert [] == [path for path, line in zip(paths, lines, strict=True) if line not in told]


def test_every_kind_of_text_has_a_name_in_both_languages() -> None:
    """Whatever is told of a text can say what it is."""
    kinds = {text.kind for text in shown_texts(inspect(small.files()).models)}

    assert kinds <= CALLED.keys()
