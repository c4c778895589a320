from __future__ import annotations

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core.sound import _ALIKE, neighbours, skeleton, sound, squeezed

WORDS = st.text(string.ascii_lowercase, max_size=14)

#: Typed, meant.
SOUND_ALIKE = [
    ("chantaje", "chantage"),
    ("jeu", "jeux"),
    ("veu", "veux"),
    ("veut", "veux"),
    ("pri", "pris"),
    ("foto", "photo"),
    ("fotos", "photo"),
    ("signale", "signaler"),
    ("signalez", "signaler"),
    ("bloke", "bloquer"),
    ("kestion", "question"),
    ("pouvez", "pouvait"),
    ("ekole", "ecole"),
    ("menasse", "menace"),
    ("polise", "police"),
    ("atension", "attention"),
    ("jame", "jamais"),
    ("reso", "reseaux"),
    ("oto", "auto"),
    ("fisik", "physique"),
    ("fone", "phone"),
    ("telefone", "telephone"),
    ("nite", "night"),
    ("rite", "write"),
    ("rong", "wrong"),
    ("bak", "back"),
    ("blakmail", "blackmail"),
    ("wat", "what"),
    ("skared", "scared"),
    ("nude", "nudes"),
    ("sed", "said"),
    ("pliz", "please"),
]
SAME_BONES = [
    ("tmrw", "tomorrow"),
    ("sumone", "someone"),
    ("smone", "someone"),
    ("frend", "friend"),
    ("frnd", "friend"),
    ("luv", "love"),
    ("schl", "school"),
    ("lngtmps", "longtemps"),
    ("consantement", "consentement"),
    ("prsonne", "personne"),
    ("prents", "parents"),
    ("blqr", "bloquer"),
]
SAME_SQUEEZED = [
    ("dammit", "damit"),
    ("mesage", "message"),
    ("agresion", "agression"),
    ("tomorow", "tomorrow"),
    ("perssone", "personne"),
    ("schol", "school"),
]
#: Other words: to keep them apart is what the rest of a word is for.
APART = [("photo", "police"), ("pay", "play"), ("ami", "avis"), ("block", "report"), ("mere", "pere")]


@pytest.mark.parametrize(("typed", "meant"), SOUND_ALIKE)
def test_words_that_sound_alike_have_one_key(typed: str, meant: str) -> None:
    """A word written as it is heard, in French or in English, meets the word that is meant."""
    assert sound(typed) == sound(meant)


@pytest.mark.parametrize(("typed", "meant"), SAME_BONES)
def test_words_with_the_same_consonants_have_one_skeleton(typed: str, meant: str) -> None:
    """A word whose vowels are dropped, or others than its own, meets the word that is meant."""
    assert skeleton(typed) == skeleton(meant)


@pytest.mark.parametrize(("typed", "meant"), SAME_SQUEEZED)
def test_words_that_differ_in_doubled_letters_have_one_key(typed: str, meant: str) -> None:
    """A letter written once instead of twice, or twice instead of once, makes no difference."""
    assert squeezed(typed) == squeezed(meant)


@pytest.mark.parametrize(("first", "second"), APART)
def test_other_words_stay_apart(first: str, second: str) -> None:
    """Keys forgive a spelling, not a meaning: words with other consonants share none."""
    assert sound(first) != sound(second)
    assert skeleton(first) != skeleton(second)
    assert squeezed(first) != squeezed(second)


@pytest.mark.parametrize(("letters", "heard"), _ALIKE)
def test_letters_listed_as_sounding_alike_do(letters: str, heard: str) -> None:
    """Every row of the table of sounds has its effect: none is hidden by what is done before it."""
    assert sound(f"m{letters}ma") == sound(f"m{heard}ma")


@given(WORDS, st.integers(0, 13))
def test_doubling_a_letter_changes_no_key(word: str, place: int) -> None:
    """Wherever a finger rests a moment too long, all keys stay; only doubles with a sound of their own differ."""
    doubled = word[:place] + word[place : place + 1] + word[place:]

    assert (skeleton(word), squeezed(word)) == (skeleton(doubled), squeezed(doubled))
    assert sound(word) == sound(doubled) or word[place] * 2 in dict(_ALIKE)


@given(WORDS)
def test_a_squeezed_word_is_squeezed_for_good(word: str) -> None:
    """Squeezing leaves no letter twice in a row, and neither does the key of the sound."""
    for key in (squeezed(word), sound(word)):
        assert key == squeezed(key)


@given(WORDS)
def test_a_skeleton_is_the_first_letter_and_consonants(word: str) -> None:
    """A skeleton keeps the first letter and the order of the consonants, and nothing else."""
    bones = skeleton(word)
    letters = iter(word)

    assert word[:1] == bones[:1]
    assert all(bone in letters for bone in bones)
    assert set() == set(bones[1:]) & set("aeiouyh")


@given(WORDS)
def test_a_key_is_never_longer_than_its_word(word: str) -> None:
    """Keys forget; they make nothing up."""
    assert all(len(key(word)) <= len(word) for key in (sound, skeleton, squeezed))


BESIDE = ["qw", "qa", "as", "aw", "az", "sz", "sx", "dx", "op", "lo", "kl", "nm", "gh", "gb", "ty", "er", "sd", "ui"]
FAR = ["qe", "qs", "ad", "qz", "wz", "mq", "ap", "fo", "tb", "ec", "yn"]


@pytest.mark.parametrize("pair", BESIDE)
def test_keys_side_by_side_are_neighbours(pair: str) -> None:
    """Letters whose keys touch on a phone may be hit for each other."""
    assert neighbours(*pair)


@pytest.mark.parametrize("pair", FAR)
def test_keys_far_apart_are_no_neighbours(pair: str) -> None:
    """Letters with a key between them are not hit for each other."""
    assert not neighbours(*pair)


def test_being_neighbours_is_mutual() -> None:
    """If one key is hit for another, the other is hit for it, for every two letters."""
    letters = string.ascii_lowercase
    one_way = [(a, b) for a in letters for b in letters if neighbours(a, b) != neighbours(b, a)]

    assert [] == one_way


def test_every_letter_has_neighbours_and_none_has_too_many() -> None:
    """On a keyboard of three rows a key touches six others at most."""
    letters = string.ascii_lowercase
    touching = {a: sum(neighbours(a, b) for b in letters if a != b) for a in letters}

    assert (2, 6) == (min(touching.values()), max(touching.values()))


@pytest.mark.parametrize("strange", ["1", "é", "-", "", "ab"])
def test_what_has_no_key_has_no_neighbours(strange: str) -> None:
    """Digits, accents and whole words lie nowhere on the letters' keyboard."""
    assert not neighbours(strange, "a")
    assert not neighbours("a", strange)
