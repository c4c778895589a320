"""No two buttons of a scene say the same.

A teen could not tell them apart, and one who types the words would get either.

Right, in `dialogues/ride-home.yaml`:

    label: {fr: "Je monte", en: "I get in"}

Wrong:

    label: {fr: "Je monte", en: "no thanks"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import choices
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.text import fold
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "label-twice",
    "error",
    Both(
        "scène « {scene} » : le choix « {choice} » a déjà ce bouton",
        "scene «{scene}»: the choice «{choice}» already has this button",
    ),
    Both("dis autrement un des deux", "say one of them in another way"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare every button with those before it in the same scene."""
    for file, story in played(draft.models):
        first: dict[tuple[str, str, str], str] = {}
        for name, path, choice in choices(story):
            for lang in LANGS:
                label = getattr(choice.label, lang)
                before = first.setdefault((name, lang, fold(label) or label), choice.id)
                if before != choice.id:
                    yield RULE.found(file, (*path, "label", lang), scene=name, choice=before)
                    break
