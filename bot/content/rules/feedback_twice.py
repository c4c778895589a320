"""Choices that lean different ways are not told the same.

Feedback says what this choice does. The same words for giving in and for saying no tell a teen that it makes no
difference; mostly, it was copied and forgotten.

Right, in `dialogues/ride-home.yaml`:

    feedback: {fr: "Tu peux changer d'idée quand tu veux.", en: "You can change your mind at any time."}

Wrong:

    feedback: {fr: "Dire non, c'est ton droit.", en: "Saying no is your right."}
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

    from bot.content import schema
    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "feedback-twice",
    "warning",
    Both(
        "le choix « {choice} », qui penche autrement, dit déjà la même chose",
        "the choice «{choice}», which leans another way, already says the same",
    ),
    Both("dis ce que ce choix-ci fait", "say what this choice does"),
)
#: A shorter word, such as "Good question.", may fit to both.
FEWEST_WORDS: Final = 6


def check(draft: Draft) -> Iterator[Found]:
    """Compare the feedback of every choice with those before it in the same story."""
    for file, story in played(draft.models):
        first: dict[tuple[str, str], schema.Choice] = {}
        for _, path, choice in choices(story):
            for lang in LANGS if choice.feedback else ():
                told = fold(getattr(choice.feedback, lang))
                before = first.setdefault((lang, told), choice)
                if before.stance != choice.stance and told.count(" ") + 1 >= FEWEST_WORDS:
                    yield RULE.found(file, (*path, "feedback", lang), choice=before.id)
                    break
