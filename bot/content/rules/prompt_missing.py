"""A page of the logbook asks questions that stand under `prompts`.

A teen would open a page with a hole in it.

Right, in `dialogues/logbook.yaml`:

    story: [people]

Wrong:

    story: [peple]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.content.draft import Draft
    from bot.content.problem import Path
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "prompt-missing",
    "error",
    Both("la question du carnet « {name} » n'existe pas", "the question of the logbook «{name}» does not exist"),
    Both("mets l'id d'une question qui est sous « prompts »", "put the id of a question that is under «prompts»"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every page of the logbook."""
    for file, book in of_kind(draft.models, schema.LogbookFile):
        named: list[tuple[Path, Sequence[str]]] = [(("story",), book.story), (("plan", "prompts"), book.plan.prompts)]
        named += [(("workshops", str(number), "prompts"), page.prompts) for number, page in book.workshops.items()]
        for path, prompts in named:
            for place, name in enumerate(prompts):
                if name not in book.prompts:
                    yield RULE.found(file, (*path, place), did_you_mean(name, book.prompts), name=name)
