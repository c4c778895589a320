"""French is written for everybody without brackets, full stops or strokes inside words.

Screen readers spell them out, and a grade-five reader stumbles. Turn the sentence round (« Tu as confiance »), name
people otherwise (« tes proches »), or write « seul·e » with a middle dot.

Right, in `dialogues/ride-home.yaml`:

    fr: "Tu t'es fait confiance."

Wrong:

    fr: "Tu es convaincu(e)."
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
    "inclusive-writing",
    "warning",
    Both("« {word} » se lit mal", "«{word}» is hard to read"),
    Both(
        "tourne la phrase autrement, ou mets un point médian : seul·e",
        "turn the sentence round, or use a middle dot: seul·e",
    ),
)
_ENDINGS: Final = "e|es|s|ne|nes|le|les|te|tes|ère|ères|euse|euses|rice|rices|trice|trices|ve|ves"
#: convaincu(e), ami.e.s, surpris/e, il/elle.
_BOTH: Final = re.compile(
    rf"\w+\((?:{_ENDINGS})\)s?|\w+\.(?:{_ENDINGS})\b(?:\.s\b)?|\w+/(?:{_ENDINGS})\b|\b(?:ils?/elles?|elles?/ils?)\b"
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every French text but names."""
    for text in shown_texts(draft.models):
        if text.lang == "fr" and text.kind not in NAMED_BY_NUMBER:
            found = _BOTH.search(text.words)
            if found:
                yield RULE.found(text.file, text.path, word=found[0])
