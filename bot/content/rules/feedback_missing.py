"""A choice that leans somewhere says what it does.

It is what a teen learns from a choice: why it helps or hurts, without blame.

Right, in `dialogues/ride-home.yaml`:

    - id: ask-why
      stance: hesitates
      label: {fr: "Pourquoi moi?", en: "Why me?"}
      feedback: {fr: "Bonne question.", en: "Good question."}

Wrong:

    - id: ask-why
      stance: hesitates
      label: {fr: "Pourquoi moi?", en: "Why me?"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import choices
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "feedback-missing",
    "error",
    Both(
        "« {scene} » : le choix « {choice} » n'a pas de rétroaction",
        "«{scene}»: the choice «{choice}» has no feedback",
    ),
    Both(
        "ajoute « feedback » : dis pourquoi ça aide ou ça nuit, sans blâmer",
        "say why it helps or hurts, without blame",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every choice that is not neutral."""
    for file, story in played(draft.models):
        for name, path, choice in choices(story):
            if choice.feedback is None and choice.stance != "neutral":
                yield RULE.found(file, path, scene=name, choice=choice.id)
