r"""A backslash in a text is written twice.

Between double quotes, YAML takes a backslash and the next letter for one sign: "gars\fille" loses its slash and its f.

Right, in `dialogues/ride-home.yaml`:

    "No thanks"

Wrong:

    "No\d thanks"
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "backslash",
    "error",
    Both(
        "dans un texte entre guillemets doubles, « \\ » commence un code",
        "in a text between double quotes, «\\» begins a code",
    ),
    Both("écris : {write}", "write {write}"),
)
