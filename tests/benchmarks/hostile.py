"""Messages as long as Telegram allows, written to make the bot work: what each costs in `understand`."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Final

from bot.core.text import MOST_CHARACTERS
from bot.core.turn import Danger, Place, Press, Said, Screen, Turn
from bot.core.understand import understand
from tests.benchmarks.measuring import Latency, latency

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from bot.core.script import Script

#: Each message is understood this often; what differs between the times is a letter at its start.
REPEATED: Final = 5
_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"
_DANGER: Final = "je veux mourir"


class Material:
    """What messages are made of: chance, and the words of the content."""

    def __init__(self, script: Script) -> None:
        """Gather words and phrasings."""
        self.chance = Random("hostile")
        self.phrasings = [
            text for entry in script.entries.values() for texts in entry.phrasings.values() for text in texts
        ]
        self.known = sorted({word for text in self.phrasings for word in text.lower().split() if word.isalpha()})
        self.medium = [word for word in self.known if 5 <= len(word) <= 8]
        short = script.understanding.questions.lexicon.short
        self.longest_short_form = max(short, key=lambda form: len(short[form]) / len(form), default="a")

    def forever(self, words: str | Sequence[str]) -> Iterator[str]:
        """Give one word or letter after the other."""
        while True:
            yield self.chance.choice(words)

    def invented(self, length: int) -> Iterator[str]:
        """Give words nobody knows."""
        while True:
            yield "".join(self.chance.choices(_LETTERS, k=length))

    def mistyped(self) -> Iterator[str]:
        """Give known words with one letter wrong."""
        while True:
            word = self.chance.choice(self.medium)
            place = self.chance.randrange(len(word))
            yield word[:place] + self.chance.choice(_LETTERS) + word[place + 1 :]

    def joined(self) -> Iterator[str]:
        """Give two known words as one."""
        while True:
            yield self.chance.choice(self.medium) + self.chance.choice(self.medium)


#: Kinds of messages, each made `MOST_CHARACTERS` long.
KINDS: Final[dict[str, Callable[[Material], str]]] = {
    "one letter": lambda _: "a" * MOST_CHARACTERS,
    "one long word": lambda _: "ab" * (MOST_CHARACTERS // 2),
    "letters, one by one": lambda of: _filled(of.forever(_LETTERS)),
    "unknown words of 4 letters": lambda of: _filled(of.invented(4)),
    "unknown words of 8 letters": lambda of: _filled(of.invented(8)),
    "unknown words of 24 letters": lambda of: _filled(of.invented(24)),
    "known words": lambda of: _filled(of.forever(of.known)),
    "known words, one letter wrong": lambda of: _filled(of.mistyped()),
    "known words, joined in pairs": lambda of: _filled(of.joined()),
    "the longest short form": lambda of: _filled(of.forever([of.longest_short_form])),
    "one phrasing after the other": lambda of: _filled(of.forever(of.phrasings)),
    "the same danger again and again": lambda of: _filled(of.forever([_DANGER])),
    "harmless, danger last": lambda of: _filled(of.forever(["il fait beau", "on joue dehors"]), last=f" {_DANGER}"),
    "accents piled up, in disorder": lambda of: _filled(of.forever(["e\u0301\u0323\u0302\u0327\u0301\u0323"]), ""),
    "accents only": lambda of: "e" + _filled(of.forever("\u0301\u0323"), "")[1:],
    "one sign for eighteen letters": lambda _: "\ufdfa" * MOST_CHARACTERS,
    "Korean": lambda of: _filled(of.forever("가각간값"), ""),
    "Chinese": lambda of: _filled(of.forever("你好吗我是"), ""),
    "emoji": lambda of: _filled(of.forever("😀😭🔥"), ""),
    "digits": lambda of: _filled(of.forever("0123456789"), ""),
}


def message(kind: str, script: Script) -> str:
    """Make the message of a kind."""
    return KINDS[kind](Material(script))


def cost(text: str, script: Script, at: str = "") -> tuple[Latency, bool]:
    """Understand one message a few times, in the menu or in the scene `at`; say also whether danger was heard."""

    def answer(said: str) -> object:
        return understand(Turn(Said(said, at), "fr"), script)

    variants = [f"{letter}{text[1:]}" for letter in _LETTERS[:REPEATED]]
    return latency(answer, variants), isinstance(answer(text), Danger)


def widest_scene(script: Script) -> str:
    """Give the button data of the scene with the most words to compare with."""
    scenes = [(story.id, node) for story in script.scenarios.values() for node in story.nodes.values() if node.choices]
    story, node = max(
        scenes, key=lambda scene: sum(len(choice.option("fr").texts) for choice in scene[1].choices.values())
    )
    return script.codec.encode(Press(Place("fr", Screen.NODE, story, node.id)))


def _filled(parts: Iterator[str], between: str = " ", last: str = "") -> str:
    """Join parts until the message is full; it may end in words of its own."""
    row: list[str] = []
    length = 0
    while length <= MOST_CHARACTERS:
        row.append(next(parts))
        length += len(row[-1]) + len(between)
    return between.join(row)[: MOST_CHARACTERS - len(last)] + last
