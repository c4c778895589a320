"""The words that stand around a group's results, in both languages.

Rule: said to adults, about totals, and blaming nobody: what is easy to miss was made to be missed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.disclosure import FEWEST
from bot.core.script import Both

if TYPE_CHECKING:
    from bot.core.turn import Lang

TITLE: Final = Both("Résultats du groupe", "Group results")
NOTE: Final = Both(
    f"Seulement des totaux, arrondis et un peu brouillés. Aucun nom. Rien en dessous de {FEWEST}.",
    f"Only totals, rounded and a little blurred. Nobody's name. Nothing below {FEWEST}.",
)
TOOK_PART: Final = Both("Joué environ {number} fois", "Played about {number} times")
NUMBER: Final = Both("environ {number}", "about {number}")
TIMES: Final = Both("environ {number} fois", "about {number} times")
ENDINGS: Final = Both("Comment l'histoire a fini", "How the story ended")
FEW: Final = Both("Trop peu pour être montré, ou personne", "Too few to be shown, or nobody")
MISSED: Final = Both("Signaux les plus faciles à manquer", "Signs that were easiest to miss")
MISSED_NOTE: Final = Both(
    "Ils étaient là quand le personnage a suivi. Parlez de ce que fait la personne qui manipule, pas de ce qu'il "
    "aurait fallu voir.",
    "They were there when the character went along. Talk about what the person who manipulates does, not about what "
    "should have been seen.",
)
ASKED: Final = Both("Avant et après", "Before and after")
WAITING: Final = Both(
    f"Pas encore assez de réponses. Il en faut au moins {FEWEST} à une même question.",
    f"Not enough answers yet. The same question needs at least {FEWEST}.",
)


def about(number: int, lang: Lang) -> str:
    """Say a rounded number as what it is."""
    return NUMBER[lang].format(number=number)
