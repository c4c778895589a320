"""Nobody promises a teen that everything stays secret.

An adult must report some of what a teen tells. Who was promised secrecy, and finds out, tells nothing more. What people
of a story say may promise it, since that too must be shown; what the bot says may not.

Right, in `dialogues/ride-home.yaml`:

    debrief: {fr: "La porte reste ouverte.", en: "The door stays open."}

Wrong:

    debrief: {fr: "Ça restera secret.", en: "The door stays open."}
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.content.wording import unquoted
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.core.turn import Lang

BESIDE: Final = ()
RULE: Final = Rule(
    "secrecy-promised",
    "warning",
    Both("« {words} » promet un secret que personne ne peut tenir", "«{words}» promises a secret that nobody can keep"),
    Both(
        "dis à qui cela peut être dit, et quand : « sauf si quelqu'un est en grand danger »",
        "say who may be told, and when: “unless someone is in great danger”",
    ),
)
_PROMISE: Final[Mapping[Lang, re.Pattern[str]]] = {
    "fr": re.compile(
        r"(?i)\b(?:(?:ça|cela|tout) (?:restera|reste|va rester) (?:toujours )?(?:secret|confidentiel|entre nous)"
        r"|personne (?:ne |n')?(?:le )?(?:saura|apprendra)(?: jamais)?"
        r"|(?:toujours|totalement|entièrement|100 ?%) (?:secret|confidentiel)(?:le)?s?)\b"
    ),
    "en": re.compile(
        r"(?i)\b(?:(?:it|this|everything|all of it) (?:will stay|stays|will remain|remains) "
        r"(?:always )?(?:a )?(?:secret|confidential|between us)"
        r"|(?:nobody|no one) (?:will|is going to) (?:ever )?(?:know|find out|learn)"
        r"|(?:always|totally|completely|entirely) (?:secret|confidential))\b"
    ),
}
#: What says when it may be told all the same.
_BOUND: Final = re.compile(r"(?i)\b(?:sauf|à moins|unless|except)\b")
#: What is not in the bot's own words, and what a myth may say.
_OTHERS: Final = frozenset(("label", "statement", "believed"))
_NARRATOR: Final = "narrator"


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text in the bot's own words."""
    for text in shown_texts(draft.models):
        if text.kind not in _OTHERS and text.who in ("", _NARRATOR):
            found = _PROMISE[text.lang].search(unquoted(text.words))
            if found and not _BOUND.search(text.words):
                yield RULE.found(text.file, text.path, words=found[0])
