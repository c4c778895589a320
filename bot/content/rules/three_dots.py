"""Three dots are written as one sign, … and not as three full stops.

Three full stops are read aloud as three by a phone that reads to a teen, and may be cut at the end of a line.

Right, in `dialogues/ride-home.yaml`:

    fr: "La porte reste ouverte."

Wrong:

    fr: "La porte reste ouverte..."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "three-dots",
    "warning",
    Both("il y a trois points de suite", "there are three full stops in a row"),
    Both(
        "remplace-les par ce seul signe, que tu peux copier : …", "write this one sign instead, which you can copy: …"
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text."""
    for text in shown_texts(draft.models):
        if "..." in text.words:
            yield RULE.found(text.file, text.path)
