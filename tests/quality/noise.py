"""Teen typing, made by a seeded generator: the same seed and the same text give the same slips on every machine.

Rule: nothing here is taken from `bot.core.sound` or from the lexicon, so that what is measured with it is not what the
matcher was told beforehand.

    noisy("Est-ce que quelqu'un peut partager ma photo?", "fr", seed=1)  # "esk qqn peux patrager ma poto"
"""

from __future__ import annotations

import unicodedata
from random import Random
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from bot.core.turn import Lang

#: Chances, per text or per word. Together about every third word is touched, as in what teens send.
TEXTING: Final = 0.6
NO_ACCENTS: Final = 0.6
NO_MARKS: Final = 0.7
SLIP: Final = 0.22
JOINED: Final = 0.25
#: Shorter words are typed right: nobody could tell what they were.
_SHORTEST: Final = 4

#: Whole words and phrases, written shorter. Longer phrases come first.
SHORTENED: Final[Mapping[Lang, tuple[tuple[str, str], ...]]] = {
    "fr": (
        ("est-ce que", "esk"),
        ("est-ce qu'", "esk "),
        ("qu'est-ce que", "keske"),
        ("je ne sais pas", "jsp"),
        ("je sais pas", "jsp"),
        ("il y a", "ya"),
        ("s'il te plaît", "stp"),
        ("parce que", "pcq"),
        ("quelqu'un", "qqn"),
        ("quelque chose", "qqch"),
        ("aujourd'hui", "ajd"),
        ("pourquoi", "pk"),
        ("beaucoup", "bcp"),
        ("toujours", "tjrs"),
        ("pendant", "pdt"),
        ("comment", "cmt"),
        ("c'est", "c"),
        ("j'ai", "jai"),
        ("je suis", "chu"),
        ("avec", "ac"),
        ("quand", "qd"),
        ("tout", "tt"),
        ("vous", "vs"),
        ("pour", "pr"),
        ("dans", "ds"),
        ("que", "k"),
    ),
    "en": (
        ("i don't know", "idk"),
        ("do not", "dont"),
        ("going to", "gonna"),
        ("want to", "wanna"),
        ("because", "bc"),
        ("someone", "sm1"),
        ("somebody", "sumbody"),
        ("something", "smth"),
        ("tomorrow", "tmrw"),
        ("tonight", "tn"),
        ("before", "b4"),
        ("people", "ppl"),
        ("please", "pls"),
        ("though", "tho"),
        ("right", "rite"),
        ("about", "abt"),
        ("without", "w/o"),
        ("with", "w"),
        ("your", "ur"),
        ("what", "wut"),
        ("you", "u"),
        ("are", "r"),
        ("why", "y"),
        ("for", "4"),
        ("to", "2"),
        ("and", "n"),
    ),
}
#: Letters within a word, written as they sound.
HEARD: Final[Mapping[Lang, tuple[tuple[str, str], ...]]] = {
    "fr": (
        ("eaux", "o"),
        ("eau", "o"),
        ("tion", "sion"),
        ("ph", "f"),
        ("qu", "k"),
        ("ch", "sh"),
        ("ç", "s"),
        ("ce", "se"),
        ("ci", "si"),
        ("ai", "é"),
        ("ent", "an"),
        ("en", "an"),
        ("ez", "é"),
        ("er", "é"),
        ("au", "o"),
        ("ge", "je"),
        ("ss", "c"),
        ("oi", "wa"),
    ),
    "en": (
        ("ight", "ite"),
        ("tion", "shun"),
        ("ough", "uff"),
        ("ould", "ud"),
        ("ing", "in"),
        ("ph", "f"),
        ("ck", "k"),
        ("th", "d"),
        ("ce", "se"),
        ("ea", "ee"),
        ("ie", "ee"),
        ("er", "a"),
        ("ou", "u"),
        ("ve", "v"),
        ("ct", "kt"),
        ("x", "ks"),
    ),
}
_ROWS: Final = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
_VOWELS: Final = frozenset("aeiouyàâäéèêëîïôöùûü")


def _beside(row: int, place: int) -> str:
    """Give the keys that touch one key on a phone."""
    same = [_ROWS[row][there] for there in (place - 1, place + 1) if 0 <= there < len(_ROWS[row])]
    above = [_ROWS[row - 1][there] for there in (place, place + 1) if row and there < len(_ROWS[row - 1])]
    return "".join([*same, *above])


BESIDE: Final = {key: _beside(row, place) for row, keys in enumerate(_ROWS) for place, key in enumerate(keys)}


def noisy(text: str, lang: Lang, seed: int) -> str:
    """Type a text as a teen in a hurry does."""
    chance = Random(f"{seed}:{lang}:{text}")
    text = text.lower()
    if chance.random() < NO_MARKS:
        text = "".join(letter for letter in text if letter not in '?!.,;:«»"…')
    if chance.random() < TEXTING:
        for phrase, short in SHORTENED[lang]:
            if chance.random() < TEXTING:
                text = _shortened(text, phrase, short)
    words = [_slipped(word, lang, chance) if chance.random() < SLIP else word for word in text.split()]
    if len(words) > 1 and chance.random() < JOINED:
        place = chance.randrange(len(words) - 1)
        words[place : place + 2] = [words[place] + words[place + 1]]
    text = " ".join(words)
    if chance.random() < NO_ACCENTS:
        text = "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))
    return text


def _shortened(text: str, phrase: str, short: str) -> str:
    """Write a phrase shorter wherever it stands as whole words; what ends in an apostrophe stands before a word."""
    if phrase.endswith("'"):
        return f" {text}".replace(f" {phrase}", f" {short}")[1:]
    return f" {text} ".replace(f" {phrase} ", f" {short} ").strip()


def _slipped(word: str, lang: Lang, chance: Random) -> str:
    """Make one slip in a word."""
    if len(word) < _SHORTEST:
        return word
    slip: Callable[[str, Lang, Random], str] = chance.choice(SLIPS)
    return slip(word, lang, chance)


def dropped(word: str, _: Lang, chance: Random) -> str:
    """Leave one letter out, never the first."""
    place = chance.randrange(1, len(word))
    return word[:place] + word[place + 1 :]


def doubled(word: str, _: Lang, chance: Random) -> str:
    """Hit one letter twice."""
    place = chance.randrange(len(word))
    return word[:place] + word[place] + word[place:]


def swapped(word: str, _: Lang, chance: Random) -> str:
    """Swap two letters."""
    place = chance.randrange(len(word) - 1)
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


def key_beside(word: str, _: Lang, chance: Random) -> str:
    """Hit the key beside the one that was meant."""
    place = chance.randrange(len(word))
    keys = BESIDE.get(word[place])
    return word[:place] + chance.choice(keys) + word[place + 1 :] if keys else word


def as_heard(word: str, lang: Lang, chance: Random) -> str:
    """Write one sound of a word as it is heard."""
    heard = [pair for pair in HEARD[lang] if pair[0] in word[1:]]
    if not heard:
        return word
    letters, sound = chance.choice(heard)
    return word[0] + word[1:].replace(letters, sound, 1)


def without_vowels(word: str, _: Lang, __: Random) -> str:
    """Leave the vowels out, but for the first letter and the last."""
    return word[0] + "".join(letter for letter in word[1:-1] if letter not in _VOWELS) + word[-1]


SLIPS: Final = (dropped, doubled, swapped, key_beside, as_heard, without_vowels)
