"""Which words of teens are told, and which are not."""

from __future__ import annotations

import pytest

from tests import small


@pytest.mark.parametrize(
    "changes",
    [
        {'fr: ["je monte", ': 'fr: ["Je monte!", "je monte", '},
        {'fr: ["je monte", ': 'fr: ["🙂", ', 'fr: ["je refuse", ': 'fr: ["🙃", '},
    ],
)
def test_words_of_one_choice_and_words_without_letters_are_not_told(changes: dict[str, str]) -> None:
    """A choice may repeat its own label, and two emoji are not the same words."""
    assert [] == small.codes(small.both_changed(small.STORY, changes))


def test_words_that_are_the_button_of_another_choice_are_told() -> None:
    """Who types what stands on a button means that button."""
    assert ["said-twice"] == small.codes(small.changed(small.STORY, 'fr: ["je refuse", ', 'fr: ["Pourquoi moi", '))


def test_a_scene_without_any_words_is_not_told() -> None:
    """Where no choice has words of its own, labels are enough: nothing is missing."""
    story = small.files()[small.STORY].decode()
    bare = "".join(line for line in story.splitlines(keepends=True) if "said:" not in line)

    assert [] == small.codes({**small.files(), small.STORY: bare.encode()})
