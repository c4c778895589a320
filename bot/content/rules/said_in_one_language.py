"""What teens may type for a choice is written in both languages.

In the other language, words meant for this choice are taken for another one.

Right, in `dialogues/ride-home.yaml`:

    said: {fr: ["je monte", "ok je viens"], en: ["im getting in", "ok im coming"]}

Wrong:

    said: {fr: ["je monte", "ok je viens"]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import choices
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "said-in-one-language",
    "error",
    Both("le choix « {choice} » n'a pas de « said » en « {lang} »", "the choice «{choice}» has no «said» in «{lang}»"),
    Both("ajoute « {lang}: » avec au moins deux façons de le dire", "add «{lang}:» with two ways to say it or more"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every choice that has words of its own."""
    for file, story in played(draft.models):
        for _, path, choice in choices(story):
            for lang in LANGS if choice.said else ():
                if not choice.said.get(lang):
                    yield RULE.found(file, (*path, "said"), choice=choice.id, lang=lang)
