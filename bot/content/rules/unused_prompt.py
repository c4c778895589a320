"""A question of the logbook is asked on a page.

Whoever wrote it thinks that teens are asked; nobody is.

Right, in `dialogues/logbook.yaml`:

    story: [people]
    prompts:

Wrong:

    story: [people]
    prompts:
      unasked:
        ask: {fr: "Qu'est-ce qui te calme?", en: "What calms you?"}
        line: {fr: "Ce qui me calme :", en: "What calms me:"}
        most: 1
        options:
          - {id: music, label: {fr: "La musique", en: "Music"}}
          - {id: walks, label: {fr: "Marcher", en: "Walking"}}
          - {id: quiet, label: {fr: "Le silence", en: "Silence"}}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "unused-prompt",
    "warning",
    Both("aucune page ne pose la question « {name} »", "no page asks the question «{name}»"),
    Both("ajoute-la à « prompts » d'une page, ou enlève-la", "add it to «prompts» of a page, or take it away"),
    when="no-error",
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare the questions with the pages of their file."""
    for file, book in of_kind(draft.models, schema.LogbookFile):
        asked = {name for page in (book.plan, *book.workshops.values()) for name in page.prompts} | set(book.story)
        for name in book.prompts:
            if name not in asked:
                yield RULE.found(file, ("prompts", name), name=name)
