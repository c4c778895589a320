"""Letters are saved as they are typed: é is one letter, not two signs.

A file that was opened in the wrong encoding and saved shows « Ã© » to a teen wherever an accent was.

Right, in `dialogues/ride-home.yaml`:

    fr: "Quelqu'un m'attend."

Wrong:

    fr: "Quelqu'un mâ€™attend."
"""

from __future__ import annotations

import re
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
    "garbled-text",
    "error",
    Both("« {garbled} » devrait être « {meant} »", "«{garbled}» should be «{meant}»"),
    Both(
        "rouvre une version d'avant en UTF-8, ou corrige chaque accent",
        "open an earlier version as UTF-8, or mend every accent",
    ),
)
_ENCODING: Final = "cp1252"
#: The signs that the second and later bytes of a letter are read as in the wrong encoding.
_LATER: Final = bytes(range(0x80, 0xC0)).decode(_ENCODING, errors="ignore")
#: What accents and « œ » begin with then, typographic marks, and emoji. No word holds one of these before such a sign;
#: other letters are left out, since « à » or « é » may well stand before a quotation mark.
_GARBLED: Final = re.compile(f"[ÂÃÅ][{_LATER}]|â[€†œ][{_LATER}]|ðŸ[{_LATER}]{{2}}")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text."""
    for text in shown_texts(draft.models):
        for found in _GARBLED.finditer(text.words):
            if meant := _meant(found[0]):
                yield RULE.found(text.file, text.path, garbled=found[0], meant=meant)
                break


def _meant(garbled: str) -> str:
    """Give the letter that was saved, or nothing when it was none."""
    try:
        return garbled.encode(_ENCODING).decode()
    except UnicodeDecodeError:
        return ""
