"""No text holds a mark that says it is still to be written.

Teens would read it as it is.

Right, in `dialogues/ride-home.yaml`:

    debrief: {fr: "La porte reste ouverte.", en: "The door stays open."}

Wrong:

    debrief: {fr: "La porte reste ouverte.", en: "TODO translate."}
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
    "unfinished",
    "error",
    Both("« {mark} » : ce texte n'est pas fini", "«{mark}»: this text is not finished"),
    Both("écris ce qui manque", "write what is missing"),
)
_MARK: Final = re.compile(
    r"\b(?:TODO|FIXME|TBD|XXX+)\b|\[[^\]]*\]|\A\W*[?]{3}\W*\Z|_{3}"
    r"|(?i:\bà (?:compléter|traduire|rédiger)\b|\bto be (?:written|translated)\b|\blorem ipsum\b)"
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text."""
    for text in shown_texts(draft.models):
        found = _MARK.search(text.words)
        if found:
            yield RULE.found(text.file, text.path, mark=found[0])
