"""Words that refuse lead to no choice that goes along, and words that go along to none that resists.

Under a scene to say it your way, a teen who types no would find themselves giving in.

Right, in `dialogues/ride-home.yaml`:

    acts: [go-along]

Wrong:

    acts: [go-along, refuse]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import choices
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.schema import Act

BESIDE: Final = ()
RULE: Final = Rule(
    "act-contradicts-stance",
    "error",
    Both(
        "le choix « {choice} » a « stance: {stance} », et des mots qui font « {act} » y mènent",
        "the choice «{choice}» has «stance: {stance}», and words that do «{act}» lead to it",
    ),
    Both("corrige « acts » ou « stance »", "correct «acts» or «stance»"),
)
_NEVER: Final[Mapping[str, Act]] = {"goes-along": "refuse", "resists": "go-along"}


def check(draft: Draft) -> Iterator[Found]:
    """Look at every choice."""
    for file, story in played(draft.models):
        for _, path, choice in choices(story):
            act = _NEVER.get(choice.stance)
            if act in choice.acts:
                yield RULE.found(file, (*path, "acts"), choice=choice.id, stance=choice.stance, act=act)
