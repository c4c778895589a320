"""The same words mean one choice of a scene only.

A teen who types them would get either. Capitals, accents and punctuation make no difference, nor does the language.

Right, in `dialogues/ride-home.yaml`:

    said: {fr: ["je monte", "ok je viens"], en: ["im getting in", "ok im coming"]}

Wrong:

    said: {fr: ["je monte", "non merci"], en: ["im getting in", "ok im coming"]}
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from bot.content.graph import scenes
from bot.content.kinds import played
from bot.content.rule import Rule
from bot.core.script import Both
from bot.core.text import fold
from bot.core.turn import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.content.draft import Draft
    from bot.content.rule import Found

BESIDE: Final = ()
RULE: Final = Rule(
    "said-twice",
    "error",
    Both("« {words} » veut déjà dire le choix « {choice} »", "«{words}» means the choice «{choice}» already"),
    Both("laisse ces mots au choix qu'ils disent vraiment", "leave these words to the choice they mean"),
)


def check(draft: Draft) -> Iterator[Found]:
    """Compare the words of every choice with the labels of the scene, and with the words of the choices before it."""
    for file, story in played(draft.models):
        for name, scene in scenes(story):
            first: dict[str, str] = {}
            for choice in scene.choices:
                for lang in LANGS:  # labels that are the same are told by another rule
                    first.setdefault(fold(getattr(choice.label, lang)), choice.id)
            for place, choice in enumerate(scene.choices):
                for lang in LANGS:
                    for number, words in enumerate(choice.said.get(lang, ())):
                        plain = fold(words)
                        if plain and first.setdefault(plain, choice.id) != choice.id:
                            path = ("nodes", name, "choices", place, "said", lang, number)
                            yield RULE.found(file, path, words=words, choice=first[plain])
