"""No line of small talk says what a pattern of danger hears.

Lines of small talk are learned as no danger: who types one word for word gets a greeting, whatever else it says.
Emergencies and distress are looked at.

Right, in `knowledge/small-talk.yaml`:

    allo toi

Wrong:

    allo au secours
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content import schema
from bot.content.examples import blocks
from bot.content.kinds import of_kind
from bot.content.learn import classes_of, danger_id, lexicon_of
from bot.content.rule import Rule
from bot.core.alarm.patterns import Patterns
from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from bot.content.draft import Draft
    from bot.content.rule import Found
    from bot.content.schema import Model

BESIDE: Final = (schema.DangerFile, schema.LexiconFile, schema.SynonymFile, schema.WordClassFile)
RULE: Final = Rule(
    "danger-in-small-talk",
    "error",
    Both("« {words} » dit le danger « {danger} »", "«{words}» says the danger «{danger}»"),
    Both(
        "enlève-la d'ici, et mets-la parmi les exemples du danger", "take it away here, and put it among its examples"
    ),
    # Patterns that cannot be read are told first.
    when="no-error",
)


def check(draft: Draft) -> Iterator[Found]:
    """Look at every line of small talk."""
    for file, _ in of_kind(draft.models, schema.SmallTalkFile):
        heard = draft.beside.once(_ear)
        for _, path, lines in blocks({file: draft.models[file]}):
            for number, words in enumerate(lines):
                if danger := heard(words):
                    yield RULE.found(file, (*path, number), words=words, danger=danger)


def _ear(models: Mapping[str, Model]) -> Callable[[str], str]:
    """Make a function that says which danger a pattern hears in a line, or ""."""
    lexicon, classes = lexicon_of(models), classes_of(models)
    patterns = Patterns(
        (pattern, danger_id(file))
        for file, danger in of_kind(models, schema.DangerFile)
        if danger.level != "disclosure"
        for pattern in (*danger.patterns.fr, *danger.patterns.en)
    )

    def heard(text: str) -> str:
        row = [frozenset(patterns.forms(word, classes)) for word in lexicon.words(text)]
        return min((danger for danger, _, _ in patterns.matches(row)), default="") if row else ""

    return heard
