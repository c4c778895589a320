"""A phrasing that is word for word an example of danger stands in an entry that can be reached by it.

Danger is answered first. A teen who types these words gets the help for that danger; behind it, the bot offers the
entry of the danger, or the answer to a question. A statement is never offered there, and in an emergency no answer is:
the phrasing does nothing where it stands.

Right, in `knowledge/entries/rides.yaml`:

    "i owe a favour"

Wrong:

    "he made me stay there"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.asked import asked, folded
from bot.content.kinds import of_kind
from bot.content.learn import danger_id
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = (schema.DangerFile,)
RULE: Final = Rule(
    "phrasing-danger",
    "warning",
    Both(
        "« {words} » est un exemple du danger « {danger} » : cette fiche ne sera jamais donnée",
        "«{words}» is an example of the danger «{danger}»: this entry will never be given",
    ),
    Both(
        "enlève la formulation d'ici et laisse-la au danger, ou mets l'id de cette fiche dans « entry » du danger",
        "take the phrasing away here and leave it to the danger, or put this entry's id into «entry» of the danger",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare every way to ask for an entry with every example of danger."""
    examples = draft.beside.once(_examples)
    for each in asked(draft.models):
        name, danger = examples.get(each.folded, ("", None))
        if danger is None or danger.entry == each.entry.id or "phrasings" not in each.path:
            continue
        if danger.level == "emergency" or not isinstance(each.entry, schema.Question):
            yield RULE.found(each.file, each.path, words=each.words, danger=danger_id(name))


def _examples(models: Mapping[str, schema.Model]) -> dict[str, tuple[str, schema.DangerFile]]:
    """Give for the folded words of every example of danger its file: path and model."""
    return {
        example: (file, danger)
        for file, danger in of_kind(models, schema.DangerFile)
        for examples in (danger.examples.fr, danger.examples.en)
        for example in folded(examples)
    }
