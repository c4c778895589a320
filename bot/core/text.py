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

#: What has unfolded is read up to twice the longest message: its last words must not be pushed out.
_MOST_COMPARED = 2 * MOST_CHARACTERS

_WORD = re.compile(r"[^\W_]+")
#: "aideeeez" and "stoooop": three letters or more in a row are one; French and English words have two at most.
_STRETCHED = re.compile(r"([^\W\d_])\1{2,}")
_LIGATURES = {ord(letter): plain for letter, plain in {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "ı": "i"}.items()}
#: What decomposing leaves of French accents: taken off in one sweep, without asking of each letter what it is.
_ACCENTS = dict.fromkeys(range(0x300, 0x370))
_LETTERS = "abcdefghijklmnopqrstuvwxyz"
#: Letters drawn in squares, in circles and as flags, which decomposing leaves as they are.
_DRAWN = {start + place: letter for start in (0x1F150, 0x1F170, 0x1F1E6) for place, letter in enumerate(_LETTERS)}
#: Small capitals; there is none for x.
_SMALL = {
    ord(small): plain for small, plain in zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", _LETTERS.replace("x", ""), strict=True)
}
_PLAIN = {**_LIGATURES, **_ACCENTS, **_DRAWN, **_SMALL, 0x115F: " ", 0x1160: " "}
#: Cyrillic letters that look like Latin ones: in a word that has Latin letters too, they are those.
_ALIKE = str.maketrans("авеіјкмнорсѕтухһԁ", "abeijkmhopcstyxhd")
_CYRILLIC = re.compile(r"[\u0400-\u052f]")
_LATIN = re.compile(r"[a-z]")
#: Marks, and characters nobody sees, stand inside words without being of them.
_UNSEEN = frozenset(("Mn", "Me", "Cf"))


def words(text: str) -> list[str]:
    """Fold a text and cut it into words.

    Lower case, no accents, no punctuation, no emoji, stretched letters collapsed; other alphabets are kept.
    Looks at the first `MOST_CHARACTERS` characters.
    """
    plain = text[:MOST_CHARACTERS].replace("\0", "").casefold()
    if not plain.isascii():
        if not unicodedata.is_normalized("NFC", plain):
            # Putting thousands of marks on one letter in order takes time that grows with their square.
            plain = _without_marks(plain)
        plain = _unfolded(plain)
        if not plain.isascii():
            # Compatibility forms may hide capitals and ligatures: once more, letter by letter.
            plain = _without_marks(_unfolded(plain.casefold()))
        plain = plain.casefold()
    # One letter may fold to several; what is compared is never much longer than what is read.
    found = _WORD.findall(_STRETCHED.sub(r"\1", plain[:_MOST_COMPARED]))
    return [_in_one_alphabet(word) for word in found] if _CYRILLIC.search(plain) else found


def _in_one_alphabet(word: str) -> str:
    """Read look-alikes of another alphabet in a Latin word as the letters they look like."""
    return word.translate(_ALIKE) if _LATIN.search(word) else word


def _unfolded(plain: str) -> str:
    """Write compatibility forms out, accents and ligatures plain; signs that stand for a whole sentence are cut."""
    return unicodedata.normalize("NFKD", plain)[:_MOST_UNFOLDED].translate(_PLAIN)


def _without_marks(plain: str) -> str:
    return "".join(letter for letter in plain if unicodedata.category(letter) not in _UNSEEN)


def fold(text: str) -> str:
    """Fold a text to words with one space between them."""
    return " ".join(words(text))
