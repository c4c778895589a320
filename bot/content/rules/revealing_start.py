"""The first words of a message say nothing about its subject.

A locked phone shows them to whoever holds it, and that may be the very person a teen is afraid of. The words stand in
`knowledge/wording.yaml`, under `revealing`. They are looked for in the first forty letters of what can stand first in a
message, after the opening: titles of stories and of the film, the first bubble of a scene with the name of who speaks,
feedback, answers to danger and to small talk, names of signs, the bot's own texts. Not in themes, help menus,
statements and questions: they answer a press or a question that names them, and a teen must see at once that it is the
right one. Not in what adults read.

Right, in `dialogues/ride-home.yaml`:

    feedback: {fr: "Dire non, c'est ton droit.", en: "Saying no is your right."}

Wrong:

    feedback: {fr: "Dire non, c'est ton droit.", en: "Sexual exploitation begins like this."}
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.content.wording import read_group
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.texts import Shown
    from bot.content.wording import Wordings
    from bot.core.turn import Lang

BESIDE: Final = (schema.WordingFile,)
RULE: Final = Rule(
    "revealing-start",
    "error",
    Both(
        "« {words} » se lirait dans une notification (les {shown} premières lettres), sur un téléphone verrouillé",
        "«{words}» could be read in a notification (the first {shown} letters), on a locked phone",
    ),
)
#: A notification shows about this many letters on a line; what follows the opening is its second.
SHOWN: Final = 40
#: The word that stands across the edge can be guessed, so it counts.
_CUT: Final = re.compile(rf"(?s).{{0,{SHOWN}}}\w*")
#: What can stand first in a message. A line only when it is the first of its scene, a sign by its name.
_FIRST: Final = frozenset(("title", "feedback", "strength", "small-talk", "danger-answer", "interface", "line", "sign"))
#: Texts of the interface that are no message.
_NO_MESSAGE: Final = ("button-", "command-")
#: What a teen asked for by name, and what only adults read.
_NOT_HERE: Final = (schema.EntryFile, schema.Training)
_NARRATOR: Final = "narrator"


def check(draft: Draft) -> Iterator[Found]:
    """Look at the start of every text that can stand first."""
    wordings = draft.beside.once(_revealing)
    for text in shown_texts(draft.models):
        if _stands_first(text) and not isinstance(draft.models[text.file], _NOT_HERE):
            # One is enough: who begins with something else moves all of them.
            for hit in islice(wordings[text.lang].found_in(_start(text, draft.models[text.file])), 1):
                yield RULE.found(text.file, text.path, hit.instead, words=hit.words, shown=SHOWN)


def _revealing(models: Mapping[str, schema.Model]) -> dict[Lang, Wordings]:
    return read_group("revealing", models)


def _stands_first(text: Shown) -> bool:
    if text.kind == "line":
        return text.path[-2] == 0
    if text.kind == "sign":
        return text.path[-2] == "name"
    return text.kind in _FIRST and not text.key.startswith(_NO_MESSAGE)


def _start(text: Shown, model: schema.Model) -> str:
    """Give what a notification shows of a text, with the name of who says it."""
    name = ""
    if text.who != _NARRATOR and isinstance(model, schema.Scenario | schema.Film):
        name = f"{getattr(model.characters[text.who].name, text.lang)} : " if text.who in model.characters else ""
    found = _CUT.match(name + text.words)
    return found[0] if found else ""
