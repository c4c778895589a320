"""What stands under `fr` is French, and what stands under `en` is English.

Two texts that changed places, or one that was pasted twice, reach a teen in the wrong language. A text of fewer than
six words is told only when both changed places. Names are let be; a quotation in the other language inside a longer
text is fine.

Right, in `knowledge/signs.yaml`:

    why: {fr: "Un secret empêche de t'aider.", en: "A secret keeps help away."}

Wrong:

    why: {fr: "This is why nobody is there to help you.", en: "A secret keeps help away."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.build import PLACEHOLDER
from bot.content.rule import Rule
from bot.content.small_words import NAMES, changed_places, in_other_language
from bot.content.texts import NAMED_BY_NUMBER, shown_pairs
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "wrong-language",
    "error",
    Both("ce texte n'est pas en {language}", "this text is not in {language}"),
    Both(
        "mets le français sous « fr » et l'anglais sous « en »", "put the French under «fr» and the English under «en»"
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text but names; one that is the same in both languages is told by another rule."""
    for pair in shown_pairs(draft.models):
        if pair[0].kind in NAMED_BY_NUMBER or pair[0].words == pair[1].words:
            continue
        french, english = (PLACEHOLDER.sub("", text.words) for text in pair)
        both = changed_places(french, english)
        for text, shown in zip(pair, (french, english), strict=True):
            if both or in_other_language(shown, text.lang):
                yield RULE.found(text.file, text.path, language=NAMES[text.lang])
