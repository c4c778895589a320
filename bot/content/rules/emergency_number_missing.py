"""What is said in an emergency names the emergency number, in both languages.

Whoever is held or hurt at this minute needs a number, not a sentence.

Right, in `knowledge/danger/held.yaml`:

    help: [danger]

Wrong:

    help: [danger]
    answer: {fr: "Appelle le {emergency-number}.", en: "Call for help."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.kinds import of_kind
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
#: How a text names the number to call in danger.
_NUMBER: Final = "{emergency-number}"
RULE: Final = Rule(
    "emergency-number-missing",
    "error",
    Both(
        "en « {lang} », cette réponse à une urgence ne donne pas le numéro d'urgence",
        "in «{lang}», this answer to an emergency does not give the emergency number",
    ),
    Both("écris-y {{emergency-number}}", "write {{emergency-number}} into it"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at what is said to every emergency."""
    for file, danger in of_kind(draft.models, schema.DangerFile):
        for lang in LANGS if danger.answer and danger.level == "emergency" else ():
            if _NUMBER not in getattr(danger.answer, lang):
                yield RULE.found(file, ("answer", lang), lang=lang)
