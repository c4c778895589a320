"""A difference -> what a writer calls it, and where it is.

Rule: every difference has a noun; what has no name of its own is a setting.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema

if TYPE_CHECKING:
    from bot.content.diff.change import Kind, Noun
    from bot.content.diff.tree import Difference

#: The last field on the way to a difference -> what it is called.
_OF_FIELD: Final[dict[str, Noun]] = {
    "title": "title",
    "summary": "summary",
    "content_note": "content-note",
    "lines": "line",
    "choices": "choice",
    "label": "label",
    "feedback": "feedback",
    "said": "said",
    "to": "target",
    "start": "start",
    "outcome": "outcome",
    "retry": "retry",
    "debrief": "debrief",
    "characters": "character",
    "sentences": "sentence",
    "facilitator_questions": "discussion",
    "discussion": "discussion",
    "guide": "page",
    "prompts": "prompt",
    "options": "option",
    "sides": "side",
    "scenes": "film-scene",
    "question": "question",
    "statement": "question",
    "answer": "answer",
    "kind": "verdict",
    "card": "card",
    "flip": "card",
    "believed": "card",
    "phrasings": "phrasing",
    "examples": "example",
    "patterns": "pattern",
    "phrases": "pattern",
    "groups": "word",
    "short": "word",
    "common": "word",
    "ways": "way",
    "number": "number",
    "regional": "number",
    "url": "address",
    "hours": "hours",
    "order": "place-in-order",
    "help": "help",
    "signs": "sign",
    "laws": "law",
    "fact": "fact",
    "sources": "source",
    **dict.fromkeys(
        ("text", "name", "who_for", "know", "why", "aim", "after", "strength", "ask", "line", "words", "region"), "text"
    ),
    **dict.fromkeys(("claim", "correction"), "text"),
}
#: What a thing is that has nothing but its two languages.
_OF_KIND: Final[dict[Kind, Noun]] = {
    "figure": "figure",
    "law": "law",
    "interface-text": "text",
    "word-class": "word",
}
_LANGUAGES: Final = frozenset(("fr", "en"))


def noun(difference: Difference, kind: Kind) -> Noun:
    """Say what a writer calls the place of a difference in a thing of this kind."""
    steps = [step for step in difference.fields if step != "*" and step not in _LANGUAGES]
    if not steps:
        return _OF_KIND.get(kind, "setting")
    if steps == ["nodes"]:
        value = difference.old if difference.how == "removed" else difference.new
        return "ending" if isinstance(value, schema.Ending) else "scene"
    if steps[-1] == "kind" and kind != "entry":
        return "setting"
    if steps[-1] == "name" and "characters" in steps:
        return "character"
    return _OF_FIELD.get(steps[-1], "setting")


def place(difference: Difference) -> str:
    """Name the place of a difference inside its thing, such as «at-the-stop/ask-why»; "" when it has no name."""
    return "/".join(name for name in difference.names if name not in _LANGUAGES)
