"""Each thing of a list has its dash.

YAML cannot tell where a thing without a dash belongs.

Right, in `dialogues/ride-home.yaml`:

    - {who: driver, fr: "Monte, je te ramène.", en: "Get in, I'll take you home."}

Wrong:

      {who: driver, fr: "Monte, je te ramène.", en: "Get in, I'll take you home."}
"""

from __future__ import annotations

from typing import Final

from bot.content.rule import Rule
from bot.core.script import Both

RULE: Final = Rule(
    "dash-missing",
    "error",
    Both("il manque un tiret devant cette ligne", "a dash is missing before this line"),
    Both("écris : {write}", "write {write}"),
)
