"""Which language a text is written in, told by its smallest words.

Rule: a word counts only if it is a small word of one language and no common word of the other; names, loan words and
what both languages share say nothing. No list of the content is asked, so that a text is judged the same in every file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.core.script import Both
from bot.core.text import words
from bot.core.turn import other

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from bot.core.turn import Lang

#: Folded, as `bot.core.text.words` cuts them: "j'ai" is j and ai, "don't" is don and t. Left out is what the other
#: language has too: "on", "son", "ma", "no", "plus".
_FRENCH: Final = """
le la les un une des du de et est que qui pas ne je il elle ils elles nous vous ce ca cette cet ces dans avec pour sur
sous chez mais ou donc parce quand comme ton ta tes mon mes notre votre leur leurs au aux j l c qu n lui moi toi suis
etait sont ai avait fais faire dit dire peut peux veut veux faut va vais aussi tres trop tout tous toute rien jamais
toujours deja encore bien quoi quel quelle comment pourquoi y en se soi entre apres avant ici pis
"""
_ENGLISH: Final = """
the and you your yours is are was were be been to of it its that this these those they them their he she his her him we
us our my i what which who how why when where with from for not do does did don doesn didn isn can could would should
will won have has had if so than then there here about just because after before someone something anyone anything
nobody nothing never always get got make makes want wants know say says said tell at by into out up ll ve re
"""
SMALL_WORDS: Final[Mapping[Lang, frozenset[str]]] = {
    "fr": frozenset(_FRENCH.split()),
    "en": frozenset(_ENGLISH.split()),
}
#: How a language is called in a sentence to a moderator.
NAMES: Final[Mapping[Lang, Both]] = {"fr": Both("français", "French"), "en": Both("anglais", "English")}
#: With fewer words, a title or a loan from the other language looks like a whole text in it.
FEWEST_WORDS: Final = 6
#: The other language shows by this many different small words, and by this many times those of its own.
_FEWEST_OTHER: Final = 3
_TIMES: Final = 3


def in_other_language(text: str, lang: Lang) -> bool:
    """Say whether a text that should be in a language is plainly in the other one; short texts are let be."""
    found = words(text)
    if len(found) < FEWEST_WORDS:
        return False
    own, others = _small_words(found, lang)
    return others >= _FEWEST_OTHER and others >= _TIMES * own


def changed_places(french: str, english: str) -> bool:
    """Say whether two texts stand under each other's language: each has small words of the other's only."""
    pairs = (_small_words(words(french), "fr"), _small_words(words(english), "en"))
    return all(not own and others for own, others in pairs)


def _small_words(folded: Iterable[str], lang: Lang) -> tuple[int, int]:
    """Count the different small words of a language, and of the other one."""
    own, others = (len(SMALL_WORDS[each].intersection(folded)) for each in (lang, other(lang)))
    return own, others
