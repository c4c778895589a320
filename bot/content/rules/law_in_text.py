"""A law is named once, in laws.yaml with the row that proves it, never in a sentence.

Say what it says in plain words. In an entry, its id under `laws` shows its name below the answer.

Right, in `knowledge/entries/rides.yaml`:

    answer: {fr: "Un oui libre, clair, et qui peut changer.", en: "A free and clear yes, which may change."}

Wrong:

    answer: {fr: "Un oui libre, dit le Code criminel.", en: "A free yes, says the law."}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content.rule import Rule
from bot.content.texts import NAMED_BY_NUMBER, shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "law-in-text",
    "error",
    Both("« {law} » nomme une loi dans le texte", "«{law}» names a law in the text"),
    Both(
        "dis en mots simples ce qu'elle dit; dans une fiche, ajoute aussi son id de laws.yaml à « laws »",
        "say in plain words what it says; in an entry, also add its id in laws.yaml to «laws»",
    ),
)
#: How a law, a part of it or a court's ruling is named in each language.
_LAW: Final = {
    "fr": re.compile(r"\b([Cc]ode (criminel|civil)|Loi sur|Charte|[Pp]rojet de loi|[Aa]rticle \w+ (du|de la))"),
    "en": re.compile(r"\b((Criminal|Civil) Code|[A-Z]\w+ Act\b|Charter|Bill [A-Z]|[Ss]ection \w+ of|R\. v\.)"),
}


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text but names."""
    for text in shown_texts(draft.models):
        found = _LAW[text.lang].search(text.words)
        if found and text.kind not in NAMED_BY_NUMBER:
            yield RULE.found(text.file, text.path, law=found[0])
