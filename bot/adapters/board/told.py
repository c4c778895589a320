"""What a board is told: the results of a group, in both languages, as JSON.

Rule: made of a `Report` and of a help line that is open now; no date, no address, no key.

    {"fr": {"lang", "chapters": [{"title", "number", "sections": [{"title", "rows": [{"label", "number", "kind"}],
    "few"}], "missed": [row]}], "asked": [section], "empty", "help"}, "en": …}
"""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Final

from bot.core.help import first_open
from bot.core.results import report
from bot.core.screens.message import way_text
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from datetime import datetime
    from typing import Any

    from bot.core.disclosure import Found
    from bot.core.script import Script
    from bot.core.turn import Lang


_SIGNS_FIRST: Final = re.compile(r"^\W+")


def told(found: Found, script: Script, now: datetime) -> str:
    """Write it on one line. `now` is the local time in Québec, for the help line."""
    both = {lang: _of_lang(found, script, lang, now) for lang in LANGS}
    return json.dumps(both, ensure_ascii=False, separators=(",", ":"))


def _of_lang(found: Found, script: Script, lang: Lang, now: datetime) -> dict[str, Any]:
    results = report(found, script, lang)
    return {**asdict(results), "empty": results.empty, "help": help_line(script, lang, now)}


def help_line(script: Script, lang: Lang, now: datetime) -> str:
    """Name somebody who can be reached now, and say how. A school's computer may have no letter for an emoji."""
    found = first_open(script, (), now)
    way = way_text(found.ways[0], lang, script)
    return _SIGNS_FIRST.sub("", script.say("help-line", lang, name=found.resource.name[lang], way=way))
