"""No text would serve a recruiter.

A trick is shown only as far as a teen needs to recognise it: no application by name, no price, no advertisement to
copy, nothing on how it is done or hidden. The words stand in `knowledge/wording.yaml`, under `recruiting`. They are
looked for in everything that is shown but names: what a recruiter says in a story can be copied too.

Right, in `dialogues/ride-home.yaml`:

    summary: {fr: "On t'offre un tour. Que fais-tu?", en: "Someone offers you a ride. What do you do?"}

Wrong:

    summary: {fr: "Comment la convaincre. Que fais-tu?", en: "Someone offers you a ride. What do you do?"}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.rule import Rule
from bot.content.texts import NAMED_BY_NUMBER, shown_texts
from bot.content.wording import read_group
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.wording import Wordings
    from bot.core.turn import Lang

BESIDE: Final = (schema.WordingFile,)
RULE: Final = Rule(
    "recruiting-words",
    "error",
    Both("« {words} » pourrait servir à une personne qui recrute", "«{words}» could serve a recruiter"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every text but names."""
    wordings = draft.beside.once(_recruiting)
    for text in shown_texts(draft.models):
        if text.kind not in NAMED_BY_NUMBER:
            for hit in wordings[text.lang].found_in(text.words):
                yield RULE.found(text.file, text.path, hit.instead, words=hit.words)


def _recruiting(models: Mapping[str, schema.Model]) -> dict[Lang, Wordings]:
    return read_group("recruiting", models)
