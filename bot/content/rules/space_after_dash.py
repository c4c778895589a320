"""A space stands between the dash of a list and what is in the list.

Without it, YAML takes the dash for a part of the text.

Right, in `knowledge/helplines.yaml`:

    languages: [fr, en]
        region: quebec

Wrong:

    languages:
      -fr
      -en
    region: quebec
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "space-after-dash",
    "error",
    Both("il manque une espace après le tiret", "a space is missing after the dash"),
    Both("écris : {write}", "write {write}"),
)
