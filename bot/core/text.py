"""Words as they are compared.

Rule: what is compared is folded first, the same way everywhere: what writers wrote and what teens type.
RapidFuzz changes nothing by itself, and its own preprocessing keeps accents: "proxenete" would score 70 against
"proxénète".
"""

from __future__ import annotations

import re
import unicodedata

#: Telegram's own limit for one message is 4096 UTF-16 units. All of it is looked at: danger may come last.
MOST_CHARACTERS = 4096

_WORD = re.compile(r"[^\W_]+")
#: "aideeeez" and "stoooop": three letters or more in a row are one; French and English words have two at most.
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_LIGATURES = {ord(letter): plain for letter, plain in {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"}.items()}
#: What decomposing leaves of French accents: taken off in one sweep, without asking of each letter what it is.
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_PLAIN = {**_LIGATURES, **_ACCENTS}


def words(text: str) -> list[str]:
    """Fold a text and cut it into words.

    Lower case, no accents, no punctuation, no emoji, stretched letters collapsed; other alphabets are kept.
    Looks at the first `MOST_CHARACTERS` characters.
    """
    plain = text[:MOST_CHARACTERS].casefold()
    if not plain.isascii():
        plain = unicodedata.normalize("NFKD", plain).translate(_PLAIN)
        if not plain.isascii():
            # Compatibility forms may hide capitals and ligatures: once more, letter by letter.
            plain = unicodedata.normalize("NFKD", plain.casefold()).translate(_PLAIN)
            plain = "".join(letter for letter in plain if not unicodedata.combining(letter))
        plain = plain.casefold()
    # One letter may fold to three; what is compared is never longer than what is read.
    return _WORD.findall(_STRETCHED.sub(r"\1", plain[:MOST_CHARACTERS]))


def fold(text: str) -> str:
    """Fold a text to words with one space between them."""
    return " ".join(words(text))
