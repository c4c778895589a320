"""What follows what in a story."""

from __future__ import annotations

from itertools import pairwise

import pytest

from bot.content.graph import heads


@pytest.mark.parametrize(
    ("edges", "expected"),
    [
        ({}, []),
        ({"a": [], "b": []}, ["a", "b"]),
        ({"a": ["b"], "b": []}, ["a"]),
        ({"a": [], "b": ["a"]}, ["b"]),
        ({"a": ["b"], "b": ["a"]}, ["a"]),
        ({"a": ["b"], "b": ["a"], "c": ["a"]}, ["c"]),
        ({"a": [], "b": ["a"], "c": ["b"], "d": ["e"], "e": ["d", "a"]}, ["c", "d"]),
        ({"a": ["a"]}, ["a"]),
        ({"a": ["outside"], "b": ["a"]}, ["b"]),
    ],
)
def test_heads_are_the_fewest_from_which_all_can_be_reached(edges: dict[str, list[str]], expected: list[str]) -> None:
    """Of a chain the first, of a circle the first in the file, of several parts one each."""
    assert expected == heads(edges, {**edges, "outside": []})


def test_a_story_of_very_many_scenes_is_searched_without_recursion() -> None:
    """No depth of a story stops the search, forwards or in a circle."""
    names = [f"n{number}" for number in range(50_000)]
    chain = {name: [after] for name, after in pairwise(names)} | {names[-1]: [names[0]]}

    assert [names[0]] == heads(chain, chain)
