"""A text of whole sentences ends with a full stop, or another mark that ends one.

Without it, a teen waits for more. Titles, buttons, bubbles and sentences to say may end as people write them.

Right, in `dialogues/ride-home.yaml`:

    debrief: {fr: "Tu t'es fait confiance.", en: "You trusted yourself."}

Wrong:

    debrief: {fr: "Tu t'es fait confiance.", en: "You trusted yourself"}
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
    "end-missing",
    "warning",
    Both("le texte finit sans point", "the text ends without a full stop"),
    Both("finis la phrase", "end the sentence"),
)
WHOLE_SENTENCES: Final = frozenset(
    (
        *("summary", "content_note", "feedback", "debrief", "facilitator-question", "discussion", "guide", "aim"),
        *("statement", "question", "answer", "believed", "danger-answer", "small-talk", "strength", "who-for", "know"),
    )
)
#: A letter, a digit, a figure or a comma at the very end, but for what closes a quotation. An emoji may end a text.
_OPEN: Final = re.compile(r"[\w,;}][\s»”)]*\Z")


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text of whole sentences."""
    for text in shown_texts(draft.models):
        if text.kind in WHOLE_SENTENCES and _OPEN.search(text.words):
            yield RULE.found(text.file, text.path)
