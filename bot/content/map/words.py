"""The words of the maps, in both languages.

Rule: what a map says to moderators stands here; what a teen reads comes from the story.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from bot.core.script import Both

if TYPE_CHECKING:
    from collections.abc import Mapping

    from bot.content import schema
    from bot.core.turn import Lang

STANCES: Final[Mapping[str, Both]] = {
    "resists": Both("résiste", "resists"),
    "hesitates": Both("hésite", "hesitates"),
    "goes-along": Both("embarque", "goes along"),
    "neutral": Both("neutre", "neutral"),
}
OUTCOMES: Final[Mapping[str, Both]] = {
    "safe": Both("En sécurité", "Safe"),
    "open": Both("En suspens", "Open"),
    "caught": Both("Au piège", "Caught"),
    "done": Both("Terminé", "Done"),
}
START: Final = Both("Début", "Start")
HERE: Final = Both("Tu es ici", "You are here")
UNREACHED: Final = Both("personne n'y arrive", "nobody reaches it")
BROKEN: Final = Both("n'existe pas", "does not exist")
RETRY: Final = Both("Reprendre", "Try again")
SAY: Final = Both("Dis-le à ta façon", "Say it your way")
LEGEND: Final = Both("Légende", "Legend")
SIGNS: Final = Both("signaux d'alerte", "warning signs")
LEADS_BACK: Final = Both("ramène en arrière", "leads back")
MAP_OF: Final = Both("Carte de l'histoire", "Map of the story")
PROBLEM: Final = Both("à réparer", "to mend")


def quoted(text: str, lang: Lang) -> str:
    """Put a text between the quotation marks of a language, unless it brings its own."""
    if text[:1] in "«“":
        return text
    return f"« {text} »" if lang == "fr" else f"“{text}”"


def colon(lang: Lang) -> str:
    """Give a colon as the language sets it: French leaves a space before."""
    return " :" if lang == "fr" else ":"


def signs(number: int, lang: Lang) -> str:
    """Say how many warning signs there are."""
    if lang == "fr":
        return f"{number} signal d'alerte" if number == 1 else f"{number} signaux d'alerte"
    return f"{number} warning sign" if number == 1 else f"{number} warning signs"


def counts(story: schema.Scenario | schema.Training, choices: int, lang: Lang) -> str:
    """Say how much there is in a story: scenes, endings, choices."""
    endings = sum(node.kind == "ending" for node in story.nodes.values())
    kinds = ("scène", "fin", "choix") if lang == "fr" else ("scene", "ending", "choice")
    numbers = (len(story.nodes) - endings, endings, choices)
    return ", ".join(f"{number} {_plural(kind, number)}" for number, kind in zip(numbers, kinds, strict=True))


def _plural(kind: str, number: int) -> str:
    return kind if number == 1 or kind == "choix" else f"{kind}s"


def opening(node: schema.Scene | schema.Ending, story: schema.Scenario | schema.Training, lang: Lang) -> str:
    """Give the first line of a node as it is read: who speaks, unless it is the narrator, and the words."""
    line = node.lines[0]
    words = one_line(getattr(line, lang))
    if line.who == "narrator" or line.who not in story.characters:
        return words
    return f"{one_line(getattr(story.characters[line.who].name, lang))}{colon(lang)} {words}"


def one_line(text: str) -> str:
    """Put a text on one line, without the characters that no screen shows and no XML may hold."""
    shown = (char if char.isprintable() or char in _JOINERS else " " for char in text)
    return " ".join("".join(shown).split(" ")).strip()


def unbroken(text: str) -> str:
    """Keep French marks with their words: no line begins with a closing one or ends with an opening one."""
    return _BEFORE_MARK.sub("\xa0", _AFTER_MARK.sub("«\xa0", text))


_AFTER_MARK: Final = re.compile("« ")
_BEFORE_MARK: Final = re.compile(" (?=[»:;?!])")
#: They join letters and emoji into one; nothing is seen of them alone. The two spaces are those of French.
_JOINERS: Final = "\u200c\u200d\ufe0e\ufe0f\xa0\u202f"
