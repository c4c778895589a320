"""Both languages say the same: as many sentences, as many questions, the same figures.

A teen who changes the language would read something else.

Right, in `dialogues/ride-home.yaml`:

    feedback: {fr: "Bonne question.", en: "Good question."}

Wrong:

    feedback: {fr: "Bonne question.", en: "Good question. Go on."}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.build import PLACEHOLDER
from bot.content.known import figure_ids
from bot.content.reading import sentences
from bot.content.rule import Rule
from bot.content.texts import shown_texts
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = (schema.FigureFile,)
RULE: Final = Rule(
    "twins-differ",
    "error",
    Both("« fr » : {french}; « en » : {english}", "«fr» has {french}, «en» has {english}"),
    Both("dis la même chose dans les deux, phrase par phrase", "say the same in both, sentence by sentence"),
)
_SENTENCE: Final = Both("phrase", "sentence")
_QUESTION: Final = Both("question", "question")


def check(draft: Draft) -> Iterator[Found]:
    """Compare each text with the same one in the other language."""
    figures = draft.beside.once(figure_ids)
    texts = shown_texts(draft.models)
    for french, english in zip(texts, texts, strict=True):
        differing = _differing(french.words, english.words, figures)
        if differing:
            yield RULE.found(english.file, english.path, french=differing[0], english=differing[1])


def _differing(french: str, english: str, figures: Collection[str]) -> tuple[Both, Both] | None:
    """Say of what the two are made where they first differ."""
    if sentences(french) != sentences(english):
        return _counted(sentences(french), _SENTENCE), _counted(sentences(english), _SENTENCE)
    if french.count("?") != english.count("?"):
        return _counted(french.count("?"), _QUESTION), _counted(english.count("?"), _QUESTION)
    named = sorted(PLACEHOLDER.findall(french)), sorted(PLACEHOLDER.findall(english))
    if named[0] != named[1] and _filled(french, figures) and _filled(english, figures):
        return _listed(named[0]), _listed(named[1])
    return None  # what cannot be filled in is told by another rule


def _counted(count: int, what: Both) -> Both:
    """Write a number of things: in French, none is singular."""
    return Both(f"{count} {what.fr}{'s' * (count > 1)}", f"{count} {what.en}{'s' * (count != 1)}")


def _listed(names: Sequence[str]) -> Both:
    if not names:
        return Both("aucun chiffre", "no figures")
    listed = ", ".join(f"{{{name}}}" for name in names)
    return Both(listed, listed)


def _filled(words: str, figures: Collection[str]) -> bool:
    return words.count("{") == words.count("}") and all(name in figures for name in PLACEHOLDER.findall(words))
