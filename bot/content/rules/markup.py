"""A text is written without signs for bold, italics, links or code.

The bot shows each sign as it stands: a teen would read the stars. Words are enough.

Right, in `dialogues/ride-home.yaml`:

    - {fr: "Non, je marche.", en: "No, I'm walking."}

Wrong:

    - {fr: "**Non**, je marche.", en: "No, I'm walking."}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "markup",
    "error",
    Both("les signes de « {words} » se liraient tels quels", "the signs of «{words}» would be read as they stand"),
    Both("enlève-les : le robot ne met rien en gras", "take them away: the bot makes nothing bold"),
)
_MARKED: Final = re.compile(
    r"(?<![\w*_~])(\*{1,3}|_{1,3}|~~)(?=\S)[^*_~\n]+?(?<=\S)\1(?![\w*_~])"
    r"|`[^`\n]+`|</?[A-Za-z]+>|\[[^\]\n]+\]\([^)\n]*\)"
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text that is shown."""
    for text in shown_texts(draft.models):
        if found := _MARKED.search(text.words):
            yield RULE.found(text.file, text.path, words=found[0])
