from __future__ import annotations

import math
import string
from collections.abc import Callable
from typing import Final

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from bot.core.sound import _KEYS, neighbours
from bot.core.spelling import (
    LEAST_LIKENESS,
    LONGEST_MENDED,
    MOST_MENDED,
    MOST_READINGS,
    SHARPNESS,
    SHORTEST_MENDED,
    Reading,
    Vocabulary,
    _keys,
)
from bot.core.text import words

#: Words of questions, with the words that are easily taken for each other beside them.
WORDS: Final = words("""
    bloquer bloque bloquez photo photos chantage message messages personne personnes application signaler police argent
    copine maman parents menacer menace menaces envoyer envoie envoyez demander demande demandez partager partage
    secret secrets compte comptes consentement jeune jeunes quelque chose maintenant quitter raconter ecouter
    block blocked blocking someone something tomorrow picture pictures money friend friends threat threaten threatens
    report reporting share sharing account accounts because before people please really school about nobody teacher
    always consent crime illegal boyfriend girlfriend nudes sending beaucoup toujours pourquoi comment longtemps avant
    apres jamais amie amis ecole mere pere frere soeur je tu il elle on nous vous ils elles i you he she we they a to of
    the le la les un une des et en m ai suis est es peut veux veut fait dire faire l j d c s t n y if pay will stop him
    her them ex send sent
""")
VOCABULARY: Final = Vocabulary(dict.fromkeys(WORDS, 5))


def first(vocabulary: Vocabulary, typed: str) -> list[str]:
    """Give the likeliest word for each word of a text."""
    return [readings[0].word for readings in vocabulary.read(words(typed))]


#: Kind of typo -> typed and meant, French and English.
MISSPELT: Final = {
    "a letter is missing": [
        ("bloqer", "bloquer"),
        ("chantge", "chantage"),
        ("envoyr", "envoyer"),
        ("mesage", "message"),
        ("tomorow", "tomorrow"),
        ("acount", "account"),
        ("threten", "threaten"),
    ],
    "a letter is doubled": [
        ("photto", "photo"),
        ("chanttage", "chantage"),
        ("perssonne", "personne"),
        ("repport", "report"),
        ("moneyy", "money"),
        ("secrret", "secret"),
    ],
    "two letters are swapped": [
        ("bolquer", "bloquer"),
        ("chnatage", "chantage"),
        ("argnet", "argent"),
        ("polcie", "police"),
        ("freind", "friend"),
        ("becuase", "because"),
        ("poeple", "people"),
    ],
    "a letter is wrong": [
        ("blaquer", "bloquer"),
        ("massage", "message"),
        ("chentage", "chantage"),
        ("personme", "personne"),
        ("parants", "parents"),
        ("sumeone", "someone"),
        ("conptes", "comptes"),
    ],
    "the key beside was hit": [
        ("vloquer", "bloquer"),
        ("phoyo", "photo"),
        ("messahe", "message"),
        ("aegent", "argent"),
        ("svhool", "school"),
        ("frirnd", "friend"),
        ("tracher", "teacher"),
    ],
    "an ending is written as it is heard": [
        ("signalé", "signaler"),
        ("signalez", "signaler"),
        ("quitté", "quitter"),
        ("racontez", "raconter"),
        ("écouté", "ecouter"),
        ("secre", "secret"),
        ("toujour", "toujours"),
        ("argen", "argent"),
    ],
    "it is written as it is heard": [
        ("chantaje", "chantage"),
        ("fotos", "photos"),
        ("polisse", "police"),
        ("sumone", "someone"),
    ],
    "vowels are dropped": [
        ("lngtmps", "longtemps"),
        ("prnts", "parents"),
        ("pcture", "picture"),
        ("frnd", "friend"),
        ("schl", "school"),
        ("rprt", "report"),
        ("rlly", "really"),
    ],
}
PAIRS: Final = [(how, typed, meant) for how, pairs in MISSPELT.items() for typed, meant in pairs]


@pytest.mark.parametrize(("how", "typed", "meant"), PAIRS, ids=[f"{typed}: {how}" for how, typed, _ in PAIRS])
def test_a_word_with_one_typo_is_read_as_the_word(how: str, typed: str, meant: str) -> None:
    """One typo in a word of five letters or more, of whichever kind, hides the word from nobody."""
    assert len(meant) >= 5
    assert [meant] == first(VOCABULARY, typed), how


MISSPELT_TWICE: Final = [
    ("maintenannst", "maintenant", "two letters too many"),
    ("sumthing", "something", "one letter is wrong and one is missing"),
    ("aplicasion", "application", "letters are missing and wrong, and it sounds alike"),
]


@pytest.mark.parametrize(("typed", "meant", "how"), MISSPELT_TWICE, ids=[how for *_, how in MISSPELT_TWICE])
def test_a_long_word_with_two_typos_is_read_as_the_word(typed: str, meant: str, how: str) -> None:
    """From seven letters on a letter too many is forgiven beside another mistake, and more where it sounds alike."""
    vocabulary = Vocabulary(dict.fromkeys([*WORDS, "application"], 5))

    assert len(typed) >= 7
    assert [meant] == first(vocabulary, typed), how


JOINED: Final = [
    ("jesuis", "je suis", "a short word and a longer one"),
    ("jeveux", "je veux", "as they are said"),
    ("ilest", "il est", "five letters are enough"),
    ("sendnudes", "send nudes", "English too"),
    ("blockhim", "block him", "English too, the short one last"),
    ("lapolice", "la police", "an article"),
    ("je veux quilest", "je veux quilest", "what would leave crumbs stays one word"),
    ("illa", "illa", "four letters stay one word"),
]


@pytest.mark.parametrize(("typed", "meant", "how"), JOINED, ids=[how for *_, how in JOINED])
def test_joined_words_are_cut(typed: str, meant: str, how: str) -> None:
    """Two words typed as one are two words, when both are known."""
    assert meant.split() == first(VOCABULARY, typed), how


CUT: Final = [
    ("chan tage", "chantage", "a word cut in two"),
    ("some one", "someone", "English too"),
    ("le chan tage est un crime", "le chantage est un crime", "within a sentence"),
    ("chan tage chan tage", "chantage chantage", "as often as it is typed"),
    ("boy friend", "boy friend", "a half that is a word is left a word"),
    ("chan police tage", "chan police tage", "halves that are apart are no word"),
    ("chan", "chan", "half a word at the end is half a word"),
]


@pytest.mark.parametrize(("typed", "meant", "how"), CUT, ids=[how for *_, how in CUT])
def test_cut_words_are_joined(typed: str, meant: str, how: str) -> None:
    """Two halves that are no words by themselves are the word they make together."""
    vocabulary = Vocabulary(dict.fromkeys([*WORDS, "boy", "friend"], 5))

    assert meant.split() == first(vocabulary, typed), how


def test_a_misspelt_word_is_not_two_words() -> None:
    """What is one letter away from a word is that word, though it could be cut."""
    vocabulary = Vocabulary({"bloquer": 5, "bloqu": 5, "es": 5})

    assert ["bloquer"] == first(vocabulary, "bloques")


def test_what_is_used_more_is_likelier() -> None:
    """Of two words that are equally near, the one the content uses more comes first."""
    for often, seldom in (("barde", "garde"), ("garde", "barde")):
        readings = Vocabulary({often: 50, seldom: 1}).read(["larde"])[0]
        assert [often, seldom] == [reading.word for reading in readings]


# ---- properties ----------------------------------------------------------------------------------------------------

LETTERS: Final = st.sampled_from(string.ascii_lowercase)
FEW: Final = st.text("abet", min_size=1, max_size=12)
COUNTS: Final = st.dictionaries(FEW, st.integers(1, 30), max_size=25)
TYPED: Final = st.lists(FEW | st.text("ab1é", max_size=4).map(lambda text: "".join(words(text)) or "a"), max_size=8)


@given(COUNTS, TYPED)
def test_a_known_word_stays_itself(counts: dict[str, float], typed: list[str]) -> None:
    """A word of the content is never taken for another, whatever stands beside it."""
    readings = Vocabulary(counts).read([word for word in typed if word in counts])

    assert [(Reading(word, 1.0),) for word in typed if word in counts] == readings


@given(COUNTS, TYPED)
def test_readings_share_the_word_among_them(counts: dict[str, float], typed: list[str]) -> None:
    """The shares of a word's readings sum to one, the likeliest first, three at most, each word once."""
    vocabulary = Vocabulary(counts)
    for readings in vocabulary.read(typed):
        shares = [reading.share for reading in readings]
        assert 1 <= len(readings) <= MOST_READINGS
        assert len({reading.word for reading in readings}) == len(readings)
        assert math.isclose(1.0, sum(shares))
        assert sorted(shares, reverse=True) == shares
        assert min(shares) > 0


@given(COUNTS, TYPED)
def test_what_is_read_is_known_or_what_was_typed(counts: dict[str, float], typed: list[str]) -> None:
    """Mending makes no word up: it gives words of the content, or leaves what was typed."""
    read = {reading.word for readings in Vocabulary(counts).read(typed) for reading in readings}

    assert read <= counts.keys() | set(typed)


@given(COUNTS, TYPED)
def test_no_letter_of_what_stays_is_lost_or_moved(counts: dict[str, float], typed: list[str]) -> None:
    """Cutting and joining keep the order of the words: those that are known stand where they stood."""
    vocabulary = Vocabulary(counts)
    kept = iter([readings[0].word for readings in vocabulary.read(typed)])

    assert all(word in kept for word in typed if word in counts)


@given(COUNTS, TYPED)
def test_the_order_of_the_vocabulary_makes_no_difference(counts: dict[str, float], typed: list[str]) -> None:
    """The same words in another order are the same vocabulary."""
    turned = dict(reversed(counts.items()))

    assert Vocabulary(counts).read(typed) == Vocabulary(turned).read(typed)


@given(st.dictionaries(st.text("abc", min_size=1, max_size=4), st.just(3), max_size=20), st.text("abc", max_size=2))
def test_nothing_shorter_than_three_letters_is_mended(counts: dict[str, float], typed: str) -> None:
    """A word of one letter or two is what it is: one letter more or less would make any other of it."""
    assume(typed)

    assert len(typed) < SHORTEST_MENDED
    assert [(Reading(typed, 1.0),)] == Vocabulary(counts).read([typed])


@given(st.text("abc", min_size=LONGEST_MENDED, max_size=LONGEST_MENDED), st.integers(1, LONGEST_MENDED - 1))
def test_nothing_longer_than_any_word_is_mended_or_cut(word: str, place: int) -> None:
    """What is longer than 24 letters is no word anybody types, and costs nobody's time."""
    typed = f"{word}d"
    vocabulary = Vocabulary({word: 5, word[:place]: 5, f"{word[place:]}d": 5})

    assert [(Reading(typed, 1.0),)] == vocabulary.read([typed])


@given(st.integers(100, 10**9), st.integers(100, 10**9))
def test_a_number_is_not_mended(known: int, typed: int) -> None:
    """A number is another number, however alike they look."""
    assert [str(typed)] == first(Vocabulary({str(known): 5}), str(typed))


def missing(word: str, place: int, _: str) -> str:
    """Leave a letter out."""
    return word[:place] + word[place + 1 :]


def doubled(word: str, place: int, _: str) -> str:
    """Write a letter twice."""
    return word[:place] + word[place] + word[place:]


def swapped(word: str, place: int, _: str) -> str:
    """Write two letters in the wrong order."""
    return word[:place] + word[place : place + 2][::-1] + word[place + 2 :]


def wrong(word: str, place: int, letter: str) -> str:
    """Write another letter."""
    return word[:place] + letter + word[place + 1 :]


def added(word: str, place: int, letter: str) -> str:
    """Write a letter too many."""
    return word[:place] + letter + word[place:]


def beside(word: str, place: int, _: str) -> str:
    """Hit the key beside."""
    return wrong(word, place, next(key for key in _KEYS if key != word[place] and neighbours(key, word[place])))


Typo = Callable[[str, int, str], str]
TYPOS: Final[tuple[Typo, ...]] = (missing, doubled, swapped, wrong, added, beside)


@pytest.mark.parametrize("typo", TYPOS, ids=[typo.__name__ for typo in TYPOS])
@given(word=st.text(LETTERS, min_size=5, max_size=LONGEST_MENDED - 1), place=st.integers(0, 22), letter=LETTERS)
def test_any_one_typo_in_any_word_is_mended(typo: Typo, word: str, place: int, letter: str) -> None:
    """Wherever the typo stands, the first letter included, a word of five letters or more is found again."""
    typed = typo(word, place % len(word), letter)

    assert [(Reading(word, 1.0),)] == Vocabulary({word: 1}).read([typed])


@st.composite
def mistyped(draw: st.DrawFn, most: int) -> tuple[dict[str, float], str]:
    """Draw a small vocabulary, and one of its words with up to `most` typos."""
    listed = draw(st.lists(st.text("abcdehtn", min_size=3, max_size=12), min_size=1, max_size=12, unique=True))
    typed = draw(st.sampled_from(listed))
    for _ in range(draw(st.integers(1, most))):
        typo = draw(st.sampled_from([missing, doubled, swapped, wrong, added]))
        typed = typo(typed, draw(st.integers(0, len(typed) - 1)), draw(LETTERS)) or "a"
    return {word: draw(st.integers(1, 20)) for word in listed}, typed


def best_of_all(vocabulary: Vocabulary, known: dict[str, float], typed: str, edits: int) -> float:
    """Look at every word there is: the score of the best within so many edits, 0 when none is good enough."""
    near = [word for word in known if len(word) >= SHORTEST_MENDED and OSA.distance(typed, word) <= edits]
    scores = [vocabulary._likeness(typed, _keys(typed), word) for word in near]
    return max((score for score in scores if score >= LEAST_LIKENESS), default=0.0)


def best_found(vocabulary: Vocabulary, typed: str) -> float:
    """Give the score of the best word that is looked up."""
    found = vocabulary._mend(typed)
    return vocabulary._likeness(typed, _keys(typed), found[0].word) if found else 0.0


@given(mistyped(1))
def test_looking_up_finds_what_a_search_finds_within_one_edit(drawn: tuple[dict[str, float], str]) -> None:
    """No word one edit away is overlooked: searching the whole vocabulary finds none that fits better."""
    known, typed = drawn
    assume(typed not in known and len(typed) >= SHORTEST_MENDED)
    vocabulary = Vocabulary(known)

    assert best_of_all(vocabulary, known, typed, 1) <= best_found(vocabulary, typed)


def test_the_word_used_most_is_found_in_a_crowd() -> None:
    """Where many words are one letter away, the one the content uses most comes first, whatever its first letter."""
    for often in ("bare", "mare", "ware", "zare"):
        crowd = {f"{letter}are": 1.0 for letter in string.ascii_lowercase if letter != "x"}
        assert often == Vocabulary({**crowd, often: 200}).read(["xare"])[0][0].word


@given(mistyped(2))
def test_shares_follow_the_scores(drawn: tuple[dict[str, float], str]) -> None:
    """A reading's share grows with its likeness, by the same factor for every word."""
    known, typed = drawn
    assume(typed not in known)
    vocabulary = Vocabulary(known)
    readings = vocabulary._mend(typed)
    scores = [vocabulary._likeness(typed, _keys(typed), reading.word) for reading in readings]

    for reading, score in zip(readings, scores, strict=True):
        assert score >= LEAST_LIKENESS
        assert math.isclose(readings[0].share * math.exp(SHARPNESS * (score - scores[0])), reading.share)


def test_only_so_many_words_of_a_text_are_mended() -> None:
    """A text full of words nobody knows has its first and its last mended: what matters may stand there."""
    names = [f"{first}{second}{third}" for first in "bcdfg" for second in "aeiou" for third in "bcdfglmnr"]
    known = [f"{name}tage" for name in names]
    typed = [f"{name}ttage" for name in names]
    vocabulary = Vocabulary(dict.fromkeys(known, 5))
    read = [readings[0].word for readings in vocabulary.read(typed)]
    half = MOST_MENDED // 2

    assert len(typed) > MOST_MENDED
    assert [*known[:half], *typed[half:-half], *known[-half:]] == read


def test_a_word_typed_again_is_mended_once() -> None:
    """What counts are different words: the same typo all through a message is mended all through it."""
    assert ["chantage"] * 500 == first(VOCABULARY, "chantge " * 500)


def test_an_empty_vocabulary_leaves_everything() -> None:
    """Where nothing is known, everything stays what was typed."""
    assert ["je", "suis", "chantage"] == first(Vocabulary({}), "je suis chantage")
    assert [] == Vocabulary({}).read([])
    assert 0 == len(Vocabulary({}))


def test_a_vocabulary_says_what_it_holds() -> None:
    """A word is known letter for letter, or it is not."""
    vocabulary = Vocabulary({"photo": 3, "a": 1})

    assert 2 == len(vocabulary)
    assert ["photo", "a"] == [word for word in ("photo", "Photo", "phot", "a", "") if word in vocabulary]
