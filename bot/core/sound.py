"""What a word sounds and looks like, once its spelling is forgiven.

Rule: a key is a rough picture; two words with the same key are candidates for each other, never the same word.
The keys are written for French and English at once, since one sentence may hold both: "chantaje" and "chantage",
"sumone" and "someone", "jeu" and "jeux" must meet.
They follow the idea of Soundex and Metaphone (classes of letters that sound alike, vowels dropped, endings cut), with
rules of their own.
"""

from __future__ import annotations

import re
from typing import Final

#: Letters that sound alike, applied in this order. Two-letter sounds come before their letters.
_ALIKE: Final = (
    ("ph", "f"),
    ("ght", "t"),
    ("gh", "g"),
    ("ck", "k"),
    ("qu", "k"),
    ("q", "k"),
    ("sch", "sk"),
    ("sh", "x"),
    ("ch", "x"),
    ("th", "t"),
    ("wh", "w"),
    ("wr", "r"),
    ("kn", "n"),
    ("tion", "sion"),
    ("ce", "se"),
    ("ci", "si"),
    ("cy", "si"),
    ("c", "k"),
    ("eau", "o"),
    ("au", "o"),
    ("ou", "u"),
    ("oo", "u"),
    ("ee", "i"),
    ("ea", "i"),
    ("ie", "i"),
    ("y", "i"),
    ("ai", "e"),
    ("ei", "e"),
    ("er", "e"),
    ("ez", "e"),
    ("et", "e"),
    ("z", "s"),
    ("j", "g"),
    ("dg", "g"),
)
#: French endings that nobody hears ("jeux", "veut", "pris"), and English ones a phone drops.
_UNHEARD: Final = re.compile(r"(?<=..)[estx]+$")
_TWICE: Final = re.compile(r"(.)\1+")
#: Doubled vowels have a sound of their own ("oo", "ee"); doubled consonants have none.
_TWICE_HARD: Final = re.compile(r"([^aeiouy])\1+")
#: Letters that carry no consonant: what is left without them is the skeleton of a word ("tmrw", "qqn", "bcp").
_SOFT: Final = re.compile(r"[aeiouyh]")
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_KEYS: Final = {key: (row, place + row / 2) for row, keys in enumerate(_ROWS) for place, key in enumerate(keys)}
#: Keys whose middles are this near, in widths of a key, are hit for each other.
_REACH: Final = 1.1


def squeezed(word: str) -> str:
    """Write doubled letters once: "dammit" -> "damit"."""
    return _TWICE.sub(r"\1", word)


def sound(word: str) -> str:
    """Give the key that words which sound alike share."""
    key = _TWICE_HARD.sub(r"\1", word)
    for letters, heard in _ALIKE:
        if letters in key:
            key = key.replace(letters, heard)
    return _UNHEARD.sub("", squeezed(key))


def skeleton(word: str) -> str:
    """Give the first letter and the consonants: "tomorrow" and "tmrw" -> "tmrw"."""
    short = squeezed(word)
    return short[:1] + _SOFT.sub("", short[1:])


def neighbours(first: str, second: str) -> bool:
    """Say whether two letters lie beside each other on a phone's keyboard."""
    if first not in _KEYS or second not in _KEYS:
        return False
    (row, place), (other_row, other_place) = _KEYS[first], _KEYS[second]
    return abs(row - other_row) <= 1 and abs(place - other_place) <= _REACH
