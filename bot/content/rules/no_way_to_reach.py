"""A resource can be reached: by phone, text, chat or site, or by a number of each region.

A teen would be told of help and not how to get it.

Right, in `knowledge/helplines.yaml`:

    ways:
          - {kind: phone, number: "555 0100", press: 2}
          - {kind: text, number: "555 0101", keyword: {fr: "PARLER", en: "TALK"}}

Wrong:

    ways: []
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "no-way-to-reach",
    "error",
    Both("il n'y a aucun moyen de joindre « {resource} »", "«{resource}» cannot be reached in any way"),
    Both(
        "ajoute à « ways » un numéro de téléphone ou de texto, un clavardage ou un site",
        "add a phone number, a text number, a chat or a site to «ways»",
    ),
)
