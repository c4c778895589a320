"""No text names people or things as the guidelines on terms ask not to.

Some words make a crime sound like a trade, or a person look like a thing; a teen who reads them about themselves closes
the chat. The words stand in `knowledge/wording.yaml`, under `banned`, after the Luxembourg Guidelines. They are looked
for in everything that is shown, what people of a story say too, but not in names and laws; in what adults read, not
between quotation marks, since there they learn which words hurt.

Right, in `dialogues/ride-home.yaml`:

    debrief: {fr: "La porte reste ouverte.", en: "The door stays open."}

Wrong:

    debrief: {fr: "Rien n'est réglé.", en: "Child prostitution is not settled."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.rule import Rule
from bot.content.texts import NAMED_BY_NUMBER, shown_texts
from bot.content.wording import read_group, unquoted
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.wording import Wordings
    from bot.core.turn import Lang

BESIDE: Final = (schema.WordingFile,)
RULE: Final = Rule(
    "banned-words",
    "error",
    Both(
        "« {words} » n'est pas un mot pour ce qui arrive à une personne exploitée",
        "«{words}» is no word for what happens to someone who is exploited",
    ),
)
#: What only adults read.
_FOR_ADULTS: Final = (schema.Training, schema.ProgrammeFile)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text but names."""
    wordings = draft.beside.once(_banned)
    for text in shown_texts(draft.models):
        if text.kind not in NAMED_BY_NUMBER:
            words = unquoted(text.words) if isinstance(draft.models[text.file], _FOR_ADULTS) else text.words
            for hit in wordings[text.lang].found_in(words):
                yield RULE.found(text.file, text.path, hit.instead, words=hit.words)


def _banned(models: Mapping[str, schema.Model]) -> dict[Lang, Wordings]:
    return read_group("banned", models)
