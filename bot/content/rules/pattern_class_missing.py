"""A class of words that a pattern names stands in words.yaml.

The pattern would wait for a word that nobody can type.

Right, in `knowledge/danger/held.yaml`:

    fr: ["<want> pas me laisser partir", "au secours"]

Wrong:

    fr: ["<wnat> pas me laisser partir", "au secours"]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.known import class_names
from bot.content.patterns import written_patterns
from bot.content.problem import did_you_mean
from bot.content.rule import Rule
from bot.core.alarm import PatternError, compile_steps
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = (schema.WordClassFile,)
RULE: Final = Rule(
    "pattern-class-missing",
    "error",
    Both(
        "« {text} » nomme la classe « {name} », qui n'existe pas",
        "«{text}» names the class «{name}», which does not exist",
    ),
    Both(
        "prends une classe de knowledge/danger/words.yaml, ou ajoute-la là",
        "use a class of knowledge/danger/words.yaml, or add it there",
    ),
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every pattern and every phrase that can be read."""
    known = draft.beside.once(class_names)
    for file, path, text in written_patterns(draft.models) if known else ():
        for name in _named(text):
            if name not in known:
                yield RULE.found(file, path, did_you_mean(name, known), text=text, name=name)


def _named(text: str) -> list[str]:
    try:
        steps = compile_steps(text)
    except PatternError:
        return []
    return sorted({form[1:-1] for step in steps for form in step.fits if form.startswith("<")})
