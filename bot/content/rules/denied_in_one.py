"""What is denied in one language is denied in the other.

A lost "not" turns a myth into a fact, or comfort into a reproach. Only statements, and sentences about whose fault
something is, are looked at. Elsewhere the two languages may deny in ways of their own: "laisse faire" is "never mind".

Right, in `knowledge/entries/rides.yaml`:

    flip: {fr: "Accepter un tour, ça ne crée pas de dette.", en: "Accepting a ride creates no debt."}

Wrong:

    flip: {fr: "Accepter un tour, ça ne crée pas de dette.", en: "Accepting a ride creates some debt."}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content.rule import Rule
from bot.content.texts import shown_pairs
from bot.core.script import Both
from bot.core.text import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.texts import Shown
    from bot.core.turn import Lang

BESIDE: Final = ()
RULE: Final = Rule(
    "denied-in-one",
    "warning",
    Both(
        "« {denying} » nie, « {other} » ne nie pas : un des deux dit le contraire de l'autre",
        "«{denying}» denies, «{other}» does not: one of them says the contrary of the other",
    ),
    Both(
        "relis les deux et corrige celui qui se trompe : une négation y manque, ou y est de trop",
        "read both and correct the wrong one: it lacks a «not», or has one too many",
    ),
)
#: What plainly denies, folded: "don't" is don and t.
_PLAIN: Final[Mapping[Lang, frozenset[str]]] = {
    "fr": frozenset(("pas",)),
    "en": frozenset(("not", "t", "never")),
}
#: What may say the same in the other language.
_ANY: Final[Mapping[Lang, frozenset[str]]] = {
    "fr": frozenset(
        ["pas", "plus", "jamais", "rien", "aucun", "aucune", "personne", "ni", "sans", "non", "ne", "n", "peu"]
    ),
    "en": frozenset(
        ["not", "no", "never", "nobody", "nothing", "none", "nor", "without", "cannot", "neither", "t", "anymore"]
    ),
}
#: A sentence on whose fault it is.
_FAULT: Final = re.compile(
    r"[^.!?…:;\n]*\b(?:votre|ta|sa|your|her|his|their) (?:faute|fault)\b[^.!?…:;\n]*", re.IGNORECASE
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every statement, and at every sentence on a fault that is in both languages."""
    for pair in shown_pairs(draft.models):
        parts = [text.words if text.kind == "statement" else _on_fault(text) for text in pair]
        if not all(parts):
            continue
        found = [frozenset(words(part)) for part in parts]
        for denying, other in ((0, 1), (1, 0)):
            plain = found[denying] & _PLAIN[pair[denying].lang]
            if plain and not found[other] & _ANY[pair[other].lang]:
                yield RULE.found(pair[1].file, pair[1].path, denying=pair[denying].lang, other=pair[other].lang)


def _on_fault(text: Shown) -> str:
    return " ".join(_FAULT.findall(text.words))
