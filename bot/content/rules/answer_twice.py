"""Two entries do not give the same answer.

Two questions with one answer are one question asked in two ways: the bot has to choose between them, and both are
chosen less surely.

Right, in `knowledge/entries/rides.yaml`:

    answer: {fr: "Un oui libre, clair, et qui peut changer.", en: "A free and clear yes, which may change."}

Wrong:

    answer:
      fr: "Un service ne crée aucune dette, à {consent-age} comme plus tard."
      en: "A favour creates no debt, at {consent-age} as later."
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.text import fold
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = (schema.EntryFile,)
RULE: Final = Rule(
    "answer-twice",
    "warning",
    Both("« {entry} » donne déjà cette réponse", "«{entry}» already gives this answer"),
    Both(
        "fais-en une seule fiche, ou réponds à ce qui est propre à cette question",
        "make one entry of both, or answer what is this question's own",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare every answer with those of the entries before it."""
    first = draft.beside.once(_first)
    for file, shelf in of_kind(draft.models, schema.EntryFile):
        for place, entry in enumerate(shelf.entries):
            for lang in LANGS:
                other = first[lang, fold(getattr(entry.answer, lang))]
                if other != entry.id:
                    yield RULE.found(file, ("entries", place, "answer", lang), entry=other)
                    break


def _first(models: Mapping[str, schema.Model]) -> dict[tuple[str, str], str]:
    """Give for every answer, by language and folded words, the first entry that gives it."""
    found: dict[tuple[str, str], str] = {}
    for _, shelf in of_kind(models, schema.EntryFile):
        for entry in shelf.entries:
            for lang in LANGS:
                found.setdefault((lang, fold(getattr(entry.answer, lang))), entry.id)
    return found
