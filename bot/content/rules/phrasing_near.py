"""Two entries are not asked for by the same words in another order.

Where only an article or the order of words differs, chance decides which of the two entries answers a teen.

Right, in `knowledge/entries/rides.yaml`:

    "explain consent to me"

Wrong:

    "for the ride, a debt"
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.asked import asked
from bot.content.rule import Rule
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from bot.content.asked import Asked
    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = (schema.EntryFile,)
RULE: Final = Rule(
    "phrasing-near",
    "warning",
    Both(
        "« {words} » : les mêmes mots mènent à la fiche « {entry} » (« {other} »)",
        "«{words}»: the same words lead to the entry «{entry}» («{other}»)",
    ),
    Both("change-la, ou enlève-la d'une des deux fiches", "change it, or take it away from one of the two entries"),
)
#: What may be there or not without a change of what is asked.
_ARTICLES: Final = {
    "fr": frozenset(("le", "la", "les", "l", "un", "une", "des", "du", "de", "d")),
    "en": frozenset(("the", "a", "an")),
}
#: Fewer words in another order may well ask something else: "you trust" and "trust you".
FEWEST_WORDS: Final = 3


def check(draft: Draft) -> Iterator[Found]:
    """Compare every way to ask for an entry with those of the entries before it; the very same are told elsewhere."""
    first = draft.beside.once(_first)
    for each in asked(draft.models):
        other = first.get(_core(each))
        if other and other.entry.id != each.entry.id and other.folded != each.folded:
            yield RULE.found(each.file, each.path, words=each.words, entry=other.entry.id, other=other.words)


def _first(models: Mapping[str, schema.Model]) -> dict[tuple[str, ...], Asked]:
    """Give for the words of every way to ask the first one that has them."""
    found: dict[tuple[str, ...], Asked] = {}
    for each in asked(models):
        core = _core(each)
        if len(core) >= FEWEST_WORDS:
            found.setdefault(core, each)
    return found


def _core(each: Asked) -> tuple[str, ...]:
    return tuple(sorted(word for word in each.folded.split() if word not in _ARTICLES[each.lang]))
