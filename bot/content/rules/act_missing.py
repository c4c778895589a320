"""Everything a teen's own words may do has its examples.

The bot would take such words for something else.

Right: `knowledge/replies.yaml` has examples for all five acts.

Wrong: The act `seek-help` was deleted there.
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "act-missing",
    "error",
    Both("il manque « {missing} »", "«{missing}» is missing"),
    Both("ajoute-le ici, avec ses exemples dans les deux langues", "add it here, with its examples in both languages"),
)
