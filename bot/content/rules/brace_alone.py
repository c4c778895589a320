"""Every { has its }, around the name of a figure.

A teen would read the brace.

Right, in `dialogues/ride-home.yaml`:

    label: {fr: "Non merci", en: "No thanks"}

Wrong:

    label: {fr: "Non merci", en: "No {thanks"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.build import PLACEHOLDER
from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "brace-alone",
    "error",
    Both("une accolade {{ ou }} est seule", "a {{ or }} has no partner"),
    Both(
        "écris {{id-du-chiffre}} avec les deux accolades, ou enlève celle-ci",
        "write {{id-of-the-figure}} with both braces, or take this one away",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text."""
    for text in shown_texts(draft.models):
        if text.words.count("{") != text.words.count("}") or "{" in PLACEHOLDER.sub("", text.words):
            yield RULE.found(text.file, text.path)
