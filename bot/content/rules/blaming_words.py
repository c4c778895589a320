"""No text puts the fault on the one who is exploited.

A teen who reads a reproach, even a small one, stops telling. The words stand in `knowledge/wording.yaml`, under
`blaming`. They are not looked for in what people of a story say and in what a teen may answer, since a story must show
such words to take them apart; in statements, since a myth may blame; in names and laws; between quotation marks, since
those are somebody's words. What the narrator says is the bot's own.

Right, in `dialogues/ride-home.yaml`:

    debrief: {fr: "Tu t'es fait confiance.", en: "You trusted yourself."}

Wrong:

    debrief: {fr: "Pourquoi tu as attendu?", en: "Did you wait long?"}
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
    "blaming-words",
    "error",
    Both("« {words} » met la faute sur la personne exploitée", "«{words}» puts the fault on the one who is exploited"),
)
#: What is not in the bot's own words.
_OTHERS: Final = NAMED_BY_NUMBER | {"label", "statement"}
_NARRATOR: Final = "narrator"


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text in the bot's own words."""
    wordings = draft.beside.once(_blaming)
    for text in shown_texts(draft.models):
        if text.kind not in _OTHERS and text.who in ("", _NARRATOR):
            for hit in wordings[text.lang].found_in(unquoted(text.words)):
                yield RULE.found(text.file, text.path, hit.instead, words=hit.words)


def _blaming(models: Mapping[str, schema.Model]) -> dict[Lang, Wordings]:
    return read_group("blaming", models)
