from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.content.schema import WordingFile
from bot.content.wording import read_group, row_words, unquoted
from bot.core.text import words

if TYPE_CHECKING:
    from collections.abc import Sequence

NONE: Final[dict[str, list[str]]] = {"blaming": [], "banned": [], "recruiting": [], "revealing": []}
WORD: Final = st.sampled_from(("tu", "as", "cherche", "cherchee", "pas", "l"))


def found(never: Sequence[str], text: str, unless: Sequence[str] = ()) -> list[str]:
    """Say what one item finds in a French text."""
    item = {
        "never": {"fr": list(never), "en": []},
        "unless": {"fr": list(unless)},
        "instead": {"fr": "Autre chose.", "en": "Something else."},
    }
    file = WordingFile.model_validate({**NONE, "banned": [item]})
    return [hit.words for hit in read_group("banned", {"knowledge/wording.yaml": file})["fr"].found_in(text)]


@pytest.mark.parametrize(
    ("never", "text", "expected"),
    [
        ("pourquoi t'as", "Et POURQUOI T’AS fait ça?", "POURQUOI T’AS"),
        ("l'a cherché*", "Elle l'a cherchée, dit-il.", "l'a cherchée"),
        ("proxénète", "un proxenete", "proxenete"),
        ("as-tu", "L'as tu vu?", "as tu"),
        ("mineur* prostitué*", "des mineures prostituées", "mineures prostituées"),
    ],
)
def test_a_row_is_found_however_it_is_typed(never: str, text: str, expected: str) -> None:
    """Capitals, accents, apostrophes and hyphens make no difference; what is told is what was written."""
    assert [expected] == found([never], text)


@pytest.mark.parametrize(
    ("never", "text"),
    [
        ("pourquoi tu as", "Pourquoi? Tu as peur."),
        ("tu as", "as tu"),
        ("mac", "macaroni"),
        ("avant ans", "avant {adult-age} ans"),
        ("adult age", "avant {adult-age}"),
        ("dis pourquoi", "dis « pourquoi »"),
    ],
)
def test_a_row_is_not_found_across_an_end_or_in_part_of_a_word(never: str, text: str) -> None:
    """Words of two sentences, other words that begin the same, and the id of a figure are no row."""
    assert [] == found([never], text)


def test_inside_an_unless_row_the_words_are_right() -> None:
    """What is right in one place is still told in another of the same text."""
    assert [] == found(["tu as tort"], "Ça ne veut pas dire que tu as tort.", ["dire que tu as tort"])
    assert ["Tu as tort"] == found(["tu as tort"], "Pas dire que tu as tort. Tu as tort!", ["dire que tu as tort"])


def test_an_item_is_told_once_in_a_text() -> None:
    """Two rows of one item, or one row twice, are one thing to mend."""
    assert ["tu as"] == found(["tu as", "il a"], "tu as, il a, tu as")


@given(st.lists(WORD, min_size=1, max_size=3), st.lists(WORD, max_size=12))
def test_rows_are_found_where_a_plain_search_finds_them(row: Sequence[str], text: Sequence[str]) -> None:
    """Whatever the row and the text, looking words up by the first one overlooks nothing and adds nothing."""
    there = any(list(row) == list(text[place : place + len(row)]) for place in range(len(text)))

    assert there == bool(found([" ".join(row)], " ".join(text)))


@given(st.lists(WORD, min_size=1, max_size=3), st.lists(WORD, max_size=12))
def test_endings_are_found_where_a_plain_search_finds_them(row: Sequence[str], text: Sequence[str]) -> None:
    """The same for rows whose words may have any ending."""
    there = any(
        place + len(row) <= len(text) and all(map(str.startswith, text[place : place + len(row)], row))
        for place in range(len(text))
    )

    assert there == bool(found([" ".join(f"{word}*" for word in row)], " ".join(text)))


def test_a_row_keeps_its_star_at_the_last_of_its_words() -> None:
    """An apostrophe cuts a word in two; the star belongs to the second."""
    assert ("l", "a", "cherche*") == row_words("l'a cherché*")
    assert () == row_words("* …")


def test_what_is_quoted_is_left_out() -> None:
    """The words before and behind a quotation do not become neighbours."""
    assert ["dis", "non"] == words(unquoted("dis « c'est ta faute » non"))
    assert [] == found(["dis non"], unquoted("dis « c'est ta faute » non"))
