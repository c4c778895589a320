"""What a teen may type for a choice stands under the language it is in.

The bot answers in the language of the words. One language pasted over the other leaves a teen without an answer.

Right, in `dialogues/ride-home.yaml`:

    said: {fr: ["je refuse", "sans façon"], en: ["i refuse", "no way"]}

Wrong:

    said: {fr: ["what do you want from me", "why is it not here"], en: ["i refuse", "no way"]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import choices
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.content.small_words import NAMES, in_other_language
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "said-in-wrong-language",
    "warning",
    Both("ces mots ne sont pas en {language}", "these words are not in {language}"),
    Both(
        "mets-les sous l'autre langue, et écris ceux de celle-ci", "put them under the other language, and write these"
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at all the words of a choice in one language together: each row alone is too short to tell."""
    for file, story in played(draft.models):
        for _, path, choice in choices(story):
            for lang in LANGS:
                if in_other_language(" ".join(choice.said.get(lang, ())), lang):
                    yield RULE.found(file, (*path, "said", lang), language=NAMES[lang])
