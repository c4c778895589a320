"""A file stands in the folder of its kind.

From another folder it would be shown to other people, as something else, or to nobody.

Wrong, in a new file `dialogues/rides-and-debts.yaml`:

    theme: rides-and-debts
    title: {fr: "Tours et dettes", en: "Rides and debts"}
    entries: []
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "wrong-folder",
    "error",
    Both("ce fichier est fait comme ceux de {folder}", "this file is made like those in {folder}"),
    Both("déplace-le dans {folder}", "move it to {folder}"),
)
