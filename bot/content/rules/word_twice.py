"""No word stands twice in a row.

A figure brings its unit along: `{consent-age} ans` is read as "16 ans ans". Who speaks in a story may say a word twice.

Right, in `dialogues/ride-home.yaml`:

    debrief: {fr: "La porte reste ouverte.", en: "The door stays open."}

Wrong:

    debrief: {fr: "La porte reste ouverte à {consent-age} ans.", en: "The door stays open at {consent-age}."}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.build import filled
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.FigureFile,)
RULE: Final = Rule(
    "word-twice",
    "warning",
    Both("« {word} » y est deux fois de suite", "«{word}» stands here twice in a row"),
    Both(
        "enlève-le une fois; un chiffre entre accolades apporte déjà son mot",
        "take it away once; a figure between braces brings its own word",
    ),
    when="no-error",
)
_TWICE: Final = re.compile(r"(?i)(?<![\w'’-])([^\W\d_]\w*) \1(?![\w'’-])")
#: What a grammar doubles: "vous vous parlez", "the things that that means".
_DOUBLED: Final = frozenset(("vous", "nous", "that", "had"))
#: What people say, and what a teen may answer.
_SPOKEN: Final = frozenset(("line", "label"))


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text in the bot's own words, with its figures filled in."""
    figures = draft.beside.once(_figures)
    for text in shown_texts(draft.models):
        found = None if text.kind in _SPOKEN else _TWICE.search(filled(text.words, figures, text.lang))
        if found and found[1].lower() not in _DOUBLED:
            yield RULE.found(text.file, text.path, word=found[1])


def _figures(models: Mapping[str, Model]) -> dict[str, schema.Figure]:
    return {name: figure for _, file in of_kind(models, schema.FigureFile) for name, figure in file.figures.items()}
