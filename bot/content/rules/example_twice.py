"""A line is an example of one thing only: of one kind of danger, or of something harmless.

The same words in two places teach two things at once, and neither is learned. Capitals, accents and punctuation make no
difference. Short forms are written out
before they are compared. What teens may type in stories counts as harmless, and so do the phrasings of questions that
say so, since danger detection learns it so.

Right, in `knowledge/danger/harmless/jokes.yaml`:

    fr: |
      je suis morte de rire

Wrong:

    fr: |
      Au secours!
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.examples import blocks
from bot.content.kinds import of_kind
from bot.content.learn import harmless_questions, lexicon_of
from bot.content.rule import Rule
from bot.core.lexicon import Lexicon
from bot.core.script import Both
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.examples import Block
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.DangerFile, schema.LexiconFile, schema.SynonymFile)
RULE: Final = Rule(
    "example-twice",
    "error",
    Both(
        "« {text} » sert d'exemple {of} (l'autre est dans {first})",
        "«{text}» is an example {of} (the other one is in {first})",
    ),
    Both(
        "garde-le à un seul endroit; dans le doute, sous le danger le plus grave",
        "keep it in one place only; when in doubt, under the most serious danger",
    ),
)
#: A short form and what it stands for, in folded words.
_Short = tuple[str, tuple[str, ...]]
#: Blocks of lines that stay folded, so that a changed danger costs no folding of all that is harmless.
_MOST_BLOCKS: Final = 4 * 10_000


@dataclass(frozen=True, slots=True)
class _Dangers:
    """The examples of danger: folded line -> the first file that holds it. `short` is None when it cannot be known."""

    short: tuple[_Short, ...] | None
    first: Mapping[str, str]

    def folded(self, block: tuple[str, ...]) -> Iterator[tuple[int, str, str]]:
        """Give each line with its number and its folded words, short forms written out; not those without words."""
        for number, words in enumerate(_folded(block, self.short)) if self.short is not None else ():
            if words:
                yield number, block[number], words


def check(draft: Draft) -> Iterator[Found]:
    """Look at every example of danger, and at everything harmless that danger detection learns."""
    dangers = draft.beside.once(_dangers)
    for file, path, block in _examples(draft.models):
        of_danger = isinstance(draft.models[file], schema.DangerFile)
        of = Both("à deux dangers", "of two dangers")
        if not of_danger:
            of = Both("à un danger et à quelque chose sans danger", "of danger and of something harmless")
        for number, text, words in dangers.folded(block):
            first = dangers.first.get(words, file)
            if first != file:
                yield RULE.found(file, (*path, number), text=text, of=of, first=first)


def _dangers(models: Mapping[str, Model]) -> _Dangers:
    if not any(of_kind(models, schema.LexiconFile)) or not any(of_kind(models, schema.SynonymFile)):
        return _Dangers(None, {})
    first: dict[str, str] = {}
    dangers = _Dangers(tuple(lexicon_of(models).short.items()), first)
    for file, _, block in _examples(dict(of_kind(models, schema.DangerFile))):
        for _, _, words in dangers.folded(block):
            first.setdefault(words, file)
    return dangers


def _examples(models: Mapping[str, Model]) -> Iterator[Block]:
    """Give every block of lines that danger detection learns: file, place, lines."""
    yield from blocks(models)
    for file, place, asked in harmless_questions(models):
        yield from ((file, ("entries", place, "phrasings", lang), getattr(asked.phrasings, lang)) for lang in LANGS)


@lru_cache(_MOST_BLOCKS)
def _folded(block: tuple[str, ...], short: tuple[_Short, ...]) -> tuple[str, ...]:
    lexicon = Lexicon(dict(short))
    return tuple(" ".join(lexicon.words(text)) for text in block)
