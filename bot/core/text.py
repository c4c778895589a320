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

#: A letter with its accents unfolds to four characters at most; a few signs of other scripts to eighteen.
_MOST_UNFOLDED = 4 * MOST_CHARACTERS

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
        if not unicodedata.is_normalized("NFC", plain):
            # Putting thousands of marks on one letter in order takes time that grows with their square.
            plain = _without_marks(plain)
        plain = _unfolded(plain)
        if not plain.isascii():
            # Compatibility forms may hide capitals and ligatures: once more, letter by letter.
            plain = _without_marks(_unfolded(plain.casefold()))
        plain = plain.casefold()
    # One letter may fold to three; what is compared is never longer than what is read.
    return _WORD.findall(_STRETCHED.sub(r"\1", plain[:MOST_CHARACTERS]))


def _unfolded(plain: str) -> str:
    """Write compatibility forms out, accents and ligatures plain; signs that stand for a whole sentence are cut."""
    return unicodedata.normalize("NFKD", plain)[:_MOST_UNFOLDED].translate(_PLAIN)


def _without_marks(plain: str) -> str:
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def fold(text: str) -> str:
    """Fold a text to words with one space between them."""
    return " ".join(words(text))
