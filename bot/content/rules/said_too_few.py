"""What teens may type for a choice is written in two ways or more.

One way teaches the bot one sentence; teens type many.

Right, in `dialogues/ride-home.yaml`:

    said: {fr: ["je monte", "ok je viens"], en: ["im getting in", "ok im coming"]}

Wrong:

    said: {fr: ["je monte", "ok je viens"], en: ["im getting in"]}
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
    "said-too-few",
    "error",
    Both(
        "le choix « {choice} » n'a qu'une façon de le dire en « {lang} »",
        "the choice «{choice}» has one way to say it only in «{lang}»",
    ),
    Both("ajoutes-en une, comme les jeunes l'écrivent", "add one, as teens type it"),
)
FEWEST: Final = 2


def check(draft: Draft) -> Iterator[Found]:
    """Look at the words of every choice; a language without any is told by another rule."""
    for file, story in played(draft.models):
        for _, path, choice in choices(story):
            for lang in LANGS:
                if 0 < len(choice.said.get(lang, ())) < FEWEST:
                    yield RULE.found(file, (*path, "said", lang), choice=choice.id, lang=lang)
