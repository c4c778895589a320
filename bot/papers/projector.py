"""The page on which a whole group plays a story: one file, both languages, opened in any browser.

Rule: nothing is kept and nothing leaves. Its own policy lets it load nothing and speak to nobody; texts are
data in it, and are only ever shown as text. No choice is shown as good or bad.
"""

from __future__ import annotations

import base64
import hashlib
import html as markup
import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from bot.core.screens.message import colon
from bot.core.turn import LANGS
from bot.papers import words
from bot.papers.help_lines import always_there, help_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.core.script import Both, Node, Scenario, Script
    from bot.core.turn import Lang, Projector

#: So many questions and help lines fit a screen beside each other.
MOST_QUESTIONS: Final = 2
MOST_LINES: Final = 6
_FOLDER: Final = Path(__file__).parent
_PLACE: Final = re.compile(r"@([a-z-]+)@")
#: What could end the element that holds the data, or begin one.
_ESCAPED: Final = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026"}


def html(asked: Projector, script: Script) -> str:
    """Make the page. Raises LookupError for a story that is not in the content."""
    story = script.scenarios[asked.story]
    style, code = _file("projector.css"), _file("projector.js")
    values = {
        "lang": asked.lang,
        "title": markup.escape(story.title[asked.lang]),
        "style": style,
        "style-hash": _hash(style),
        "script": code,
        "script-hash": _hash(code),
        "story": _as_json(_told(story, script)),
    }
    # In one pass: a text that looks like a place is left as it is.
    return _PLACE.sub(lambda found: values[found[1]], _file("projector.html"))


def _file(name: str) -> str:
    return (_FOLDER / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    """Name a text by its digest, as a policy does."""
    return f"sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}"


def _as_json(value: object) -> str:
    """Write data that can stand inside an element: ASCII, without a letter that markup is made of."""
    written = json.dumps(value, separators=(",", ":"))
    return re.sub("[<>&]", lambda found: _ESCAPED[found[0]], written)


def _told(story: Scenario, script: Script) -> dict[str, Any]:
    """Give what the page knows: texts by language, nodes by name, signs by their number; nothing of stances."""
    return {
        "title": _both(story.title),
        "summary": _both(story.summary),
        "note": _both(story.content_note),
        "start": story.start,
        "nodes": {name: _node(node, story) for name, node in story.nodes.items()},
        "signs": [_both(sign.name) for sign in story.signs],
        "questions": [_both(question) for question in story.facilitator_questions[:MOST_QUESTIONS]],
        "help": {lang: _lines(story, script, lang) for lang in LANGS},
        "bar": {lang: _bar(story, script, lang) for lang in LANGS},
        "words": {name: _both(said) for name, said in words.PROJECTOR.items()},
    }


def _node(node: Node, story: Scenario) -> dict[str, Any]:
    return {
        "lines": [{"who": line.who and _both(line.who), "words": _both(line.words)} for line in node.lines],
        "seen": _signs(node.seen, story),
        "choices": [
            {
                "label": _both(choice.label),
                "feedback": _both(choice.feedback),
                "seen": _signs(choice.seen, story),
                "to": choice.to,
            }
            for choice in node.choices.values()
        ],
        "debrief": node.ending and _both(node.ending.debrief),
    }


def _signs(bits: int, story: Scenario) -> list[int]:
    return [place for place in range(len(story.signs)) if bits >> place & 1]


def _lines(story: Scenario, script: Script, lang: Lang) -> list[dict[str, Any]]:
    """Give the help lines with a number, the first of the story's menus."""
    found = [line for line in help_lines(story.help, script, lang) if line.numbers]
    return [{"name": line.name, "ways": line.numbers, "checked": line.checked} for line in found[:MOST_LINES]]


def _bar(story: Scenario, script: Script, lang: Lang) -> Sequence[str]:
    return [f"{line.name}{colon(lang)}{way}" for line in always_there(story.help, script, lang) for way in line.ways]


def _both(both: Both) -> dict[Lang, str]:
    return {"fr": both.fr, "en": both.en}
