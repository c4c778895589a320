"""No sentence is written in capitals.

It feels like being shouted at, and is slower to read. A word or two may stand in capitals: a sign on a door, the name
of a service. What is loud can be told: "they shout".

Right, in `dialogues/ride-home.yaml`:

    debrief: {fr: "La porte reste ouverte.", en: "The door stays open."}

Wrong:

    debrief: {fr: "LA PORTE RESTE OUVERTE.", en: "The door stays open."}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content.rule import Rule
from bot.content.texts import NAMED_BY_NUMBER, shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "capitals",
    "warning",
    Both("« {words} » est en majuscules", "«{words}» is in capitals"),
    Both(
        "écris-le en minuscules : des majuscules se lisent comme un cri",
        "write it in small letters: capitals read like shouting",
    ),
)
#: Four words in a row or more, of which the last is longer than an initial.
_SHOUTED: Final = re.compile(r"(?:\b[A-ZÀ-ÖØ-Þ]+(?:['’][A-ZÀ-ÖØ-Þ]+)?\b[ ,]+){3,}(?:[A-ZÀ-ÖØ-Þ]['’])?[A-ZÀ-ÖØ-Þ]{2,}\b")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text but names."""
    for text in shown_texts(draft.models):
        found = _SHOUTED.search(text.words)
        if found and text.kind not in NAMED_BY_NUMBER:
            yield RULE.found(text.file, text.path, words=found[0])
